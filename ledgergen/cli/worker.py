"""`ledgergen worker`: drafts films for lists that another machine has sent."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from ledgergen.cli.batch.garbage import rare_searches
from ledgergen.cli.options import engine_option, resolve, takeover_option

if TYPE_CHECKING:
    from ledgergen.model.batch import FilmOutcome
    from ledgergen.settings import Resolved
    from ledgergen.wiring_worker import WorkerParts


@click.command(name="worker")
@engine_option
@click.option("--base-url", help="Address of the model server as this machine knows it, if by another name.")
@click.option("--max-concurrency", type=click.IntRange(1, 4096), default=16, show_default=True)
@takeover_option
def command(
    *, engine: str | None, base_url: str | None, max_concurrency: int, takeover_after: float | None
) -> int:
    """Draft films for the lists of an engine, until stopped.

    Start it on as many machines as you want; each needs the engine's address and
    the model's key, and nothing else: facts, prompts and seeds come with the
    films, and what is drafted goes back to the machine that has the list. Ctrl-C
    lets films in flight finish; a second one leaves them to other workers.

    \b
    Examples:
      ledgergen worker --engine postgresql://ann@db.example/films
      LEDGERGEN_ENGINE=postgresql://… ledgergen worker --max-concurrency 64
    """
    resolved = resolve(engine=engine, base_url=base_url)
    with rare_searches():
        return asyncio.run(_Worker(max_concurrency).run(resolved, takeover_s=takeover_after))


class _Worker:
    """One worker, seen from the terminal."""

    def __init__(self, concurrency: int) -> None:
        self._concurrency = concurrency
        self._counts = {"clean": 0, "held": 0, "failed": 0}
        self._is_interrupted = False

    async def run(self, resolved: Resolved, *, takeover_s: float | None) -> int:
        from ledgergen.wiring_engine import find_address
        from ledgergen.wiring_worker import open_worker

        async with open_worker(
            resolved,
            concurrency=self._concurrency,
            takeover_s=takeover_s,
            on_wait=self._hear_wait,
            on_outcome=self._hear_outcome,
        ) as parts:
            self._catch_signals(parts)
            shown = find_address(resolved).shown
            click.echo(f"waiting for films of {shown}; Ctrl-C finishes what is in flight", err=True)
            await parts.queue.run()
            problem = parts.run.problem
            if problem is not None:
                await parts.queue.sign_off(problem)
        counts = ", ".join(f"{count:,} {state}" for state, count in self._counts.items())
        click.echo(f"{sum(self._counts.values()):,} films drafted: {counts}", err=True)
        if problem is not None:
            click.echo(str(problem), err=True)
            return problem.exit_code
        return 0

    def _hear_outcome(self, outcome: FilmOutcome) -> None:
        self._counts[outcome.state.value] += 1

    def _hear_wait(self, reason: str, seconds: float) -> None:
        if seconds >= 10:
            click.echo(f"waiting {seconds:.0f} s: {reason}", err=True)

    def _catch_signals(self, parts: WorkerParts) -> None:
        def interrupt() -> None:
            if self._is_interrupted:
                click.echo("stopping now; films in flight go to other workers", err=True)
                parts.queue.give_back()
                return
            self._is_interrupted = True
            n_in_flight = parts.run.n_in_flight
            click.echo(f"stopping: {n_in_flight:,} films in flight finish; again stops now", err=True)
            parts.queue.stop()

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows: Ctrl-C ends the worker, and others take over
                loop.add_signal_handler(number, interrupt)
