"""The notations a check is written in: one module each, all over the same problems."""
