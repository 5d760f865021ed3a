"""The rounding policy: does a stated value agree with an evidence value?

A writer rounds, hedges and generalizes, and a reader accepts it. The policy
says how far, and it is the same for money, counts, shares and spans:

- *The written digits set the tolerance.* “$28.3 million” promises the nearest
  hundred thousand and “$28 million” the nearest million; half of the last
  written digit's worth is allowed, a tie may fall either way. From a hundred thousand on,
  digits that end in three zeros are written to the thousand.
- *More digits than the evidence has is a conflict*, and needs no rule of its
  own: where a source says “about 28 million”, “28,262,574” allows half a
  dollar, and 28,000,000 is further away than that.
- *A hedge has a direction and a bound.* “More than 30” is false at 28.3, and
  it is also false at 90: nobody says so of ninety. “About” allows a twentieth,
  “more than” and “less than” point one way and reach as far as the next round
  number a writer would have used instead.
- *A rounding is coarser than what it rounds*, hedged or not. “Some 300” renders 310;
  where the source has 300, “some 310” renders nothing.
- *A range must contain the evidence*, or its two ends must be evidence.
- *A date may be coarser than the evidence, never finer.* “1976” is a fair
  rendering of 8 February 1976; “8 February 1976” is not one of 1976.

Multiples and fractions are spoken in round words (“four times”, “a third”),
so without a hedge they allow a tenth or a twentieth of themselves instead of
half a unit: “twice” may be 2.2 and may not be 2.5. Of fractions few are ever
said. So a fraction never reaches what lies nearer to another, and “less than two
thirds” no further than three fifths, which would have been said instead.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import lru_cache

from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period

_HALF = Decimal("0.5")
_ABOUT = Decimal("0.05")
_NEARLY = Decimal("0.1")
_ROUNDEST = Decimal("0.15")
"""“About one percent” is said of 1.14: nothing rounder than one or two can be said."""
_BELOW = Decimal("0.2")
_ABOVE = Decimal("0.25")
_JUST = Decimal("0.06")
_WIDEST = Decimal("0.25")
_WIDEST_SHARE = Decimal("0.35")
_SHORT_OF = Decimal("0.95")
"""“More than three” reaches almost to four, and not to it."""
_MOST = {
    Kind.MULTIPLE: Decimal("0.1"),
    Kind.AGE: Decimal(0),
    Kind.DURATION: Decimal("0.1"),
    Kind.PERCENT: Decimal("0.1"),
}
"""The most that half a written digit may be worth, as a share of the value; a twentieth for other kinds."""


class Agreement(Enum):
    """How a stated value met its evidence."""

    EXACT = "exact"
    ROUNDED = "rounded"


def agree(stated: Mention, evidence: Decimal, *, is_approximate: bool = False) -> Agreement | None:
    """Tell whether a stated quantity is a fair rendering of the evidence, in the same unit.

    Returns None where it is not. `stated.precision` is the worth of its last
    written digit; the caller has paired the units. Of evidence that itself says
    “about”, nobody can say whether “over” is strictly true.

    >>> from ledgergen.core.figures.mention import Kind, Mention
    >>> def usd(value, digit, hedge=Hedge.NONE):
    ...     value = Decimal(value)
    ...     return Mention(start=0, end=1, text="$", kind=Kind.MONEY, low=value, high=value,
    ...                    precision=Decimal(digit), unit="USD", hedge=hedge)
    >>> agree(usd("28300000", "100000"), Decimal(28262574))
    <Agreement.ROUNDED: 'rounded'>
    >>> agree(usd("30000000", "1000000", Hedge.OVER), Decimal(28262574)) is None
    True
    """
    if stated.is_range:
        return _agree_range(stated, evidence)
    low, high = find_bounds(stated)
    if not low <= evidence <= high:
        return None
    if evidence != stated.low:
        return Agreement.ROUNDED if _is_coarser(stated, evidence) else None
    return None if stated.hedge in STRICT and not is_approximate else Agreement.EXACT


def _agree_range(stated: Mention, evidence: Decimal) -> Agreement | None:
    """A range holds its evidence, and is not so wide that it would hold anything."""
    half = stated.precision * _HALF
    if not stated.low - half <= evidence <= stated.high + half:
        return None
    if stated.kind is Kind.VAGUE:
        return Agreement.ROUNDED  # “low six figures” means to be wide
    widest = _WIDEST_SHARE if stated.kind is Kind.FRACTION else _WIDEST
    if stated.high - stated.low > max(stated.precision, abs(stated.high) * widest):
        return None
    return Agreement.EXACT if evidence in (stated.low, stated.high) else Agreement.ROUNDED


def agree_on_end(stated: Mention, evidence: Decimal) -> bool:
    """Tell whether evidence stands at one end of a stated range: “$250–275 million”."""
    half = min(stated.precision * _HALF, abs(stated.high) * _ABOUT)
    return any(abs(end - evidence) <= half for end in (stated.low, stated.high))


_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_IN_THOUSANDS = 100 * _THOUSAND
"""“975,000” is written to the thousand; “98,000” may be exact."""
STRICT = frozenset({Hedge.OVER, Hedge.JUST_OVER, Hedge.UNDER})
"""“More than four” is not said of four."""


def find_bounds(stated: Mention) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest evidence value that one written value allows."""
    return _reckon_bounds(stated.low, stated.precision, stated.kind, stated.hedge)


@lru_cache(maxsize=4096)
def _reckon_bounds(value: Decimal, digit: Decimal, kind: Kind, hedge: Hedge) -> tuple[Decimal, Decimal]:
    # One figure is held against many facts, and asks each time.
    size = abs(value)
    if digit == 1 and size >= _IN_THOUSANDS and not size % _THOUSAND:
        digit = _THOUSAND
    if kind is Kind.FRACTION and _AS_GOOD < value < _FRACTIONS[-1] - _AS_GOOD:
        return _reckon_fraction(value, hedge)
    if kind is Kind.COUNT and hedge in _ONE_SIDED and size >= _HUNDRED:
        digit = max(digit, _find_grain(value))  # “over 850” is said of 881, for the next would be 900
    if kind is Kind.PERCENT and hedge in _BELOW_ALL and size == digit:
        return value * _ABOUT, value  # “under one percent”: no rounder number is smaller
    half = min(digit * _HALF, size * _MOST.get(kind, _ABOUT))
    if kind is Kind.FRACTION:
        digit, half = size, size * _ABOUT
    return _HEDGED[hedge](value, size, digit, half)


def _reckon_fraction(value: Decimal, hedge: Hedge) -> tuple[Decimal, Decimal]:
    """Return the bounds of a fraction: those of its hedge, within the simple fractions beside it.

    >>> [round(end, 2) for end in _reckon_fraction(Decimal("0.75"), Hedge.ABOUT)]
    [Decimal('0.71'), Decimal('0.78')]
    >>> [round(end, 2) for end in _reckon_fraction(2 / Decimal(3), Hedge.UNDER)]
    [Decimal('0.60'), Decimal('0.67')]
    """
    is_one_sided = hedge in _ONE_SIDED
    said = [f for f in _FRACTIONS if not is_one_sided or f not in _SELDOM]
    below = max(other for other in said if other < value - _AS_GOOD)
    above = min(other for other in said if other > value + _AS_GOOD)
    if hedge is Hedge.JUST_OVER:
        return value, value + (above - value) * _JUST_PAST
    if not is_one_sided:
        low, high = _HEDGED[hedge](value, value, value, value * _ABOUT)
        return max(low, (below + value) / 2), min(high, (value + above) / 2)
    widest = value * _FARTHEST
    if hedge in {Hedge.UNDER, Hedge.AT_MOST}:
        return max(below, value - widest), value
    return value, min(above, value + widest)


def find_last_digit(value: Decimal) -> Decimal:
    """Return the worth of the last digit that is not a zero: 10 million for 20 million.

    >>> find_last_digit(Decimal(20000000)), find_last_digit(Decimal("8.40"))
    (Decimal('1E+7'), Decimal('0.1'))
    """
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


@lru_cache(maxsize=4096)
def _find_grain(value: Decimal) -> Decimal:
    """Return the step that a value is written in: of its last digit that is not a zero, or of five such.

    >>> [int(_find_grain(Decimal(n))) for n in (310, 300, 65, 64)]
    [10, 100, 5, 1]
    """
    digit = find_last_digit(value)
    return digit * 5 if value % (digit * 10) == digit * 5 else digit


def _is_coarser(stated: Mention, evidence: Decimal) -> bool:
    return max(_find_grain(stated.value), stated.precision) > _find_grain(evidence)


def _around(value: Decimal, _size: Decimal, _digit: Decimal, half: Decimal) -> tuple[Decimal, Decimal]:
    return value - half, value + half


def _about(value: Decimal, size: Decimal, digit: Decimal, _half: Decimal) -> tuple[Decimal, Decimal]:
    # Who writes “about 882,000” has three digits in mind, and a twentieth would be 44,000.
    widest = _NEARLY if size > digit * 2 else _ROUNDEST
    reach = max(min(digit * _HALF, size * widest), min(size * _ABOUT, find_last_digit(value) * 2))
    return value - reach, value + reach


def _nearly(value: Decimal, size: Decimal, digit: Decimal, _half: Decimal) -> tuple[Decimal, Decimal]:
    reach = min(size * _NEARLY, max(find_last_digit(value), digit))
    return value - max(reach, min(digit * _HALF, size * _JUST * 2)), value


def _below(value: Decimal, size: Decimal, digit: Decimal, _half: Decimal) -> tuple[Decimal, Decimal]:
    return value - _one_sided(value, size, digit, _BELOW), value


def _above(value: Decimal, size: Decimal, digit: Decimal, _half: Decimal) -> tuple[Decimal, Decimal]:
    return value, value + _one_sided(value, size, digit, _ABOVE)


def _one_sided(value: Decimal, size: Decimal, digit: Decimal, share: Decimal) -> Decimal:
    """Return how far “more than” reaches: to the next number that would have been said instead."""
    widest = size * share
    if digit < size < digit * 10 or size == digit:
        # A single written digit: “more than three times” reaches to four.
        widest = max(widest, min(digit * _SHORT_OF, size * _HALF) if digit < size else size * _ABOVE)
    return min(max(find_last_digit(value), digit), widest)


def _just_above(value: Decimal, size: Decimal, digit: Decimal, _half: Decimal) -> tuple[Decimal, Decimal]:
    if digit == 1 and size < _FEW:
        return value, value + _MOST_OF_ONE  # “a little over two years” is said of two and a half
    return value, value + max(min(digit * _HALF, size * _NEARLY), size * _JUST)


_FEW = Decimal(5)
_MOST_OF_ONE = Decimal("0.65")


def _barely(value: Decimal, size: Decimal, _digit: Decimal, half: Decimal) -> tuple[Decimal, Decimal]:
    return value - half, value + max(half, size * _JUST)


_FRACTIONS = (
    Decimal(0), Decimal("0.01"), Decimal("0.02"), Decimal("0.05"), Decimal("0.1"), Decimal("0.125"),
    1 / Decimal(7), 1 / Decimal(6), Decimal("0.2"), Decimal("0.25"), 1 / Decimal(3), Decimal("0.4"),
    Decimal("0.5"), Decimal("0.6"), 2 / Decimal(3), Decimal("0.75"), Decimal("0.8"), Decimal("0.9"),
    Decimal(1),
)  # fmt: skip
"""The fractions that are commonly said, from none to all."""
_SELDOM = frozenset({Decimal("0.125"), 1 / Decimal(7), 1 / Decimal(6), Decimal("0.4")})
"""Not said instead of a rounder one that is a bound: “well under half” is said of 38 percent."""
_BELOW_ALL = frozenset({Hedge.UNDER, Hedge.AT_MOST})
_ONE_SIDED = frozenset({Hedge.UNDER, Hedge.AT_MOST, Hedge.OVER, Hedge.AT_LEAST})
_JUST_PAST = Decimal("0.6")
"""“A little over half” comes nearer to it than to the next, and may be a little past the middle."""
_FARTHEST = 1 / Decimal(3)
_AS_GOOD = Decimal("0.0001")
_HEDGED = {
    Hedge.NONE: _around,
    Hedge.ABOUT: _about,
    Hedge.NEARLY: _nearly,
    Hedge.UNDER: _below,
    Hedge.AT_MOST: _below,
    Hedge.OVER: _above,
    Hedge.JUST_OVER: _just_above,
    Hedge.AT_LEAST: _above,
    Hedge.BARELY: _barely,
}


def agree_on_date(stated: Mention, evidence: Period) -> Agreement | None:
    """Tell whether a stated date is the evidence's date, or a coarser rendering of it.

    >>> from datetime import date
    >>> def period(first, last):
    ...     return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))
    >>> stated = Mention(start=0, end=4, text="1976", kind=Kind.DATE, low=Decimal(1976), high=Decimal(1976),
    ...                  precision=Decimal(1), period=period("1976-01-01", "1976-12-31"))
    >>> agree_on_date(stated, period("1976-02-08", "1976-02-08"))
    <Agreement.EXACT: 'exact'>
    """
    period = stated.period
    if period is None:
        return None
    if stated.is_yearless:
        return Agreement.EXACT if _agree_yearless(period, evidence) else None
    if period.first <= evidence.first and evidence.last <= period.last:
        return Agreement.EXACT
    return None


def _agree_yearless(stated: Period, evidence: Period) -> bool:
    if (evidence.last - evidence.first).days > (stated.last - stated.first).days:
        return False
    first = (evidence.first.month, evidence.first.day)
    last = (evidence.last.month, evidence.last.day)
    return (stated.first.month, stated.first.day) <= first and last <= (stated.last.month, stated.last.day)
