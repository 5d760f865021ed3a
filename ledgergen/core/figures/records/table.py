"""Judge one figure of a statement about a table.

Ways of being right are tried in an order that puts what binds most before what
binds least: a heading, a bound, a superlative, a cell of the very column, a
count, an aggregate, a cell of a fitting row. A figure that passes none of them
is wrong in one of three ways, and says which: the fitting rows hold another
value in its column; it stands in the table for something else; it stands
nowhere in it.

A last word is left to doubt. Where the rest of the sentence itself fits no
single row, the sentence was not understood, and a figure that does stand in
the table is given the benefit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.records.count import (
    iter_counts,
    iter_differences,
    iter_shares,
    iter_spans,
    iter_totals,
    read_limit,
)
from ledgergen.core.figures.records.extreme import find_extreme
from ledgergen.core.figures.records.fit import Best, Fit, find_cue, find_kin, holds
from ledgergen.core.figures.records.question import Outcome, Question, ask, is_dated
from ledgergen.core.figures.records.words import (
    FIRST,
    GREATEST,
    LEAST,
    MONTHS,
    OPEN_ENDS,
    RANGE_ENDS,
    STOP,
    is_number,
)

_WHOLE = 0.9999
_MANY = 4
"""In a sentence of so many figures a misfit between two of them says little of either."""
_SLIGHT = 1.0
"""Less weight than this picks no row: words that stand in a good part of the table."""
_LARGE = 100
_MIN_ROUNDED = 20
"""Smaller numbers are written out, not rounded; counts are below 100."""
_RANGE = re.compile(r"\b(?:from|between)\b.*\b(?:to|and|through|until|thru)\b", re.IGNORECASE)


def judge_table(fit: Fit, mention: Mention, position: int, left_out: range) -> Outcome:
    """Judge the number at a word position, part of the mention at the words left out."""
    question = ask(fit, mention, position, left_out)
    for judge in _JUDGES:
        outcome = judge(question)
        if outcome is not None:
            return outcome
    return _judge_doubt(question)


def _judge_heading(q: Question) -> Outcome | None:
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


def _judge_limit(q: Question) -> Outcome | None:
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


def _judge_torn(q: Question) -> Outcome | None:
    """Judge what is written as one with the figure: a cell must hold all of it."""
    grid, words = q.fit.grid, q.fit.reading.words
    if len(q.literal) > 1 and q.cells:
        keys = [words[at].key for at in q.literal if is_dated(words[at].key)]
        whole = [(row, column) for row, column in q.cells if holds(grid.keys[row][column], keys)]
        rest = [words[at].key for at in q.literal if at not in q.left_out and is_dated(words[at].key)]
        columns = {column for _, column in q.cells}
        if whole:
            q.cells = whole
        elif rest:
            other = next(
                (
                    (row, column)
                    for row, column in grid.postings.get(rest[0], ())
                    if row in q.rows and column in columns and holds(grid.keys[row][column], rest)
                ),
                None,
            )
            if other is not None:
                return Outcome(
                    "V77", False, f"The table has {grid.rows[other[0]][other[1]]!r} there", (other,)
                )
    agreeing = q.cells if q.is_count else [cell for cell in q.cells if not _is_torn(q, *cell)]
    if q.cells and not agreeing:
        row, column = q.cells[0]
        return Outcome(
            "V77", False, f"Where the table has it, it says {grid.rows[row][column]!r}", ((row, column),)
        )
    q.cells = agreeing
    return None


def _is_torn(q: Question, row: int, column: int) -> bool:
    """Tell whether a word right beside the figure stands in this column, but not in this cell."""
    words = q.fit.reading.words
    for at in (q.left_out.start - 1, q.left_out.start - 2, q.left_out.stop, q.left_out.stop + 1):
        if not q.fit.first <= at < q.fit.stop:
            continue
        between = at + 1 if at < q.position else at - 1
        if between not in q.left_out and is_number(words[between].key):
            continue
        key = words[at].key
        if key in STOP or is_number(key) or at in q.fit.columns_named.get(column, ()):
            continue
        if key in MONTHS and q.mention.kind is Kind.DATE:
            continue  # Another date's month, for a date holds its own.
        rows = q.fit.grid.find_cells(key, column)
        if rows and row not in rows:
            return True
    return False


def _judge_extreme(q: Question) -> Outcome | None:
    extreme = None if q.is_count else find_extreme(q.fit, q.position, q.filters)
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


def _judge_cell(q: Question) -> Outcome | None:
    held = next((cell for cell in q.cells if cell[0] in q.rows and cell[1] == q.cue), None)
    if held is not None:
        return Outcome("V60", True, "", (held,))
    return None


def _judge_named(q: Question) -> Outcome | None:
    """Judge a figure whose column is said and whose row is named, in its own segment if one is there."""
    if q.cue is None or not q.fit.named or not q.fit.grid.is_numeric(q.cue):
        return None
    here = q.fit.segments[q.position - q.fit.first]
    rows = [
        row
        for row, places in q.fit.named.items()
        if any(q.fit.segments[place - q.fit.first] == here for place in places)
    ] or list(q.fit.named)
    numbers = q.fit.grid.numbers(q.cue)
    if any(numbers[row] is None for row in rows):
        return None
    cells = tuple((row, q.cue) for row in rows)
    held = next((cell for cell in cells if cell in q.cells), None)
    if held is not None:
        return Outcome("V60", True, "", (held,))
    near = next((cell for cell in cells if _is_close(q, numbers[cell[0]] or Decimal(0))), None)
    if near is not None:
        return Outcome("V62", True, f"It is {numbers[near[0]]} rounded", (near,))
    if q.is_count or any(row in rows for row, _ in q.cells):
        return None
    values = " or ".join(q.fit.grid.rows[row][q.cue] for row in rows)
    instead = numbers[rows[0]] if len(rows) == 1 else None
    return Outcome("V75", False, f"The table has {values!r} there", cells, instead=instead)


def _judge_count(q: Question) -> Outcome | None:
    if not q.is_count:
        return None
    for derived in iter_counts(q.fit, q.position, q.left_out, q.filters):
        if derived.value == q.value:
            return Outcome(
                "V63", True, derived.what, _sample(derived.rows), f"{derived.what} = {derived.value}"
            )
    return None


def _judge_aggregate(q: Question) -> Outcome | None:
    for derived in iter_spans(q.fit, q.position):
        if derived.value == q.value:
            return Outcome("V65", True, derived.what, (), f"{derived.what} = {derived.value}")
    if q.mention.kind is Kind.PERCENT:
        for derived in iter_shares(q.fit, q.filters):
            if _is_close(q, derived.value):
                return Outcome("V64", True, derived.what, _sample(derived.rows), derived.what)
    is_large = q.value >= _LARGE
    counted_at = q.position if q.is_count else None
    for derived in iter_totals(q.fit, q.filters, q.best.rows, counted_at=counted_at, is_large=is_large):
        if _is_close(q, derived.value):
            formula = f"{derived.what} = {derived.value}"
            return Outcome("V64", True, derived.what, _sample(derived.rows), formula)
    for derived in iter_differences(q.fit, q.position, q.filters, q.best.rows, is_large=is_large):
        if _is_close(q, derived.value):
            formula = f"{derived.what} = {derived.value}"
            return Outcome("V65", True, derived.what, _sample(derived.rows), formula)
    return None


def _judge_sibling(q: Question) -> Outcome | None:
    """Judge one of several values of a column that the sentence sets side by side: they pick rows."""
    words = q.fit.reading.words
    for at in range(q.fit.first, q.fit.stop):
        if at in q.left_out or not is_number(words[at].key) or at in q.literal:
            continue
        cue = find_cue(q.fit, at)
        column = q.cue if q.cue is not None else cue
        if column is None or cue not in {column, None}:
            continue
        if cue is None and not _is_listed(q, at):
            continue
        held = next((cell for cell in q.cells if cell[1] == column), None)
        if held is not None and any(c == column for _, c in q.fit.grid.postings.get(words[at].key, ())):
            return Outcome(
                "V70", True, "It stands in the table beside the value it is compared with", (held,)
            )
    return None


def _is_listed(q: Question, at: int) -> bool:
    """Tell whether only "and", "or" and commas stand between the figure and another number."""
    low, high = sorted((q.position, at))
    return all(is_number(word.key) or word.key in {"and", "or"} for word in q.fit.reading.words[low:high])


def _judge_kin(q: Question) -> Outcome | None:
    if not q.cells or q.is_count:
        return None
    knows_any = False
    kins: dict[int, Best] = {}
    for row, column in q.cells:
        kin = kins.get(column)
        if kin is None:
            kin = kins[column] = find_kin(q.fit, q.left_out, column)
        knows_any = knows_any or kin.weight > _SLIGHT
        if q.cue is not None and column != q.cue and not q.fit.grid.is_textual(q.cue):
            continue
        if row in kin.rows:
            return Outcome("V60", True, "", ((row, column),))
    if not knows_any and q.n_numbers > 1:
        return Outcome("V70", True, "It stands in the table, and the sentence says nothing that picks a row")
    return None


def _judge_rounded(q: Question) -> Outcome | None:
    if (
        q.is_year
        or q.value < _MIN_ROUNDED
        or (q.is_count and q.mention.hedge is Hedge.NONE and q.value < 100)
    ):
        return None
    for column in range(len(q.fit.grid.columns)) if q.cue is None else (q.cue,):
        numbers = q.fit.grid.numbers(column)
        for row in q.rows:
            number = numbers[row]
            if number is not None and _is_close(q, number):
                return Outcome("V62", True, f"It is {number} rounded", ((row, column),))
    return None


def _judge_row(q: Question) -> Outcome | None:
    if (
        q.mention.kind is Kind.ORDINAL
        and not q.cells
        and q.cue is None
        and 0 < q.value <= len(q.fit.grid.rows)
    ):
        return Outcome("V70", True, "There are that many rows")
    held = next((cell for cell in q.cells if cell[0] in q.rows), None)
    if held is None:
        return None
    if not q.is_count or len(q.best.rows) == 1:
        return Outcome("V60", True, "", (held,))
    return Outcome("V76", False, "No count of rows that the sentence selects comes to it")


_JUDGES = (
    _judge_heading,
    _judge_limit,
    _judge_torn,
    _judge_extreme,
    _judge_cell,
    _judge_count,
    _judge_aggregate,
    _judge_named,
    _judge_kin,
    _judge_rounded,
    _judge_row,
    _judge_sibling,
)


def _judge_doubt(q: Question) -> Outcome:
    if not q.cells:
        return Outcome("V79", False, "It stands nowhere in the table")
    if q.n_numbers >= _MANY and not q.fit.named:
        return Outcome(
            "V70", True, "It stands in the table; of so many figures, no one is to blame for the misfit"
        )
    if q.best.share < _WHOLE and not q.is_count:
        return Outcome("V70", True, "It stands in the table, and nothing there speaks against it")
    if q.cue is not None and q.rows:
        row = min(q.rows)
        cells = q.fit.grid.rows[row]
        if q.cue < len(cells) and cells[q.cue]:
            return Outcome("V75", False, f"The table has {cells[q.cue]!r} there", ((row, q.cue),))
    return Outcome("V78", False, "In the table it stands for something else", tuple(q.cells[:1]))


def _is_close(q: Question, number: Decimal) -> bool:
    if number in {q.value, Decimal(q.key)}:
        return True
    if q.mention.low == q.value and q.mention.precision > 0:
        return agree(q.mention, number) is not None
    return abs(number - q.value) * 2 <= Decimal(1).scaleb(-len(q.key.partition(".")[2]))


def _sample(rows: frozenset[int]) -> tuple[tuple[int, int], ...]:
    return tuple((row, -1) for row in sorted(rows)[:3])
