"""Stretches of time and dates that passages tell by other dates.

A source names years and weekdays; a summary says how far apart they are, or
which day it was: “the highest since 2008” makes a seven-year high in 2015, and
“died on Saturday” in a report of November 12 makes November 10.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.index import PassageIndex
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MOST_YEARS = 12
_MOST_DATES = 200
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_BACK = 7


def find_birthday(question: Question) -> Derivation | None:
    """“A patriarch turns sixty” at his “sixtieth birthday”."""
    mention = question.mention
    for number in question.index.by_value.get(mention.low, ())[:_MOST_DATES]:
        figure = question.index.figures[number]
        if figure.mention.kind is Kind.ORDINAL and figure.mention.noun.startswith("birthday"):
            formula = f"{figure.mention.text} birthday = {mention.text}"
            return Derivation(rule=rules.ANNIVERSARY, formula=formula, sentence=figure.sentence)
    return None


def find_anniversary(question: Question) -> Derivation | None:
    """“The 75th anniversary” is “75 years ago”."""
    mention = question.mention
    if not mention.noun.startswith(("anniversar", "birthday", "jubilee")):
        return None
    for number in question.index.by_value.get(mention.low, ())[:_MOST_DATES]:
        figure = question.index.figures[number]
        there = figure.mention
        if there.kind in (Kind.DURATION, Kind.AGE) and there.unit.startswith("year"):
            formula = f"{there.text} = {mention.text} {mention.noun}"
            return Derivation(rule=rules.ANNIVERSARY, formula=formula, sentence=figure.sentence)
    return None


def span_years(question: Question) -> Derivation | None:
    """Measure between a year that the sentence or the passage names and one that the passage does."""
    mention = question.mention
    if not mention.unit.startswith("year") or mention.is_range or mention.low < 2:
        return None
    here = question.reading.layout
    first, end = here.find_places(question.stated.sentence)
    years_here = {int(word) for word in here.words[first:end] if _YEAR.fullmatch(word)}
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
        told = [place for place, word in enumerate(words) if word in _WEEKDAYS]
        for one, other in pairwise(told):
            n_days = (_WEEKDAYS.index(words[other]) - _WEEKDAYS.index(words[one])) % 7
            is_span = not _UNTIL.isdisjoint(words[one:other])
            if is_span and mention.low - n_days in (0, 1):
                formula = f"{words[one]} to {words[other]} = {n_days} days"
                return Derivation(rule=rules.SPAN, formula=formula, sentence=sentence)
    return None


_UNTIL = frozenset({"until", "till", "to", "through"})


def date_weekday(question: Question) -> Derivation | None:
    """“Died on Saturday”, in a report dated within the week after the stated day."""
    period = question.mention.period
    if period is None or question.mention.is_yearless or period.first != period.last:
        return None
    day = period.first
    reports = [report for report in _find_days(question.index) if 0 <= (report - day).days <= _DAYS_BACK]
    if not reports:
        return None
    report = min(reports)
    days_ago = (report - day).days
    words = {_WEEKDAYS[day.weekday()], *({0: ("today",), 1: ("yesterday",)}.get(days_ago, ()))}
    for sentence in question.sentences[:MOST_SENTENCES]:
        told = words.intersection(question.find_words(sentence))
        if told:
            formula = f"{min(told)} in a report of {report.isoformat()} = {day.isoformat()}"
            return Derivation(rule=rules.WEEKDAY, formula=formula, sentence=sentence)
    return None


def _find_days(index: PassageIndex) -> set[date]:
    """Return the whole dates of the passages."""
    numbers = index.sort_kind(Kind.DATE)[1][:_MOST_DATES]
    dates = (index.figures[number].mention for number in numbers)
    return {
        mention.period.first
        for mention in dates
        if mention.period and not mention.is_yearless and mention.period.first == mention.period.last
    }


def find_neighbor_year(question: Question) -> Derivation | None:
    """“In 2015” where a passage says “last year” and compares it with 2014, or is dated 2016."""
    mention = question.mention
    if mention.unit != "year" or mention.is_range or mention.is_yearless:
        return None
    year = int(mention.low)
    report_years = {day.year for day in _find_days(question.index)}
    for sentence in question.sentences[:MOST_SENTENCES]:
        words = question.find_words(sentence)
        years = {
            int(figure.mention.low)
            for figure in question.index.find_figures(sentence)
            if figure.mention.unit == "year"
        }
        for one, step in _STEPS.items():
            if not any(pair == (one, "year") for pair in pairwise(words)):
                continue
            is_compared = step == -1 and year - 1 in years and not _COMPARED.isdisjoint(words)
            if is_compared or year - step in report_years:
                told = f"compared with {year - 1}" if is_compared else f"told in {year - step}"
                formula = f"{one} year, {told} = {year}"
                return Derivation(rule=rules.WEEKDAY, formula=formula, sentence=sentence)
    return None


_STEPS = {"last": -1, "this": 0, "next": 1}
_COMPARED = frozenset({"up", "down", "on", "from", "compared", "against", "than", "over"})


def find_age(question: Question) -> Derivation | None:
    """An age is the years between a birth and a year that the sentence or the report names."""
    mention = question.mention
    if mention.is_range or not mention.unit.startswith("year"):
        return None
    here = question.reading.layout
    first, end = here.find_places(question.stated.sentence)
    now = {int(word) for word in here.words[first:end] if _YEAR.fullmatch(word)}
    now |= {day.year for day in _find_days(question.index)}
    words = question.index.layout.words
    for figure in question.find_figures(Kind.DATE):
        before = words[max(figure.first - 6, 0) : figure.first]
        if "born" not in before or figure.mention.is_yearless:
            continue
        for year in now:
            years = year - figure.mention.low
            if mention.low in (years, years - 1):
                formula = f"{year} - {figure.mention.low:f} = {mention.low:f}"
                return Derivation(rule=rules.SPAN, formula=formula, sentence=figure.sentence)
    return None
