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

Units are in `passages.convert`, dates in `passages.spans` and `passages.months`, stretches of time in
`passages.stretches`, numbers put into words and shares in `passages.terms`, steps of an order in
`passages.order`, people who are told one after another in `passages.people`, and two figures compared in
`passages.compared`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.compared import compare_two, subtract, undo_change
from ledgergen.core.figures.passages.convert import convert, join_spans, name_quarter
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.months import date_month
from ledgergen.core.figures.passages.order import (
    add_to_others,
    continue_run,
    count_minutes,
    count_off,
    count_ordinals,
    count_years,
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
)
from ledgergen.core.figures.passages.people import count_people
from ledgergen.core.figures.passages.question import (
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
    step_days,
    step_years,
)
from ledgergen.core.figures.passages.stretches import (
    last_until,
    span_ages,
    span_days,
    span_weekdays,
    span_years,
)
from ledgergen.core.figures.passages.terms import count_killed, read_share, read_term
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
            if listing.count_from(mention.noun) != wanted or (
                listing.kind == "ages" and not may_be_people(mention.noun)
            ):
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
        count_people,
        _read_article_as_one,
        subtract,
        _refer_to_own_step,
        read_term,
        add_to_others,
        count_ordinals,
        count_years,
        count_killed,
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
        count_years,
        count_minutes,
    ),
    Kind.DATE: (date_month, date_weekday, find_neighbor_year, step_years, step_days, date_by_age),
    Kind.MEASURE: (convert, subtract),
    Kind.DURATION: (
        convert,
        join_spans,
        _read_article_as_one,
        span_years,
        span_ages,
        span_days,
        span_weekdays,
        last_until,
        sum_parts,
        name_quarter,
        read_term,
        continue_run,
        take_share,
    ),
    Kind.AGE: (convert, read_term, find_age, find_birthday),
    Kind.MONEY: (subtract, sum_parts, take_share, undo_change),
    Kind.PERCENT: (subtract, read_share, compare_two, undo_change),
    Kind.FRACTION: (read_share, compare_two),
    Kind.MULTIPLE: (read_term, compare_two, count_years),
    Kind.SCORE: (level_score,),
}
