"""The same for many ledgers: one fact put right wherever it is stated, one action on a selection.

Each ledger is a decision of its own, taken under its own lock and against the
text that was previewed: what changed meanwhile is skipped and told, and the
others are done. Everything of one go bears one batch name, and is undone by it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from ledgergen.core.review.commands import Assign, Close, Correct, Undo
from ledgergen.core.review.same_fact import Change, Place, find_places, name_fact
from ledgergen.errors import LedgergenError, NoLedgerError, ReviewError, StaleDecisionError
from ledgergen.model.review import Kind
from ledgergen.ports import ReviewEvents
from ledgergen.runs.review.closing import Closing
from ledgergen.runs.review.desk import ReviewDesk
from ledgergen.runs.review.opening import Opened
from ledgergen.runs.review.queue import Item, Queue, SharedFact, list_shared_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One place to put right, as it was previewed."""

    movie_id: int
    title: str
    figure: str
    base: str
    replacement: str


def list_corrections(places: Sequence[Place]) -> tuple[Correction, ...]:
    """Return what there is to do at places: where the new value has words, and does not stand already."""
    return tuple(
        Correction(
            movie_id=place.movie_id,
            title=place.title,
            figure=place.figure,
            base=place.base,
            replacement=place.replacement,
        )
        for place in places
        if place.replacement and not place.is_right
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one ledger."""

    movie_id: int
    title: str
    problem: str = ""
    """Why nothing was done; empty where it was."""
    is_stale: bool = False
    """Whether that was because it changed meanwhile."""

    @property
    def is_done(self) -> bool:
        """Tell whether something was done."""
        return not self.problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of all of them."""

    results: tuple[Result, ...]
    batch: str = ""
    """Name to undo it by; empty where it cannot be undone in one go."""

    @property
    def summary(self) -> str:
        """Say how many: “48 done, 2 skipped: changed meanwhile”."""
        n_done = sum(result.is_done for result in self.results)
        n_stale = sum(result.is_stale for result in self.results)
        n_other = len(self.results) - n_done - n_stale
        words = [f"{n_done} done"]
        if n_stale:
            words.append(f"{n_stale} skipped: changed meanwhile")
        if n_other:
            words.append(f"{n_other} not done")
        return ", ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """A fact that needs somebody in more than one ledger, and a figure that states it."""

    about: str
    movie_id: int
    figure: str
    items: tuple[Item, ...]
    """The ledgers it is open in."""
    n_stating: int
    """How many ledgers state it at all."""


class ManyLedgers:
    """What can be done to many ledgers in one go."""

    def __init__(self, *, desk: ReviewDesk, closing: Closing, queue: Queue, events: ReviewEvents) -> None:
        """Decide at the desk, ledger by ledger."""
        self._desk = desk
        self._closing = closing
        self._queue = queue
        self._events = events

    # One fact

    def count_elsewhere(self, opened: Opened, figure_id: str) -> int:
        """Return how many other ledgers state the fact of a figure."""
        fact = self._name_fact(opened, figure_id)
        own = opened.review.state.movie_id
        return sum(item.movie_id != own for item in self._queue.find_stating(fact)) if fact else 0

    def list_shared(self, *, limit: int) -> tuple[int, tuple[NamedFact, ...]]:
        """Return how many facts need somebody in more than one ledger, and the first of them.

        Those in the most ledgers come first. A ledger is opened for each that is returned.
        """
        shared = list_shared_facts(self._queue.list_items())
        named = (self._name_shared(each) for each in shared[:limit])
        return len(shared), tuple(each for each in named if each is not None)

    def _name_shared(self, shared: SharedFact) -> NamedFact | None:
        for item in shared.items:
            try:
                review = self._desk.open(item.movie_id).review
            except LedgergenError:  # the queue shows it as failed
                continue
            stating = (f.figure for f in review.open_figures if name_fact(f.figure) == shared.fact)
            if (figure := next(stating, None)) is not None:
                return NamedFact(
                    about=figure.about,
                    movie_id=item.movie_id,
                    figure=figure.id,
                    items=shared.items,
                    n_stating=shared.n_stating,
                )
        return None

    def find_places(self, movie_id: int, figure_id: str, *, wanted: str = "") -> tuple[Place, ...]:
        """Return every place of every ledger that states the fact of this figure.

        With `wanted`, each with what would stand there.

        Raises:
            NoLedgerError: there is no such ledger or figure.
            ReviewError: the figure is about nothing that could stand elsewhere.
        """
        opened = self._desk.open(movie_id)
        figure = opened.review.find(figure_id)
        if figure is None:
            raise NoLedgerError(
                f"there is no figure {figure_id!r} in the ledger of film {movie_id}",
                fix=f"`ledgergen show {movie_id}` lists its figures",
            )
        fact = name_fact(figure.figure)
        if not fact:
            raise ReviewError(
                f"{figure.figure.text!r} cannot be looked for in other ledgers",
                because="the checker cannot say what it is about",
                fix="correct it here",
            )
        change = Change(figure.figure.text, wanted.strip()) if wanted.strip() else None
        others = [item.movie_id for item in self._queue.find_stating(fact) if item.movie_id != movie_id]
        places = list(find_places(opened.review, fact, change))
        for other in others:
            try:
                places += find_places(self._desk.open(other).review, fact, change)
            except LedgergenError:  # the queue shows it as failed
                continue
        return tuple(places)

    def _name_fact(self, opened: Opened, figure_id: str) -> str:
        figure = opened.review.find(figure_id)
        return name_fact(figure.figure) if figure else ""

    def correct(self, corrections: Sequence[Correction], *, actor: str) -> Outcome:
        """Put every replacement in."""
        batch = _name_batch()
        results = []
        for wanted in corrections:
            command = Correct(figure=wanted.figure, text=wanted.replacement)
            correct = partial(self._desk.decide, actor=actor, base=wanted.base, batch=batch)
            results.append(_try(wanted.movie_id, wanted.title, partial(correct, wanted.movie_id, command)))
        return Outcome(results=tuple(results), batch=batch)

    def undo(self, batch: str, *, actor: str) -> Outcome:
        """Undo what bears this batch name, as far as nobody built on it since.

        Raises:
            ReviewError: nothing of this editor's bears it.
        """
        results = []
        for movie_id, events in self._events.load_all().items():
            undone = {event.undoes for event in events}
            for event in reversed(events):
                is_ours = event.batch == batch and event.actor == actor
                if not is_ours or event.rev in undone:
                    continue
                if event.kind is Kind.APPROVED:
                    undo = partial(self._closing.withdraw, movie_id, actor=actor)
                else:
                    undo = partial(self._desk.decide, movie_id, Undo(rev=event.rev), actor=actor)
                results.append(_try(movie_id, f"film {movie_id}", undo))
        if not results:
            raise ReviewError("there is nothing of yours to undo in one go")
        return Outcome(results=tuple(results))

    # A selection of the queue

    def assign(self, movie_ids: Iterable[int], *, assignee: str, actor: str) -> Outcome:
        """Give ledgers to somebody, or with an empty name back to everybody."""
        batch = _name_batch()
        act = partial(self._desk.decide, command=Assign(assignee=assignee), actor=actor, batch=batch)
        return _each(movie_ids, act, batch=batch)

    def return_all(self, movie_ids: Iterable[int], *, reason: str, actor: str) -> Outcome:
        """Return ledgers to review for one reason."""
        batch = _name_batch()
        close = Close(kind=Kind.RETURNED, reason=reason)
        act = partial(self._closing.return_to_review, command=close, actor=actor, batch=batch)
        return _each(movie_ids, act, batch=batch)

    def recheck(self, movie_ids: Iterable[int]) -> Outcome:
        """Look at ledgers again: at their files, their evidence, and those that could not be read."""
        return _each(movie_ids, self._desk.open)

    def approve(self, movie_ids: Iterable[int], *, actor: str) -> Outcome:
        """Approve ledgers in which nothing is open and which somebody has worked on.

        One that no person ever looked into is for a person to look into first.
        """
        batch = _name_batch()
        seen = {item.movie_id: item.is_seen for item in self._queue.list_items()}

        def act(movie_id: int) -> Opened:
            if not seen.get(movie_id):
                raise ReviewError("nobody has looked into it yet", fix="open it")
            return self._closing.approve(movie_id, actor=actor, batch=batch)

        return _each(movie_ids, act, batch=batch)


def _name_batch() -> str:
    return uuid.uuid4().hex[:16]


def _each(movie_ids: Iterable[int], act: Callable[[int], Opened], *, batch: str = "") -> Outcome:
    once = dict.fromkeys(movie_ids)
    results = tuple(_try(each, f"film {each}", partial(act, each)) for each in once)
    return Outcome(results=results, batch=batch if any(result.is_done for result in results) else "")


def _try(movie_id: int, title: str, act: Callable[[], Opened]) -> Result:
    try:
        opened = act()
    except LedgergenError as error:
        words = "; ".join(filter(None, (error.what, error.because)))
        is_stale = isinstance(error, StaleDecisionError)
        return Result(movie_id=movie_id, title=title, problem=words, is_stale=is_stale)
    return Result(movie_id=movie_id, title=opened.review.title)
