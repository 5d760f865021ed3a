"""The journal's file: its tables, its transactions, and how its failures are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ledgergen.adapters.sqlite_wal import enter_wal
from ledgergen.errors import StoreError

VERSION = 4
_BUSY_S = 60.0
_TABLES = """
CREATE TABLE batch (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, n_films INTEGER NOT NULL,
    spent INTEGER NOT NULL DEFAULT 0, reserved INTEGER NOT NULL DEFAULT 0,
    n_cancelled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE entry (
    batch INTEGER NOT NULL, position INTEGER NOT NULL, movie_id INTEGER NOT NULL, hints TEXT,
    PRIMARY KEY (batch, position)
) WITHOUT ROWID;
CREATE TABLE recipe (id INTEGER PRIMARY KEY, parts TEXT NOT NULL UNIQUE);
CREATE TABLE film (
    movie_id INTEGER PRIMARY KEY, state TEXT NOT NULL, owner TEXT, seq INTEGER NOT NULL DEFAULT 0,
    recipe INTEGER, hints TEXT, dossier_sha256 TEXT, stamp TEXT, outcome TEXT, file TEXT, done_by TEXT
);
CREATE INDEX film_running ON film (owner) WHERE owner IS NOT NULL;
CREATE TABLE call (
    id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, owner TEXT NOT NULL, worst INTEGER NOT NULL
);
"""
_SERVERS = "CREATE TABLE server (name TEXT PRIMARY KEY, limits TEXT NOT NULL) WITHOUT ROWID;"
_ORDERS = """
CREATE TABLE orders (
    id TEXT PRIMARY KEY, batch INTEGER NOT NULL, server TEXT NOT NULL, owner TEXT, state TEXT NOT NULL,
    n_requests INTEGER NOT NULL DEFAULT 0, worst INTEGER NOT NULL DEFAULT 0, remote TEXT
);
CREATE TABLE request (
    prompt_hash TEXT PRIMARY KEY, order_id TEXT NOT NULL, state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, problem TEXT
) WITHOUT ROWID;
CREATE INDEX request_order ON request (order_id);
"""
_NEWS = "CREATE TABLE step (movie_id INTEGER PRIMARY KEY, words TEXT NOT NULL);"
_STEPS = (_TABLES, _SERVERS, _ORDERS, _NEWS)
"""What each version adds to the one before it."""


class Database:
    """One connection to the journal's file. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file at `path`.

        Raises:
            StoreError: it cannot be opened, or a newer ledgergen made it.
        """
        self.path = path
        with self.explain():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
            )
            try:
                enter_wal(self._connection)
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._migrate()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def execute(self, statement: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        """Run one statement; outside a `transaction` it is committed at once.

        Raises:
            StoreError: it could not be run.
        """
        with self.explain():
            return self._connection.execute(statement, tuple(values))

    def execute_many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for every row.

        Raises:
            StoreError: it could not be run.
        """
        with self.explain():
            self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let no other process write in between; all of it holds, or nothing.

        Raises:
            StoreError: it could not be begun or committed.
        """
        with self.explain():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def roll_back(self) -> None:
        """Undo what the transaction did so far; it ends here."""
        self.execute("ROLLBACK")

    @contextmanager
    def explain(self) -> Iterator[None]:
        """Tell a failure of the file as a `StoreError`."""
        try:
            yield
        except (sqlite3.Error, OSError) as problem:
            raise StoreError(
                f"the journal {str(self.path)!r} cannot be used",
                because=f"{type(problem).__name__}: {problem}",
                fix="check the disk and its rights, then run the same command again: what is paid is kept",
            ) from problem

    def _migrate(self) -> None:
        if self._read_version() == VERSION:
            return  # without the write lock: whoever watches opens the file again and again
        with self.transaction():
            version = self._read_version()
            if version > VERSION:
                raise StoreError(
                    f"the journal {str(self.path)!r} is of another version",
                    because=f"it is version {version}, and this ledgergen reads {VERSION}",
                    fix="use the ledgergen that made it, or move the journal away (paid replies stay stored)",
                )
            for step in _STEPS[version:]:
                for statement in filter(str.strip, step.split(";")):
                    self.execute(statement)
            if version != VERSION:
                self.execute(f"PRAGMA user_version = {VERSION}")

    def _read_version(self) -> int:
        (version,) = self.execute("PRAGMA user_version").fetchone()
        return int(version)
