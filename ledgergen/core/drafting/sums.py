"""Values worked out for the model: ages at the film's dates, and what came back per dollar.

A ledger wants these figures, models are poor at arithmetic, and code is not.
Only what follows from the facts without a choice is worked out: one birth
date, one budget, dates precise enough to leave a single age. The figure check
recomputes every such value by itself; nothing here vouches for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from ledgergen.core.writer.grammar import find_age, parse_day, parse_number
from ledgergen.model.dossier import Dossier, Fact

MAX_SUMS = 12
_TENTH = Decimal("0.1")
_EVENTS = {"production_start": "the shoot began", "release_date": "it was released"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One value worked out."""

    statement: str
    """"age of Nora Vance when it was released (1984-02-08)"."""
    value: str
    """"33 years", "14.9 times", "20.1 percent"."""
    ids: tuple[str, ...]
    """The facts that went in."""


def find_sums(dossier: Dossier) -> tuple[Sum, ...]:
    """Work out what the facts allow, directors first; at most `MAX_SUMS`."""
    return (*_find_ages(dossier), *_find_returns(dossier))[:MAX_SUMS]


def _find_ages(dossier: Dossier) -> Iterator[Sum]:
    births = _find_single(dossier, "birth_date")
    people = sorted(births, key=lambda name: name not in dossier.directors)
    for person in people:
        for attribute, when in _EVENTS.items():
            event = _find_first(dossier, attribute)
            birth, day = parse_day(births[person].value), parse_day(event.value) if event else None
            age = find_age(birth, day) if birth and day else None
            if event and age:
                statement = f"age of {person} when {when} ({event.value})"
                yield Sum(statement=statement, value=f"{age} years", ids=(births[person].id, event.id))


def _find_returns(dossier: Dossier) -> Iterator[Sum]:
    budgets = _find_single(dossier, "budget")
    for gross in dossier.facts:
        budget = budgets.get(gross.subject)
        if gross.attribute != "gross" or budget is None or budget.unit != gross.unit:
            continue
        cost, taken = parse_number(budget.value), parse_number(gross.value)
        if not cost or not taken:
            continue
        territory = gross.qualifiers.get("territory")
        where = f" ({territory})" if territory else ""
        ratio = taken / cost
        value = f"{_round(ratio)} times" if ratio >= 1 else f"{_round(ratio * 100)} percent"
        statement = f"gross of {gross.subject}{where} against its budget"
        yield Sum(statement=statement, value=value, ids=(gross.id, budget.id))


def _find_single(dossier: Dossier, attribute: str) -> dict[str, Fact]:
    """Return the fact of each subject about whose value no two sources disagree."""
    found: dict[str, list[Fact]] = {}
    for fact in dossier.facts:
        if fact.attribute == attribute:
            found.setdefault(fact.subject, []).append(fact)
    return {name: facts[0] for name, facts in found.items() if len({f.value for f in facts}) == 1}


def _find_first(dossier: Dossier, attribute: str) -> Fact | None:
    """Return the film's earliest date of this kind; ISO dates sort as text."""
    dates = [f for f in dossier.facts if f.attribute == attribute and f.subject == dossier.title]
    return min(dates, key=lambda fact: fact.value, default=None)


def _round(value: Decimal) -> Decimal:
    return value.quantize(_TENTH if value < 100 else Decimal(1), rounding=ROUND_HALF_EVEN)
