"""The claims of a whole collection, on disk, so that comparing them holds no more in memory than one.

SQLite puts the table into a temporary file of its own once it outgrows the
page cache, and removes it at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from ledgergen.core.collection.consistency import Claim

_COLUMNS = "about, low, high, rests_on, path, line, column_, text"


class ClaimStore:
    """Takes claims in the order of the run and gives them back by what they are about."""

    def __init__(self) -> None:
        """Open an empty store."""
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute(
            "CREATE TABLE claims (about TEXT, low REAL, high REAL, rests_on TEXT,"
            " path TEXT, line INTEGER, column_ INTEGER, text TEXT)"
        )
        self._connection.execute("BEGIN")

    def add(self, claims: Sequence[Claim]) -> None:
        """Keep the claims of one ledger."""
        rows = [(c.about, c.low, c.high, c.rests_on, c.path, c.line, c.column, c.text) for c in claims]
        self._connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def find_disputed(self) -> Iterator[tuple[Claim, ...]]:
        """Yield the claims about each thing that has two figures which exclude each other."""
        self._connection.execute("CREATE INDEX claims_about ON claims (about)")
        keys = self._connection.execute(
            "SELECT about FROM claims GROUP BY about"
            " HAVING max(low) > min(high) AND min(path) <> max(path) ORDER BY min(rowid)"
        ).fetchall()
        for (about,) in keys:
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM claims WHERE about = ? ORDER BY rowid",  # noqa: S608 - a constant
                (about,),
            )
            yield tuple(
                Claim(
                    about=row[0],
                    low=row[1],
                    high=row[2],
                    rests_on=row[3],
                    path=row[4],
                    line=row[5],
                    column=row[6],
                    text=row[7],
                )
                for row in rows
            )

    def close(self) -> None:
        """Remove the store."""
        self._connection.close()
