"""Read the values of facts: decimal numbers, ratios, ISO dates cut to their precision, decades."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal, InvalidOperation

from ledgergen.core.figures.mention import Period

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)")


def read_number(value: str) -> Decimal | None:
    """Read a decimal number, or a ratio as its quotient; None where it is neither."""
    text = value.strip()[:64]
    if match := _RATIO.fullmatch(text):
        right = Decimal(match[2])
        return Decimal(match[1]) / right if right else None
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:  # pragma: no cover - the pattern allows only numbers
        return None
    return number


_ISO = re.compile(r"(\d{3,4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DECADE = re.compile(r"(\d{3})0s")


def looks_dated(value: str) -> bool:
    """Tell whether a value is an ISO date finer than a year."""
    return len(value) > 6 and value[4:5] == "-" and _ISO.fullmatch(value) is not None


def read_period(value: str) -> Period | None:
    """Read an ISO date cut to its precision, or a decade; None where it is neither."""
    text = value.strip()
    try:
        if match := _ISO.fullmatch(text):
            year, month, day = int(match[1]), match[2], match[3]
            if day:
                moment = date(year, int(month), int(day))
                return Period(first=moment, last=moment)
            return month_period(year, int(month)) if month else year_period(year)
        if match := _DECADE.fullmatch(text):
            first = int(match[1]) * 10
            return Period(first=date(first, 1, 1), last=date(first + 9, 12, 31))
    except ValueError:
        return None
    return None


def year_period(year: int) -> Period | None:
    """Return the days of a year; None where the calendar has no such year."""
    if not 1 <= year <= 9999:
        return None
    return Period(first=date(year, 1, 1), last=date(year, 12, 31))


def put_in_year(period: Period, year: int) -> Period:
    """Return a period without its year in a year; 29 February becomes the 28th where there is none."""

    def move(day: date) -> date:
        return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))

    return Period(first=move(period.first), last=move(period.last))


def month_period(year: int, month: int) -> Period:
    """Return the days of a month.

    Raises:
        ValueError: there is no such month.
    """
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date(year, 12, 31)
    return Period(first=first, last=date.fromordinal(following.toordinal() - (year < 9999)))


def find_years(text: str) -> list[int]:
    """Return the years of four digits that a text names, in order.

    >>> find_years("director's cut, 2002; 1988-1994")
    [2002, 1988, 1994]
    """
    return [int(year) for year in _YEAR.findall(text)]


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


def read_year(value: str | None) -> int | None:
    """Read a year of four digits; None for anything else."""
    return int(value) if value and len(value) == 4 and value.isdecimal() and value.isascii() else None
