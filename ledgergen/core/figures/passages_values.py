"""Which evidence figures could be what a stated figure renders.

Only the value is compared here: equal, a fair rounding (`agree`), a date at
least as precise, an end of a range. Whether they are about the same thing is
`passages_context`. Lookups go by value and by bisection, so that a passage of
a thousand figures costs no more than one of ten; what is left is bounded and
the likeliest sentences go first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from ledgergen.core.figures.agree import Agreement, agree, agree_on_date, find_bounds
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages_index import PassageIndex, PlacedFigure

MOST_CANDIDATES = 24
_MOST_LOOKED_AT = 400
_DATES = frozenset({Kind.DATE})


def find_candidates(
    stated: Mention, index: PassageIndex, overlaps: Mapping[int, float]
) -> list[tuple[PlacedFigure, Agreement]]:
    """Return the evidence figures whose value fits, likeliest sentence first, at most `MOST_CANDIDATES`."""
    found: list[tuple[PlacedFigure, Agreement]] = []
    for number in _look_up(stated, index):
        figure = index.figures[number]
        agreement = compare_values(stated, figure.mention) or _compare_pair(stated, number, index)
        if agreement:
            found.append((figure, agreement))
    found.sort(key=lambda pair: (-overlaps.get(pair[0].sentence, 0.0), pair[1] is not Agreement.EXACT))
    return found


_APART = 6


def _compare_pair(stated: Mention, number: int, index: PassageIndex) -> Agreement | None:
    """A range may be written as two figures: “from $15 million in spring to $19 million”."""
    if not stated.is_range or stated.kind is Kind.DATE or number + 1 == len(index.figures):
        return None
    one, other = index.figures[number], index.figures[number + 1]
    is_pair = one.mention.low == stated.low and other.mention.high == stated.high
    return Agreement.EXACT if is_pair and other.first - one.end <= _APART else None


def _look_up(stated: Mention, index: PassageIndex) -> Iterable[int]:
    numbers = dict.fromkeys(index.by_value.get(stated.low, ())[:_MOST_LOOKED_AT])
    if stated.is_range:
        numbers |= dict.fromkeys(index.by_value.get(stated.high, ())[:_MOST_LOOKED_AT])
    if stated.kind is Kind.DATE and stated.is_yearless:
        values, figures = index.sorted_by_kind.get(Kind.DATE, ((), ()))
        numbers |= dict.fromkeys(figures[: _MOST_LOOKED_AT * 4])
    elif stated.kind in index.sorted_by_kind:
        low, high = (stated.low, stated.high) if stated.kind is Kind.DATE else find_bounds(stated)
        values, figures = index.sorted_by_kind[stated.kind]
        first, end = bisect_left(values, low), bisect_right(values, high)
        numbers |= dict.fromkeys(figures[first : min(end, first + _MOST_LOOKED_AT)])
    return numbers


_BARE = frozenset({Kind.COUNT, Kind.SCORE, Kind.MEASURE, Kind.ORDINAL})
"""Kinds that a number is read as where its unit is not written, or not next to it."""
_NEVER = frozenset(
    frozenset(pair)
    for pair in (
        (Kind.ORDINAL, Kind.MONEY),
        (Kind.ORDINAL, Kind.PERCENT),
        (Kind.ORDINAL, Kind.SCORE),
        (Kind.ORDINAL, Kind.AGE),
        (Kind.MEASURE, Kind.MONEY),
        (Kind.MEASURE, Kind.PERCENT),
        (Kind.MEASURE, Kind.DATE),
        (Kind.MEASURE, Kind.AGE),
        (Kind.SCORE, Kind.MONEY),
    )
)


def compare_values(stated: Mention, evidence: Mention) -> Agreement | None:
    """Tell whether the evidence figure's value is what the stated figure renders, context aside.

    A figure may be read under two kinds for want of its unit (“ages 12 and 14”), so kinds may
    differ where one of them is bare; then the values must be equal.
    """
    if stated.kind is evidence.kind:
        return _compare_same_kind(stated, evidence)
    pair = frozenset((stated.kind, evidence.kind))
    if pair in _NEVER or not pair & _BARE:
        return None
    return Agreement.EXACT if (stated.low, stated.high) == (evidence.low, evidence.high) else None


def _compare_same_kind(stated: Mention, evidence: Mention) -> Agreement | None:
    if stated.kind is Kind.DATE:
        return agree_on_date(stated, evidence.period) if evidence.period else None
    if stated.unit and evidence.unit and stated.unit != evidence.unit:
        return None
    if evidence.is_range:
        if (stated.low, stated.high) == (evidence.low, evidence.high):
            return Agreement.EXACT
        if stated.is_range:
            return None
        return Agreement.ROUNDED if stated.low in (evidence.low, evidence.high) else None
    if stated.low == evidence.low == stated.high:
        return Agreement.EXACT
    return agree(stated, evidence.low)
