"""Where reviews live: the event store in a database, and the ledgers' files on their shelves."""
