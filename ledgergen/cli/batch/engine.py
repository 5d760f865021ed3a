"""`ledgergen batch LIST --engine URL`: sends the films of a list to workers, and collects what they draft."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field

import click

from ledgergen.adapters.engine.crew import Crew, set_takeover
from ledgergen.adapters.engine.journal import EngineJournal
from ledgergen.adapters.film_lists import load_list, open_list
from ledgergen.adapters.limits import Limits
from ledgergen.cli.batch.asked import Asked
from ledgergen.cli.batch.display import show_progress
from ledgergen.cli.batch.estimate import print_estimate
from ledgergen.cli.batch.told import print_summary, save_page, say_loaded
from ledgergen.core.batch.summary import Summary
from ledgergen.core.batch.sums import Tally
from ledgergen.model.batch import State
from ledgergen.runs.batch.engine_owner import OwnerRun
from ledgergen.settings import Resolved
from ledgergen.wiring_engine import keep_setup, open_engine, open_owner_parts
from ledgergen.wiring_writer import Writer, find_writer, refuse_unknown_price


def run_on_engine(resolved: Resolved, asked: Asked) -> int:
    """Have workers draft the list; return the exit code."""
    price, limits, id_column = asked.parse_price(), asked.limits, asked.id_column
    with open_list(asked.list_path, id_column=id_column) as opened, open_engine(resolved) as journal:
        if asked.takeover_after is not None:
            set_takeover(journal.database, asked.takeover_after)
        batch, loaded = load_list(journal.lists, opened, id_column=id_column)
        say_loaded(loaded)
        writer = asyncio.run(find_writer(resolved, offline=asked.offline, price=price))
        refuse_unknown_price(writer, limits.cap_usd)
        if asked.dry_run:
            parts = open_owner_parts(
                resolved, journal=journal, batch=batch, writer=writer, offline=asked.offline
            )
            return print_estimate(parts, writer=writer, limits=limits, as_json=asked.as_json)
        session = _Session(journal=journal, batch=batch, shown=opened.shown, limits=limits, writer=writer)
        summary = session.run(resolved, offline=asked.offline)
        code = print_summary(summary, as_json=asked.as_json, on_interrupt=session.say_queue())
        page = save_page(resolved.settings.out_dir, summary, journal.lists.list_outcomes(batch))
    click.echo(f"charts and held films: {page}", err=True)
    return code


@dataclass(slots=True, kw_only=True)
class _Session:
    """What is shown while workers draft a list."""

    journal: EngineJournal
    batch: int
    shown: str
    limits: Limits
    writer: Writer
    tally: Tally = field(default_factory=Tally)
    is_interrupted: bool = False
    _crew: Crew | None = None

    def run(self, resolved: Resolved, *, offline: bool) -> Summary:
        started = time.monotonic()
        lists = self.journal.lists
        self.tally.n_films = sum(lists.count_states(self.batch).values())
        run: OwnerRun | None = None
        try:
            run = asyncio.run(self._run(resolved, offline=offline))
        except asyncio.CancelledError:
            self.is_interrupted = True
        spent, reserved = lists.find_money(self.batch)
        is_priced = self.writer.price is not None or not self.writer.is_paid
        return Summary(
            shown=self.shown,
            states=lists.count_states(self.batch),
            spent_usd=spent if is_priced else None,
            reserved_usd=reserved,
            cap_usd=self.limits.cap_usd,
            n_uncollected=lists.count_uncollected(self.batch),
            tally=self.tally,
            seconds=time.monotonic() - started,
            problem=run.problem if run is not None else None,
            is_interrupted=self.is_interrupted,
            is_cancelled=run is not None and run.is_cancelled,
        )

    def say_queue(self) -> str:
        """Say how a list goes on after its owner has left."""
        states = self.journal.lists.count_states(self.batch)
        n_left = states.get(State.QUEUED, 0) + states.get(State.RUNNING, 0)
        if not n_left:
            return "the same command collects what the workers have drafted"
        return (
            f"workers go on with what is queued of {n_left:,} films, and the same command sends the rest and"
            f" collects (ledgergen batch cancel {self.shown}: empties the queue)"
        )

    async def _run(self, resolved: Resolved, *, offline: bool) -> OwnerRun:
        async with open_owner_parts(
            resolved, journal=self.journal, batch=self.batch, writer=self.writer, offline=offline
        ) as parts:
            setup_id = keep_setup(
                resolved, self.journal, batch=self.batch, writer=self.writer, limits=self.limits
            )
            run = OwnerRun(
                parts=parts,
                journal=self.journal,
                setup_id=setup_id,
                tally=self.tally,
                on_crew=self._hear_crew,
            )
            self._catch_signals(run)
            find_money = self.journal.lists.find_money
            shower = asyncio.create_task(
                show_progress(
                    self.tally,
                    find_spent=lambda: find_money(self.batch).spent_usd if self.writer.price else None,
                    cap_usd=self.limits.cap_usd,
                )
            )
            try:
                await run.run()
            finally:
                shower.cancel()
                with suppress(asyncio.CancelledError):
                    await shower
            return run

    def _hear_crew(self, crew: Crew) -> None:
        """Tell when workers come and go."""
        before, self._crew = self._crew, crew
        if before == crew:
            return
        if crew.n_alive:
            click.echo(
                f"{crew.n_alive} {'worker is' if crew.n_alive == 1 else 'workers are'} at work", err=True
            )
            return
        click.echo("no worker is at work: start `ledgergen worker` with the same engine", err=True)
        if crew.n_others:
            click.echo(
                f"{crew.n_others} of another version of ledgergen are, and cannot draft this", err=True
            )
        if crew.last_problem:
            click.echo(f"the last one ended: {crew.last_problem}", err=True)

    def _catch_signals(self, run: OwnerRun) -> None:
        task = asyncio.current_task()
        assert task is not None

        def interrupt() -> None:
            if self.is_interrupted:
                task.cancel()
            self.is_interrupted = True
            run.stop.set()

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows: Ctrl-C ends the run, and nothing is lost
                loop.add_signal_handler(number, interrupt)
