"""What editors do to a ledger in review: events, and the patches they make.

Events of one ledger are numbered from 1 without gaps (`rev`). `base_rev` is
the revision its author was looking at. An event is never changed or removed;
undoing is an event of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Patch(NamedTuple):
    """One stretch replaced. Offsets are code points of the text before, end exclusive."""

    start: int
    before: str
    after: str

    @property
    def end(self) -> int:
        """Where the stretch ends in the text before."""
        return self.start + len(self.before)


class Kind(StrEnum):
    """What was done."""

    OPENED = "opened"
    """A draft was taken from disk; `text` is all of it."""
    CORRECTED = "corrected"
    """A figure's words were replaced."""
    REMOVED = "removed"
    """The sentence around a figure was removed."""
    WAIVED = "waived"
    """A figure may stand as it is, for a reason."""
    SOURCED = "sourced"
    """An editor added a passage that the figure is to be checked against."""
    EDITED = "edited"
    """A block of the text was rewritten by hand."""
    COMMENTED = "commented"
    UNDONE = "undone"
    """The event `undoes` counts no more."""
    KEPT = "kept"
    """The file on disk has changed, and the text in review goes on without it."""
    ASSIGNED = "assigned"
    """The ledger was given to `assignee`; empty gives it back to everybody."""
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    """An approval was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. What does not concern its kind is empty."""

    movie_id: int
    kind: Kind
    actor: str
    at: str
    """ISO 8601, UTC."""
    rev: int = 0
    base_rev: int = 0
    patches: tuple[Patch, ...] = ()
    text: str = ""
    sha256: str = ""
    """Of the file's bytes: taken in, set aside, or approved."""
    folder: str = ""
    """Where an opened draft lay: `review` or `ledgers`."""
    is_approved: bool = False
    """Whether an opened draft lay there approved, its bytes as they were approved."""
    figure: str = ""
    """Id of the figure in the text it was decided on."""
    claim: str = ""
    """Fingerprint of the figure's claim."""
    exact: str = ""
    """The figure's words."""
    about: str = ""
    code: str = ""
    """LG code of the verdict that was waived."""
    reason: str = ""
    comment: str = ""
    source_name: str = ""
    source_url: str = ""
    quote: str = ""
    """Verbatim words of an added source."""
    undoes: int = 0
    assignee: str = ""
    batch: str = ""
    """What was done to several ledgers in one go bears one name, and can be undone in one go."""
