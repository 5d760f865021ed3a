"""What a derivation is: a value recomputed from evidence, its formula and its inputs."""

from __future__ import annotations

from dataclasses import dataclass

from ledgergen.core.figures.facts import Datum
from ledgergen.core.figures.mention import Period

MOST_PAIRS = 2000
"""So many pairs of inputs are tried for one figure, and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A value recomputed from evidence."""

    formula: str
    """With live inputs: “28262574 / 1900000 = 14.88”."""
    inputs: tuple[Datum, ...]
    what: str
    """In words, for the reason: “gross divided by budget”."""


def render_period(period: Period) -> str:
    """Write a period as a day or a year.

    >>> from datetime import date
    >>> render_period(Period(first=date(1976, 1, 1), last=date(1976, 12, 31)))
    '1976'
    """
    return period.first.isoformat() if period.first == period.last else str(period.first.year)
