"""Whose figure it is: the film or the person that a figure is said of.

A title governs what follows it, and how it stands says how firmly: attached
behind the figure (“$9 million for *Dusk*”), possessive, apposed (“*Salt
Harbor*, an $11 million vehicle”), joined to another, or spoken of in
passing behind “than” or “against”, when the film in focus may be meant as
well. The focus is the last film spoken of in the sentences before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledgergen.core.figures.bind.attached import (
    ATTACHED,
    BARRIERS,
    BESIDE,
    CLOSERS,
    Place,
    is_agent,
    is_apposed,
    is_attached,
    is_in_aside,
    is_introduced,
    is_possessive,
    is_relative,
)
from ledgergen.core.figures.bind.called import is_called, is_said_of, leave_complements
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_compared, is_oblique, is_yardstick
from ledgergen.core.figures.closed_classes import DETERMINERS, QUOTES
from ledgergen.core.figures.facts.attributes import FILM_MOMENTS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.wordlists import word_list, word_set


class Focus(NamedTuple):
    """The films in focus at the end of a sentence (`bind.focus`)."""

    films: tuple[int, ...] = (MAIN,)
    is_topic: bool = False
    """Their title began its sentence: they are what the talk is about."""
    is_near: bool = True
    """That sentence spoke of them, by title or pronoun."""
    is_plain: bool = False
    """In a passage of evidence."""


class Subject(NamedTuple):
    """The films a figure may be about, the likeliest first, and whether no other is meant."""

    films: tuple[int, ...]
    is_governed: bool


def find_films(
    words: Sequence[str], titles: Sequence[Cue], place: Place, focus: Focus, *, is_date: bool
) -> Subject:
    """Return the films that a mention may be about; `titles` are the cues for films of its sentence."""
    if titles:
        around = next((t for t in titles if t.start <= place.left < t.end and t.value == "dated"), None)
        if around:
            return Subject(around.entities, is_governed=True)
        if any(map(is_called, titles)):
            titles = leave_complements(words, titles)
    before = [
        cue
        for cue in titles
        if cue.end <= place.left
        if not (_is_by_the_way(words, cue, titles) or is_in_aside(words, cue, place))
    ]
    after = next((cue for cue in titles if place.right <= cue.start < place.wall), None) if titles else None
    if after and is_attached(words, after, place.right, reach=BESIDE if is_date else ATTACHED):
        return Subject(after.entities, is_governed=True)
    if after and (
        is_introduced(words, after, place)
        or is_relative(words, after, place.right)
        or is_agent(words, after, place.right)
        or (not before and is_called(after) and is_said_of(words, place.right, after))
    ):
        return Subject(after.entities, is_governed=True)
    if before:
        return _find_governing(words, before, place.left, focus)
    return _find_untitled(words, after, place, focus)


def _find_untitled(words: Sequence[str], after: Cue | None, place: Place, focus: Focus) -> Subject:
    """Return the films of a mention with no title before it: what is in focus, and what is named behind."""
    opening = tuple(words[place.first : place.first + 1])
    if opening == ("its",) or (focus.is_plain and focus.is_topic and opening == ("it",)):
        is_person = words[place.first + 1 : place.first + 2] in _MAKERS
        is_bound = focus.is_plain or (focus.is_near and not is_person)
        return Subject(focus.films if is_bound else unique((*focus.films, MAIN)), is_governed=is_bound)
    is_passed = after is None or is_oblique(words, after) or is_compared(words, after)
    if after and not is_passed and not _has_break(words, place.right, after.start):
        return Subject(unique((*after.entities, *focus.films, MAIN)), is_governed=False)
    first = max(place.first, place.left - _ENDLESS)
    is_pointed = not _POINTING.isdisjoint(words[first : place.right + _PARTICIPLE])
    if focus.is_plain and focus.is_topic:
        return Subject(focus.films, is_governed=is_pointed)
    if is_pointed or focus.is_topic:
        return Subject(unique((*focus.films, MAIN)), is_governed=False)
    return Subject((MAIN,), is_governed=False)


def find_persons(
    index: FactIndex, words: Sequence[str], cues: Sequence[Cue], left: int, right: int
) -> tuple[int, ...]:
    """Return the persons a figure may be about: beside it, before it, or the director."""
    people = [cue for cue in cues if cue.kind == "person"]
    before = [cue for cue in people if cue.end <= left]
    behind = next((cue for cue in people if cue.start >= right), None)
    if behind and behind.start - right <= BESIDE and not BARRIERS.intersection(words[right : behind.start]):
        if behind.value == "other":
            named = [cue for cue in before if cue.value == "name"]
            return (*(named[-1].entities if named else ()), UNKNOWN)
        return behind.entities
    if before:
        return _join_names(before, words)
    if behind:
        return unique((*index.directors, *behind.entities))
    return index.directors


def find_parties(cues: Sequence[Cue], left: int) -> tuple[int, ...]:
    """Return the persons and companies named in the sentence: the nearest before the figure, else all."""
    named = [cue for cue in cues if cue.kind == "party" or (cue.kind == "person" and cue.value == "name")]
    before = [cue for cue in named if cue.end <= left]
    return unique(tuple(n for cue in before[-1:] or named for n in cue.entities))


def dates_the_title(words: Sequence[str], cues: Sequence[Cue], left: int) -> bool:
    """Tell whether a date belongs to the title before it: close to it, or behind a verb of release."""
    title = max((cue.end for cue in cues if cue.kind == "film" and cue.end <= left), default=left)
    if all(word in _DATING for word in words[title:left]) or describes(words[title:left]):
        return True
    between = [cue for cue in cues if title <= cue.start and cue.end <= left]
    is_released = any(cue.kind == "moment" and cue.value in FILM_MOMENTS for cue in between)
    return is_released and left - title <= _RELEASED


def describes(between: Sequence[str]) -> bool:
    """Tell whether the words from a title to a year say what it is: “*Salt Road*, a fever dream of 1985”."""
    said = [word for word in between if word not in CLOSERS]
    is_apposed = said[:1] == [","] and said[-1:] == ["of"] and len(said) > _LEAST_SAID
    return is_apposed and said[1] in DETERMINERS and BARRIERS.isdisjoint(said[1:])


def unique(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers without repetition, in order."""
    return tuple(dict.fromkeys(numbers))


def _is_by_the_way(words: Sequence[str], cue: Cue, titles: Sequence[Cue]) -> bool:
    """“*Low Tide* took $100 million, fifty times the cost of his debut, and …” is not about the debut."""
    if not cue.is_weak:
        return False
    is_named = any(not title.is_weak and title.end <= cue.start for title in titles)
    return is_oblique(words, cue) or (is_named and "of" in words[max(cue.start - 2, 0) : cue.start])


def _find_governing(words: Sequence[str], before: Sequence[Cue], left: int, focus: Focus) -> Subject:
    title = before[-1]
    if passed := _find_passed(words, before, left, focus):
        return passed
    joined = _find_joined(words, before)
    if joined:
        return Subject(joined, is_governed=True)
    if is_possessive(words, title) or is_apposed(words, title):
        return Subject(title.entities, is_governed=True)
    end = left - 1 if words[left - 1] == ":" else left  # “Budget of the sequel: $9 million”
    if is_oblique(words, title) or _has_break(words, title.end, end):
        earlier = tuple(number for cue in before[:-1] for number in cue.entities)
        return Subject(unique((*title.entities, *earlier, *focus.films, MAIN)), is_governed=False)
    return Subject(title.entities, is_governed=True)


def _find_passed(words: Sequence[str], before: Sequence[Cue], left: int, focus: Focus) -> Subject | None:
    """“*A* cost $46 million, three times what *B* had, and grossed only $8 million”: *B* was a yardstick.

    Behind the comma or the “and” that ends the comparison, the talk goes on about *A*, or about what
    was in focus before.
    """
    title = before[-1]
    between = words[title.end : left]
    # “Double his previous outing (another bookkeeper says $15 million)”: of what was doubled.
    is_over = "and" in between or "but" in between or ("(" in between and not _OTHERS.isdisjoint(between))
    if not is_over or not is_yardstick(words, title):
        return None
    own = [cue for cue in before[:-1] if not cue.is_weak and not is_yardstick(words, cue)]
    if own and not is_oblique(words, own[-1]):
        return Subject(own[-1].entities, is_governed=True)
    if set(focus.films) & set(title.entities) or MAIN in title.entities:
        return None
    return Subject(unique((*focus.films, MAIN)), is_governed=False)


def _find_joined(words: Sequence[str], titles: Sequence[Cue]) -> tuple[int, ...]:
    """Return the films of titles joined into one subject: “*A* and *B* had grossed …”."""
    entities = titles[-1].entities
    for one, other in zip(titles[-2::-1], titles[::-1], strict=False):
        if not all(word in _JOINING for word in words[one.end : other.start]):
            break
        entities = (*one.entities, *entities)
    return entities if len(entities) > len(titles[-1].entities) else ()


def _join_names(people: Sequence[Cue], words: Sequence[str]) -> tuple[int, ...]:
    """“Gilliam and Jones would be 34 and 33”: names joined by “and” are one subject."""
    entities = people[-1].entities
    for one, other in zip(people[-2::-1], people[::-1], strict=False):
        if one.value != "name" or not all(word in _JOINING for word in words[one.end : other.start]):
            break
        entities = (*one.entities, *entities)
    return unique(entities)


def _has_break(words: Sequence[str], first: int, end: int) -> bool:
    """Tell whether a clause ends between two places, so that a title governs no further."""
    # “…, but it returned”: the pronoun carries the title on.
    return not _BREAKS.isdisjoint(words[first:end]) and any(
        words[at] in _BREAKS and words[at + 1] not in _PRONOUNS for at in range(first, end)
    )


_OTHERS = frozenset({"another", "other", "others", "elsewhere"})
_POINTING = word_set("it its which whose that this one they their both each former latter")
"""Words that take up a film spoken of before."""
_MAKERS = {(word,) for word in word_list("maker makers director author star stars producer creator writer")}
"""“Its maker celebrated with eighteen months of travel”: the film says whose maker, and no more."""
_ENDLESS = 400
"""Words that no sentence has: of a text without full stops no more is read, so that cost stays linear."""
_PARTICIPLE = 8
"""“Made for $3 million, it …”: the pronoun may stand so far behind."""
_RELEASED = 12
_PRONOUNS = frozenset({"it", "its", "which"})
_DATING = frozenset(
    (
        "*",
        "_",
        "(",
        ",",
        "’",
        "'",
        '"',
        "”",
        *word_list("in of from released s made was on opened"),
    )
)
_LEAST_SAID = 3
"""Tokens, the comma included: “, a dream of”."""
_BREAKS = frozenset((";", ":", "—", "–", *word_list("while whereas but although though")))
_JOINING = QUOTES | {",", "and", "&", "(", ")"}
