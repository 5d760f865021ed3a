"""How fast servers may be asked, as all workers know it together."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from ledgergen.adapters.engine.pool import Pool

_T = TypeVar("_T")


class PostgresSharedLimits:
    """One row a server; a `ports.SharedLimits`."""

    def __init__(self, pool: Pool) -> None:
        """Use a worker's connections."""
        self._pool = pool

    async def update(self, server: str, change: Callable[[dict[str, Any]], tuple[dict[str, Any], _T]]) -> _T:
        """Let `change` replace what is known of a server while nobody else can; return what it finds.

        It is given `{}` the first time. What it returns is stored as JSON.
        """
        async with self._pool.transaction() as connection:
            cursor = await connection.execute(
                "INSERT INTO server VALUES (%s, '{}') ON CONFLICT (name) DO UPDATE SET limits = server.limits"
                " RETURNING limits",
                (server,),
            )
            row = await cursor.fetchone()
            assert row is not None
            known, found = change(json.loads(row[0]))
            await connection.execute(
                "UPDATE server SET limits = %s WHERE name = %s", (json.dumps(known), server)
            )
            return found
