"""Which facts could answer a claim: those of whom it may be about, of the kind of quantity that is stated.

What parts a fact from a claim is asked later (`parting`), of the few whose values agree.
"""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.vocabulary import RATERS
from ledgergen.core.figures.durations import DAYS, MINUTES
from ledgergen.core.figures.facts.courses import is_of_routine
from ledgergen.core.figures.facts.datum import MAIN, PERCENT_UNITS, UNKNOWN, Datum, Pool
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.lookup_count import ANY_AMOUNT, ANY_COUNT
from ledgergen.core.figures.mention import Kind, Mention

_LARGE = 1000
"""Of what so many are counted, a sentence need not name the owner: “half a million copies”."""


def find_candidates(claim: Claim, index: FactIndex, attributes: tuple[str, ...]) -> list[Datum]:
    """Return the facts of the films that may be meant, of the kind of quantity that is stated."""
    films = (*claim.films, MAIN)
    is_large = claim.mention.kind is Kind.MONEY or claim.mention.value >= _LARGE
    parties = (*claim.parties, *index.parties) if is_large else claim.parties
    known = [number for number in dict.fromkeys((*films, *parties)) if number != UNKNOWN]
    return [datum for number in known for datum in find_answering(claim, index.entities[number], attributes)]


def find_answering(claim: Claim, pool: Pool, attributes: tuple[str, ...]) -> list[Datum]:
    """Return the facts that state the kind of quantity which the mention does."""
    kind = claim.mention.kind
    if attributes is ANY_AMOUNT:
        return [*pool.money, *pool.by_attribute.get("admissions", ())]
    if attributes is ANY_COUNT:
        is_rated = not RATERS.isdisjoint(claim.words)
        is_closing = not claim.mention.noun and claim.next_word in _CLOSING
        return [
            datum
            for datum in pool.by_value.get(claim.mention.value, ())
            if not datum.is_money and datum.unit not in PERCENT_UNITS
            if is_closing or datum.unit != "min"  # “one table holds 216, another 222”
            if is_rated or datum.attribute != "vote_count"
        ]
    names = attributes or _STATED_BY.get(kind)
    if kind is Kind.DURATION and is_of_routine(claim):
        return []
    if names:
        return [datum for name in names for datum in pool.by_attribute.get(name, ())]
    if kind is Kind.PERCENT:
        return pool.shares
    return pool.money if kind in {Kind.MONEY, Kind.VAGUE} else []


_CLOSING = frozenset({",", ".", ";", ")"})
_STATED_BY = {
    Kind.SCORE: ("rating",),
    Kind.RATIO: ("aspect_ratio",),
    Kind.DURATION: ("runtime", "shooting_days"),
}
"""The attributes that a kind of quantity can only be a value of."""


def convert(mention: Mention, datum: Datum) -> Decimal | None:
    """Return the fact's value in the mention's unit, or None where the two cannot be compared."""
    if datum.value is None:
        return None
    if datum.attribute == "runtime" and mention.kind is Kind.COUNT:
        return datum.value
    if mention.kind is not Kind.DURATION:
        return datum.value
    table = MINUTES if datum.attribute == "runtime" else DAYS
    worth = table.get(mention.unit)
    return datum.value / worth if worth else None
