"""One connection to the engine, for what happens once a list or a page of it; and how failures are told."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString, Self

import psycopg
from psycopg import Connection, Cursor
from psycopg.rows import TupleRow
from psycopg_pool import PoolTimeout

from ledgergen.adapters.engine.address import Address
from ledgergen.adapters.engine.tables import prepare
from ledgergen.errors import StoreError


class Database:
    """A connection whose tables are there. For one thread."""

    def __init__(self, address: Address) -> None:
        """Connect, and make the tables on first use.

        Raises:
            StoreError: the database cannot be reached or used, or is of another version.
        """
        self.address = address
        with explain(address):
            self.connection: Connection[TupleRow] = Connection.connect(address.conninfo, autocommit=True)
            try:
                prepare(self.connection, address)
            except BaseException:
                self.connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def execute(self, statement: LiteralString, *values: object) -> Cursor[TupleRow]:
        """Run one statement; outside a `transaction` it is committed at once.

        Raises:
            StoreError: it could not be run.
        """
        with explain(self.address):
            return self.connection.execute(statement, values)

    def execute_many(self, statement: LiteralString, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for every row.

        Raises:
            StoreError: it could not be run.
        """
        with explain(self.address), self.connection.cursor() as cursor:
            cursor.executemany(statement, rows)

    def fetch_one(self, statement: LiteralString, *values: object) -> tuple[Any, ...]:
        """Run a statement that returns exactly one row."""
        row = self.execute(statement, *values).fetchone()
        assert row is not None
        return row

    def stream(self, statement: LiteralString, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement without holding them all.

        Raises:
            StoreError: it could not be run.
        """
        with self.transaction(), self.connection.cursor(name=f"rows_{uuid.uuid4().hex}") as cursor:
            yield from cursor.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of it, or nothing; `psycopg.Rollback` ends it quietly."""
        with explain(self.address), self.connection.transaction():
            yield


@contextmanager
def explain(address: Address) -> Iterator[None]:
    """Tell a failure of the engine as a `StoreError`, without the password."""
    try:
        yield
    except psycopg.Rollback:
        raise
    except (psycopg.Error, PoolTimeout) as problem:
        raise StoreError(
            f"the engine {address.shown} cannot be used",
            because=address.hide(str(problem)) or type(problem).__name__,
            fix="see that PostgreSQL runs and lets this user in, then run the same command again: "
            "what is paid for is kept",
        ) from problem
