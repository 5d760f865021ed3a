"""The connections of a worker, for what happens once a film or a call."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any, LiteralString, TypeAlias

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_exponential

from ledgergen.adapters.engine.address import Address
from ledgergen.adapters.engine.database import explain

_Pool: TypeAlias = AsyncConnectionPool[AsyncConnection[TupleRow]]

_MAX_CONNECTIONS = 6
"""A statement takes a millisecond: six serve hundreds of films, and a hundred workers fit a database."""
_PATIENCE_S = 60.0
"""A database that is started anew is back by then."""

for _name in ("psycopg.pool", "procrastinate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # failures are told by who meets them


class Pool:
    """Runs single statements, and waits while the database is away.

    A statement whose connection breaks is run again, so each has to bear
    being run twice.
    """

    def __init__(self, address: Address, connections: _Pool) -> None:
        """Use open connections."""
        self._address = address
        self.connections = connections

    async def execute(self, statement: LiteralString, *values: object) -> int:
        """Run a statement and return how many rows it touched.

        Raises:
            StoreError: it could not be run, or the database stayed away.
        """
        n_rows, _ = await self._run(statement, values)
        return n_rows

    async def find_one(self, statement: LiteralString, *values: object) -> tuple[Any, ...] | None:
        """Run a statement and return its first row, if it has one.

        Raises:
            StoreError: as `execute`.
        """
        _, row = await self._run(statement, values)
        return row

    async def _run(
        self, statement: LiteralString, values: tuple[object, ...]
    ) -> tuple[int, tuple[Any, ...] | None]:
        with self.explain():
            async for attempt in AsyncRetrying(
                retry=retry_if_exception_type((psycopg.OperationalError, PoolTimeout)),
                stop=stop_after_delay(_PATIENCE_S),
                wait=wait_exponential(multiplier=0.1, max=5.0),
                reraise=True,
            ):
                with attempt:
                    async with self.connections.connection() as connection:
                        cursor = await connection.execute(statement, values)
                        row = await cursor.fetchone() if cursor.description else None
                        return cursor.rowcount, row
        raise AssertionError("tenacity returns or raises")

    def explain(self) -> AbstractContextManager[None]:
        """Tell failures of the engine as `StoreError`."""
        return explain(self._address)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection[TupleRow]]:
        """Run several statements as one; not run again by itself.

        Raises:
            StoreError: one could not be run; none was.
        """
        with self.explain():
            async with self.connections.connection() as connection, connection.transaction():
                yield connection


@asynccontextmanager
async def open_pool(address: Address) -> AsyncIterator[Pool]:
    """Open a worker's connections.

    Raises:
        StoreError: the database does not let us in.
    """

    async def configure(connection: AsyncConnection[TupleRow]) -> None:
        await connection.set_autocommit(True)

    pool: _Pool = AsyncConnectionPool(
        address.conninfo, min_size=1, max_size=_MAX_CONNECTIONS, open=False, configure=configure
    )
    with explain(address):
        await pool.open(wait=True)
    try:
        yield Pool(address, pool)
    finally:
        await pool.close()
