"""Films asked for from the review pages: drafted in the background, watched from anywhere.

What is asked for becomes a list in the batch journal, and drafting it is an
ordinary batch run, on a thread of its own with an event loop of its own. So
nothing is lost when the service ends in the middle: whoever serves the
workspace next goes on with what was asked. Several processes may do so at once;
the journal gives each film to one of them.

Watchers read the journal too, and never the thread's memory: they may sit in
another process than the one that drafts.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass

from ledgergen.adapters.film_lists import refuse_bad
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.codec import hash_text
from ledgergen.core.batch.films import parse_list
from ledgergen.core.batch.sums import Tally
from ledgergen.errors import InputError, LedgergenError
from ledgergen.model.batch import FilmOutcome, KnownList, State
from ledgergen.runs.batch.run import BatchParts, BatchRun
from ledgergen.runs.batch.slots import CallSlots

PREFIX = "asked "
"""How the journal knows lists of ours: "asked TIME by NAME"."""
MAX_SHOWN = 200
"""Films of one list that are shown one by one."""
_MAX_LISTS = 20
_CONCURRENCY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFilm:
    """A film that was asked for, as it stands."""

    movie_id: int
    state: State
    title: str = ""
    step: str = ""
    """What is done about it now."""
    problem: tuple[str, str, str] = ("", "", "")
    """What failed, because of what, what to try."""
    n_figures: int = 0
    n_flagged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedList:
    """A list that was asked for."""

    batch: int
    at: str
    by: str
    states: Mapping[State, int]
    films: tuple[AskedFilm, ...]
    """The first `MAX_SHOWN`."""
    problem: tuple[str, str, str] = ("", "", "")
    """Why its drafting stands still; this process knows only of its own stops."""

    @property
    def n_films(self) -> int:
        """How many it has."""
        return sum(self.states.values())

    @property
    def n_open(self) -> int:
        """How many have no outcome yet."""
        return self.states.get(State.QUEUED, 0) + self.states.get(State.RUNNING, 0)


class DraftRoom:
    """One process's room. Its thread begins with the first film; close it."""

    def __init__(
        self,
        *,
        open_journal: Callable[[], SqliteJournal],
        open_parts: Callable[[SqliteJournal, int, CallSlots], AbstractAsyncContextManager[BatchParts]],
        writer: str,
        now: Callable[[], str],
    ) -> None:
        """`open_parts` opens what a list is drafted with, `writer` says who that is.

        `now` gives the time as ISO 8601.
        """
        self.writer = writer
        self._open_journal = open_journal
        self._open_parts = open_parts
        self._now = now
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._run: BatchRun | None = None
        self._is_closing = False
        self._problems: dict[int, tuple[str, str, str]] = {}

    def ask(self, text: str, *, actor: str) -> int:
        """Draft the films of a list: one id a line, CSV with a header, or JSON lines; return its number.

        Raises:
            InputError: it names no film, or something that is none. Nothing is begun.
            StoreError: the journal cannot be used.
        """
        name = f"{PREFIX}{self._now()} by {actor}"
        with self._open_journal() as journal:
            rows = parse_list(text.splitlines())
            refuse_bad(journal.lists.load(name, hash_text(text), rows), shown="the list")
            known = journal.lists.find(name)
        assert known is not None
        self._start()
        return known.batch

    def retry(self, batch: int) -> int:
        """Open a list's failed films again, and go on with it; return how many films that is.

        Raises:
            InputError: there is no such list.
            StoreError: the journal cannot be used.
        """
        with self._open_journal() as journal:
            if all(known.batch != batch for known in _list_ours(journal)):
                raise InputError("there is no such list", fix="open /drafts again")
            count = journal.lists.requeue_failed(batch)
        self._problems.pop(batch, None)
        self._start()
        return count

    def resume(self) -> None:
        """Go on with what an earlier process left undone, if anything."""
        with self._open_journal() as journal:
            is_left = any(_has_open(journal, known) for known in _list_ours(journal))
        if is_left:
            self._start()

    def look(self) -> tuple[AskedList, ...]:
        """Return what was asked for, the latest first.

        Raises:
            StoreError: the journal cannot be used.
        """
        with self._open_journal() as journal:
            latest = _list_ours(journal)[: -_MAX_LISTS - 1 : -1]
            return tuple(self._read_list(journal, known) for known in latest)

    def list_batches(self) -> tuple[KnownList, ...]:
        """Return every list of films that was ever drafted here, from the page or not; the latest first.

        Raises:
            StoreError: the journal cannot be used.
        """
        with self._open_journal() as journal:
            return journal.lists.list_known()[::-1]

    def list_members(self, batch: int) -> frozenset[int]:
        """Return the films of a list; none where there is no such list.

        Raises:
            StoreError: the journal cannot be used.
        """
        with self._open_journal() as journal:
            return journal.lists.list_ids(batch)

    def close(self) -> None:
        """Stop: films in flight are put back, and drafted by whoever comes next."""
        self._is_closing = True
        thread, loop = self._thread, self._loop
        if thread is not None and loop is not None:
            with suppress(RuntimeError):  # the loop may have ended by itself
                loop.call_soon_threadsafe(self._interrupt)
            thread.join(timeout=30)

    def _read_list(self, journal: SqliteJournal, known: KnownList) -> AskedList:
        at, _, by = known.name.removeprefix(PREFIX).partition(" by ")
        steps = journal.steps.load(known.batch)
        films = [
            _read_film(movie_id, state, outcome, steps.get(movie_id, ""))
            for movie_id, state, outcome in itertools.islice(journal.lists.list_films(known.batch), MAX_SHOWN)
        ]
        return AskedList(
            batch=known.batch,
            at=at,
            by=by,
            states=journal.lists.count_states(known.batch),
            films=tuple(films),
            problem=self._problems.get(known.batch, ("", "", "")),
        )

    def _start(self) -> None:
        with self._starting:
            if self._thread is None and not self._is_closing:
                self._thread = threading.Thread(target=self._work, name="draft room", daemon=True)
                self._thread.start()
        self._ready.wait(timeout=10)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake.set)

    def _work(self) -> None:
        asyncio.run(self._work_through())

    async def _work_through(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._ready.set()
        while not self._is_closing:
            with self._open_journal() as journal:
                journal.release_orphans()
                for known in _list_ours(journal):
                    if _has_open(journal, known) and not self._is_closing:
                        await self._draft(journal, known)
            await self._wake.wait()
            self._wake.clear()

    async def _draft(self, journal: SqliteJournal, known: KnownList) -> None:
        problem: LedgergenError | None = None
        try:
            tally = Tally(n_films=known.n_films)
            slots = CallSlots(_CONCURRENCY, tally=tally)
            async with self._open_parts(journal, known.batch, slots) as parts:
                self._run = BatchRun(parts=parts, tally=tally, slots=slots, on_step=journal.steps.put)
                if self._is_closing:
                    slots.stop.set()
                await self._run.run()
                problem = self._run.problem
        except LedgergenError as error:
            problem = error
        finally:
            self._run = None
        if problem is not None:
            self._problems[known.batch] = (problem.what, problem.because, problem.fix)
        else:
            self._problems.pop(known.batch, None)

    def _interrupt(self) -> None:
        self._wake.set()
        if self._run is not None:
            self._run.stop.set()


def _list_ours(journal: SqliteJournal) -> list[KnownList]:
    return [known for known in journal.lists.list_known() if known.name.startswith(PREFIX)]


def _has_open(journal: SqliteJournal, known: KnownList) -> bool:
    states = journal.lists.count_states(known.batch)
    return bool(states.get(State.QUEUED) or states.get(State.RUNNING))


def _read_film(movie_id: int, state: State, outcome: FilmOutcome | None, step: str) -> AskedFilm:
    if outcome is None or not state.is_final:
        return AskedFilm(movie_id=movie_id, state=state, step=step)
    lines = dict(line.partition(": ")[::2] for line in outcome.problem.splitlines())
    return AskedFilm(
        movie_id=movie_id,
        state=state,
        title=outcome.title,
        problem=(lines.get("error", ""), lines.get("because", ""), lines.get("try", "")),
        n_figures=outcome.n_figures,
        n_flagged=outcome.n_flagged,
    )
