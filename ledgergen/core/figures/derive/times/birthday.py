"""Birthdays told by two figures: “a week short of his forty-fifth”, “turned 46 eighteen days after the wrap”.

Who turned how old, and how long before or after a moment, prove each other or neither: of all
who were born on a known day, hardly anybody's birthday lies exactly so long from a day that
matters. So whoever is described may be meant, at any moment at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice, product
from typing import NamedTuple

from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.times.age_form import OLDEST, YOUNGEST
from ledgergen.core.figures.derive.times.age_moment import find_all_moments, find_showings
from ledgergen.core.figures.derive.times.birth import find_all_born, find_births
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.durations import DAYS
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.wordlists import word_set


class _Birthday(NamedTuple):
    """A birthday as a sentence tells it."""

    years: int
    lag: Mention | None
    """How long from it to the moment; None where a date says when it was."""
    sign: int
    """1 where the birthday came first, -1 where the moment did."""
    date: Mention | None = None


def reckon_birthday(view: View) -> Derivation | None:
    """Return the birthday that lies so long from a moment, or on the date, that the sentence tells."""
    if _CALLING.isdisjoint(view.claim.words):
        return None
    told = _read(view)
    if told is None:
        return None
    for birth, born in _find_born(view):
        day = find_birthday(born.first, born.first.year + told.years)
        if told.date and _is_on(told.date, day):
            return _build(birth, day, told.years, ())
        for moment, datum in _find_moments(view) if told.lag else ():
            if moment.first == moment.last and _fits(told, (moment.first - day).days):
                return _build(birth, day, told.years, (datum,) if datum else ())
    return None


def _find_moments(view: View) -> Iterator[tuple[Period, Datum | None]]:
    """Yield the moments at hand: those that an age may be meant at, and the showings of all films named."""
    yield from islice(find_all_moments(view.claim, view.reading), _MOST)
    for film in (n for n in view.named if view.reading.index.entities[n].kind == "film"):
        yield from find_showings(view.reading.index.entities[film])


def _build(birth: Datum, day: date, years: int, inputs: tuple[Datum, ...]) -> Derivation:
    formula = f"{birth.fact.value} plus {years} years = {day.isoformat()}"
    return Derivation(formula=formula, inputs=(birth, *inputs), what="the birthday")


def _is_on(said: Mention, day: date) -> bool:
    """Tell whether a birthday is at the date said, the same day of any year where that says none."""
    if said.period is None:
        return False
    if said.is_yearless:
        return (said.period.first.month, said.period.first.day) == (day.month, day.day)
    return said.period.first <= day <= said.period.last


def _fits(told: _Birthday, days: int) -> bool:
    """Tell whether the moment lies so many days behind the birthday."""
    if told.lag is None or days * told.sign <= 0:
        return False
    worth = float(DAYS[told.lag.unit])
    return abs(abs(days) - float(told.lag.value) * worth) <= _SLACK[told.lag.unit]


def _find_born(view: View) -> Iterator[tuple[Datum, Period]]:
    """Yield whose birthday it may be: who is meant, then everybody."""
    claim, reading = view.claim, view.reading
    everybody = ((b, b.period) for n in find_all_born(reading) for b in reading.index.find(n, "birth_date"))
    seen: set[int] = set()
    for birth, born in (*find_births(claim, reading), *islice(everybody, _MOST)):
        if born and born.first == born.last and birth.subject not in seen:
            seen.add(birth.subject)
            yield birth, born


def _read(view: View) -> _Birthday | None:
    """Return what the clause around a figure tells of a birthday, if the figure is part of that."""
    claim, reading = view.claim, view.reading
    document = reading.document
    words = document.words
    first = max((n + 1 for n in range(claim.first, claim.left) if words[n] in STOPS), default=claim.first)
    end = next((n for n in range(claim.right, claim.end) if words[n] in STOPS), claim.end)
    near = reading.mentions_between(max(first, claim.left - _REACH), min(claim.right + _REACH, end))
    # “Would turn forty-seven three days after …” counts no threes.
    ages = [m for m in near if _is_years(replace(m, noun="") if _is_followed(m, near) else m)]
    lags = [m for m in near if m.kind is Kind.DURATION and m.unit in _SLACK and not m.is_range]
    for age, lag in product(ages, lags):
        sign = _read_sign(view, age, lag)
        if sign and claim.mention.start in {age.start, lag.start}:
            return _Birthday(int(age.value), lag, sign)
    dates = [m for m in near if m.kind is Kind.DATE and m.period]
    for age, said in product(ages, dates):
        is_birthday = "birthday" in claim.words and (age.kind is Kind.ORDINAL or "birthday" in age.noun)
        # A day without its year says nothing of the age.
        is_told = claim.mention.start == said.start or (is_birthday and not said.is_yearless)
        is_turned = words[document.token_at(age.start) - 1] in _TURNING
        if is_told and claim.mention.start in {age.start, said.start} and (is_birthday or is_turned):
            return _Birthday(int(age.value), None, 0, said)
    return None


def _is_followed(mention: Mention, near: list[Mention]) -> bool:
    """Tell whether what was taken for a figure's noun is the next figure."""
    return bool(mention.noun) and any(m.start == mention.end + 1 for m in near)


def _is_years(mention: Mention) -> bool:
    """Tell whether a figure may be somebody's years: “47”, “his forty-fifth birthday”."""
    is_bare = mention.kind is Kind.COUNT and not mention.noun and not mention.unit
    is_bare = is_bare or (mention.kind is Kind.AGE and not mention.text.endswith("old"))
    is_ordinal = mention.kind is Kind.ORDINAL and mention.noun in _BIRTHDAYS
    is_whole = mention.value == int(mention.value)
    return (is_bare or is_ordinal) and is_whole and YOUNGEST <= mention.value <= OLDEST


def _read_sign(view: View, age: Mention, lag: Mention) -> int:
    """Return which came first, the birthday (1) or the moment (-1); 0 where the words tell neither."""
    document = view.reading.document
    (one, other) = (age, lag) if age.start < lag.start else (lag, age)
    right = document.token_at(other.end - 1) + 1
    gap = frozenset(document.words[document.token_at(one.end - 1) + 1 : document.token_at(other.start)])
    if one is age:
        behind = document.words[right : right + 1]
        if behind in _AFTER:
            return -1  # “turned 47 three days after the wrap”
        return 1 if behind in _BEFORE or "for" in gap else 0
    if not gap.isdisjoint(_COMING) or ("before" in gap):
        return -1
    return 1 if "after" in gap else 0


def find_birthday(born: date, year: int) -> date:
    """Return the birthday of a year; 29 February has it on the 28th."""
    return born.replace(year=min(year, 9999), day=min(born.day, 28 if born.month == 2 else 31))


_CALLING = word_set("birthday turn turned turning turns short shy go going from been")
_TURNING = word_set("turn turned turning turns")
_COMING = word_set("short shy go from until till off away")
_BIRTHDAYS = frozenset({"birthday", ""})
_AFTER = {("after",)}
_BEFORE = {("before",), ("earlier",), ("previously",)}
_SLACK = {"day": 0, "week": 3, "month": 17}
"""Units that a time to a birthday is counted in, and how many days it may miss."""
_REACH = 9
_MOST = 12
