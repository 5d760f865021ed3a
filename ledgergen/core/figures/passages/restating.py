"""The same value in another notation: two weeks are a fortnight, and three quarters are 75 percent.

A figure is looked for under each of its notations, so that the words around it
are weighed as those of any other: nothing is reckoned here that a reader would
have to reckon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.mention import Kind, Mention

_MADE_OF = {
    "fortnight": (("week", 2), ("day", 14)),
    "week": (("day", 7),),
    "day": (("hour", 24),),
    "hour": (("minute", 60),),
    "year": (("month", 12),),
    "decade": (("year", 10),),
    "century": (("year", 100), ("decade", 10)),
}
_SHORT_TIMES = frozenset({"hour", "day", "week", "month"})
"""What is “two weeks old” is a thing; people are so many years old, and no ages are their spans."""
_HUNDRED = 100


def restate(stated: Mention) -> Iterator[Mention]:
    """Say a figure in every other notation of its very value."""
    if stated.kind is Kind.DURATION:
        yield from _restate_time(stated)
    elif stated.kind is Kind.FRACTION and stated.low < 1:
        yield replace(_scale(stated, "percent", Decimal(_HUNDRED)), kind=Kind.PERCENT, precision=Decimal(1))
    elif stated.kind is Kind.PERCENT and stated.unit == "percent":
        yield replace(_scale(stated, "", 1 / Decimal(_HUNDRED)), kind=Kind.FRACTION)


def _restate_time(stated: Mention) -> Iterator[Mention]:
    """Say a duration in the units that it is made of, and that make it, and as the age of a thing."""
    spans = [_scale(stated, unit, Decimal(n)) for unit, n in _MADE_OF.get(stated.unit, ())]
    for whole, parts in _MADE_OF.items():
        spans += [_scale(stated, whole, 1 / Decimal(n)) for unit, n in parts if unit == stated.unit]
    yield from spans
    for span in (stated, *spans):
        if span.unit in _SHORT_TIMES:
            yield replace(span, kind=Kind.AGE, unit=f"{span.unit}s")


def _scale(stated: Mention, unit: str, factor: Decimal) -> Mention:
    return replace(
        stated,
        unit=unit,
        low=stated.low * factor,
        high=stated.high * factor,
        precision=stated.precision * factor,
    )


_RESTATED = (frozenset({Kind.FRACTION, Kind.PERCENT}), frozenset({Kind.DURATION, Kind.AGE}))


def are_notations(one: Kind, other: Kind) -> bool:
    """Tell whether two kinds are two notations of one value."""
    return {one, other} in _RESTATED
