"""Spans that are counted on the calendar: anniversaries, and “seven months and two days”.

An anniversary takes two figures and proves both or neither: “on 20 November, two
days short of the third anniversary”. So does a duration in two units.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import permutations

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.counts.headcount import read_matter
from ledgergen.core.figures.derive.derivation import Derivation, End
from ledgergen.core.figures.derive.person import find_named, find_taken_up
from ledgergen.core.figures.derive.times.described import find_called_films
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.durations import YEARS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period
from ledgergen.core.figures.passages.index import PlacedFigure


def find_told_anniversary(view: View) -> PlacedFigure | None:
    """Return the anniversary that a passage tells of, where the sentence speaks of the same event."""
    passages = view.scene.passages
    if passages is None or not view.scene.anniversaries:
        return None
    layout, matter = passages.layout, read_matter(view)
    for figure in view.scene.anniversaries:
        _, end = layout.find_places(figure.sentence)
        # What follows the word says of what event: “the fortieth anniversary of the shipwreck at Cape Sidi”.
        if len(matter.intersection(layout.stems[figure.end : end])) >= _SHARED:
            return figure
    return None


def derive_told_anniversary(mention: Mention, told: Mention) -> Derivation | None:
    """“Forty years to the day after the shipwreck”, of which a passage tells the fortieth anniversary."""
    if mention.is_range or mention.value * YEARS[mention.unit] != told.value:
        return None
    formula = f"the {told.text} anniversary = {mention.text}"
    return Derivation(formula=formula, what="years to the anniversary told of")


_SHARED = 2
"""Words that the two sentences must have in common, beside those of any film."""


def derive_anniversary(claim: Claim, reading: Reading) -> Derivation | None:
    """“On 20 November, two days short of the third anniversary”: both figures or neither."""
    words = reading.document.words
    place = next((n for n in range(claim.right, claim.right + 6) if words[n : n + 1] == ("anniversary",)), 0)
    if not place:
        return None
    near = reading.mentions_between(max(claim.left - 6, claim.first), place)
    ordinal = next((m for m in near if m.kind is Kind.ORDINAL), None)
    offset = next((m for m in near if m.kind is Kind.DURATION and m.unit in _OFFSETS), None)
    if ordinal is None or claim.mention.start not in {m.start for m in (ordinal, offset) if m}:
        return None
    years = int(ordinal.value)
    gap = (
        words[reading.document.token_at(offset.end) : reading.document.token_at(ordinal.start)]
        if offset
        else ()
    )
    side = 0 if offset is None else 1 if "after" in gap or "past" in gap else -1
    said = [period for period in find_dates(claim, reading) if period.first == period.last]
    for film in dict.fromkeys((*claim.films, MAIN)):
        for datum in reading.index.entities[film].data if film != UNKNOWN else ():
            if datum.period is None or datum.period.first != datum.period.last or years > _OLDEST:
                continue
            day = _add_months(datum.period.first, 12 * years)
            for period in said:
                days = (period.first - day).days
                wanted = offset.value * _OFFSETS[offset.unit] * side if offset else Decimal(0)
                if abs(days - wanted) <= (0 if offset is None or offset.unit == "day" else 3):
                    formula = f"{datum.period.first} plus {years} years = {day}, {abs(days)} days apart"
                    return Derivation(formula=formula, inputs=(datum,), what="the anniversary")
    return None if offset else _derive_year(claim, reading, years)


def _derive_year(claim: Claim, reading: Reading, years: int) -> Derivation | None:
    """“Admitted in 1989, on its fiftieth anniversary”: so many years after the film's first showing."""
    said = {m.period.first.year for m in reading.dates_between(claim.first, claim.end) if m.period}
    for film in dict.fromkeys((*claim.films, MAIN)):
        known = reading.index.entities[film].by_attribute if film != UNKNOWN else {}
        for attribute in ("release_date", "premiere_date"):
            shown = [(d.period.first.year, d) for d in known.get(attribute, ()) if d.period]
            year, datum = min(shown, key=lambda pair: pair[0], default=(0, None))
            if datum and year + years in said:
                formula = f"{year} + {years} = {year + years}"
                return Derivation(formula=formula, inputs=(datum,), what="the anniversary")
    return None


def derive_compound(claim: Claim, reading: Reading) -> Derivation | None:
    """“Seven months and two days”, “four days short of three years”: counted on the calendar."""
    halves = find_halves(claim, reading)
    if halves is None:
        return None
    large, small, sign = halves
    months = int(large.value) * _MONTHS_OF.get(large.unit, 0)
    days = int(large.value) * _DAYS_OF.get(large.unit, 0) + sign * int(small.value) * _DAYS_OF.get(
        small.unit, 0
    )
    months += sign * int(small.value) if small.unit == "month" else 0
    if months > 12 * _OLDEST or abs(days) > _MOST_DAYS:
        return None
    said = [period for period in find_dates(claim, reading) if period.first == period.last]
    for one, other in _find_ends(claim, reading, said):
        first, last = sorted((one.period.first, other.period.first))
        late = last.toordinal() - _add_months(first, months).toordinal() - days
        # Beside a day that the sentence says, months and weeks are counted in full, or to the nearest.
        slack = _SLACK.get(small.unit, 0) if (said or small.unit == "month") and sign > 0 else 0
        # “Four days short of three years”: what is taken off is no hedge.
        is_hedged = large.hedge is not Hedge.NONE and sign > 0
        if -(slack // 2) - is_hedged <= late <= slack:
            formula = f"{first} to {last} = {large.text} {'and' if sign > 0 else 'less'} {small.text}"
            inputs = tuple(end.datum for end in (one, other) if end.datum)
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return _derive_months(claim, reading, halves) if small.unit == "month" and sign > 0 else None


def _derive_months(claim: Claim, reading: Reading, halves: tuple[Mention, Mention, int]) -> Derivation | None:
    """“In January 1977, three years and four months before the film”: from month to month."""
    said = [m.period for m in reading.dates_between(claim.first, claim.end) if m.unit == "month" and m.period]
    films = dict.fromkeys((*claim.films, *reading.focus_of(reading.sentence_of(claim.mention) - 1), MAIN))
    known = [d for film in films if film != UNKNOWN for d in reading.index.entities[film].data if d.period]
    wanted = int(halves[0].value) * 12 + int(halves[1].value)
    for period in said:
        for datum in known:
            other = datum.period
            if other is None or (other.last - other.first).days > _LONG_MONTH:
                continue
            months = 12 * (other.first.year - period.first.year) + other.first.month - period.first.month
            if abs(months) == wanted:
                formula = f"{period.first} to {other.first} = {wanted} months"
                return Derivation(formula=formula, inputs=(datum,), what="time between the two months")
    return None


def _find_ends(claim: Claim, reading: Reading, said: list[Period]) -> Iterator[tuple[End, End]]:
    """Yield the pairs of days between which a time may lie.

    Where the sentence says no day, it lies between what two films, or two persons, are dated by.
    """
    cues = reading.sentence_cues(claim.right, claim.end)
    titles = [n for cue in cues if cue.kind == "film" for n in cue.entities]
    films = dict.fromkeys(
        (
            *claim.films,
            *titles[:_MOST_TITLES],
            *find_called_films(reading.words_between(claim.right, claim.right + _PHRASE), reading.index),
            *reading.focus_of(reading.sentence_of(claim.mention) - 1),
            MAIN,
        )
    )
    known = [d for film in films if film != UNKNOWN for d in reading.index.entities[film].data]
    dated = [End(d.period, d) for d in known if d.period]
    ends = [end for end in [*dated, *map(End, said)] if end.period.first == end.period.last]
    for one in map(End, said) if said else ends:
        yield from ((one, other) for other in ends)
    persons = {*find_named(claim, reading), *find_taken_up(claim, reading), *reading.index.directors}
    births = [d for n in persons for d in reading.index.find(n, "birth_date")]
    days = [End(d.period, d) for d in births if d.period and d.period.first == d.period.last]
    yield from permutations(days[:_MOST_BORN], 2)


def find_halves(claim: Claim, reading: Reading) -> tuple[Mention, Mention, int] | None:
    """Return the two durations that make one, the larger first, and -1 where the smaller is taken off."""
    for one, other in (
        (claim.mention, next(iter(reading.mentions_between(claim.right, claim.right + 4)), None)),
        (next(iter(reading.mentions_between(claim.left - 5, claim.left)[-1:]), None), claim.mention),
    ):
        if one is None or other is None or not one.kind is other.kind is Kind.DURATION:
            continue
        gap = reading.words_between(
            reading.document.token_at(one.end), reading.document.token_at(other.start)
        )
        if (one.unit, other.unit) in _COMPOUNDS and gap in _JOINING:
            return one, other, _JOINING[gap]
        if (other.unit, one.unit) in _COMPOUNDS and gap in _MISSING:
            return other, one, _MISSING[gap]
    return None


def find_dates(claim: Claim, reading: Reading) -> list[Period]:
    """Return the dates of the sentence, those without a year in the year last said before them."""
    dates: list[Period] = []
    before = find_before(claim, reading)
    start = before.start if before else claim.first
    year = 0
    for mention in reading.mentions_between(max(start, claim.left - _WINDOW), claim.end):
        if mention.kind is not Kind.DATE or mention.period is None:
            continue
        period = _add_year(mention.period, year) if mention.is_yearless else mention.period
        if not mention.is_yearless:
            year = mention.period.last.year
        if period and reading.document.token_at(mention.start) >= claim.first:
            dates.append(period)
    return dates


def _add_year(period: Period, year: int) -> Period | None:
    if not year or period.first != period.last:
        return None
    day = min(period.first.day, calendar.monthrange(year, period.first.month)[1])
    moment = period.first.replace(year=year, day=day)
    return Period(first=moment, last=moment)


def _add_months(day: date, months: int) -> date:
    """Return the day so many months later, or the last of its month where there is none.

    >>> _add_months(date(2007, 1, 31), 1)
    datetime.date(2007, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > _LAST_YEAR:
        return day
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_LONG_MONTH = 31
_WINDOW = 160
"""Tokens that are looked through on either side, so that the cost stays linear in any text."""
_MOST_DAYS = 400
_OLDEST = 150
_LAST_YEAR = 9998
_OFFSETS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.44")}
_COMPOUNDS = {
    ("year", "month"), ("year", "week"), ("year", "day"), ("month", "week"), ("month", "day"),
    ("week", "day"), ("fortnight", "day"),
}  # fmt: skip
_JOINING = {
    ("and",): 1, ("and", "a"): 1, (",",): 1, (",", "and"): 1, ("plus",): 1, (",", "plus"): 1,
    ("less",): -1, (",", "less"): -1, ("minus",): -1, (",", "minus"): -1, ("but", "for"): -1,
}  # fmt: skip
"""Between the larger and the smaller half: whether it adds or takes off."""
_MISSING = {
    ("short", "of"): -1, ("shy", "of"): -1, ("under",): -1, ("over",): 1, ("past",): 1,
    ("more", "than"): 1, ("less", "than"): -1,
}  # fmt: skip
"""Between the smaller and the larger half."""
_MONTHS_OF = {"year": 12, "month": 1}
_DAYS_OF = {"fortnight": 14, "week": 7, "day": 1}
_MOST_BORN = 6
_MOST_TITLES = 2
_PHRASE = 8
_SLACK = {"week": 6, "month": 30}
