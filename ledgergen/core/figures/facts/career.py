"""A career is a row of films: facts number one of them or few, and their order numbers its neighbors.

The film before the third is the second, a debut is the first. An ordinal ranks the
film whose title stands beside it (“her third feature, *Salt Road*”; “*Salt Road*,
her third”), and where none does, the film that the sentence is about.
"""

from __future__ import annotations

from typing import NamedTuple

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import QUOTES
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set


class Place(NamedTuple):
    """The place of a film in a career."""

    value: int
    formula: str
    datum: Datum


def find_places(film: int, index: FactIndex) -> list[Place]:
    """Return the places that facts give a film, or that those of a neighbor leave it."""
    if film == UNKNOWN:
        return []
    numbered = [datum for datum in index.find(film, "film_number") if datum.value is not None]
    if numbered:
        return [_place(datum, 0) for datum in numbered]
    roles = index.entities[film].roles
    if film in index.read_role("debut"):
        shown = [datum for datum in index.entities[film].data if datum.period] or index.entities[film].data
        return [Place(1, "the debut is the first", datum) for datum in shown[:1]]
    if film != MAIN:
        step = 1 if _is_called("next", roles) else -1 if _is_called("previous", roles) else 0
        return [_place(d, step) for d in index.find(MAIN, "film_number") if d.value] if step else []
    before = index.read_role("previous")
    is_called = any(n != UNKNOWN and _is_called("previous", index.entities[n].roles) for n in before)
    known = (d for n in before if n != UNKNOWN for d in index.find(n, "film_number") if d.value)
    return [_place(datum, 1) for datum in known] if is_called else []


def is_before_main(film: int, index: FactIndex) -> bool:
    """Tell whether facts call a film the one before the dossier's own, or the first of all."""
    return film not in {MAIN, UNKNOWN} and (
        film in index.read_role("debut") or _is_called("previous", index.entities[film].roles)
    )


def _is_called(role: str, roles: set[str]) -> bool:
    return any(role in known for known in roles)


def _place(datum: Datum, step: int) -> Place:
    value = int(datum.value or 0)
    formula = f"{value} {'+' if step > 0 else '-'} 1 = {value + step}" if step else f"film number {value}"
    return Place(value + step, formula, datum)


def find_ranked(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the film whose title stands beside an ordinal, `UNKNOWN` for one without facts; or nothing."""
    titles = [
        cue
        for cue in reading.sentence_cues(max(claim.first, claim.left - _FAR), claim.right + _NEAR)
        if cue.kind == "film" and not cue.is_weak and cue.value != "main"
    ]
    for cue in titles:
        if cue.start >= claim.right and _NAMING.issuperset(reading.words_between(claim.right, cue.start)):
            return cue.entities
    for cue in reversed(titles):
        gap = reading.words_between(cue.end, claim.left)
        if cue.end <= claim.left and all(word in _BEING or word.isdecimal() for word in gap):
            return cue.entities
    return ()


def find_taken_up(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“*Salt Road* came and went. It was her third feature”: films that the sentence before was about.

    “It” may be the dossier's own film as well, and what “it would be” is that alone.
    """
    opening = reading.words_between(claim.first, claim.left)
    sentence = reading.sentence_of(claim.mention)
    if opening[:1] not in _PRONOUNS_OF_FILMS or not (_BEING - {"would"}).issuperset(opening[1:]):
        return ()
    return reading.focus_of(sentence - 1) if reading.follows(sentence) else ()


_NEAR = 5
_FAR = 14
_MARKS = QUOTES | {",", ":", "(", ")", "—", "–"}
_NAMING = _MARKS | word_set("feature film picture movie effort venture work title issue outing called")
_BEING = _MARKS | word_set(
    "his her their the a an was is were be been being had has became remained would as made only just still"
)
_PRONOUNS_OF_FILMS = {("it",), ("this",), ("that",)}


# --- films counted ------------------------------------------------------------------------


def counts_career(claim: Claim, reading: Reading) -> bool:
    """Tell whether a figure counts the films that the director has made before the dossier's own.

    “Two features behind him”, “after three films”; “she had issued three comedies”; in the ledger's first
    section, which stands before the film, any films of the director's.
    """
    mention = claim.mention
    noun = _find_films(claim, reading)
    if mention.hedge is not Hedge.NONE or mention.is_range:
        return False
    before = reading.words_between(max(claim.left - _BEFORE, claim.first), claim.left)
    behind = reading.words_between(claim.right, min(claim.right + _BEHIND, claim.end))
    if not noun:
        # “Two dividends had already been declared”, “any of the eleven already on the shelf”
        is_other = name_counted(mention.noun) or mention.kind is not Kind.COUNT
        return not is_other and "already" in behind and _MARKS.isdisjoint(behind[: behind.index("already")])
    if not _NOT_MADE.isdisjoint(before) or not _OTHERS.isdisjoint((*before[-1:], *noun)):
        return False
    if not _EARLIER.isdisjoint((*before[-4:], *behind)):
        return True
    is_past = "had" in before or "had" in behind[:_AUXILIARY]
    return is_past or (reading.document.section_of(mention.start) in {None, 1} and _is_own(claim, reading))


def _find_films(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return the words from a count to its noun, if that is of films: “small features”."""
    words = (*claim.mention.noun.split(), *reading.words_between(claim.right, claim.right + _NOUN))
    for place, word in enumerate(words):
        if word in _FILMS or word.removesuffix("s") in FILM_NOUNS or f"{word[:-3]}y" in FILM_NOUNS:
            return words[: place + 1]
        if not word.isalpha():
            break
    return ()


def _is_own(claim: Claim, reading: Reading) -> bool:
    """Tell whether the sentence speaks of the director: by name or pronoun."""
    names = {word for n in reading.index.directors for word in reading.index.entities[n].name.lower().split()}
    said = {word.removesuffix("'s").removesuffix("’s") for word in claim.words}
    return not (names | _PRONOUNS).isdisjoint(said)


_BEFORE = 6
_BEHIND = 6
_AUXILIARY = 3
_NOUN = 3
_FILMS = word_set("features films pictures movies works titles entries")
_PRONOUNS = word_set("he she his her their they him them")
_EARLIER = word_set("after behind name credit earlier previous previously prior before already career file")
_NOT_MADE = word_set("acted appeared starred produced wrote written scripted edited photographed played")
_OTHERS = word_set("short shorts more further other such television tv")
