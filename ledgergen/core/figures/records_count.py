"""Figures that no cell holds: counts, sums, means, differences and extremes, recomputed.

"Three of the games took place at Wembley" is a count of rows under a
condition; "46 goals in all" a sum over a column; "12 more than" a difference
of two cells. Each is recomputed only where the sentence asks for it with words
of its own (`there were`, `total`, `average`, `more than`): among enough small
numbers something always fits, so a search without such a cue proves nothing.

Conditions are read from the sentence like everything else: the words that
stand in cells of one column select the rows whose cells hold most of them;
"more than 70" and "from 2004 to 2006" select by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.core.figures.records_fit import Fit, find_cue
from ledgergen.core.figures.records_words import (
    ABOVE,
    BELOW,
    BOUND,
    GREATEST,
    LEAST,
    MEAN,
    MORE,
    REST,
    STOP,
    TOTAL,
    VALUE_ALIASES,
    is_number,
)

_FAINT = 0.1
"""What a word counts as a condition that stands in every row."""
_MAX_PAIRED = 12
"""Differences are looked for among at most this many values."""
_SUPERLATIVE_REACH = 5


@dataclass(frozen=True, slots=True)
class Derived:
    """A value recomputed from the record, and from what."""

    value: Decimal
    what: str
    """“count of rows”, “sum of points”."""
    rows: frozenset[int]
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """What the words in one column select."""

    column: int
    strength: float
    rows: frozenset[int]


def find_filters(fit: Fit, left_out: range) -> list[Filter]:
    """Return what the sentence selects, column by column, the strongest first."""
    scores: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    words, postings = fit.reading.words, fit.grid.postings
    for position, weight in enumerate(fit.weights, fit.first):
        key = words[position].key
        if position in left_out or key in STOP:
            continue
        cells = set(postings.get(key, ()))
        for alias in VALUE_ALIASES.get(key, ()):
            cells.update(postings.get(alias, ()))
        for row, column in cells:
            scores[column][row] += weight or _FAINT
    n_rows = len(fit.grid.rows)
    filters = []
    for column, by_row in scores.items():
        top = max(by_row.values())
        rows = frozenset(row for row, score in by_row.items() if score > top - 1e-9)
        if len(rows) < n_rows or n_rows == 1:
            filters.append(Filter(column, top, rows))
    return sorted(filters, key=lambda each: -each.strength)


def join_filters(
    fit: Fit, filters: Iterable[Filter], *, within: frozenset[int] | None = None
) -> frozenset[int]:
    """Return the rows that pass every filter; one that would leave none is passed over."""
    rows = fit.all_rows if within is None else within
    for each in filters:
        if rows & each.rows:
            rows &= each.rows
    return rows


def read_limit(fit: Fit, position: int) -> str:
    """Return ">" or "<" where the figure is a bound ("more than 70"), else nothing."""
    words = fit.reading.words
    before = [word.key for word in words[max(fit.first, position - 3) : position]][::-1]
    for at, key in enumerate(before):
        if key in ABOVE or key in BELOW:
            is_bound = key in BOUND if at == 0 else before[0] == "than"
            return (">" if key in ABOVE else "<") if is_bound else ""
    return ""


def find_limited(fit: Fit) -> frozenset[int]:
    """Return the rows that every "more than N" of the sentence leaves."""
    rows = fit.all_rows
    for position in range(fit.first, fit.stop):
        key = fit.reading.words[position].key
        sign = read_limit(fit, position) if is_number(key) else ""
        column = find_cue(fit, position) if sign else None
        if column is not None:
            value = Decimal(key)
            rows &= {
                row
                for row, number in enumerate(fit.grid.numbers(column))
                if number is not None and (number > value if sign == ">" else number < value)
            }
    return rows


def iter_counts(fit: Fit, position: int, filters: list[Filter]) -> Iterator[Derived]:
    """Yield the counts that the sentence may speak of, the likeliest first."""
    limited = find_limited(fit)
    together = join_filters(fit, filters, within=limited)
    is_limited = len(limited) < len(fit.grid.rows)
    if filters or is_limited:
        yield _count(together)
        for each in filters[:3]:
            if limited & each.rows:
                yield _count(limited & each.rows)
        if is_limited:
            yield _count(limited)
        if REST & _keys(fit):
            yield _count(fit.all_rows - together)
    yield _count(fit.all_rows)
    behind = {word.key for word in fit.reading.words[position : position + 4]}
    for column, places in fit.columns_named.items():
        if "differ" in behind or any(position < place <= position + 4 for place in places):
            yield _count_distinct(fit, together, column)
            yield _count_distinct(fit, fit.all_rows, column)


def _count(rows: frozenset[int]) -> Derived:
    return Derived(Decimal(len(rows)), "count of rows", rows)


def _count_distinct(fit: Fit, rows: frozenset[int], column: int) -> Derived:
    cells = {fit.grid.keys[row][column] for row in rows if column < len(fit.grid.keys[row])} - {()}
    return Derived(Decimal(len(cells)), f"count of different {fit.grid.columns[column]}", rows, column)


def iter_aggregates(
    fit: Fit, position: int, filters: list[Filter], best: frozenset[int], *, is_count: bool
) -> Iterator[Derived]:
    """Yield sums, means and differences where words of the sentence ask for them."""
    keys = _keys(fit)
    columns = [column for column in fit.columns_named if not fit.grid.is_textual(column)]
    columns = columns or [
        column for column in range(len(fit.grid.columns)) if not fit.grid.is_textual(column)
    ]
    row_sets = dict.fromkeys(
        (best, join_filters(fit, filters), *(each.rows for each in filters), fit.all_rows)
    )
    wants_sum = bool(keys & TOTAL) or is_count
    wants_mean = bool(keys & MEAN)
    for column in columns:
        numbers = fit.grid.numbers(column)
        name = fit.grid.columns[column]
        for rows in row_sets if wants_sum or wants_mean else ():
            values = [value for row in rows if (value := numbers[row]) is not None]
            if len(values) > 1:
                total = sum(values, Decimal(0))
                if wants_sum:
                    yield Derived(total, f"sum of {name}", rows, column)
                if wants_mean:
                    yield Derived(total / len(values), f"mean of {name}", rows, column)
    near = {word.key for word in fit.reading.words[max(fit.first, position - 6) : position + 4]}
    if keys & MORE or "by" in near:
        rows = _find_named_rows(fit, filters, best)
        for column in columns:
            yield from _iter_differences(fit, column, rows)


def _find_named_rows(fit: Fit, filters: list[Filter], best: frozenset[int]) -> frozenset[int]:
    """Return the rows that a comparison may be between: whatever a rare word names."""
    rows = set(best)
    for each in filters:
        rows |= each.rows
    for found in fit.rows:
        if 0 < len(found) <= 2:
            rows |= found
    return frozenset(rows)


def _iter_differences(fit: Fit, column: int, rows: frozenset[int]) -> Iterator[Derived]:
    numbers = fit.grid.numbers(column)
    values = {value for row in rows if (value := numbers[row]) is not None}
    if len(values) <= _MAX_PAIRED:
        ordered = sorted(values)
        for at, low in enumerate(ordered):
            for high in ordered[at + 1 :]:
                yield Derived(high - low, f"{high} − {low} ({fit.grid.columns[column]})", rows, column)


@dataclass(frozen=True, slots=True)
class Extreme:
    """A superlative of the sentence, bound to a column."""

    column: int
    is_greatest: bool
    values: frozenset[Decimal]
    """The greatest (or least) of the column, over all rows and over what the sentence selects."""
    rows: frozenset[int]
    """The rows that have it."""


def find_extreme(fit: Fit, filters: list[Filter]) -> Extreme | None:
    """Read "the highest attendance", if the sentence says so of a column of numbers."""
    bound = _bind_superlative(fit)
    if bound is None:
        return None
    column, is_greatest = bound
    numbers = fit.grid.numbers(column)
    others = [each for each in filters if each.column != column]
    row_sets = (fit.all_rows, *(each.rows for each in others), join_filters(fit, others))
    values: set[Decimal] = set()
    rows: set[int] = set()
    for row_set in row_sets:
        known = [value for row in row_set if (value := numbers[row]) is not None]
        if known:
            value = max(known) if is_greatest else min(known)
            values.add(value)
            rows |= {row for row in row_set if numbers[row] == value}
    if sum(number is not None for number in numbers) < 2:
        return None
    return Extreme(column, is_greatest, frozenset(values), frozenset(rows))


def _bind_superlative(fit: Fit) -> tuple[int, bool] | None:
    words = fit.reading.words
    for position in range(fit.first, fit.stop):
        key = words[position].key
        if key not in GREATEST and key not in LEAST:
            continue
        best: tuple[float, int] | None = None
        for column, places in fit.columns_named.items():
            if fit.grid.is_textual(column):
                continue
            for place in places:
                gap = place - position
                if not -3 <= gap <= _SUPERLATIVE_REACH:
                    continue
                near = sum(abs(other - place) <= 2 for other in places)
                score = abs(gap) + (gap < 0) - 0.5 * near
                if best is None or score < best[0]:
                    best = (score, column)
        if best is not None:
            return best[1], key in GREATEST
    return None


def _keys(fit: Fit) -> set[str]:
    return {word.key for word in fit.reading.words[fit.first : fit.stop]}
