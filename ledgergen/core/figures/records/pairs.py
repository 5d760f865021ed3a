"""Two figures written as one: "7-20 FG", "9-of-19", "31-24", "(12-3)".

They are two cells that belong together: made and attempted, won and lost, or
the two sides of a score. What stands around them says which: an attribute of
shooting behind, brackets right behind a name, else it is a score. Each half is
held against its own cell; a score against either side, for prose gives the
winner first and the record does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledgergen.core.figures.records.cells import Found, find_cell, find_sides
from ledgergen.core.figures.records.grid import Grid
from ledgergen.core.figures.records.phrases import read_attribute
from ledgergen.core.figures.records.text import Reading
from ledgergen.core.figures.records.words import PART_SUMS, PARTS, fold

_JOINED = re.compile(r"(\d{1,6})(\s?[-–—]\s?|\s?-?(?:of|for)-?\s?)(\d{1,6})(?![\d:]|\.\d)", re.IGNORECASE)
_RECORD = re.compile(r"\brecord|\bimprov|\b(?:fell|drop|mov)\w* to\b")
_DASHES = frozenset("-–— ")

_TRIED = frozenset(map(fold, ("field", "goals")))
"""What "9-of-19" counts where nothing else is said."""
_HALVES = {"tried": tuple(map(fold, ("made", "attempted"))), "won": tuple(map(fold, ("won", "lost")))}


def find_joined(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Return the two joined figures that the offsets touch."""
    sentence = reading.sentence(start)
    pairs = reading.pairs.get(sentence[0])
    if pairs is None:
        pairs = list(_JOINED.finditer(reading.text, *sentence))
        reading.pairs[sentence[0]] = pairs
    return next((pair for pair in pairs if pair.start() < end and start < pair.end()), None)


def look_up_pair(reading: Reading, grids: Sequence[Grid], pair: re.Match[str], side: int) -> Found | None:
    """Return what the record holds for one half of two joined figures."""
    start = pair.start()
    attribute = read_attribute(reading, reading.span(pair.end() - 1, pair.end())[1])
    is_tried = not set(pair[2]) <= _DASHES
    if attribute or is_tried:
        found = find_cell(reading, start, (attribute or _TRIED) | {_HALVES["tried"][side]})
        if found or is_tried:
            return found
    is_bracketed = reading.text[:start][-2:].rstrip().endswith("(")
    if is_bracketed or _RECORD.search(reading.text, max(0, start - 40), pair.end() + 20):
        keys = frozenset({_HALVES["won"][side]})
        # "(12-3)" belongs to the very name it stands behind.
        nearest = reading.names_between(reading.sentence(start)[0], start)[-1:]
        found = find_cell(reading, start, keys, nearest) or find_cell(reading, start, keys)
        if found or is_bracketed:
            return found
    sides = find_sides(reading, grids, start)
    if not sides:
        return None
    return Found("V68", tuple(value for value, _ in sides), tuple(cell for _, cell in sides))


def names_part(grids: Sequence[Grid], kind: str, number: str) -> bool:
    """Tell whether a number and the word behind it name a part that the record knows: "fourth quarter"."""
    if kind not in PARTS:
        return False
    wanted = {kind, number}
    if (kind, number) in PART_SUMS:
        smaller, numbers = PART_SUMS[kind, number]
        wanted = {smaller, numbers[0]}
    return any(wanted.issubset(name) for grid in grids for name in grid.names)
