"""Dossiers as text: parse, render, merge, and say all that is wrong at once."""
