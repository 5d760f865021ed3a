"""Where reviews live: a database of events and accounts, and the ledgers' files on their shelves.

database    the connection: one file or a team's PostgreSQL, and the write lock
migrating   bring a database to today's `schema`, by the steps in `migrations/`
store       what editors did
accounts    who may come in, with hashed `passwords`
tokens      links, sessions and API tokens, by their hashes
attempts    how often a sign-in was tried of late
shelf       the ledgers as files
kept_checks what the checker said of a ledger, for a restart or another process
"""
