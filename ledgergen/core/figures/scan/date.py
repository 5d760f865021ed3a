"""Read days, months and seasons: “February 8, 1976”, “8–12 October 2003”, “May to July 1950”, 2001-07-27."""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.scan.calendar import (
    YEARLESS,
    build_date,
    build_period,
    is_month,
    read_year_number,
)
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.dates import MONTHS, SEASONS
from ledgergen.core.figures.scan.lexicon.numbers import ORDINAL_SUFFIXES
from ledgergen.core.figures.scan.number_words import read_ordinal_word
from ledgergen.core.figures.scan.reader import Reader

_TO: Final = frozenset({"to", "until", "through", "till", "and", "-", "–", "—"})


def _past_dot(reader: Reader, index: int) -> int:
    """Step over the full stop of an abbreviated month; one behind a whole month ends its sentence."""
    is_cut = reader.words[index] == "." and reader.glued(index) and reader.words[index - 1] not in _WHOLE
    return index + 1 if is_cut else index


_WHOLE: Final = frozenset(
    max((word for word, known in MONTHS.items() if known == number), key=len) for number in range(1, 13)
)
"""Months spelt out."""


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
        # “Between the 17th and the 27th of December.”
        is_named = reader.words[step + 1] == "the" and reader.words[index - 1] == "the"
        last_day, after = _read_day(reader, step + 2 if is_named else step + 1)
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
