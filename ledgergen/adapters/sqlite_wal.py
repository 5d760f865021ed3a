"""Switch a SQLite file to its write-ahead log, also while others do the same.

The switch needs the file for itself for a moment, and SQLite answers "locked"
at once, without waiting as long as the connection's timeout says. So whoever
comes second waits here.
"""

from __future__ import annotations

import sqlite3

import tenacity

_WAIT_S = 30


@tenacity.retry(
    retry=tenacity.retry_if_exception_type(sqlite3.OperationalError),
    wait=tenacity.wait_random(0.005, 0.05),
    stop=tenacity.stop_after_delay(_WAIT_S),
    reraise=True,
)
def enter_wal(connection: sqlite3.Connection) -> None:
    """Put the connection's file into write-ahead mode, for good.

    Raises:
        sqlite3.OperationalError: it stayed locked for half a minute, or cannot be written.
    """
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
