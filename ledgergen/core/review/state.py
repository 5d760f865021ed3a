"""What the events of one ledger come to.

`fold` is total over the events the store holds: it is run on every request,
on any prefix of them, and gives the text, the waivers that hold, the passages
editors added, where human hands were, and the ledger's status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ledgergen.codec import hash_text
from ledgergen.core.review.events import UNDOABLE
from ledgergen.core.review.patches import (
    Span,
    apply_patches,
    carry_span,
    invert_patches,
    move_patches,
)
from ledgergen.model.review import Event, Kind, Patch

UNDO_DEPTH = 10
"""As many are named at a time; once they are taken back, those before them are."""


class Status(StrEnum):
    """Where a ledger stands."""

    NEEDS_REVIEW = "needs_review"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    REJECTED = "rejected"
    CHANGED = "changed_since_approval"
    """It was approved, and its text is no longer what was approved."""
    APPROVED = "approved"
    PUBLISHED = "published"
    """Published by the machine: every figure was proven, nobody had to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A stretch of the text that an editor wrote."""

    span: Span
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A ledger in review."""

    movie_id: int
    rev: int = 0
    text: str = ""
    draft: str = ""
    """The text as it was taken in."""
    disk_sha256: str = ""
    """Of the file this text descends from, or that was set aside for it."""
    status: Status = Status.NEEDS_REVIEW
    was_approved: bool = False
    waived: Mapping[str, Event] = field(default_factory=dict)
    """Claim → the waiver that holds."""
    sourced: tuple[Event, ...] = ()
    """Passages that editors added, in the order they came."""
    touches: tuple[Touch, ...] = ()
    assignee: str = ""
    """Whose ledger this is; empty for anybody's."""
    events: tuple[Event, ...] = ()
    undone: frozenset[int] = field(default_factory=frozenset)

    @property
    def base(self) -> str:
        """Name this revision of this text; what an editor's request carries."""
        return f"{self.rev}.{hash_text(self.text)[:10]}"

    @property
    def has_edits(self) -> bool:
        """Tell whether taking the file on disk would lose words somebody wrote."""
        return self.text != self.draft

    def list_undoable(self, actor: str) -> tuple[Event, ...]:
        """Return what this editor can take back now, the last first: of what was done since an approval."""
        found: list[Event] = []
        for event in reversed(self.events):
            if event.kind in (Kind.OPENED, Kind.APPROVED) or len(found) == UNDO_DEPTH:
                break
            if event.kind in UNDOABLE and event.actor == actor and event.rev not in self.undone:
                found.append(event)
        return tuple(found)


def fold(events: Sequence[Event], *, movie_id: int) -> State:
    """Return what the events come to, the empty state for none."""
    state = State(movie_id=movie_id)
    for event in events:
        state = advance(state, event)
    return state


def advance(state: State, event: Event) -> State:
    """Return the state behind one more event."""
    state = replace(state, rev=event.rev, events=(*state.events, event))
    if event.kind is Kind.OPENED:
        return _open(state, event)
    if event.patches:
        state = _patch(state, event)
    match event.kind:
        case Kind.WAIVED:
            state = replace(state, waived={**state.waived, event.claim: event})
        case Kind.SOURCED:
            state = replace(state, sourced=(*state.sourced, event))
        case Kind.UNDONE:
            state = _undo(state, event)
        case Kind.KEPT:
            state = replace(state, disk_sha256=event.sha256)
        case Kind.APPROVED:
            return replace(
                state, status=Status.APPROVED, was_approved=True, draft=state.text, disk_sha256=event.sha256
            )
        case Kind.ASSIGNED:
            return replace(state, assignee=event.assignee)
        case Kind.COMMENTED:
            return state
    return replace(state, status=_find_status(state, event))


def _find_status(state: State, event: Event) -> Status:
    if event.kind is Kind.RETURNED:
        return Status.RETURNED
    if event.kind is Kind.REJECTED:
        return Status.REJECTED
    if event.kind is Kind.WITHDRAWN:
        return Status.IN_REVIEW
    if state.status in (Status.APPROVED, Status.CHANGED):
        return Status.CHANGED
    return Status.IN_REVIEW


def _open(state: State, event: Event) -> State:
    if event.is_approved:
        status = Status.APPROVED
    elif state.was_approved:
        status = Status.CHANGED
    elif event.folder == "ledgers":
        status = Status.PUBLISHED
    else:
        status = Status.NEEDS_REVIEW
    return replace(
        state,
        text=event.text,
        draft=event.text,
        disk_sha256=event.sha256,
        status=status,
        was_approved=state.was_approved or event.is_approved,
        touches=(),
    )


def _patch(state: State, event: Event) -> State:
    touches = [
        Touch(span=span, event=touch.event)
        for touch in state.touches
        if (span := carry_span(touch.span, event.patches)) is not None
    ]
    shift = 0
    for patch in sorted(event.patches):
        start = patch.start + shift
        if event.kind is not Kind.UNDONE and patch.after:
            touches.append(Touch(span=Span(start, start + len(patch.after)), event=event))
        shift += len(patch.after) - len(patch.before)
    return replace(state, text=apply_patches(state.text, event.patches), touches=tuple(touches))


def _undo(state: State, event: Event) -> State:
    undone = state.undone | {event.undoes}
    # Rebuilt and not merely dropped: an older waiver of the same claim holds again.
    waived = {e.claim: e for e in state.events if e.kind is Kind.WAIVED and e.rev not in undone}
    assigned = [e.assignee for e in state.events if e.kind is Kind.ASSIGNED and e.rev not in undone]
    return replace(
        state,
        undone=undone,
        waived=waived,
        assignee=assigned[-1] if assigned else "",
        sourced=tuple(source for source in state.sourced if source.rev != event.undoes),
    )


def find_inverse(state: State, event: Event) -> tuple[Patch, ...] | None:
    """Return the patches that undo an event in the text of today; None where others built on it."""
    return move_patches(invert_patches(event.patches), list_changes(state, since=event.rev))


def list_changes(state: State, *, since: int) -> tuple[tuple[Patch, ...], ...]:
    """Return the changes of the text behind a revision; what was done and undone again cancels out."""
    standing: list[Event] = []
    for event in state.events:
        if event.rev <= since or not event.patches:
            continue
        if event.kind is Kind.UNDONE and standing and standing[-1].rev == event.undoes:
            standing.pop()
        else:
            standing.append(event)
    return tuple(event.patches for event in standing)
