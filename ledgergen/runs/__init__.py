"""Runs: effects in order. Ask the ports, drive the core, save."""
