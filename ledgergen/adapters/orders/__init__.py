"""Replies by order: many requests handed in as one file, answered within a day at half the price."""
