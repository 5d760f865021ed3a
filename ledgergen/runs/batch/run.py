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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from ledgergen.adapters.files import Draft, SavedLedger
from ledgergen.adapters.grouped import Grouped
from ledgergen.codec import report_to_json
from ledgergen.core.article.article import clean_name
from ledgergen.core.batch.sums import Tally
from ledgergen.core.checking import check as check_figures
from ledgergen.core.drafting.kit import Check
from ledgergen.errors import LedgergenError, ReplyPendingError
from ledgergen.model.batch import FilmOutcome
from ledgergen.ports import Completer, Journal
from ledgergen.runs.batch.feed import ALL, Feed, Job, ListParts, Share
from ledgergen.runs.batch.outcome import build_outcome, ends_run, fail_film
from ledgergen.runs.batch.slots import CallSlots, NotBegunError
from ledgergen.runs.draft import gather_dossier, write_draft

_LOOK_S = 1.0
"""How often orders from outside and other processes are looked at."""

_SAVE_PAUSE_S = 0.25
"""Between saves, while more are to come. A film holds no slot any more when it is saved,
so that nobody waits for it, and ten films forced to the disk together cost little more than one."""

Saver: TypeAlias = Grouped[Draft, SavedLedger]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchParts(ListParts):
    """What a run works with."""

    journal: Journal
    completer: Completer
    check: Check = check_figures


@dataclass(slots=True, kw_only=True)
class BatchRun:
    """One process's work on a list."""

    parts: BatchParts
    tally: Tally
    slots: CallSlots
    """Those that the completer stands behind."""
    share: Share = ALL
    """Of the list; what nobody else does is ours all the same."""
    problem: LedgergenError | None = None
    """What ended the run before its end."""
    is_cancelled: bool = False
    """`batch cancel` ended it."""
    on_outcome: Callable[[FilmOutcome], None] | None = None
    on_step: Callable[[int, str], None] | None = None
    """Hears what is done about which film."""
    _n_open: int = field(default=0, init=False)
    """Films begun and not ended."""
    _n_saving: int = field(default=0, init=False)

    @property
    def stop(self) -> asyncio.Event:
        """Set it to let films in flight finish and begin no other."""
        return self.slots.stop

    async def run(self) -> None:
        """Work until nothing is left to do, or until stopped.

        Raises:
            StoreError: the journal cannot be used.
        """
        parts = self.parts
        parts.journal.release_orphans()
        feed = Feed(parts, share=self.share)
        watch = asyncio.create_task(self.watch_orders())
        saver: Saver = Grouped(parts.files.save_all, name="save", pause_s=_SAVE_PAUSE_S)
        try:
            await self._work_through(feed.walk(), feed, saver)
            is_left = not self.share.is_all
            while not self.stop.is_set():
                if not is_left and not parts.journal.lists.count_running(parts.batch):
                    break
                # Others are at work, or were: what they leave behind is ours.
                await asyncio.sleep(0 if is_left else _LOOK_S)
                is_left = False
                parts.journal.release_orphans()
                await self._work_through(feed.walk(is_first=False), feed, saver)
        finally:
            watch.cancel()
            await saver.aclose()

    async def _work_through(self, jobs: Iterator[Job | None], feed: Feed, saver: Saver) -> None:
        workers = [
            asyncio.create_task(self._work(feed, jobs, saver), name=f"film {number}")
            for number in range(self.slots.n_films)
        ]
        try:
            await asyncio.gather(*workers)
        except BaseException:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
            raise

    async def _work(self, feed: Feed, jobs: Iterator[Job | None], saver: Saver) -> None:
        while not self.stop.is_set():
            n_skipped = feed.n_skipped
            job = next(jobs, _END)
            self.tally.n_skipped += feed.n_skipped - n_skipped
            if job is _END:
                return
            if job is None:
                await asyncio.sleep(0)
            elif isinstance(job, Job):
                await self._handle(job, feed, saver)

    async def _handle(self, job: Job, feed: Feed, saver: Saver) -> None:
        journal, entry = self.parts.journal, job.entry
        if await feed.is_same(job):
            await journal.films.keep(entry, stamp=job.stamp)
            self.tally.n_skipped += 1
            return
        if not await journal.films.take(entry):
            return
        started = time.perf_counter()
        self._n_open += 1
        try:
            outcome = await self._draft(job, saver)
            outcome = replace(outcome, why=job.why, seconds=time.perf_counter() - started)
            await journal.films.finish(entry, outcome, recipe_id=feed.recipe_id, stamp=job.stamp)
        except NotBegunError:
            await journal.films.put_back(entry)
        except ReplyPendingError:
            await journal.films.put_back(entry)
            self.tally.n_ordered += 1
        except BaseException as problem:
            await journal.films.put_back(entry)
            if not isinstance(problem, LedgergenError):
                raise
            self.problem = self.problem or problem
            self.stop.set()
        else:
            self.tally.add(outcome)
            if self.on_outcome is not None:
                self.on_outcome(outcome)
        finally:
            self._n_open -= 1

    async def _draft(self, job: Job, saver: Saver) -> FilmOutcome:
        """Draft one film; whatever is wrong with it alone is its outcome.

        Raises:
            ReplyPendingError: it has to come back for its reply.
            LedgergenError: one of those that end a run: it is nobody's outcome.
        """
        try:
            return await self._draft_and_save(job, saver)
        except Exception as problem:
            if isinstance(problem, ReplyPendingError | NotBegunError) or ends_run(problem):
                raise
            return fail_film(job.entry.film, problem)

    async def _draft_and_save(self, job: Job, saver: Saver) -> FilmOutcome:
        parts, film = self.parts, job.entry.film
        parts.files.refuse_edited(film.movie_id)
        on_step = None if self.on_step is None else partial(self.on_step, film.movie_id)
        if on_step is not None:
            on_step("gathering facts")
        await self.slots.give_way()
        dossier = await gather_dossier(film, sources=parts.sources)
        draft = await write_draft(
            dossier, completer=parts.completer, kit=parts.kit, check=parts.check, on_step=on_step
        )
        ledger = Draft(
            text=draft.text,
            report_json=report_to_json(draft.report),
            is_clean=draft.is_clean,
            title=clean_name(dossier.title),
        )
        self._n_saving += 1
        try:
            saved = await saver.do(ledger, is_last=self._n_saving == self._n_open)
        finally:
            self._n_saving -= 1
        return replace(build_outcome(dossier, draft), path=str(saved.path))

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
