"""A ledger in review as the templates want it: words for verdicts, events and outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgergen.core.review.blocks import Block, cut_blocks
from ledgergen.core.review.events import WORDS
from ledgergen.core.review.review import Review, ReviewedFigure
from ledgergen.core.review.state import Status
from ledgergen.core.waivers import NEEDS_COMMENT, REASONS
from ledgergen.model.report import Verdict
from ledgergen.model.review import Event, Kind
from ledgergen.runs.review.opening import Opened
from ledgergen.runs.review.queue import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a verdict looks and reads."""

    glyph: str
    name: str
    meaning: str


MARKS: Mapping[Verdict, Mark] = {
    Verdict.EXACT: Mark(glyph="✓", name="Exact", meaning="Evidence says exactly this."),
    Verdict.ROUNDED: Mark(glyph="≈", name="Rounded", meaning="A fair rounding of the evidence."),
    Verdict.DERIVED: Mark(glyph="ƒ", name="Derived", meaning="Follows from the evidence by arithmetic."),
    Verdict.NOT_A_CLAIM: Mark(
        glyph="·", name="Not a claim", meaning="States nothing that evidence could prove."
    ),
    Verdict.CONFLICT: Mark(glyph="≠", name="Conflict", meaning="Evidence says otherwise."),
    Verdict.UNSUPPORTED: Mark(glyph="?", name="Unsupported", meaning="No evidence was found."),
    Verdict.STALE: Mark(glyph="↻", name="Stale", meaning="The evidence has moved since the check."),
    Verdict.NOT_EXAMINED: Mark(glyph="!", name="Not examined", meaning="The checker could not judge it."),
}

STATUSES: Mapping[str, str] = {
    "needs_review": "Needs review",
    "in_review": "In review",
    "returned": "Returned",
    "changed_since_approval": "Changed since approval",
    "failed": "Failed",
    "approved": "Approved",
    "published": "Published",
    "rejected": "Rejected",
}
"""Status → the words for it, in the order of the queue's filters."""

REASON_ROWS = tuple(
    (key, words[:1].upper() + words[1:], key in NEEDS_COMMENT) for key, words in REASONS.items()
)


def name_status(item: Item) -> str:
    """Return the key of an item's status in `STATUSES`."""
    return item.status.value if item.status else "failed"


def tell_age(at: str, *, now: datetime | None = None) -> str:
    """Say how long ago something was: "just now", "12 min", "4 h", "3 d"."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return ""
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return "just now"


def tell_time(at: str) -> str:
    """Write a moment for people: "2 May 2026, 09:12 UTC"."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{then.day} {then:%B %Y, %H:%M} UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the page of one ledger shows."""

    opened: Opened
    review: Review
    blocks: tuple[Block, ...]
    selected: ReviewedFigure | None
    number: int
    """Of the selected figure among those that need a person, from 1; 0 for others."""
    next_open: str
    """Id of the figure after the selected one that needs a person."""
    previous_open: str
    next_any: str
    previous_any: str
    outline: tuple[tuple[str, int, int], ...]
    """Section, where it starts, and how many figures need a person there."""
    history: tuple[Event, ...]
    """Of the selected figure."""


def build_page(opened: Opened, *, figure_id: str) -> Page:
    """Choose the figure to show: the one asked for, else the first that needs a person."""
    review = opened.review
    waiting = review.open_figures
    selected = review.find(figure_id) if figure_id else None
    if selected is None:
        selected = waiting[0] if waiting else None
    ids = [f.figure.id for f in waiting]
    shown = [f for f in review.figures if f.figure.verdict is not Verdict.NOT_A_CLAIM]
    blocks = cut_blocks(review.state.text, review.figures)
    return Page(
        opened=opened,
        review=review,
        blocks=blocks,
        selected=selected,
        number=ids.index(selected.figure.id) + 1 if selected and selected.figure.id in ids else 0,
        next_open=_step(waiting, selected, 1),
        previous_open=_step(waiting, selected, -1),
        next_any=_step(shown, selected, 1),
        previous_any=_step(shown, selected, -1),
        outline=tuple(_outline(blocks)),
        history=_find_history(review, selected),
    )


def _step(figures: Sequence[ReviewedFigure], selected: ReviewedFigure | None, direction: int) -> str:
    """Return the id of the next figure in a direction, around the end if need be."""
    others = [f for f in figures if selected is None or f.figure.id != selected.figure.id]
    if not others:
        return ""
    at = selected.figure.start if selected else -1
    if direction > 0:
        return next((f for f in others if f.figure.start > at), others[0]).figure.id
    return next((f for f in reversed(others) if f.figure.start < at), others[-1]).figure.id


def _outline(blocks: Sequence[Block]) -> list[tuple[str, int, int]]:
    rows: list[list[str | int]] = []
    section: object = "?"
    for block in blocks:
        if block.section != section:
            section = block.section
            words = "".join(run.text for piece in block.pieces for run in piece.runs)
            name = words.partition("(")[0].strip() if section else "Head"
            rows.append([name, block.start, 0])
        rows[-1][2] = int(rows[-1][2]) + block.n_open
    return [(str(name), int(start), int(n)) for name, start, n in rows]


def _find_history(review: Review, selected: ReviewedFigure | None) -> tuple[Event, ...]:
    if selected is None:
        return ()
    figure = selected.figure
    return tuple(
        event
        for event in reversed(review.state.events)
        if event.kind is not Kind.OPENED
        and (event == selected.touched or event.claim == selected.claim or event.figure == figure.id)
    )[:8]


def tell_event(event: Event) -> str:  # noqa: PLR0911 - one return a kind
    """Say what an event did, in one line."""
    match event.kind:
        case Kind.CORRECTED:
            places = f" in {len(event.patches)} places" if len(event.patches) > 1 else ""
            return f"“{event.exact}” corrected to “{event.patches[0].after}”{places}"
        case Kind.WAIVED:
            comment = f" – {event.comment}" if event.comment else ""
            return f"“{event.exact}” waived: {REASONS.get(event.reason, event.reason)}{comment}"
        case Kind.REMOVED:
            return f"sentence removed: “{event.patches[0].before.strip()}”"
        case Kind.SOURCED:
            return f"source added for “{event.exact}”: {event.source_name}"
        case Kind.EDITED:
            return f"text edited: “{event.patches[0].before}” → “{event.patches[0].after}”"
        case Kind.UNDONE:
            return f"undone: revision {event.undoes}"
        case Kind.COMMENTED:
            return f"comment on “{event.exact}”: {event.comment}"
        case Kind.RETURNED | Kind.REJECTED:
            return f"{WORDS[event.kind]}: {event.reason}"
        case Kind.APPROVED:
            return f"approved {event.sha256[:12]}" + (f" – {event.comment}" if event.comment else "")
    return WORDS[event.kind]


def tell_outcome(review: Review, rev: int) -> str:
    """Say what a decision came to, for the status line: "Corrected … 2 figures left"."""
    event = next((event for event in review.state.events if event.rev == rev), None)
    if event is None:
        return ""
    done = tell_event(event)
    done = done[:1].upper() + done[1:]
    n_open = len(review.open_figures)
    if review.state.status is Status.APPROVED:
        return done + "."
    left = "Nothing needs you any more" if not n_open else f"{n_open} left"
    return f"{done}. {left}."
