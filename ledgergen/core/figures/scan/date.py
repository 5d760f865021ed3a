"""Read dates: days, months, seasons, years, decades, centuries.

Every date is a `Period` of days, so that “8 February 1976”, “early 1976” and
“the 1970s” are compared by the same arithmetic. A date without its year gets
year 4, which is a leap year. What the calendar does not have (31 February,
the year 0) stays a mention without a period, and is left to the rules.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ledgergen.core.figures.mention import Kind, Period
from ledgergen.core.figures.scan.digits import ONE
from ledgergen.core.figures.scan.found import UNREADABLE, Found
from ledgergen.core.figures.scan.lexicon import MONTHS, ORDINAL_SUFFIXES, SEASONS, YEAR_PARTS
from ledgergen.core.figures.scan.number import read_ordinal_word, read_words
from ledgergen.core.figures.scan.reader import Reader

YEARLESS: Final = 4
_TO: Final = frozenset({"to", "until", "through", "till", "and", "-", "–", "—"})
_DASHES: Final = frozenset("-–—‐‑/")
_SHORT_MONTHS: Final = frozenset({"may", "march", "mar", "jan", "dec", "sept", "sep", "jun", "august"})
DECADE_WORDS: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_YEAR_DIGITS: Final = 4
_ERAS: Final = frozenset({"bc", "bce", "b.c", "b.c.e"})
_BEHIND_YEARS: Final = _ERAS | {"s", "'", "’"}
"""What makes a year, a decade or a century of more or fewer digits than four."""


@lru_cache(maxsize=4096)
def build_period(first: tuple[int, int, int], last: tuple[int, int, int]) -> Period | None:
    """Build a period from (year, month, day) pairs; day 0 is the month's last. None off the calendar."""
    try:
        year, month, day = last
        return Period(first=date(*first), last=date(year, month, day or monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def build_date(  # noqa: PLR0913  a date has that many parts
    first: int, after: int, period: Period | None, *, unit: str, precision: Decimal = ONE, year: int = 0
) -> Found:
    """Build a date from its period; one off the calendar is unreadable."""
    if period is None:
        return Found(first, after, Kind.DATE, Decimal(year), Decimal(year), precision, unit=UNREADABLE)
    low, high = period.first.year, period.last.year
    return Found(
        first, after, Kind.DATE, Decimal(low), Decimal(high), precision,
        unit=unit, period=period, is_yearless=low == YEARLESS,
    )  # fmt: skip


def read_year_number(reader: Reader, index: int) -> int:
    """Return the year that the token writes in four digits, or 0."""
    word = reader.words[index]
    if len(word) == 4 and word.isdecimal() and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return int(word)
    return 0


def is_month(reader: Reader, index: int) -> bool:
    """Tell whether the token is a month's name (“may” the verb is not: the name has its capital)."""
    word = reader.words[index]
    return word in MONTHS and (word not in _SHORT_MONTHS or reader.is_capital(index))


def _past_dot(reader: Reader, index: int) -> int:
    """Step over the full stop of an abbreviated month, or a comma."""
    return index + 1 if reader.words[index] == "." and reader.glued(index) else index


def _read_day(reader: Reader, index: int) -> tuple[int, int]:
    """Read a day of the month, with its ordinal suffix; (0, index) where there is none."""
    word = reader.words[index]
    if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31:
        after = index + 1
        if reader.words[after] in ORDINAL_SUFFIXES and reader.glued(after):
            after += 1
        return int(word), after
    ordinal = read_ordinal_word(reader, index)
    if ordinal and 1 <= ordinal[0] <= 31:
        return ordinal
    return 0, index


def _read_year_after(reader: Reader, index: int) -> tuple[int, int]:
    """Read the year behind a day or month: “1976”, “, 1976”, “of 1976”."""
    step = index
    if reader.words[step] in (",", "of", "in") and reader.near(step + 1):
        step += 1
    year = read_year_number(reader, step) if reader.near(step) else 0
    if year and not (reader.words[step + 1] in ("%", "-") and reader.glued(step + 1)):
        return year, step + 1
    return 0, index


def read_month_first(reader: Reader, index: int) -> Found | None:
    """Read “February 8, 1976”, “Feb. 8”, “February 8–12, 1976”, “February 1976”, “May to July 1950”."""
    if not is_month(reader, index):
        return None
    month = MONTHS[reader.words[index]]
    step = _past_dot(reader, index + 1)
    if not reader.near(step):
        return None
    year, after = _read_year_after(reader, step)
    if year:
        return build_date(index, after, build_period((year, month, 1), (year, month, 0)), unit="month")
    if reader.words[step] == "the":
        step += 1
    day, after = _read_day(reader, step)
    is_time = reader.words[after] == ":" and reader.glued(after) and reader.words[after + 1][:1].isdecimal()
    if day and not is_time:
        return _finish_day(reader, index, after, month=month, day=day)
    return _read_months(reader, index, step, month)


def _finish_day(reader: Reader, index: int, after: int, *, month: int, day: int) -> Found:
    last_day, step = day, after
    if reader.words[after] in ("-", "–", "to", "and") and reader.near(after):
        last_day, step = _read_day(reader, after + 1)
        if last_day <= day or (reader.words[after] == "and" and not _read_year_after(reader, step)[0]):
            last_day, step = day, after
    year, end = _read_year_after(reader, step)
    known = year or YEARLESS
    return build_date(
        index, end, build_period((known, month, day), (known, month, last_day)), unit="day", year=year
    )


def _read_months(reader: Reader, index: int, step: int, month: int) -> Found | None:
    """Read two months of one year: “May to July 1950”, “March–June 1975”."""
    if reader.words[step] in ("to", "through", "until", "and", "-", "–", "/") and is_month(reader, step + 1):
        year, after = _read_year_after(reader, _past_dot(reader, step + 2))
        last = MONTHS[reader.words[step + 1]]
        if year and last >= month and reader.words[step] != "and":
            return build_date(index, after, build_period((year, month, 1), (year, last, 0)), unit="month")
    return None


def read_day_first(reader: Reader, index: int) -> Found | None:
    """Read “8 October 2003”, “the 8th of October”, “8–12 October 2003”, “27 July to 3 August 2001”."""
    day, step = _read_day(reader, index)
    if not day or not reader.near(step):
        return None
    last_day = day
    if reader.words[step] in ("-", "–", "to", "and"):
        last_day, after = _read_day(reader, step + 1)
        if last_day <= day:
            return None
        step = after
    if reader.words[step] in ("of", "-", "–", "/", "."):
        step += 1
    if not (is_month(reader, step) and reader.near(step)):
        return None
    month = MONTHS[reader.words[step]]
    after = _past_dot(reader, step + 1)
    if reader.words[after] in ("-", "–") and read_year_number(reader, after + 1):
        after += 1
    year, end = _read_year_after(reader, after)
    if not year:
        year, end = _borrow_year(reader, after), step + 1
    known = year or YEARLESS
    return build_date(
        index,
        end,
        build_period((known, month, day), (known, month, last_day)),
        unit="day",
        year=year,
    )


def _borrow_year(reader: Reader, after: int) -> int:
    """Return the year that “27 July to 3 August 2001” writes only at its end, or 0."""
    words = reader.words
    if words[after] not in _TO:
        return 0
    if is_month(reader, after + 1):
        day, end = _read_day(reader, _past_dot(reader, after + 2))
    else:
        day, end = _read_day(reader, after + 1)
        if not is_month(reader, end):
            return 0
        end = _past_dot(reader, end + 1)
    return _read_year_after(reader, end)[0] if day else 0


def read_numeric_date(reader: Reader, index: int) -> Found | None:
    """Read 2001-07-27, 2001/07/27, 27.07.2001, 7/27/2001."""
    words = reader.words
    word = words[index]
    if "." in word:
        parts, after = word.split("."), index + 1
    elif words[index + 1] in ("-", "/", "‐", "‑") and words[index + 3] == words[index + 1]:
        if not all(reader.glued(step) for step in range(index + 1, index + 5)):
            return None
        parts, after = [word, words[index + 2], words[index + 4]], index + 5
    else:
        return None
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    sizes = [len(part) for part in parts]
    numbers = [int(part) for part in parts]
    if sizes[0] == 4 and max(sizes[1:]) <= 2:
        year, month, day = numbers
    elif sizes[2] == 4 and max(sizes[:2]) <= 2:
        day, month, year = numbers
        if month > 12 or ("/" in words[index + 1] and day <= 12):
            day, month = month, day
    else:
        return None
    return build_date(
        index, after, build_period((year, month, day), (year, month, day)), unit="day", year=year
    )


def read_season(reader: Reader, index: int) -> Found | None:
    """Read “summer of 1975”, “Christmas 1976”, “Christmas Day, 1977”."""
    first, last = SEASONS[reader.words[index]]
    step = index + 1
    day = 0
    if reader.words[step] in ("day", "eve"):
        day = 25 if reader.words[step] == "day" else 24
        step += 1
    year, after = _read_year_after(reader, step)
    if not year:
        return None
    if day and reader.words[index] == "christmas":
        return build_date(index, after, build_period((year, 12, day), (year, 12, day)), unit="day")
    if first > last:  # the winter of 1975 may have begun in 1974 and may end in 1976
        return build_date(
            index, after, build_period((year - 1, first, 1), (year + 1, last, 0)), unit="season"
        )
    return build_date(index, after, build_period((year, first, 1), (year, last, 0)), unit="season")


def read_year(  # noqa: PLR0911  one return per written form
    reader: Reader, index: int
) -> Found | None:
    """Read “1976”, “early 1976”, “1998/99”, “the 1970s”, “'70s”, “44 BC”."""
    words = reader.words
    word = words[index]
    if not word.isdecimal() or (len(word) != _YEAR_DIGITS and words[index + 1] not in _BEHIND_YEARS):
        return None
    if words[index + 1] in _ERAS and reader.near(index + 1) and len(word) <= 7:
        value = Decimal(-int(word))
        return Found(index, index + 2, Kind.DATE, value, value, ONE, unit="BC")
    decade = _read_decade(reader, index) if words[index + 1] in _BEHIND_YEARS else None
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


def _read_far_year(reader: Reader, index: int) -> int:
    """Read the year of a story told of the far future: “set in 3028”, “the year 2525”; else 0."""
    words = reader.words
    if len(words[index]) != 4 or not int(words[index]) > _LAST_YEAR:
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
