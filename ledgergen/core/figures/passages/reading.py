"""The checked text, read for comparison with the evidence.

A sentence is compared with many places of the evidence, and a text asks for
each of its sentences once per figure in it, so what can be said of a sentence
alone is worked out once: its meaningful words, what each weighs, and which
evidence sentences share them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure, place_figure
from ledgergen.core.figures.passages.layout import Layout, build_layout
from ledgergen.core.figures.passages.words import carries_meaning
from ledgergen.core.figures.text import Document
from ledgergen.model.valueclass import valueclass

_TOO_COMMON = 200
"""A stem that stands more often than this picks out no sentence."""


class Term(NamedTuple):
    """A meaningful word of the checked sentence."""

    stem: str
    place: int
    weight: float
    is_name: bool
    places: Sequence[int]
    """Where the evidence has it, ascending."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A sentence of the checked text, prepared for comparison with all the evidence."""

    layout: Layout
    sentence: int
    terms: tuple[Term, ...]
    overlaps: Mapping[int, float]
    """Evidence sentence number: weight of the terms it shares."""
    total: float
    """Weight of all the terms."""


def build_reading(layout: Layout, sentence: int, index: PassageIndex) -> Reading:
    """Prepare one sentence of the checked text."""
    first, end = layout.find_places(sentence)
    terms: list[Term] = []
    overlaps: defaultdict[int, float] = defaultdict(float)
    seen: set[str] = set()
    total = 0.0
    for place, word in enumerate(layout.words[first:end], first):
        if not carries_meaning(word):
            continue
        stem = layout.stems[place]
        weight, places, sentences = index.tell(stem)
        terms.append(Term(stem, place, weight, place > first and layout.is_capitalized(place), places))
        total += weight
        if stem not in seen and len(places) <= _TOO_COMMON:
            for number in sentences:
                overlaps[number] += weight
        seen.add(stem)
    return Reading(layout=layout, sentence=sentence, terms=tuple(terms), overlaps=overlaps, total=total)


@valueclass(frozen=True, slots=True, kw_only=True)
class TextReading:
    """A checked text; its sentences are read against the index that keeps it, when first asked for."""

    document: Document
    layout: Layout
    _readings: dict[int, Reading] = field(default_factory=dict)
    _placed: dict[int, PlacedFigure] = field(default_factory=dict)

    def place(self, mention: Mention) -> PlacedFigure:
        """Say where in the text a mention stands."""
        placed = self._placed.get(mention.start)
        if placed is None or placed.mention is not mention:
            placed = self._placed[mention.start] = place_figure(self.layout, mention)
        return placed

    def read(self, sentence: int, index: PassageIndex) -> Reading:
        """Return a sentence prepared for comparison."""
        reading = self._readings.get(sentence)
        if reading is None:
            reading = self._readings[sentence] = build_reading(self.layout, sentence, index)
        return reading


def read_text(document: Document, index: PassageIndex) -> TextReading | None:
    """Prepare a checked text, or return None where it has no words.

    The last text read stays with the index, for it is asked for once per mention.
    """
    for known in index.texts:
        if isinstance(known, TextReading) and known.document is document:
            return known
    layout = build_layout(document)
    if not layout.stems:
        return None
    index.look_for(layout.vocabulary)
    text = TextReading(document=document, layout=layout)
    index.texts[:] = [text]
    return text
