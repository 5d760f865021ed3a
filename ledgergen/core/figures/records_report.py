"""Figures of a report: a subject named before, a figure, the attribute's words after.

"Okafor scored 21 points (7-20 FG), 12 rebounds and 44 percent from the field":
each figure is one cell of the subject's row, and the words behind it say which
column. Two figures joined ("7-20", "9-of-19", "31-24", "(12-3)") are two cells
that belong together: made and attempted, the two sides of a score, wins and
losses. Scores may be of a part ("in the second half"), added up from smaller
parts where the record holds those.

What is looked up here is bound twice, by row and by column; so a cell with
another value is a conflict and no search goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.records_grid import Grid
from ledgergen.core.figures.records_table import Outcome
from ledgergen.core.figures.records_text import Named, Reading, find_clause
from ledgergen.core.figures.records_words import fold, fold_name, is_number

# Words behind a figure → keys of the column they speak of. Longest first.
PHRASES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = tuple(
    (fold_name(said), tuple(map(fold, meant.split())))
    for said, meant in (
        ("three point range", "3 pointers"),
        ("three point line", "3 pointers"),
        ("three point land", "3 pointers"),
        ("three point shooting", "3 pointers"),
        ("three point", "3 pointers"),
        ("three pointers", "3 pointers"),
        ("3 pt", "3 pointers"),
        ("long range", "3 pointers"),
        ("long distance", "3 pointers"),
        ("beyond the arc", "3 pointers"),
        ("the arc", "3 pointers"),
        ("deep", "3 pointers"),
        ("downtown", "3 pointers"),
        ("free throw line", "free throws"),
        ("free throws", "free throws"),
        ("the line", "free throws"),
        ("charity stripe", "free throws"),
        ("foul line", "free throws"),
        ("field goals", "field goals"),
        ("the field", "field goals"),
        ("the floor", "field goals"),
        ("shooting", "field goals"),
        ("shooters", "field goals"),
    )
)

MARGIN_NOUNS = frozenset(
    map(
        fold,
        "win victory lead loss margin rout advantage deficit defeat gap blowout triumph swing run".split(),
    )
)
PART_SUMS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("half", "1"): ("quarter", ("1", "2")),
    ("half", "2"): ("quarter", ("3", "4")),
}
"""A part that records rarely hold, and the parts that add up to it."""

JOINED = re.compile(r"(\d+)(\s?[-–—]\s?|\s?-?(?:of|for)-?\s?)(\d+)(?![\d:]|\.\d)", re.IGNORECASE)
BEYOND = re.compile(
    r"\b(?:last|past|previous|next|first) (?:\w+ )?(?:games?|outings|contests|meetings|starts)\b"
    r"|\bin a row\b|\bstraight\b|\bconsecutive\b|\baverag(?:ing|es|ed)\b|\bcombin(?:ed|ing) for\b"
    r"|\b(?:over|during) (?:that|this) (?:span|stretch)\b|\b(?:on|of) the (?:season|year)\b|-game\b"
    r"|\b(?:this|the) season\b|\bcareer[ -](?:high|low|best)\b",
    re.IGNORECASE,
)
"""A stretch of time that a record of one occasion does not cover."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how it was reached."""

    grid: Grid
    row: int
    column: int

    @property
    def value(self) -> Decimal | None:
        """The number it holds."""
        return self.grid.number(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Found:
    """What the record says where a figure points. `values` are the alternatives, one of which it must be."""

    rule: str
    values: tuple[Decimal, ...]
    cells: tuple[Cell, ...]
    formula: str = ""


def find_columns(reading: Reading, grid: Grid, keys: frozenset[str]) -> tuple[int, ...]:
    """Return the columns named with all these keys and least besides."""
    cache_key = (grid.id, keys)
    found = reading.cache.get(cache_key)
    if found is None:
        fits = [(len(name), c) for c, name in enumerate(grid.names) if keys <= set(name)]
        least = min(fits)[0] if fits else 0
        found = tuple(c for size, c in fits if size == least)
        reading.cache[cache_key] = found
    assert isinstance(found, tuple)
    return found


def read_attribute(reading: Reading, position: int) -> frozenset[str]:
    """Read which attribute the next few words speak of; empty where none is known."""
    keys: list[str] = []
    for word in reading.words[position : position + 6]:
        keys.extend(fold_name(reading.text[word.start : word.end]) or (word.key,))
    for at, key in enumerate(keys[:4]):
        for said, meant in _PHRASES_BY_KEY.get(key, ()):
            if tuple(keys[at : at + len(said)]) == said:
                return meant
    return frozenset()


_PHRASES_BY_KEY: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
for _said, _meant in PHRASES:
    _PHRASES_BY_KEY.setdefault(_said[0], []).append((_said, frozenset(_meant)))


def find_subjects(reading: Reading, offset: int) -> tuple[Named, ...]:
    """Return whom a figure may be about, the likeliest first.

    Nearest before it comes first, in its clause and then in its sentence; but a
    member goes before the group it is named with ("Okafor led the Owls with 17"),
    and those a preposition stands before come late ("for the Owls").
    """
    clause_start, clause_end = find_clause(reading, offset)
    start, _ = reading.sentence(offset)
    before = reading.names_between(start, offset)
    key = ("subjects", clause_start, len(before))
    known = reading.cache.get(key)
    if known is None:
        after = reading.names_between(offset, clause_end)
        earlier = reading.names_between(max(0, start - _LOOK_BACK), start)
        known = tuple(_order_subjects(reading, clause_start, before, after, earlier))
        reading.cache[key] = known
    assert isinstance(known, tuple)
    return known


def _order_subjects(
    reading: Reading, clause_start: int, before: list[Named], after: list[Named], earlier: list[Named]
) -> Iterator[Named]:
    direct = [named for named in reversed(before) if not named.is_oblique]
    here = [named for named in direct if reading.words[named.first].start >= clause_start]
    yield from sorted(here, key=lambda named: -len(named.grid.rows))
    there = [named for named in direct if reading.words[named.first].start < clause_start]
    yield from there
    yield from (named for named in reversed(before) if named.is_oblique)
    yield from after
    yield from reversed(earlier)


_LOOK_BACK = 600
"""How many code points back "he" and "they" reach."""


def find_joined(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Return the two joined figures that the offsets touch."""
    sentence = reading.sentence(start)
    key = ("joined", sentence[0])
    pairs = reading.cache.get(key)
    if pairs is None:
        pairs = list(JOINED.finditer(reading.text, *sentence))
        reading.cache[key] = pairs
    assert isinstance(pairs, list)
    return next((pair for pair in pairs if pair.start() < end and start < pair.end()), None)


def is_part_of_name(reading: Reading, grids: Sequence[Grid], position: int) -> bool:
    """Tell whether a number belongs to the name of an attribute or a part: "three-point", "fourth quarter"."""
    words = reading.words
    if position + 1 >= len(words):
        return False
    number, behind = words[position].key, words[position + 1].key
    if behind in _PART_KEYS:
        return _names_part(grids, behind, number)
    exact = frozenset(keys for said, keys in PHRASES if said[0] == number)
    return bool(exact) and bool(read_name(reading, position))


def read_name(reading: Reading, position: int) -> frozenset[str]:
    """Read the attribute that begins exactly here, if its name begins with a number."""
    keys: list[str] = []
    for word in reading.words[position : position + 3]:
        keys.extend(fold_name(reading.text[word.start : word.end]) or (word.key,))
    before = reading.words[position - 1].key if position else ""
    for said, meant in PHRASES:
        if said[0] == keys[0] and tuple(keys[: len(said)]) == said and is_number(said[0]):
            if len(said) > 2 or before in _LEADS or not is_number(before[:1] or "x") is False:
                return frozenset(meant)
            if reading.text[reading.words[position].end : reading.words[position + 1].start] == "":
                return frozenset(meant)
    return frozenset()


_LEADS = frozenset({"from", "the"})


def _names_part(grids: Sequence[Grid], kind: str, number: str) -> bool:
    smaller = _SUMS.get((kind, number))
    wanted = frozenset({kind, number}) if smaller is None else frozenset({smaller[0], *smaller[1][:1]})
    return any(wanted <= set(name) for grid in grids for name in grid.names)


def look_up(reading: Reading, grids: Sequence[Grid], position: int) -> Found | None:
    """Return what the record holds where the figure at a word position points, or None if it points nowhere."""
    word = reading.words[position]
    pair = find_joined(reading, word.start, word.end)
    if pair is not None:
        side = 0 if word.start < pair.end(1) else 1
        return _look_up_pair(reading, grids, pair, side)
    return _look_up_single(reading, grids, position)


def _look_up_pair(reading: Reading, grids: Sequence[Grid], pair: re.Match[str], side: int) -> Found | None:
    text = reading.text
    behind = reading.span(pair.end(), pair.end() + 1)[0]
    if behind < len(reading.words) and reading.words[behind].start < pair.end():
        behind += 1
    attribute = read_attribute(reading, behind)
    is_shooting = not set(pair[2]) <= set("-–— ")
    if attribute or is_shooting:
        suffix = ("made", "attempted")[side]
        found = _cell(
            reading, pair.start(), (attribute or frozenset(map(fold, ("field", "goals")))) | {fold(suffix)}
        )
        if found or is_shooting:
            return found
    bracketed = text[: pair.start()].rstrip().endswith("(")
    around = text[max(0, pair.start() - 40) : pair.start()] + text[pair.end() : pair.end() + 20]
    if bracketed or re.search(r"\brecord|\bimprov|\b(?:fell|drop|mov)\w* to\b", around):
        found = _record(reading, pair, side)
        if found or bracketed:
            return found
    return _score(reading, grids, pair, side)


def _record(reading: Reading, pair: re.Match[str], side: int) -> Found | None:
    keys = frozenset({fold(("win", "loss")[side])})
    start, _ = reading.sentence(pair.start())
    # "(12-3)" belongs to the very name it stands behind.
    nearest = reading.names_between(start, pair.start())[-1:]
    return _cell(reading, pair.start(), keys, nearest) or _cell(reading, pair.start(), keys)


def _cell(
    reading: Reading, offset: int, keys: frozenset[str], subjects: Sequence[Named] | None = None
) -> Found | None:
    """Look an attribute up in the row of the likeliest subject that has it."""
    for named in find_subjects(reading, offset) if subjects is None else subjects:
        for column in find_columns(reading, named.grid, keys)[:2]:
            cells = [Cell(named.grid, row, column) for row in named.rows]
            values = tuple(cell.value for cell in cells)
            if any(value is not None for value in values):
                return Found("V60", tuple(value for value in values if value is not None), tuple(cells))
    return None


def _find_part(reading: Reading, offset: int) -> tuple[str, str] | None:
    """Read which part of the whole a clause speaks of: ("quarter", "3")."""
    start, end = reading.sentence(offset)
    key = ("parts", start)
    parts = reading.cache.get(key)
    if parts is None:
        parts = []
        first, stop = reading.span(start, end)
        for position in range(first + 1, stop):
            part = reading.words[position].key
            if part in _PART_KEYS:
                before = reading.words[position - 1].key
                parts.append((reading.words[position].start, (part, _OPENING.get(before, before))))
        reading.cache[key] = parts
    assert isinstance(parts, list)
    if not parts:
        return None
    nearest = min(parts, key=lambda part: abs(part[0] - offset))[1]
    return nearest if is_number(nearest[1]) else None


_PART_KEYS = frozenset(map(fold, ("quarter", "half", "period", "set", "inning")))
_OPENING = {fold("opening"): "1", fold("final"): "4", fold("last"): "4"}


def _part_values(
    reading: Reading, grid: Grid, attribute: str, part: tuple[str, str]
) -> list[tuple[Decimal, Cell]] | None:
    kind, number = part
    columns = find_columns(reading, grid, frozenset({attribute, kind, number}))
    if not columns and part in _SUMS:
        smaller, numbers = _SUMS[part]
        columns = tuple(
            column
            for each in numbers
            for column in find_columns(reading, grid, frozenset({attribute, smaller, each}))[:1]
        )
    elif columns:
        columns = columns[:1]
    if not columns:
        return None
    out = []
    for row in range(len(grid.rows)):
        values = [grid.numbers(column)[row] for column in columns]
        out.append(
            (sum((value for value in values if value is not None), Decimal(0)), Cell(grid, row, columns[0]))
        )
    return out


_SUMS = {(fold(k), n): (fold(s), ns) for (k, n), (s, ns) in PART_SUMS.items()}


def _sides(
    reading: Reading, grids: Sequence[Grid], offset: int
) -> tuple[str, list[tuple[Decimal, Cell]] | None]:
    """Return the values of the rows that a score sets side by side, and of what they are."""
    start, end = reading.sentence(offset)
    grid = next(
        (grid for grid in grids if len(grid.rows) == 2 and find_columns(reading, grid, frozenset({"point"}))),
        None,
    )
    if grid is None:
        return "", None
    first, stop = reading.span(start, end)
    said = {word.key for word in reading.words[first:stop]}
    attribute = next((key for key in ("rebound", "assist", "turnover") if key in said), "point")
    part = _find_part(reading, offset)
    if part is not None:
        return attribute, _part_values(reading, grid, attribute, part)
    columns = find_columns(reading, grid, frozenset({attribute}))
    if not columns:
        return attribute, None
    return attribute, [
        (value, Cell(grid, row, columns[0]))
        for row, value in enumerate(grid.numbers(columns[0]))
        if value is not None
    ]


def _score(reading: Reading, grids: Sequence[Grid], pair: re.Match[str], side: int) -> Found | None:
    _, sides = _sides(reading, grids, pair.start())
    if sides is None:
        return Found("V68", (), ()) if _sides(reading, grids, pair.start())[0] else None
    return Found("V68", tuple(value for value, _ in sides), tuple(cell for _, cell in sides))


def _look_up_single(reading: Reading, grids: Sequence[Grid], position: int) -> Found | None:
    words = reading.words
    behind = [word.key for word in words[position + 1 : position + 4]]
    offset = words[position].start
    if not behind:
        return None
    if MARGIN_NOUNS & set(behind[:2]) and behind[0] in ("point",):
        _, sides = _sides(reading, grids, offset)
        if sides is not None and len(sides) == 2:
            gap = abs(sides[0][0] - sides[1][0])
            return Found("V65", (gap,), tuple(cell for _, cell in sides), f"{sides[0][0]} - {sides[1][0]}")
    is_percent = behind[0] == "percent" or reading.text[
        words[position].end : words[position].end + 2
    ].strip().startswith("%")
    if is_percent:
        attribute = read_attribute(reading, position + 1)
        return _cell(reading, offset, attribute | {"percent"}) if attribute else None
    for size in (2, 1):
        keys = frozenset(behind[:size])
        if len(keys) == size and not any(map(is_number, keys)):
            found = _cell(reading, offset, keys)
            if found is not None:
                return found
    return None


def judge_report(
    reading: Reading, grids: Sequence[Grid], mention: Mention, position: int
) -> tuple[Grid, Outcome] | None:
    """Judge a figure that a named subject and an attribute's words bind; None where they bind none."""
    found = look_up(reading, grids, position)
    if found is None or not found.cells:
        return None
    grid = found.cells[0].grid
    cells = tuple((cell.row, cell.column) for cell in found.cells if cell.grid is grid)[:3]
    stated = Decimal(reading.words[position].key)
    if stated in found.values or (
        mention.low == stated
        and mention.precision > 0
        and any(agree(mention, value) for value in found.values)
    ):
        return grid, Outcome(found.rule, True, found.formula, cells, found.formula or None)
    values = " or ".join(sorted({f"{value.normalize():f}" for value in found.values}))
    return grid, Outcome("V75", False, f"The record has {values} there", cells)


def speaks_beyond(reading: Reading, position: int) -> bool:
    """Tell whether a figure's sentence is about a stretch of time that a record of one occasion does not cover."""
    return BEYOND.search(reading.text, *reading.sentence(reading.words[position].start)) is not None
