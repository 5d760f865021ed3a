"""Times to a feast: “six days before Christmas”, “the week after Independence Day”.

A feast is on the same day of every year, so that one date is enough: the one that the sentence says, else
that on which its film came out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.times.apart import read_standard
from ledgergen.core.figures.derive.times.moment import Moment, find_moments, find_showings
from ledgergen.core.figures.derive.view import Nearness, View
from ledgergen.core.figures.durations import DAYS
from ledgergen.core.figures.mention import Mention


def derive_to_holiday(view: View, mention: Mention) -> Derivation | None:
    """Return the time from a day to the feast that the words behind a figure name."""
    standard = read_standard(view)
    feast = _find_feast(standard.phrase) if standard and mention.unit in _SLACK else None
    if standard is None or feast is None or mention.is_range:
        return None
    wanted = float(mention.value * DAYS[mention.unit])
    for moment in _find_days(view):
        day = moment.period.first
        for year in (day.year - 1, day.year, day.year + 1):
            days = (day - date(year, *feast)).days * standard.sign
            if 0 <= wanted - days <= _SLACK[mention.unit] or 0 <= days - wanted <= _SLACK[mention.unit]:
                formula = f"{day.isoformat()} to {date(year, *feast).isoformat()} = {mention.text}"
                inputs = (moment.datum,) if moment.datum else ()
                return Derivation(formula=formula, inputs=inputs, what="time to the feast")
    return None


def _find_feast(phrase: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the month and day of the feast that a phrase begins with."""
    said = " ".join(word.replace("’", "'") for word in phrase)
    return next((day for name, day in _FEASTS if said.removeprefix("the ").startswith(name)), None)


def _find_days(view: View) -> Iterator[Moment]:
    """Yield the days that a sentence says, or else those on which its film was first shown."""
    here = [m for m in find_moments(view, is_far=False) if m.near is Nearness.HERE]
    moments = here or find_showings(view, view.named or view.base)
    yield from (m for m in moments if m.period.first == m.period.last)


_FEASTS = (
    ("christmas eve", (12, 24)),
    ("christmas", (12, 25)),
    ("boxing day", (12, 26)),
    ("new year's eve", (12, 31)),
    ("new year", (1, 1)),
    ("valentine", (2, 14)),
    ("saint patrick", (3, 17)),
    ("may day", (5, 1)),
    ("independence day", (7, 4)),
    ("fourth of july", (7, 4)),
    ("bastille day", (7, 14)),
    ("halloween", (10, 31)),
)
_SLACK = {"day": 0, "week": 2, "fortnight": 1}
"""Units that a time to a feast is counted in, and how many days it may miss."""
