"""Say what a fact says: for reasons, suggestions and the evidence that a report names."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ledgergen.core.figures.facts.index import Datum
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.spell import render_value, spell_like

PARTED = {
    "subject": " The sentence is about another film or person.",
    "attribute": " The sentence speaks of another amount.",
    "territory": " The sentence speaks of another territory.",
    "currency": " The currency differs.",
    "event": " The sentence speaks of another event.",
}


def suggest(mention: Mention, datum: Datum) -> str | None:
    """Return the fact in the words of the sentence, or None where they have no such form."""
    value: Decimal | Period | None = datum.period if mention.kind is Kind.DATE else datum.value
    if value is None or (mention.unit and mention.kind is Kind.MONEY and mention.unit != datum.unit):
        return None
    return spell_like(mention, value)


def distance(mention: Mention, datum: Datum) -> Decimal:
    """Return how far a fact is from what is stated: days between dates, else the difference."""
    if datum.period and mention.period:
        return Decimal(abs((datum.period.first - mention.period.first).days))
    return abs((datum.value or Decimal(0)) - mention.value)


def say(datum: Datum) -> str:
    """Write a fact with what it is about: “$1,900,000 (Taxi Driver, budget)”."""
    return f"{say_value(datum)} ({datum.fact.subject}, {name_attribute(datum)})"


def name_attribute(datum: Datum) -> str:
    """Name what a fact states: “gross, US”."""
    qualifiers = datum.fact.qualifiers
    name = datum.fact.attribute.replace("_", " ")
    if not qualifiers:
        return name
    said = [qualifiers[key] for key in _NAMED if qualifiers.get(key)]
    return f"{name}, {', '.join(said)}" if said else name


_NAMED = ("territory", "event", "category", "site", "group", "cut")
"""Qualifiers that tell one fact of an attribute from another, in the order they are said in."""


def say_value(datum: Datum) -> str:
    """Write a fact's value for a reader."""
    fact = datum.fact
    said = _render(fact.value, fact.unit)
    return f"about {said}" if fact.approximate else said


_render = lru_cache(maxsize=4096)(render_value)
