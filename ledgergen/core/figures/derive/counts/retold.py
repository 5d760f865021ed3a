"""Counts and parts that a passage sets out in two steps, and the text in one.

Nine of twelve boats sank, so that three were left; a shoot took six days fewer than planned. Each
way here, and those of places (`counts.ranks`), names both steps, stays in one sentence of the passages on
the figure's matter, and keeps to the direction that the sentence's own words give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.derive.counts.ranks import (
    PLACES,
    count_above,
    count_before,
    count_places,
    rank_after,
    rank_behind,
    rank_next_to,
)
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.wordlists import word_set


def derive_retold(view: View) -> Derivation | None:
    """Return what two steps of a passage come to, where the figure's words ask for it."""
    passages = view.scene.passages
    mention = view.claim.mention
    if passages is None or mention.is_range:
        return None
    asks = [way for cue, way in _WAYS if not cue.isdisjoint(view.claim.words)]
    near = _find_sentences(view, passages) if asks else ()
    for way in asks:
        for sentence in near:
            found = way(view, passages, sentence)
            if found:
                return found
    return (
        rank_behind(view, passages)
        or rank_next_to(view, passages)
        or rank_after(view, passages)
        or count_above(view)
    )


def _find_sentences(view: View, passages: PassageIndex) -> Sequence[int]:
    """Return the passages' sentences on the figure's matter, the likeliest first.

    Where one sentence alone ranks the film twice, it is on the matter of places whatever its words.
    """
    near = dict.fromkeys(sentence for _, sentence in view.scene.told.find_near(view.claim))
    if view.claim.mention.noun in PLACES:
        ordinals = [passages.figures[number] for _, number in passages.by_kind.get(Kind.ORDINAL, ())]
        twice = {one.sentence for one, other in pairwise(ordinals) if one.sentence == other.sentence}
        near.update(dict.fromkeys(twice if len(twice) == 1 else ()))
    return list(near)


# --- what a part leaves -----------------------------------------------------------------


def _find_parts(passages: PassageIndex, sentence: int) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the part and the whole of “nine of the twelve sank”, “of 600 keepers 450 never returned”."""
    words = passages.layout.words
    counts = [f for f in passages.find_figures(sentence) if f.mention.kind is Kind.COUNT]
    for one, other in pairwise(counts):
        between = words[one.end : other.first]
        is_part = between[:1] == ("of",) or ("of" in between and _OF.issuperset(between))
        is_part = is_part and len(between) <= _NEAR
        is_whole = words[max(one.first - 1, 0)] == "of" or words[max(one.first - 2, 0)] == "of"
        if is_part and other.mention.low > one.mention.low:
            yield one.mention.low, other.mention.low
        elif is_whole and _BREAKS.isdisjoint(between) and one.mention.low > other.mention.low:
            yield other.mention.low, one.mention.low


def _is_lost(words: Sequence[str]) -> bool:
    return not _LOST.isdisjoint(words)


def _count_rest(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Only three came back”, where a passage says that nine of the twelve sank."""
    mention = view.claim.mention
    first, end = passages.layout.find_places(sentence)
    is_left = not _LEFT.isdisjoint(view.behind(_NEAR)) or not _LEFT.isdisjoint(view.before(2))
    is_rest = is_left and _is_lost(passages.layout.words[first:end])
    if mention.kind is not Kind.COUNT or not (is_rest or view.before(2) == ("all", "but")):
        return None
    for part, whole in _find_parts(passages, sentence):
        if whole - part == mention.value:
            return Derivation(
                formula=f"{whole:f} - {part:f} = {mention.value:f}", what="what a part of a whole leaves"
            )
    return None


def _share_parts(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Three quarters were lost”, “one in four came home”: of 600 keepers 450 never returned."""
    mention = view.claim.mention
    scale = {Kind.FRACTION: Decimal(1), Kind.PERCENT: Decimal(100)}.get(mention.kind)
    first, end = passages.layout.find_places(sentence)
    if scale is None:
        return None
    is_rest = _is_lost(view.claim.words) != _is_lost(passages.layout.words[first:end])
    for part, whole in _find_parts(passages, sentence):
        counted = whole - part if is_rest else part
        if agree(mention, counted / whole * scale):
            return Derivation(formula=f"{counted:f} / {whole:f} = {mention.text}", what="part of a whole")
    return None


# --- plan and deed --------------------------------------------------------------------------


def _count_short(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Six fewer than planned”, where a passage says that it took 77 days and not the 83 of the plan."""
    mention = view.claim.mention
    near = {*view.before(_GRADED), *view.behind(_GRADED)}
    is_less, is_more = not _LESS.isdisjoint(near), not _OVER.isdisjoint(near)
    if mention.kind not in {Kind.COUNT, Kind.DURATION} or is_less == is_more:
        return None
    for one, other in pairwise(passages.find_figures(sentence)):
        between = passages.layout.words[one.end : other.first]
        step = other.mention.low - one.mention.low
        is_pair = "than" in between and len(between) <= _NEAR and _are_alike(one, other)
        if is_pair and step and (step > 0) == is_less and agree(mention, abs(step)):
            low, high = sorted((one.mention.low, other.mention.low))
            return Derivation(
                formula=f"{high:f} - {low:f} = {abs(step):f}", what="difference of plan and deed"
            )
    return None


def _are_alike(one: PlacedFigure, other: PlacedFigure) -> bool:
    """Tell whether two figures count one thing; the second may leave it unsaid: “fewer than the 83”."""
    there = other.mention
    is_bare = there.kind is Kind.COUNT and not there.noun
    return is_bare or (one.mention.kind, one.mention.unit) == (there.kind, there.unit)


_NEAR = 6
_GRADED = 3
_OF = word_set("of out the in its their all from these those")
_BREAKS = frozenset({";", ":", "and", "but", "while"})
_LOST = word_set(
    """
    not never no lost sank sunk sink wrecked destroyed died killed perished failed burned burnt ruined smashed
    dropped removed missing without
    """
)
_LEFT = word_set(
    """
    left remained remain remaining survived survive survivors surviving intact whole spared escaped returned
    back unharmed unscathed undamaged afloat lived stayed
    """
)
_BEFORE = word_set("before preceded previously predecessors")
_LESS = word_set("fewer less shorter under ahead early below")
_OVER = word_set("more longer over late beyond above")
_SHARES = word_set(
    """
    half third quarter quarters thirds fifth fifths sixth eighth tenth percent one two three four nine
    """
)
_WAYS = (
    (PLACES, count_places),
    (_LEFT | {"but"}, _count_rest),
    (_BEFORE, count_before),
    (_LESS | _OVER, _count_short),
    (_SHARES, _share_parts),
)
"""What asks for each way: a word of these anywhere in the sentence."""
