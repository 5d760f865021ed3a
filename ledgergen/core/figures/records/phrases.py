"""Words behind a figure and the attribute they speak of: "from long range", "on the line", "shooting"."""

from __future__ import annotations

from ledgergen.core.figures.records.text import Reading
from ledgergen.core.figures.records.words import fold, fold_name, is_number

# What prose says → what the columns are named with.
SAID: tuple[tuple[str, str], ...] = (
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

_REACH = 4
"""A phrase begins within this many words behind its figure."""
_LONGEST = 6

Phrase = tuple[tuple[str, ...], frozenset[str]]


def _index() -> dict[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = {}
    for said, meant in SAID:
        keys = fold_name(said)
        index.setdefault(keys[0], []).append((keys, frozenset(map(fold, meant.split()))))
    return index


_BY_FIRST_KEY = _index()


def read_attribute(reading: Reading, position: int) -> frozenset[str]:
    """Return the keys of the attribute that the next few words speak of; empty where none is known."""
    keys = _read_keys(reading, position, _LONGEST)
    for at, key in enumerate(keys[:_REACH]):
        for said, meant in _BY_FIRST_KEY.get(key, ()):
            if tuple(keys[at : at + len(said)]) == said:
                return meant
    return frozenset()


def is_name_of_attribute(reading: Reading, position: int) -> bool:
    """Tell whether a number begins the name of an attribute: "three-point range", "3Pt"."""
    words = reading.words
    phrases = _BY_FIRST_KEY.get(words[position].key, ())
    keys = _read_keys(reading, position, 3) if phrases else []
    for said, _ in phrases:
        if tuple(keys[: len(said)]) != said:
            continue
        is_glued = words[position].end == words[position + 1].start
        before = words[position - 1].key if position else ""
        # "a three-point lead" is three points; "from three-point …" and "the three-point line" are not.
        if len(said) > 2 or is_glued or before in {"from", "the"} or is_number(before[:1] or "x"):
            return True
    return False


def _read_keys(reading: Reading, position: int, n_words: int) -> list[str]:
    keys: list[str] = []
    for word in reading.words[position : position + n_words]:
        keys.extend(fold_name(reading.text[word.start : word.end]) or (word.key,))
    return keys
