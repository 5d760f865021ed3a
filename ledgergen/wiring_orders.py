"""What drafting a list by order needs beside a batch's parts, from settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from ledgergen.adapters.completions import SqliteCompletions
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.adapters.models.connection import Connection
from ledgergen.adapters.models.order_server import OrderServer
from ledgergen.adapters.models.profile import ProfileFile
from ledgergen.adapters.orders.collector import Collector
from ledgergen.adapters.orders.desk import OrderDesk, Terms
from ledgergen.runs.batch.orders import OrderRun
from ledgergen.runs.batch.run import BatchRun
from ledgergen.settings import Resolved
from ledgergen.wiring import STATE_DIR
from ledgergen.wiring_writer import OnWait, build_patience


@dataclass(slots=True, kw_only=True)
class Ordering:
    """How a list is drafted by order: what the command decides, and the parts once they are open."""

    journal: SqliteJournal
    batch: int
    model: str
    terms: Terms
    look_every_s: float
    say: Callable[[str], None]
    on_wait: OnWait | None = None
    _desk: OrderDesk | None = None
    _collector: Collector | None = None

    @asynccontextmanager
    async def open(self, resolved: Resolved, store: SqliteCompletions) -> AsyncIterator[OrderDesk]:
        """Open the desk, over a connection of its own."""
        connection = Connection(
            self.model,
            api_key=resolved.find_secret("api_key"),
            base_url=resolved.settings.base_url,
            patience=build_patience(resolved),
            on_wait=self.on_wait,
        )
        self._desk = OrderDesk(
            self.model,
            batch=self.batch,
            orders=self.journal.orders,
            server=OrderServer(connection),
            store=store,
            terms=self.terms,
            folder=resolved.settings.out_dir / STATE_DIR / "orders",
            memory=ProfileFile(resolved.workspace / STATE_DIR / "servers.json"),
        )
        self._collector = Collector(self._desk, faults=connection.faults, say=self.say)
        try:
            yield self._desk
        finally:
            await connection.aclose()

    async def drive(self, run: BatchRun) -> None:
        """Work on the list with the open desk, as `BatchRun.run` does with a model."""
        assert self._desk is not None
        assert self._collector is not None
        order_run = OrderRun(
            run,
            desk=self._desk,
            collector=self._collector,
            look_every_s=self.look_every_s,
            say=self.say,
        )
        await order_run.run()
