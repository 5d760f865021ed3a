"""Rates and means with the uncertainty they have.

A suite has tens of cases, not thousands: 20 of 20 is no proof of 100 %. A rate
comes with Wilson's interval, which stays inside 0 and 1 and says something at
both ends, where the usual formula gives a width of zero; a mean comes with the
interval of its standard error. Both at 95 %.

All arithmetic is in Decimal under a context of its own, so that the same
observations give the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

Z = Decimal("1.959964")
"""Of the normal distribution: 95 % lie within."""

_CONTEXT = Context(prec=28)
_SHOWN = Decimal("0.000001")

_STUDENT_TABLE = """
12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262 2.228 2.201 2.179 2.160 2.145 2.131 2.120
2.110 2.101 2.093 2.086 2.080 2.074 2.069 2.064 2.060 2.056 2.052 2.048 2.045
"""
_STUDENT = tuple(map(Decimal, _STUDENT_TABLE.split()))
"""Student's t at 95 % for 1 to 29 degrees of freedom; beyond, the normal's value is near enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its 95 % interval; `spread` is the standard deviation of a mean's values."""

    value: Decimal
    low: Decimal
    high: Decimal
    n: int
    spread: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many; shares add up over cases."""

    hits: int
    of: int

    def __add__(self, other: Share) -> Share:
        return Share(hits=self.hits + other.hits, of=self.of + other.of)


def estimate_rate(share: Share) -> Estimate | None:
    """Return the rate with Wilson's interval, or None of nothing.

    >>> rate = estimate_rate(Share(hits=20, of=20))
    >>> f"{rate.value} from {rate.low:.3f} to {rate.high:.3f}"
    '1 from 0.839 to 1.000'
    """
    if not share.of:
        return None
    with localcontext(_CONTEXT):
        n, rate = Decimal(share.of), Decimal(share.hits) / Decimal(share.of)
        square = Z * Z
        middle = rate + square / (2 * n)
        half = Z * (rate * (1 - rate) / n + square / (4 * n * n)).sqrt()
        low, high = (middle - half) / (1 + square / n), (middle + half) / (1 + square / n)
        # At the ends the formula is exact and the arithmetic is not.
        low = Decimal(0) if share.hits == 0 else low
        high = Decimal(1) if share.hits == share.of else high
        return Estimate(value=_cut(rate), low=_cut(low), high=_cut(high), n=share.of)


def estimate_mean(values: Sequence[Decimal]) -> Estimate | None:
    """Return the mean with the interval of its standard error, or None of nothing.

    One value has no spread: its interval is the value itself.
    """
    if not values:
        return None
    with localcontext(_CONTEXT):
        n = len(values)
        mean = sum(values, Decimal(0)) / n
        if n == 1:
            return Estimate(value=_cut(mean), low=_cut(mean), high=_cut(mean), n=1)
        spread = (sum(((value - mean) ** 2 for value in values), Decimal(0)) / (n - 1)).sqrt()
        t = _STUDENT[n - 2] if n - 2 < len(_STUDENT) else Z
        half = t * spread / Decimal(n).sqrt()
        return Estimate(
            value=_cut(mean), low=_cut(mean - half), high=_cut(mean + half), n=n, spread=_cut(spread)
        )


def sum_shares(shares: Iterable[Share]) -> Share:
    """Pool the shares of several cases."""
    return sum(shares, Share(hits=0, of=0))


def _cut(value: Decimal) -> Decimal:
    """Cut to six decimals and drop the zeros behind them: what differs beyond is arithmetic."""
    cut = value.quantize(_SHOWN).normalize()
    return cut if cut.as_tuple().exponent <= 0 else cut.quantize(Decimal(1))  # type: ignore[operator]
