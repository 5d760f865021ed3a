"""Which rows a sentence fits, leaving one figure out.

A statement about a table picks its rows by everything it says: names, dates,
other figures. To judge one figure, the rest of the sentence is laid over every
row: each word that stands in a row counts for it, rare words for more. The
rows that fit best are what the sentence is about, and the figure must stand in
one of them.

Two kinds of sentences need a second look. One that speaks of two rows ("the
first drew 880 while the second drew 412") is laid over the rows again with
the figure's own segment counting four times as much as the others. And one
that names two values of one column ("in 1998 and 2001") is laid over them
without that column, since a row has but one value in it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from ledgergen.core.figures.records.grid import Grid
from ledgergen.core.figures.records.text import Reading, Word
from ledgergen.core.figures.records.words import MONTHS, STOP, is_number
from ledgergen.model.valueclass import valueclass

_CUT = re.compile(r"\b(?:while|whereas|but|and|than|when)\b|;|(?<!\d) ?,")
_ELSEWHERE = 0.25
"""What a word in another segment counts when the segment of the figure is in question."""
_REACH = 5
"""How many words a column's name may stand from its figure."""
_TITLE_RUN = 3
"""So many words of a title in a row quote it."""
_MAX_NAMED = 3
"""A cell of words that stands in more rows than this names none of them."""
_TIE = 1e-9


class Layer(NamedTuple):
    """What all words count when one thing is looked at: the rows of each, its weight, and the sums."""

    rows: list[frozenset[int]]
    weights: list[float]
    scores: dict[int, float]
    """By row."""
    total: float


@dataclass(slots=True)
class Fit:
    """One sentence laid over one grid."""

    reading: Reading
    grid: Grid
    first: int
    stop: int
    """Word positions of the sentence."""
    weights: list[float]
    rows: list[frozenset[int]]
    """For each word: what it counts, and the rows it stands in."""
    segments: list[int]
    keys: frozenset[str]
    """The different words of the sentence."""
    columns_named: dict[int, list[int]] = field(default_factory=dict)
    """Column → word positions at which its name stands."""
    headed: dict[int, int] = field(default_factory=dict)
    """Word position of a number → the column that holds it and whose name stands beside it."""
    named: dict[int, list[int]] = field(default_factory=dict)
    """Row → word positions at which a whole cell of it stands."""
    layers: dict[tuple[str, int | None], Layer] = field(default_factory=dict)
    """What the words count, by what is looked at."""
    filter_sums: dict[int, dict[int, float]] | None = None
    """Column → row → what the words in that column's cells count."""

    @property
    def all_rows(self) -> frozenset[int]:
        """Every row of the grid."""
        return self.grid.all_rows


@valueclass(frozen=True, slots=True)
class Best:
    """The rows that fit best."""

    rows: frozenset[int]
    share: float
    """Of the weight of all words found in the grid: 1 where one row holds all of them."""
    weight: float
    """Of what was found in these rows."""


def lay_over(reading: Reading, first: int, stop: int, grid: Grid) -> Fit:
    """Lay the words [first, stop) over the rows of a grid."""
    words = reading.words[first:stop]
    n_rows = len(grid.rows)
    in_title = _find_title(words, grid)
    rows = [
        frozenset() if word.key in STOP or at in in_title else grid.find_rows(word.key)
        for at, word in enumerate(words)
    ]
    weights = [math.log((n_rows + 1) / len(found)) if found else 0.0 for found in rows]
    start, end = (words[0].start, words[-1].end) if words else (0, 0)
    cuts = [match.start() for match in _CUT.finditer(reading.text, start, end)]
    segments = [bisect_right(cuts, word.start) for word in words]
    keys = frozenset([word.key for word in words])
    fit = Fit(reading, grid, first, stop, weights, rows, segments, keys)
    fit.columns_named = _find_columns(fit)
    fit.headed = _find_headed(fit)
    for position, column in fit.headed.items():
        at = position - first
        rows[at] = frozenset(grid.find_cells(words[at].key, column))
        weights[at] = math.log((n_rows + 1) / len(rows[at]))
    fit.named = find_named(fit)
    return fit


def _find_title(words: list[Word], grid: Grid) -> set[int]:
    """Return the words that quote the title: they name the whole table and select no row of it."""
    title = grid.title_words
    found: set[int] = set()
    if not title:
        return found
    keys = [word.key for word in words]
    for at, run in enumerate(zip(keys, keys[1:], keys[2:], strict=False)):
        if run in title:
            found.update(range(at, at + _TITLE_RUN))
    return found


def find_best(fit: Fit, left_out: range, *, is_local: bool = False) -> Best:
    """Return the rows that fit best without the words left out (positions in the text)."""
    segment = fit.segments[left_out.start - fit.first] if is_local else None
    if segment is not None and fit.segments[0] == fit.segments[-1]:
        segment = None

    def lay() -> tuple[list[frozenset[int]], list[float]]:
        if segment is None:
            return fit.rows, fit.weights
        pairs = zip(fit.weights, fit.segments, strict=True)
        return fit.rows, [weight if own == segment else weight * _ELSEWHERE for weight, own in pairs]

    return _pick(fit, ("segment", segment), left_out, lay)


def find_kin(fit: Fit, left_out: range, column: int) -> Best:
    """Return the rows that fit best when one column is not looked at."""
    words, grid = fit.reading.words, fit.grid

    def lay() -> tuple[list[frozenset[int]], list[float]]:
        here = zip(fit.rows, words[fit.first : fit.stop], strict=True)
        beside = [grid.find_rows_beside(word.key, column) if rows else rows for rows, word in here]
        return beside, fit.weights

    return _pick(fit, ("beside", column), left_out, lay)


def _pick(
    fit: Fit,
    tag: tuple[str, int | None],
    left_out: range,
    lay: Callable[[], tuple[list[frozenset[int]], list[float]]],
) -> Best:
    """Add up what every word counts for its rows, once for a tag; then take the words left out away again."""
    layer = fit.layers.get(tag)
    if layer is None:
        layer = fit.layers[tag] = _add_up(*lay())
    left, total = layer.scores, layer.total
    inside = slice(max(left_out.start - fit.first, 0), max(left_out.stop - fit.first, 0))
    out = [pair for pair in zip(layer.rows[inside], layer.weights[inside], strict=True) if pair[0]]
    if out:
        left = left.copy()
        for rows, weight in out:
            total -= weight
            for row in rows:
                left[row] -= weight
    top = max(left.values(), default=0.0)
    if top <= _TIE:
        return Best(frozenset(), 0.0, 0.0)
    return Best(frozenset([row for row, score in left.items() if score > top - _TIE]), top / total, top)


def _add_up(rows: list[frozenset[int]], weights: list[float]) -> Layer:
    scores: dict[int, float] = defaultdict(float)
    total = 0.0
    for found, weight in zip(rows, weights, strict=True):
        if found:
            total += weight
            for row in found:
                scores[row] += weight
    return Layer(rows, weights, dict(scores), total)


def _find_columns(fit: Fit) -> dict[int, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for position in range(fit.first, fit.stop):
        places[fit.reading.words[position].key].append(position)
    named: dict[int, list[int]] = {}
    for column, name in enumerate(fit.grid.names):
        if fit.keys.isdisjoint(name):
            continue
        heads = [key for key in name if key not in STOP and not is_number(key)] or list(name)
        at = sorted({position for key in heads for position in places.get(key, ())})
        if at:
            named[column] = at
    return named


def _find_headed(fit: Fit) -> dict[int, int]:
    """Return the numbers that a column's name binds: “in the first round” is no first of anything else."""
    words, grid = fit.reading.words, fit.grid
    beside: dict[int, set[int]] = defaultdict(set)
    for column, places in fit.columns_named.items():
        for place in places:
            for position in (place - 1, place + 1):
                is_inside = fit.first <= position < fit.stop and is_number(words[position].key)
                if is_inside and grid.find_cells(words[position].key, column):
                    beside[position].add(column)
    return {position: columns.pop() for position, columns in beside.items() if len(columns) == 1}


def find_named(fit: Fit) -> dict[int, list[int]]:
    """Return the rows that the sentence names by a whole cell of words, and at which word positions."""
    words, grid = fit.reading.words, fit.grid
    if len(grid.rows) == 1 and not grid.is_table:
        return {0: [fit.first]}  # An object by itself is what the text is about.
    named: dict[int, list[int]] = {}
    for position, rows in enumerate(fit.rows, fit.first):
        if not rows or len(rows) > _MAX_NAMED or is_number(words[position].key):
            continue
        for row, column in grid.postings[words[position].key]:
            if grid.is_textual(column) and fit.keys.issuperset(
                key for key in grid.keys[row][column] if key not in STOP
            ):
                named.setdefault(row, []).append(position)
    return named


def find_cue(fit: Fit, position: int) -> int | None:
    """Return the column whose name stands beside a figure: "week 6", "12 points", "a gross of 205"."""
    words = fit.reading.words
    best: tuple[float, int] | None = None
    for column, places in fit.columns_named.items():
        name = [key for key in fit.grid.names[column] if key not in STOP] or list(fit.grid.names[column])
        for place in places:
            gap = _measure_gap(words, place, position)
            if gap is None:
                continue
            near = sum(
                any(abs(other - place) <= 3 and words[other].key == key for other in places) for key in name
            )
            # The more of the name is there, the better: "home team score" is not "team".
            score = gap - 1.5 * near / len(name) - 0.2 * near
            if best is None or score < best[0]:
                best = (score, column)
    return None if best is None else best[1]


def _measure_gap(words: list[Word], place: int, position: int) -> float | None:
    """Return how far a column's word stands from a figure; None where too much is between."""
    low, high = (place, position) if place < position else (position, place)
    if high - low > _REACH or place == position:
        return None
    between = words[low + 1 : high]
    if any(is_number(word.key) for word in between):
        return None
    filler = sum(word.key not in STOP and word.key not in MONTHS for word in between)
    return filler + 0.2 * (high - low) + (0.3 if place > position else 0.0)
