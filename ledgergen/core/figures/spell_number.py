"""Write numbers in words: “two hundred and five”, “twenty-first”."""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, ORDINALS

_WORDS_BY_VALUE: Final = {
    value: word for word, value in CARDINALS.items() if word not in ("fourty", "nought")
}
_ORDINALS_BY_VALUE: Final = {value: word for word, value in ORDINALS.items()}
_SUFFIXES: Final = {1: "st", 2: "nd", 3: "rd"}


def spell_cardinal(number: int) -> str:
    """Write a whole number below a thousand in words: “two hundred and five”."""
    if number in _WORDS_BY_VALUE:
        return _WORDS_BY_VALUE[number]
    if number < 100:
        return f"{_WORDS_BY_VALUE[number - number % 10]}-{_WORDS_BY_VALUE[number % 10]}"
    rest = f" and {spell_cardinal(number % 100)}" if number % 100 else ""
    return f"{_WORDS_BY_VALUE[number // 100]} hundred{rest}"


def spell_ordinal(number: int) -> str:
    """Write an ordinal below a hundred in words, others in digits: “twenty-first”, “121st”."""
    if number in _ORDINALS_BY_VALUE and number < 100:
        return _ORDINALS_BY_VALUE[number]
    if 20 < number < 100:
        return f"{_WORDS_BY_VALUE[number - number % 10]}-{_ORDINALS_BY_VALUE[number % 10]}"
    return f"{number}{ordinal_suffix(number)}"


def ordinal_suffix(number: int) -> str:
    """Return “st”, “nd”, “rd” or “th”."""
    if number % 100 in (11, 12, 13):
        return "th"
    return _SUFFIXES.get(number % 10, "th")
