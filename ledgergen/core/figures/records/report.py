"""Figures of a report: a subject named before, a figure, the attribute's words behind.

"Okafor scored 21 points (7-20 FG), 12 rebounds and 44 percent from the field":
each figure is one cell of the subject's row, and the words behind it say which
column. What is looked up here is bound twice, by row and by column; so a cell
with another value is a conflict, and no search goes on. Two figures written as
one ("7-20", "31-24") are `records.pairs`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.records.cells import Found, find_cell, find_sides
from ledgergen.core.figures.records.grid import Grid
from ledgergen.core.figures.records.pairs import find_joined, look_up_pair, names_part
from ledgergen.core.figures.records.phrases import is_name_of_attribute, read_attribute
from ledgergen.core.figures.records.question import Outcome
from ledgergen.core.figures.records.text import Reading
from ledgergen.core.figures.records.words import MARGINS, is_number

BEYOND = re.compile(
    r"\b(?:last|past|previous|next|first) (?:\w+ )?(?:games?|outings|contests|starts|films?|weeks?)\b"
    r"|\bin a row\b|\bstraight\b|\bconsecutive\b|\baverag(?:ing|es|ed)\b|\bcombin(?:ed|ing) for\b"
    r"|\b(?:over|during) (?:that|this) (?:span|stretch)\b|\b(?:on|of) the (?:season|year)\b|-game\b"
    r"|\b(?:this|the) season\b|\bcareer[ -](?:high|low|best)\b",
    re.IGNORECASE,
)
"""A stretch of time that a record of one occasion does not cover."""


def is_part_of_name(reading: Reading, grids: Sequence[Grid], position: int) -> bool:
    """Tell whether a number names an attribute or a part: "three-point range", "fourth quarter"."""
    if position + 1 >= len(reading.words):
        return False
    number, behind = reading.words[position].key, reading.words[position + 1].key
    return names_part(grids, behind, number) or is_name_of_attribute(reading, position)


def speaks_beyond(reading: Reading, position: int) -> bool:
    """Tell whether a sentence is about more time than a record of one occasion covers."""
    start, end = reading.sentence(reading.words[position].start)
    known = reading.beyond.get(start)
    if known is None:
        known = reading.beyond[start] = BEYOND.search(reading.text, start, end) is not None
    return known


def judge_report(
    reading: Reading, grids: Sequence[Grid], mention: Mention, position: int
) -> tuple[Grid, Outcome] | None:
    """Judge a figure that a named subject and an attribute's words bind; None where they bind none."""
    word = reading.words[position]
    pair = find_joined(reading, word.start, word.end)
    if pair is None:
        found = _look_up_single(reading, grids, position)
    else:
        found = look_up_pair(reading, grids, pair, 0 if word.start < pair.end(1) else 1)
    if found is None or not found.cells:
        return None
    grid = found.cells[0].grid
    cells = tuple((cell.row, cell.column) for cell in found.cells if cell.grid is grid)[:3]
    stated = Decimal(word.key)
    is_right = stated in found.values or (
        mention.low == stated
        and mention.precision > 0
        and any(agree(mention, value) is not None for value in found.values)
    )
    if is_right:
        why = f"It is {found.formula}" if found.formula else ""
        return grid, Outcome(found.rule, True, why, cells, found.formula or None)
    values = sorted(set(found.values))
    why = f"The record has {' or '.join(f'{value:f}' for value in values)} there"
    instead = values[0] if len(values) == 1 and pair is None else None
    return grid, Outcome("V75", False, why, cells, instead=instead)


def _look_up_single(reading: Reading, grids: Sequence[Grid], position: int) -> Found | None:
    words = reading.words
    offset = words[position].start
    behind = [word.key for word in words[position + 1 : position + 4]]
    if not behind:
        return None
    margin = _look_up_margin(reading, grids, position, behind)
    if margin is not None:
        return margin
    sign = reading.text[words[position].end : words[position].end + 2].strip()
    if behind[0] == "percent" or sign.startswith("%"):
        attribute = read_attribute(reading, position + 1)
        return find_cell(reading, offset, attribute | {"percent"}) if attribute else None
    for size in (2, 1):
        keys = frozenset(behind[:size])
        if len(keys) == size and not any(map(is_number, keys)):
            found = find_cell(reading, offset, keys)
            if found is not None:
                return found
    return None


def _look_up_margin(
    reading: Reading, grids: Sequence[Grid], position: int, behind: Sequence[str]
) -> Found | None:
    """Look up "a 12-point win": the difference of the two sides."""
    if len(behind) < 2 or behind[1] not in MARGINS:
        return None
    sides = find_sides(reading, grids, reading.words[position].start)
    if sides is None or len(sides) != 2 or behind[0] not in sides[0][1].names:
        return None
    (one, first), (other, second) = sides
    return Found("V65", (abs(one - other),), (first, second), f"{max(one, other)} − {min(one, other)}")
