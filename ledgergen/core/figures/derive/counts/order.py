"""Places in an order that the text sets up: “*A* did it, *B* did it and *C* a third”, “a fourth gunman”.

An ordinal goes on from what its sentence has named or counted. A series is called
by a word of its titles: “the third Ferry picture” is the third film whose title has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.derive.counts.collection import name_all
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.reread import is_verb
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.career import find_ranked
from ledgergen.core.figures.facts.coincidence import keeps_company
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Entity
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.names import fold_name
from ledgergen.core.figures.facts.roles import shares_title
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.words import carries_meaning
from ledgergen.core.figures.scan.lexicon.numbers import ORDINALS


def derive_next_in_list(claim: Claim, reading: Reading) -> Derivation | None:
    """“*A* won it in 1991, *B* another in 1994 and *C* a third”: the third of the titles named."""
    place = _PLACES.get(claim.mention.text.lower())
    behind = reading.words_between(claim.right, claim.right + 1)
    if place is None or not (behind in _ENDING or claim.right >= claim.end):
        return None
    titles = [c for c in reading.sentence_cues(claim.first, claim.left) if c.kind == "film" and not c.is_weak]
    is_beside = bool(titles) and claim.left - titles[-1].end <= _BESIDE
    names = name_all(reading, claim.first, claim.left, "film")
    if not is_beside or len(names) != place:
        return None
    return Derivation(formula=f"{', '.join(names)} = {place}", what="place among those named")


def derive_after(claim: Claim, reading: Reading) -> Derivation | None:
    """“The third Polish film to do so, after *A* and *B*”: the third, for two are named before it."""
    behind = reading.words_between(claim.right, claim.end)
    start = next((claim.right + n for n, word in enumerate(behind) if word in _FOLLOWING), 0)
    names = name_all(reading, start, claim.end, "film") if start else ()
    if not names or len(names) + 1 != claim.mention.value:
        return None
    formula = f"{', '.join(names)} + 1 = {len(names) + 1}"
    return Derivation(formula=formula, what="place after those named")


_FOLLOWING = frozenset({"after", "following"})
_PLACES = {"a third": 3, "a fourth": 4, "a fifth": 5, "a sixth": 6}
_ENDING = {(".",), (",",), (";",), (":",), ("—",)}
_BESIDE = 3


def derive_next(view: View) -> Derivation | None:
    """“Two partners had signed; the third, a bank, …”, “three men awaiting a fourth”: the next of those."""
    claim, reading = view.claim, view.reading
    place = _PLACES.get(claim.mention.text.lower(), 0)
    if claim.mention.kind is Kind.ORDINAL and reading.words_between(claim.left - 1, claim.left) in _ONE_MORE:
        place = int(claim.mention.value)
    behind = reading.words_between(claim.right, claim.right + 1)
    if place < _SECOND or not (behind in _ENDING or behind in _GOING_ON or claim.right >= claim.end):
        return None
    for number in reversed(reading.numbers_between(view.start, claim.left)):
        counted = reading.mentions[number]
        if counted.kind is not Kind.COUNT or not counted.noun or counted.is_range:
            continue
        if counted.value != place - 1 or not view.scene.is_proven(number):
            return None
        formula = f"{counted.text} + 1 = {place}"
        return Derivation(formula=formula, what="place after those counted")
    return None


_ONE_MORE = {("a",), ("the",), ("another",)}
_SECOND = 2
_GOING_ON = {("who",), ("to",), ("and",), ("was",), ("had",), ("would",), ("is",), ("in",), ("at",)}


def derive_series_place(claim: Claim, reading: Reading) -> Derivation | None:
    """“Her third Ferry picture”: the place among the films whose titles have the word."""
    index = reading.index
    noun = reading.words_between(claim.right, claim.right + _NOUN)
    last = next((n for n, word in enumerate(noun) if word.removesuffix("s") in FILM_NOUNS), 0)
    words = {word for word in noun[:last] if carries_meaning(word)}
    if not words:
        return None
    films = ((f.release.first, f) for f in index.entities if f.kind == "film" and f.release)
    called = {f.number for f in index.entities if not words.isdisjoint(fold_name(f.name).split())}
    series = [film for _, film in sorted(films, key=lambda pair: pair[0]) if film.number in called | {MAIN}]
    if not called or len(series) < _SECOND:
        return None
    end = claim.right + last + 1
    titles = [cue for cue in reading.sentence_cues(end, end + _MARKS) if cue.kind == "film"]
    named = titles[0].entities if titles else find_ranked(claim, reading)
    ranked = next((number for number in named if number != UNKNOWN), MAIN)
    numbers = [film.number for film in series]
    if ranked not in numbers or numbers.index(ranked) + 1 != claim.mention.value:
        return None
    formula = f"{', '.join(f.name for f in series[: int(claim.mention.value)])} = {claim.mention.text}"
    return Derivation(formula=formula, what="place in a series")


def derive_installment(claim: Claim, reading: Reading) -> Derivation | None:
    """“By 1988 the third installment was burning $58 million”, “the third cost $10 million”.

    It is a film of a series, told by its figures.
    """
    noun = reading.words_between(claim.right, claim.right + 1)
    place, entities = int(claim.mention.value), reading.index.entities
    is_subject = reading.words_between(claim.left - 1, claim.left) == ("the",) and is_verb("".join(noun))
    if not (noun in _INSTALLMENTS or is_subject) or place != claim.mention.value:
        return None
    films = find_installment(reading.index, place)
    if not films or not keeps_company(claim, entities[films[0]].data, reading):
        return None
    formula = f"{entities[films[0]].name} = {claim.mention.text} of its series"
    return Derivation(formula=formula, what="place in a series")


def list_series(index: FactIndex) -> list[Entity]:
    """Return the films of the dossier's series, in the order of their releases."""
    main = index.entities[MAIN]
    dated = [
        (film.release.first, film) for film in index.entities if film.release and _is_of_series(film, main)
    ]
    return [film for _, film in sorted(dated, key=lambda pair: pair[0])]


def find_installment(index: FactIndex, place: int) -> tuple[int, ...]:
    """Return the film that is the second, or the third, of the dossier's series, if facts tell.

    Titles count (“Salt Road III”). Where they do not, releases do, as long as no film is missing.
    """
    main = index.entities[MAIN]
    films = {*(film.number for film in list_series(index)), *index.read_role("original")}
    called = (e.number for e in index.entities if any(not _EPISODES.isdisjoint(r.split()) for r in e.roles))
    films.update(called)
    entities = [index.entities[n] for n in films if index.entities[n].kind == "film"]
    numbered = [e.number for e in entities if _read_numeral(e.name) == place]
    if numbered:
        return tuple(numbered) if len(numbered) == 1 else ()
    told = {at: e.number for e in index.entities for at in _read_places(e.roles)}
    if place in told:
        return (told[place],)
    dated = sorted((e.release.first, e.number) for e in entities if e.release)
    order = [number for _, number in dated]
    counted = (d for d in index.find(MAIN, "film_number") if "series" in d.fact.qualifiers)
    known = [int(d.value) for d in counted if d.value]
    own = known or [n for n in (_read_numeral(main.name),) if n]
    if any(order[at - 1 : at] != [number] for at, number in told.items()):
        return ()  # a film is missing
    if len(order) < _SECOND or place > len(order) or (own and order[own[0] - 1 : own[0]] != [MAIN]):
        return ()
    return (order[place - 1],)


def _read_places(roles: Iterable[str]) -> Iterator[int]:
    """Yield the places that facts give a film in its series: “third of the series”, “first in series”."""
    for role in roles:
        for word, after in pairwise(role.split()):
            if word in ORDINALS and after in _WITHIN:
                yield ORDINALS[word]


def _read_numeral(title: str) -> int:
    """Return the number that a title counts its film with.

    >>> _read_numeral("Night: Bus III"), _read_numeral("Salt Road 2: Ashes"), _read_numeral("Ten Men")
    (3, 2, 0)
    """
    parts = (part.split() for part in _PARTS.split(title))
    lasts = (words[-1] for words in parts if words and words != title.split()[:1])
    places = (int(word) if word in _DIGITS else _ROMAN.get(word, 0) for word in lasts)
    return next(filter(None, places), 0)


def _is_of_series(film: Entity, main: Entity) -> bool:
    is_called = any(not _SEQUELS.isdisjoint(role.split()) for role in film.roles)
    return film is main or (film.kind == "film" and (is_called or shares_title(main.name, film.name)))


_INSTALLMENTS = {
    (noun,) for noun in ("installment", "instalment", "chapter", "entry", "issue", "outing", "helping")
}
_SEQUELS = frozenset({"sequel", "prequel", "series"})
_EPISODES = frozenset({"predecessor", "episode", "saga", "installment", "instalment"})
_WITHIN = frozenset({"of", "in"})
_PARTS = re.compile(r":| [-–] ")
_PARTS = re.compile(r":| [-–] ")
_DIGITS = frozenset("23456789")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
_NOUN = 4
_MARKS = 3
