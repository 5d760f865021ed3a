"""The register of a dossier: whom and what its facts are about, under the names that prose has for them.

A film is also known by its original title, its title without the article, its main
title before the colon, and, in italics, by any run of its words (*Salt Road*); a person
by each part of the name. `read_name` resolves such a name, and answers with several
entities where a name is shared.

A text and the passages may name films of which no fact is. They are learned for one
check, so that what is told of them is not taken for another film's.
"""

from __future__ import annotations

from collections.abc import Iterable

from ledgergen.core.figures.facts.datum import Entity
from ledgergen.core.figures.facts.names import fold_name, name_forms


class Register:
    """Entities by number, and the numbers by name."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.names: dict[str, tuple[int, ...]] = {}
        """Folded name to entity numbers."""
        self.learned: list[str] = []
        """The titles that were learned, in order: the same titles make the same register."""
        self._by_subject: dict[str, int] = {}
        self._n_known = 0
        self._film_names: list[tuple[int, str]] = []

    def fork(self) -> Register:
        """Return the same register for another check: what that learns, this one does not."""
        register = Register()
        register.entities = self.entities.copy()
        register.names = self.names.copy()
        register.learned = self.learned.copy()
        register._by_subject = self._by_subject.copy()
        register._n_known = self._n_known
        register._film_names = self._film_names.copy()
        return register

    def enter(self, name: str, *, kind: str) -> int:
        """Return the number of what is called so, entered if it is new."""
        key = name.casefold()
        number = self._by_subject.get(key)
        if number is None:
            number = len(self.entities)
            self.entities.append(Entity(number=number, name=name, kind=kind))
            self._by_subject[key] = number
        return number

    def identify(self, subjects: Iterable[str], number: int) -> None:
        """Take subjects of facts, in lower case, for an entity that is entered already."""
        self._by_subject |= dict.fromkeys(subjects, number)

    def read_forms(self) -> None:
        """Know every entity by the forms of its name."""
        for entity in self.entities:
            for name in name_forms(entity):
                self.names[name] = (*self.names.get(name, ()), entity.number)

    def alias(self, name: str, number: int) -> None:
        """Know an entity by one more name."""
        key = fold_name(name)
        known = self.names.get(key, ())
        if key and number not in known:
            self.names[key] = (*known, number)

    def close(self) -> None:
        """Enter no more of what facts are about: who comes from here on is learned."""
        self._n_known = len(self.entities)
        self._film_names = [
            (entity.number, f" {fold_name(entity.name)} ")
            for entity in self.entities
            if entity.kind == "film"
        ]

    def is_title(self, name: str) -> bool:
        """Tell whether a folded name is a film's."""
        return any(self.entities[number].kind == "film" for number in self.names[name])

    def read_name(self, name: str) -> tuple[int, ...]:
        """Return the entities known by this name, in any of its short forms."""
        return self.names.get(fold_name(name), ())

    def read_title(self, title: str) -> tuple[int, ...]:
        """Return the films an italic title may mean; a part of a title will do."""
        key = fold_name(title)
        found = self.names.get(key)
        if found:
            films = tuple(n for n in found if self.entities[n].kind != "person")
            if films:
                return films
        if len(key) < 3:
            return ()
        padded = f" {key} "
        return tuple(number for number, name in self._film_names if padded in name)

    def learn_title(self, title: str) -> tuple[int, ...]:
        """Make a film of which the facts say nothing known by its title, so that it is told from others.

        A title that holds one learned before is another name of that film: a draft's *Coral* is a passage's
        “Coral, or the Last Dive”.
        """
        key = fold_name(title)
        self.learned.append(title)
        for number, name in self._film_names:
            if number >= self._n_known and name in f" {key} ":
                self.alias(title, number)
                return (number,)
        if not key or len(self.entities) - self._n_known >= _MOST_LEARNED:
            return ()
        number = self.enter(title, kind="film")
        for name in name_forms(self.entities[number]):
            self.alias(name, number)
        self._film_names.append((number, f" {key} "))
        return (number,)

    def find_title_phrases(self) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
        """Return every film's names as cue phrases, for prose that sets no titles in italics."""
        phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name in self.names:
            words = tuple(name.split())
            if words and self.is_title(name):
                phrases.setdefault(words[0], []).append((words, "name", name))
        for rows in phrases.values():
            rows.sort(key=lambda row: -len(row[0]))
        return phrases


_MOST_LEARNED = 60
"""Films without facts that are told apart; a text that names more is no ledger."""
