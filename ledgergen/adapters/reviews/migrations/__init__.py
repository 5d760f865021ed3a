"""The steps from an older review database to today's, run by `adapters.reviews.migrating`."""
