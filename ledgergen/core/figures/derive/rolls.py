"""Rolls: the names that evidence lists and does not count.

A fact may hold a roll as its value (`company`: “Alpha, Beta, Gamma”), several facts
of one attribute make one, and a passage spells one out: “among companies in Spain,
France and Norway”, “the cricketers Ann Lee and Bo Fry”. A roll is of one *sort*,
told by its attribute or by its names: countries, companies, places, persons.
A roll of years (“in 1962, 1972 and 1982”) lists occasions, one of prizes tells what
each was for (“awards for best film, best script and best score”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledgergen.core.figures.bind.vocabulary_names import is_country_word
from ledgergen.core.figures.closed_classes import DETERMINERS, PRONOUNS
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.index import PassageIndex
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.words import find_sense
from ledgergen.core.figures.wordlists import word_set

MAKER = "(the director)"
"""The name in a roll of whoever did with others what they are listed for."""


class Roll(NamedTuple):
    """Names that stand in one list."""

    names: tuple[str, ...]
    """In lower case."""
    sort: str
    """`country`, `company`, `place`, `person`, `occasion` (years), `prize`."""
    callings: tuple[str, ...] = ()
    """Stem of the noun before each name, “cricketer” of “the cricketers Ann Lee and Bo Fry”; or empty."""
    sentence: int = -1
    """Of the passages, or -1."""
    data: tuple[Datum, ...] = ()
    """The facts that hold it."""


# --- of facts -----------------------------------------------------------------------


def find_fact_rolls(index: FactIndex) -> Iterator[Roll]:
    """Yield the rolls of the film's facts: each fact's, those of one role, and all that made the film."""
    for attribute, sort in _ATTRIBUTES.items():
        data = [datum for datum in index.find(MAIN, attribute) if datum.value is None]
        roles = {datum.fact.qualifiers.get("role", "").lower() for datum in data}
        makers = [datum for datum in data if not _hands_on(datum)]
        groups = [[datum] for datum in data]
        groups += [[d for d in data if d.fact.qualifiers.get("role", "").lower() == role] for role in roles]
        for group in (*groups, makers):
            names = dict.fromkeys(name for datum in group for name in _split(datum.fact.value))
            if len(names) > 1:
                yield Roll(tuple(names), sort, data=tuple(group))
    yield from _read_qualifiers(index)


def _read_qualifiers(index: FactIndex) -> Iterator[Roll]:
    """“Company: Alpha, Beta (countries: Spain, France)”."""
    for datum in index.entities[MAIN].data:
        for key, value in datum.fact.qualifiers.items():
            names = _split(value) if key in _ATTRIBUTES else []
            if len(names) > 1:
                yield Roll(tuple(names), _ATTRIBUTES[key], data=(datum,))


def _hands_on(datum: Datum) -> bool:
    """Tell whether a company takes the film to its public, and does not make it."""
    return any(word in datum.fact.qualifiers.get("role", "").lower() for word in ("distribut", "sales"))


def _split(value: str) -> list[str]:
    parts = re.split(r"[;|]|, (?!inc\b|ltd\b|llc\b)", value.lower())
    return [part.strip() for part in parts if part.strip()]


_ATTRIBUTES = {
    **dict.fromkeys(("company", "production_company", "companies", "studio"), "company"),
    **dict.fromkeys(("producer", "producers", "writer", "writers", "screenplay", "cast"), "person"),
    **dict.fromkeys(("location", "locations", "filming_location", "filming_locations"), "place"),
    **dict.fromkeys(("country", "countries", "production_country"), "country"),
}
"""Attributes whose values are names, and the sort of these."""


# --- of passages ----------------------------------------------------------------------


def find_told_rolls(passages: PassageIndex) -> Iterator[Roll]:
    """Yield the rolls of the passages, sentence by sentence."""
    layout = passages.layout
    for sentence in range(min(len(layout.sentences), _MOST_READ)):
        first, end = layout.find_places(sentence)
        words = layout.words[first:end]
        if _LAST.isdisjoint(words):
            continue
        yield from _read_names(layout, first, end, sentence)
        yield from _read_countries(layout, first, end, sentence)
        yield from _read_years(passages, sentence)
        if not _PRIZES.isdisjoint(words):
            yield from _read_prizes(words, sentence)


def _read_names(layout: Layout, first: int, end: int, sentence: int) -> Iterator[Roll]:
    names: list[str] = []
    callings: list[str] = []
    made: tuple[str, ...] = ()
    made_as: tuple[str, ...] = ()
    is_closed = False
    place = first
    while place < end:
        name_end = _read_name(layout, place, end)
        if name_end == place:
            place += 1
            continue
        if not names:
            # “Velez wrote it with Ana Roca and Luis Feria”: three did.
            is_with = layout.words[place - 1 : place] in (["with"], ("with",)) and place - 1 > first
            is_with = is_with and "or" not in layout.words[place : place + _ALTERNATIVE]
            made, made_as = ((MAKER,), ("",)) if is_with else ((), ())
        names.append(" ".join(layout.words[place:name_end]))
        callings.append(_read_calling(layout, first, place))
        following, is_last = _read_joint(layout, name_end, end)
        is_closed = is_closed or (following > name_end and is_last)
        if following == name_end:
            if is_closed and len(names) > 1:
                yield Roll((*made, *names), _tell_sort(names), (*made_as, *callings), sentence)
            names, callings, is_closed = [], [], False
        place = max(following, name_end)


def _read_countries(layout: Layout, first: int, end: int, sentence: int) -> Iterator[Roll]:
    """“In a studio in England, in Tunisia and at a palace in Italy”: three countries."""
    words = layout.words
    places = (n for n in range(first + 1, end) if words[n - 1] == "in" and layout.is_capitalized(n))
    names = dict.fromkeys(words[n] for n in places if is_country_word(words[n]))
    if len(names) > 1:
        yield Roll(tuple(names), "country", sentence=sentence)


def _read_name(layout: Layout, place: int, end: int) -> int:
    """Return where the name that begins at a place ends; the place itself where none does."""
    at = place
    while at < end and at - place < _LONGEST:
        if layout.is_capitalized(at) and layout.words[at] not in _NO_NAMES:
            at += 1
        elif at > place and layout.words[at] == "-" and at + 1 < end and layout.is_capitalized(at + 1):
            at += 1  # “Ben-Hur”
        elif at > place and layout.words[at] == "." and len(layout.words[at - 1]) == 1:
            at += 1  # “Michael C. Williams”
        elif (
            at > place
            and layout.words[at] in _PARTICLES
            and at + 1 < end
            and layout.is_capitalized(at + 1)
            and layout.words[at - 1] != ","
        ):
            at += 1
        else:
            break
    return at


def _read_joint(layout: Layout, place: int, end: int) -> tuple[int, bool]:
    """Return where the next name begins that a mark or “and” joins, and whether “and” does."""
    first = at = _skip_description(layout, place, end)
    is_last = False
    while at < end and layout.words[at] in _JOINTS:
        is_last = is_last or layout.words[at] != ","
        at += 1
    if at == first:
        return place, False
    lead = at
    if lead < end and layout.words[lead] in DETERMINERS:
        while lead < end and lead - at < _LEAD and not layout.is_capitalized(lead):
            if not layout.words[lead].isalpha():
                return place, False
            lead += 1
    return (lead, is_last) if lead < end and layout.is_capitalized(lead) else (place, False)


def _skip_description(layout: Layout, place: int, end: int) -> int:
    """Return the place behind what a name is described by: “Ana, a pilot, and Luis, a nurse, meet”."""
    words = layout.words
    if words[place : place + 1] in (["("], ("(",)):  # “*Coral* (1925) and *Dusk* (1930)”
        return next((at + 1 for at in range(place, min(place + _DESCRIBED, end)) if words[at] == ")"), place)
    if place + 1 >= end or words[place] != "," or words[place + 1] not in DETERMINERS:
        return place
    for at in range(place + 1, min(place + _DESCRIBED, end)):
        if words[at] == ",":
            return at
        if layout.is_capitalized(at) or not words[at].isalpha():
            break
    return place


def _read_calling(layout: Layout, first: int, place: int) -> str:
    """Return the stem of the noun right before a name: “the cricketers Ann Lee”."""
    if place <= first:
        return ""
    word = layout.words[place - 1]
    is_noun = word.isalpha() and word not in _PARTICLES | _JOINTS and not layout.is_capitalized(place - 1)
    return find_sense(word) if is_noun else ""


def _tell_sort(names: list[str]) -> str:
    countries = sum(is_country_word(name.removeprefix("the ")) for name in names)
    if 2 * countries >= len(names):
        return "country"
    return "company" if any(not _COMPANIES.isdisjoint(name.split()) for name in names) else "person"


def _read_years(passages: PassageIndex, sentence: int) -> Iterator[Roll]:
    words = passages.layout.words
    run: list[str] = []
    last = -1
    for figure in passages.find_figures(sentence):
        is_year = figure.mention.kind is Kind.DATE and figure.mention.unit == "year"
        is_joined = last >= 0 and _JOINTS.issuperset(words[last : figure.first])
        if run and not (is_year and is_joined):
            if len(run) > 1:
                yield Roll(tuple(run), "occasion", sentence=sentence)
            run = []
        if is_year:
            run.append(figure.mention.text)
            last = figure.end
    if len(run) > 1:
        yield Roll(tuple(run), "occasion", sentence=sentence)


def _read_prizes(words: Sequence[str], sentence: int) -> Iterator[Roll]:
    """“Awards for best picture, best director and best screenplay” are three."""
    best = [" ".join(words[n : n + 2]) for n, word in enumerate(words) if word == "best"]
    items = _read_reasons(words)
    if items and items[0][:1] != ["best"]:
        best += [" ".join(item) for item in items]
    named = dict.fromkeys(best)
    if len(named) > 1:
        yield Roll(tuple(named), "prize", sentence=sentence)


def _read_reasons(words: Sequence[str]) -> list[list[str]]:
    """Return for what prizes are given: “prizes for direction and for photography”."""
    near = ((n, n + step) for n, word in enumerate(words) if word in _PRIZES for step in (1, 2, 3))
    start = next((place + 1 for _, place in near if place < len(words) and words[place] == "for"), 0)
    items: list[list[str]] = [[]]
    for word in words[start:] if start else ():
        if word in _JOINTS:
            items.append([])
        elif word.isalpha():
            items[-1].append(word)
        else:
            break
    items = [item for item in items if item]
    return items if all(len(item) <= _LONGEST for item in items) else []


_MOST_READ = 100
"""Sentences of the passages that are read; a ledger's evidence has fewer."""
_LONGEST = 6
"""Words of a name."""
_LEAD = 4
_ALTERNATIVE = 5
"""“With Ann Lee or Bo Fry”: nobody did anything with both."""
_DESCRIBED = 16
_LAST = frozenset({"and", "&", "or"})
_JOINTS = _LAST | {","}
_PARTICLES = frozenset(
    {"de", "la", "van", "von", "der", "den", "bin", "al", "of", "the", "du", "le", "del", "di", "da"}
)
_NO_NAMES = DETERMINERS | PRONOUNS | word_set("in on at as when after before with for by")
_COMPANIES = word_set(
    "film films pictures productions production studio studios company corporation entertainment filmes fund "
    "television tv broadcasting bank media cinema inc ltd group press"
)
_PRIZES = word_set("award awards prize prizes honor honors honour honours trophies trophy best")
