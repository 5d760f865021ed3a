"""Words for verdicts, statuses, events, times and outcomes: what the templates say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgergen.core.review.events import WORDS
from ledgergen.core.review.review import Review
from ledgergen.core.review.state import Status
from ledgergen.core.waivers import NEEDS_COMMENT, REASONS
from ledgergen.model.batch import State
from ledgergen.model.report import Verdict
from ledgergen.model.review import Event, Kind
from ledgergen.runs.draft_room import PREFIX
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

DRAFT_STATES: Mapping[State, str] = {
    State.CLEAN: "Clean",
    State.HELD: "Held for review",
    State.FAILED: "Failed",
    State.RUNNING: "At work",
    State.QUEUED: "Waiting",
}
READY = frozenset({State.CLEAN, State.HELD})
"""Films whose ledger can be opened."""
FAILED = State.FAILED

REASON_ROWS = tuple(
    (key, words[:1].upper() + words[1:], key in NEEDS_COMMENT) for key, words in REASONS.items()
)


KEYS: tuple[tuple[str, str], ...] = (
    ("j", "next figure that needs you"),
    ("k", "previous figure that needs you"),
    ("J", "next of all figures"),
    ("K", "previous of all figures"),
    ("a", "the main action shown"),
    ("e", "type another value"),
    ("w", "waive, with a reason"),
    ("s", "add a source"),
    ("r", "remove the sentence"),
    ("c", "comment"),
    ("u", "undo"),
    ("v", "changes"),
    ("h", "history"),
    ("n", "next ledger"),
    ("t", "take the ledger over"),
    ("A", "approve"),
    ("R", "return"),
    ("/", "search the queue"),
    ("?", "this list"),
)
"""Key → what it does. Whoever wants other keys has them in their browser (`static/keys.js`)."""


def show_key(key: str) -> str:
    """Write a key for people: "j", "⇧A"."""
    return f"⇧{key}" if key.isupper() else key


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


def count_verdicts(verdict: Verdict, n: int) -> str:
    """Say how many figures have a verdict: "3 conflicts", "1 unsupported"."""
    is_noun = verdict is Verdict.CONFLICT
    return f"{n} {MARKS[verdict].name.lower()}{'s' if is_noun and n != 1 else ''}"


def name_batch(name: str) -> str:
    """Return what a list of drafts is called: its file's name, or when and by whom it was asked for."""
    at, _, by = name.removeprefix(PREFIX).partition(" by ")
    return f"{tell_time(at)}, {by}" if name.startswith(PREFIX) and by else name.rpartition("/")[2]


def tell_minutes(minutes: int) -> str:
    """Say how long something takes: "40 minutes", "3 hours"."""
    if minutes < 100:
        return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
    return f"{round(minutes / 60)} hours"


def tell_time(at: str) -> str:
    """Write a moment for people: "2 May 2026, 09:12 UTC"."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{then.day} {then:%B %Y, %H:%M} UTC"


def tell_day(seconds: int) -> str:
    """Write the day of a moment in seconds since 1970: "2 May 2026"."""
    then = datetime.fromtimestamp(seconds, UTC)
    return f"{then.day} {then:%B %Y}"


def tell_event(event: Event) -> str:  # noqa: C901, PLR0911 - one return a kind
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
        case Kind.ASSIGNED:
            return f"given to {event.assignee}" if event.assignee else "given back to everybody"
        case Kind.RETURNED | Kind.REJECTED:
            return f"{WORDS[event.kind]}: {event.reason}"
        case Kind.APPROVED:
            return f"approved {event.sha256[:12]}" + (f" – {event.comment}" if event.comment else "")
    return WORDS[event.kind]


def join_names(names: Sequence[str]) -> str:
    """Write names one after the other: "Ana", "Ana and Bo", "Ana, Bo and Cy"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def raise_first(text: str) -> str:
    """Return the text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def tell_outcome(review: Review, rev: int) -> str:
    """Say what a decision came to, for the status line: "Corrected … 2 figures left"."""
    event = next((event for event in review.state.events if event.rev == rev), None)
    if event is None:
        return ""
    done = raise_first(tell_event(event))
    n_open = len(review.open_figures)
    if review.state.status is Status.APPROVED:
        return done + "."
    left = "Nothing needs you any more" if not n_open else f"{n_open} left"
    return f"{done}. {left}."
