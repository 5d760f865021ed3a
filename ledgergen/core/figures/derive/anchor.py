"""Spans that are counted from an anchor: “five months after the ceremony”, “short of the third anniversary”.

What the time is counted from stands in the words around it, in more shapes
than one: a noun for a moment of the film (“the start”, “the ceremony”), an
anniversary, a word that sets a beginning (“founded on”, “dated from”), two
dates before a comma, two birthdays. Each shape names both of its ends; no
other dates are tried.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation, End, measures, render_period
from ledgergen.core.figures.derive.senior import derive_seniority
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period


def derive_anchored(claim: Claim, reading: Reading) -> Derivation | None:
    """Return a span between two ends that the words around it name."""
    return (
        derive_anniversary(claim, reading)
        or derive_seniority(claim, reading)
        or _derive_from_pairs(claim, _pair_with_moment(claim, reading))
        or _derive_from_pairs(claim, _pair_stated(claim, reading))
        or _derive_from_pairs(claim, _pair_since(claim, reading))
    )


def _derive_from_pairs(claim: Claim, pairs: Iterator[tuple[End, End]]) -> Derivation | None:
    mention = _firm(claim)
    for one, other in islice(pairs, _MOST):
        if one.period != other.period and measures(mention, one.period, other.period):
            first, last = sorted((one.period, other.period), key=lambda period: period.first)
            formula = f"{render_period(first)} to {render_period(last)} = {mention.text}"
            inputs = tuple(end.datum for end in (one, other) if end.datum)
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _firm(claim: Claim) -> Mention:
    """“Within five months of” bounds from above, “over” from below, “for most of a decade” comes near."""
    before = claim.words[max(claim.left - claim.first - 2, 0) : claim.left - claim.first]
    if before[-1:] == ("within",) and claim.mention.hedge is Hedge.NONE:
        return replace(claim.mention, hedge=Hedge.UNDER)
    if before in {("most", "of"), ("best", "of")} or before[-2:] == ("part", "of"):
        return replace(claim.mention, hedge=Hedge.NEARLY)
    if claim.mention.hedge is Hedge.NONE and (before[-1:] == ("over",) or before == ("more", "than")):
        return replace(claim.mention, hedge=Hedge.OVER)
    return claim.mention


def _pair_with_moment(claim: Claim, reading: Reading) -> Iterator[tuple[End, End]]:
    """“May 21 of that year, fourteen months after the start”; “within five months of the ceremony”."""
    noun = find_moment_noun(claim, reading)
    if not noun:
        return
    said = find_dates(claim, reading)
    here = [End(period) for period in said[:_MOST_SAID]]
    for datum in reading.index.entities[MAIN].data:
        if datum.period and is_moment(datum, noun):
            yield from ((end, End(datum.period, datum)) for end in here)
    if "award" in MOMENTS[noun]:
        yield from ((end, End(day)) for day in _find_ceremonies(claim, reading) for end in here)


def find_moment_noun(claim: Claim, reading: Reading) -> str:
    """Return the noun for the moment that a time is counted from or to: “start” of “after the start”."""
    behind = reading.words_between(claim.right, claim.right + 4)
    if not behind or behind[0] not in _COUNTING:
        return ""
    return next((word for word in behind[1:] if word in MOMENTS), "")


def is_moment(datum: Datum, noun: str) -> bool:
    """Tell whether a fact dates the moment that a noun names."""
    group = vocabulary.GROUPS.get(datum.attribute, "")
    return group in MOMENTS[noun] and datum.attribute not in _NOT_OF[noun]


def _find_ceremonies(claim: Claim, reading: Reading) -> Iterator[Period]:
    """Yield the days that the paragraph before gives beside an event of prizes."""
    sentence = reading.sentence_of(claim.mention)
    for back in range(_FAR_BACK):
        tokens = reading.tokens_of(sentence - back)
        first, end = max(tokens.start, claim.left - _WINDOW), min(tokens.stop, claim.end)
        cues = reading.sentence_cues(first, end)
        if any(cue.kind in {"event", "result"} for cue in cues):
            dates = reading.dates_between(first, end)
            yield from (m.period for m in dates if m.period and m.unit == "day")
        if not reading.follows(sentence - back):
            return


def _pair_stated(claim: Claim, reading: Reading) -> Iterator[tuple[End, End]]:
    """Germany saw it on March 23, 2006; America waited until 9 February 2007, over ten months."""
    words = reading.document.words
    place = claim.left
    while place > claim.first and words[place - 1] in _HEDGING:
        place -= 1
    if words[place - 1 : place] != (",",) or words[claim.right : claim.right + 1] not in _CLOSED:
        return
    said = [m for m in reading.dates_between(claim.first, claim.left) if m.period]
    if not said or reading.document.token_at(said[-1].end) != place - 1:
        return
    sentence = reading.sentence_of(claim.mention)
    if len(said) == 1 and reading.follows(sentence):
        tokens = reading.tokens_of(sentence - 1)
        said = [*reading.dates_between(max(tokens.start, claim.left - _WINDOW), tokens.stop), *said]
    if len(said) > 1:
        one, other = said[-2].period, said[-1].period
        if one and other:
            yield End(one), End(other)


def _pair_since(claim: Claim, reading: Reading) -> Iterator[tuple[End, End]]:
    """“Founded in 1986 … for most of a decade”: from a beginning that is said to the film's coming out."""
    before = reading.words_between(claim.left - 5, claim.left)
    release = reading.index.entities[MAIN].release
    if "for" not in before or release is None or not _PAST.intersection(claim.words):
        return
    sentence = reading.sentence_of(claim.mention)
    for number in (sentence, sentence - 1, sentence + 1):
        if number != sentence and not reading.follows(max(number, sentence)):
            continue
        tokens = reading.tokens_of(number)
        first, end = max(tokens.start, claim.left - _WINDOW), min(tokens.stop, claim.right + _WINDOW)
        for mention in reading.dates_between(first, end):
            place = reading.document.token_at(mention.start)
            if mention.period and not _BEGINNING.isdisjoint(reading.words_between(place - 3, place)):
                yield End(mention.period), End(release)


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
    return None


def derive_compound(claim: Claim, reading: Reading) -> Derivation | None:
    """“Seven months and two days”, “a year and a day”: counted on the calendar, both halves together."""
    halves = find_halves(claim, reading)
    if halves is None:
        return None
    large, small = halves
    months = int(large.value) * (12 if large.unit == "year" else 1)
    days = int(small.value) * {"week": 7, "day": 1, "month": 0}[small.unit]
    months += int(small.value) if small.unit == "month" else 0
    if months > 12 * _OLDEST or days > _MOST_DAYS:
        return None
    said = [period for period in find_dates(claim, reading) if period.first == period.last]
    films = dict.fromkeys((*claim.films, *reading.focus_of(reading.sentence_of(claim.mention) - 1), MAIN))
    known = [d for film in films if film != UNKNOWN for d in reading.index.entities[film].data]
    for period in said:
        ends = [End(d.period, d) for d in known if d.period] + [End(other) for other in said]
        for end in ends:
            first, last = sorted((period.first, end.period.first))
            if end.period.first == end.period.last and _add_months(first, months).toordinal() + days in {
                last.toordinal() - 1 if large.hedge is not Hedge.NONE else last.toordinal(),
                last.toordinal(),
            }:
                formula = f"{first} to {last} = {large.text} and {small.text}"
                inputs = (end.datum,) if end.datum else ()
                return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def find_halves(claim: Claim, reading: Reading) -> tuple[Mention, Mention] | None:
    """Return the two durations that make one, larger unit first."""
    for one, other in (
        (claim.mention, next(iter(reading.mentions_between(claim.right, claim.right + 3)), None)),
        (next(iter(reading.mentions_between(claim.left - 4, claim.left)[-1:]), None), claim.mention),
    ):
        if one is None or other is None or (one.unit, other.unit) not in _COMPOUNDS:
            continue
        gap = reading.words_between(
            reading.document.token_at(one.end), reading.document.token_at(other.start)
        )
        if gap in {("and",), (",",), (",", "and")} and one.kind is other.kind is Kind.DURATION:
            return one, other
    return None


def find_dates(claim: Claim, reading: Reading) -> list[Period]:
    """Return the dates of the sentence, those without a year in the year last said before them."""
    dates: list[Period] = []
    sentence = reading.sentence_of(claim.mention)
    start = reading.tokens_of(sentence - 1).start if reading.follows(sentence) else claim.first
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


_MOST = 40
_WINDOW = 160
"""Tokens that are looked through on either side, so that the cost stays linear in any text."""
_MOST_SAID = 6
_MOST_DAYS = 400
_FAR_BACK = 5
_OLDEST = 150
_LAST_YEAR = 9998
_COUNTING = frozenset({"of", "after", "before", "from", "past", "behind", "ahead", "short", "into"})
MOMENTS: dict[str, frozenset[str]] = {
    "ceremony": frozenset({"award"}),
    "gala": frozenset({"award"}),
    "start": frozenset({"shoot"}),
    "slate": frozenset({"shoot"}),
    "wrap": frozenset({"shoot"}),
    "end": frozenset({"shoot"}),
    "premiere": frozenset({"premiere", "release"}),
    "opening": frozenset({"release", "premiere"}),
    "release": frozenset({"release", "premiere"}),
    "unveiling": frozenset({"premiere", "release"}),
}
"""Nouns that name a moment, and the groups of facts that may hold it."""
_NOT_OF = {
    noun: frozenset({"production_end"}) if noun == "start" else frozenset[str]() for noun in MOMENTS
} | {
    "wrap": frozenset({"production_start"}),
    "end": frozenset({"production_start"}),
    "slate": frozenset({"production_end"}),
}
_HEDGING = word_set(
    "over more than about almost nearly some just under roughly around fully a an barely only or"
)
_CLOSED = {(".",), (";",), (",",), (")",), ()}
_PAST = frozenset({"had", "been", "was", "were"})
_BEGINNING = word_set("founded from since born begun began dated dating established started launched")
_OFFSETS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.44")}
_COMPOUNDS = {("year", "month"), ("year", "week"), ("year", "day"), ("month", "week"), ("month", "day")}
