"""What happened beside the making and showing of a film: a sale, a publication, a death.

A clause names such an event in words of its own (“when she finally sold”), and facts or passages
in others (“Disney obtained the rights in 1961”). One table of events and the words that call them
serves both sides, for ages, spans and courses alike: what is called alike, is dated there.

Where the words are of the film itself (“when the book reached the screen”), nothing of the table is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.told import find_dated_sentences
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Period
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.core.figures.wordlists import word_set

Dated = tuple[Period, Datum | None]


class Happening(NamedTuple):
    """An event, the stems of the words that call it, and the facts that date it."""

    name: str
    stems: frozenset[str]
    attributes: frozenset[str] = frozenset()
    is_of_work: bool = False
    """What came out was no film, but the book that it is made of."""


def find_happened(reading: Reading, first: int, end: int) -> dict[str, list[Dated]]:
    """Return when that happened which the words between two tokens call, as far as evidence knows."""
    words = reading.words_between(first, end)
    if not _OF_FILMS.isdisjoint(words):
        return {}
    said = {find_stem(word) for word in words if carries_meaning(word)}
    called = [happening for happening in _HAPPENINGS if not happening.stems.isdisjoint(said)]
    # “The first refusal of the rights” is a refusal.
    called = [h for h in called if h.name == "offer"] or called
    found = {h.name: [*_find_facts(reading, h), *_find_told(reading, h, said)] for h in called}
    return {name: dates for name, dates in found.items() if dates}


def calls_happening(words: Iterable[str]) -> bool:
    """Tell whether some words call an event of the table, be it known to evidence or not."""
    said = {find_stem(word) for word in words if carries_meaning(word)}
    return any(not happening.stems.isdisjoint(said) for happening in _HAPPENINGS)


def find_course_of(reading: Reading, first: int, end: int) -> list[Period]:
    """Return the dates between which an acquisition went on that some words call, from the first offer."""
    said = {find_stem(word) for word in reading.words_between(first, end) if carries_meaning(word)}
    called = {h.name for h in _HAPPENINGS if h.name in _PURSUED and not h.stems.isdisjoint(said)}
    pursued = [h for h in _HAPPENINGS if h.name in _PURSUED] if called else []
    dates = {period for h in pursued for period, _ in _find_told(reading, h, said)}
    return sorted(dates, key=lambda period: period.first)


def may_be_showing(words: Iterable[str]) -> bool:
    """“The sale”, “published its results”: in the language of finance a film is sold when it is shown."""
    said = frozenset(words)
    return _BOOKS.isdisjoint(said) and not _AMBIGUOUS.isdisjoint(said)


def _find_facts(reading: Reading, happening: Happening) -> list[Dated]:
    data = [d for a in happening.attributes for d in reading.index.by_attribute.get(a, ()) if d.period]
    if happening.is_of_work:
        data = [datum for datum in data if reading.index.entities[datum.subject].work]
    return [(datum.period, datum) for datum in data[:_MOST] if datum.period]


def _find_told(reading: Reading, happening: Happening, said: set[str]) -> list[Dated]:
    """Return the dates that passages tell of an event, of the sentences that say most of its words."""
    found: dict[Period, int] = {}
    for sentence in find_dated_sentences(reading):
        shared = len((said - happening.stems).intersection(sentence.stems))
        for place, stem in enumerate(sentence.stems):
            if stem not in happening.stems:
                continue
            if happening.name != "offer" and _is_tried(sentence.stems[max(place - _BEFORE, 0) : place]):
                continue
            period = sentence.find_nearest(place)
            found[period] = max(found.get(period, 0), shared)
    most = max(found.values(), default=0)
    dates: list[Dated] = [(period, None) for period, shared in found.items() if shared == most]
    return dates[:_MOST]


def _is_tried(before: tuple[str, ...]) -> bool:
    """“Attempted to purchase” is no purchase."""
    mark = max((at for at, stem in enumerate(before) if stem in _MARKS), default=-1)
    return not _TRYING.isdisjoint(before[mark + 1 :])


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(find_stem, words.split()))


_TRYING = _stems("attempted tried failed wanted hoped refused")
_HAPPENINGS = (
    Happening(
        "offer",
        _stems(
            "offer offered approach approached bid bids tender tendered attempt attempted courted courtship "
            "courting proposal proposed pitch pitched refusal refused declined overture rebuffed rebuff suit"
        ),
    ),
    Happening(
        "sale",
        _stems(
            "sold sale sell bought buy purchase purchased acquire acquisition obtain obtained secured "
            "optioned option rights "
            "sign signed signature contract deal consent consented accepted acceptance "
            "agreed assent relented bargain"
        ),
    ),
    Happening(
        "publication",
        _stems(
            "published publish publication publishing print printed novel novella book memoir bestseller "
            "best-seller page paperback serialized serialised serial bookshops hardcover"
        ),
        attributes=frozenset({"release_date", "publication_date"}),
        is_of_work=True,
    ),
    Happening("writing", _stems("wrote draft drafted manuscript typed typescript conceived conception")),
    Happening("hiring", _stems("hired hire engaged appointed appointment recruited")),
    Happening("restoration", _stems("restored restoration")),
    Happening("reissue", _stems("reissue reissued re-release re-released rereleased")),
    Happening("broadcast", _stems("television broadcast broadcasting aired airing")),
    Happening("wedding", _stems("married marriage wedding wed")),
    Happening("death", _stems("died death dead dies funeral burial"), attributes=frozenset({"death_date"})),
    Happening(
        "founding",
        _stems("founded founding established incorporated incorporation"),
        attributes=frozenset({"founded"}),
    ),
)
"""The events, the words that call them in a clause and in a passage, and the attributes of their facts."""
_OF_FILMS = word_set(
    """
    film films filmed picture pictures movie movies screen screens adaptation adapted premiere premiered
    theater theaters theatre theatres cinema cinemas audiences audience shot shoot shooting cameras camera
    slate
    opened opening wrap wrapped sequel remake reached public results
    """
)
"""Words for the making and showing of the film: then nothing else is what happened."""
_AMBIGUOUS = word_set(
    "sale sales sold sell buy bought purchase purchased offer offered offering deal closed published printed"
)
_BOOKS = word_set("novel novella book memoir bestseller best-seller paperback page rights option it")
_PURSUED = ("offer", "sale")
"""What is offered for and then bought is pursued from the first offer to the sale."""
_BEFORE = 4
_MARKS = frozenset({",", ";", ":", "—"})
_MOST = 4
