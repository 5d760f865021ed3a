"""Which films some words mean: “the original”, “Brandt's rival sequel”, “the 2007 remake”.

Words may name a film by its title, or say what it is to another, when it came out, who made
it, or what its title or its role is made of. What they say narrows the films of the dossier
down, and is then *sure*: no other is meant. A description of which nothing is known (“the
underwater epic”) may be of any film but the one it is set beside; what is stated of it has to tell.

Words that speak of no film at all (“the plan”, “its own budget”, “the first cut”) mean none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.focus import find_before
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.derive.counts.order import find_installment
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Entity
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.roles import shares_title
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.core.figures.scan.lexicon.numbers import ORDINALS
from ledgergen.core.figures.wordlists import word_set


class Meant(NamedTuple):
    """The films that some words may mean."""

    films: tuple[int, ...]
    is_sure: bool
    """The words say which; else it may be any of these."""


def find_meant_films(view: View, first: int, end: int, *, apart: frozenset[int]) -> Meant | None:
    """Return the films that the words between two tokens may mean, or None where they speak of none.

    `apart` are those that they are set beside: an amount is not compared with itself.
    """
    index = view.reading.index
    cues = [c for c in view.cues if first <= c.start < end]
    title = next((c for c in cues if c.kind == "film" and not c.is_weak), None)
    if title:
        named = tuple(n for n in title.entities if n not in apart and _is_known(index, n))
        return Meant(named, is_sure=True) if named else None
    words = tuple(map(_strip, view.reading.words_between(first, end)))
    if not words or not _UNREAL.isdisjoint(words):
        return None
    if words == ("it",) or (_POINTING.intersection(words) and set(words) <= _POINTING | _GIVEN):
        talk = (n for n in (*view.sentence.focus, MAIN) if n not in apart and n != UNKNOWN)
        return Meant(tuple(talk)[:1], is_sure=False)  # it may be what a title in passing is set beside
    films = [e for e in index.entities if e.kind == "film" and e.data and e.number not in apart]
    told = list(filter(None, _narrow(index, words, cues, _Others(films, apart))))
    if not told and not _describes(words, first, cues):
        return None
    for known in told:
        films = [film for film in films if film in known] or films
    return Meant(tuple(film.number for film in films), is_sure=bool(told)) if films else None


class _Others(NamedTuple):
    """The films that words may mean, and those they are set beside."""

    films: list[Entity]
    apart: frozenset[int]


def _narrow(
    index: FactIndex, words: Sequence[str], cues: Sequence[Cue], others: _Others
) -> Iterator[list[Entity]]:
    """Yield the films that each sort of word allows, where it allows any; the surest words come first."""
    films = others.films
    years = {int(word) for word in words if word.isdecimal() and len(word) == _YEAR}
    yield [e for e in films if e.release and e.release.first.year in years]
    main = index.entities[MAIN].name
    series = [e for e in films if shares_title(main, e.name) or any("series" in role for role in e.roles)]
    if not _IN_SERIES.isdisjoint(words):
        yield series
    roles = [c for c in cues if c.kind == "film" and not (c.value in _AFTER and "before" in words)]
    called = {n for c in roles for n in _read_role(index, c, others.apart)}  # “the sequel before it”
    if not _BEFORE.isdisjoint(words):
        called.update(e.number for e in series)  # and what the same director made before
    yield [e for e in films if e.number in called]
    yield _find_placed(index, words)
    if not _FIRST.isdisjoint(words):
        yield [e for e in films if e.number in index.read_role("original")]
    said = _OF_ROLES.intersection(words)
    if not _IN_SERIES.isdisjoint(words):
        said = _OF_SERIES if not _EARLIER.isdisjoint(words) else frozenset()
    yield [e for e in films if not said.isdisjoint(word for role in e.roles for word in role.split())]
    made = {n for c in cues if c.kind == "person" for p in c.entities for n in index.films_of.get(p, ())}
    yield [e for e in films if e.number in made]
    stems = {find_stem(word) for word in words if _is_telling(word)}
    yield [e for e in films if not stems.isdisjoint(_find_stems(e))] if stems else []
    yield _find_on_side(index, words, others)


def _find_placed(index: FactIndex, words: Sequence[str]) -> list[Entity]:
    """Return the film of a series that words count out: “the second”, “the third installment”."""
    if ORDINALS.keys().isdisjoint(words):
        return []
    names = (film.name.lower().split() for film in index.entities if film.kind == "film")
    title = frozenset[str]().union(*names) - _COMMON
    for word, after in zip(words, (*words[1:], ""), strict=True):
        place = ORDINALS.get(word, 0)
        if place and (not after or after in _IN_SERIES or after in _COUNTED or after in title):
            return [index.entities[number] for number in find_installment(index, place)]
    return []


def _read_role(index: FactIndex, cue: Cue, apart: frozenset[int]) -> tuple[int, ...]:
    """Return the films of a role; “its predecessor” is that of the film it is set beside."""
    if cue.value == "previous" and apart and MAIN not in apart:
        return find_before(tuple(apart), index)
    return cue.entities


def _find_on_side(index: FactIndex, words: Sequence[str], others: _Others) -> list[Entity]:
    """Return the films that came out before the one they are set beside, or after, where words say so."""
    is_earlier, is_later = (not side.isdisjoint(words) for side in (_EARLIER, _LATER))
    is_later = is_later and "before" not in words
    one = next((index.entities[n].release for n in others.apart), None)
    if is_earlier is is_later or one is None:
        return []
    dated = [(e, e.release.first) for e in others.films if e.release]
    return [e for e, day in dated if (day < one.first if is_earlier else day > one.first)]


def find_films_called(index: FactIndex, words: Iterable[str]) -> tuple[int, ...]:
    """Return the films whose name, or the role that facts give them, has one of some words."""
    stems = {find_stem(word) for word in map(_strip, words) if _is_telling(word)}
    films = (e for e in index.entities if e.kind == "film" and e.data)
    return tuple(e.number for e in films if not stems.isdisjoint(_find_stems(e)))


def find_names(index: FactIndex, films: Iterable[int]) -> set[str]:
    """Return the stems of the words that tell the names or the roles of some films."""
    return {stem for n in films if n != UNKNOWN for stem in _find_stems(index.entities[n])}


def _find_stems(film: Entity) -> frozenset[str]:
    return _find_telling(f"{film.name} {' '.join(film.roles)}")


@lru_cache(maxsize=4_096)
def _find_telling(said: str) -> frozenset[str]:
    """Return the stems of the words that tell something; a text asks for the same films again and again."""
    words = said.lower().replace(",", " ").replace(":", " ").split()
    return frozenset([find_stem(word) for word in words if _is_telling(word)])


def _describes(words: Sequence[str], first: int, cues: Sequence[Cue]) -> bool:
    """Tell whether words describe a thing that is no amount: “the underwater epic”, “Lund's”, “Oz”."""
    taken = {place for c in cues if c.kind in _SORTING for place in range(c.start, c.end)}
    said = (word for at, word in enumerate(words) if first + at not in taken)
    return any((_is_telling(word) or word in _DESCRIBING) and word not in _IDLE for word in said)


def _is_telling(word: str) -> bool:
    return word.isalpha() and carries_meaning(word) and word not in _COMMON


def _strip(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").removesuffix("'")


def _is_known(index: FactIndex, number: int) -> bool:
    return number != UNKNOWN and bool(index.entities[number].data)


_POINTING = frozenset({"it", "they", "that"})
_GIVEN = word_set("what had has did ever of taken earned made drawn cost brought in grossed collected been")
"""“A third of what they had taken”: the film is one that the talk was of."""
_YEAR = 4
_SORTING = frozenset({"money", "territory", "moment", "verb"})
_COUNTED = word_set("film picture movie part of one had has was were did took cost")
_AFTER = frozenset({"sequel", "remake", "next", "later"})
_FIRST = frozenset({"first", "original"})
_IN_SERIES = word_set(
    """
    installment instalment chapter entry episode adventure installments instalments chapters entries episodes
    """
)
_EARLIER = word_set(
    """
    original first elder old older earlier previous preceding predecessor last prior before parent forerunner
    pioneer former ancestor precursor debut
    """
)
_LATER = word_set("successor follow-up followup next later younger remake sequel offspring")
_BEFORE = frozenset({"predecessor", "forerunner", "precursor"})
_OF_SERIES = frozenset({"predecessor", "series", "installment", "instalment"})
_OF_ROLES = (_EARLIER | _LATER) - {"earlier", "later", "before", "older", "younger"}
"""Words that facts use of a film as prose does."""
_COMMON = (
    (FILM_NOUNS - {"rival", "remake", "prequel", "reboot", "revival", "spin-off"})
    | _EARLIER
    | _LATER
    | _IN_SERIES
    | word_set(
        """
        the a an its his her their that this what had has have been was were would did even only already own
        and of in on at by for with from to it he she they them film picture series director part
        feature new old same other another whole time so us
        """
    )
)
"""Words that do not say which film one is."""
_DESCRIBING = _EARLIER | _LATER | (FILM_NOUNS - {"film", "picture", "movie", "feature", "production"})
_UNREAL = word_set(
    """
    planned plan plans average draft unfinished expected expectations estimate estimates estimated forecast
    hoped projected scheduled schedule announced usual norm typical rough assembly intended budgeted approved
    allotted allowed permitted agreed promised asked requested demanded target limit ceiling threshold
    minimum maximum break-even record median longest shortest standard cut version half twice double
    anyone anybody everybody
    """
)
"""What is measured by these is no film's amount as facts know it."""
_IDLE = word_set(
    """
    figure figures sum total amount budget cost price outlay stake gross take takings receipts opening weekend
    needed managed absorbed drawn earned taken made cost spent run ran running lasted commanded collected
    paid given went got brought drew raised money capital investment return returns revenue revenues tally
    home domestic world globe length minutes hours hour minute million billion dollars
    principal bill sheet account accounts number mark point points
    """
)
"""Words for an amount, and what is done with one: they describe no film."""
