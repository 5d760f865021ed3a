"""Which words of a sentence belong to which of its figures.

“The boats cost $84,000 and the sails $31,000”: each figure has its own stretch,
from the “and” or the comma behind the figure before it to the one before the
next. A stretch without a verb of its own goes on with the first one's: the
sails *cost* $31,000. Whoever writes that the sails cost $84,000 uses the words
of the second stretch and the figure of the first.
"""

from __future__ import annotations

from itertools import compress

from ledgergen.core.figures.bind.vocabulary import CUES
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.words import carries_meaning

_BOUNDS = frozenset({",", ";", ":", "—", "–", "and", "but", "while", "whereas", "against", "or", "then"})


def are_parted(layout: Layout, one: PlacedFigure, other: PlacedFigure) -> bool:
    """Tell whether a conjunction or a mark stands between two figures."""
    first, end = min(one.end, other.end), max(one.first, other.first)
    return not _BOUNDS.isdisjoint(layout.words[first:end])


def find_stretch(figure: PlacedFigure, index: PassageIndex) -> frozenset[str]:
    """Return the stems of the meaningful words that a passage's figure has to itself, its verb included."""
    asked = (figure.first, figure.end, figure.mention.kind, figure.mention.unit)
    known = index.stretches.get(asked)
    if known is None:
        known = index.stretches[asked] = _find_stretch(figure, index)
    return known


def _find_stretch(figure: PlacedFigure, index: PassageIndex) -> frozenset[str]:
    layout = index.layout
    first, end = layout.find_places(figure.sentence)
    same = [f for f in index.find_figures(figure.sentence) if _are_alike(f.mention, figure.mention)]
    at = next((n for n, f in enumerate(same) if f.first == figure.first), None)
    if at is None:
        return frozenset()
    left = _find_bound(layout, same[at - 1].end, figure.first) if at else first
    right = _find_bound(layout, figure.end, same[at + 1].first) if at + 1 < len(same) else end
    stems = _find_stems(layout, left, right)
    if at and _VERBS.isdisjoint(layout.words[left:right]):
        verb = next((p for p in range(figure.first, first - 1, -1) if layout.words[p] in _VERBS), None)
        stems |= {layout.stems[verb]} if verb is not None else frozenset()
    return stems


def _are_alike(one: Mention, other: Mention) -> bool:
    return one.kind is other.kind or one.unit == other.unit


def _find_bound(layout: Layout, first: int, end: int) -> int:
    """Return where the second of two figures' stretches begins: the last conjunction between them."""
    return max((place for place in range(first, end) if layout.words[place] in _BOUNDS), default=first)


def find_clause(layout: Layout, stated: PlacedFigure) -> frozenset[str]:
    """Return the stems of the meaningful words between the marks and conjunctions around a figure."""
    first, end = layout.find_places(stated.sentence)
    left = next((p for p in range(stated.first - 1, first - 1, -1) if layout.words[p] in _BOUNDS), first)
    right = next((p for p in range(stated.end, end) if layout.words[p] in _BOUNDS), end)
    return _find_stems(layout, left, right)


def _find_stems(layout: Layout, first: int, end: int) -> frozenset[str]:
    return frozenset(compress(layout.stems[first:end], map(carries_meaning, layout.words[first:end])))


_VERBS = frozenset(
    word for word, rows in CUES.items() if any(row.kind == "money" and len(row.words) == 1 for row in rows)
)
"""Words that say what an amount did: “cost”, “earned”."""
