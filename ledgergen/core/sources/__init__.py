"""What the services answer, read into evidence; nothing here asks anybody."""
