"""Superlatives: which column, which end of it, and the rows and values that have it.

"The highest attendance was 1,870, on May 8" picks a row as surely as a
name does; so every figure of such a sentence is held against that row. The
greatest is taken over the whole column and over what the sentence selects of
it ("the highest attendance in May"), since prose seldom says which it means.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.records.filters import Filter, join_filters
from ledgergen.core.figures.records.fit import Fit
from ledgergen.core.figures.records.words import GREATEST, LEAST
from ledgergen.model.valueclass import valueclass

_SUPERLATIVES = GREATEST | LEAST
_REACH = 5
"""How many words behind its superlative a column's name may stand; three before it."""


@valueclass(frozen=True, slots=True)
class Extreme:
    """A superlative of the sentence, bound to a column."""

    column: int
    is_greatest: bool
    values: frozenset[Decimal]
    """The greatest (or least) of the column, over all rows and over what the sentence selects."""
    rows: frozenset[int]
    """The rows that have it."""


class Bound(NamedTuple):
    """A superlative, by the column of numbers whose name stands beside it."""

    column: int
    is_greatest: bool
    rank: int
    """3 in “third lowest”."""


def find_extreme(fit: Fit, bound: Bound, filters: list[Filter]) -> Extreme | None:
    """Look up what a superlative picks, in its column and in what the sentence selects of it."""
    column, is_greatest, rank = bound
    numbers = fit.grid.numbers(column)
    others = [each for each in filters if each.column != column]
    row_sets = (fit.all_rows, *(each.rows for each in others), join_filters(fit, others))
    values: set[Decimal] = set()
    rows: set[int] = set()
    for row_set in row_sets:
        known = [value for row in row_set if (value := numbers[row]) is not None]
        if known:
            ranked = sorted(set(known), reverse=is_greatest)
            value = ranked[min(rank, len(ranked)) - 1]
            values.add(value)
            rows |= {row for row in row_set if numbers[row] == value}
    if sum(number is not None for number in numbers) < 2:
        return None
    return Extreme(column, is_greatest, frozenset(values), frozenset(rows))


def bind_superlative(fit: Fit, near: int) -> Bound | None:
    """Return the superlative nearest to a word position, if it is one of a column of numbers."""
    if _SUPERLATIVES.isdisjoint(fit.keys):
        return None
    words = fit.reading.words
    places = [at for at in range(fit.first, fit.stop) if words[at].key in _SUPERLATIVES]
    for position in sorted(places, key=lambda at: abs(at - near)):
        best: tuple[float, int] | None = None
        for column, named in fit.columns_named.items():
            if not fit.grid.is_numeric(column):
                continue
            for place in named:
                gap = place - position
                if not -3 <= gap <= _REACH:
                    continue
                score = abs(gap) + (gap < 0) - 0.5 * sum(abs(other - place) <= 2 for other in named)
                if best is None or score < best[0]:
                    best = (score, column)
        if best is not None:
            before = words[position - 1].key if position > fit.first else ""
            rank = int(before) if before.isdecimal() and len(before) < 3 else 1
            return Bound(best[1], words[position].key in GREATEST, max(rank, 1))
    return None
