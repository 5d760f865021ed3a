"""A list's owner: sends its films to workers, and writes what they make of them to files.

Two things go on at once. Films are gathered and sent until enough are queued
ahead; and what workers have finished is collected, a page at a time. Nothing
that was sent needs the owner to live on: it ends, workers go on, and the next
owner of the same workspace collects.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from ledgergen.adapters.engine.crew import Crew
from ledgergen.adapters.engine.films import Collected, Parcel
from ledgergen.adapters.engine.journal import EngineJournal
from ledgergen.core.batch.sums import Tally
from ledgergen.errors import LedgergenError
from ledgergen.model.batch import FilmOutcome, State
from ledgergen.model.film import FilmRef
from ledgergen.runs.batch.feed import Feed, Job, ListParts
from ledgergen.runs.batch.outcome import ends_run, fail_film
from ledgergen.runs.draft import gather_dossier

_N_AHEAD = 10_000
"""Films in the queue at most: enough for a team to go on with alone, and few enough to keep facts fresh."""
_N_UNCOUNTED = 1_000
"""Films sent before the queue is counted again."""
_N_GATHERED = 20
_N_COLLECTED = 50
_N_SAVERS = 2
_LOOK_S = 0.5
_CREW_S = 2.0


@dataclass(slots=True, kw_only=True)
class OwnerRun:
    """One command's care for a list on an engine."""

    parts: ListParts
    journal: EngineJournal
    setup_id: int
    tally: Tally
    on_crew: Callable[[Crew], None]
    """Hears every few seconds who is at work."""
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    """Set it to leave the queue to the workers."""
    problem: LedgergenError | None = None
    """What ended the run before its end."""
    is_cancelled: bool = False
    """`batch cancel` ended it."""
    _is_over: bool = False
    """Nothing more is sent."""
    _n_cancelled: int = 0
    """How often the list had been cancelled when the run began."""
    _n_since: int = 0
    """Films sent since the queue was counted."""

    async def run(self) -> None:
        """Send and collect until nothing is left to do, or until stopped.

        Raises:
            LedgergenError: the engine or the disk cannot be used.
        """
        feed = Feed(self.parts)
        self._n_cancelled = self.journal.lists.count_cancelled(self.parts.batch)
        watch = asyncio.create_task(self._watch())
        with ThreadPoolExecutor(_N_SAVERS, thread_name_prefix="save") as savers:
            while await self._collect(savers):
                pass  # what workers made while nobody was here
            sender = asyncio.create_task(self._send_all(feed, feed.walk()))
            try:
                while not self.stop.is_set():
                    if watch.done():
                        await watch  # it ends by failing only
                    if await self._collect(savers):
                        continue
                    if sender.done() and not await self._has_more(sender):
                        if self._is_over:
                            break
                        # Another list's cancel may have left films of ours behind.
                        sender = asyncio.create_task(self._send_all(feed, feed.walk(is_first=False)))
                        if not await sender:
                            self._hear()
                            break
                    await asyncio.sleep(_LOOK_S)
            finally:
                for task in (sender, watch):
                    task.cancel()
                await asyncio.gather(sender, watch, return_exceptions=True)

    async def _has_more(self, sender: asyncio.Task[int]) -> bool:
        await sender  # its failure is the run's
        lists, batch = self.journal.lists, self.parts.batch
        if self._is_over:
            return bool(lists.count_running(batch) or lists.count_uncollected(batch))
        return bool(lists.count_queued(batch, at_most=1) or lists.count_uncollected(batch))

    # Out -------------------------------------------------------------------

    async def _send_all(self, feed: Feed, jobs: Iterator[Job | None]) -> int:
        """Send what the feed gives; return how many films that were."""
        page: list[Job] = []
        n_sent = 0
        for job in jobs:
            if self._is_over:
                return n_sent
            self.tally.n_skipped += feed.n_skipped
            feed.n_skipped = 0
            if job is not None:
                page.append(job)
            if len(page) == _N_GATHERED:
                n_sent += await self._send(feed, page)
                page = []
            await asyncio.sleep(0)
        self.tally.n_skipped += feed.n_skipped
        feed.n_skipped = 0
        return n_sent + await self._send(feed, page)

    async def _send(self, feed: Feed, page: list[Job]) -> int:
        batch, lists = self.parts.batch, self.journal.lists
        while not self._is_over and self._n_since >= _N_UNCOUNTED:
            if lists.count_queued(batch, at_most=_N_AHEAD) < _N_AHEAD:
                self._n_since = 0
            else:
                await asyncio.sleep(_LOOK_S)
        parcels = await asyncio.gather(*(self._pack(feed, job) for job in page))
        ready = [parcel for parcel in parcels if parcel is not None]
        if not ready or self._is_over:
            return 0
        n_sent = self.journal.films.send(
            batch,
            ready,
            recipe_id=feed.recipe_id,
            setup_id=self.setup_id,
            n_cancelled=self._n_cancelled,
        )
        self._n_since += n_sent
        return n_sent

    async def _pack(self, feed: Feed, job: Job) -> Parcel | None:
        entry = job.entry
        try:
            if await feed.is_same(job):
                await self.parts.films.keep(entry, stamp=job.stamp)
                self.tally.n_skipped += 1
                return None
            self.parts.files.refuse_edited(entry.film.movie_id)
            dossier = await gather_dossier(entry.film, sources=self.parts.sources)
        except Exception as problem:
            if ends_run(problem):
                raise
            outcome = replace(fail_film(entry.film, problem), why=job.why)
            parcel = Parcel(entry=entry, why=job.why, stamp=job.stamp, dossier="")
            self.journal.films.finish(self.parts.batch, parcel, outcome, recipe_id=feed.recipe_id)
            self.tally.add(outcome)
            return None
        text = dossier.model_dump_json(by_alias=True)
        return Parcel(entry=entry, why=job.why, stamp=job.stamp, dossier=text)

    # Back ------------------------------------------------------------------

    async def _collect(self, savers: ThreadPoolExecutor) -> int:
        """Write one page of what workers have made to files; return how many films that were."""
        films = self.journal.films
        if not films.take_collecting():
            return 0
        page = films.read_outbox(limit=_N_COLLECTED)
        loop = asyncio.get_running_loop()
        outcomes = await asyncio.gather(*(loop.run_in_executor(savers, self._save, film) for film in page))
        for film, outcome in zip(page, outcomes, strict=True):
            films.collect(film, outcome)
            self.tally.add(outcome)
        return len(page)

    def _save(self, film: Collected) -> FilmOutcome:
        outcome = film.outcome
        if film.text is None:
            return outcome
        try:
            saved = self.parts.files.save(film.text, film.report, clean=outcome.state is State.CLEAN)
        except LedgergenError as problem:
            if ends_run(problem):
                raise
            failed = fail_film(FilmRef(movie_id=outcome.movie_id), problem)
            return replace(outcome, state=State.FAILED, problem=failed.problem, kind=failed.kind)
        return replace(outcome, path=str(saved.path))

    # Orders ----------------------------------------------------------------

    async def _watch(self) -> None:
        lists, batch = self.journal.lists, self.parts.batch
        seconds = 0.0
        while True:
            self.tally.n_in_flight = lists.count_running(batch)
            self._hear()
            if seconds % _CREW_S == 0:
                self.on_crew(self.journal.crew.look(self.journal.queue))
            await asyncio.sleep(_LOOK_S)
            seconds += _LOOK_S

    def _hear(self) -> None:
        """Learn whether somebody has cancelled the list, or a problem has stopped it."""
        lists, batch = self.journal.lists, self.parts.batch
        self.is_cancelled = lists.count_cancelled(batch) > self._n_cancelled
        self.problem = lists.find_problem(batch)
        self._is_over = self.is_cancelled or self.problem is not None
