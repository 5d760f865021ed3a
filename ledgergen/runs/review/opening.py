"""A ledger as it stands: its events folded, the file it belongs to, the checker's word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ledgergen.adapters.remembered import LastUsed
from ledgergen.adapters.reviews.shelf import DiskLedger, Shelf
from ledgergen.codec import hash_text
from ledgergen.core.review.review import Review
from ledgergen.core.review.state import State, advance, fold
from ledgergen.errors import NoLedgerError, ReviewError, StaleDecisionError
from ledgergen.model.review import Event, Kind
from ledgergen.ports import ReviewEvents
from ledgergen.runs.review.checking import HashedDossier
from ledgergen.runs.review.judging import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ledger in review, and the file it belongs to."""

    review: Review
    disk: DiskLedger
    evidence: HashedDossier
    has_drifted: bool = False
    """The file has changed, and the text in review was edited as well: somebody must choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """A ledger at the moment when somebody changes it; nobody else can meanwhile."""

    state: State
    disk: DiskLedger
    evidence: HashedDossier
    taken: tuple[Event, ...]
    """The event that takes the draft in, where one is due; it goes before any other."""
    drift: Event | None
    """The event that would take the file in, where text and file both moved on."""


class Opener:
    """Opens ledgers, and adds events to them."""

    def __init__(self, *, events: ReviewEvents, shelf: Shelf, judge: Judge, now: Callable[[], str]) -> None:
        """`now` gives the time as ISO 8601 in UTC."""
        self._events = events
        self._shelf = shelf
        self._judge = judge
        self._now = now
        self._states: LastUsed[State] = LastUsed(2048)
        self._past: LastUsed[State] = LastUsed(2048)

    def open(self, movie_id: int) -> Opened:
        """Return a ledger as it stands.

        Raises:
            NoLedgerError: there is none of this film.
            ArticleError, StoreError, DossierError: something of it cannot be read.
        """
        known = self._find_known(movie_id)
        state = self._advance(known, self._events.load(movie_id, after=known.rev))
        return self._open(self._take_in(state, self._judge.find_dossier(movie_id)))

    def check_ahead(self, movie_id: int) -> None:
        """Make ahead, in this process, what the first correction of a ledger would wait for.

        Nothing where no figure needs a person: few correct what is proven. Raises what `open` does.
        """
        opened = self.open(movie_id)
        if opened.review.open_figures:
            self._judge.check_ahead(opened.review.state, found=opened.evidence)

    def _find_known(self, movie_id: int) -> State:
        return self._states.get(movie_id) or State(movie_id=movie_id)

    def _advance(self, known: State, events: tuple[Event, ...]) -> State:
        state = known
        for event in events:
            state = advance(state, event)
        if events:
            self._states.put(state.movie_id, state)
            self._past.put((state.movie_id, state.rev), state)
        return state

    def _open(self, current: Current, *, is_own: bool = False) -> Opened:
        review = self.judge(current, is_own=is_own)
        drifted = current.drift is not None
        return Opened(review=review, disk=current.disk, evidence=current.evidence, has_drifted=drifted)

    def _take_in(self, state: State, evidence: HashedDossier, *, disk: DiskLedger | None = None) -> Current:
        disk = disk or self._load_disk(state.movie_id)
        opened = self._plan_opening(state, disk)
        if opened is None or state.has_edits:
            return Current(state=state, disk=disk, evidence=evidence, taken=(), drift=opened)
        state = advance(state, opened)
        return Current(state=state, disk=disk, evidence=evidence, taken=(opened,), drift=None)

    def _load_disk(self, movie_id: int) -> DiskLedger:
        disk = self._shelf.load(movie_id)
        if disk is None:
            raise NoLedgerError(
                f"there is no ledger of film {movie_id}",
                because="neither review/ nor ledgers/ has one",
                fix=f"ledgergen draft --movie-id {movie_id}",
            )
        return disk

    def _plan_opening(self, state: State, disk: DiskLedger) -> Event | None:
        """Return the event that takes the file in, where the review does not rest on it yet."""
        if disk.sha256 in (state.disk_sha256, hash_text(state.text)) and state.rev:
            return None
        return Event(
            movie_id=disk.movie_id,
            kind=Kind.OPENED,
            actor="disk",
            at=self._now(),
            rev=state.rev + 1,
            base_rev=state.rev,
            text=disk.text,
            sha256=disk.sha256,
            folder=disk.folder,
            is_approved=disk.is_approved,
        )

    def change(
        self,
        movie_id: int,
        decide: Callable[[Current], Event | None],
        *,
        is_own: bool = False,
        writes_files: bool = True,
    ) -> Opened:
        """Add the event that `decide` makes of the ledger, and return the ledger behind it.

        `decide` runs while nobody else can change the ledger; its event gets
        its number here. None changes nothing. With `is_own` the ledger is checked
        here before, where only a report speaks for it. Who `writes_files` is shown the disk as it is
        under the lock; to anybody else a file that changes while they stand in line changes after them.

        Raises:
            StoreError: it could not be stored; nothing was changed.
            Whatever `open` and `decide` raise.
        """
        evidence = self._judge.find_dossier(movie_id)
        known = self._find_known(movie_id)
        known = self._advance(known, self._events.load(movie_id, after=known.rev))
        # Checked before anybody has to wait for it: while the others wait, it is only looked up.
        before = self._take_in(known, evidence)
        self._open(before, is_own=is_own)

        def add(events: tuple[Event, ...]) -> tuple[Event, ...]:
            stored = known
            for event in events:
                stored = advance(stored, event)
            current = self._take_in(stored, evidence, disk=None if writes_files else before.disk)
            decided = decide(current)
            if decided is None:
                return ()
            return (*current.taken, replace(decided, rev=current.state.rev + 1))

        events = self._events.append(movie_id, add, after=known.rev)
        return self._open(self._take_in(self._advance(known, events), evidence))

    def judge(self, current: Current, *, is_own: bool = False) -> Review:
        """Return a ledger with the checker's word; with `is_own`, the word of a check made here."""
        return self._judge.judge(current.state, found=current.evidence, is_own=is_own)

    def judge_base(self, review: Review, base: str, *, evidence: HashedDossier) -> Review:
        """Return the ledger as it was at the revision that `base` names (`State.base`), by this evidence.

        Raises:
            ReviewError: there is no such revision.
            StaleDecisionError: another draft has been taken in since.
        """
        state = review.state
        if not base or base == state.base:
            return review
        rev, _, _ = base.partition(".")
        if not (rev.isascii() and rev.isdecimal() and len(rev) < 10 and 1 <= int(rev) <= state.rev):
            raise ReviewError(f"{base!r} is no revision of this ledger", fix="open the ledger again")
        past = self._find_past(state, int(rev))
        if "." in base and past.base != base:
            raise StaleDecisionError(
                "the draft on disk was replaced while you were looking at it",
                because="a new draft was written, or the file was edited",
                fix="look at the new draft, then decide",
                theirs="a new draft on disk",
                by="disk",
            )
        return self._judge.judge(past, found=evidence)

    def _find_past(self, state: State, rev: int) -> State:
        """Return a ledger's state as it was at a revision."""
        events = tuple(event for event in state.events if event.rev <= rev)
        known = self._past.get((state.movie_id, rev))
        # Compared, because an opening that was only shown is not the one that was stored in the end.
        return (
            known if known is not None and known.events == events else fold(events, movie_id=state.movie_id)
        )

    def start_event(self, state: State, kind: Kind, *, actor: str) -> Event:
        """Return an event of this moment, to be filled in."""
        return Event(movie_id=state.movie_id, kind=kind, actor=actor, at=self._now(), base_rev=state.rev)
