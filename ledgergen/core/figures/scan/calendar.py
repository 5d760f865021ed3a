"""What all readers of dates share: periods of days, dates made of them, months and years in four digits.

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
from ledgergen.core.figures.scan.lexicon.dates import MONTHS
from ledgergen.core.figures.scan.reader import Reader

YEARLESS: Final = 4
LAST_YEAR: Final = 2199
FIRST_YEAR: Final = 1000
_SHORT_MONTHS: Final = frozenset({"may", "march", "mar", "jan", "dec", "sept", "sep", "jun", "august"})


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
    if len(word) == 4 and word.isdecimal() and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return int(word)
    return 0


def is_month(reader: Reader, index: int) -> bool:
    """Tell whether the token is a month's name (“may” the verb is not: the name has its capital)."""
    word = reader.words[index]
    return word in MONTHS and (word not in _SHORT_MONTHS or reader.is_capital(index))
