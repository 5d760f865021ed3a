"""Draft the films of a list, many at a time, and write down what became of each.

A run may end at any moment. What makes that harmless is not here: paid replies
are in the completion store before they are read, ledgers are renamed into place
whole, and a film counts as finished only when its outcome is in the journal.
Here is the order of things, and who stops when:

- one film's failure is that film's outcome, and the run goes on;
- what no film can escape (no credit, a dead server, a reached cap, a full disk)
  ends the run; films that were begun are put back;
- `stop` lets films in flight finish; cancelling the task puts them back.

Disk waits happen on threads, so that they cost one film's time and not all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from ledgergen.adapters.files import LedgerFiles
from ledgergen.codec import hash_dossier, report_to_json
from ledgergen.core.batch.plan import FACTS_CHANGED
from ledgergen.core.batch.sums import Tally, count_flags
from ledgergen.core.checking import check as check_figures
from ledgergen.core.drafting.kit import Check, DraftKit
from ledgergen.errors import (
    HandEditedError,
    LedgergenError,
    ModelAccessError,
    ModelQuotaError,
    ReplyPendingError,
    RunStoppedError,
    StoreError,
)
from ledgergen.model.batch import Entry, FilmOutcome, Recipe, State
from ledgergen.model.film import FilmRef
from ledgergen.ports import Completer, CompletionStore, EvidenceSource, Journal
from ledgergen.runs.batch_feed import Feed, Job
from ledgergen.runs.draft import gather_dossier, write_draft

_N_SAVERS = 2
"""Enough for two hundred films a second on a slow disk; more threads only contend for the interpreter."""
_ENDING = (RunStoppedError, ModelAccessError, ModelQuotaError, StoreError)
"""What no film of a run can escape."""
_LOOK_S = 1.0
"""How often orders from outside and other processes are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchParts:
    """What a run works with."""

    journal: Journal
    batch: int
    """The list's id in the journal."""
    recipe: Recipe
    sources: Sequence[EvidenceSource]
    completer: Completer
    kit: DraftKit
    files: LedgerFiles
    find_stamp: Callable[[FilmRef], str | None]
    check: Check = check_figures
    store: CompletionStore | None = None
    """Replies that were paid for; None where nothing is."""


@dataclass(slots=True, kw_only=True)
class BatchRun:
    """One process's work on a list."""

    parts: BatchParts
    tally: Tally
    concurrency: int
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    """Set it to let films in flight finish and begin no other."""
    problem: LedgergenError | None = None
    """What ended the run before its end."""
    is_cancelled: bool = False
    """`batch cancel` ended it."""
    on_outcome: Callable[[FilmOutcome], None] | None = None

    async def run(self) -> None:
        """Work until nothing is left to do, or until stopped.

        Raises:
            StoreError: the journal cannot be used.
        """
        parts = self.parts
        parts.journal.release_orphans()
        feed = Feed(
            parts.journal,
            batch=parts.batch,
            recipe=parts.recipe,
            find_stamp=parts.find_stamp,
            has_ledger=parts.files.has_ledger,
        )
        watch = asyncio.create_task(self.watch_orders())
        # Threads are waited for at the end: what they write is whole.
        with ThreadPoolExecutor(_N_SAVERS, thread_name_prefix="save") as savers:
            try:
                await self._work_through(feed.walk(), feed, savers)
                while not self.stop.is_set():
                    if not parts.journal.lists.count_running(parts.batch):
                        break
                    await asyncio.sleep(_LOOK_S)  # others are at work: what they leave behind is ours
                    parts.journal.release_orphans()
                    await self._work_through(feed.walk(is_first=False), feed, savers)
            finally:
                watch.cancel()

    async def _work_through(self, jobs: Iterator[Job | None], feed: Feed, savers: ThreadPoolExecutor) -> None:
        workers = [
            asyncio.create_task(self._work(feed, jobs, savers), name=f"film {number}")
            for number in range(self.concurrency)
        ]
        try:
            await asyncio.gather(*workers)
        except BaseException:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
            raise

    async def _work(self, feed: Feed, jobs: Iterator[Job | None], savers: ThreadPoolExecutor) -> None:
        while not self.stop.is_set():
            n_skipped = feed.n_skipped
            job = next(jobs, _END)
            self.tally.n_skipped += feed.n_skipped - n_skipped
            if job is _END:
                return
            if job is None:
                await asyncio.sleep(0)
            elif isinstance(job, Job):
                await self._handle(job, feed, savers)

    async def _handle(self, job: Job, feed: Feed, savers: ThreadPoolExecutor) -> None:
        journal, entry = self.parts.journal, job.entry
        if job.why == FACTS_CHANGED and await self._is_same(entry):
            await journal.films.keep(entry, stamp=job.stamp)
            self.tally.n_skipped += 1
            return
        if not await journal.films.take(entry):
            return
        self.tally.n_in_flight += 1
        started = time.perf_counter()
        try:
            outcome = await self._draft(job, savers)
            outcome = replace(outcome, why=job.why, seconds=time.perf_counter() - started)
            await journal.films.finish(entry, outcome, recipe_id=feed.recipe_id, stamp=job.stamp)
        except ReplyPendingError:
            await journal.films.put_back(entry)
            self.tally.n_ordered += 1
        except _ENDING as problem:
            await journal.films.put_back(entry)
            self.problem = self.problem or problem
            self.stop.set()
        except BaseException:
            await journal.films.put_back(entry)
            raise
        else:
            self.tally.add(outcome)
            if self.on_outcome is not None:
                self.on_outcome(outcome)
        finally:
            self.tally.n_in_flight -= 1

    async def _is_same(self, entry: Entry) -> bool:
        """Tell whether evidence whose files were touched says what it said."""
        if entry.dossier_sha256 is None or entry.file is None or not self.parts.files.has_ledger(entry.file):
            return False
        try:
            dossier = await gather_dossier(entry.film, sources=self.parts.sources)
        except LedgergenError:
            return False
        return hash_dossier(dossier) == entry.dossier_sha256

    async def _draft(self, job: Job, savers: ThreadPoolExecutor) -> FilmOutcome:
        """Draft one film; whatever is wrong with it alone is its outcome.

        Raises:
            ReplyPendingError: it has to come back for its reply.
            LedgergenError: one of those that end a run: it is nobody's outcome.
        """
        film = job.entry.film
        try:
            return await self._draft_and_save(job, savers)
        except LedgergenError as problem:
            if isinstance(problem, (*_ENDING, ReplyPendingError)) and not isinstance(
                problem, HandEditedError
            ):
                raise
            return _fail(film, problem)
        except Exception as problem:  # noqa: BLE001 - one film's failure stays one film's
            defect = LedgergenError(
                f"ledgergen itself failed on film {film.movie_id}: {problem!r}",
                because="this is a defect of ledgergen, not of your input",
                fix="report it; `ledgergen -v draft` on this film shows where",
            )
            return _fail(film, defect, kind="internal error")

    async def _draft_and_save(self, job: Job, savers: ThreadPoolExecutor) -> FilmOutcome:
        parts, film = self.parts, job.entry.film
        parts.files.refuse_edited(film.movie_id)
        dossier = await gather_dossier(film, sources=parts.sources)
        outcome = await write_draft(dossier, completer=parts.completer, kit=parts.kit, check=parts.check)
        report = outcome.report
        save = partial(parts.files.save, outcome.text, report_to_json(report), clean=outcome.is_clean)
        saved = await asyncio.get_running_loop().run_in_executor(savers, save)
        assert report.model is not None
        return FilmOutcome(
            movie_id=film.movie_id,
            state=State.CLEAN if outcome.is_clean else State.HELD,
            title=dossier.title,
            path=str(saved.path),
            dossier_sha256=report.dossier_sha256,
            n_figures=report.found,
            n_flagged=len(report.flagged),
            flags=count_flags(report),
            n_rounds=outcome.n_rounds,
            usage=report.model.usage,
            n_reused=sum(exchange.reply.is_reused for exchange in outcome.exchanges),
            cost_usd=report.model.cost_usd,
        )

    async def watch_orders(self) -> None:
        """Stop when somebody says `batch cancel`."""
        journal, batch = self.parts.journal, self.parts.batch
        n_before = journal.lists.count_cancelled(batch)
        while not self.stop.is_set():
            await asyncio.sleep(_LOOK_S)
            if journal.lists.count_cancelled(batch) > n_before:
                self.is_cancelled = True
                self.stop.set()


_END = object()


def _fail(film: FilmRef, problem: LedgergenError, *, kind: str = "") -> FilmOutcome:
    return FilmOutcome(
        movie_id=film.movie_id,
        state=State.FAILED,
        title=film.title or "",
        problem=str(problem),
        kind=kind or type(problem).__name__,
    )
