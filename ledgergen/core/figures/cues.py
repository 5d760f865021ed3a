"""Cues: the words of a text that say what the figures near them are about.

`find_cues` walks the tokens once and knows three sorts of cue: the phrases of
`vocabulary`, the names and phrases that only this dossier has, and titles in
italics. `Surroundings` answers, for one mention, which cue of a kind binds it:

1. directly behind it (“$39.2 million *budget*”),
2. the nearest before it, up to the neighboring figure of its family,
3. the nearest behind it, up to the next one,
4. further before: figures in a row share what stands before the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledgergen.core.figures import vocabulary
from ledgergen.core.figures.facts import MAIN, UNKNOWN, FactIndex
from ledgergen.core.figures.text import Document
from ledgergen.core.figures.vocabulary import CUES, MARKET_WORDS, CueRow


class Cue(NamedTuple):
    """A word or phrase that says what figures near it are about. Places are token indexes."""

    start: int
    end: int
    kind: str
    """`money`, `moment`, `result`, `scope`, `territory`, `event`, `film`, `person`."""
    value: str
    is_weak: bool = False
    entities: tuple[int, ...] = ()
    """For films and persons: entity numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The cues of a mention's sentence, and where its neighbors of the same family stand."""

    words: Sequence[str]
    cues: Sequence[Cue]
    left: int
    right: int
    wall_left: int
    wall_right: int

    def find_group(self, kind: str) -> Cue | None:
        """Return the cue that says which attribute is meant."""
        return (
            self._find_beside(kind, reach=2)
            or self._find_before(kind, self.wall_left)
            or self._find_behind(kind)
            or self._find_before(kind, 0)
        )

    def find_territory(self) -> str:
        """Return the territory that is said of the mention itself, or nothing."""
        cue = self._find_beside("territory", reach=5) or self._find_before("territory", self.wall_left)
        return cue.value if cue else ""

    def find_event(self) -> str:
        """Return the event that the nearest cue speaks of, `all`, or nothing."""
        beside = self._find_beside("event", reach=3) or self._find_beside("scope", reach=3)
        if beside:
            return beside.value
        before = [cue for cue in (self._find_before("event", 0), self._find_before("scope", 0)) if cue]
        if before:
            return max(before).value
        behind = self._find_behind("event")
        return behind.value if behind else ""

    def find_result(self) -> str:
        """Return `won` or `nominated` where the mention counts one of them."""
        # “five Oscar nominations”: the last of the words behind is the noun.
        found = ""
        for cue in self.cues:
            if cue.kind == "result" and self.right <= cue.start and self._reaches(cue, 4):
                found = cue.value
        return found

    def _find_beside(self, kind: str, *, reach: int) -> Cue | None:
        for cue in self.cues:
            if cue.kind == kind and cue.start >= self.right:
                return cue if self._reaches(cue, reach) else None
        return None

    def _find_before(self, kind: str, wall: int) -> Cue | None:
        for cue in reversed(self.cues):
            if cue.kind == kind and wall <= cue.start and cue.end <= self.left:
                return cue
        return None

    def _find_behind(self, kind: str) -> Cue | None:
        for cue in self.cues:
            if cue.kind == kind and self.right <= cue.start < self.wall_right:
                return cue
        return None

    def _reaches(self, cue: Cue, reach: int) -> bool:
        """Tell whether a cue stands within reach behind the mention, with nothing that parts them."""
        if cue.start >= self.wall_right or cue.start - self.right > reach:
            return False
        return not any(word in _PARTING for word in self.words[self.right : cue.start])


_PARTING = frozenset({
    ",", ";", ":", "(", ")", "—", "–", ".", "and", "or", "to", "but", "that", "which", "while", "against", "into", "from",
})  # fmt: skip


def find_cues(document: Document, index: FactIndex) -> list[Cue]:
    """Return every cue of a text, in order."""
    words, cues = document.words, _find_titles(document, index)
    own = index.phrases
    place, count = 0, len(words)
    while place < count:
        word = words[place]
        rows = CUES.get(word)
        special = own.get(word)
        if rows is None and special is None:
            if "'" in word or "’" in word:
                stem = word.replace("’", "'").removesuffix("'s")
                rows, special = CUES.get(stem), own.get(stem)
            if rows is None and special is None:
                place += 1
                continue
        if rows:
            cues.extend(_match_rows(words, place, rows, index))
        if special:
            cues.extend(_match_own(document, place, special, index))
        place += 1
    cues.sort()
    return _drop_shadowed(cues)


def _match_rows(words: Sequence[str], place: int, rows: Sequence[CueRow], index: FactIndex) -> list[Cue]:
    found: list[Cue] = []
    seen: set[str] = set()
    for row in rows:
        length = len(row.words)
        if row.kind in seen or (length > 1 and tuple(words[place + 1 : place + length]) != row.words[1:]):
            continue
        if row.is_demonym and not any(
            word in MARKET_WORDS for word in words[place + length : place + length + 3]
        ):
            continue
        seen.add(row.kind)
        entities: tuple[int, ...] = ()
        if row.kind == "film":
            entities = index.read_role(row.value)
        elif row.kind == "person":
            entities = index.directors if row.value == "director" else (UNKNOWN,)
        found.append(
            Cue(place, place + length, row.kind, row.value, row.is_weak or row.kind == "film", entities)
        )
    return found


def _match_own(
    document: Document, place: int, rows: Sequence[tuple[tuple[str, ...], str, str]], index: FactIndex
) -> list[Cue]:
    found: list[Cue] = []
    for phrase, kind, value in rows:
        length = len(phrase)
        if length > 1 and tuple(document.words[place + 1 : place + length]) != phrase[1:]:
            continue
        if kind == "name":
            if not document.text[document.starts[place]].isupper():
                continue
            entities = index.names.get(value, ())
            if entities:
                is_person = index.entities[entities[0]].kind == "person"
                sort = "person" if is_person else "film"
                found.append(Cue(place, place + length, sort, "name", False, entities))  # noqa: FBT003
        else:
            found.append(Cue(place, place + length, kind, value))
    return found


def _find_titles(document: Document, index: FactIndex) -> list[Cue]:
    cues: list[Cue] = []
    for title in document.titles:
        entities = index.read_title(title.text)
        if not entities and not title.is_italic:
            continue
        start, end = document.token_at(title.start), document.token_at(title.end - 1) + 1
        cues.append(Cue(start, end, "film", title.text, False, entities or (UNKNOWN,)))  # noqa: FBT003
    return cues


def _drop_shadowed(cues: list[Cue]) -> list[Cue]:
    """Drop what stands inside a title or a longer cue of the same kind: *The Debut* is no debut."""
    kept: list[Cue] = []
    reach: dict[str, int] = {}
    title_end = -1
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
        if cue.end <= reach.get(cue.kind, -1) or (cue.start < title_end and cue.kind != "person"):
            continue
        reach[cue.kind] = cue.end
        if cue.kind == "film" and not cue.is_weak:
            title_end = cue.end
        kept.append(cue)
    return kept


__all__ = ["MAIN", "Cue", "Surroundings", "find_cues", "vocabulary"]
