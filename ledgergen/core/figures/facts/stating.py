"""Whether a figure is the value of a fact, whatever its words say: every comparison begins with this."""

from __future__ import annotations

from ledgergen.core.figures.agree import agree, agree_on_date
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
    if mention.kind is not Kind.MONEY and mention.kind is not Kind.COUNT:
        return False
    return agree(mention, datum.value, is_approximate=datum.fact.approximate) is not None
