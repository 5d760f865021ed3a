"""The text of a ledger cut up for a page: blocks to read and to edit, pieces with their marks.

Only cutting happens here, by offsets into the text as it stands: joining the
blocks' stretches and what lies between them gives the text back, so that an
edited block replaces exactly what was shown. Emphasis is read as pairs of
asterisks on one line; anything odder stays visible as it was typed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ledgergen.core.article.layout import Layout, read_layout
from ledgergen.core.review.review import ReviewedFigure

_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<!\*)\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?!\*)")


class BlockKind(StrEnum):
    """What a block is."""

    FRONT = "front"
    TITLE = "title"
    CREDIT = "credit"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


class Run(NamedTuple):
    """Words in one style."""

    text: str
    is_strong: bool
    is_emphasized: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Runs that belong to one figure, or to none."""

    runs: tuple[Run, ...]
    figure: ReviewedFigure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of the head, a heading or a paragraph. Offsets are code points, end exclusive."""

    kind: BlockKind
    section: int | None
    start: int
    end: int
    pieces: tuple[Piece, ...]
    text: str

    @property
    def n_open(self) -> int:
        """How many figures in it need a person."""
        return sum(piece.figure is not None and piece.figure.needs_person for piece in self.pieces)


def cut_blocks(text: str, figures: Sequence[ReviewedFigure]) -> tuple[Block, ...]:
    """Return the blocks of a text in order. Never raises."""
    layout = read_layout(text)
    return tuple(
        Block(
            kind=kind,
            section=layout.section_of(start),
            start=start,
            end=end,
            pieces=tuple(_cut_pieces(text, start, end, figures, is_plain=kind is BlockKind.FRONT)),
            text=text[start:end],
        )
        for kind, start, end in _find_blocks(layout)
    )


def _find_blocks(layout: Layout) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield the stretches of a text: single lines in the head, paragraphs behind it."""
    headings = {part.heading.start: part.heading.end for part in layout.parts}
    front_end = layout.front.next_line if layout.front else 0
    credits_at = {piece.start for piece in (layout.director, layout.film) if piece}
    title_at = layout.title.start if layout.title else -1
    open_at: int | None = None
    last_end = 0
    for index, line in enumerate(layout.lines):
        stripped = line.text.strip("\ufeff \t")
        start = line.start + (line.text.index(stripped) if stripped else 0)
        end = start + len(stripped)
        own = _name_line(start, title_at, credits_at, headings)
        own = BlockKind.FRONT if index < front_end else own
        if open_at is not None and (own or not stripped):
            yield BlockKind.PARAGRAPH, open_at, last_end
            open_at = None
        if not stripped or (index < front_end and stripped == "---"):
            continue
        if own is BlockKind.HEADING and headings[start] < end:
            yield own, start, headings[start]
            rest = layout.text[headings[start] : end]
            start = end - len(rest.lstrip(": \t"))
            own = None
        if own:
            yield own, start, end
        elif open_at is None:
            open_at = start
        last_end = end
    if open_at is not None:
        yield BlockKind.PARAGRAPH, open_at, last_end


def _name_line(
    start: int,
    title_at: int,
    credits_at: set[int],
    headings: dict[int, int],
) -> BlockKind | None:
    if start == title_at:
        return BlockKind.TITLE
    if start in credits_at:
        return BlockKind.CREDIT
    return BlockKind.HEADING if start in headings else None


def _cut_pieces(
    text: str, start: int, end: int, figures: Sequence[ReviewedFigure], *, is_plain: bool
) -> Iterator[Piece]:
    """Yield the pieces of one block; the asterisks of emphasis are left out."""
    strong = () if is_plain else tuple(_STRONG.finditer(text, start, end))
    emphasized = () if is_plain else tuple(_EMPHASIS.finditer(text, start, end))
    hidden = [
        span
        for match in (*strong, *emphasized)
        for span in ((match.start(), match.start(1)), (match.end(1), match.end()))
    ]
    inside = [f for f in figures if f.figure.start < end and start < f.figure.end]
    cuts = {start, end}
    for span in (*hidden, *((f.figure.start, f.figure.end) for f in inside)):
        cuts.update(max(start, min(end, offset)) for offset in span)
    places = sorted(cuts)
    runs: list[Run] = []
    current: ReviewedFigure | None = None
    for left, right in itertools.pairwise(places):
        if any(a <= left < b for a, b in hidden):
            continue
        figure = next((f for f in inside if f.figure.start <= left < f.figure.end), None)
        if runs and figure is not current:
            yield Piece(runs=tuple(runs), figure=current)
            runs = []
        current = figure
        runs.append(
            Run(
                text[left:right],
                any(match.start(1) <= left < match.end(1) for match in strong),
                any(match.start(1) <= left < match.end(1) for match in emphasized),
            )
        )
    if runs:
        yield Piece(runs=tuple(runs), figure=current)
