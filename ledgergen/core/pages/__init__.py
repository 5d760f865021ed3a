"""Self-contained pages and the charts on them."""
