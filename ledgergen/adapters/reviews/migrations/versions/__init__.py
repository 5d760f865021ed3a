"""One file a step, by number; a step that was released is never changed."""
