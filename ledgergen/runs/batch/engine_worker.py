"""A worker: drafts the films that the queue gives it, until it is stopped.

- One film's failure is that film's outcome.
- A reached cap stops that film's list, and the worker goes on with others.
- What no film here can escape (a key that is refused, a dead server, no credit)
  ends the worker; films that were begun go to others.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from ledgergen.adapters.engine.lists import PostgresLists
from ledgergen.adapters.engine.queue import FilmJob, GiveBackError
from ledgergen.adapters.engine.work import Task, Work
from ledgergen.codec import report_to_json
from ledgergen.core.checking import check as check_figures
from ledgergen.core.drafting.kit import Check, DraftKit
from ledgergen.errors import CapReachedError, LedgergenError, StoreError
from ledgergen.model.batch import FilmOutcome
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.ports import Completer
from ledgergen.runs.batch.outcome import build_outcome, ends_run, fail_film
from ledgergen.runs.draft import write_draft

_MAX_BEGUN = 10
"""A film that so many workers have begun and not finished is what ends them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What drafts the films of one list, as its latest run wants them."""

    completer: Completer
    kit: DraftKit


@dataclass(slots=True, kw_only=True)
class WorkerRun:
    """One process's work for all lists of an engine."""

    work: Work
    lists: PostgresLists
    find_desk: Callable[[Task], Awaitable[Desk]]
    on_end: Callable[[], None]
    """Called when the worker can do no more: no further film is to be fetched."""
    on_outcome: Callable[[FilmOutcome], None]
    check: Check = check_figures
    n_in_flight: int = 0
    problem: LedgergenError | None = field(default=None)
    """What ended the worker."""

    async def handle(self, job: FilmJob) -> None:
        """Draft one film and write down what became of it.

        Raises:
            GiveBackError: it is somebody else's to draft.
        """
        self.n_in_flight += 1
        try:
            await self._handle(job)
        except GiveBackError:
            raise
        except Exception as problem:
            # What is left is no film's fault: the engine, the server, or a defect of ours.
            self._end(problem)
            raise GiveBackError from problem
        finally:
            self.n_in_flight -= 1

    def _end(self, problem: Exception) -> None:
        if not isinstance(problem, LedgergenError):
            problem = StoreError(
                f"ledgergen itself failed: {problem!r}",
                because="this is a defect of ledgergen, not of your input",
                fix="report it; the film went back into the queue",
            )
        self.problem = self.problem or problem
        self.on_end()

    async def _handle(self, job: FilmJob) -> None:
        started = time.perf_counter()
        task = await self.work.read(job)
        if task is None:
            return
        try:
            outcome, draft = await self._draft(task)
        except CapReachedError as problem:
            self.lists.stop(task.batch, problem)
            await self.work.leave(job)
            return
        outcome = replace(outcome, why=task.why, seconds=time.perf_counter() - started)
        await self.work.finish(job, outcome, draft=draft)
        self.on_outcome(outcome)

    async def _draft(self, task: Task) -> tuple[FilmOutcome, tuple[str, dict[str, object]] | None]:
        film = FilmRef(movie_id=task.job.movie_id)
        if task.job.n_begun >= _MAX_BEGUN:
            return fail_film(film, _give_up(task.job)), None
        try:
            desk = await self.find_desk(task)
            dossier = Dossier.model_validate_json(task.dossier)
            film = replace(film, title=dossier.title)
            draft = await write_draft(dossier, completer=desk.completer, kit=desk.kit, check=self.check)
        except Exception as problem:
            if ends_run(problem):
                raise
            return fail_film(film, problem), None
        return build_outcome(dossier, draft), (draft.text, report_to_json(draft.report))


def _give_up(job: FilmJob) -> LedgergenError:
    return LedgergenError(
        f"film {job.movie_id} was given up",
        because=f"{job.n_begun} workers began it and none lived to finish it",
        fix="see what `ledgergen draft` on this film does to a machine, then batch retry-failed",
    )
