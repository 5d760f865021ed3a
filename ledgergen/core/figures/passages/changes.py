"""Which way a figure is said to have gone: up or down, from it or to it.

“A rise of 1.1%” proves no fall of 1.1%, and what slipped from 430,000 did not slip to it.
"""

from __future__ import annotations

import re
from typing import Final

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.index import PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.wordlists import word_set

_UP: Final = word_set(
    """
    rise rises rising rose risen up increase increases increased increasing grow grows growing grew grown
    gain gains gained climb climbs climbed jump jumps jumped soar soared surge surged leap leapt
    higher raise raised rally rallied
    """
)
_DOWN: Final = word_set(
    """
    fall falls falling fell fallen down drop drops dropped dropping decrease decreases decreased decline
    declines declined declining cut cuts slip slips slipped slide slid plunge plunged slump slumped lower
    shrink shrank shrunk slow slowed tumble tumbled reduce reduced reduction
    """
)
_BEFORE, _BEHIND = 6, 2
"""Words before and behind a figure among which its way is told."""
_CHANGED: Final = frozenset({Kind.PERCENT, Kind.FRACTION, Kind.MONEY, Kind.COUNT, Kind.MEASURE})
_STOPS: Final = frozenset({",", ";", ":", ".", "and", "but", "while", "as", "after", "than", "or"})


def go_other_ways(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> bool:
    """Tell whether two figures are said to have gone two ways, or one to be the start and one the end."""
    if stated.mention.kind not in _CHANGED or evidence.mention.kind not in _CHANGED:
        return False
    way, told = _find_way(here, stated), _find_way(there, evidence)
    ends = here.words[stated.first - 1 : stated.first], there.words[evidence.first - 1 : evidence.first]
    if evidence.mention.is_range and not stated.mention.is_range and _is_last(stated, evidence):
        ends = ends[0], ("to",)
    if stated.first and evidence.first and {*ends[0], *ends[1]} == {"from", "to"}:
        return bool(way or told)
    return way * told < 0


def _is_last(stated: PlacedFigure, evidence: PlacedFigure) -> bool:
    """Tell whether a figure is the end that is written last: 0.5% in “from 0.75% to 0.5%”."""
    first = _NUMBER.search(evidence.mention.text)
    is_falling = first is not None and not evidence.mention.text[first.start() :].startswith(
        f"{evidence.mention.low:f}"
    )
    return stated.mention.low == (evidence.mention.low if is_falling else evidence.mention.high)


_NUMBER: Final = re.compile(r"\d")


def _find_way(layout: Layout, figure: PlacedFigure) -> int:
    """Return 1 for up, -1 for down, and 0 where the words around a figure tell neither, or both."""
    first, end = layout.find_places(figure.sentence)
    ways = set()
    for step, place, last in (
        (-1, figure.first - 1, max(figure.first - _BEFORE, first) - 1),
        (1, figure.end, min(figure.end + _BEHIND, end)),
    ):
        for at in range(place, last, step):
            word = layout.words[at]
            if word in _STOPS:
                break
            ways |= {1} if word in _UP else {-1} if word in _DOWN else set()
    return ways.pop() if len(ways) == 1 else 0
