"""Find every figure in a text and read it to a value: grammar as data, one reader a kind."""
