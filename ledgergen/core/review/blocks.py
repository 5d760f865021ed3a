"""The text of a ledger cut up for a page: blocks to read and to edit, pieces with their marks.

Only cutting happens here, by offsets into the text as it stands: joining the
blocks' stretches and what lies between them gives the text back, so that an
edited block replaces exactly what was shown. Emphasis is read as pairs of
asterisks on one line; anything odder stays visible as it was typed.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ledgergen.core.article.layout import Layout, read_layout
from ledgergen.core.review.review import ReviewedFigure
from ledgergen.model.lazy import lazy

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


class Piece(NamedTuple):
    """Runs that belong to one figure, or to none."""

    runs: tuple[Run, ...]
    figure: ReviewedFigure | None


@dataclass(frozen=True, kw_only=True)  # no slots: it keeps what is worked out of it
class Block:
    """A line of the head, a heading or a paragraph. Offsets are code points, end exclusive."""

    number: int
    """From 0, in the order of the text."""
    kind: BlockKind
    section: int | None
    start: int
    end: int
    text: str
    figures: tuple[ReviewedFigure, ...]
    """Those that stand in it, in reading order."""

    @lazy
    def n_open(self) -> int:
        """How many figures in it need a person."""
        return sum(figure.needs_person for figure in self.figures)

    @lazy
    def shown(self) -> tuple[object, ...]:
        """Everything that showing it depends on, its number and address aside."""
        return (
            self.text,
            *(
                (f.figure.id, f.figure.start - self.start, f.figure.verdict, f.needs_person, f.decision)
                for f in self.figures
            ),
        )

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text with its styles and figures; the asterisks of emphasis are left out."""
        return tuple(_cut_pieces(self))


def cut_blocks(text: str, figures: Sequence[ReviewedFigure]) -> tuple[Block, ...]:
    """Return the blocks of a text in order. Never raises."""
    stretches = _find_stretches(text)
    ends = [stretch.end for stretch in stretches]
    inside: list[list[ReviewedFigure]] = [[] for _ in stretches]
    for figure in figures:
        number = bisect_right(ends, figure.figure.start)
        if number < len(inside) and stretches[number].start < figure.figure.end:
            inside[number].append(figure)
    return tuple(
        Block(
            number=number,
            kind=kind,
            section=section,
            start=start,
            end=end,
            text=text[start:end],
            figures=tuple(inside[number]),
        )
        for number, (kind, section, start, end) in enumerate(stretches)
    )


class _Stretch(NamedTuple):
    kind: BlockKind
    section: int | None
    start: int
    end: int


@lru_cache(maxsize=1024)
def _find_stretches(text: str) -> tuple[_Stretch, ...]:
    layout = read_layout(text)
    return tuple(
        _Stretch(kind, layout.section_of(start), start, end) for kind, start, end in _find_blocks(layout)
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


def _cut_pieces(block: Block) -> Iterator[Piece]:
    text, start, end = block.text, block.start, block.end
    has_emphasis = block.kind is not BlockKind.FRONT and "*" in text
    strong = _find_styled(_STRONG, text, start) if has_emphasis else ()
    emphasized = _find_styled(_EMPHASIS, text, start) if has_emphasis else ()
    hidden = {
        offset
        for styled in (*strong, *emphasized)
        for offset in (*range(styled.start, styled.inner), *range(styled.inner_end, styled.end))
    }
    cuts = {start, end}
    for styled in (*strong, *emphasized):
        cuts.update(styled)
    for f in block.figures:
        cuts.update((max(start, f.figure.start), min(end, f.figure.end)))
    waiting = iter(block.figures)  # in reading order, without overlap
    following = next(waiting, None)
    runs: list[Run] = []
    current: ReviewedFigure | None = None
    for left, right in itertools.pairwise(sorted(cuts)):
        while following is not None and following.figure.end <= left:
            following = next(waiting, None)
        if left in hidden:
            continue
        figure = following if following is not None and following.figure.start <= left else None
        if runs and figure is not current:
            yield Piece(runs=tuple(runs), figure=current)
            runs = []
        current = figure
        runs.append(
            Run(
                text[left - start : right - start],
                any(styled.inner <= left < styled.inner_end for styled in strong),
                any(styled.inner <= left < styled.inner_end for styled in emphasized),
            )
        )
    if runs:
        yield Piece(runs=tuple(runs), figure=current)


class _Styled(NamedTuple):
    start: int
    inner: int
    inner_end: int
    end: int


def _find_styled(pattern: re.Pattern[str], text: str, offset: int) -> tuple[_Styled, ...]:
    return tuple(
        _Styled(offset + match.start(), offset + match.start(1), offset + match.end(1), offset + match.end())
        for match in pattern.finditer(text)
    )
