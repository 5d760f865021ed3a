"""The journal of batches in one SQLite file, beside the ledgers it tells about.

`journal.SqliteJournal` is the door; it fulfils `ports.Journal`. Behind it:

- `lists`: a list as it was read, its orders, its counts (tables `batch`, `entry`);
- `films`: what became of each film, whichever list it stood on (`film`, `recipe`);
- `purse`: what a list has cost, and what calls on the wire may cost (`batch`, `call`);
- `shared_limits`: how fast a server may be asked by all processes together (`server`);
- `owners`: which process is alive, by a lock that dies with it;
- `changes`: what a run writes film by film, on a thread and many with one commit;
- `database`: the file, its tables, transactions and errors.

Durability comes from elsewhere: a paid reply is in the completion store before
it is read, and a ledger is renamed into place whole. So a commit here need not
reach the disk at once (WAL, `synchronous = NORMAL`): after a power cut the last
films are done again from stored replies, to the same bytes.

Several processes may work on one journal. A film is taken by one statement that
only succeeds while the film stands as it was seen.
"""
