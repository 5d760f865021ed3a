"""Review a ledger: open it, decide, approve it to `ledgers/`, or send it back.

Reading never writes. The first decision takes the draft in as an event, so
that every later one has a text to stand on. The draft on disk may move on
while it is in review (the model ran again, somebody used an editor): as long
as nobody changed the text here, the new draft is simply taken in, and the
decisions about claims that are still made hold on. Otherwise both stay, and
an editor says which goes on (`take_file`, `keep_mine`).

Approving compares the disk once more, writes the file, reads it back and only
then stores the approval, all under the store's write lock. Whatever dies in
between leaves a file that is old or new, and never an approval of bytes that
are not there.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ledgergen.adapters.reviews.shelf import DiskLedger, Shelf
from ledgergen.codec import hash_dossier, hash_text, report_from_json, report_to_json
from ledgergen.core.article.parse import parse_article
from ledgergen.core.ledger import check_ledger
from ledgergen.core.review.commands import Command, plan_event
from ledgergen.core.review.review import (
    Review,
    ReviewedFigure,
    build_review,
    build_waiver,
    list_figures,
)
from ledgergen.core.review.state import State, Status, advance, fold
from ledgergen.core.waivers import Waiver, fingerprint_figure
from ledgergen.errors import NoLedgerError, ReviewError, StaleDecisionError
from ledgergen.model.dossier import Dossier, Passage, Source
from ledgergen.model.film import FilmRef
from ledgergen.model.report import Approval, ModelUse, Report
from ledgergen.model.review import Event, Kind
from ledgergen.ports import EvidenceSource, ReviewEvents

_RECENT_S = 1.0
"""A request asks for the same dossier several times, and twenty editors for the same ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ledger in review, and the file it belongs to."""

    review: Review
    disk: DiskLedger
    has_drifted: bool = False
    """The file has changed, and the text in review was edited as well: somebody must choose."""


class ReviewDesk:
    """Everything that can be done to the ledgers of one workspace."""

    def __init__(
        self,
        *,
        events: ReviewEvents,
        shelf: Shelf,
        sources: Sequence[EvidenceSource],
        seeds: Sequence[str],
        now: Callable[[], str],
    ) -> None:
        """`now` gives the time as ISO 8601 in UTC."""
        self._events = events
        self._shelf = shelf
        self._sources = sources
        self._now = now
        # A check takes ten milliseconds, and the same text is looked at again and again.
        self._dossiers: dict[int, tuple[float, _Hashed]] = {}
        self._check = lru_cache(maxsize=512)(_Checker(seeds))

    # Reading

    def list_ids(self) -> tuple[int, ...]:
        """Return the films that have a ledger, ascending."""
        return tuple(self._shelf.list_paths())

    def open(self, movie_id: int) -> Opened:
        """Return a ledger as it stands.

        Raises:
            NoLedgerError: there is none of this film.
            ArticleError, StoreError, DossierError: something of it cannot be read.
        """
        return self._open(movie_id, self._events.load(movie_id))

    def _open(self, movie_id: int, events: tuple[Event, ...]) -> Opened:
        disk = self._load_disk(movie_id)
        state = fold(events, movie_id=movie_id)
        opened = self._plan_opening(state, disk)
        if opened is not None and not state.has_edits:
            state, has_drifted = advance(state, opened), False
        else:
            has_drifted = opened is not None
        return Opened(review=self._judge(state), disk=disk, has_drifted=has_drifted)

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

    def _judge(self, state: State, *, is_fresh: bool = False) -> Review:
        found = self._find_dossier(state.movie_id, is_fresh=is_fresh)
        extended = _hash(_extend(found.dossier, state)) if state.sourced else found
        article = parse_article(state.text)
        report, figures = self._check(state.text, state.movie_id, extended)
        return build_review(
            state,
            report=report,
            figures=figures,
            dossier=extended.dossier,
            title=article.movie_title or article.film or f"Film {state.movie_id}",
            year=article.year,
            waivers=self._shelf.load_waivers(),
        )

    def _find_dossier(self, movie_id: int, *, is_fresh: bool = False) -> _Hashed:
        """Return the film's evidence, read at most a second ago, or now where it `is_fresh`."""
        read_at, known = self._dossiers.get(movie_id, (-_RECENT_S, _Hashed(None, "")))
        if not is_fresh and time.monotonic() - read_at < _RECENT_S:
            return known
        dossier = self._read_dossier(movie_id)
        if len(self._dossiers) > 512:
            self._dossiers.clear()
        found = _hash(dossier)
        self._dossiers[movie_id] = (time.monotonic(), found)
        return found

    def _read_dossier(self, movie_id: int) -> Dossier | None:
        async def ask() -> Dossier | None:
            for source in self._sources:
                if dossier := await source.gather(FilmRef(movie_id=movie_id)):
                    return dossier
            return None

        return asyncio.run(ask())

    # Deciding

    def decide(self, movie_id: int, command: Command, *, actor: str, base: str = "") -> Opened:
        """Carry a command out, and return the ledger after it, checked again.

        `base` is the `State.base` its author was looking at; empty for "as it stands".

        Raises:
            StaleDecisionError: somebody else changed this very place since.
            ReviewError: it makes no sense here; says why. Nothing was changed.
        """

        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            taken, state = self._take_in(movie_id, events)
            review = self._judge(state)
            then = self._find_then(review, base)
            event = plan_event(review, command, actor=actor, at=self._now(), then=then)
            return (*taken, replace(event, rev=state.rev + 1))

        return self._open(movie_id, self._events.append(movie_id, decide))

    def _take_in(self, movie_id: int, events: tuple[Event, ...]) -> tuple[tuple[Event, ...], State]:
        """Return the event that takes the draft in, if one is due, and the state behind it."""
        state = fold(events, movie_id=movie_id)
        opened = self._plan_opening(state, self._load_disk(movie_id))
        if opened is None or state.has_edits:
            return (), state
        return (opened,), advance(state, opened)

    def _find_then(self, review: Review, base: str) -> Review:
        """Return the ledger as it was at the revision that `base` names."""
        state = review.state
        if not base or base == state.base:
            return review
        rev, _, _ = base.partition(".")
        if not (rev.isascii() and rev.isdecimal() and len(rev) < 10 and 1 <= int(rev) <= state.rev):
            raise ReviewError(f"{base!r} is no revision of this ledger", fix="open the ledger again")
        past = fold([event for event in state.events if event.rev <= int(rev)], movie_id=state.movie_id)
        if "." in base and past.base != base:
            raise StaleDecisionError(
                "the draft on disk was replaced while you were looking at it",
                because="a new draft was written, or the file was edited",
                fix="look at the new draft, then decide",
                theirs="a new draft on disk",
                by="disk",
            )
        return self._judge(past)

    def take_file(self, movie_id: int, *, actor: str) -> Opened:
        """Go on with the file on disk; the text in review stays in the history."""

        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            opened = self._plan_opening(fold(events, movie_id=movie_id), self._load_disk(movie_id))
            return () if opened is None else (replace(opened, actor=actor),)

        return self._open(movie_id, self._events.append(movie_id, decide))

    def keep_mine(self, movie_id: int, *, actor: str) -> Opened:
        """Go on with the text in review; the file on disk will be overwritten on approval."""

        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            state = fold(events, movie_id=movie_id)
            opened = self._plan_opening(state, self._load_disk(movie_id))
            if opened is None:
                return ()
            return (replace(opened, kind=Kind.KEPT, actor=actor, text="", folder="", is_approved=False),)

        return self._open(movie_id, self._events.append(movie_id, decide))

    # Closing

    def approve(self, movie_id: int, *, actor: str, base: str = "", note: str = "") -> Opened:
        """Write the ledger to `ledgers/` with the approval of exactly these bytes.

        `base`, where given, must be the ledger as it stands: nobody approves what they have not seen.

        Raises:
            ReviewError: something stands in the way (`Review.gate`); says what.
            StaleDecisionError: the ledger is no longer what the editor was looking at.
            StoreError: the file could not be written; the old one still stands.
        """

        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            taken, state = self._take_in(movie_id, events)
            self._refuse_unseen(state, base)
            review = self._judge(state, is_fresh=True)
            disk = self._load_disk(movie_id)
            self._refuse_approval(review, disk, note)
            sha256 = hash_text(state.text)
            at = self._now()
            approval = Approval(sha256=sha256, actor=actor, at=at)
            report = replace(self._build_report(review, disk), approval=approval)
            saved = self._shelf.publish(state.text, report_to_json(report))
            written = self._shelf.load_path(movie_id, saved.path)
            if written.sha256 != sha256:
                raise StaleDecisionError(
                    f"{str(saved.path)!r} was changed while it was being approved",
                    fix="look at the file, then approve again",
                )
            self._shelf.add_waivers(self._list_waivers(review))
            event = Event(
                movie_id=movie_id,
                kind=Kind.APPROVED,
                actor=actor,
                at=at,
                rev=state.rev + 1,
                base_rev=state.rev,
                sha256=sha256,
                comment=note.strip(),
            )
            return (*taken, event)

        return self._open(movie_id, self._events.append(movie_id, decide))

    def _refuse_unseen(self, state: State, base: str) -> None:
        if base and base not in (state.base, str(state.rev)):
            last = state.events[-1] if state.events else None
            by = last.actor if last else "somebody"
            raise StaleDecisionError(
                "the ledger has changed since you looked at it",
                because=f"{by} was last at it",
                fix="look at what is new, then approve",
                by=by,
                theirs=last.kind.value if last else "",
                mine="approve",
            )

    def _refuse_approval(self, review: Review, disk: DiskLedger, note: str) -> None:
        movie_id = review.state.movie_id
        if self._plan_opening(review.state, disk) is not None:
            raise ReviewError(
                f"film {movie_id} cannot be approved",
                because="its file on disk has changed since it was taken in, and so has the text in review",
                fix="choose which of them goes on",
            )
        if review.gate:
            raise ReviewError(
                f"film {movie_id} cannot be approved",
                because="; ".join(review.gate),
                fix=f"`ledgergen show {movie_id}` lists what is open",
            )
        if not review.report.found and not note.strip():
            raise ReviewError(
                f"film {movie_id} cannot be approved without a note",
                because="no figure was found in it",
                fix="say why a ledger without figures is right",
            )
        if review.report.movie_id != movie_id:
            raise ReviewError(
                f"film {movie_id} cannot be approved",
                because=f"the text is about film {review.report.movie_id}",
                fix="mend movieId in its front matter",
            )
        if review.state.status is Status.APPROVED and disk.is_approved:
            raise ReviewError(f"film {movie_id} is approved already")

    def _build_report(self, review: Review, disk: DiskLedger) -> Report:
        return replace(review.report, model=_read_model(disk), approval=None)

    def _list_waivers(self, review: Review) -> dict[str, Waiver]:
        """Return the waivers that this text needs, as `ledgergen check` will look for them.

        A passage that an editor added is not in the dossier, so that outside
        the review its figure is as unproven as before: it is excused there in
        the passage's own words.
        """
        waivers = {f.claim: f.waiver for f in review.figures if f.waiver is not None and f.figure.flagged}
        if not review.state.sourced:
            return waivers
        state = review.state
        plain, _ = self._check(state.text, state.movie_id, self._find_dossier(state.movie_id))
        by_passage = {f"editor{event.rev}": event for event in state.sourced}
        for bare, judged in zip(plain.figures, review.report.figures, strict=True):
            events = [by_passage[s.id] for s in judged.evidence if s.id in by_passage]
            if bare.flagged and not judged.flagged and events:
                event = events[0]
                claim = fingerprint_figure(bare, movie_id=state.movie_id, text=state.text)
                source = " ".join(filter(None, (event.source_name, event.source_url)))
                comment = f"{source}: “{event.quote}”"
                waived = replace(event, claim=claim, reason="unlinkable_source", comment=comment)
                waivers[claim] = build_waiver(replace(waived, exact=bare.text))
        return waivers

    def withdraw(self, movie_id: int, *, actor: str) -> Opened:
        """Take an approval back; the file stays, without its approval."""

        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            taken, state = self._take_in(movie_id, events)
            disk = self._load_disk(movie_id)
            if not disk.is_approved:
                raise ReviewError(f"film {movie_id} is not approved")
            report = self._build_report(self._judge(fold_text(state, disk)), disk)
            self._shelf.publish(disk.text, report_to_json(report))
            event = Event(
                movie_id=movie_id,
                kind=Kind.WITHDRAWN,
                actor=actor,
                at=self._now(),
                rev=state.rev + 1,
                base_rev=state.rev,
            )
            return (*taken, event)

        return self._open(movie_id, self._events.append(movie_id, decide))

    def return_to_review(self, movie_id: int, command: Command, *, actor: str, base: str = "") -> Opened:
        """Return or reject a ledger: its text goes to `review/`, and out of `ledgers/`.

        Raises:
            ReviewError: it cannot be; says why.
            StoreError: the files could not be written.
        """

        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            taken, state = self._take_in(movie_id, events)
            self._refuse_unseen(state, base)
            review = self._judge(state)
            disk = self._load_disk(movie_id)
            if self._plan_opening(state, disk) is not None:
                raise ReviewError(
                    f"film {movie_id} cannot be returned",
                    because="its file on disk has changed since it was taken in",
                    fix="choose which of the two texts goes on",
                )
            event = plan_event(review, command, actor=actor, at=self._now(), then=review)
            report = replace(self._build_report(review, disk), movie_id=movie_id)
            self._shelf.hold(state.text, report_to_json(report))
            return (*taken, replace(event, rev=state.rev + 1))

        return self._open(movie_id, self._events.append(movie_id, decide))


def fold_text(state: State, disk: DiskLedger) -> State:
    """Return the state with the text that lies on disk."""
    return replace(state, text=disk.text)


@dataclass(frozen=True, slots=True)
class _Hashed:
    """A dossier that can be a key: told from others by its content's hash."""

    dossier: Dossier | None = field(compare=False)
    key: str


def _hash(dossier: Dossier | None) -> _Hashed:
    return _Hashed(dossier, "" if dossier is None else hash_dossier(dossier))


@dataclass(frozen=True, slots=True)
class _Checker:
    seeds: Sequence[str]

    def __call__(
        self, text: str, movie_id: int, dossier: _Hashed
    ) -> tuple[Report, tuple[ReviewedFigure, ...]]:
        report = check_ledger(text, dossier.dossier, seeds=self.seeds)
        return report, list_figures(report, text=text, movie_id=movie_id, dossier=dossier.dossier)


def _extend(dossier: Dossier | None, state: State) -> Dossier | None:
    """Return the evidence with the passages that editors added."""
    if not state.sourced or dossier is None:
        return dossier
    sources = [
        Source(
            id=f"editor{event.rev}",
            name=event.source_name,
            url=event.source_url or None,
            retrieved=event.at[:10],
        )
        for event in state.sourced
    ]
    passages = [
        Passage(id=f"editor{event.rev}", text=event.quote, source=f"editor{event.rev}")
        for event in state.sourced
    ]
    return dossier.model_copy(
        update={
            "sources": (*dossier.sources, *sources),
            "passages": (*dossier.passages, *passages),
        }
    )


def _read_model(disk: DiskLedger) -> ModelUse | None:
    """Return who wrote the draft, as its report says."""
    try:
        return None if disk.report is None else report_from_json(disk.report).model
    except (KeyError, ValueError, TypeError):
        return None
