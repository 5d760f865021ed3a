"""Figures that no cell holds: counts, sums, means, differences and extremes, recomputed.

"Three of the films opened in Porto" is a count of rows under a
condition; "31 prizes in all" a sum over a column; "12 more than" a difference
of two cells. Each is recomputed only where the sentence asks for it with words
of its own (`there were`, `total`, `average`, `more than`): among enough small
numbers something always fits, so a search without such a cue proves nothing.

Conditions are read from the sentence like everything else: the words that
stand in cells of one column select the rows whose cells hold most of them;
"more than 100" and "from 1998 to 2001" select by number.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.records.filters import (
    Filter,
    find_limited,
    find_segment_filters,
    find_spelled,
    join_filters,
)
from ledgergen.core.figures.records.fit import Fit
from ledgergen.core.figures.records.words import (
    MEAN,
    MORE,
    REST,
    SPANNED,
    STOP,
    TOTAL,
    is_number,
    is_year,
)
from ledgergen.model.valueclass import valueclass

_BEHIND = 3
"""So many words behind a count stands what is counted."""
_MAX_PAIRED = 12
"""Differences are looked for among at most this many values."""


@valueclass(frozen=True, slots=True)
class Derived:
    """A value recomputed from the record, and from what."""

    value: Decimal
    what: str
    """“count of rows”, “sum of points”."""
    rows: frozenset[int]
    column: int | None = None


def iter_counts(fit: Fit, position: int, left_out: range, filters: list[Filter]) -> Iterator[Derived]:
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
        segment = fit.segments[position - fit.first]
        if segment != fit.segments[0] or segment != fit.segments[-1]:
            local = find_segment_filters(fit, left_out, segment)
            if local:
                # "two in May and two in June, by one studio": its own condition, then the common ones too.
                rows = join_filters(fit, local)
                yield _count(rows)
                yield _count(join_filters(fit, filters, within=rows))
        yield from _count_noun(fit, position, filters, limited)
        if not REST.isdisjoint(fit.keys):
            yield _count(fit.all_rows - together)
    yield _count(fit.all_rows)
    yield from _count_having(fit, together if filters or is_limited else fit.all_rows)
    behind = {word.key for word in fit.reading.words[position : position + 4]}
    for column, places in fit.columns_named.items():
        if "differ" in behind or (position + 1 in places and fit.grid.is_textual(column)):
            yield _count_distinct(fit, together if filters or is_limited else fit.all_rows, column)


def _count_having(fit: Fit, rows: frozenset[int]) -> Iterator[Derived]:
    """Count the rows that have any of what a column counts: “three of the clubs have won a title”."""
    if _HAVING.isdisjoint(fit.keys):
        return
    for column in fit.columns_named:
        if fit.grid.is_numeric(column):
            numbers = fit.grid.numbers(column)
            yield _count(frozenset(row for row in rows if (numbers[row] or 0) > 0))


_HAVING = frozenset({"have", "has", "had", "with", "got", "win"})


def _count_noun(fit: Fit, position: int, filters: list[Filter], limited: frozenset[int]) -> Iterator[Derived]:
    """Count the rows that hold the counted noun itself: "four wins", "two democrats"."""
    words = fit.reading.words
    for at in range(position + 1, min(position + 3, fit.stop)):
        key = words[at].key
        cells = find_spelled(fit, key)
        if not cells or key in STOP or is_number(key):
            continue
        rows = frozenset(row for row, _ in cells) & limited
        columns = {column for _, column in cells}
        yield _count(rows)
        yield _count(join_filters(fit, [f for f in filters if f.column not in columns], within=rows))


def _count(rows: frozenset[int]) -> Derived:
    return Derived(Decimal(len(rows)), "count of rows", rows)


def _count_distinct(fit: Fit, rows: frozenset[int], column: int) -> Derived:
    cells = {fit.grid.keys[row][column] for row in rows if column < len(fit.grid.keys[row])} - {()}
    return Derived(Decimal(len(cells)), f"count of different {fit.grid.columns[column]}", rows, column)


class Wanted(NamedTuple):
    """What words of a sentence ask for of the numbers in a column."""

    is_sum: bool
    is_mean: bool
    counted: frozenset[int]
    """Columns whose name stands behind the figure: what is counted may be summed up."""


def read_wanted(fit: Fit, counted_at: int | None) -> Wanted | None:
    """Read whether a sentence asks for a sum or a mean, or a column is what is counted; None if neither.

    `counted_at` is the word position of a figure that may be a count.
    """
    counted = () if counted_at is None else _find_behind(fit, counted_at)
    wanted = Wanted(not TOTAL.isdisjoint(fit.keys), not MEAN.isdisjoint(fit.keys), frozenset(counted))
    return wanted if any(wanted) else None


def _find_behind(fit: Fit, position: int) -> Iterator[int]:
    """Yield the columns whose name stands behind a figure."""
    for column, places in fit.columns_named.items():
        if any(0 < place - position <= _BEHIND for place in places):
            yield column


def iter_totals(
    fit: Fit, wanted: Wanted, filters: list[Filter], best: frozenset[int], *, is_large: bool
) -> Iterator[Derived]:
    """Yield the sums and means that a sentence asks for.

    A large figure may be of a column that the sentence does not name: it does not come out right by chance.
    """
    row_sets = dict.fromkeys(
        (best, join_filters(fit, filters), *(each.rows for each in filters), fit.all_rows)
    )
    for column in _find_number_columns(fit, is_large=is_large):
        numbers = fit.grid.numbers(column)
        name = fit.grid.columns[column]
        wants_sum = wanted.is_sum or column in wanted.counted
        for rows in row_sets if wants_sum or wanted.is_mean else ():
            values = [value for row in rows if (value := numbers[row]) is not None]
            if len(values) > 1:
                total = sum(values, Decimal(0))
                if wants_sum:
                    yield Derived(total, f"sum of {name}", rows, column)
                if wanted.is_mean:
                    yield Derived(total / len(values), f"mean of {name}", rows, column)


def compares_rows(fit: Fit, position: int) -> bool:
    """Tell whether a figure may be a difference between rows: "12 more than", "won by 12"."""
    near = (word.key for word in fit.reading.words[max(fit.first, position - 6) : position + 4])
    return not MORE.isdisjoint(fit.keys) or "by" in near


def iter_differences(
    fit: Fit, filters: list[Filter], best: frozenset[int], *, is_large: bool
) -> Iterator[Derived]:
    """Yield the differences between rows that the sentence compares."""
    rows = _find_named_rows(fit, filters, best)
    for column in _find_number_columns(fit, is_large=is_large):
        yield from _iter_gaps(fit, column, rows)


def _find_number_columns(fit: Fit, *, is_large: bool) -> list[int]:
    numeric = [column for column in range(len(fit.grid.columns)) if not fit.grid.is_textual(column)]
    named = [column for column in numeric if column in fit.columns_named]
    return numeric if is_large or not named else named


def _find_named_rows(fit: Fit, filters: list[Filter], best: frozenset[int]) -> frozenset[int]:
    """Return the rows that a comparison may be between: whatever a rare word names."""
    rows = set(best)
    for each in filters:
        rows |= each.rows
    for found in fit.rows:
        if 0 < len(found) <= 2:
            rows |= found
    return frozenset(rows)


def _iter_gaps(fit: Fit, column: int, rows: frozenset[int]) -> Iterator[Derived]:
    numbers = fit.grid.numbers(column)
    values = {value for row in rows if (value := numbers[row]) is not None}
    if len(values) <= _MAX_PAIRED:
        ordered = sorted(values)
        for at, low in enumerate(ordered):
            for high in ordered[at + 1 :]:
                yield Derived(high - low, f"{high} − {low} ({fit.grid.columns[column]})", rows, column)


def iter_shares(fit: Fit, filters: list[Filter]) -> Iterator[Derived]:
    """Yield how many rows in a hundred pass what the sentence selects."""
    n_rows = len(fit.grid.rows)
    for rows in dict.fromkeys((join_filters(fit, filters), *(each.rows for each in filters))):
        yield Derived(Decimal(100 * len(rows)) / n_rows, f"{len(rows)} of {n_rows} rows in percent", rows)


def iter_spans(fit: Fit, position: int) -> Iterator[Derived]:
    """Yield the years between two years that the sentence names, both included and not."""
    words = fit.reading.words
    behind = {word.key for word in words[position : position + 4]}
    if not behind & SPANNED:
        return
    years = sorted({int(word.key) for word in words[fit.first : fit.stop] if is_year(word.key)})
    if len(years) > 1:
        first, last = years[0], years[-1]
        yield Derived(Decimal(last - first), f"{last} − {first}", frozenset())
        yield Derived(Decimal(last - first + 1), f"{last} − {first} + 1", frozenset())
