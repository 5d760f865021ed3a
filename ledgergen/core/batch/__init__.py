"""Lists of films: read, planned, priced, paced and summed up."""
