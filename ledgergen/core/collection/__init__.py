"""Whole collections of ledgers: what is excused, mended, compared and audited."""
