"""The queue as its address says: filtered, in order, a page at a time, with what is selected.

All of it stands in the address, so that a view can be sent to a colleague, and
what was selected on one page is still selected on the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ledgergen.core.codes import all_rules
from ledgergen.core.review.state import Status
from ledgergen.model.batch import KnownList
from ledgergen.model.report import Verdict
from ledgergen.runs.review.crew import Company
from ledgergen.runs.review.queue import Item, list_next, list_shared_facts
from ledgergen.web import words

PAGE_SIZE = 50
_MAX_SOURCES = 100
"""Sources that can be chosen from: those of the most ledgers."""

_SORTS: Mapping[str, Callable[[Item], Any]] = {
    "quickest": lambda item: (bool(item.failure), item.minutes, item.n_open, item.movie_id),
    "title": lambda item: (item.title.casefold(), item.movie_id),
    "newest": lambda item: tuple(-ord(char) for char in item.changed),
}
SORTS: Mapping[str, str] = {"quickest": "Quickest first", "title": "By title", "newest": "Newest first"}
VIEWS: Mapping[str, str] = {"mine": "For me", "quick": "Quick wins", "hard": "Hard ones"}
"""Ready-made filters over what waits."""
VIEW_MEANINGS: Mapping[str, str] = {
    "mine": "given to you, or last worked on by you",
    "quick": "no conflict in them",
    "hard": "three conflicts or more",
}
NOBODY = "-"
"""What the address says for ledgers that are given to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for."""

    status: str = ""
    view: str = ""
    assignee: str = ""
    rule: str = ""
    source: str = ""
    batch: str = ""
    """A list's number in the journal."""
    q: str = ""
    sort: str = "quickest"
    page: int = 1
    ids: tuple[int, ...] = ()

    def link(self, **changes: Any) -> str:  # noqa: ANN401 - fields of this class
        """Return the address with something else asked for; another filter starts at its first page."""
        asked = replace(self, **({"page": 1} | changes))
        kept = {name: value for name, value in asdict(asked).items() if value != _DEFAULTS[name]}
        return "/?" + urlencode(kept, doseq=True) if kept else "/"

    @property
    def is_filtered(self) -> bool:
        """Tell whether something is left out."""
        return any(getattr(self, name) for name in FILTERS)

    def clear(self) -> str:
        """Return the address with nothing left out."""
        return self.link(**dict.fromkeys(FILTERS, ""))


FILTERS = ("status", "view", "assignee", "rule", "source", "batch", "q")
"""Fields of `Asked` that leave something out."""
_DEFAULTS: Mapping[str, Any] = asdict(Asked())


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the queue's items do not say themselves."""

    crew: Mapping[int, Company] = field(default_factory=dict)
    """Who is at which ledger."""
    batches: tuple[KnownList, ...] = ()
    """Lists that were drafted here, the latest first."""
    members: frozenset[int] = frozenset()
    """Films of the list that was asked for."""


class Choice(NamedTuple):
    """What a filter can be set to."""

    key: str
    name: str
    n: int | None = None
    """How many of the ledgers shown would be left; None where that is not cheap to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """What the queue page shows."""

    asked: Asked
    items: tuple[Item, ...]
    """Of this page."""
    found: tuple[Item, ...]
    """On all pages."""
    n_pages: int
    n_all: int
    n_waiting: int
    n_failed: int
    counts: Mapping[str, int]
    """By status."""
    view_counts: Mapping[str, int]
    minutes: int
    """What waits takes altogether, about."""
    assignees: tuple[str, ...]
    n_approved_today: int
    n_with_others: int
    rules: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    batches: tuple[Choice, ...]
    upcoming: Item | None
    crew: Mapping[int, Company]
    """Who is at which ledger."""
    n_facts: int
    """Facts that need somebody in more than one ledger."""

    @property
    def first(self) -> int:
        """Number of the first item of this page, from 1."""
        return (self.asked.page - 1) * PAGE_SIZE + 1


def build_view(items: Sequence[Item], asked: Asked, around: Around, *, visitor: str) -> QueueView:
    """Choose what an address asks for."""
    asked = replace(
        asked,
        status=asked.status if asked.status in words.STATUSES else "",
        view=asked.view if asked.view in VIEWS else "",
        sort=asked.sort if asked.sort in SORTS else "quickest",
    )
    # Rule and source come last: their choices are told with what the other filters leave.
    matching = [item for item in items if _matches(item, asked, around)]
    waiting = [item for item in matching if item.is_waiting]
    if asked.status:
        before = [item for item in matching if words.name_status(item) == asked.status]
    else:
        before = [item for item in waiting if _is_in_view(item, asked.view, visitor)]
    found = [item for item in before if _has_rule(item, asked.rule) and _has_source(item, asked.source)]
    found.sort(key=_SORTS[asked.sort])
    n_pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(1, asked.page), n_pages)
    known = {item.movie_id for item in items}
    upcoming = list_next(items, actor=visitor)
    today = datetime.now(UTC).date().isoformat()
    return QueueView(
        asked=replace(asked, page=page, ids=tuple(i for i in dict.fromkeys(asked.ids) if i in known)),
        items=tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        found=tuple(found),
        n_pages=n_pages,
        n_all=len(items),
        n_waiting=sum(item.is_waiting for item in items),
        n_failed=sum(bool(item.failure) for item in items),
        counts=Counter(map(words.name_status, items)),
        view_counts={
            view: sum(_is_in_view(i, view, visitor) for i in items if i.is_waiting) for view in VIEWS
        },
        minutes=sum(item.minutes for item in waiting if not item.failure),
        rules=_list_rules([item for item in before if _has_source(item, asked.source)], asked.rule),
        sources=_list_sources([item for item in before if _has_rule(item, asked.rule)], asked.source),
        batches=tuple(
            Choice(key=str(known.batch), name=words.name_batch(known.name), n=None)
            for known in around.batches
        ),
        assignees=tuple(sorted({item.assignee for item in items if item.assignee})),
        n_approved_today=sum(i.status is Status.APPROVED and i.changed[:10] == today for i in items),
        n_with_others=sum(i.is_waiting and i.assignee not in ("", visitor) for i in items),
        upcoming=upcoming[0] if upcoming else None,
        crew=around.crew,
        n_facts=len(list_shared_facts(items)),
    )


def filter_items(items: Sequence[Item], asked: Asked, around: Around) -> list[Item]:
    """Return the items that a list of filters leaves, in the order they come; for whoever has no page."""
    return [
        item
        for item in items
        if _matches(item, asked, around)
        and (not asked.status or words.name_status(item) == asked.status)
        and _has_rule(item, asked.rule)
        and _has_source(item, asked.source)
    ]


def _matches(item: Item, asked: Asked, around: Around) -> bool:
    return (
        _is_whose(item, asked.assignee)
        and (not asked.batch or item.movie_id in around.members)
        and all(word in _list_words(item) for word in asked.q.casefold().split())
    )


def _has_rule(item: Item, rule: str) -> bool:
    return not rule or rule in item.codes


def _has_source(item: Item, source: str) -> bool:
    return not source or source in item.sources


def _list_rules(items: Sequence[Item], asked: str) -> tuple[Choice, ...]:
    counts = Counter(code for item in items for code in item.codes)
    names = _name_rules()
    shown = sorted(counts.keys() | ({asked} & names.keys()))
    return tuple(
        Choice(key=code, name=f"{code} {names.get(code, '')}".strip(), n=counts[code]) for code in shown
    )


@cache
def _name_rules() -> Mapping[str, str]:
    return {rule.code: rule.name for rule in all_rules()}


def _list_sources(items: Sequence[Item], asked: str) -> tuple[Choice, ...]:
    counts = Counter(source for item in items for source in item.sources)
    shown = [name for name, _ in counts.most_common(_MAX_SOURCES)]
    if asked and asked not in shown:
        shown.append(asked)
    return tuple(Choice(key=name, name=name, n=counts[name]) for name in sorted(shown, key=str.casefold))


def _is_whose(item: Item, assignee: str) -> bool:
    if not assignee:
        return True
    return item.assignee == ("" if assignee == NOBODY else assignee)


def _is_in_view(item: Item, view: str, visitor: str) -> bool:
    n_conflicts = item.open_verdicts.get(Verdict.CONFLICT, 0)
    match view:
        case "mine":
            return visitor == (item.assignee or item.editor)
        case "quick":
            return not n_conflicts and not item.failure
        case "hard":
            return n_conflicts >= 3
    return True


def _list_words(item: Item) -> str:
    return f"{item.title} {item.year or ''} {item.movie_id} {item.editor} {item.assignee}".casefold()
