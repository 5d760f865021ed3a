"""The queue: every ledger of the workspace in one line each, quickest to clear first.

A ledger nobody has touched is summed up from the report beside it, and any
other by opening it. Both are remembered until the file, the events or the
waivers change, so that a queue of hundreds costs one look at the folder.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from ledgergen.adapters.reviews.shelf import Shelf
from ledgergen.codec import report_from_json
from ledgergen.core.article.parse import parse_article
from ledgergen.core.codes import CODE_OF_VERDICT
from ledgergen.core.review.review import estimate_minutes
from ledgergen.core.review.same_fact import name_fact
from ledgergen.core.review.state import Status
from ledgergen.core.waivers import fingerprint_figure
from ledgergen.errors import LedgergenError
from ledgergen.model.report import Figure, Finding, Severity, Verdict
from ledgergen.model.review import Kind
from ledgergen.ports import ReviewEvents
from ledgergen.runs.review.desk import ReviewDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One ledger in the queue."""

    movie_id: int
    title: str
    year: int | None = None
    status: Status | None = None
    """None where the ledger cannot be read: see `failure`."""
    found: int = 0
    examined: int = 0
    open_verdicts: Mapping[Verdict, int]
    """How many figures need a person, by verdict."""
    errors: int = 0
    """Slips of form that hold it back."""
    minutes: int = 1
    editor: str = ""
    """Who was last at it."""
    changed: str = ""
    """When, ISO 8601."""
    failure: str = ""
    reason: str = ""
    """Why it was returned or rejected."""
    assignee: str = ""
    """Whose it is; empty for anybody's."""
    is_seen: bool = False
    """Whether somebody has decided anything about it."""
    facts: frozenset[str] = frozenset()
    """The facts it states (`core.review.same_fact.name_fact`)."""
    open_facts: frozenset[str] = frozenset()
    """Those of them that need a person here."""
    codes: frozenset[str] = frozenset()
    """LG codes of what needs a person, and of what its form is told."""
    sources: frozenset[str] = frozenset()
    """Names of the sources that its figures rest on, or contradict."""

    @property
    def n_open(self) -> int:
        """How many figures need a person."""
        return sum(self.open_verdicts.values())

    @property
    def is_waiting(self) -> bool:
        """Tell whether somebody has something to do here."""
        return self.status not in (Status.APPROVED, Status.PUBLISHED, Status.REJECTED)


class Queue:
    """The ledgers of a workspace, summed up."""

    def __init__(self, *, desk: ReviewDesk, shelf: Shelf, events: ReviewEvents) -> None:
        """Look at the same shelf and events as the desk."""
        self._desk = desk
        self._shelf = shelf
        self._events = events
        self._known: dict[int, tuple[object, Item]] = {}

    def list_items(self) -> tuple[Item, ...]:
        """Return every ledger: what waits before what is done, quickest first.

        Raises:
            StoreError: the folders or the store cannot be read. A single
                ledger that cannot be read is an item with its `failure`.
        """
        revs = self._events.load_revs()
        waivers = self._shelf.load_waivers()
        mark = hash(tuple(waivers))
        items = []
        for movie_id, path in self._shelf.list_paths().items():
            stamp = (revs.get(movie_id, 0), path, _stamp(path), mark)
            known = self._known.get(movie_id)
            if known is None or known[0] != stamp:
                known = (stamp, self._sum_up(movie_id, path, rev=stamp[0], waivers=waivers))
                self._known[movie_id] = known
            items.append(known[1])
        return tuple(sorted(items, key=_rank))

    def find_stating(self, fact: str) -> tuple[Item, ...]:
        """Return the ledgers that state a fact; that of the smallest film id first."""
        found = (item for item in self.list_items() if fact in item.facts)
        return tuple(sorted(found, key=lambda item: item.movie_id))

    def _sum_up(self, movie_id: int, path: Path, *, rev: int, waivers: Mapping[str, object]) -> Item:
        try:
            item = None if rev else self._read_report(movie_id, path, waivers)
            return item or self._open(movie_id)
        except LedgergenError as error:
            words = "; ".join(filter(None, (error.what, error.because)))
            return Item(movie_id=movie_id, title=path.stem, open_verdicts={}, failure=words)

    def _read_report(self, movie_id: int, path: Path, waivers: Mapping[str, object]) -> Item | None:
        """Sum up from the report on disk; None where it is not this text's."""
        disk = self._shelf.load_path(movie_id, path)
        try:
            report = report_from_json(disk.report or {})
        except (KeyError, ValueError, TypeError):
            return None
        if report.text_sha256 != disk.sha256:
            return None
        waiting = [
            figure
            for figure in report.flagged
            if fingerprint_figure(figure, movie_id=movie_id, text=disk.text) not in waivers
        ]
        article = parse_article(disk.text)
        published = Status.APPROVED if disk.is_approved else Status.PUBLISHED
        return Item(
            movie_id=movie_id,
            title=article.movie_title or article.film or path.stem,
            year=article.year,
            status=published if disk.folder == "ledgers" else Status.NEEDS_REVIEW,
            found=report.found,
            examined=report.examined,
            open_verdicts=Counter(figure.verdict for figure in waiting),
            errors=sum(f.severity is Severity.ERROR for f in report.findings),
            minutes=estimate_minutes(
                n_at_hand=sum(figure.suggestion is not None for figure in waiting), n_open=len(waiting)
            ),
            changed=_read_time(path),
            facts=_name_facts(report.figures),
            open_facts=_name_facts(waiting),
            codes=_list_codes(waiting, report.findings),
            sources=_list_sources(report.figures),
        )

    def _open(self, movie_id: int) -> Item:
        opened = self._desk.open(movie_id)
        review = opened.review
        decided = [event for event in review.state.events if event.actor != "disk"]
        last = decided[-1] if decided else None
        return Item(
            movie_id=movie_id,
            title=review.title,
            year=review.year,
            status=review.state.status,
            found=review.report.found,
            examined=review.report.examined,
            open_verdicts=Counter(figure.figure.verdict for figure in review.open_figures),
            errors=len(review.errors),
            minutes=review.minutes,
            editor=last.actor if last else "",
            changed=last.at if last else _read_time(opened.disk.path),
            reason=last.reason if last and review.state.status in _CLOSED else "",
            assignee=review.state.assignee,
            is_seen=any(event.kind is not Kind.ASSIGNED and not event.batch for event in decided),
            facts=_name_facts(review.report.figures),
            open_facts=_name_facts([reviewed.figure for reviewed in review.open_figures]),
            codes=_list_codes([each.figure for each in review.open_figures], review.report.findings),
            sources=_list_sources(review.report.figures),
        )


def _name_facts(figures: Sequence[Figure]) -> frozenset[str]:
    return frozenset(sys.intern(fact) for figure in figures if (fact := name_fact(figure)))


def _list_codes(waiting: Sequence[Figure], findings: Sequence[Finding]) -> frozenset[str]:
    return frozenset(
        sys.intern(code)
        for code in (*(CODE_OF_VERDICT[f.verdict] for f in waiting), *(f.code for f in findings))
    )


def _list_sources(figures: Sequence[Figure]) -> frozenset[str]:
    return frozenset(sys.intern(support.source) for figure in figures for support in figure.evidence)


_CLOSED = (Status.RETURNED, Status.REJECTED)


def _rank(item: Item) -> tuple[bool, bool, int, int, int]:
    is_failed = bool(item.failure)
    return (not item.is_waiting, is_failed, item.minutes, item.n_open, item.movie_id)


def _stamp(path: Path) -> tuple[int, ...]:
    report = path.with_name(path.name.removesuffix(".md") + ".report.json")
    stamp: list[int] = []
    for file in (path, report):
        try:
            status = file.stat()
        except OSError:
            stamp.append(0)
        else:
            stamp += (status.st_mtime_ns, status.st_size, status.st_ino)
    return tuple(stamp)


def _read_time(path: Path) -> str:
    try:
        seconds = path.stat().st_mtime
    except OSError:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def list_next(items: Sequence[Item], *, actor: str) -> tuple[Item, ...]:
    """Return the ledgers somebody can take, in order: those that wait, can be read, and are nobody else's."""
    return tuple(i for i in items if i.is_waiting and not i.failure and i.assignee in ("", actor))


class SharedFact(NamedTuple):
    """A fact that needs somebody in more than one ledger."""

    fact: str
    items: tuple[Item, ...]
    """The ledgers it is open in."""
    n_stating: int
    """How many state it at all."""


def list_shared_facts(items: Sequence[Item]) -> tuple[SharedFact, ...]:
    """Return the facts that need somebody in more than one ledger; those in the most ledgers first."""
    open_in: dict[str, list[Item]] = {}
    for item in items:
        if item.is_waiting:
            for fact in item.open_facts:
                open_in.setdefault(fact, []).append(item)
    shared = {fact: found for fact, found in open_in.items() if len(found) > 1}
    stating = (
        Counter(fact for item in items for fact in item.facts if fact in shared) if shared else Counter()
    )
    return tuple(
        SharedFact(fact=fact, items=tuple(found), n_stating=stating[fact])
        for fact, found in sorted(shared.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def item_to_json(item: Item) -> dict[str, Any]:
    """Return one line of the queue as JSON."""
    return {
        "movie_id": item.movie_id,
        "title": item.title,
        "year": item.year,
        "status": item.status.value if item.status else "failed",
        "found": item.found,
        "examined": item.examined,
        "open": {verdict.value: count for verdict, count in item.open_verdicts.items()},
        "errors": item.errors,
        "minutes": item.minutes,
        "editor": item.editor,
        "changed": item.changed,
        "failure": item.failure,
        "reason": item.reason,
        "assignee": item.assignee,
        "codes": sorted(item.codes),
        "sources": sorted(item.sources),
    }
