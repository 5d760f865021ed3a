"""Figures that a sentence sets the rows by: a heading, a bound, the end of a range, a superlative."""

from __future__ import annotations

import re

from ledgergen.core.figures.records.extreme import bind_superlative, find_extreme
from ledgergen.core.figures.records.filters import read_limit
from ledgergen.core.figures.records.question import Outcome, Question
from ledgergen.core.figures.records.words import FIRST, GREATEST, LEAST, MONTHS, OPEN_ENDS, RANGE_ENDS, STOP

_RANGE = re.compile(r"\b(?:from|between)\b.*\b(?:to|and|through|until|thru)\b", re.IGNORECASE)


def judge_heading(q: Question) -> Outcome | None:
    """Judge a figure that the title or a column's name has."""
    if _is_dated_below(q):
        return None
    if q.key in q.fit.grid.title_keys and (not q.cells or q.is_year):
        return Outcome("V61", True, "It stands in the table's title or in a column's name")
    for column, name in zip(q.fit.grid.columns, q.fit.grid.names, strict=True):
        if q.key in name and q.before in name and q.before not in STOP:
            return Outcome("V61", True, f"It stands in the name of the column {column!r}")
    return None


def _is_dated_below(q: Question) -> bool:
    """Tell whether a day is what matters: the title has the year, and the rows have the days."""
    if q.mention.unit != "day" or len(q.left_out) == 1:
        return False
    months = {key for at in q.left_out if (key := q.fit.reading.words[at].key) in MONTHS}
    return bool(q.cells) or any(q.fit.grid.find_rows(month) for month in months)


def judge_limit(q: Question) -> Outcome | None:
    """Judge a figure that the rows are compared with, or that says how many are looked at."""
    sign = read_limit(q.fit, q.position)
    if sign and q.cue is not None and not q.is_count and not _keeps_rows(q, sign, q.cue):
        return Outcome(
            "V76", False, f"No {q.fit.grid.columns[q.cue]!r} that the sentence speaks of is on that side"
        )
    if (sign and q.fit.grid.has_numbers) or (q.is_year and q.before in OPEN_ENDS and q.fit.grid.has_years):
        return Outcome("V67", True, "It is a bound that rows are compared with")
    if q.before in FIRST and q.is_count and q.value <= len(q.fit.grid.rows):
        return Outcome("V67", True, "It says how many rows are looked at")
    start, end = q.fit.reading.words[q.fit.first].start, q.fit.reading.words[q.fit.stop - 1].end
    is_range = q.is_year and q.before in RANGE_ENDS and _RANGE.search(q.fit.reading.text[start:end])
    if is_range and q.cells:
        return Outcome("V67", True, "It is the end of a range, and stands in the table", tuple(q.cells[:1]))
    return None


def _keeps_rows(q: Question, sign: str, column: int) -> bool:
    """Tell whether a bound leaves a row, of the named ones if any; "no … over 100" leaves none."""
    words = q.fit.reading.words
    if not q.fit.grid.is_numeric(column) or any(word.key == "no" for word in words[q.fit.first : q.fit.stop]):
        return True
    numbers = q.fit.grid.numbers(column)
    left = {
        row
        for row, number in enumerate(numbers)
        if number is not None and (number > q.value if sign == ">" else number < q.value)
    }
    return bool(left & set(q.fit.named) if q.fit.named else left)


def judge_extreme(q: Question) -> Outcome | None:
    """Judge a figure that a superlative is said of: “the highest attendance was 1,870”."""
    bound = None if q.is_count else bind_superlative(q.fit, q.position)
    extreme = find_extreme(q.fit, bound, q.filters) if bound else None
    if extreme is None:
        return None
    if q.behind in GREATEST or q.behind in LEAST:
        return Outcome("V67", True, "It says which of the ranked values is meant")
    held = [cell for cell in q.cells if cell[0] in extreme.rows]
    name = q.fit.grid.columns[extreme.column]
    if q.value in extreme.values or held:
        return Outcome("V66", True, f"It fits the superlative of {name!r}", tuple(held[:1]))
    is_alone = q.n_numbers == 1
    if q.cue == extreme.column or (q.cells and (is_alone or q.cue is None)):
        values = ", ".join(sorted(map(str, extreme.values)))
        return Outcome(
            "V76", False, f"The {'greatest' if extreme.is_greatest else 'least'} {name!r} is {values}"
        )
    return None
