"""The dossiers that ship: strict, tidy, and of all kinds."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from ledgergen.adapters.dossiers import load_dossier
from ledgergen.adapters.resources import data_dir
from ledgergen.core.dossiers.dossier import render_dossier
from ledgergen.core.dossiers.values import CURRENCIES, FORMS
from ledgergen.model.dossier import Dossier, Fact

PATHS = sorted(data_dir("seeds/dossiers").iterdir())
DOSSIERS = {path.stem: load_dossier(path) for path in PATHS}

LARGEST_SUM = {"USD": 3 * 10**9, "GBP": 10**9, "EUR": 10**9, "AUD": 10**9, "DEM": 10**9}


def find_facts(dossier: Dossier, attribute: str) -> Iterable[Fact]:
    return (fact for fact in dossier.facts if fact.attribute == attribute and fact.subject == dossier.title)


def find_value(dossier: Dossier, attribute: str) -> Decimal | None:
    return next((Decimal(fact.value) for fact in find_facts(dossier, attribute)), None)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_is_tidy(path: Path) -> None:
    dossier = DOSSIERS[path.stem]
    assert path.suffix == ".yaml"
    assert path.stem.startswith(f"{dossier.movie_id}-")
    assert dossier.year is not None
    assert dossier.directors
    assert {fact.source for fact in dossier.facts} == {source.id for source in dossier.sources}
    assert [fact.id for fact in dossier.facts] == [f"f{n}" for n in range(1, len(dossier.facts) + 1)]
    assert all(source.retrieved for source in dossier.sources)
    assert path.read_text("utf-8") == render_dossier(dossier)


def test_attributes_beyond_the_known_ones_are_meant() -> None:
    used = {fact.attribute for dossier in DOSSIERS.values() for fact in dossier.facts}
    assert used - set(FORMS) == {"commercial_equity", "diet_days", "education_start"}


@pytest.mark.parametrize("name", DOSSIERS)
def test_says_nothing_twice(name: str) -> None:
    said = [fact.model_dump_json(exclude={"id"}) for fact in DOSSIERS[name].facts]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("name", DOSSIERS)
def test_money_is_sane(name: str) -> None:
    for fact in DOSSIERS[name].facts:
        if FORMS.get(fact.attribute, FORMS["award"]).kind == "money":
            assert fact.unit in CURRENCIES
            assert 5_000 <= Decimal(fact.value) <= LARGEST_SUM[fact.unit or ""], fact


@pytest.mark.parametrize("name", DOSSIERS)
def test_no_worldwide_gross_is_below_the_domestic_one(name: str) -> None:
    grosses: dict[tuple[str, str], Decimal] = {}
    for fact in DOSSIERS[name].facts:
        territory = fact.qualifiers.get("territory", "")
        if fact.attribute == "gross" and territory in {"US", "worldwide"}:
            key = (fact.subject, territory)
            best = min if key[1] == "worldwide" else max
            grosses[key] = best(grosses.get(key, Decimal(fact.value)), Decimal(fact.value))
    for (subject, territory), gross in grosses.items():
        if territory == "worldwide":
            assert gross >= grosses.get((subject, "US"), gross), subject


@pytest.mark.parametrize("name", DOSSIERS)
def test_directors_are_old_enough_and_have_birth_dates(name: str) -> None:
    dossier = DOSSIERS[name]
    births = {fact.subject: int(fact.value[:4]) for fact in dossier.facts if fact.attribute == "birth_date"}
    for director in dossier.directors:
        assert 18 <= (dossier.year or 0) - births[director] <= 80


KINDS: dict[str, Callable[[Dossier], bool]] = {
    "a debut": lambda d: find_value(d, "film_number") == 1,
    "a hit": lambda d: (find_value(d, "gross") or 0) > 10 * (find_value(d, "budget") or 10**12),
    "a flop": lambda d: (find_value(d, "gross") or 10**12) < (find_value(d, "budget") or 0) / 2,
    "a very cheap film": lambda d: (find_value(d, "budget") or 10**12) < 100_000,
    "not in English": lambda d: d.original_title is not None,
    "before 1980": lambda d: (d.year or 9999) < 1980,
    "another currency": lambda d: any(fact.unit in CURRENCIES - {"USD"} for fact in d.facts),
    "several directors": lambda d: len(d.directors) > 1,
    "few facts": lambda d: 3 <= len(d.facts) <= 6,
    "many facts": lambda d: len(d.facts) >= 20,
    "sources that disagree on the budget": lambda d: len({f.value for f in find_facts(d, "budget")}) > 1,
    "a documentary": lambda d: any("Documentary" in fact.value for fact in find_facts(d, "award")),
    "animation": lambda d: any("Animation" in fact.value for fact in find_facts(d, "company")),
    "an award": lambda d: any(find_facts(d, "award")),
    "a next film": lambda d: any(fact.qualifiers.get("role") == "next film" for fact in d.facts),
    "a previous film": lambda d: any(fact.qualifiers.get("role") == "previous film" for fact in d.facts),
}


def test_there_are_dozens_of_films() -> None:
    assert len({dossier.movie_id for dossier in DOSSIERS.values()}) == len(PATHS) >= 25


@pytest.mark.parametrize("kind", KINDS)
def test_at_least_two_films_are_of_each_kind(kind: str) -> None:
    films = [dossier.title for dossier in DOSSIERS.values() if KINDS[kind](dossier)]
    assert len(films) >= 2, films
