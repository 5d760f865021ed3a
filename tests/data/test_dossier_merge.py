"""Several dossiers of one film made into one."""

import pytest

from ledgergen.core.dossiers.dossier import build_dossier, merge_dossiers
from ledgergen.errors import DossierError
from ledgergen.model.dossier import Dossier, Fact, Passage, Source
from ledgergen.model.film import FilmRef

TABLE = Source(id="s1", name="A table")
BOOK = Source(id="s1", name="A book")


def make(*facts: Fact, source: Source = TABLE, **head: object) -> Dossier:
    values = {"movie_id": 7, "title": "The Film", "sources": (source,), "facts": facts} | head
    return Dossier.model_validate(values)


def state(value: str, *, name: str = "f1", attribute: str = "budget") -> Fact:
    return Fact(id=name, subject="The Film", attribute=attribute, value=value, unit="USD", source="s1")


def test_sources_that_disagree_stay_two_facts_with_their_own_names() -> None:
    merged = merge_dossiers([make(state("100")), make(state("120"), source=BOOK)])
    said = [(fact.id, fact.value, merged.find_source(fact.source)) for fact in merged.facts]
    names = [(name, value, source.name) for name, value, source in said if source is not None]
    assert names == [("f1", "100", "A table"), ("f2", "120", "A book")]


def test_a_fact_said_twice_by_one_source_is_kept_once() -> None:
    merged = merge_dossiers([make(state("100")), make(state("100", name="f9"))])
    assert [fact.id for fact in merged.facts] == ["f1"]
    assert len(merged.sources) == 1


def test_ids_stay_unique_over_facts_and_passages() -> None:
    passage = Passage(id="f1", text="It cost 100 dollars.", source="s1")
    other = make(state("120"), state("7", name="f2", attribute="loan"), source=BOOK, passages=(passage,))
    merged = merge_dossiers([make(state("100")), other])
    ids = [fact.id for fact in merged.facts] + [kept.id for kept in merged.passages]
    assert ids[0] == "f1"
    assert len(set(ids)) == len(ids) == 4


def test_the_first_that_knows_title_year_and_directors_says_them() -> None:
    blank = make(title="", year=None)
    merged = merge_dossiers([blank, make(year=1976, directors=("A", "B")), make(year=1977, directors=("C",))])
    assert (merged.title, merged.year, merged.directors) == ("The Film", 1976, ("A", "B"))


def test_the_caller_fills_gaps_and_overrules_nothing() -> None:
    film = FilmRef(movie_id=7, title="Another Name", director="A. Director", year=1980)
    built = build_dossier(film, [make(year=1976)])
    assert (built.title, built.year, built.directors) == ("The Film", 1976, ("A. Director",))
    alone = build_dossier(film, [])
    assert (alone.title, alone.year, alone.facts) == ("Another Name", 1980, ())


def test_films_are_not_mixed() -> None:
    with pytest.raises(DossierError, match="different films") as caught:
        merge_dossiers([make(), make(movie_id=8)])
    assert caught.value.because == "their movie ids are 7, 8"
