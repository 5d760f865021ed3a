"""What lists have cost, and what workers have set aside for calls on the wire."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ledgergen.adapters.engine.lists import PostgresLists
from ledgergen.adapters.engine.pool import Pool
from ledgergen.model.batch import Money


class PostgresPurse:
    """The money of all lists, for one worker; a `ports.Purse`."""

    def __init__(self, pool: Pool, lists: PostgresLists, *, find_worker: Callable[[], int]) -> None:
        """Reserve in the worker's name: what it has on the wire at its death counts at its worst."""
        self._pool = pool
        self._lists = lists
        self._find_worker = find_worker

    async def reserve(self, batch: int, worst_usd: Decimal, *, cap_usd: Decimal | None) -> int | None:
        """Set money aside for a call; None where it might not fit below the cap any more."""
        row = await self._pool.find_one(
            "WITH held AS (UPDATE batch SET reserved = reserved + %s WHERE id = %s"
            " AND (%s::numeric IS NULL OR spent + reserved + %s <= %s) RETURNING id)"
            " INSERT INTO call (batch, worker, worst) SELECT id, %s, %s FROM held RETURNING id",
            worst_usd,
            batch,
            cap_usd,
            worst_usd,
            cap_usd,
            self._find_worker(),
            worst_usd,
        )
        return None if row is None else int(row[0])

    async def settle(self, call: int, cost_usd: Decimal | None) -> None:
        """Book what a call cost; None: nobody knows, so its worst case. A second time is nothing."""
        await self._pool.execute(
            "WITH gone AS (DELETE FROM call WHERE id = %s RETURNING batch, worst)"
            " UPDATE batch SET reserved = reserved - worst, spent = spent + coalesce(%s, worst)"
            " FROM gone WHERE id = gone.batch",
            call,
            cost_usd,
        )

    def find(self, batch: int) -> Money:
        """Return what the list has cost, and what is set aside for calls on the wire."""
        return self._lists.find_money(batch)


async def settle_dead(pool: Pool) -> None:
    """Count the calls that dead workers had on the wire at their worst."""
    await pool.execute(
        "WITH gone AS (DELETE FROM call WHERE NOT EXISTS (SELECT FROM procrastinate_workers w, takeover"
        " WHERE w.id = worker AND w.last_heartbeat > now() - make_interval(secs => silence_s))"
        " RETURNING batch, worst), sums AS (SELECT batch, sum(worst) AS worst FROM gone GROUP BY batch)"
        " UPDATE batch SET reserved = reserved - worst, spent = spent + worst"
        " FROM sums WHERE id = sums.batch",
    )
