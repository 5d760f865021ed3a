"""How well the words around an evidence figure fit the words around a stated one.

The dominant miss of published checkers is the right number said of something
else, so a value that is found proves nothing until its surroundings agree.
They are compared in a handful of ways, each a number between 0 and 1 (`Fit`):
what is counted, the words copied on either side, the share of the sentence's
weight that the evidence sentence and its neighbors hold, names, nearness. The
numbers are summed with the weights of `WEIGHTS`; the sum is in logits, above
zero where a figure is more likely about the same thing than not.

A rare word weighs more than a common one, a word next to the figure more than
one at the sentence's other end.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.reading import Reading
from ledgergen.core.figures.passages.signs import (
    COPIED,
    compare_after,
    compare_before,
    compare_kinds,
    compare_nouns,
    compare_other_noun,
    compare_ranges,
    compare_scores,
    count_copied,
    find_neighbors,
    lead_to_other_names,
    measure_telling,
)
from ledgergen.core.figures.passages.words import find_sense
from ledgergen.model.valueclass import valueclass

_NEAR = 3.0
"""Distance in words at which a word of the text weighs half."""
_CLOSE = 8.0
"""Distance in words at which a word of the evidence counts half."""
_CROWD = 20
"""Equal values in the evidence from which more make no difference."""
_SOMEWHERE = 0.25
"""What a name counts that the evidence has, but not around the figure."""


class Fit(NamedTuple):
    """How one evidence figure's surroundings compare with a stated figure's, 0 to 1 each."""

    base: float
    """Always 1: what speaks before any word is compared."""
    near: float
    """Share of the weight of the words near the figure that stand near the evidence figure."""
    around: float
    """Share of the sentence's weight in the evidence sentence and its neighbors."""
    noun: float
    """The same thing is counted, measured or ordered."""
    other_noun: float
    """Another thing is counted, the more surely where the evidence has a word for the stated one."""
    before: float
    """The word before is the same: “day four”, “aged 65”."""
    copied: float
    """Words copied verbatim on both sides."""
    names: float
    """Share of the sentence's names that stand around the evidence figure."""
    telling: float
    """How much the value says by itself: 28,262,574 stands nowhere by accident, 2 does."""
    crowded: float
    """How often the evidence states this value: luck is likelier."""
    luck: float
    """How many figures of the kind the evidence has: one of many meets a value by accident."""
    same_kind: float
    """The scanner read the same kind and unit."""
    other_name: float
    """1 where the same words lead from the two figures to different names."""
    whole_range: float
    """1 where a range meets the same range, -1 where only one end does."""


class _Word(NamedTuple):
    """A meaningful word around a stated figure."""

    places: Sequence[int]
    """Where the evidence has it."""
    weight: float
    nearness: float
    """Its weight, the less the further it stands from the figure."""
    is_name: bool


@valueclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A stated figure's surroundings, ready to be compared with many others. Made by `survey`."""

    figure: PlacedFigure
    reading: Reading
    words: tuple[_Word, ...]
    """Those that the evidence has."""
    near: float
    """Sum of the nearness of all words."""
    names: float
    """Weight of all that are names."""
    after: str
    before: str
    """The meaningful stems next to the figure, or empty."""
    telling: float
    crowded: float
    luck: float
    is_noun_known: bool


def survey(stated: PlacedFigure, reading: Reading, index: PassageIndex, *, n_same: int) -> Surroundings:
    """Prepare a stated figure's surroundings; `n_same` evidence figures have its value."""
    words = []
    first, end, near, names = stated.first, stated.end, 0.0, 0.0
    for _, place, weight, is_name, places in reading.terms:
        if first <= place < end:
            continue
        distance = first - place if place < first else place - end + 1
        nearness = weight / (1 + distance / _NEAR)
        near += nearness
        names += weight if is_name else 0.0
        if places:
            words.append(_Word(places, weight, nearness, is_name))
    mention = stated.mention
    n_of_kind = len(index.by_kind.get(mention.kind, ()))
    return Surroundings(
        figure=stated,
        reading=reading,
        words=tuple(words),
        near=near,
        names=names,
        after=next(iter(find_neighbors(reading.layout, stated, 1, 1)), ""),
        before=next(iter(find_neighbors(reading.layout, stated, -1, 1)), ""),
        telling=measure_telling(mention),
        crowded=min(n_same, _CROWD) / _CROWD,
        luck=min(1.0, math.log1p(n_of_kind) / 6),
        is_noun_known=bool(mention.noun) and _is_shared(mention.noun, reading.layout, index),
    )


def _is_shared(noun: str, here: Layout, index: PassageIndex) -> bool:
    """Tell whether both the text and the evidence have a noun, in whatever form."""
    stem = find_sense(noun)
    return (noun in here.vocabulary or stem in here.stems) and bool(index.find_stem_places(stem))


def compare(here: Surroundings, evidence: PlacedFigure, index: PassageIndex) -> Fit:
    """Compare the surroundings of a stated figure with those of an evidence figure."""
    near, around, names = _compare_words(here, evidence, index)
    layout, there = here.reading.layout, index.layout
    stated, mention = here.figure, here.figure.mention
    after, before = _NO_NEIGHBORS, _NO_NEIGHBORS
    if here.after or here.before:
        after, before = find_neighbors(there, evidence, 1, 3), find_neighbors(there, evidence, -1, 3)
    is_ordinal = Kind.ORDINAL in (mention.kind, evidence.mention.kind)
    noun = compare_after(here.after, after, before, is_ordinal=is_ordinal) if here.after else 0.0
    noun = max(noun, compare_nouns(mention.noun, evidence.mention.noun))
    is_score = mention.kind is Kind.SCORE
    return Fit(
        base=1.0,
        near=near / here.near if here.near else 0.0,
        around=around / here.reading.total if here.reading.total else 0.0,
        noun=noun,
        other_noun=0.0
        if noun >= 0.7
        else compare_other_noun(mention, evidence.mention, is_known=here.is_noun_known),
        before=compare_before(here.before, after, before) if here.before else 0.0,
        copied=count_copied(layout, stated, there, evidence) / COPIED,
        names=names / here.names if here.names else 0.5,
        telling=here.telling,
        crowded=here.crowded,
        luck=here.luck,
        same_kind=compare_kinds(mention, evidence.mention),
        other_name=float(lead_to_other_names(layout, stated, there, evidence)),
        whole_range=compare_scores(layout, stated, there, evidence)
        if is_score
        else compare_ranges(mention, evidence.mention),
    )


def shares_words(
    here: Surroundings, evidence: PlacedFigure, index: PassageIndex, *, near: float, around: float
) -> bool:
    """Tell whether so much of the words near a stated figure, and of its sentence, stands around another.

    Most figures of the evidence share less, and need not be compared.
    """
    shared, said, _ = _compare_words(here, evidence, index)
    if (shared / here.near if here.near else 0.0) < near:
        return False
    return (said / here.reading.total if here.reading.total else 0.0) >= around


_NO_NEIGHBORS: list[str] = []


def _compare_words(
    here: Surroundings, evidence: PlacedFigure, index: PassageIndex
) -> tuple[float, float, float]:
    """Return how much of the words' nearness, weight and names the evidence figure has around it."""
    place = evidence.first
    first1, end1 = index.layout.find_places(evidence.sentence, around=1)
    first3, end3 = index.layout.find_places(evidence.sentence, around=3)
    near = around = names = 0.0
    for places, weight, nearness, is_name in here.words:
        closest = places[0] if len(places) == 1 else _find_closest(places, place)
        near += nearness / (1 + abs(closest - place) / _CLOSE)
        found = 1.0 if first1 <= closest < end1 else 0.5 if first3 <= closest < end3 else 0.0
        around += weight * found
        if is_name:
            names += weight * (found or _SOMEWHERE)
    return near, around, names


def _find_closest(places: Sequence[int], place: int) -> int:
    at = bisect_left(places, place)
    if at == len(places):
        return places[-1]
    if at and place - places[at - 1] < places[at] - place:
        return places[at - 1]
    return places[at]


# Set by hand, moved a little by logistic regression on figures that people labelled, and rounded.
WEIGHTS = Fit(
    base=-1.45,
    near=2.0,
    around=1.35,
    noun=0.35,
    other_noun=-0.6,
    before=1.0,
    copied=0.4,
    names=0.45,
    telling=0.8,
    crowded=-0.7,
    luck=-0.7,
    same_kind=1.45,
    other_name=-4.0,
    whole_range=0.4,
)


def weigh(fit: Fit) -> float:
    """Sum a comparison into logits: above zero, the two figures are likely about the same thing."""
    return sum(map(float.__mul__, WEIGHTS, fit))
