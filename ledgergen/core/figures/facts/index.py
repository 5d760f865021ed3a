"""An index of what a dossier's facts say, built once per check.

A fact is text in a file: a subject, an attribute, a value and loose
qualifiers, written by people and by importers. Here each becomes a `Datum`
that can be compared: a Decimal or a period of days, an entity instead of a
subject's name, a territory and an event in one spelling. Facts whose value
cannot be read stay in the index as text; they prove nothing and break nothing.

Who is an entity, and under which names prose speaks of it, stands in the
dossier's `register`; a check has a register of its own, for texts name films of
which no fact is.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cached_property
from itertools import islice

from ledgergen.core.figures.facts.attributes import ATTRIBUTE_ALIASES, FILM_ATTRIBUTES
from ledgergen.core.figures.facts.datum import HOME, MAIN, UNKNOWN, Datum, Entity, Pool
from ledgergen.core.figures.facts.names import (
    NAMED_MAKER,
    find_own_names,
    read_named_year,
)
from ledgergen.core.figures.facts.own_cues import OwnCues
from ledgergen.core.figures.facts.phrases import Phrase, read_phrases
from ledgergen.core.figures.facts.qualifiers import LISTED_BY, is_listed, read_datum, split_range
from ledgergen.core.figures.facts.register import Register
from ledgergen.core.figures.facts.roles import SEQUELS, find_family, find_roles
from ledgergen.core.figures.facts.values import find_years, year_period
from ledgergen.core.figures.mention import Period
from ledgergen.core.figures.passages.words import find_stem
from ledgergen.core.figures.wordlists import split_words
from ledgergen.model.dossier import Dossier, Fact


class FactIndex:
    """Everything the facts of one dossier say, by entity and attribute."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.register = Register()
        self.entities = self.register.entities
        self.all = Pool()
        self.dated: list[Datum] = []
        """Facts that are dates, or carry one in their qualifiers."""
        self.days: list[Datum] = []
        """Those that have a date of their own."""
        self.listed: list[Datum] = []
        """Those whose qualifiers say when they held."""
        self.home: frozenset[str] = HOME
        """Territories that “at home” may mean: the United States, and where the film came out first."""
        self.parties: tuple[int, ...] = ()
        """Companies and other bodies that facts are about: neither films nor persons."""
        self.directors: tuple[int, ...] = ()
        self.works: dict[str, tuple[int, ...]] = {}
        """Works that are no films, by family."""
        self.films_of: dict[int, tuple[int, ...]] = {}
        """Films by the persons, other than the dossier's directors, who made them."""
        self._own = OwnCues()
        self.phrases = self._own.phrases
        self.events = self._own.events
        self.sources = {source.id: source for source in dossier.sources}
        self._phrased: dict[str, tuple[str, ...]] = {}
        self._roles: dict[str, tuple[int, ...]] = {}
        self._called: dict[str, tuple[int, ...]] = {}
        self._build(dossier)

    def fork(self) -> FactIndex:
        """Return the same facts for another check: what that learns, this one does not."""
        index = copy(self)
        index.adopt(self)
        return index

    def adopt(self, other: FactIndex) -> None:
        """Know the titles that another index of the same facts has learned."""
        self.register = other.register.fork()
        self.entities = self.register.entities

    def find(self, subject: int, attribute: str) -> list[Datum]:
        """Return the data of one entity and attribute."""
        return self.entities[subject].by_attribute.get(attribute, [])

    @property
    def data(self) -> list[Datum]:
        """Every fact, in the dossier's order."""
        return self.all.data

    @property
    def by_attribute(self) -> dict[str, list[Datum]]:
        """Every fact, by attribute."""
        return self.all.by_attribute

    def find_called(self, stem: str) -> tuple[str, ...]:
        """Return the attributes of the numbers that use a word: in their attribute, unit or qualifiers."""
        known = self._phrased.get(stem)
        if known is None:
            if len(self._phrased) >= _MOST_ASKED:
                self._phrased.clear()
            called = (
                datum.attribute
                for datum, told in self._told
                if datum.value is not None
                if stem in datum.attribute.split("_") or stem == datum.unit or stem in told
            )
            known = self._phrased[stem] = tuple(dict.fromkeys(called))
        return known

    @cached_property
    def _told(self) -> list[tuple[Datum, str]]:
        """The facts with the text of their qualifiers, lower case."""
        return [(datum, " ".join(datum.fact.qualifiers.values()).lower()) for datum in self.data]

    @cached_property
    def by_year(self) -> dict[int, list[Datum]]:
        """The facts that name a year, by every year they name: as their date, or in their qualifiers."""
        found: dict[int, list[Datum]] = {}
        for datum in self.data:
            told = (datum.fact.value if datum.period else "", *datum.fact.qualifiers.values())
            years = {year for text in told for year in find_years(text)}
            if datum.period:
                years.add(datum.period.first.year)
            for year in years:
                found.setdefault(year, []).append(datum)
        return found

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """What the dossier tells of its film: stems of its title, of its companies, of its passages."""
        dossier = self.dossier
        told = (dossier.title, *(passage.text for passage in dossier.passages))
        named = (d.fact.value for d in self.entities[MAIN].by_attribute.get("company", ()))
        return frozenset(find_stem(w) for text in (*told, *named) for w in split_words(text))

    @cached_property
    def worded(self) -> tuple[Phrase, ...]:
        """The figures that facts hold in words."""
        return read_phrases(self.data)

    def is_known(self, numbers: Iterable[int]) -> bool:
        """Tell whether facts say anything of one of these films or persons."""
        return any(number != UNKNOWN and (number == MAIN or self.entities[number].data) for number in numbers)

    def read_called(self, word: str) -> tuple[int, ...]:
        """Return the films that facts call by this word: “American remake”, “stage version”."""
        return self._called.get(word, ()) if word in SEQUELS else ()

    def read_role(self, role: str) -> tuple[int, ...]:
        """Return the films a phrase may mean: `main`, `previous`, `next`, `debut`."""
        return self._roles.get(role, ())

    def _build(self, dossier: Dossier) -> None:
        self.register.enter(dossier.title, kind="film")
        own = find_own_names(dossier)
        self.register.identify(own, MAIN)
        self.directors = tuple(self.register.enter(name, kind="person") for name in dossier.directors)
        for fact in dossier.facts:
            self._add_fact(fact)
        self._learn_works()
        self._learn_makers()
        for entity in self.entities:
            entity.release = _find_release(entity.data) or read_named_year(entity.name)
        others = (entity.number for entity in self.entities if entity.kind == "other")
        self.parties = tuple(islice(others, _MOST_PARTIES))
        self.home |= _find_home(self.entities[MAIN].data)
        self.register.read_forms()
        for name in self.register.names:
            self._own.learn_name(name, is_title=self.register.is_title(name))
        self._roles = find_roles(self.entities)
        for entity in self.entities:
            for word in {word for role in entity.roles for word in role.split()}:
                self._called[word] = (*self._called.get(word, ()), entity.number)
        for name in (dossier.original_title or "", *sorted(own)):
            self.register.alias(name, MAIN)
        if dossier.year and self.entities[MAIN].release is None:
            self.entities[MAIN].release = year_period(dossier.year)
        self.register.close()

    def _learn_works(self) -> None:
        for entity in self.entities[1:]:
            # “Previous episode” is said of a film as well: one that was paid for and sold is a film.
            is_film = entity.kind == "film" and bool(entity.money)
            roles = () if is_film else entity.roles
            entity.work = "" if entity.kind == "person" else find_family(entity.name, roles)
            if entity.work:
                self.works[entity.work] = (*self.works.get(entity.work, ()), entity.number)

    def _learn_makers(self) -> None:
        makers = [
            (d.subject, d.fact.qualifiers["director"]) for d in self.data if "director" in d.fact.qualifiers
        ]
        named = [(entity.number, NAMED_MAKER.search(entity.name)) for entity in self.entities]
        makers += [(number, match[1]) for number, match in named if match]
        for film, maker in makers:
            person = self.register.enter(maker, kind="person")
            if film != MAIN and person not in self.directors:
                self.films_of[person] = (*self.films_of.get(person, ()), film)

    def _add_fact(self, fact: Fact) -> None:
        attribute = fact.attribute.strip().lower().replace(" ", "_")
        attribute = ATTRIBUTE_ALIASES.get(attribute, attribute)
        number = self.register.enter(fact.subject, kind="person" if attribute in _OF_PERSONS else "other")
        qualifiers = fact.qualifiers
        if attribute == "film_number" and self.entities[number].kind == "person":
            # “King Vidor, film number 19” is said of a film of his: the one it names, else the dossier's.
            number = self.register.enter(qualifiers.get("film") or self.dossier.title, kind="film")
        entity = self.entities[number]
        if entity.kind in _SORTED:
            entity.kind = _sort(entity, attribute)
        role = qualifiers.get("role")
        if role and attribute not in _ROLE_IS_NOT_THE_SUBJECTS:
            entity.roles.add(role.lower())
        for end in split_range(fact):
            self._add_datum(read_datum(end, number, attribute, event=self._own.read_event(fact)))
        if territory := qualifiers.get("territory"):
            self._own.learn(territory, "territory", self.data[-1].territory)
        for key in ("director", "person"):
            if qualifiers.get(key) and " and " not in qualifiers[key]:
                self.register.enter(qualifiers[key], kind="person")

    def _add_datum(self, datum: Datum) -> None:
        fact = datum.fact
        self.entities[datum.subject].add(datum)
        self.all.add(datum)
        if datum.period or datum.year or not LISTED_BY.isdisjoint(fact.qualifiers):
            self.dated.append(datum)
            if datum.period:
                self.days.append(datum)
            if is_listed(fact):
                self.listed.append(datum)


_MOST_PARTIES = 20
_MOST_ASKED = 1000
"""Words for which the facts that use them are kept."""
_OF_PERSONS = frozenset({"birth_date", "death_date", "salary"})
_ROLE_IS_NOT_THE_SUBJECTS = frozenset({"company", "credit", "salary", "marketing_cost", "award"})


def _sort(entity: Entity, attribute: str) -> str:
    """Return what an entity with an attribute is: a studio that was founded has a price, and is no film."""
    is_film = entity.kind == "film" or attribute in FILM_ATTRIBUTES
    return "film" if is_film and "founded" not in {attribute, *entity.by_attribute} else "other"


_SORTED = frozenset({"film", "other"})


def _find_release(data: list[Datum]) -> Period | None:
    periods = [
        datum.period
        for datum in data
        if datum.period and datum.attribute in {"release_date", "premiere_date"}
    ]
    return min(periods, key=lambda period: period.first, default=None)


def _find_home(data: list[Datum]) -> frozenset[str]:
    dated = [(d.period.first, d.territory) for d in data if d.attribute == "release_date" and d.period]
    first = min(dated, default=None)
    return frozenset({first[1]}) if first and first[1] else frozenset()
