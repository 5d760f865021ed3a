"""What passages do not say outright and still prove.

A summary counts what its source lists, subtracts what its source compares,
and puts inches where its source has centimeters. Each way of doing so is one
function here, and each is *typed*: it answers only to the kind of figure, the
noun and the words that ask for it, and it looks only at sentences that share
words with the one that is checked. Without those two limits small numbers
prove anything: among ten figures there are ninety differences.

    listing       three guards            a list of three names, or of three ages
    parts         five scouts             four boys and one girl
    one           one tanker              a tanker
    total         three people            a driver and two guards; the rest of so many; a share of them
    run           five wins in a row      a fifth straight victory
    change        had been $3bn           a 40% fall to $1.8bn
    anniversary   the 75th anniversary    75 years ago
    conversion    350 °F (175 °C), a kilometer in miles, two years for 24 months
    difference    cut by 25 basis points  2.75 % from 3 %; two figures compared as a percentage or multiple
    span          a seven-year high in 2015    the highest since 2008
    step          repeat step 4           the text's own fourth step

Units are in `passages.convert`, dates and stretches of time in `passages.spans` and `passages.months`,
numbers put into words and shares in `passages.terms`, steps of an order in `passages.order`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.convert import convert, name_quarter
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.months import date_month
from ledgergen.core.figures.passages.order import (
    add_to_others,
    continue_run,
    count_off,
    count_ordinals,
    follow_tries,
    level_score,
    step_round,
)
from ledgergen.core.figures.passages.parts import (
    add_phrases,
    sum_parts,
    take_others,
    take_rest,
    take_share,
    undo_change,
)
from ledgergen.core.figures.passages.question import (
    MOST_SENTENCES,
    NOWHERE,
    Derivation,
    Question,
    build_question,
)
from ledgergen.core.figures.passages.reading import Reading
from ledgergen.core.figures.passages.spans import (
    date_by_age,
    date_weekday,
    find_age,
    find_anniversary,
    find_birthday,
    find_neighbor_year,
    span_weekdays,
    span_years,
    step_days,
    step_years,
)
from ledgergen.core.figures.passages.terms import read_share, read_term
from ledgergen.core.figures.passages.words import find_sense, may_be_people


def derive(stated: PlacedFigure, reading: Reading, index: PassageIndex) -> Derivation | None:
    """Recompute a figure from what the passages say around the same words, or return None."""
    question = build_question(stated, reading, index)
    for way in _WAYS.get(stated.mention.kind, ()):
        derivation = way(question)
        if derivation:
            return derivation
    return None


def _count_listing(question: Question) -> Derivation | None:
    mention = question.mention
    if mention.is_range or not mention.noun or not 2 <= mention.low <= 12 or mention.low % 1:
        return None
    wanted = int(mention.low)
    last = len(question.index.layout.sentences)
    for sentence in dict.fromkeys((*question.sentences, *range(min(_OPENING, last)))):
        for listing in question.index.find_listings(sentence):
            if listing.count != wanted or (listing.kind == "ages" and not may_be_people(mention.noun)):
                continue
            if listing.is_of_countries and find_sense(mention.noun) not in _COUNTRIES:
                continue  # companies in four countries need not be four
            formula = f"{wanted} listed: {listing.items[:120]}"
            return Derivation(rule=rules.LISTED, formula=formula, sentence=sentence)
    return None


_COUNTRIES = frozenset(
    map(find_sense, ("country", "nation", "state", "land", "territory", "market", "place", "government"))
)
"""What a list of countries counts."""
_OPENING = 4
"""A source's first sentences introduce who it is about."""


def _read_article_as_one(question: Question) -> Derivation | None:
    mention = question.mention
    noun = mention.unit if mention.kind is Kind.DURATION else mention.noun
    if mention.low != 1 or mention.is_range or not noun:
        return None
    stem, layout = find_sense(noun), question.index.layout
    for sentence in question.sentences:
        first, end = layout.find_places(sentence)
        for place in range(first + 1, end):
            if layout.stems[place] == stem and layout.words[place - 1] in ("a", "an", "single", "per"):
                formula = f"{layout.words[place - 1]} {layout.words[place]} = 1"
                return Derivation(rule=rules.ARTICLE, formula=formula, sentence=sentence)
    return None


_COMPARING_WORDS = """
    rise rose risen increase fall fell drop cut reduce decline up down more less fewer gap difference
    margin lead ahead behind grow grew grown jump climb slump gain lose lost raise boost slash extra
    additional
"""
_COMPARING = frozenset(map(find_sense, _COMPARING_WORDS.split()))


def _is_comparing(question: Question) -> bool:
    layout = question.reading.layout
    first, end = max(question.stated.first - 8, 0), question.stated.end + 5
    return any(stem in _COMPARING for stem in layout.stems[first:end])


def _subtract(question: Question) -> Derivation | None:
    mention = question.mention
    if mention.is_range or not _is_comparing(question):
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        figures = list(question.index.find_figures(sentence))
        same = [f.mention for f in figures if _can_subtract(mention, f.mention)]
        pairs = [*pairwise(same[:6]), *_find_changed(question, figures)]
        for one, other in pairs:
            value = abs(one.low - other.low)
            if value and agree(mention, value):
                formula = f"{max(one.low, other.low):f} - {min(one.low, other.low):f} = {value:f}"
                return Derivation(rule=rules.DIFFERENCE, formula=formula, sentence=sentence)
    return None


def _compare_two(question: Question) -> Derivation | None:
    """“Rose by 8%” and “tripled” are two figures of one sentence, compared."""
    mention = question.mention
    if mention.is_range or mention.unit == "points" or mention.low <= 0:
        return None
    is_percent = mention.kind is Kind.PERCENT
    if is_percent and not _is_comparing(question):
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        figures = [f for f in question.index.find_figures(sentence) if f.mention.kind in _COMPARED]
        changed = _find_changed(question, figures)
        for one, other in [*pairwise([f.mention for f in figures[:6]]), *changed]:
            if (one.kind, one.unit) != (other.kind, other.unit) or one.low <= 0 or other.low <= 0:
                continue
            is_counted = one.kind is Kind.COUNT and (one, other) not in changed
            if is_counted and one.noun and other.noun and one.noun != other.noun:
                continue
            low, high = min(one.low, other.low), max(one.low, other.low)
            changes = ((high - low) / low * 100, (high - low) / high * 100) if is_percent else (high / low,)
            if high > low and any(agree(mention, change) for change in changes):
                formula = f"{high:f} against {low:f} = {mention.text}"
                return Derivation(rule=rules.DIFFERENCE, formula=formula, sentence=sentence)
    return None


def _find_changed(question: Question, figures: list[PlacedFigure]) -> list[tuple[Mention, Mention]]:
    """Return the pairs of which one is what the other was: “312 pairs, up from 278 last year”."""
    words = question.index.layout.words
    alike = [f for f in figures if f.mention.kind in _COMPARED | {question.mention.kind}]
    return [
        (one.mention, other.mention)
        for one, other in pairwise(alike)
        if other.first - one.end <= _APART
        and not _BASES.isdisjoint(words[max(other.first - 2, one.end) : other.first])
        and (one.mention.kind, one.mention.unit) == (other.mention.kind, other.mention.unit)
        and question.mention.kind in (one.mention.kind, Kind.PERCENT, Kind.MULTIPLE)
    ]


_APART = 8
_BASES = frozenset({"from", "against", "than"})
"""What stands before the figure that another is compared with."""
_COMPARED = frozenset({Kind.MONEY, Kind.COUNT, Kind.MEASURE})


def _can_subtract(stated: Mention, evidence: Mention) -> bool:
    if stated.noun == "points" and evidence.kind is Kind.PERCENT:
        return not evidence.is_range
    if evidence.kind is not stated.kind or evidence.is_range:
        return False
    if stated.kind is Kind.PERCENT:
        return stated.unit == "points"
    return stated.unit == evidence.unit and (stated.kind is Kind.MONEY or stated.noun == evidence.noun)


def _refer_to_own_step(question: Question) -> Derivation | None:
    """“Repeat step 4” in a text that has a fourth step."""
    layout, stated = question.reading.layout, question.stated
    if not may_be_step(question.mention, layout.words[max(stated.first - 4, 0) : stated.first]):
        return None
    mark = re.compile(rf"(?m)^\s*(?:\W{{0,2}}step\s*)?{question.mention.low:f}\s?[.):]", re.IGNORECASE)
    if not mark.search(layout.text):
        return None
    return Derivation(
        rule=rules.OWN_STEP, formula=f"item {question.mention.low:f} of this text", sentence=NOWHERE
    )


def may_be_step(mention: Mention, before: Sequence[str]) -> bool:
    """Tell whether a figure may number a step of its own text, by its noun and the four words before it."""
    return mention.noun in _STEPS or not _STEPS.isdisjoint(before)


_STEPS = frozenset({"step", "steps", "item", "items", "point", "points"})

_WAYS: Mapping[Kind, tuple[Callable[[Question], Derivation | None], ...]] = {
    Kind.COUNT: (
        _count_listing,
        sum_parts,
        add_phrases,
        _read_article_as_one,
        _subtract,
        _refer_to_own_step,
        read_term,
        add_to_others,
        count_ordinals,
        continue_run,
        count_off,
        take_rest,
        take_others,
        take_share,
        undo_change,
    ),
    Kind.ORDINAL: (
        find_anniversary,
        _refer_to_own_step,
        read_term,
        add_to_others,
        step_round,
        continue_run,
        name_quarter,
        follow_tries,
    ),
    Kind.DATE: (date_month, date_weekday, find_neighbor_year, step_years, step_days, date_by_age),
    Kind.MEASURE: (convert, _subtract),
    Kind.DURATION: (
        convert,
        _read_article_as_one,
        span_years,
        span_weekdays,
        name_quarter,
        read_term,
        continue_run,
        take_share,
    ),
    Kind.AGE: (convert, read_term, find_age, find_birthday),
    Kind.MONEY: (_subtract, sum_parts, take_share, undo_change),
    Kind.PERCENT: (_subtract, read_share, _compare_two, undo_change),
    Kind.FRACTION: (read_share,),
    Kind.MULTIPLE: (read_term, _compare_two),
    Kind.SCORE: (level_score,),
}
