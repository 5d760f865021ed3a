"""The functional core: no file, clock, network, environment or randomness."""
