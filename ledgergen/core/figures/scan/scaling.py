"""A number as it is written, and the scales that multiply it: “2.5 million”, “1.2 lakh crore”."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from ledgergen.core.figures.scan.digits import ONE
from ledgergen.core.figures.scan.lexicon.nouns import FUNCTION_WORDS
from ledgergen.core.figures.scan.lexicon.numbers import SCALES
from ledgergen.core.figures.scan.reader import Reader

_LARGEST: Final = Decimal(10) ** 24
"""Nothing is scaled past this: later arithmetic, `% 1` above all, must not run out of digits."""


class Number(NamedTuple):
    """A number as written, before any unit."""

    after: int
    """Index of the first token behind it."""
    value: Decimal
    precision: Decimal
    """The worth of its last digit; the scale, for words."""
    is_digits: bool
    is_plain: bool = False
    """Digits without separators or scale: may be a year."""
    is_readable: bool = True
    scale: Decimal = ONE
    """What scale words multiplied it by."""


def times(value: Decimal, factor: Decimal | int) -> Decimal:
    """Multiply, without the “.0” that Decimal keeps: 1.9 times a million is 1900000."""
    product = value * factor
    whole = product.to_integral_value()
    return whole if whole == product else product


def apply_scales(reader: Reader, number: Number) -> Number:
    """Multiply by the scale words that follow: “2.5 million”, “1.2 lakh crore”."""
    after, factor = number.after, 1
    while (
        (scale := SCALES.get(reader.words[after]))
        and reader.words[after] != "score"
        and reader.near(after)
        and not is_grandeur(reader, after)
        and factor < 10**15
    ):
        if reader.words[after] in ("dozen", "hundred") and factor > 1:
            break
        factor *= scale
        after += 1
    if (
        factor == 1
        and reader.words[after] == "-"
        and SCALES.get(reader.words[after + 1], 0) >= 1000
        and reader.glued(after)
    ):
        factor = SCALES[reader.words[after + 1]]
        after += 2
    return scaled(number, factor, after=after) if factor > 1 else number


def scaled(number: Number, factor: int, *, after: int) -> Number:
    """Multiply a number by its scale; one that grows past all sense is unreadable."""
    if number.value * factor >= _LARGEST:
        return Number(after, Decimal(0), ONE, is_digits=number.is_digits, is_readable=False)
    return number._replace(
        after=after,
        value=times(number.value, factor),
        precision=times(number.precision, factor),
        scale=Decimal(factor),
        is_plain=False,
    )


def is_grandeur(reader: Reader, at: int) -> bool:
    """Tell “three grand divisions” from “three grand in cash”: thousands stand before no noun."""
    if reader.words[at] != "grand":
        return False
    behind = reader.words[at + 1]
    is_plural = behind.endswith("s") and len(behind) > 3
    return is_plural and reader.near(at + 1) and behind not in FUNCTION_WORDS
