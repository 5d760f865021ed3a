"""The relations a figure may state between two operands, as data.

A row says how the value comes of the two, between what the first must lie for a
second and a wanted value (so that it is looked up and not tried), and how the formula
is written. Which two operands a sentence may mean is not told here: that is the
law of each family (`derive.amounts.ratio`, `derive.amounts.total`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Relation(StrEnum):
    """What a figure says of two operands."""

    MULTIPLE = "multiple"
    """“Four times the cost.”"""
    SHARE = "share"
    """“A third of the budget.”"""
    REST = "rest"
    """“Leaving nine-tenths of it uncovered.”"""
    FALL = "fall"
    """“Forty percent under the rival bid.”"""
    RISE = "rise"
    """“A surplus of a tenth over the budget.”"""
    ODDS = "odds"
    """“A ratio of six to one”, also of things of two sorts."""
    SUM = "sum"
    DIFFERENCE = "difference"
    RATE = "rate"
    """“$38,000 a door”: an amount for each of a number of things."""
    PRODUCT = "product"
    PART = "part"
    """“Three-quarters of $40,000, a loan of $30,000”: the share is an operand, too."""
    LEFTOVER = "leftover"
    """“He made four-fifths of the 2,300, which leaves 460.”"""


@dataclass(frozen=True, slots=True)
class Operation:
    """One row: how a value comes of two operands."""

    compute: Callable[[Decimal, Decimal], Decimal]
    """The value, of the first and the second."""
    reach: Callable[[float, float, float, float], tuple[float, float]]
    """Between what the first lies, for the ends of a wanted value and those of the second, all positive:
    `compute` solved for the first."""
    formula: str
    what: str
    is_in_range: Callable[[Decimal], bool] = lambda value: value > 0
    """What values make sense: a share is less than the whole."""
    is_of_one_sort: bool = True
    """Both operands are of one unit; a rate and a part are of two."""


def _divide(one: Decimal, other: Decimal) -> Decimal:
    return one / other


def _reach_dividend(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    return low * least, high * most


_QUOTIENT = "{one} / {other} = {value}"


def _reach_leftover(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    """A share of a hundred percent or more leaves nothing."""
    whole = 100.0
    if most < whole:
        return low * whole / (whole - least), high * whole / (whole - most)
    return 0.0, high * whole / (whole - least) if least < whole else 0.0


_NEARLY_ALL = Decimal("0.999")
"""Who is left with more than this has lost nothing that is spoken of."""
_HUNDRED = Decimal(100)
OPERATIONS: Mapping[Relation, Operation] = {
    Relation.MULTIPLE: Operation(
        _divide,
        _reach_dividend,
        _QUOTIENT,
        "{one} by {other}",
        lambda value: value > 1,
    ),
    Relation.ODDS: Operation(
        _divide,
        _reach_dividend,
        _QUOTIENT,
        "{one} to {other}",
        lambda value: value > 1,
        is_of_one_sort=False,
    ),
    Relation.SHARE: Operation(
        _divide,
        _reach_dividend,
        _QUOTIENT,
        "{one} by {other}",
        lambda value: 0 < value < 1,
    ),
    Relation.REST: Operation(
        lambda one, other: 1 - one / other,
        lambda low, high, least, most: ((1 - high) * least, (1 - low) * most),
        "1 - {one} / {other} = {value}",
        "what {one} leaves of {other}",
        lambda value: 0 < value < _NEARLY_ALL,
    ),
    Relation.FALL: Operation(
        lambda one, other: 1 - one / other,
        lambda low, high, least, most: ((1 - high) * least, (1 - low) * most),
        "1 - {one} / {other} = {value}",
        "{one} below {other}",
        lambda value: 0 < value < 1,
    ),
    Relation.RISE: Operation(
        lambda one, other: one / other - 1,
        lambda low, high, least, most: ((1 + low) * least, (1 + high) * most),
        "{one} / {other} - 1 = {value}",
        "{one} above {other}",
    ),
    Relation.SUM: Operation(
        lambda one, other: one + other,
        lambda low, high, least, most: (low - most, high - least),
        "{one} + {other} = {value}",
        "sum of the two",
    ),
    Relation.DIFFERENCE: Operation(
        lambda one, other: one - other,
        lambda low, high, least, most: (low + least, high + most),
        "{one} - {other} = {value}",
        "difference of the two",
    ),
    Relation.RATE: Operation(
        _divide,
        _reach_dividend,
        _QUOTIENT,
        "{one} for each of {other}",
        is_of_one_sort=False,
    ),
    Relation.PRODUCT: Operation(
        lambda one, other: one * other,
        lambda low, high, least, most: (low / most, high / least),
        "{one} x {other} = {value}",
        "so much for each",
        is_of_one_sort=False,
    ),
    Relation.PART: Operation(
        lambda one, other: one * other / _HUNDRED,
        lambda low, high, least, most: (low * 100 / most, high * 100 / least),
        "{other}% x {one} = {value}",
        "the share of the whole",
        is_of_one_sort=False,
    ),
    Relation.LEFTOVER: Operation(
        lambda one, other: one * (_HUNDRED - other) / _HUNDRED,
        _reach_leftover,
        "(100 - {other})% x {one} = {value}",
        "what the share leaves of the whole",
        is_of_one_sort=False,
    ),
}
