"""Read years and what is made of them: parts of a year, decades, centuries, years in words."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from ledgergen.core.figures.mention import Hedge, Kind, Period
from ledgergen.core.figures.scan.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    build_date,
    build_period,
    read_year_number,
)
from ledgergen.core.figures.scan.digits import ONE
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.dates import YEAR_PARTS
from ledgergen.core.figures.scan.number_words import read_words
from ledgergen.core.figures.scan.reader import Reader

DECADE_WORDS: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
_DASHES: Final = frozenset("-–—‐‑/")
YEAR_DIGITS: Final = 4
_ERAS: Final = frozenset({"bc", "bce", "b.c", "b.c.e"})
BEHIND_YEARS: Final = _ERAS | {"s", "'", "’"}
"""What makes a year, a decade or a century of more or fewer digits than four."""
_BESIDE_YEARS: Final = BEHIND_YEARS | _DASHES | YEAR_PARTS.keys() | {"of"}
"""What makes more of four digits, or less, than one whole year: most years have none of it on either side."""


def read_year(reader: Reader, index: int) -> Found | None:
    """Read “1976”, “early 1976”, “1998/99”, “the 1970s”, “'70s”, “44 BC”."""
    words = reader.words
    word = words[index]
    if words[index + 1] not in _BESIDE_YEARS and words[index - 1] not in _BESIDE_YEARS:
        whole = _read_whole_year(word)
        if whole is not None:
            period, value = whole
            return Found(index, index + 1, Kind.DATE, value, value, ONE, "year", "", Hedge.NONE, period)
    return _read_more_or_less(reader, index)


def _read_more_or_less(  # noqa: PLR0911  one return per written form
    reader: Reader, index: int
) -> Found | None:
    words = reader.words
    word = words[index]
    if not word.isdecimal() or (len(word) != YEAR_DIGITS and words[index + 1] not in BEHIND_YEARS):
        return None
    if words[index + 1] in _ERAS and reader.near(index + 1) and len(word) <= 7:
        value = Decimal(-int(word))
        return Found(index, index + 2, Kind.DATE, value, value, ONE, unit="BC")
    decade = _read_decade(reader, index) if words[index + 1] in BEHIND_YEARS else None
    if decade:
        return decade
    year = read_year_number(reader, index) or _read_far_year(reader, index)
    if not year:
        return None
    if words[index + 1] in _DASHES and reader.glued(index + 1) and reader.glued(index + 2):
        tail = words[index + 2]
        if len(tail) == 2 and tail.isdecimal() and int(tail) == (year + 1) % 100:
            return build_date(index, index + 3, build_period((year, 1, 1), (year + 1, 12, 31)), unit="season")
        if len(tail) == 2 and tail.isdecimal() and int(tail) > year % 100 and words[index + 1] in "-–":
            last = year - year % 100 + int(tail)
            return build_date(index, index + 3, build_period((year, 1, 1), (last, 12, 31)), unit="years")
    first, part = _read_part(reader, index)
    if part:
        return build_date(
            first, index + 1, build_period((year, part[0], 1), (year, part[1], 0)), unit="part of year"
        )
    return build_date(index, index + 1, build_period((year, 1, 1), (year, 12, 31)), unit="year")


@lru_cache(maxsize=1_024)
def _read_whole_year(word: str) -> tuple[Period, Decimal] | None:
    """Read four digits as a year's days and its number."""
    if len(word) != YEAR_DIGITS or not word.isdecimal():
        return None
    year = int(word)
    period = build_period((year, 1, 1), (year, 12, 31)) if FIRST_YEAR <= year <= LAST_YEAR else None
    return (period, Decimal(year)) if period else None


def _read_far_year(reader: Reader, index: int) -> int:
    """Read the year of a story told of the far future: “set in 3028”, “the year 2525”; else 0."""
    words = reader.words
    if len(words[index]) != 4 or not int(words[index]) > LAST_YEAR:
        return 0
    is_set = words[index - 1] == "in" and words[index - 2] in ("set", "place")
    return int(words[index]) if is_set or words[index - 1] == "year" else 0


def _read_part(reader: Reader, index: int) -> tuple[int, tuple[int, int] | None]:
    """Look back for “early”, “mid-”, “late”, “the end of”."""
    step = index - 1
    if reader.words[step] in ("-", "of"):
        step -= 1
    if (
        step >= 0
        and reader.words[step] in YEAR_PARTS
        and (step == index - 1 or reader.words[step] in ("mid", "end", "beginning", "start", "middle"))
    ):
        return step, YEAR_PARTS[reader.words[step]]
    return index, None


def _read_decade(reader: Reader, index: int) -> Found | None:
    words, word = reader.words, reader.words[index]
    after = index + 1
    if (
        words[after] in ("'", "’")
        and words[after + 1] == "s"
        and reader.glued(after)
        and reader.glued(after + 1)
    ):
        after += 1
        if words[index - 1] not in ("the", "early", "late", "mid", "-"):
            return None  # "1990's biggest hit" is one year's
    if words[after] != "s" or not reader.glued(after) or not word.endswith("0"):
        return None
    first = index
    if words[index - 1] in ("'", "’", "‘") and reader.glued(index):
        first = index - 1
    if len(word) == 4:
        start = int(word)
    elif len(word) == 2 and (
        first < index or words[index - 1] in ("the", "early", "late", "mid", "-", "and")
    ):
        start = (1900 if int(word) >= 20 else 2000) + int(word)
    else:
        return None
    span = 100 if start % 100 == 0 and start < 2000 else 10
    return _narrow(reader, first, after + 1, start=start, span=span)


def _narrow(reader: Reader, first: int, after: int, *, start: int, span: int) -> Found:
    """Build a decade or century, or the early, middle or late part of it."""
    unit = "century" if span == 100 else "decade"
    begin, part = _read_part(reader, first)
    low, high = max(start, 1), start + span - 1
    if part:
        low, high = start + span * (part[0] - 1) // 12, start + span * part[1] // 12 - 1
        unit = f"part of {unit}"
    return build_date(
        begin,
        after,
        build_period((low, 1, 1), (high, 12, 31)),
        unit=unit,
        precision=Decimal(span),
        year=start,
    )


def read_decade_word(reader: Reader, index: int) -> Found | None:
    """Read “the sixties”, “the early nineties”, “nineteen-sixties”; ages are read elsewhere."""
    start = 1900 + DECADE_WORDS[reader.words[index]]
    return _narrow(reader, index, index + 1, start=start, span=10)


def read_century(reader: Reader, first: int, after: int, *, number: int) -> Found | None:
    """Read “20th century”, “twenty-second-century” when the ordinal has been read."""
    step = after + 1 if reader.words[after] in ("-", "‐", "‑") else after
    if reader.words[step] not in ("century", "centuries") or not 1 <= number <= 99:
        return None
    return _narrow(reader, first, step + 1, start=(number - 1) * 100, span=100)


def read_spoken_year(reader: Reader, index: int) -> Found | None:
    """Read “nineteen seventy-six”, “twenty-twelve”."""
    century = read_words(reader, index)
    if century is None or century.value not in (18, 19, 20) or not reader.near(century.after):
        return None
    step = century.after + 1 if reader.words[century.after] == "-" else century.after
    rest = read_words(reader, step)
    if rest is None or not 10 <= rest.value <= 99 or rest.precision != 1:
        return None
    year = int(century.value) * 100 + int(rest.value)
    return build_date(index, rest.after, build_period((year, 1, 1), (year, 12, 31)), unit="year")
