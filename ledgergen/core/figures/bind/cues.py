"""Cues: the words of a text that say what the figures near them are about.

`find_cues` walks the tokens once and knows three sorts of cue: the phrases of
`vocabulary`, the names and phrases that only this dossier has, and titles in
italics.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress, count
from typing import NamedTuple

from ledgergen.core.figures.bind.beginnings import look_up_words
from ledgergen.core.figures.bind.canonical import find_academy
from ledgergen.core.figures.bind.career_films import find_career_films
from ledgergen.core.figures.bind.misread import WIDE_WORDS, is_misread
from ledgergen.core.figures.bind.vocabulary import CueRow
from ledgergen.core.figures.bind.vocabulary_names import PERIODICALS
from ledgergen.core.figures.facts.datum import UNKNOWN, Entity
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.names import fold_name
from ledgergen.core.figures.text import Document
from ledgergen.core.figures.wordlists import word_list, word_set


class Cue(NamedTuple):
    """A word or phrase that says what figures near it are about. Places are token indexes."""

    start: int
    end: int
    kind: str
    """`money`, `moment`, `result`, `scope`, `territory`, `event`, `film`, `person`, `party` (a company)."""
    value: str
    is_weak: bool = False
    entities: tuple[int, ...] = ()
    """For films, persons and parties: entity numbers."""


def find_cues(document: Document, index: FactIndex, *, is_plain: bool = False) -> list[Cue]:
    """Return every cue of a text, in order; set `is_plain` for prose that sets no titles in italics."""
    words, cues = document.words, _find_titles(document, index)
    if is_plain:
        cues += _find_plain_titles(document, index)
    known = look_up_words(words, index)
    for place in compress(count(), map(known.__contains__, words)):
        branches, phrases = known[words[place]]
        if branches is not None:
            following = words[place + 1] if place + 1 < len(words) else ""
            rows = branches.get(following) or branches[""]
            if rows:
                found = _match_rows(words, place, rows, index, is_plain=is_plain)
                cues += [c for c in found if not _is_in_name(document, c)]
        if phrases:
            cues += _match_own(document, place, phrases, index)
    cues = [_place(document, cue) if cue.value == _ACADEMY else cue for cue in cues]
    cues += list(find_career_films(words, cues, index))
    cues.sort()
    return _drop_apposed(words, _drop_shadowed(cues))


def _drop_apposed(words: Sequence[str], cues: list[Cue]) -> list[Cue]:
    """“*Night Bus*, its successor, made $6 million”: what describes a title behind a comma is that film."""
    kept: list[Cue] = []
    title: Cue | None = None
    for cue in cues:
        if cue.kind == "film" and cue.is_weak and title and cue.start >= title.end:
            between = words[title.end : cue.start]
            if "," in between and _APPOSING.issuperset(between) and words[cue.end : cue.end + 1] == (",",):
                continue
        if cue.kind == "film":
            title = None if cue.is_weak else cue
        kept.append(cue)
    return kept


_APPOSING = frozenset((",", "*", "_", '"', "”", *word_list("its his her their the")))


def _match_rows(
    words: Sequence[str], place: int, rows: Sequence[CueRow], index: FactIndex, *, is_plain: bool
) -> list[Cue]:
    found: list[Cue] = []
    seen: set[str] = set()
    nameless = (UNKNOWN,) if is_plain else ()
    for row in rows:
        phrase, kind, value, is_weak, _ = row
        length = len(phrase)
        if kind in seen or (length > 2 and words[place + 2 : place + length] != phrase[2:]):
            continue
        if is_misread(row, words, place):
            continue
        seen.add(kind)
        entities: tuple[int, ...] = ()
        if kind in {"film", "yard"}:
            entities = index.read_called(phrase[0]) or _read_role(words, place, value, index) or nameless
            if not entities:
                continue
        elif kind == "person":
            entities = index.directors if value == "director" else (UNKNOWN,)
        found.append(Cue(place, place + length, kind, value, is_weak or kind == "film", entities))
    return found


def _read_role(words: Sequence[str], place: int, role: str, index: FactIndex) -> tuple[int, ...]:
    """Return the films of a role; “her previous film” is hers, and not the series'."""
    films = index.read_role(role)
    if words[place - 1 : place] not in _MAKERS:
        return films
    entities = index.entities
    own = (n for n in films if n == UNKNOWN or not any("series" in said for said in entities[n].roles))
    return tuple(own) or films


_MAKERS = {("his",), ("her",), ("their",)}


def _place(document: Document, cue: Cue) -> Cue:
    """“The Argentine Academy”, “Italy's own academy” are not Hollywood's."""
    words = document.words
    if words[cue.start] not in _ACADEMIES or not cue.start:
        return cue
    place = cue.start - 1
    while place and words[place] in _OWN:
        place -= 1
    return cue._replace(value=find_academy(words[place]) or cue.value)


_ACADEMY = "academy"
_ACADEMIES = frozenset({"academy", "academy's"})
_OWN = frozenset({"own", "film", "national"})


def _is_in_name(document: Document, cue: Cue) -> bool:
    """“Next Entertainment World” is no market, “Radio City Music Hall” no music: a capital behind another."""
    is_wide = cue.kind == "territory" and document.words[cue.start] in WIDE_WORDS
    if not cue.start or not (is_wide or (cue.kind, cue.value) == ("money", "other")):
        return False
    text, starts = document.text, document.starts
    return text[starts[cue.start]].isupper() and text[starts[cue.start - 1]].isupper()


def _match_own(
    document: Document, place: int, rows: Sequence[tuple[tuple[str, ...], str, str]], index: FactIndex
) -> list[Cue]:
    found: list[Cue] = []
    for phrase, kind, value in rows:
        length = len(phrase)
        if length > 1 and document.words[place + 1 : place + length] != phrase[1:]:
            length = _measure_name(document.words, place, phrase) if kind == "name" else 0
            if not length:
                continue
        if kind == "name":
            if not document.text[document.starts[place]].isupper():
                continue
            entities = index.register.names.get(value, ())
            if entities:
                sort = _SORTS[index.entities[entities[0]].kind]
                found.append(Cue(place, place + length, sort, "name", False, entities))
        else:
            found.append(Cue(place, place + length, kind, value))
    return found


def _measure_name(words: Sequence[str], place: int, phrase: Sequence[str]) -> int:
    """Return the tokens of a name with marks inside, “N!xau” or “Jean-Luc”; 0 if none stands there."""
    end = _match_name(words, place, phrase)
    marks = set(words[place:end]) - set(phrase)
    is_name = end - place <= 2 * len(phrase) and _INSIDE_NAMES.issuperset(marks)
    return end - place if end and is_name else 0


_INSIDE_NAMES = frozenset("!’'-.")
_SORTS = {"film": "film", "person": "person", "other": "party"}


def _find_titles(document: Document, index: FactIndex) -> list[Cue]:
    cues: list[Cue] = []
    for title in document.titles:
        if fold_name(title.text) in index.events:
            continue  # a magazine or a prize, not a film
        entities = index.register.read_title(title.text)
        if not entities and _is_periodical(document, title.text, title.end):
            continue
        if not entities and title.is_italic:
            entities = index.register.learn_title(title.text) or (UNKNOWN,)
        elif not entities:
            continue
        start, end = document.token_at(title.start), document.token_at(title.end - 1) + 1
        cues.append(Cue(start, end, "film", title.text, False, entities or (UNKNOWN,)))
    return cues


def _is_periodical(document: Document, name: str, end: int) -> bool:
    """Tell whether a title is a magazine's: “*Cahiers du cinéma* ranked it second”."""
    if fold_name(name) in PERIODICALS:
        return True
    place = bisect_left(document.starts, end)
    while document.words[place : place + 1] in _MARKS:
        place += 1
    return document.words[place : place + 1] in _SAYING and document.words[place + 1 : place + 2] in _OBJECTS


_MARKS = {("*",), ("_",), ("”",), ('"',)}
_SAYING = {
    (word,) for word in word_list("ranked called named voted placed listed judged praised declared chose")
}
_OBJECTS = {("it",), ("him",), ("her",), ("them",)}


def _find_plain_titles(document: Document, index: FactIndex) -> list[Cue]:
    """Find the films' names where nothing but capital letters sets them off."""
    cues: list[Cue] = []
    phrases = index.register.find_title_phrases()
    words, text = document.words, document.text
    first = phrases.keys() & set(words)
    for place in compress(count(), map(first.__contains__, words)):
        word = words[place]
        if not text[document.starts[place]].isupper():
            continue
        for phrase, _, name in phrases[word]:
            end = _match_name(words, place, phrase)
            if not end or (len(phrase) == 1 and word in _NO_TITLES):
                continue
            films = tuple(n for n in index.register.names[name] if index.entities[n].kind == "film")
            films = (
                tuple(n for n in films if not _is_of_another_year(words, end, index.entities[n]))
                or index.register.learn_title(f"{name} {words[end + 1]}")
                or (UNKNOWN,)
            )
            cues.append(Cue(place, end, "film", name, False, films))
            break
    return cues


def _match_name(words: Sequence[str], place: int, phrase: Sequence[str]) -> int:
    """Return where a name that begins at a place ends, 0 where it does not stand there.

    Marks inside are seen through: names are compared without them (“The Good, the Bad and the Ugly”).
    """
    for part in phrase:
        while place < len(words) and words[place] in _MARKS_IN_NAMES:
            place += 1
        if place >= len(words) or words[place] != part:
            return 0
        place += 1
    return place


_MARKS_IN_NAMES = frozenset(",.:-–&+/!’'")


def _is_of_another_year(words: Sequence[str], end: int, film: Entity) -> bool:
    """“The Godfather (1972)” is not the film of that name that came out in 1974."""
    if film.release is None or words[end : end + 1] != ("(",):
        return False
    year = "".join(words[end + 1 : end + 2])
    return len(year) == 4 and year.isdecimal() and abs(int(year) - film.release.first.year) > 1


_NO_TITLES = word_set(
    """
    once it us her him she he they you we me now then when here there after before not no yes what who
    where why how in on at by for with from to of and but or so as if one two three all
    """
)
"""Words that begin sentences more often than they are titles."""


def _drop_shadowed(cues: list[Cue]) -> list[Cue]:
    """Drop what stands inside a title or a longer cue of the same kind: *The Debut* is no debut."""
    kept: list[Cue] = []
    reach: dict[str, int] = {}
    title_end = -1
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
        if cue.end <= reach.get(cue.kind, -1) or (cue.start < title_end and cue.kind != "person"):
            continue
        reach[cue.kind] = cue.end
        if cue.kind == "scope":
            reach["event"] = cue.end  # “beyond the Oscars” is not about the Oscars
        if cue.kind == "film" and not cue.is_weak:
            title_end = cue.end
        kept.append(cue)
    return kept
