"""What a sentence selects of a table: the rows whose cells hold its words, and those beyond a bound.

The words that stand in cells of one column select the rows whose cells hold most of
them; a number beside a column's name selects in that column alone; “more than 100”
selects by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from ledgergen.core.figures.records.fit import Fit, find_cue
from ledgergen.core.figures.records.grid import MAX_TELLING
from ledgergen.core.figures.records.words import ABOVE, BELOW, BOUND, STOP, VALUE_ALIASES, is_number
from ledgergen.model.valueclass import valueclass

_TIE = 1e-9
_FAINT = 0.1
"""What a word counts as a condition that stands in every row."""


@valueclass(frozen=True, slots=True)
class Filter:
    """What the words in one column select."""

    column: int
    strength: float
    rows: frozenset[int]


def find_filters(fit: Fit, left_out: range) -> list[Filter]:
    """Return what the sentence selects, column by column, the strongest first."""
    if fit.filter_sums is None:
        fit.filter_sums = _add_up(fit, range(fit.first, fit.stop))
    return _read_filters(fit, fit.filter_sums, _add_up(fit, left_out))


def find_segment_filters(fit: Fit, left_out: range, segment: int) -> list[Filter]:
    """Return what one segment of the sentence selects."""
    words = (
        position
        for position, own in enumerate(fit.segments, fit.first)
        if own == segment and position not in left_out
    )
    return _read_filters(fit, _add_up(fit, words), {})


def _add_up(fit: Fit, words: Iterable[int]) -> dict[int, dict[int, float]]:
    scores: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for position in words:
        key = fit.reading.words[position].key
        if key in STOP:
            continue
        weight = fit.weights[position - fit.first] or _FAINT
        head = fit.headed.get(position)
        for row, column in find_spelled(fit, key):
            if head is not None and column != head:
                continue
            scores[column][row] += weight
    return scores


def find_spelled(fit: Fit, key: str) -> set[tuple[int, int]]:
    """Return the cells that hold a word or a table's letter for it; none where very many do."""
    postings = fit.grid.postings
    cells = {cell for spelled in (key, *VALUE_ALIASES.get(key, ())) for cell in postings.get(spelled, ())}
    return cells if len(cells) <= MAX_TELLING else set()


def _read_filters(
    fit: Fit, sums: dict[int, dict[int, float]], minus: dict[int, dict[int, float]]
) -> list[Filter]:
    n_rows = len(fit.grid.rows)
    filters = []
    for column, scores in sums.items():
        by_row = scores
        if column in minus:
            by_row = {row: score - minus[column].get(row, 0.0) for row, score in scores.items()}
        top = max(by_row.values())
        if top <= _TIE:
            continue
        rows = frozenset(row for row, score in by_row.items() if score > top - _TIE)
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
    """Return ">" or "<" where the figure is a bound ("more than 100"), else nothing."""
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
