"""What a reader hands to the walk: a stretch of tokens, read."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.mention import Hedge, Kind, Period


class Found(NamedTuple):
    """A figure as read, in tokens; fields as in `Mention`."""

    first: int
    after: int
    kind: Kind
    low: Decimal
    high: Decimal
    precision: Decimal
    unit: str = ""
    noun: str = ""
    hedge: Hedge = Hedge.NONE
    period: Period | None = None
    is_yearless: bool = False
    other: Decimal | None = None


UNREADABLE = "?"
"""The unit of a number that has no reading."""
