"""Slots about the directors: names, age on the day, nth film, birthplace, training.

A director's gender is in no dossier, so no pronoun is ever chosen: prose
repeats the surname or says "the director".
"""

from __future__ import annotations

from dataclasses import dataclass

from ledgergen.core.writer import grammar
from ledgergen.core.writer.material import Dated, Material, Subject, clean
from ledgergen.core.writer.slots import Desk, cite, cite_ids
from ledgergen.model.dossier import Fact

_MOST_FILMS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How prose calls whoever directed: in full once, then for short."""

    full: str
    short: str
    is_plural: bool


def build_names(material: Material) -> Names:
    """Name the directors; with none known, "the director"."""
    names = [subject.name for subject in material.directors]
    if not names:
        return Names(full="the director", short="the director", is_plural=False)
    surnames = [grammar.find_surname(name) for name in names]
    if len(names) == 1:
        return Names(full=names[0], short=surnames[0], is_plural=False)
    if len(set(surnames)) == 1:
        short = grammar.render_plural_name(surnames[0])
    elif len(names) == 2:
        short = grammar.join_words(surnames)
    else:
        short = "the directors"
    full = grammar.join_words(names) if len(names) <= 3 else "the directors"
    return Names(full=full, short=short, is_plural=True)


def read_people(material: Material, desk: Desk) -> None:
    """Lay down what is known of the directors on the eve of the film."""
    desk.flags.add({0: "nobody", 1: "solo"}.get(len(material.directors), "team"))
    event, verb = find_unveiling(material)
    if len(material.directors) == 1:
        _read_one(material.directors[0], event, verb, desk)
    elif event is not None:
        _read_team(material.directors, event, verb, desk)
    _read_number(material, desk)


def find_unveiling(material: Material) -> tuple[Dated | None, str]:
    """Return the earliest public showing and its verb, `premiered` or `opened`."""
    release = material.film.released
    premiere = next(iter(material.film.find_dates("premiere_date")), None)
    if premiere and (release is None or premiere.day.first <= release.day.first):
        return premiere, "premiered"
    return release, "opened"


def _find_age(subject: Subject, event: Dated) -> tuple[int, Fact] | None:
    births = sorted(subject.find_dates("birth_date"), key=lambda d: (d.day.last - d.day.first).days)
    ages = {
        age: birth.fact for birth in births if (age := grammar.find_age(birth.day, event.day)) is not None
    }
    return next(iter(ages.items())) if len(ages) == 1 else None


def _read_one(subject: Subject, event: Dated | None, verb: str, desk: Desk) -> None:
    births = subject.find_dates("birth_date")
    aged = _find_age(subject, event) if event else None
    if event and aged:
        age, fact = aged
        figure = cite_ids(str(age), fact, event.fact)
        desk.put("age", figure)
        desk.put("unveiled", verb)
        desk.put("aged", cite_ids(f"{age}-year-old", fact, event.fact))
        desk.flags.add("young" if age < 30 else "seasoned" if age >= 50 else "midway")
    elif births:
        desk.put("born", cite_ids(str(births[-1].day.first.year), births[-1].fact))
    place = next((q for b in births for q in _places(b.fact)), "")
    if place:
        desk.put("birthplace", place)
    _read_schooling(subject, desk)


def _places(fact: Fact) -> list[str]:
    found = (clean(fact.qualifiers.get(key, "")) for key in ("location", "place"))
    return [text for text in found if text and not any(c.isdigit() for c in text)]


def _read_schooling(subject: Subject, desk: Desk) -> None:
    for dated in subject.find_dates("education_start"):
        workshop = clean(dated.fact.qualifiers.get("event", ""))
        school = next(iter(_places(dated.fact)), "")
        if workshop and not any(c.isdigit() for c in workshop):
            desk.put("workshop", workshop)
            if school:
                desk.put("school", school)
            return


def _read_team(people: tuple[Subject, ...], event: Dated, verb: str, desk: Desk) -> None:
    found = [(subject, _find_age(subject, event)) for subject in people]
    phrases = [
        f"{subject.name} was {cite_ids(str(aged[0]), aged[1], event.fact)}" for subject, aged in found if aged
    ]
    if phrases and len(phrases) == len(people) <= 3:
        desk.put("ages", grammar.join_words(phrases))
        desk.put("unveiled", verb)


def _name_stage(number: int) -> str:
    return "debut" if number == 1 else "early" if number <= 3 else "midlist" if number <= 5 else "veteran"


def _read_number(material: Material, desk: Desk) -> None:
    names = [grammar.find_surname(s.name).casefold() for s in material.directors]
    numbers: dict[int, list[Fact]] = {}
    for fact in material.film.find("film_number"):
        number = grammar.parse_count(fact.value)
        if number and number <= _MOST_FILMS:
            numbers.setdefault(number, []).append(fact)
    for number, facts in numbers.items():
        people = [f.qualifiers.get("person", f.qualifiers.get("director", "")).casefold() for f in facts]
        # In a team, a number that belongs to one of them says nothing about the rest.
        covers_all = all(name in " ".join(people) for name in names) and bool(names)
        if len(numbers) == 1 and ("" in people or covers_all):
            desk.flags.add(_name_stage(number))
            if number > 1:
                desk.put("nth", cite(grammar.render_ordinal(number), facts))
