"""One run over a list, seen from the terminal: progress, Ctrl-C, and how it ended."""

from __future__ import annotations

import asyncio
import signal
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

import click

from ledgergen.adapters.limits import Limits
from ledgergen.cli.batch.crew import Crew
from ledgergen.cli.batch.display import is_live, show_progress
from ledgergen.cli.batch.garbage import rare_searches
from ledgergen.cli.batch.member import MemberJob, Order
from ledgergen.core.batch.summary import Summary
from ledgergen.core.batch.sums import Tally
from ledgergen.ports import Journal
from ledgergen.runs.batch.feed import ALL
from ledgergen.runs.batch.run import BatchRun
from ledgergen.runs.batch.slots import CallSlots
from ledgergen.settings import Resolved
from ledgergen.wiring_batch import open_batch
from ledgergen.wiring_orders import Ordering
from ledgergen.wiring_writer import Writer

_SAY_WAITS_EVERY_S = 10.0


@dataclass(slots=True, kw_only=True)
class Session:
    """What is shown while a list is drafted."""

    journal: Journal
    batch: int
    shown: str
    limits: Limits
    ordering: Ordering | None = None
    """Set where replies are ordered many at once."""
    tally: Tally = field(default_factory=Tally)
    is_interrupted: bool = False
    _said_at: float = float("-inf")

    def run(
        self,
        resolved: Resolved,
        *,
        writer: Writer,
        offline: bool,
        concurrency: int,
        n_processes: int = 1,
    ) -> Summary:
        """Draft the list and return what it came to; every ending but a defect is an ordinary one."""
        started = time.monotonic()
        self.tally.n_films = sum(self.journal.lists.count_states(self.batch).values())
        run: BatchRun | Crew | None = None
        job = MemberJob(
            resolved=resolved,
            batch=self.batch,
            writer=writer,
            limits=self.limits,
            offline=offline,
            n_calls=concurrency,
            share=ALL,
            crew=uuid.uuid4().hex[:8],
        )
        try:
            n_processes = min(n_processes, concurrency)
            if n_processes == 1:
                with rare_searches():
                    run = asyncio.run(self._run(job))
            else:
                run = asyncio.run(self._run_crew(job, n_processes))
        except asyncio.CancelledError:
            self.is_interrupted = True
        self.journal.release_own()
        spent, reserved = self.journal.purse.find(self.batch)
        is_priced = writer.price is not None or not writer.is_paid
        return Summary(
            shown=self.shown,
            states=self.journal.lists.count_states(self.batch),
            spent_usd=spent if is_priced else None,
            reserved_usd=reserved,
            cap_usd=self.limits.cap_usd,
            tally=self.tally,
            seconds=time.monotonic() - started,
            problem=run.problem if run is not None else None,
            is_interrupted=self.is_interrupted,
            is_cancelled=run is not None and run.is_cancelled,
        )

    async def _run(self, job: MemberJob) -> BatchRun:
        ordering = self.ordering
        slots = CallSlots(job.n_calls, tally=self.tally)
        async with open_batch(
            job.resolved,
            journal=self.journal,
            batch=self.batch,
            writer=job.writer,
            limits=self.limits,
            slots=slots,
            offline=job.offline,
            on_wait=self._hear_wait,
            open_completer=None if ordering is None else partial(ordering.open, job.resolved),
        ) as parts:
            run = BatchRun(parts=parts, tally=self.tally, slots=slots)
            task = asyncio.current_task()
            assert task is not None
            self._catch_signals(finish=run.stop.set, stop=task.cancel)
            async with self._show(job.writer):
                await (run.run() if ordering is None else ordering.drive(run))
            return run

    async def _run_crew(self, job: MemberJob, n_processes: int) -> Crew:
        crew = Crew(tally=self.tally, on_wait=self._hear_wait, say=lambda line: click.echo(line, err=True))
        self._catch_signals(finish=partial(crew.order, Order.FINISH), stop=partial(crew.order, Order.STOP))
        async with self._show(job.writer):
            await crew.run(job, n_processes=n_processes)
        self.journal.release_orphans()  # what members had begun that died
        return crew

    @asynccontextmanager
    async def _show(self, writer: Writer) -> AsyncIterator[None]:
        shower = asyncio.create_task(
            show_progress(
                self.tally, find_spent=lambda: self._find_spent(writer), cap_usd=self.limits.cap_usd
            )
        )
        try:
            yield
        finally:
            shower.cancel()
            with suppress(asyncio.CancelledError):
                await shower

    def _find_spent(self, writer: Writer) -> Decimal | None:
        return self.journal.purse.find(self.batch).spent_usd if writer.price is not None else None

    def _hear_wait(self, reason: str, seconds: float) -> None:
        now = time.monotonic()
        self.tally.wait(reason, seconds, now=now)
        if seconds >= 1 and not is_live() and now - self._said_at >= _SAY_WAITS_EVERY_S:
            self._said_at = now
            click.echo(f"waiting {seconds:.0f} s: {reason}", err=True)

    def _catch_signals(self, *, finish: Callable[[], object], stop: Callable[[], object]) -> None:
        def interrupt() -> None:
            if self.is_interrupted:
                click.echo("stopping now", err=True)
                stop()
                return
            self.is_interrupted = True
            finish()
            in_flight = self.tally.n_in_flight
            click.echo(f"stopping: {in_flight:,} films in flight finish; Ctrl-C again stops now", err=True)

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows: Ctrl-C ends the run, and nothing is lost
                loop.add_signal_handler(number, interrupt)
