"""What the built-in writer takes from a dossier: facts sorted by whom they are about.

Nothing is interpreted that the facts do not say. A fact with a qualifier that
narrows it (a reissue, a director's cut, one format) is left out of the plain
slots, because plain prose would widen it again; a fact whose id cannot stand in
a citation is left out altogether. Other films take part only where a fact says
how they relate to this one (`role: next film`), never by a guess from dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from ledgergen.core.writer import grammar
from ledgergen.core.writer.grammar import Day
from ledgergen.model.dossier import Dossier, Fact

_CITABLE = re.compile(r"[A-Za-z][\w.-]*")
_WORLD = frozenset({"worldwide", "world", "global", "international total"})
_PLAIN_KEYS = frozenset({"territory", "as_of", "role", "person", "director", "distributor", "location"})
_KINDS = frozenset({"wide", "limited", "theatrical", "general", "first", "original"})
_ROLES = (
    ("short", re.compile(r"\bshort\b")),
    ("prev", re.compile(r"(?:previous|preceding) (?:film|feature)(?: as directors?)?")),
    ("elder", re.compile(r"(?:debut|first|earlier)(?: (?:film|feature))?(?: as directors?)?")),
    ("next", re.compile(r"(?:next|following) (?:film|feature)(?: as directors?)?")),
    ("later", re.compile(r"later (?:film|feature)(?: as directors?)?")),
    ("sequel", re.compile(r"sequel")),
    ("novel", re.compile(r"(?:source|original) (?:novel|book|play)")),
)
_REISSUE = re.compile(r"re-?(?:release|issue|store|run)|restor|anniversary", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One value and the facts that state it."""

    value: Decimal
    unit: str
    facts: tuple[Fact, ...]
    place: str = ""

    @property
    def is_approximate(self) -> bool:
        """Tell whether every source that gives it says "about"."""
        return all(fact.approximate for fact in self.facts)

    @property
    def rounded(self) -> Decimal:
        """The value as it should be printed: three digits are enough of what is approximate."""
        if not self.is_approximate:
            return self.value
        exponent = max(self.value.adjusted() - 2, 0)
        return self.value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_EVEN).normalize() + 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date, the fact that states it, and its qualifiers."""

    day: Day
    fact: Fact

    @property
    def place(self) -> str:
        """Where, if the fact says."""
        return self.fact.qualifiers.get("territory", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """All facts about one film or person."""

    name: str
    facts: tuple[Fact, ...]

    def find(self, *attributes: str) -> tuple[Fact, ...]:
        """Return the facts of these attributes, in dossier order."""
        return tuple(fact for fact in self.facts if fact.attribute in attributes)

    def find_amounts(self, attribute: str, *, currency: bool = True) -> tuple[Amount, ...]:
        """Return the plainly stated values of one attribute, the best sourced first.

        Facts of one value and place count as one amount. An amount with more
        sources goes before one with fewer, an exact one before an approximate.
        """
        groups: dict[tuple[Decimal, str, str], list[Fact]] = {}
        for fact in self.find(attribute):
            value = grammar.parse_number(fact.value)
            if value is None or not _is_plain(fact) or currency != grammar.is_currency(fact.unit):
                continue
            place = fact.qualifiers.get("territory", "")
            groups.setdefault((value, fact.unit or "", place), []).append(fact)
        amounts = [
            Amount(value=value, unit=unit, facts=tuple(facts), place=place)
            for (value, unit, place), facts in groups.items()
        ]
        return tuple(sorted(amounts, key=lambda a: (-len({f.source for f in a.facts}), a.is_approximate)))

    def find_dates(self, attribute: str) -> tuple[Dated, ...]:
        """Return the readable dates of one attribute, earliest first, reissues left out."""
        dated = [
            Dated(day=day, fact=fact)
            for fact in self.find(attribute)
            if (day := grammar.parse_day(fact.value)) is not None
            and not any(_REISSUE.search(text) for text in fact.qualifiers.values())
            and fact.qualifiers.get("version", fact.qualifiers.get("cut", "")) == ""
        ]
        return tuple(sorted(dated, key=lambda d: (d.day.first, d.day.last)))

    @property
    def released(self) -> Dated | None:
        """The earliest release; the most precise of several that agree."""
        dates = self.find_dates("release_date")
        precise = [d for d in dates if d.day.is_day and dates and d.day.first <= dates[0].day.last]
        return next(iter(precise or dates), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The facts of a dossier, by whom they are about."""

    dossier: Dossier
    film: Subject
    directors: tuple[Subject, ...]
    others: Mapping[str, tuple[Subject, ...]]
    """By relation: `prev` (the film just before), `elder` (some earlier film), `next`, `later`,
    `short`, `sequel`, `novel`; nearest first."""

    @property
    def year(self) -> int | None:
        """The year of release, by a fact if there is one."""
        release = self.film.released
        return release.day.first.year if release else self.dossier.year


def build_material(dossier: Dossier) -> Material:
    """Sort the facts of a dossier for writing."""
    facts = tuple(f for f in dossier.facts if _CITABLE.fullmatch(f.id) and f.value.strip())
    titles = {clean(t).casefold() for t in (dossier.title, dossier.original_title or "")} - {""}
    names = tuple(clean(name) for name in dossier.directors if clean(name))
    by_subject: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault(clean(fact.subject), []).append(fact)
    own = [fact for fact in facts if clean(fact.subject).casefold() in titles]
    film = Subject(name=clean(dossier.title), facts=tuple(own))
    people = tuple(Subject(name=name, facts=tuple(by_subject.get(name, ()))) for name in names)
    others: dict[str, list[Subject]] = {}
    for name, theirs in by_subject.items():
        relation = _find_relation(theirs) if _is_theirs(theirs, names) else ""
        if name.casefold() not in titles and name not in names and relation:
            others.setdefault(relation, []).append(Subject(name=name, facts=tuple(theirs)))
    return Material(
        dossier=dossier,
        film=film,
        directors=people,
        others={relation: _order(relation, subjects, film) for relation, subjects in others.items()},
    )


def clean(text: str) -> str:
    """Make a name or value safe to stand in one line of prose: no breaks, no doubled spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def is_world(amount: Amount) -> bool:
    """Tell whether an amount is stated for the whole world."""
    return amount.place.casefold() in _WORLD


def choose(amounts: Sequence[Amount], near: str | None = None) -> Amount | None:
    """Return the best sourced amount, in the currency `near` where there is one."""
    return next((a for a in amounts if a.unit == near), next(iter(amounts), None))


def find_texts(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the distinct values of text facts, in order."""
    return tuple(dict.fromkeys(clean(fact.value) for fact in facts))


def _is_plain(fact: Fact) -> bool:
    others = {key: value for key, value in fact.qualifiers.items() if key not in _PLAIN_KEYS}
    return all(key == "kind" and value in _KINDS for key, value in others.items())


def _is_theirs(facts: Sequence[Fact], names: Sequence[str]) -> bool:
    """Tell whether a film may be credited to all the directors: a fact may name just one of them."""
    people = " ".join(fact.qualifiers.get("person", "") for fact in facts if "role" in fact.qualifiers)
    return not people or all(grammar.find_surname(name) in people for name in names)


def _find_relation(facts: Sequence[Fact]) -> str:
    roles = [fact.qualifiers["role"].casefold() for fact in facts if "role" in fact.qualifiers]
    for relation, pattern in _ROLES:
        matches = pattern.search if relation == "short" else pattern.fullmatch
        if any(matches(role) for role in roles):
            return relation
    return ""


def _order(relation: str, subjects: list[Subject], film: Subject) -> tuple[Subject, ...]:
    """Put the nearest film first and drop those that stand on the wrong side of this one."""
    here = film.released
    kept = []
    for subject in subjects:
        there = subject.released
        if here and there:
            before = there.day.first < here.day.first
            if before != (relation in {"prev", "elder", "short", "novel"}):
                continue
        kept.append(subject)

    def nearness(subject: Subject) -> tuple[bool, int]:
        roles = {fact.qualifiers.get("role", "").split(" ")[0] for fact in subject.facts}
        there = subject.released
        days = abs((there.day.first - here.day.first).days) if here and there else 10**6
        return (not roles & {"previous", "preceding", "next", "following"}, days)

    return tuple(sorted(kept, key=nearness))
