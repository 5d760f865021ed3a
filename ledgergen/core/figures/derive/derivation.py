"""What a derivation is: a value recomputed from evidence, its formula and its inputs.

Spans are the commonest, and what a duration measures between two dates is told here, too.
"""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.durations import DAYS, YEAR_DAYS, YEARS
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Hedge, Mention, Period
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A value recomputed from evidence."""

    formula: str
    """With live inputs: “28262574 / 1900000 = 14.88”."""
    what: str
    """In words, for the reason: “gross divided by budget”."""
    inputs: tuple[Datum, ...] = ()
    """The facts among them; what is in print, or told by passages, is none."""


@valueclass(frozen=True, slots=True)
class End:
    """One end of a span, and the fact it comes from, if it is no date of the text."""

    period: Period
    datum: Datum | None = None


def measures(mention: Mention, one: Period, other: Period) -> bool:
    """Tell whether the time between two dates is the duration stated.

    How finely it can be told depends on the dates: between two days in days, between months
    in months, between years in years; years that have passed in full, and years on the calendar, both count.
    """
    first, last = (one, other) if one.first <= other.first else (other, one)
    days = Decimal((last.first - first.first).days)
    if mention.unit in DAYS:
        return _measures_days(mention, first, last, days)
    if mention.unit not in YEARS:
        return False
    scale = YEARS[mention.unit]
    calendar = Decimal(last.first.year - first.first.year) / scale
    if _is_month(first) and _is_month(last):
        return _measures_years(mention, days / YEAR_DAYS / scale, calendar, first, last)
    if agree(mention, calendar) is not None:
        return True
    widest = Decimal((last.last - first.first).days)
    narrowest = Decimal(max((last.first - first.last).days, 0))
    reach = (narrowest / YEAR_DAYS / scale, widest / YEAR_DAYS / scale)
    return mention.hedge is not Hedge.NONE and any(agree(mention, end) for end in reach)


def find_length(mention: Mention, one: Period, other: Period) -> Decimal | None:
    """Return the time between two days in the unit of a mention; None between what is less exact."""
    first, last = (one, other) if one.first <= other.first else (other, one)
    if first.first != first.last or last.first != last.last:
        return None
    days = Decimal((last.first - first.first).days)
    return days / (DAYS.get(mention.unit) or YEARS[mention.unit] * YEAR_DAYS)


def _measures_days(mention: Mention, first: Period, last: Period, days: Decimal) -> bool:
    is_exact = first.first == first.last and last.first == last.last
    if mention.unit == "month" and not is_exact and _is_month(first) and _is_month(last):
        months = 12 * (last.first.year - first.first.year) + last.first.month - first.first.month
        is_half = mention.hedge is Hedge.NONE and mention.value % 1 == _HALF
        return (is_half and abs(mention.value - months) == _HALF) or agree(
            mention, Decimal(months)
        ) is not None
    if not is_exact:
        return False
    count = days / DAYS[mention.unit]
    # “Six weeks” is said of six and a half: full weeks have passed.
    is_full = mention.hedge is Hedge.NONE and mention.unit == "week" and int(count) == mention.value
    # “Two months” is said of 54 days, and not of 67.
    is_near = mention.hedge is Hedge.NONE and mention.unit == "month"
    is_near = is_near and -_UNDER_MONTH <= count - mention.value <= _OVER_MONTH
    return is_full or is_near or agree(mention, count) is not None


def _measures_years(mention: Mention, years: Decimal, calendar: Decimal, first: Period, last: Period) -> bool:
    if agree(mention, years) is not None:
        return True
    if mention.hedge not in {Hedge.NONE, Hedge.ABOUT}:
        return False
    if calendar == mention.value and abs(years - calendar) < 1:
        return True
    # Only of a count of single years, and of some: “one year” is not said of twenty months.
    is_before = (last.first.month, last.first.day) < (first.first.month, first.first.day)
    passed = last.first.year - first.first.year - is_before
    is_passed = mention.value == passed > _FEW_YEARS and years - passed <= _MOST_OVER
    return mention.unit == "year" and is_passed


def _is_month(period: Period) -> bool:
    return (period.last - period.first).days < _LONGEST_MONTH


_HALF = Decimal("0.5")
_LONGEST_MONTH = 31
_UNDER_MONTH, _OVER_MONTH = Decimal("0.25"), Decimal("0.15")
"""Months."""
_FEW_YEARS = 4
_MOST_OVER = Decimal("0.8")
"""Six years and ten months are no six years."""


def render_period(period: Period) -> str:
    """Write a period as a day or a year.

    >>> from datetime import date
    >>> render_period(Period(first=date(1976, 1, 1), last=date(1976, 12, 31)))
    '1976'
    """
    return period.first.isoformat() if period.first == period.last else str(period.first.year)


def render_plain(value: Decimal) -> str:
    """Write a number without an exponent and without idle zeros.

    >>> render_plain(Decimal("2.8E+7")), render_plain(Decimal("1.50"))
    ('28000000', '1.5')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def render_short(value: Decimal) -> str:
    """Write a number with four digits at most.

    >>> render_short(Decimal("14.8804"))
    '14.88'
    """
    return f"{value:.4g}" if abs(value) < _LONG else f"{value:.0f}"


_LONG = 10000
