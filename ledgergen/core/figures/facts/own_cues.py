"""The cue phrases that only one dossier has: names of its prizes, events, territories, films and people."""

from __future__ import annotations

import re

from ledgergen.core.figures.bind.canonical import find_event, is_territory
from ledgergen.core.figures.facts.names import EVENT_TAIL, WORD, fold_name, pluralize
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.dossier import Fact


class OwnCues:
    """Phrases by their first word, learnt as facts are read."""

    def __init__(self) -> None:
        self.phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        """Words, kind and value of each cue."""
        self.events: set[str] = set()
        """Folded names of the events that facts name."""

    def read_event(self, fact: Fact) -> str:
        """Return the canonical event of a fact, and learn its names as cues."""
        name = fact.qualifiers.get("event") or (
            fact.qualifiers.get("who", "") if fact.attribute.endswith("_count") else ""
        )
        event = find_event(name) if name else ""
        if fact.attribute == "award":
            event = event or find_event(fact.value)
            self.learn(re.split(r"[,(–—-]", fact.value)[0], "event", event)
        if name and event != "all":
            self.learn(name, "event", event)
            if not name.endswith("s"):
                self.learn(pluralize(name), "event", event)  # “three Golden Calves”
            short = EVENT_TAIL.sub("", name)
            if not is_territory(short):
                self.learn(short, "event", event)
                if short != name and not short.endswith("s"):
                    self.learn(pluralize(short), "event", event)
            if town := _find_town(name):
                self.learn(town, "event", event)
            self.events.add(fold_name(name))
        return event

    def learn_name(self, name: str, *, is_title: bool) -> None:
        """Know the name of an entity; a title of one word is a word like others."""
        words = tuple(name.split())
        if words and not (is_title and len(words) == 1):
            self.phrases.setdefault(words[0], []).append((words, "name", name))

    def learn(self, phrase: str, kind: str, value: str) -> None:
        """Know a phrase as a cue; a short word alone would be met everywhere."""
        words = tuple(WORD.findall(phrase.lower().replace("’", "'")))
        if words and value and not (len(words) == 1 and len(words[0]) < 4):
            row = (words, kind, value)
            rows = self.phrases.setdefault(words[0], [])
            if row not in rows:
                rows.append(row)


def _find_town(name: str) -> str:
    """Return the town that a festival's name begins with; empty where it begins with none.

    >>> _find_town("Deauville Asian Film Festival"), _find_town("International Festival of Short Films")
    ('Deauville', '')
    """
    first, *rest = name.split()
    is_festival = "festival" in map(str.lower, rest)
    is_town = len(first) >= _SHORTEST_TOWN and first.lower() not in _KINDS and not is_territory(first)
    return first if is_festival and is_town and first[0].isupper() else ""


_SHORTEST_TOWN = 5
_KINDS = word_set(
    """
    international national independent documentary animated animation fantastic fantasy young youth student
    short world european nordic asian african latin black women worldfest golden silver grand
    """
)
"""What festivals are of, where no town is named first."""
