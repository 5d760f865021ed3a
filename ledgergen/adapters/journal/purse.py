"""What lists have cost, and what is set aside for calls on the wire."""

from __future__ import annotations

import asyncio
from decimal import ROUND_CEILING, Decimal

from ledgergen.adapters.journal.changes import Changes
from ledgergen.adapters.journal.database import Database
from ledgergen.adapters.journal.owners import Owners
from ledgergen.model.batch import Money

_PICO = Decimal(10) ** 12


class SqlitePurse:
    """The money in a journal, for one process; a `ports.Purse`."""

    def __init__(self, database: Database, changes: Changes, owners: Owners) -> None:
        """Use the journal's file, under this process's name."""
        self._db = database
        self._changes = changes
        self._owners = owners

    async def reserve(self, batch: int, worst_usd: Decimal, *, cap_usd: Decimal | None) -> int | None:
        """Set money aside for a call; None where it might not fit below the cap any more."""
        worst, cap = to_pico(worst_usd), None if cap_usd is None else to_pico(cap_usd)
        owner = self._owners.own
        calls: list[int] = []

        def reserve(db: Database) -> int | None:
            if not set_aside(db, batch, worst, cap=cap):
                return None
            cursor = db.execute(
                "INSERT INTO call (batch, owner, worst) VALUES (?, ?, ?)", (batch, owner, worst)
            )
            assert cursor.lastrowid is not None
            calls.append(cursor.lastrowid)
            return cursor.lastrowid

        def take_back(db: Database) -> None:
            for call in calls:
                _settle(db, call, 0)

        try:
            return await self._changes.make(reserve)
        except asyncio.CancelledError:
            # It is made all the same, for a call that is never begun.
            self._changes.add(take_back)
            raise

    async def settle(self, call: int, cost_usd: Decimal | None) -> None:
        """Book what a call cost; None: nobody knows, so its worst case."""
        cost = None if cost_usd is None else to_pico(cost_usd)
        await self._changes.make(lambda db: _settle(db, call, cost))

    def find(self, batch: int) -> Money:
        """Return what the list has cost, and what is set aside for calls on the wire."""
        spent, reserved = self._db.execute(
            "SELECT spent, reserved FROM batch WHERE id = ?", (batch,)
        ).fetchone()
        return Money(spent / _PICO, reserved / _PICO)


def settle_all(database: Database, *, owner: str) -> None:
    """Count the calls that an owner has on the wire at their worst. Inside a transaction."""
    calls = database.execute("SELECT id, batch, worst FROM call WHERE owner = ?", (owner,)).fetchall()
    for call, batch, worst in calls:
        _book(database, call, batch, worst, worst)


def set_aside(database: Database, batch: int, worst: int, *, cap: int | None) -> bool:
    """Set pico-dollars aside; False where they might not fit below the cap. Inside a transaction."""
    cursor = database.execute(
        "UPDATE batch SET reserved = reserved + ?1 WHERE id = ?2"
        " AND (?3 IS NULL OR spent + reserved + ?1 <= ?3)",
        (worst, batch, cap),
    )
    return cursor.rowcount == 1


def pay(database: Database, batch: int, *, worst: int, cost: int) -> None:
    """Exchange what was set aside for what it cost, in pico-dollars. Inside a transaction."""
    database.execute(
        "UPDATE batch SET reserved = reserved - ?, spent = spent + ? WHERE id = ?", (worst, cost, batch)
    )


def to_pico(usd: Decimal) -> int:
    """Return dollars as pico-dollars, rounded up."""
    return int((usd * _PICO).to_integral_value(ROUND_CEILING))


def _settle(database: Database, call: int, cost: int | None) -> None:
    row = database.execute("SELECT batch, worst FROM call WHERE id = ?", (call,)).fetchone()
    if row is not None:
        batch, worst = row
        _book(database, call, batch, worst, worst if cost is None else cost)


def _book(database: Database, call: int, batch: int, worst: int, cost: int) -> None:
    database.execute("DELETE FROM call WHERE id = ?", (call,))
    pay(database, batch, worst=worst, cost=cost)
