"""Dates and ages that passages tell by other dates.

A source dates itself and names weekdays; a summary says which day it was: “died on Saturday” in a report
of November 12 makes November 10. How long something lasted is in `passages.stretches`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question
from ledgergen.core.figures.passages.segments import find_clause
from ledgergen.core.figures.passages.stretches import WEEKDAYS, YEAR

_MOST_DATES = 200
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
    words = {WEEKDAYS[day.weekday()], *({0: ("today",), 1: ("yesterday",)}.get(days_ago, ()))}
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


def step_years(question: Question) -> Derivation | None:
    """“In 1870” is “knighted in 1858, he died 12 years later”."""
    mention = question.mention
    if mention.unit != "year" or mention.is_range or mention.is_yearless:
        return None
    words = question.index.layout.words
    for figure in question.find_figures(Kind.DURATION):
        told = figure.mention
        steps = _YEAR_STEPS.get(words[figure.end], ()) if figure.end < len(words) else ()
        if told.unit not in ("year", "decade") or told.is_range or not steps:
            continue
        n_years = told.low * (10 if told.unit == "decade" else 1)
        for sentence in (figure.sentence, figure.sentence - 1):
            for placed in _find_years(question.index, sentence):
                year = placed.mention.low
                is_step = any(year + step * n_years == mention.low for step in steps)
                n_met = _count_met(question, placed)
                if is_step and (not n_met or _count_met(question, figure) > n_met):
                    formula = f"{year:f}, {told.text} {words[figure.end]} = {mention.low:f}"
                    return Derivation(rule=rules.SPAN, formula=formula, sentence=figure.sentence)
    return None


_YEAR_STEPS = {"later": (1,), "earlier": (-1,), "after": (1, -1), "before": (-1, 1)}
"""Which way a stretch of years leads; “four years after work began” may lead to both of its ends."""


def step_days(question: Question) -> Derivation | None:
    """“He died on 19 May” is “on 8 May … he died 11 days later”."""
    mention = question.mention
    period = mention.period
    if period is None or period.first != period.last:
        return None
    words = question.index.layout.words
    for figure in question.find_figures(Kind.DURATION):
        told = figure.mention
        n_days = {"day": 1, "week": 7}.get(told.unit, 0) * int(told.low)
        steps = _YEAR_STEPS.get(words[figure.end], ()) if figure.end < len(words) else ()
        if not n_days or n_days > _MOST_DAYS or told.is_range or not steps:
            continue
        for sentence in (figure.sentence, figure.sentence - 1):
            for day in _find_days_of(question.index, sentence):
                stepped = {day + timedelta(days=step * n_days) for step in steps}
                if any((d.month, d.day) == (period.first.month, period.first.day) for d in stepped):
                    formula = f"{day:%d %B}, {told.text} {words[figure.end]} = {mention.text}"
                    return Derivation(rule=rules.SPAN, formula=formula, sentence=figure.sentence)
    return None


_MOST_DAYS = 60


def _find_days_of(index: PassageIndex, sentence: int) -> Iterator[date]:
    for figure in index.find_figures(sentence):
        period = figure.mention.period
        if period and period.first == period.last and date(2, 1, 1) < period.first < date(9999, 1, 1):
            yield period.first


def _count_met(question: Question, figure: PlacedFigure) -> int:
    """Return how many words of a figure's clause the stated sentence has."""
    stems = {term.stem for term in question.reading.terms}
    return len(stems & find_clause(question.index.layout, figure))


def _find_years(index: PassageIndex, sentence: int) -> list[PlacedFigure]:
    dates = (figure for figure in index.find_figures(sentence) if figure.mention.kind is Kind.DATE)
    return [date for date in dates if date.mention.low == date.mention.high and not date.mention.is_yearless]


def find_age(question: Question) -> Derivation | None:
    """An age is the years between a birth and a year that the sentence or the report names."""
    mention = question.mention
    if not mention.unit.startswith("year"):
        return None
    here = question.reading.layout
    first, end = here.find_places(question.stated.sentence)
    now = {int(word) for word in here.words[first:end] if YEAR.fullmatch(word)}
    now |= {day.year for day in _find_days(question.index)}
    now |= {
        int(figure.mention.low)
        for sentence in question.sentences[:1]
        for figure in _find_years(question.index, sentence)
        if _count_met(question, figure)
    }
    for birth in _find_births(question):
        for year in now:
            years = year - birth.mention.low
            if mention.low <= years <= mention.high + 1:
                formula = f"{year} - {birth.mention.low:f} = {years:f}"
                return Derivation(rule=rules.SPAN, formula=formula, sentence=birth.sentence)
    return None


def _find_births(question: Question) -> Iterator[PlacedFigure]:
    """Yield the years in which a passage says that somebody was born, or something was built."""
    words = question.index.layout.words
    for number in question.index.sort_kind(Kind.DATE)[1][:_MOST_DATES]:
        figure = question.index.figures[number]
        before = words[max(figure.first - 6, 0) : figure.first]
        if not _BEGUN.isdisjoint(before) and not figure.mention.is_yearless:
            yield figure


_BEGUN = frozenset({"born", "built", "founded", "established", "launched", "formed"})


def date_by_age(question: Question) -> Derivation | None:
    """“He joined in 1828” is “he joined at 19”, of somebody born in 1809."""
    mention = question.mention
    if mention.unit != "year" or mention.is_range or mention.is_yearless:
        return None
    for birth in _find_births(question):
        for sentence in question.sentences[:1]:
            for figure in question.index.find_figures(sentence):
                age = figure.mention
                is_then = age.kind is Kind.AGE and mention.low - birth.mention.low - age.low in (0, 1)
                if is_then and _count_met(question, figure):
                    formula = f"{birth.mention.low:f} + {age.low:f} = {mention.low:f}"
                    return Derivation(rule=rules.SPAN, formula=formula, sentence=sentence)
    return None
