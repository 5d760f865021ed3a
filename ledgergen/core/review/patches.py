"""Changes of a text, and where a place of the old text stands in the new one.

A change is a tuple of patches: stretches of the text *before*, in order and
without overlap, each with what takes its place. So a change can be undone,
and two people's changes can be told apart: they meet only where their
stretches do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ledgergen.model.review import Patch


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


def apply_patches(text: str, patches: Sequence[Patch]) -> str:
    """Return the text with the patches applied.

    Raises:
        ValueError: a patch does not fit: the words it replaces are not there.
    """
    pieces: list[str] = []
    position = 0
    for patch in sorted(patches):
        if patch.start < position or text[patch.start : patch.end] != patch.before:
            raise ValueError(f"{patch.before!r} does not stand at {patch.start}")
        pieces += (text[position : patch.start], patch.after)
        position = patch.end
    return "".join((*pieces, text[position:]))


def invert_patches(patches: Sequence[Patch]) -> tuple[Patch, ...]:
    """Return the patches that lead back.

    >>> invert_patches((Patch(3, "62", "55"),))
    (Patch(start=3, before='55', after='62'),)
    """
    shift = 0
    inverse = []
    for patch in sorted(patches):
        inverse.append(Patch(patch.start + shift, patch.after, patch.before))
        shift += len(patch.after) - len(patch.before)
    return tuple(inverse)


def carry_span(span: Span, patches: Sequence[Patch]) -> Span | None:
    """Return where a stretch stands after a change; None where the change reached into it.

    >>> carry_span(Span(10, 12), (Patch(3, "62", "sixty"),))
    Span(start=13, end=15)
    """
    shift = 0
    for patch in patches:
        touches = patch.start < span.end and span.start < patch.end
        # An insertion, or a stretch of no width, is touched only strictly inside.
        if touches or span.start < patch.start == patch.end < span.end:
            return None
        if patch.end <= span.start:
            shift += len(patch.after) - len(patch.before)
    return Span(span.start + shift, span.end + shift)


def carry_through(span: Span, changes: Iterable[Sequence[Patch]]) -> Span | None:
    """Carry a stretch through one change after the other."""
    current: Span | None = span
    for patches in changes:
        current = current and carry_span(current, patches)
    return current


def move_patches(patches: Sequence[Patch], changes: Sequence[Sequence[Patch]]) -> tuple[Patch, ...] | None:
    """Return patches as they read after other changes; None where they meet."""
    moved = []
    for patch in patches:
        span = carry_through(Span(patch.start, patch.end), changes)
        if span is None:
            return None
        moved.append(patch._replace(start=span.start))
    return tuple(moved)


def find_patch(before: str, after: str, *, offset: int = 0) -> tuple[Patch, ...]:
    """Return the one smallest patch between two texts, or none where they are equal.

    >>> find_patch("in 1976 it", "in 1977 it", offset=100)
    (Patch(start=106, before='6', after='7'),)
    """
    if before == after:
        return ()
    limit = min(len(before), len(after))
    head = next((i for i in range(limit) if before[i] != after[i]), limit)
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return (Patch(offset + head, before[head : len(before) - tail], after[head : len(after) - tail]),)
