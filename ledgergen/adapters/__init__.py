"""The outside world: one system each, each behind a port."""
