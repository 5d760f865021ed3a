"""Counts of what facts and passages list, and places in an order."""
