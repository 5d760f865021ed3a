"""Read a number written in digits, whatever parts them.

Separators are read by their pattern and not by a locale: “1,200” and “1.234,5”
and “1 234.5” each have one sensible reading. What has none (“1.2.3”) is a
number that cannot be read, and is said to be so; it is never dropped.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

ONE: Final = Decimal(1)
_MAX_DIGITS: Final = 24  # well below the precision of Decimal's default context: arithmetic stays exact
_SPLIT: Final = re.compile(r"(\D)")
_SPACES: Final = frozenset(" \u00a0\u202f\u2009")


def starts_figures(word: str) -> bool:
    """Tell whether a token is a number in digits: “12”, “.5”."""
    return word[-1:].isdecimal()


def read_digits(word: str) -> tuple[Decimal, Decimal] | None:
    """Read digits with separators; return value and precision, or None where no reading makes sense.

    >>> read_digits("28,262,574")
    (Decimal('28262574'), Decimal('1'))
    >>> read_digits("1.234,5")
    (Decimal('1234.5'), Decimal('0.1'))
    """
    return _read(word) if len(word) <= 2 * _MAX_DIGITS else None


@lru_cache(maxsize=4_096)
def _read(word: str) -> tuple[Decimal, Decimal] | None:
    if word.isdecimal():
        return (Decimal(word), ONE) if len(word) <= _MAX_DIGITS else None
    parts = _SPLIT.split(word)
    groups, marks = parts[::2], parts[1::2]
    if sum(map(len, groups)) > _MAX_DIGITS:
        return None
    whole, fraction = _split_decimals(groups, marks)
    if whole is None:
        return None
    value = Decimal("".join(whole) + ("." + fraction if fraction else ""))
    return value, ONE.scaleb(-len(fraction))


def _split_decimals(  # noqa: PLR0911  one return per convention
    groups: list[str], marks: list[str]
) -> tuple[list[str] | None, str]:
    """Separate the digits before the decimal point from those behind it."""
    last = marks[-1]
    thousands = set(marks[:-1])
    if len(marks) == 1:
        tail = groups[1]
        if not groups[0]:
            return ["0"], tail
        is_grouped = len(tail) == 3 and 1 <= len(groups[0]) <= 3 and groups[0] not in ("0", "00", "000")
        if last in ",'’٬" or last in _SPACES:
            if is_grouped:
                return groups, ""
            return ([groups[0]], tail) if last == "," and len(tail) <= 2 else (None, "")
        # "500.000" is how half the world writes half a million; "3.714" is a decimal.
        if is_grouped and last == "." and tail == "000":
            return groups, ""
        return [groups[0]], tail
    if last not in thousands and last in ".,٫" and len(thousands) == 1:
        return (groups[:-1], groups[-1]) if _is_grouping(groups[:-1]) else (None, "")
    if last in thousands and len(thousands) == 1 and _is_grouping(groups):
        return groups, ""
    return None, ""


def _is_grouping(groups: list[str]) -> bool:
    """Tell whether these are thousands (1 200 000) or lakhs and crores (1,20,00,000)."""
    if not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3:
        return len(groups) == 1
    middle = {len(group) for group in groups[1:-1]}
    return middle <= {3} or (middle <= {2} and len(groups[0]) <= 2)
