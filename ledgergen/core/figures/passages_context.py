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

from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages_index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages_layout import Layout
from ledgergen.core.figures.passages_reading import Reading
from ledgergen.core.figures.passages_words import find_stem, is_person

_NEAR = 3.0
"""Distance in words at which a word of the text weighs half."""
_CLOSE = 8.0
"""Distance in words at which a word of the evidence counts half."""
_TOO_COMMON = 200
"""A stem that stands more often than this picks out no sentence."""
_COPIED = 4
"""Words copied on one side that count in full."""


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
    whole_range: float
    """1 where a range meets the same range, -1 where only one end does."""


def compare(
    reading: Reading, stated: PlacedFigure, evidence: PlacedFigure, index: PassageIndex, n_same: int
) -> Fit:
    """Compare the surroundings of a stated figure with those of an evidence figure."""
    there = index.layout
    first1, end1 = there.find_places(evidence.sentence, around=1)
    first3, end3 = there.find_places(evidence.sentence, around=3)
    around = near = near_total = names = names_found = 0.0
    for stem, place, weight, is_name in reading.terms:
        if stated.first <= place < stated.end:
            continue
        distance = stated.first - place if place < stated.first else place - stated.end + 1
        nearness = weight / (1 + distance / _NEAR)
        near_total += nearness
        places = index.places.get(stem)
        found = 0.0
        if places:
            closest = _find_closest(places, evidence.first)
            near += nearness / (1 + abs(closest - evidence.first) / _CLOSE)
            if first1 <= closest < end1:
                found = 1.0
            elif first3 <= closest < end3:
                found = 0.5
            around += weight * found
            found = found or 0.25
        if is_name:
            names += weight
            names_found += weight * found
    after, before = _compare_neighbors(reading.layout, stated, there, evidence)
    return Fit(
        base=1.0,
        near=near / near_total if near_total else 0.0,
        around=around / reading.total if reading.total else 0.0,
        noun=after,
        other_noun=_compare_other_noun(stated.mention, evidence.mention, index) if after < 0.7 else 0.0,
        before=before,
        copied=_count_copied(reading.layout, stated, there, evidence) / _COPIED,
        names=names_found / names if names else 0.5,
        telling=measure_telling(stated.mention),
        crowded=min(n_same, 20) / 20,
        luck=min(1.0, math.log1p(len(index.sorted_by_kind.get(stated.mention.kind, ((), ()))[0])) / 6),
        same_kind=_compare_kinds(stated.mention, evidence.mention),
        whole_range=_compare_scores(reading.layout, stated, there, evidence)
        if stated.mention.kind is Kind.SCORE
        else _compare_ranges(stated.mention, evidence.mention),
    )


def _find_closest(places: Sequence[int], place: int) -> int:
    at = bisect_left(places, place)
    if at == len(places):
        return places[-1]
    if at and place - places[at - 1] < places[at] - place:
        return places[at - 1]
    return places[at]


def _find_neighbors(layout: Layout, figure: PlacedFigure, step: int, n: int) -> list[str]:
    first, end = layout.find_places(figure.sentence)
    place = figure.end if step > 0 else figure.first - 1
    found: list[str] = []
    for _ in range(6):
        if not first <= place < end or len(found) == n:
            break
        if layout.meaningful[place]:
            found.append(layout.stems[place])
        place += step
    return found


def _compare_neighbors(
    here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure
) -> tuple[float, float]:
    after = _find_neighbors(here, stated, 1, 1)
    before = _find_neighbors(here, stated, -1, 1)
    after_there = _find_neighbors(there, evidence, 1, 3)
    before_there = _find_neighbors(there, evidence, -1, 3)
    noun = left = 0.0
    if after:
        if after[0] in after_there:
            noun = 1.0 if after[0] == after_there[0] else 0.7
        elif after[0] in before_there:
            # "round two" is the second round.
            is_turned = after[0] == before_there[0] and Kind.ORDINAL in (
                stated.mention.kind,
                evidence.mention.kind,
            )
            noun = 1.0 if is_turned else 0.4
    if noun < 1:
        noun = max(noun, _compare_nouns(stated.mention.noun, evidence.mention.noun))
    if before:
        if before[0] in before_there:
            left = 1.0 if before[0] == before_there[0] else 0.5
        elif before[0] in after_there:
            left = 0.5
    return noun, left


def _compare_nouns(stated: str, evidence: str) -> float:
    if not stated or not evidence:
        return 0.0
    if find_stem(stated) == find_stem(evidence):
        return 1.0
    return 0.6 if is_person(stated) and is_person(evidence) else 0.0


_COUNTING = frozenset({Kind.COUNT, Kind.ORDINAL, Kind.MULTIPLE, Kind.VAGUE})


def _compare_other_noun(stated: Mention, evidence: Mention, index: PassageIndex) -> float:
    if stated.kind not in _COUNTING or not stated.noun:
        return 0.0
    is_known = find_stem(stated.noun) in index.places
    if not evidence.noun:
        return 0.5 if is_known else 0.0
    if _compare_nouns(stated.noun, evidence.noun):
        return 0.0
    return 1.0 if is_known else 0.5


def _count_copied(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> int:
    n = 0
    for step, a, b in ((1, stated.end, evidence.end), (-1, stated.first - 1, evidence.first - 1)):
        place, other = a, b
        while (
            n < _COPIED
            and 0 <= place < len(here.stems)
            and 0 <= other < len(there.stems)
            and here.stems[place] == there.stems[other]
        ):
            n += 1
            place += step
            other += step
    return n


def _compare_kinds(stated: Mention, evidence: Mention) -> float:
    if stated.kind is evidence.kind:
        return 1.0 if stated.unit == evidence.unit else 0.5
    bare = stated if stated.kind is Kind.COUNT else evidence
    return 0.5 if bare.kind is Kind.COUNT and not bare.noun else 0.0


def _compare_ranges(stated: Mention, evidence: Mention) -> float:
    if stated.kind is Kind.DATE:
        return 0.0
    if stated.is_range:
        return 1.0 if (stated.low, stated.high) == (evidence.low, evidence.high) else -1.0
    return -0.5 if evidence.is_range else 0.0


def _compare_scores(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> float:
    """A score is two numbers and a dash: “2-1” is not “2-0”."""
    ours, theirs = _find_partner(here, stated), _find_partner(there, evidence)
    if not ours:
        return 0.0
    return 1.0 if ours == theirs else -1.0


def _find_partner(layout: Layout, figure: PlacedFigure) -> str:
    stems = layout.stems
    if stems[figure.end : figure.end + 1] == ["-"] and figure.end + 1 < len(stems):
        return f"-{stems[figure.end + 1]}"
    if figure.first >= 2 and stems[figure.first - 1] == "-":
        return f"{stems[figure.first - 2]}-"
    return ""


def measure_telling(mention: Mention) -> float:
    """Say how much a value tells by itself, 0 to 1: 28,262,574 stands nowhere by accident, 2 does."""
    if mention.kind is Kind.DATE:
        if mention.period is None:
            return 0.25
        days = (mention.period.last - mention.period.first).days
        return 0.4 if days > 200 else 0.6 if days > 20 else 0.9
    digits = len(format(abs(mention.low).normalize(), "f").replace(".", "").strip("0"))
    size = 1 if abs(mention.low) >= 100 else 0
    extra = 0.5 if mention.kind in (Kind.MONEY, Kind.PERCENT) else 0.0
    extra += 1 if mention.is_range else 0
    return min(1.0, max(0.0, (digits - 1 + size + extra) / 4))


# Learnt by logistic regression on sentences that people labelled, then rounded.
WEIGHTS = Fit(
    base=-1.45,
    near=1.4,
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
    whole_range=0.4,
)


def weigh(fit: Fit) -> float:
    """Sum a comparison into logits: above zero, the two figures are likely about the same thing."""
    return sum(weight * value for weight, value in zip(WEIGHTS, fit, strict=True))
