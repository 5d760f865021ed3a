"""Recompute what a sentence states from evidence: each derivation typed by the sentence."""
