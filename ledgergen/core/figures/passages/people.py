"""Count the people whom passages bring in one after another, without saying how many.

“Two men have been arrested” retells “A 19-year-old was held on Friday. A second man, aged 23, was detained
the next day”. Whoever is new is brought in by an article, by an age, or by a number; whoever is known has
“the”. So those who are new in sentences that follow each other are added up, and those whose ages stand
behind their names beside them: names say again who has been brought in before.

A sum proves nothing but itself: a run of sentences comes to one number, and no part of it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.question import Derivation, Question
from ledgergen.core.figures.passages.sorts import are_of_other_sexes, may_name_people
from ledgergen.core.figures.passages.words import is_person


class _New(NamedTuple):
    """Somebody whom a passage brings in, or several at once."""

    value: Decimal
    key: str
    """Who it is, as far as it can be told: whoever has the key of another is no other."""
    noun: str
    is_named: bool


def count_people(question: Question) -> Derivation | None:
    """“Two men” are “a 19-year-old” and, in the next sentence, “a second man”."""
    mention = question.mention
    if mention.is_range or not 2 <= mention.low <= _MOST or not may_name_people(mention.noun):
        return None
    for run in _find_runs(question):
        for is_named in (False, True):
            who = {
                new.key: new
                for new in run
                if new.is_named is is_named and not are_of_other_sexes(new.noun, mention.noun)
            }
            if len(who) > 1 and sum(new.value for new in who.values()) == mention.low:
                formula = f"{', '.join(who)} = {mention.low:f}"
                return Derivation(rule=rules.LISTED, formula=formula, sentence=question.sentences[0])
    return None


_MOST = 12
_GAP = 2
"""Sentences from one person to the next within which they are brought in one after another."""


def _find_runs(question: Question) -> Iterator[list[_New]]:
    """Yield those whom neighboring sentences bring in."""
    run: list[_New] = []
    last = 0
    for sentence in sorted(question.sentences):
        news = [*_find_new(question.index, sentence)]
        if not news:
            continue
        if run and sentence - last > _GAP:
            yield run
            run = []
        run += news
        last = sentence
    yield run


def _find_new(index: PassageIndex, sentence: int) -> Iterator[_New]:
    layout = index.layout
    first, end = layout.find_places(sentence)
    figures = {figure.first: figure for figure in index.find_figures(sentence)}
    place = first
    while place < end:
        word, figure = layout.words[place], figures.get(place)
        is_count = figure and figure.mention.kind is Kind.COUNT and not figure.mention.is_range
        if word in _ARTICLES or is_count:
            behind = figure.end if figure else place + 1
            head, age = _find_head(index, figures, behind, min(behind + _LONGEST, end))
            if head:
                noun = layout.words[head - 1]
                is_other = word == "another" or layout.words[behind] in _FURTHER
                key = f"{word} {age or noun}" + (f" ({place})" if is_other or figure else "")
                yield _New(figure.mention.low if figure else Decimal(1), key, noun, is_named=False)
                place = head
                continue
        if figure and is_age_of_name(index, figure):
            yield _New(Decimal(1), layout.words[place - 2], "", is_named=True)
        place += 1


def _find_head(
    index: PassageIndex, figures: dict[int, PlacedFigure], first: int, end: int
) -> tuple[int, str]:
    """Return the place behind a noun for a person, or behind an age that stands for one, and the age."""
    layout, place, age, head = index.layout, first, "", 0
    while place < end:
        word, figure = layout.words[place], figures.get(place)
        if figure and figure.mention.kind is Kind.AGE and "old" in figure.mention.text:
            age, head = f"{figure.mention.low:f}", figure.end
            place = figure.end
            continue
        if word in _ENDING or word in _ARTICLES or figure:
            break
        if is_person(word):
            head = place + 1
        elif head and not age:
            break
        place += 1
    if head and not age:
        age = _find_age_behind(index, figures, head)
    return head, age


def _find_age_behind(index: PassageIndex, figures: dict[int, PlacedFigure], head: int) -> str:
    """Return the age in “a woman, 40” or “a second man, aged 23”."""
    for place in range(head, head + 3):
        figure = figures.get(place)
        if figure:
            return f"{figure.mention.low:f}" if figure.mention.kind is Kind.AGE else ""
        if index.layout.words[place : place + 1] not in ((",",), ("aged",)):
            break
    return ""


def is_age_of_name(index: PassageIndex, figure: PlacedFigure) -> bool:
    """Tell whether a figure is the age in “Joan Petrie, 34,” or “Ken Tarn (34)”."""
    layout, mention = index.layout, figure.mention
    is_age = mention.kind is Kind.AGE or (mention.kind is Kind.COUNT and not mention.noun)
    if not is_age or mention.is_range or not mention.low <= _OLDEST or figure.first < 2:
        return False
    mark, behind = layout.words[figure.first - 1], layout.words[figure.end : figure.end + 1]
    is_set_off = (mark == "," and not _BEHIND_AGE.isdisjoint(behind)) or (mark == "(" and ")" in behind)
    return is_set_off and layout.is_capitalized(figure.first - 2)


_OLDEST = 110
_ARTICLES = frozenset({"a", "an", "another"})
_FURTHER = frozenset({"second", "third", "fourth", "fifth", "sixth", "further", "different"})
_ENDING = frozenset(
    {",", ";", ":", ".", "and", "or", "but", "who", "which", "that", "was", "were", "is", "of", "'s"}
)
_BEHIND_AGE = frozenset({",", ".", ";", "and", "of", "from", "was", "is", "who"})
_LONGEST = 6
