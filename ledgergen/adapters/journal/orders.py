"""Orders at servers, and what was asked in them; their money with that of the list they are for."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from decimal import Decimal

from ledgergen.adapters.journal.database import Database
from ledgergen.adapters.journal.owners import Owners
from ledgergen.adapters.journal.purse import pay, set_aside, to_pico
from ledgergen.model.order import Added, Order, OrderState, Request, RequestState, Verdict

_ORDER = "SELECT id, batch, server, state, n_requests, remote"


class SqliteOrders:
    """The orders in a journal, for one process."""

    def __init__(self, database: Database, owners: Owners) -> None:
        """Use the journal's file, under this process's name."""
        self._db = database
        self._owners = owners

    def find_request(self, prompt_hash: str) -> Request | None:
        """Return what became of a request, if it was ever part of an order."""
        row = self._db.execute(
            "SELECT state, tries, problem FROM request WHERE prompt_hash = ?", (prompt_hash,)
        ).fetchone()
        if row is None:
            return None
        problem = None if row[2] is None else tuple(json.loads(row[2]))
        return Request(state=RequestState(row[0]), n_tries=row[1], problem=problem)

    def open(self, batch: int, *, server: str) -> Order:
        """Begin an order, this process's until it is placed."""
        order_id = uuid.uuid4().hex
        self._db.execute(
            "INSERT INTO orders (id, batch, server, owner, state) VALUES (?, ?, ?, ?, ?)",
            (order_id, batch, server, self._owners.own, OrderState.OPEN.value),
        )
        return Order(id=order_id, batch=batch, server=server, state=OrderState.OPEN, n_requests=0)

    def add(self, order: Order, prompt_hash: str, *, worst_usd: Decimal, cap_usd: Decimal | None) -> Added:
        """Make a request part of an open order, and set its worst cost aside; both or neither."""
        worst = to_pico(worst_usd)
        with self._db.transaction():
            cursor = self._db.execute(
                "INSERT INTO request (prompt_hash, order_id, state) VALUES (?1, ?2, 'asked')"
                " ON CONFLICT (prompt_hash) DO UPDATE SET order_id = ?2, state = 'asked'"
                " WHERE state IN ('again', 'answered')",
                (prompt_hash, order.id),
            )
            if cursor.rowcount != 1:
                return Added.BY_OTHERS
            if not set_aside(self._db, order.batch, worst, cap=None if cap_usd is None else to_pico(cap_usd)):
                self._db.roll_back()
                return Added.NOT_AFFORDED
            self._db.execute(
                "UPDATE orders SET n_requests = n_requests + 1, worst = worst + ? WHERE id = ?",
                (worst, order.id),
            )
        return Added.YES

    def set_ready(self, order: Order) -> None:
        """Note that the order's file is whole and may be handed in."""
        self._db.execute("UPDATE orders SET state = 'ready' WHERE id = ?", (order.id,))

    def set_placed(self, order: Order, remote_id: str) -> None:
        """Note that the server has it: it belongs to no process any more.

        One whose answers have been fetched meanwhile stays done: nothing is booked twice.
        """
        self._db.execute(
            "UPDATE orders SET state = 'placed', owner = NULL, remote = ? WHERE id = ? AND state <> 'done'",
            (remote_id, order.id),
        )

    def list_placed(self, batch: int) -> tuple[Order, ...]:
        """Return the list's orders that servers work on, the oldest first."""
        rows = self._db.execute(
            f"{_ORDER} FROM orders WHERE batch = ? AND state = 'placed' ORDER BY rowid", (batch,)
        )
        return tuple(map(_read_order, rows.fetchall()))

    def list_ready(self, batch: int) -> tuple[Order, ...]:
        """Return this process's orders for the list that may be handed in."""
        rows = self._db.execute(
            f"{_ORDER} FROM orders WHERE batch = ? AND state = 'ready' AND owner = ? ORDER BY rowid",
            (batch, self._owners.own),
        )
        return tuple(map(_read_order, rows.fetchall()))

    def list_stray(self, batch: int) -> tuple[Order, ...]:
        """Return the list's orders that processes left behind which died before they had placed them."""
        rows = self._db.execute(
            f"{_ORDER}, owner FROM orders WHERE batch = ? AND state IN ('open', 'ready')", (batch,)
        ).fetchall()
        with self._db.explain():
            return tuple(_read_order(row[:-1]) for row in rows if not self._owners.is_alive(row[-1]))

    def list_hashes(self, order: Order) -> frozenset[str]:
        """Return the hashes of what the order asks."""
        rows = self._db.execute("SELECT prompt_hash FROM request WHERE order_id = ?", (order.id,))
        return frozenset(prompt_hash for (prompt_hash,) in rows)

    def drop(self, order: Order) -> None:
        """Forget an order that was never placed, or refused as a whole: nothing was paid for it."""
        with self._db.transaction():
            if self._close(order, Decimal(0)):
                self._db.execute(
                    "UPDATE request SET state = 'again' WHERE order_id = ? AND state = 'asked'", (order.id,)
                )

    def finish(self, order: Order, cost_usd: Decimal | None, verdicts: Mapping[str, Verdict]) -> bool:
        """Note what came of an order's requests, and book its cost; None: its worst.

        Requests without a verdict were not answered, and may be asked again.
        False where another process was faster: nothing is booked twice.
        """
        with self._db.transaction():
            if not self._close(order, cost_usd):
                return False
            self._db.execute_many(
                "UPDATE request SET state = ?, tries = tries + ?, problem = ?"
                " WHERE prompt_hash = ? AND order_id = ?",
                (
                    (
                        verdict.state.value,
                        int(verdict.is_try),
                        None if verdict.problem is None else json.dumps(verdict.problem),
                        prompt_hash,
                        order.id,
                    )
                    for prompt_hash, verdict in verdicts.items()
                ),
            )
            self._db.execute(
                "UPDATE request SET state = 'again', tries = tries + 1"
                " WHERE order_id = ? AND state = 'asked'",
                (order.id,),
            )
        return True

    def _close(self, order: Order, cost_usd: Decimal | None) -> bool:
        row = self._db.execute(
            "SELECT worst FROM orders WHERE id = ? AND state <> 'done'", (order.id,)
        ).fetchone()
        if row is None:
            return False
        (worst,) = row
        self._db.execute("UPDATE orders SET state = 'done', owner = NULL WHERE id = ?", (order.id,))
        pay(self._db, order.batch, worst=worst, cost=worst if cost_usd is None else to_pico(cost_usd))
        return True


def _read_order(row: tuple[str, int, str, str, int, str | None]) -> Order:
    order_id, batch, server, state, n_requests, remote = row
    return Order(
        id=order_id,
        batch=batch,
        server=server,
        state=OrderState(state),
        n_requests=n_requests,
        remote_id=remote,
    )
