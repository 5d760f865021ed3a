"""A ledger in review as the templates want it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeGuard

from ledgergen.adapters.remembered import LastUsed
from ledgergen.core.figures.text import read_document
from ledgergen.core.review.blocks import Block, cut_blocks
from ledgergen.core.review.review import Review, ReviewedFigure, find_sentence
from ledgergen.model.review import Event, Kind
from ledgergen.runs.review.opening import Opened


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
    """Section, its first block, and how many figures need a person there."""
    history: tuple[Event, ...]
    """Of the selected figure."""
    n_undoable: int = 0
    """How many decisions the visitor can take back, one after the other."""

    @property
    def closing(self) -> Event | None:
        """The last return or rejection."""
        kinds = (Kind.RETURNED, Kind.REJECTED)
        return next((e for e in reversed(self.review.state.events) if e.kind in kinds), None)

    @property
    def n_sections(self) -> int:
        """How many sections the ledger has."""
        return len({block.section for block in self.blocks if block.section})

    @property
    def n_sections_with_digits(self) -> int:
        """How many of them hold a digit."""
        return len({b.section for b in self.blocks if b.section and any(map(str.isdigit, b.text))})

    @property
    def selected_id(self) -> str:
        """Id of the selected figure, or nothing."""
        return self.selected.figure.id if self.selected else ""


def build_page(opened: Opened, *, figure_id: str = "", visitor: str = "") -> Page:
    """Choose the figure to show: the one asked for, else the first that needs a person."""
    review = opened.review
    waiting = review.open_figures
    selected = review.find(figure_id) if figure_id else None
    if selected is None:
        selected = waiting[0] if waiting else None
    blocks = cut_review(review)
    return Page(
        opened=opened,
        review=review,
        blocks=blocks,
        selected=selected,
        number=bisect_right(waiting, selected.figure.start, key=_start) if _is_open(selected) else 0,
        next_open=_step(waiting, selected, 1),
        previous_open=_step(waiting, selected, -1),
        next_any=_step(review.claims, selected, 1),
        previous_any=_step(review.claims, selected, -1),
        outline=tuple(_outline(blocks)),
        history=_find_history(review, selected),
        n_undoable=len(review.state.list_undoable(visitor)),
    )


_CUT: LastUsed[tuple[Review, tuple[Block, ...]]] = LastUsed(1024)
"""By film and revision, and by film what was cut last."""


def cut_review(review: Review) -> tuple[Block, ...]:
    """Return the blocks of a ledger: of one that a decision left behind and the next page shows, once.

    A block that is as it was in the revision before is the same object: what it shows is known of it.
    """
    movie_id = review.state.movie_id
    key = (movie_id, review.state.rev)
    known = _CUT.get(key)
    if known is None or known[0] is not review:
        before = _CUT.get(movie_id)
        blocks = cut_blocks(review.state.text, review.figures)
        if before is not None and len(before[1]) == len(blocks):
            pairs = zip(before[1], blocks, strict=True)
            blocks = tuple(old if old == new else new for old, new in pairs)
        known = (review, blocks)
        _CUT.put(key, known)
        _CUT.put(movie_id, known)
    return known[1]


def find_changed(blocks: Sequence[Block], seen: Review) -> tuple[Block, ...] | None:
    """Return the blocks that a page of `seen` shows otherwise; None where it has other blocks."""
    before = cut_review(seen)
    if [block.kind for block in before] != [block.kind for block in blocks]:
        return None
    pairs = zip(blocks, before, strict=True)
    return tuple(block for block, old in pairs if block is not old and block.shown != old.shown)


def find_following(review: Review, figure_id: str) -> str:
    """Return the figure to show behind a decision about this one: the next that needs somebody.

    Nothing needs anybody: the figure itself, in its new words.
    """
    state = review.state
    decided = state.events[-1] if state.events else None
    here = next((f for f in review.figures if decided is not None and f.touched == decided), None)
    shown = here or review.find(figure_id)
    if shown is not None:
        at = shown.figure.start
    else:
        at = decided.patches[0].start - 1 if decided is not None and decided.patches else -1
    waiting = review.open_figures
    following = next((f for f in waiting if f.figure.start > at), waiting[0] if waiting else shown)
    return following.figure.id if following else ""


class Quoted(NamedTuple):
    """What stands in a sentence before a figure, and behind it."""

    before: str
    after: str


def quote_sentence(review: Review, reviewed: ReviewedFigure) -> Quoted:
    """Return the sentence around a figure, without the marks of its style."""
    text, figure = review.state.text, reviewed.figure
    start, end = find_sentence(read_document(text), figure)
    before, after = text[start : figure.start], text[figure.end : end]
    return Quoted(before.replace("*", ""), after.replace("*", ""))


def _start(reviewed: ReviewedFigure) -> int:
    return reviewed.figure.start


def _is_open(selected: ReviewedFigure | None) -> TypeGuard[ReviewedFigure]:
    return selected is not None and selected.needs_person


def _step(figures: Sequence[ReviewedFigure], selected: ReviewedFigure | None, direction: int) -> str:
    """Return the id of the next figure in a direction, around the end if need be."""
    if not figures:
        return ""
    at = selected.figure.start if selected else -1
    if direction > 0:
        found = figures[bisect_right(figures, at, key=_start) % len(figures)]
    else:
        found = figures[bisect_left(figures, at, key=_start) - 1]
    return "" if selected is not None and found.figure.id == selected.figure.id else found.figure.id


def _outline(blocks: Sequence[Block]) -> list[tuple[str, int, int]]:
    rows: list[list[str | int]] = []
    section: object = "?"
    for block in blocks:
        if block.section != section:
            section = block.section
            name = block.text.replace("*", "").partition("(")[0].strip() if section else "Head"
            rows.append([name, block.number, 0])
        rows[-1][2] = int(rows[-1][2]) + block.n_open
    return [(str(name), int(number), int(n)) for name, number, n in rows]


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
