"""Say what a fact says: for reasons, suggestions and the evidence that a report names."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ledgergen.core.figures.durations import DAY_MINUTES
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.values import year_period
from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period
from ledgergen.core.figures.render import render_value
from ledgergen.core.figures.spell import spell_fairly, spell_in_currency, spell_like

PARTED = {
    "subject": " The sentence is about another film or person.",
    "attribute": " The sentence speaks of another amount.",
    "territory": " The sentence speaks of another territory.",
    "country": " The sentence speaks of another territory.",
    "currency": " The currency differs.",
    "event": " The sentence speaks of another event.",
}


def suggest(mention: Mention, datum: Datum) -> str | None:
    """Return the fact in the words of the sentence, or None where they have no such form."""
    value = find_stated(mention, datum)
    if value is None:
        return None
    if isinstance(value, Decimal) and mention.kind is Kind.MONEY and mention.unit not in {"", datum.unit}:
        return spell_in_currency(mention, value, datum.unit)
    spelled = spell_like(mention, value)
    if spelled is None or isinstance(value, Period) or mention.hedge is Hedge.NONE:
        return spelled
    return spell_fairly(mention, value) or spelled


def find_stated(mention: Mention, datum: Datum) -> Decimal | Period | None:
    """Return what a fact says in the kind and unit of a mention; None where it has no such value.

    A count of an edition says its year to a date; 171 minutes are no whole number of hours.
    """
    if mention.kind is Kind.DATE:
        return datum.period or (year_period(datum.year) if datum.year else None)
    if mention.kind is not Kind.DURATION or datum.value is None:
        return datum.value
    unit = datum.unit.rstrip("s")
    value = datum.value * _MINUTES.get(unit, _ONE) / _MINUTES.get(mention.unit, _ONE)
    return value if value == value.to_integral_value() else None


_ONE = Decimal(1)
_MINUTES = {"min": _ONE, "minute": _ONE, "hour": Decimal(60), "day": DAY_MINUTES, "week": Decimal(10080)}


def distance(mention: Mention, datum: Datum) -> Decimal:
    """Return how far a fact is from what is stated: days between dates, else the difference."""
    period = find_stated(mention, datum) if mention.kind is Kind.DATE else None
    if isinstance(period, Period) and mention.period:
        return Decimal(abs((period.first - mention.period.first).days))
    return abs((datum.value or Decimal(0)) - mention.value)


def say(datum: Datum, mention: Mention | None = None) -> str:
    """Write a fact with what it is about: “$1,900,000 (Taxi Driver, budget)”.

    To a date, a fact of an edition says its year: “2003 (Taxi Driver, nomination count, …)”.
    """
    is_edition = mention is not None and mention.kind is Kind.DATE and datum.period is None
    said = str(datum.year) if is_edition and datum.year else say_value(datum)
    return f"{said} ({datum.fact.subject}, {name_attribute(datum)})"


def name_attribute(datum: Datum) -> str:
    """Name what a fact states: “gross, US”."""
    qualifiers = datum.fact.qualifiers
    name = datum.fact.attribute.replace("_", " ")
    if _NAMED_SET.isdisjoint(qualifiers):
        return name
    said = [qualifiers[key] for key in _NAMED if qualifiers.get(key)]
    return f"{name}, {', '.join(said)}" if said else name


_NAMED = ("territory", "event", "category", "site", "group", "cut")
"""Qualifiers that tell one fact of an attribute from another, in the order they are said in."""
_NAMED_SET = frozenset(_NAMED)


def say_value(datum: Datum) -> str:
    """Write a fact's value for a reader."""
    fact = datum.fact
    said = _render(fact.value, fact.unit)
    return f"about {said}" if fact.approximate else said


_render = lru_cache(maxsize=4096)(render_value)
