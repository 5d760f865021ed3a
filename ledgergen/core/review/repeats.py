"""A decision that is sent a second time, because the answer to the first never came."""

from __future__ import annotations

from ledgergen.core.review.commands import (
    AddSource,
    Command,
    Comment,
    Correct,
    Edit,
    Remove,
    Undo,
    Waive,
)
from ledgergen.core.review.state import State
from ledgergen.model.review import Kind

_KINDS: dict[type, Kind] = {
    AddSource: Kind.SOURCED,
    Comment: Kind.COMMENTED,
    Correct: Kind.CORRECTED,
    Edit: Kind.EDITED,
    Remove: Kind.REMOVED,
    Undo: Kind.UNDONE,
    Waive: Kind.WAIVED,
}


def has_done(state: State, command: Command, *, actor: str, base: str) -> bool:
    """Tell whether somebody did this very thing behind the revision that they saw, `base`.

    Only for what is known to be sent again: else it would swallow a second comment.
    """
    rev, _, _ = base.partition(".")
    if not (rev.isascii() and rev.isdecimal() and len(rev) < 10):
        return False
    figure = getattr(command, "figure", "")
    comment = command.comment.strip() if isinstance(command, Comment) else None
    return any(
        event.rev > int(rev)
        and event.actor == actor
        and event.kind is _KINDS.get(type(command))
        and (not figure or event.figure == figure)
        and (comment is None or event.comment == comment)
        for event in state.events
    )
