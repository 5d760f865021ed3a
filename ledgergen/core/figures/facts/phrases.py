"""The phrases of a dossier's facts that hold figures: “a village 6 miles south of the city”.

They are few, for a fact states a number or a name; a value or a qualifier with a figure
among words, a quantity in a unit of its own, a count that no rule foresaw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.core.figures.scan.find import build_evidence, find_evidence
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, ORDINALS
from ledgergen.core.figures.text import read_document
from ledgergen.core.figures.wordlists import word_set


class Phrase(NamedTuple):
    """A figure in the words of a fact."""

    datum: Datum
    mention: Mention
    is_place: bool
    """It is a place in an order: “rank 9”."""
    stems: frozenset[str]
    """Of the words around it, those of the fact's attribute among them."""


def read_phrases(data: Iterable[Datum]) -> tuple[Phrase, ...]:
    """Return the figures that facts hold in words."""
    return tuple(phrase for datum in data for text in _find_texts(datum) for phrase in _read(datum, text))


def _find_texts(datum: Datum) -> Iterator[str]:
    fact = datum.fact
    if datum.value is not None and not _PLACES.isdisjoint(datum.attribute.split("_")):
        listed = (f"{key} {value}" for key, value in fact.qualifiers.items() if key != "year")
        yield " ".join(("rank", fact.value, *listed))
    elif datum.value is None and datum.period is None:
        yield fact.value
    elif datum.value is not None and datum.unit not in _UNITS and not datum.is_money:
        yield f"{fact.value} {datum.unit}"
    elif datum.value is not None and datum.unit == "count" and datum.attribute not in _FORESEEN:
        yield f"{fact.value} {datum.attribute.replace('_', ' ')}"
    for key, told in fact.qualifiers.items():
        if key == "rank":
            yield f"{fact.value} rank {told}"
        elif key in _COUNTS:
            yield f"{told} {key}"
        elif key not in _NAMES:
            yield told


def _read(datum: Datum, text: str) -> Iterator[Phrase]:
    words = text.lower().replace("-", " ").split()
    if len(words) < _WORDS or not any(w[:1].isdigit() or w in CARDINALS or w in ORDINALS for w in words):
        return
    document = read_document(text)
    around = {find_stem(word) for word in document.words if word[0].isalpha() and carries_meaning(word)}
    around |= {find_stem(word) for word in datum.attribute.split("_")}
    for found in find_evidence(document):
        mention = build_evidence(document, found)
        if mention.kind in _KINDS and not mention.is_range:
            is_place = bool(found.first) and document.words[found.first - 1] in _RANKS
            yield Phrase(datum, mention, is_place, frozenset(around) - _COMMON)


_WORDS = 2
_RANKS = frozenset({"rank", "ranked", "place", "position", "number", "no"})
_PLACES = frozenset({"rank", "ranking", "place", "position"})
"""Attributes whose value is a place in an order."""
_KINDS = frozenset({Kind.COUNT, Kind.ORDINAL, Kind.MEASURE, Kind.DURATION, Kind.MONEY})
_UNITS = frozenset({"", "min", "days", "people", "screens", "percent", "%", "count"})
_NAMES = frozenset(
    {"territory", "event", "person", "director", "site", "year", "film", *("as_of", "to", "from")}
)
_COUNTS = frozenset({"theaters", "theatres", "screens", "cinemas", "locations", "venues", "reviews", "votes"})
"""Qualifiers that count what an amount or a rating was taken in."""
_FORESEEN = frozenset({
    "nomination_count", "award_count", "theaters", "screens", "admissions", "vote_count", "film_number",
    "shooting_days", "rating", "runtime",
})  # fmt: skip
_COMMON = frozenset(
    map(
        find_stem,
        FILM_NOUNS | word_set("best award awards prize prizes film films feature features year years"),
    )
)
"""Words of any fact of films."""
