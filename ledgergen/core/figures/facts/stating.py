"""Whether a figure is the value of a fact, whatever its words say: every comparison begins with this."""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.agree import agree, agree_on_date, find_last_digit
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Kind, Mention


def states(mention: Mention, datum: Datum) -> bool:
    """Tell whether a figure is the value of a fact: a date, an amount in its currency, a count, a length."""
    if mention.kind is Kind.DATE:
        return datum.period is not None and agree_on_date(mention, datum.period) is not None
    if datum.value is None or datum.is_money is not (mention.kind is Kind.MONEY):
        return False
    if mention.kind is Kind.MONEY and mention.unit not in {"", datum.unit}:
        return False
    if mention.kind is Kind.DURATION:
        return datum.attribute == "runtime" and mention.unit == "minute" and mention.value == datum.value
    if mention.kind not in _AMOUNTS or agree(mention, datum.value, is_approximate=datum.fact.approximate):
        return mention.kind in _AMOUNTS
    return datum.fact.approximate and mention.kind is Kind.MONEY and _is_finer(mention, datum.value)


def find_kinds(datum: Datum) -> frozenset[Kind]:
    """Return the kinds of figure that can be the value of a fact."""
    dated = _DATES if datum.period is not None else _NONE
    if datum.value is None:
        return dated
    return dated | (_SUMS if datum.is_money else _NUMBERS)


def _is_finer(mention: Mention, rounded: Decimal) -> bool:
    """“$166,348,214” is what a fact has as about $166 million."""
    return not mention.is_range and abs(mention.value - rounded) * 2 <= find_last_digit(rounded)


_NONE: frozenset[Kind] = frozenset()
_DATES = frozenset({Kind.DATE})
_SUMS = frozenset({Kind.MONEY})
_NUMBERS = frozenset({Kind.COUNT, Kind.DURATION})
_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT})
