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
from ledgergen.core.review.patches import find_patch
from ledgergen.core.review.planning import read_edited
from ledgergen.core.review.state import State
from ledgergen.model.review import Event, Kind

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
    return any(
        event.rev > int(rev)
        and event.actor == actor
        and event.kind is _KINDS.get(type(command))
        and (not figure or event.figure == figure)
        and _says_the_same(event, command)
        for event in state.events
    )


def _says_the_same(event: Event, command: Command) -> bool:
    match command:
        case Comment():
            return event.comment == command.comment.strip()
        case Correct() if command.option is None:
            return command.text.strip() in {patch.after for patch in event.patches}
        case Edit():
            meant = find_patch(command.before, read_edited(command), offset=0)
            return [patch[1:] for patch in event.patches] == [patch[1:] for patch in meant]
    return True
