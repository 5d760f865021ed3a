"""Counts and places in an order that passages tell one step at a time.

News adds up as it goes: three other cats have died, so this is the fourth; a
win sets up a third-round tie, so it was won in the second; a first offense is
told, then a second, and so there were two. Each step is a single one, and the
thing counted must be the same, or the words must name the step.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.index import PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question
from ledgergen.core.figures.passages.sorts import are_of_other_sorts
from ledgergen.core.figures.passages.words import find_sense, is_person

_OTHERS = frozenset({"other", "others", "more", "previous", "earlier", "further", "additional"})
_MOST_STEPS = 12


def add_to_others(question: Question) -> Derivation | None:
    """“A fourth cat” where “three other cats” are spoken of; “three people” where “two others” are."""
    mention = question.mention
    if mention.is_range or not 2 <= mention.low <= _MOST_STEPS or not mention.noun:
        return None
    words = question.index.layout.words
    for figure in question.find_figures(Kind.COUNT):
        there = figure.mention
        if there.low + 1 != mention.low or there.is_range:
            continue
        behind = words[figure.end : figure.end + 1]
        before = words[max(figure.first - 1, 0) : figure.first]
        if _OTHERS.isdisjoint((*behind, *before)) or not _is_same(mention.noun, there.noun):
            continue
        formula = f"{there.low:f} others + 1 = {mention.low:f}"
        return Derivation(rule=rules.STEP, formula=formula, sentence=figure.sentence)
    return None


def follow_tries(question: Question) -> Derivation | None:
    """“At the third attempt”, where it “had failed twice before”."""
    mention = question.mention
    if mention.is_range or find_sense(mention.noun) not in _TRIES:
        return None
    words = question.index.layout.words
    for figure in question.find_figures(Kind.COUNT, Kind.MULTIPLE):
        is_earlier = not _EARLIER.isdisjoint(words[figure.end : figure.end + 2])
        if is_earlier and figure.mention.low + 1 == mention.low and not figure.mention.is_range:
            formula = f"{figure.mention.text} before + 1 = {mention.low:f}"
            return Derivation(rule=rules.STEP, formula=formula, sentence=figure.sentence)
    return None


_TRIES = frozenset(map(find_sense, ("attempt", "time", "try", "bid", "application")))
_EARLIER = frozenset({"before", "previously", "already", "earlier"})


def _is_same(stated: str, evidence: str) -> bool:
    if find_sense(stated) == find_sense(evidence):
        return True
    return is_person(stated) and (is_person(evidence) or evidence in _OTHERS or not evidence)


_WIN_WORDS = """
    win won winning winner beat beaten victory defeat knocked overcame eliminated ousted
"""
_WINS = frozenset(map(find_sense, _WIN_WORDS.split()))
_REACH_WORDS = """
    reach reached advance advanced progress progressed through into set setting face meet play tie next
    booked qualified
"""
_REACHES = frozenset(map(find_sense, _REACH_WORDS.split()))


def step_round(question: Question) -> Derivation | None:
    """A win in the second round is what sets up a tie in the third, and the other way round."""
    mention = question.mention
    if find_sense(mention.noun) != _ROUND and not _is_before_round(question):
        return None
    here = question.reading.layout
    first, end = here.find_places(question.stated.sentence)
    stems_here = set(here.stems[first:end])
    there = question.index.layout
    for figure in question.find_figures(Kind.ORDINAL):
        step = figure.mention.low - mention.low
        if abs(step) != 1 or _ROUND not in there.stems[figure.end : figure.end + 2]:
            continue
        first, end = there.find_places(figure.sentence)
        stems_there = set(there.stems[first:end])
        won, reached = (stems_here, stems_there) if step == 1 else (stems_there, stems_here)
        if _WINS.isdisjoint(won) or _REACHES.isdisjoint(reached):
            continue
        formula = f"a win in round {min(figure.mention.low, mention.low):f} leads to round "
        formula += f"{max(figure.mention.low, mention.low):f}"
        return Derivation(rule=rules.STEP, formula=formula, sentence=figure.sentence)
    return None


_ROUND = find_sense("round")


def _is_before_round(question: Question) -> bool:
    end = question.stated.end
    return _ROUND in question.reading.layout.stems[end : end + 2]


def count_ordinals(question: Question) -> Derivation | None:
    """“Two counts of theft” where a first theft is told, and then a second."""
    mention = question.mention
    if mention.is_range or not 2 <= mention.low <= _MOST_STEPS or not mention.noun:
        return None
    stems = {term.stem for term in question.reading.terms}
    ordinals = sorted(question.find_figures(Kind.ORDINAL), key=lambda figure: figure.first)
    for number, figure in enumerate(ordinals):
        if figure.mention.low != 1 or find_sense(figure.mention.noun) not in stems:
            continue
        last = _follow(ordinals[number:])
        if last.mention.low == mention.low:
            formula = f"first to {last.mention.text} = {mention.low:f}"
            return Derivation(rule=rules.STEP, formula=formula, sentence=last.sentence)
    return None


def _follow(ordinals: list[PlacedFigure]) -> PlacedFigure:
    """Follow first, second, third … as far as they go in neighboring sentences."""
    last = ordinals[0]
    for figure in ordinals[1:]:
        if figure.mention.low == last.mention.low + 1 and figure.sentence - last.sentence <= _NEIGHBORING:
            last = figure
    return last


_NEIGHBORING = 3


def level_score(question: Question) -> Derivation | None:
    """A draw of 2-2 is a 2-1 and an equalizer."""
    mention = question.mention
    if not mention.low or mention.other != mention.low:
        return None
    here, there = question.reading.layout, question.index.layout
    first, end = here.find_places(question.stated.sentence)
    stems = {*here.stems[first:end]}
    for sentence in question.sentences[:MOST_SENTENCES]:
        stems.update(map(find_sense, question.find_words(sentence)))
    if _LEVELERS.isdisjoint(stems):
        return None
    for number in question.index.by_value.get(mention.low, ())[:_MOST_SCORES]:
        figure = question.index.figures[number]
        score = figure.mention
        if score.kind is Kind.SCORE and score.other == mention.low - 1:
            text = there.text[score.start : score.end]
            formula = f"{text}-{score.other:f}, then an equalizer = {mention.low:f}-{mention.low:f}"
            return Derivation(rule=rules.STEP, formula=formula, sentence=figure.sentence)
    return None


_LEVEL_WORDS = "equaliser equalizer equalised equalized leveller leveler"
_LEVELERS = frozenset(map(find_sense, _LEVEL_WORDS.split()))
_MOST_SCORES = 50


def count_minutes(question: Question) -> Derivation | None:
    """“In the 67th minute” is “after 67 minutes”."""
    mention = question.mention
    unit = mention.noun.removesuffix("s")
    if unit not in _MINUTES:
        return None
    for number in question.index.by_value.get(mention.low, ())[:_MOST_SCORES]:
        figure = question.index.figures[number]
        is_told = figure.mention.kind is Kind.DURATION and figure.mention.unit == unit
        if is_told and not figure.mention.is_range and figure.sentence in question.sentences:
            formula = f"{figure.mention.text} = {mention.text} {unit}"
            return Derivation(rule=rules.STEP, formula=formula, sentence=figure.sentence)
    return None


_MINUTES = frozenset({"minute", "day", "week", "month", "year"})


def count_years(question: Question) -> Derivation | None:
    """“Won it three times” is “won it in 2009, 2011 and 2014”; “for the third time” says one more is new."""
    mention = question.mention
    is_next = mention.kind is Kind.ORDINAL
    n_years = mention.low - is_next
    is_asked = find_sense(mention.noun) in _REPEATED or mention.kind is Kind.MULTIPLE
    if mention.is_range or not is_asked or not 2 <= n_years <= _MOST_STEPS:
        return None
    words = question.index.layout.words
    for sentence in question.sentences[:MOST_SENTENCES]:
        years = [f for f in question.index.find_figures(sentence) if f.mention.unit == "year"]
        chain = years[:1]
        for figure in years[1:]:
            if _BETWEEN_YEARS.issuperset(words[chain[-1].end : figure.first]):
                chain.append(figure)
        if len(chain) == n_years:
            formula = f"{', '.join(f.mention.text for f in chain)} = {mention.text}"
            return Derivation(rule=rules.STEP, formula=formula, sentence=sentence)
    return None


_REPEATED = frozenset(
    map(find_sense, ("time", "title", "win", "victory", "championship", "medal", "crown", "cup", "trophy"))
)
_BETWEEN_YEARS = frozenset({",", "and", "in", "again", "or", "then", "also"})


_RUN_WORDS = frozenset(
    {"straight", "consecutive", "successive", "row", "succession", "unbroken", "trot", "spin"}
)
_BESIDE = 6
_RUNS = (Kind.ORDINAL, Kind.COUNT, Kind.DURATION)


def continue_run(question: Question) -> Derivation | None:
    """“Five wins in a row” are “a fifth straight victory”, and “the fifth month running” five months."""
    mention, here, there = question.mention, question.reading.layout, question.index.layout
    if mention.is_range or not _is_in_run(here, question.stated):
        return None
    for figure in question.find_figures(*_RUNS):
        told = figure.mention
        if told.low != mention.low or told.is_range or told.kind is mention.kind:
            continue
        if _is_in_run(there, figure) and not are_of_other_sorts(mention.noun, told.noun or told.unit):
            formula = f"{told.text} in a run = {mention.text}"
            return Derivation(rule=rules.STEP, formula=formula, sentence=figure.sentence)
    return None


def _is_in_run(layout: Layout, figure: PlacedFigure) -> bool:
    words = layout.words[max(figure.first - _BESIDE, 0) : figure.end + _BESIDE]
    is_run = "run" in words and layout.words[figure.first - 1] in ("to", "of")
    return is_run or not _RUN_WORDS.isdisjoint(words)


def count_off(question: Question) -> Derivation | None:
    """A side of “10 men” is one that had a player sent off."""
    mention = question.mention
    behind = question.reading.layout.words[question.stated.end : question.stated.end + 2]
    if mention.low not in _SHORT_HANDED or tuple(behind) not in _MANNED:
        return None
    for sentence in question.sentences:
        words = question.find_words(sentence)
        if _OFF.isdisjoint(pairwise(words)):
            continue
        formula = f"sent off, {mention.low:f} left"
        return Derivation(rule=rules.STEP, formula=formula, sentence=sentence)
    return None


_SHORT_HANDED = (9, 10)
_MANNED = frozenset({("-", "man"), ("-", "woman")})
_OFF = frozenset({("sent", "off"), ("red", "card"), ("second", "booking"), ("straight", "red")})
