"""Plain statements over the dossiers that ship: each fact is proven, and no other can stand in its place.

A writer's commonest slip is the right figure of another thing: the worldwide gross for the American one, a
budget for a gross, the sequel's day for the film's. So every fact of a film is stated in plain words with its
own value, and with that of each other fact of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ledgergen import Dossier, check
from ledgergen.model.dossier import Fact

DOSSIERS = Path(__file__).parents[2] / "seeds" / "dossiers"
UNSTATED = {"593-solaris"}
"""Of these facts know neither a sum nor a day."""
FILMS = sorted({path.stem for path in DOSSIERS.glob("*.yaml")} - UNSTATED)
MONEY = {
    "budget": ("*{film}* cost {value}.", "The budget of *{film}* was {value}."),
    "gross, worldwide": (
        "*{film}* grossed {value} worldwide.",
        "The worldwide gross of *{film}* was {value}.",
    ),
    "gross, US": ("In the United States *{film}* earned {value}.", "*{film}* took {value} in America."),
    "opening_weekend, US": ("*{film}* opened to {value}.", "*{film}* took {value} in its first weekend."),
}
DAYS = {
    "release_date": ("*{film}* was released on {value}.", "On {value}, *{film}* came out."),
    "premiere_date": ("*{film}* premiered on {value}.", "The premiere of *{film}* was on {value}."),
    "production_start": ("Shooting of *{film}* began on {value}.", "Filming started on {value}."),
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


@pytest.mark.parametrize("name", FILMS)
def test_a_fact_is_proven_and_no_other_in_its_place(name: str) -> None:
    dossier = Dossier.load(DOSSIERS / f"{name}.yaml")
    stated = list(_state(dossier))
    assert any(is_own for _, is_own in stated)
    for sentence, is_own in stated:
        figures = [
            figure for figure in check(sentence, dossier).figures if figure.verdict.value != "not_a_claim"
        ]
        assert figures, sentence
        assert any(figure.flagged for figure in figures) is not is_own, (sentence, figures)


def _state(dossier: Dossier) -> Iterator[tuple[str, bool]]:
    """Yield plain sentences of the dossier's film, and whether facts know what they state."""
    money = [fact for fact in dossier.facts if fact.unit in SIGNS and "-" not in fact.value]
    days = [fact for fact in dossier.facts if _is_day(fact.value)]
    for facts, table, write in ((money, MONEY, _write_sum), (days, DAYS, _write_day)):
        for attribute, templates in table.items():
            own = {
                write(fact) for fact in facts if fact.subject == dossier.title and _name(fact) == attribute
            }
            for value in {write(fact) for fact in facts} if own else ():
                for template in templates:
                    yield template.format(film=dossier.title, value=value), value in own


def test_a_film_has_its_own_place_in_a_career() -> None:
    n_placed = 0
    for name in FILMS:
        dossier = Dossier.load(DOSSIERS / f"{name}.yaml")
        numbers = [fact for fact in dossier.facts if fact.attribute == "film_number"]
        own = {
            int(fact.value)
            for fact in numbers
            if fact.subject == dossier.title and "series" not in fact.qualifiers
        }
        n_placed += bool(own)
        for place, ordinal in enumerate(ORDINALS, 1) if own else ():
            sentence = f"*{dossier.title}* was {dossier.directors[0]}'s {ordinal} film."
            figures = [figure for figure in check(sentence, dossier).figures if figure.text == ordinal]
            assert [figure.flagged for figure in figures] == [place not in own], sentence
    assert n_placed > len(FILMS) / 2  # of the others facts tell no place


def _name(fact: Fact) -> str:
    territory = fact.qualifiers.get("territory") if fact.unit else None
    return f"{fact.attribute}, {territory}" if territory else fact.attribute


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _write_sum(fact: Fact) -> str:
    return f"{SIGNS[fact.unit or '']}{int(Decimal(fact.value)):,}"


def _write_day(fact: Fact) -> str:
    day = date.fromisoformat(fact.value)
    return f"{day.day} {day:%B} {day.year}"
