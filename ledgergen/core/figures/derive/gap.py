"""Spans between any two moments that a sentence and its neighbors speak of.

The finer the unit, the less luck: two given dates lie just fifty-six days apart
once in hundreds of tries, and five years apart in every third. So a span in days
and weeks may run between any two moments at hand, one of which the sentence says
or names; a span in months or years needs a word that makes it a span (“later”,
“took”, “lost”, “a long time”), and its two ends must be those which come first
to mind: what the sentence says, then what it names, then what was said just before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.anchor import find_dates, find_halves, find_moment_noun, is_moment
from ledgergen.core.figures.derive.derivation import DAYS, YEARS, Derivation, End, measures, render_period
from ledgergen.core.figures.derive.hand import Grounds, find_stated
from ledgergen.core.figures.derive.person import find_birthdays
from ledgergen.core.figures.derive.prose import stem_all
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Kind, Period


def derive_gap(claim: Claim, grounds: Grounds) -> Derivation | None:
    """Return the time between two moments at hand that the figure states."""
    mention = claim.mention
    is_measured = mention.unit in DAYS or mention.unit in YEARS
    if not is_measured or find_halves(claim, grounds.reading):
        return None
    is_fine = mention.unit in _FINE
    words = grounds.reading.words_between(claim.left - _NEAR, claim.right + _NEAR)
    if not is_fine and _SPANNING.isdisjoint(words):
        return None
    for one, other in islice(_find_pairs(claim, grounds, is_fine=is_fine), _MOST_PAIRS):
        if one.period != other.period and measures(mention, one.period, other.period):
            first, last = sorted((one.period, other.period), key=lambda period: period.first)
            formula = f"{render_period(first)} to {render_period(last)} = {mention.text}"
            inputs = tuple(end.datum for end in (one, other) if end.datum)
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _find_pairs(claim: Claim, grounds: Grounds, *, is_fine: bool) -> Iterator[tuple[End, End]]:
    reading = grounds.reading
    said = [End(period) for period in find_dates(claim, reading)]
    birthdays = [End(period, datum) for period, datum in find_birthdays(claim, reading)]
    named = _find_named(claim, grounds)
    shown = _find_moments(claim, grounds)
    earlier = _find_earlier(claim, grounds)
    yield from product(birthdays, (*said, *shown))
    yield from ((one, other) for n, one in enumerate(said) for other in said[n + 1 :])
    if said:
        yield from product(said, (*named, *shown) if is_fine or not named else named)
        yield from product(said, shown if not is_fine else earlier)
    elif named:
        yield from product(named, shown)
    elif not _REACHING.isdisjoint(claim.words):
        yield from product(earlier, shown)
    if not said and not named and not earlier and not _IDLE.isdisjoint(claim.words):
        films = reading.index.read_role("previous")
        before = [end for film in films if film != UNKNOWN for end in _read_showings(film, grounds)]
        yield from product(before, shown)
    if is_fine:
        yield from product(_find_told(claim, grounds), (*said, *shown))


def _find_moments(claim: Claim, grounds: Grounds) -> list[End]:
    """Return the moments of the film itself, the shoot's where the sentence speaks of work."""
    data = grounds.reading.index.entities[MAIN].data
    noun = find_moment_noun(claim, grounds.reading)
    if noun:
        return [End(d.period, d) for d in data if d.period and is_moment(d, noun)]
    ends = _read_showings(MAIN, grounds)
    if not _WORKING.isdisjoint(claim.words):
        ends += [End(d.period, d) for d in data if d.period and vocabulary.GROUPS.get(d.attribute) == "shoot"]
    return ends


def _find_named(claim: Claim, grounds: Grounds) -> list[End]:
    """Return the showings of the other films that the sentence names."""
    cues = grounds.reading.sentence_cues(claim.first, claim.end)
    films = dict.fromkeys(n for cue in cues if cue.kind == "film" for n in cue.entities)
    return [end for film in films if film not in {MAIN, UNKNOWN} for end in _read_showings(film, grounds)]


def _read_showings(film: int, grounds: Grounds) -> list[End]:
    data = grounds.reading.index.entities[film].data
    return [End(d.period, d) for d in data if d.period and vocabulary.GROUPS.get(d.attribute) in _SHOWINGS][
        :6
    ]


def _find_earlier(claim: Claim, grounds: Grounds) -> list[End]:
    """Return the last dates said in the two sentences before, within the paragraph."""
    reading = grounds.reading
    sentence = reading.sentence_of(claim.mention)
    for back in (1, 2):
        if not reading.follows(sentence - back + 1):
            break
        tokens = reading.tokens_of(sentence - back)
        dates = reading.dates_between(max(tokens.start, claim.left - _WINDOW), tokens.stop)
        if dates:
            return [End(mention.period) for mention in dates[-2:] if mention.period]
    return []


def _find_told(claim: Claim, grounds: Grounds) -> Iterator[End]:
    """Yield the days that passages give in sentences that share a figure with the claim's own."""
    stated = [o for o in find_stated(claim, grounds, back=0) if o.value > _SMALL]
    release = grounds.reading.index.entities[MAIN].release
    for mentions in grounds.told.find_related(stem_all(()), stated) if stated else ():
        for mention in mentions:
            if mention.kind is Kind.DATE and mention.unit == "day" and mention.period:
                period = mention.period
                if mention.is_yearless and release:
                    period = _date(period, release.first.year)
                yield End(period)


def _date(period: Period, year: int) -> Period:
    day = period.first.replace(year=year, day=min(period.first.day, 28 if period.first.month == 2 else 31))
    return Period(first=day, last=day)


_MOST_PAIRS = 120
_MOST_SHOWINGS = 6
_NEAR = 7
_WINDOW = 160
_SMALL = 20
_FINE = frozenset({"day", "week", "fortnight"})
_SHOWINGS = frozenset({"release", "premiere"})
_SPANNING = vocabulary.SPAN_WORDS | word_set(
    """
    took take takes taken taking lost lose loses losing late delay delayed slipped waited waits waiting long
    idle time away absence hiatus drought lapse lapsed pause gathering needed required until till postponed
    slid overdue elapse separate separates separating
    """
)
"""Words that make a time a span between two moments."""
_REACHING = word_set("take takes took taken taking wait waited need needed require required later until till")
_IDLE = word_set("long idle silence absence away hiatus drought pause gap sabbatical inactive unemployed")
_WORKING = word_set(
    """
    shoot shooting shot filming filmed cameras camera rolled rolling wrapped wrap photography production
    started began begun start finished completed slate
    """
)
