"""Read one number, in digits or in words, to its exact value, with the scales that follow it.

Most numbers of a text are one token: `read_alone` is for them, where the caller
has seen that nothing behind goes on with the number (`GOING_ON`).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from ledgergen.core.figures.scan.digits import ONE, read_digits, starts_figures
from ledgergen.core.figures.scan.lexicon.numbers import (
    CARDINALS,
    GLYPH_FRACTIONS,
    HYPHENS,
    SCALES,
)
from ledgergen.core.figures.scan.number_words import read_words
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.scaling import Number, apply_scales

GOING_ON: Final = frozenset({"e", "and", "point", *CARDINALS, *SCALES, *GLYPH_FRACTIONS, *HYPHENS})
"""What may go on with a number that has begun: “twenty-five”, “2 million”, “two and a half”, “1e9”."""


def read_number(reader: Reader, index: int) -> Number | None:
    """Read the number that begins at this token, with the scales that follow it."""
    word = reader.words[index]
    if starts_figures(word):
        return _read_figures(reader, index)
    if word in GLYPH_FRACTIONS:
        over, under = GLYPH_FRACTIONS[word]
        return apply_scales(reader, Number(index + 1, Decimal(over) / under, ONE / under, is_digits=True))
    return read_words(reader, index)


def read_bare(word: str) -> tuple[Decimal, Decimal] | None:
    """Return value and precision of a number of one token, None where it is none or has no reading."""
    return _read_bare(word) if len(word) <= _LONGEST else None


@lru_cache(maxsize=4_096)
def _read_bare(word: str) -> tuple[Decimal, Decimal] | None:
    if starts_figures(word):
        return read_digits(word)
    cardinal = _ALONE.get(word)
    return None if cardinal is None else (cardinal, ONE)


def is_alone(word: str) -> bool:
    """Tell whether a token is a number by itself: digits, or one of the cardinals."""
    return word in CARDINALS or starts_figures(word)


def read_alone(reader: Reader, index: int) -> Number:
    """Read a number of one token: in digits, or one of the cardinals."""
    word = reader.words[index]
    cardinal = _ALONE.get(word)
    if cardinal is not None:
        return Number(index + 1, cardinal, ONE, is_digits=False)
    read = read_digits(word)
    if read is None:
        return Number(index + 1, _ZERO, ONE, is_digits=True, is_readable=False)
    return Number(index + 1, *read, is_digits=True, is_plain=word.isdecimal())


_LONGEST: Final = 48
"""Characters of a number up to which its reading is kept for the next text that has it."""
_ZERO: Final = Decimal(0)
_ALONE: Final = {word: Decimal(value) for word, value in CARDINALS.items()}


def _read_figures(reader: Reader, index: int) -> Number:
    read = read_digits(reader.words[index])
    if read is None:
        return Number(index + 1, Decimal(0), ONE, is_digits=True, is_readable=False)
    value, precision = read
    after = index + 1
    following = reader.words[after]
    if (
        following == "e"
        and reader.glued(after)
        and reader.words[after + 1][:1].isdecimal()
        and reader.glued(after + 1)
    ):
        return Number(after + 2, Decimal(0), ONE, is_digits=True, is_readable=False)
    if following in GLYPH_FRACTIONS and reader.near(after):
        over, under = GLYPH_FRACTIONS[following]
        return apply_scales(
            reader, Number(after + 1, value + Decimal(over) / under, ONE / under, is_digits=True)
        )
    plain = reader.words[index].isdecimal()
    return apply_scales(reader, Number(after, value, precision, is_digits=True, is_plain=plain))
