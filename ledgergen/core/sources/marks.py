"""Marks on facts that a person should look at twice: conflicts and outliers.

Nothing is dropped and nothing averaged here. A mark is words beside a fact, in
`ledgergen facts show` and in the prompt; the fact stays what its source says.

A *conflict* is two facts about the same thing that cannot both be true. Two
numbers agree where the coarser is a rounding of the finer, two dates where one
is the other cut short. An *outlier* is one row of `_CAUTIONS`: a budget of 11
that may be in millions, a first of January that may be a mere year, a birth
after the film.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from ledgergen.model.dossier import Dossier, Fact

_SINGLE = frozenset(
    {"budget", "gross", "rentals", "opening_weekend", "runtime", "birth_date", "death_date", "admissions",
     "shooting_days", "release_date", "premiere_date", "film_number", "aspect_ratio"}
)  # fmt: skip
"""Attributes that have one true value for one set of qualifiers."""

_IGNORED = frozenset({"as_of", "role", "person"})
_SMALL, _OLD_YEAR, _OLD_COST, _HUGE = Decimal(1_000), 1960, Decimal(50_000_000), Decimal(1_000_000_000)


def find_conflicts(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return, by fact id, the ids of the facts that say otherwise about the same thing."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in dossier.facts:
        if fact.attribute in _SINGLE:
            topic = tuple(sorted((k, v) for k, v in fact.qualifiers.items() if k not in _IGNORED))
            groups[fact.subject.casefold(), fact.attribute, fact.unit, topic].append(fact)
    found: dict[str, tuple[str, ...]] = {}
    for facts in groups.values():
        for fact in facts if len(facts) > 1 else ():
            others = tuple(other.id for other in facts if not agrees(fact.value, other.value))
            if others:
                found[fact.id] = others
    return found


def agrees(one: str, other: str) -> bool:
    """Tell whether two values may state the same: one a rounding, or a shorter date, of the other.

    >>> agrees("839000000", "838700000"), agrees("1976", "1976-02-08"), agrees("5000000", "5400000")
    (True, True, False)
    """
    if one == other:
        return True
    first, second = _read_number(one), _read_number(other)
    if first is None or second is None:
        return one.startswith(other) or other.startswith(one)
    fine, coarse = sorted((first, second), key=_find_worth)
    worth = _find_worth(coarse)
    return worth > 1 and abs(fine - coarse) * 2 <= worth and abs(coarse) >= worth * 100


def _find_worth(value: Decimal) -> Decimal:
    """Return what the last digit that is not zero is worth."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def find_cautions(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return, by fact id, why a value is to be looked at twice."""
    context = _Context(dossier)
    found: dict[str, tuple[str, ...]] = {}
    for fact in dossier.facts:
        words = tuple(word for caution in _CAUTIONS for word in caution(fact, context))
        if words:
            found[fact.id] = words
    return found


class _Context:
    """What cautions look at besides the fact itself."""

    def __init__(self, dossier: Dossier) -> None:
        self.year = dossier.year
        self.budgets: Mapping[str, list[Decimal]] = defaultdict(list)
        self.grosses: Mapping[str, list[Decimal]] = defaultdict(list)
        self.deaths: dict[str, str] = {}
        self.released = min(
            (f.value for f in dossier.facts if f.attribute == "release_date" and f.subject == dossier.title),
            default=str(dossier.year or ""),
        )
        for fact in dossier.facts:
            value = _read_number(fact.value)
            if fact.attribute in {"budget", "gross"} and fact.unit == "USD" and value is not None:
                (self.budgets if fact.attribute == "budget" else self.grosses)[fact.subject].append(value)
            elif fact.attribute == "death_date":
                self.deaths[fact.subject] = fact.value


def _warn_of_small_sums(fact: Fact, context: _Context) -> Iterator[str]:
    del context
    value = _read_number(fact.value)
    if fact.attribute in {"budget", "gross"} and fact.unit and value is not None and value < _SMALL:
        yield f"so small that {fact.value} may be in millions or made up"


def _warn_of_mixed_units(fact: Fact, context: _Context) -> Iterator[str]:
    value = _read_number(fact.value)
    if fact.attribute not in {"budget", "gross"} or fact.unit != "USD" or value is None:
        return
    budgets, grosses = context.budgets[fact.subject], context.grosses[fact.subject]
    if fact.attribute == "budget" and len(budgets) > 1 and (max(budgets) >= 3 * min(budgets)):
        yield "the budgets that sources give are three times or more apart"
    if fact.attribute == "gross" and budgets and min(budgets) >= 1_000_000 and value * 100 <= min(budgets):
        yield "a hundredth of the budget or less: a token release in cinemas says nothing of success"
    if fact.attribute == "budget" and grosses and value < _SMALL and max(grosses) >= 100 * _SMALL:
        yield "the gross of the same film is in other units"


def _warn_of_large_sums(fact: Fact, context: _Context) -> Iterator[str]:
    value = _read_number(fact.value)
    if fact.attribute != "budget" or fact.unit not in {"USD", "EUR", "GBP"} or value is None:
        return
    is_old = context.year is not None and context.year < _OLD_YEAR and value > _OLD_COST
    if is_old or value > _HUGE:
        yield "larger than any film of its time cost; it may be adjusted or in another currency"


def _warn_of_unnamed_currency(fact: Fact, context: _Context) -> Iterator[str]:
    del context
    if fact.attribute in {"budget", "gross", "rentals", "opening_weekend"} and not fact.unit:
        yield "the source does not say in which currency"


def _warn_of_placeholder_dates(fact: Fact, context: _Context) -> Iterator[str]:
    del context
    if fact.attribute.endswith("_date") and re.fullmatch(r"[0-9]{4}-01-01", fact.value):
        yield "January 1 often stands for a year that is all that is known"


def _warn_of_odd_lives(fact: Fact, context: _Context) -> Iterator[str]:
    if fact.attribute == "birth_date" and context.released:
        released, born = context.released[:4], fact.value[:4]
        if released.isdigit() and born.isdigit() and not 12 <= int(released) - int(born) <= 100:
            yield f"this would make the age at the film's release {int(released) - int(born)}"
        died = context.deaths.get(fact.subject)
        if died and died < fact.value:
            yield "after the death that is given"


_CAUTIONS: tuple[Callable[[Fact, _Context], Iterator[str]], ...] = (
    _warn_of_small_sums,
    _warn_of_mixed_units,
    _warn_of_large_sums,
    _warn_of_unnamed_currency,
    _warn_of_placeholder_dates,
    _warn_of_odd_lives,
)


def _read_number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
