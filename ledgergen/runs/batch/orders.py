"""Draft a list by order: passes over its films, and waiting for the server in between.

    collect what has come → pass over the films → place what they asked for → wait

Each pass is an ordinary run (`runs.batch.run`) whose completer is a desk: films
whose replies are there end as always, the others order what they need and come
back in the next pass. It is over when nothing is ordered any more. Stopping is
harmless at any point: orders at the server go on without us, and whoever runs
the list next collects them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from ledgergen.adapters.orders.collector import Collector, Progress
from ledgergen.adapters.orders.desk import OrderDesk
from ledgergen.errors import CapReachedError, ModelError, StoreError
from ledgergen.runs.batch.run import BatchRun


class OrderRun:
    """One process's work on a list by order."""

    def __init__(
        self,
        run: BatchRun,
        *,
        desk: OrderDesk,
        collector: Collector,
        look_every_s: float,
        say: Callable[[str], None],
    ) -> None:
        """Look at the server's orders every so many seconds; `say` hears what is going on."""
        self._run = run
        self._desk = desk
        self._collector = collector
        self._look_every_s = look_every_s
        self._say = say
        self._said = ""
        self._n_cancelled = 0

    async def run(self) -> None:
        """Work until nothing is left to do, or until stopped; what ended it early is the run's `problem`.

        Raises:
            StoreError: the journal cannot be used.
        """
        run = self._run
        self._n_cancelled = self._count_cancelled()
        watch = asyncio.create_task(run.watch_orders())
        try:
            await self._collector.collect()
            while await self._pass():
                await self._wait()
        except (ModelError, StoreError) as problem:
            run.problem = run.problem or problem
            run.stop.set()
        finally:
            watch.cancel()

    async def _pass(self) -> bool:
        """Settle and order what can be; tell whether a film waits for its reply."""
        run, desk = self._run, self._desk
        if self._is_cancelled():
            return False  # before anything is ordered again that was just called off
        await desk.recover(self._say)
        desk.n_unaffordable = run.tally.n_skipped = run.tally.n_ordered = 0
        await run.run()
        desk.close()
        if run.stop.is_set() or self._is_cancelled():
            return False
        await desk.place(self._say)
        if desk.n_unaffordable and not desk.list_placed():
            raise CapReachedError(
                "the cap is reached",
                because=f"the worst case of {desk.n_unaffordable:,} more replies does not fit below it",
                fix="raise --max-cost and run the same command again",
            )
        return run.tally.n_ordered > 0

    def _count_cancelled(self) -> int:
        parts = self._run.parts
        return parts.journal.lists.count_cancelled(parts.batch)

    def _is_cancelled(self) -> bool:
        if self._count_cancelled() > self._n_cancelled:
            self._run.is_cancelled = True
            self._run.stop.set()
        return self._run.is_cancelled

    async def _wait(self) -> None:
        """Wait until an order has ended, or the run is stopped."""
        while not self._run.stop.is_set():
            progress = await self._collector.collect()
            if progress.n_finished:
                return
            if progress.n_orders:
                self._tell(progress)
            # No order, and still a film that waits: another process is filling one.
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_every_s):
                    await self._run.stop.wait()
            if not progress.n_orders:
                return

    def _tell(self, progress: Progress) -> None:
        orders = "1 order" if progress.n_orders == 1 else f"{progress.n_orders:,} orders"
        said = f"{orders} at the server: {progress.n_answered:,} of {progress.n_requests:,} replies"
        if said != self._said:
            self._said = said
            self._say(f"{time.strftime('%H:%M')}  {said}")
