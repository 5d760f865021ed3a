"""Figures that a cell holds: which one is meant, by row, by column and by what is written beside it."""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.records.fit import Best, find_cue, find_kin
from ledgergen.core.figures.records.literal import holds
from ledgergen.core.figures.records.question import Outcome, Question, is_close, is_dated
from ledgergen.core.figures.records.words import MONTHS, STOP, is_number

_SLIGHT = 1.0
"""Less weight than this picks no row: words that stand in a good part of the table."""
_MIN_ROUNDED = 20
"""Smaller numbers are written out, not rounded; counts are below 100."""


def judge_torn(q: Question) -> Outcome | None:
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


def judge_cell(q: Question) -> Outcome | None:
    """Judge a figure by the cell of the very row and column that are said."""
    held = next((cell for cell in q.cells if cell[0] in q.rows and cell[1] == q.cue), None)
    if held is not None:
        return Outcome("V60", True, "", (held,))
    return None


def judge_named(q: Question) -> Outcome | None:
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
    near = next((cell for cell in cells if is_close(q, numbers[cell[0]] or Decimal(0))), None)
    if near is not None:
        return Outcome("V62", True, f"It is {numbers[near[0]]} rounded", (near,))
    if q.is_count or any(row in rows for row, _ in q.cells):
        return None
    values = " or ".join(q.fit.grid.rows[row][q.cue] for row in rows)
    instead = numbers[rows[0]] if len(rows) == 1 else None
    return Outcome("V75", False, f"The table has {values!r} there", cells, instead=instead)


def judge_kin(q: Question) -> Outcome | None:
    """Judge a figure by the rows that fit when its own column is not looked at."""
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


def judge_rounded(q: Question) -> Outcome | None:
    """Judge a figure that is a cell's, rounded."""
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
            if number is not None and is_close(q, number):
                return Outcome("V62", True, f"It is {number} rounded", ((row, column),))
    return None


def judge_row(q: Question) -> Outcome | None:
    """Judge a figure by any cell of the rows that fit."""
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


def judge_sibling(q: Question) -> Outcome | None:
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
