"""What an editor may ask for, as values. `planning` turns them into events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ledgergen.model.review import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Put other words in a figure's place."""

    figure: str
    option: int | None = None
    """Number of an evidence value, from 1; or `text`."""
    text: str = ""
    everywhere: bool = False
    """Also where the ledger makes the same claim again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive:
    """Let a figure stand, for a reason (`core.waivers.REASONS`)."""

    figure: str
    reason: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Remove the sentence around a figure."""

    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSource:
    """Add a passage of a source; the checker judges the figure against it."""

    figure: str
    name: str
    quote: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Say something about a figure."""

    figure: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Rewrite a stretch of the text: `before`, as it stood at `start`, becomes `after`."""

    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Undo what this editor did last, or what they did at revision `rev`."""

    rev: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """Give the ledger to somebody, or with an empty name back to everybody."""

    assignee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Return or reject the ledger."""

    kind: Kind
    reason: str


FigureCommand: TypeAlias = Correct | Waive | Remove | AddSource | Comment
Command: TypeAlias = FigureCommand | Edit | Undo | Assign | Close
