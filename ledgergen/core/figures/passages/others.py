"""Which figures of the evidence a stated one could have been taken for: those of its kind, of another value.

Not all of them are: “first” is mostly “once”, five hundred men are not the two that
stand beside them, and what is said of another doer stands against nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.context import Surroundings
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.signs import compare_nouns
from ledgergen.core.figures.passages.values import compare_values

_MOST_PLACES = 12
"""Places of the evidence in which a word is looked at for a capital."""
_MOST_RIVALS = 40
"""Figures of the evidence that are looked at, the likeliest sentences first."""


def is_no_rival(rival: PlacedFigure, best: PlacedFigure, stated: Mention) -> bool:
    """Tell whether a figure is none that anybody would take for the stated one.

    “First” is mostly “once”; five hundred men are not the one or two that stand beside them; and
    in “from one part to two” the bare number counts what the one before it does.
    """
    if stated.kind is Kind.ORDINAL:
        return rival.mention.value == 1
    is_before = rival.sentence == best.sentence and rival.end <= best.first
    if is_before and not best.mention.noun and compare_nouns(stated.noun, rival.mention.noun) == 1:
        return True
    if _counts_other(rival.mention, best.mention, stated) or _is_of_clock(rival.mention, best.mention):
        return True
    is_particular = stated.kind is Kind.COUNT and stated.value >= PARTICULAR
    return is_particular and rival.mention.value < stated.value / _FAR


def _counts_other(rival: Mention, best: Mention, stated: Mention) -> bool:
    """Tell whether the very noun is with the best figure, and another with the rival."""
    if stated.kind is not Kind.COUNT or compare_nouns(stated.noun, best.noun) < 1:
        return False
    return bool(rival.noun) and not compare_nouns(stated.noun, rival.noun)


def _is_of_clock(rival: Mention, best: Mention) -> bool:
    """Tell whether one time is of hours and the other of days: nobody takes three hours for 20 days."""
    if Kind.DURATION is not rival.kind or rival.kind is not best.kind:
        return False
    return (rival.unit in _CLOCK) != (best.unit in _CLOCK)


_CLOCK = frozenset({"second", "minute", "hour"})
_AGES = frozenset({"decade", "century"})
"""Nobody takes a century for a year."""
_TIMES = frozenset({Kind.DATE, Kind.DURATION})
PARTICULAR = 100
"""Counts from here on are taken for no number that is smaller than a part of theirs in `_FAR`."""
_FAR = 10


def is_rival(stated: Mention, evidence: Mention) -> bool:
    """Tell whether a figure of the evidence is of the stated one's kind, and says otherwise."""
    if stated.kind is not evidence.kind:
        return False
    if stated.unit != evidence.unit and stated.kind not in _TIMES:
        return False
    if stated.kind is Kind.DATE and (stated.unit in _AGES) != (evidence.unit in _AGES):
        return False
    if stated.is_yearless != evidence.is_yearless:
        return False
    return compare_values(stated, evidence) is None


def find_others(here: Surroundings, best: PlacedFigure, index: PassageIndex) -> Iterator[PlacedFigure]:
    """Yield the figures of another value that could be meant, those of the likeliest sentences first."""
    overlaps, mention = here.reading.overlaps, here.figure.mention
    likeliest = dict.fromkeys((best.sentence, *sorted(overlaps, key=lambda number: -overlaps[number])))
    doer = _find_doer(here, index)
    if doer in _find_stems(best.sentence, index):
        likeliest = {number: None for number in likeliest if doer in _find_stems(number, index)}
    figures = (
        figure
        for sentence in likeliest
        for figure in index.find_figures(sentence)
        if not figure.mention.not_a_claim and is_rival(mention, figure.mention)
    )
    return islice(figures, _MOST_RIVALS)


def _find_doer(here: Surroundings, index: PassageIndex) -> str:
    """Return the stem of the name that a sentence begins with; empty where the evidence has it as none.

    Any sentence begins with a capital, so this word is no name to `context.Fit`. Whoever it is, a figure
    that is said of another stands against none of theirs.
    """
    first, _ = here.reading.layout.find_places(here.figure.sentence)
    opening = next((term for term in here.reading.terms if term.place == first), None)
    if opening is None:
        return ""
    there = index.layout
    inside = (p for p in opening.places[:_MOST_PLACES] if p > there.sentences[there.sentence_of[p]])
    return opening.stem if any(map(there.is_capitalized, inside)) else ""


def _find_stems(sentence: int, index: PassageIndex) -> Sequence[str]:
    first, end = index.layout.find_places(sentence)
    return index.layout.stems[first:end]
