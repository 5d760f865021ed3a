"""Cells of a record that a report points to: the subject's, or those of two sides set against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledgergen.core.figures.records.grid import Grid
from ledgergen.core.figures.records.text import Named, Reading, find_clause
from ledgergen.core.figures.records.words import PART_SUMS, PARTS, SCORED, WHICH_PART, fold, is_number
from ledgergen.model.valueclass import valueclass

_LOOK_BACK = 600
"""How many code points back "he" and "they" reach."""

_NOWHERE: frozenset[int] = frozenset()
_WON_AND_LOST = frozenset(map(fold, ("won", "lost")))

Part = tuple[str, str]
"""A part of the whole: ("quarter", "3")."""


@valueclass(frozen=True, slots=True)
class Cell:
    """One cell of one grid."""

    grid: Grid
    row: int
    column: int

    @property
    def value(self) -> Decimal | None:
        """The number it holds."""
        return self.grid.number(self.row, self.column)

    @property
    def names(self) -> tuple[str, ...]:
        """The folded name of its column."""
        return self.grid.names[self.column]


@valueclass(frozen=True, slots=True)
class Found:
    """What the record holds where a figure points: the figure must be one of `values`."""

    rule: str
    values: tuple[Decimal, ...]
    cells: tuple[Cell, ...]
    formula: str = ""


Side = tuple[Decimal, Cell]


def find_columns(grid: Grid, keys: frozenset[str]) -> tuple[int, ...]:
    """Return the columns named with all these keys and least besides."""
    found = grid.columns_found.get(keys)
    if found is None:
        fits = frozenset.intersection(*(grid.columns_by_key.get(key, _NOWHERE) for key in keys))
        least = min((len(grid.names[column]) for column in fits), default=0)
        found = tuple(sorted(column for column in fits if len(grid.names[column]) == least))
        grid.columns_found[keys] = found
    return found


def find_cell(
    reading: Reading, offset: int, keys: frozenset[str], subjects: Sequence[Named] | None = None
) -> Found | None:
    """Look an attribute up in the row of the likeliest subject that has it."""
    if not reading.heads.issuperset(keys):
        return None
    columns: dict[int, tuple[int, ...]] = {}
    for named in find_subjects(reading, offset) if subjects is None else subjects:
        grid = named.grid
        known = columns.get(id(grid))
        if known is None:
            known = columns[id(grid)] = find_columns(grid, keys)[:2]
        for column in known:
            cells = [Cell(named.grid, row, column) for row in named.rows]
            values = tuple(value for cell in cells if (value := cell.value) is not None)
            if values:
                return Found("V60", values, tuple(cells))
    return None


def find_subjects(reading: Reading, offset: int) -> tuple[Named, ...]:
    """Return whom a figure may be about, the likeliest first.

    Nearest before it comes first, in its clause and then in its sentence; but a
    member goes before the group it is named with ("Okafor led the Owls with 17"),
    and those a preposition stands before come late ("for the Owls").
    """
    clause_start, clause_end = find_clause(reading, offset)
    start, _ = reading.sentence(offset)
    before = reading.names_between(start, offset)
    key = (clause_start, len(before))
    known = reading.subjects.get(key)
    if known is None:
        after = reading.names_between(offset, clause_end)
        earlier = reading.names_between(max(0, start - _LOOK_BACK), start)
        known = tuple(_order_subjects(reading, clause_start, before, [*after, *reversed(earlier)]))
        reading.subjects[key] = known
    return known


def _order_subjects(
    reading: Reading, clause_start: int, before: Sequence[Named], others: Sequence[Named]
) -> Iterator[Named]:
    direct = [named for named in reversed(before) if not named.is_oblique]
    here = [named for named in direct if reading.words[named.first].start >= clause_start]
    # Of two named together the one of the longer list is the member, the other its group.
    yield from sorted(here, key=lambda named: -len(named.grid.rows))
    yield from (named for named in direct if reading.words[named.first].start < clause_start)
    yield from (named for named in reversed(before) if named.is_oblique)
    yield from others


def find_sides(reading: Reading, grids: Sequence[Grid], offset: int) -> list[Side] | None:
    """Return the values of the two rows that a score sets side by side; None where the record has none.

    The attribute is the one the sentence names ("rebounding"), else what scores
    are kept of; of the whole, or of the part that the sentence names.
    """
    for grid in grids:
        scored = next((key for key in SCORED if find_columns(grid, frozenset({key}))), None)
        if len(grid.rows) != 2 or scored is None:
            continue
        attribute = _find_said_attribute(reading, grid, offset) or scored
        part = find_part(reading, offset)
        columns = (
            _find_part_columns(grid, attribute, part)
            if part
            else find_columns(grid, frozenset({attribute}))[:1]
        )
        return _add_up(grid, columns)
    return None


def _find_said_attribute(reading: Reading, grid: Grid, offset: int) -> str | None:
    first, stop = reading.span(*reading.sentence(offset))
    said = {word.key for word in reading.words[first:stop]}
    shared = set(grid.names[0] or grid.names[-1]).intersection(*filter(None, grid.names))
    for column, name in enumerate(grid.names):
        own = [key for key in name if key not in shared]
        if len(own) == 1 and own[0] in said and own[0] not in _WON_AND_LOST and not grid.is_textual(column):
            return own[0]
    return None


def _find_part_columns(grid: Grid, attribute: str, part: Part) -> tuple[int, ...]:
    kind, number = part
    whole = find_columns(grid, frozenset({attribute, kind, number}))
    if whole or part not in PART_SUMS:
        return whole[:1]
    smaller, numbers = PART_SUMS[part]
    return tuple(
        column for each in numbers for column in find_columns(grid, frozenset({attribute, smaller, each}))[:1]
    )


def _add_up(grid: Grid, columns: Sequence[int]) -> list[Side]:
    sides = []
    for row in range(len(grid.rows)):
        values = [value for column in columns if (value := grid.number(row, column)) is not None]
        if values:
            sides.append((sum(values, Decimal(0)), Cell(grid, row, columns[0])))
    return sides


def find_part(reading: Reading, offset: int) -> Part | None:
    """Read which part of the whole the words nearest to a figure speak of: "in the third quarter"."""
    sentence = reading.sentence(offset)
    parts = reading.parts.get(sentence[0])
    if parts is None:
        parts = []
        first, stop = reading.span(*sentence)
        for position in range(first + 1, stop):
            word = reading.words[position]
            if word.key in PARTS:
                before = reading.words[position - 1].key
                parts.append((word.start, (word.key, WHICH_PART.get(before, before))))
        reading.parts[sentence[0]] = parts
    for place, part in sorted(parts, key=lambda part: abs(part[0] - offset)):
        low, high = sorted((place, offset))
        # "108-96, 34-21 in the first quarter": the part is of the score beside it.
        if not any(low < pair.start() < high for pair in reading.pairs.get(sentence[0], ())):
            return part if is_number(part[1]) else None
    return None
