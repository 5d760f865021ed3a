"""How long something lasted, where passages name its ends: years, months, days, weekdays, ages.

A contract “until 2019” of whoever came in 2016 is a three-year deal; from May to August are three months,
and a strike that began on the 3rd and ended on the 10th lasted a week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question
from ledgergen.core.figures.scan.lexicon.dates import MONTHS

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MOST_YEARS = 12
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def span_years(question: Question) -> Derivation | None:
    """Measure between a year that the sentence or the passage names and one that the passage does."""
    mention = question.mention
    if not mention.unit.startswith("year") or mention.is_range or mention.low < 2:
        return None
    here = question.reading.layout
    first, end = here.find_places(question.stated.sentence)
    years_here = {int(word) for word in here.words[first:end] if YEAR.fullmatch(word)}
    there = [
        (int(figure.mention.low), figure.sentence)
        for figure in question.find_figures(Kind.DATE)
        if figure.mention.low == figure.mention.high and not figure.mention.is_yearless
    ][:_MOST_YEARS]
    for year, sentence in there:
        for other in [*years_here, *(y for y, s in there if s == sentence)]:
            span = Decimal(abs(other - year))
            if span and (span == mention.low or agree(mention, span)):
                formula = f"{max(year, other)} - {min(year, other)} = {span:f}"
                return Derivation(rule=rules.SPAN, formula=formula, sentence=sentence)
    return None


def span_weekdays(question: Question) -> Derivation | None:
    """“Closed from Friday until Monday” is three days, or four."""
    mention = question.mention
    if mention.unit != "day" or mention.is_range or not 2 <= mention.low <= 7:
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        words = question.find_words(sentence)
        told = [place for place, word in enumerate(words) if word in WEEKDAYS]
        for one, other in pairwise(told):
            n_days = (WEEKDAYS.index(words[other]) - WEEKDAYS.index(words[one])) % 7
            is_span = not _UNTIL.isdisjoint(words[one:other])
            if is_span and mention.low - n_days in (0, 1):
                formula = f"{words[one]} to {words[other]} = {n_days} days"
                return Derivation(rule=rules.SPAN, formula=formula, sentence=sentence)
        is_list = len(told) > 1 and all(_LISTING.issuperset(words[a + 1 : b]) for a, b in pairwise(told))
        if is_list and len(told) == mention.low:
            formula = f"{', '.join(words[place] for place in told)} = {len(told)} days"
            return Derivation(rule=rules.SPAN, formula=formula, sentence=sentence)
    return None


_LISTING = frozenset({",", "and"})
_UNTIL = frozenset({"until", "till", "to", "through"})


def last_until(question: Question) -> Derivation | None:
    """“A three-year deal” runs “until 2019”, and began in another year that is told beside it."""
    mention = question.mention
    if mention.unit != "year" or mention.is_range or not 1 <= mention.low <= _LONGEST_TERM:
        return None
    words = question.index.layout.words
    for figure in question.find_figures(Kind.DATE):
        end = figure.mention
        before = words[max(figure.first - _LED_BY, 0) : figure.first]
        if end.is_yearless or end.is_range or _UNTIL.isdisjoint(before):
            continue
        for sentence in range(figure.sentence - 1, figure.sentence + 2):
            for other in question.index.find_figures(sentence):
                start = other.mention
                is_year = start.kind is Kind.DATE and not start.is_yearless and not start.is_range
                if is_year and end.low - start.low == mention.low:
                    formula = f"{end.low:f} - {start.low:f} = {mention.low:f}"
                    return Derivation(rule=rules.SPAN, formula=formula, sentence=figure.sentence)
    return None


_LONGEST_TERM = 10
_LED_BY = 4


def span_ages(question: Question) -> Derivation | None:
    """“After 20 years in the sport” is how long ago somebody of 34 was 14."""
    mention = question.mention
    if mention.unit != "year" or mention.is_range or mention.low < _FEW_YEARS:
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        ages = [f for f in question.index.find_figures(sentence) if f.mention.kind is Kind.AGE]
        for one, other in pairwise(ages):
            apart = abs(one.mention.low - other.mention.low)
            between = question.index.layout.words[one.end : other.first]
            if apart == mention.low and not _SINCE.isdisjoint(between):
                formula = f"{one.mention.text} and {other.mention.text} = {apart:f} years"
                return Derivation(rule=rules.SPAN, formula=formula, sentence=sentence)
    return None


_FEW_YEARS = 3
_SINCE = frozenset({"when", "since", "first", "was", "began", "started"})


def span_days(question: Question) -> Derivation | None:
    """Measure in days, weeks or months from one day or month that a sentence names to the next."""
    mention = question.mention
    if mention.unit not in _DAYS_IN or mention.is_range:
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        for name, n_days, n_months in _find_stretches(question, sentence):
            n_units = Decimal(n_days) / _DAYS_IN[mention.unit]
            is_month = mention.unit == "month" and n_months is not None and mention.low - n_months in (0, 1)
            is_days = n_months is None and mention.low - n_units in (0, Decimal(1) / _DAYS_IN[mention.unit])
            if is_month or is_days:
                return Derivation(rule=rules.SPAN, formula=f"{name} = {mention.text}", sentence=sentence)
    return None


_DAYS_IN = {"day": 1, "week": 7, "month": 30}


def _find_stretches(question: Question, sentence: int) -> Iterator[tuple[str, int, int | None]]:
    """Yield the days between two days of a sentence, or the months between two of its months."""
    layout = question.index.layout
    days = [
        f
        for f in question.index.find_figures(sentence)
        if f.mention.kind is Kind.DATE and f.mention.unit == "day" and f.mention.period
    ]
    for one, other in pairwise(days):
        start, end = one.mention.period, other.mention.period
        if start and end and one.mention.is_yearless == other.mention.is_yearless and start.first < end.first:
            yield f"{one.mention.text} to {other.mention.text}", (end.first - start.first).days, None
    first, end_place = layout.find_places(sentence)
    months = [
        place
        for place in range(first, end_place)
        if layout.words[place] in MONTHS and layout.is_capitalized(place)
    ]
    for at, then in pairwise(months):
        if (
            then - at <= _LED_BY
            and not _UNTIL.isdisjoint(layout.words[at:then])
            and not any(word.isdigit() for word in layout.words[at:then])
        ):
            n_months = (MONTHS[layout.words[then]] - MONTHS[layout.words[at]]) % 12
            yield f"{layout.words[at].title()} to {layout.words[then].title()}", n_months * 30, n_months
