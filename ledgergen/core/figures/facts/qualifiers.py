"""Read one fact: its value by its attribute, and its qualifiers into one spelling.

Facts are written by people and by importers. A territory, an event, a currency's
symbol and the names of variants are brought here to the forms that claims have.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ledgergen.core.figures.bind.canonical import find_territory
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.values import looks_dated, read_number, read_period, read_year
from ledgergen.core.figures.mention import Period
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES
from ledgergen.model.dossier import Fact


def read_datum(fact: Fact, subject: int, attribute: str, *, event: str) -> Datum:
    """Read a fact of an entity, whose attribute and event are known by their canonical names."""
    qualifiers = fact.qualifiers
    territory = qualifiers.get("territory", "")
    is_dated = attribute in _DATED or (attribute.endswith(_DATED_ENDINGS) and not fact.unit)
    unit = _name_unit(fact.unit or "")
    variants = () if _VARIANTS_SET.isdisjoint(qualifiers) else _VARIANTS
    return Datum(
        fact,
        subject,
        attribute,
        read_number(fact.value) if not is_dated else None,
        read_period(fact.value) if is_dated or looks_dated(fact.value) else _read_evening(fact, attribute),
        unit,
        find_territory(territory) if territory else "",
        event,
        read_year(qualifiers.get("year")),
        next((qualifiers[key].lower() for key in variants if qualifiers.get(key)), ""),
        _is_currency(unit),
    )


def split_range(fact: Fact) -> tuple[Fact, ...]:
    """Return a fact whose value is a range of numbers as one for either end: “70000000-90000000”."""
    ends = _RANGE.fullmatch(fact.value) if fact.unit else None
    if ends is None or read_number(ends[1]) is None or read_number(ends[2]) is None:
        return (fact,)
    return tuple(fact.model_copy(update={"value": end}) for end in ends.groups())


_RANGE = re.compile(r"\s*(\d[\d,.]*)\s*[-–—]\s*(\d[\d,.]*)\s*")


def _read_evening(fact: Fact, attribute: str) -> Period | None:
    """Return the day on which a prize was given, where its fact says so."""
    day = fact.qualifiers.get("date") if attribute.startswith(_PRIZES) else None
    return read_period(day) if day else None


_PRIZES = ("award", "nomination")
LISTINGS = ("year", "as_of", "period", "to", "until", "from")
"""Qualifiers that say when a fact held."""
LISTED_BY = frozenset(LISTINGS)
_VARIANTS = ("group", "who", "by", "cut", "version", "site", "run", "stage", "medium", "kind")
_VARIANTS_SET = frozenset(_VARIANTS)
_DATED = frozenset({
    "birth_date", "death_date", "release_date", "premiere_date", "production_start", "production_end",
    "award_date", "founded", "setting_year",
})  # fmt: skip
_DATED_ENDINGS = ("_date", "_start", "_end", "_year")
"""“education_start”: attributes of the dossier's own that are dates."""


@lru_cache(maxsize=256)
def _name_unit(unit: str) -> str:
    """Return the code of a currency that a fact calls by a symbol of its own: “RM”, “A$”.

    >>> _name_unit("RM"), _name_unit("USD"), _name_unit("min")
    ('DEM', 'USD', 'min')
    """
    is_code = len(unit) == _CODE and unit.isupper()
    return unit if is_code or unit.islower() else CURRENCIES.get(unit.lower(), unit)


_CODE = 3


@lru_cache(maxsize=256)
def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper() and unit.isalpha()


def is_listed(fact: Fact) -> bool:
    """Tell whether a fact's qualifiers say when it held: “as of 2012”."""
    qualifiers = fact.qualifiers
    return bool(qualifiers) and any(qualifiers.get(key) for key in LISTINGS)
