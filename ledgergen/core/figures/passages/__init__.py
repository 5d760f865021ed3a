"""Judge figures against passages of prose: a value counts only where its context agrees."""
