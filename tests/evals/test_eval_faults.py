"""Planted faults are surely faults, rewordings are surely true, and both come out the same each time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ledgergen.adapters.dossiers import DossierFiles
from ledgergen.core.checking import check
from ledgergen.core.evals.figures_case import observe_trials
from ledgergen.core.faults.classes import CLASSES, Edit
from ledgergen.core.faults.draw import shuffle
from ledgergen.core.faults.honest import HONEST
from ledgergen.core.faults.sites import Ledger, Site, find_sites
from ledgergen.core.faults.trial import plant_faults, plant_rewordings, read_edit
from ledgergen.core.faults.wrongness import is_surely_wrong
from ledgergen.core.metrics import Share
from ledgergen.model.dossier import Dossier, Fact, Source
from ledgergen.model.film import FilmRef
from ledgergen.model.report import Report, Verdict

FILM = Dossier(
    movie_id=1,
    title="Salt Road",
    year=1984,
    directors=("Ida Bell",),
    sources=(Source(id="s", name="Almanac"),),
    facts=(
        Fact(id="f1", subject="Salt Road", attribute="budget", value="1900000", unit="USD", source="s"),
        Fact(id="f2", subject="Salt Road", attribute="budget", value="2400000", unit="USD", source="s"),
        Fact(
            id="f3",
            subject="Salt Road",
            attribute="gross",
            value="28262574",
            unit="USD",
            qualifiers={"territory": "US"},
            source="s",
        ),
        Fact(id="f4", subject="Ida Bell", attribute="birth_date", value="1950-11-17", source="s"),
        Fact(id="f5", subject="Salt Road", attribute="release_date", value="1984-02-08", source="s"),
    ),
)
TEXT = (
    "*Salt Road* was made for $1.9 million. Ida Bell was 33 when it was released on February 8, 1984. "
    "It grossed $28.3 million in the United States."
)


def make_ledger() -> Ledger:
    return Ledger(name="salt", text=TEXT, dossier=FILM, report=check(TEXT, FILM))


def find_site(text: str) -> Site:
    (site,) = [site for site in find_sites(make_ledger()) if site.mention.text == text]
    return site


def test_the_classes_are_those_of_the_contract_on_both_sides() -> None:
    names = [
        *("digit", "magnitude", "currency", "attribute", "territory", "entity", "year", "date", "age"),
        *("multiple", "percent", "count", "ordinal", "duration", "hedge", "precision", "invention"),
    ]
    assert [row.name for row in CLASSES] == names
    assert [row.name for row in HONEST] == names


def test_every_proven_figure_is_a_site_with_its_facts() -> None:
    sites = {site.mention.text: [fact.id for fact in site.facts] for site in find_sites(make_ledger())}
    assert set(sites) == {"$1.9 million", "33", "February 8, 1984", "$28.3 million"}
    assert sites["$28.3 million"] == ["f3"]


@pytest.mark.parametrize(
    ("was", "became", "is_wrong"),
    [
        ("$1.9 million", "$1.4 million", True),
        ("$1.9 million", "$2.4 million", False),  # the other source's budget
        ("$1.9 million", "$1.92 million", False),  # too near for rounding to be ruled out
        ("$28.3 million", "$82.3 million", True),
        ("33", "40", True),
        ("33", "34", False),  # the year alone would allow it
        ("February 8, 1984", "February 9, 1984", True),
        ("February 8, 1984", "February 1984", False),  # the day was only cut off
    ],
)
def test_what_the_evidence_could_prove_is_no_fault(was: str, became: str, is_wrong: bool) -> None:  # noqa: FBT001
    site = find_site(was)
    new = read_edit(Edit(start=site.figure.start, end=site.figure.end, text=became), site)
    assert new is not None
    assert is_surely_wrong(new, site, FILM) is is_wrong


@pytest.fixture(scope="module")
def seed_ledger() -> Ledger:
    path = Path(__file__).parents[2] / "seeds" / "578-jaws.md"
    text = path.read_bytes().decode("utf-8")
    dossier = DossierFiles().find(FilmRef(movie_id=578))
    assert dossier is not None
    return Ledger(name="jaws", text=text, dossier=dossier, report=check(text, dossier))


def test_the_same_seed_plants_the_same_faults_and_another_others(seed_ledger: Ledger) -> None:
    def plant(seed: int) -> list[tuple[str, str]]:
        trials = plant_faults(seed_ledger, check=check, seed=seed, n=2)
        return [(trial.fault, trial.after) for trial in trials]

    assert plant(1) == plant(1)
    assert plant(1) != plant(2)
    assert len({fault for fault, _ in plant(1)}) > 10


def test_a_check_that_passes_everything_catches_nothing(seed_ledger: Ledger) -> None:
    def pass_all(text: str, dossier: Dossier) -> Report:
        report = check(text, dossier)
        figures = tuple(replace(figure, verdict=Verdict.EXACT) for figure in report.figures)
        return replace(report, figures=figures)

    trials = tuple(plant_faults(seed_ledger, check=pass_all, seed=1, n=1))
    seen = observe_trials(seed_ledger, faults=trials, rewordings=())
    assert seen.measures["recall"] == Share(hits=0, of=len(trials))
    assert not seen.is_passed
    assert len(seen.notes) == len(trials)
    assert "survived" in seen.notes[0]


def test_a_check_that_flags_everything_gives_only_false_alarms(seed_ledger: Ledger) -> None:
    def flag_all(text: str, dossier: Dossier) -> Report:
        report = check(text, dossier)
        figures = tuple(replace(figure, verdict=Verdict.UNSUPPORTED) for figure in report.figures)
        return replace(report, figures=figures)

    trials = tuple(plant_rewordings(seed_ledger, check=flag_all, seed=1, n=1))
    seen = observe_trials(seed_ledger, faults=(), rewordings=trials)
    alarms = seen.measures["false_alarms"]
    assert isinstance(alarms, Share)
    assert alarms.hits == len(trials) + len(seed_ledger.report.flagged)
    assert not seen.is_passed


def test_a_rewording_states_the_same_value(seed_ledger: Ledger) -> None:
    for trial in plant_rewordings(seed_ledger, check=check, seed=3, n=3):
        assert trial.was != trial.became
        assert trial.found, trial.after


def test_a_shuffle_keeps_every_item_and_follows_its_seed() -> None:
    items = list(range(50))
    first = shuffle(items, seed=1, about="x")
    assert sorted(first) == items
    assert first == shuffle(items, seed=1, about="x")
    assert first != shuffle(items, seed=2, about="x")
    assert first != shuffle(items, seed=1, about="y")
