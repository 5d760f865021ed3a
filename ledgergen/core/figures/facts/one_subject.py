"""The one person, or the one film, that a sentence speaks of: by name, by description, or by going on.

Also the film whose story is told, and the one that a director made before or after the one in focus.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.called import brings_in, is_called, leave_complements
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_passed
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.plain import find_called_just
from ledgergen.core.figures.wordlists import word_set


def find_one_person(claim: Claim, cues: list[Cue], reading: Reading) -> frozenset[int]:
    """Return the one person who is named, or described as the director, or taken up by a pronoun."""
    persons = [cue for cue in cues if cue.kind == "person"]
    named = {find_called_just(cue, reading) for cue in persons if cue.value == "name"}
    is_called = any(cue.value == "director" for cue in persons) or _is_maker(claim, cues, persons)
    if not named and is_called:
        directors = reading.index.directors
        is_alone = len(directors) == 1 and all(cue.value in _MAKING for cue in persons)
        return frozenset(directors) if is_alone else frozenset()
    if not named and not _TAKING_UP.isdisjoint(claim.words):
        before = find_before(claim, reading)
        told = reading.sentence_cues(before.start, before.stop) if before else ()
        named = {find_called_just(c, reading) for c in told if (c.kind, c.value) == ("person", "name")}
    return next(iter(named)) - {UNKNOWN} if len(named) == 1 else frozenset()


def _is_maker(claim: Claim, cues: list[Cue], persons: list[Cue]) -> bool:
    """“Whoever made *Salt Road* was born …”, “Year of birth: …”: the director, without a word for it."""
    if any(cue.kind == "film" for cue in cues):
        return not _WHO.isdisjoint(claim.words) and not _MADE.isdisjoint(claim.words)
    return not persons and claim.right - claim.first <= _HEADING and ":" in claim.words


def find_one_film(claim: Claim, cues: list[Cue], reading: Reading) -> frozenset[int]:
    """Return the one film that is named, or called by what it is to another, or spoken of where none is."""
    words = reading.document.words
    films = leave_complements(words, [cue for cue in cues if cue.kind == "film"])
    is_called_so = all(is_called(cue) and not is_passed(words, cue) for cue in films)
    if films and is_called_so and len({cue.entities for cue in films}) == 1:
        return frozenset(films[0].entities) - {UNKNOWN}
    brought = [cue for cue in films if brings_in(words, cue)]
    if len(brought) == 1:
        return frozenset(brought[0].entities) - {UNKNOWN}
    named = [cue for cue in films if not cue.is_weak]
    is_of_role = any(cue.is_weak and cue.value != "main" for cue in films)
    is_of_other = is_of_role or any(cue.kind in {"work", "yard"} for cue in cues)
    if is_of_other or any(is_passed(words, cue) for cue in named):
        return frozenset()
    titles = {find_called_just(cue, reading) for cue in named}
    if titles:
        called = next(iter(titles))
        return called if len(titles) == 1 and UNKNOWN not in called else frozenset()
    makers = {n for cue in cues if cue.kind == "person" for n in cue.entities}
    is_of_other = any(reading.index.films_of.get(maker) for maker in makers)
    is_own = not is_of_other and _OTHER_WORKS.isdisjoint(claim.words) and claim.films[:1] == (MAIN,)
    return frozenset({MAIN}) if is_own else frozenset()


def find_told_film(claim: Claim, cues: list[Cue]) -> frozenset[int]:
    """Return the one film whose story a sentence tells: the one that is named, or else that in focus."""
    films = [cue for cue in cues if cue.kind == "film"]
    named = {frozenset(cue.entities) for cue in films if not cue.is_weak}
    if any(cue.is_weak and cue.value != "main" for cue in films) or len(named) > 1:
        return frozenset()
    return next(iter(named), frozenset({MAIN}) if claim.films[:1] == (MAIN,) else frozenset()) - {UNKNOWN}


def find_neighbors(claim: Claim, words: Sequence[str], cues: list[Cue], reading: Reading) -> frozenset[int]:
    """Return the film that its director made before, or after: “Not since 1978 had Amdahl had a film out”.

    Such a sentence names the director, and no film but the one in focus, if any; the words for which side
    is meant stand anywhere in it.
    """
    role = _find_side(words)
    if not role or claim.mention.unit != "year" or not _WORKS.isdisjoint(words):
        return frozenset()
    films, dated = set[int](), any(cue.value == "dated" for cue in cues)
    for cue in cues:
        if cue.kind == "film" and not cue.is_weak and cue.value != "dated":
            films.update(cue.entities)
    if dated and claim.words[max(claim.left - claim.first - 1, 0)] not in {"a", "an"}:
        return frozenset()  # “the 1984 film was followed by …” is called by its own year
    persons = [cue for cue in cues if cue.kind == "person"]
    directors = set(reading.index.directors)
    is_other = films - {MAIN} or any(cue.kind in {"work", "yard", "event"} for cue in cues)
    is_directed = any(directors.intersection(cue.entities) or cue.value == "director" for cue in persons)
    is_directed = is_directed or "filmography" in words
    is_alone = all(directors.issuperset(cue.entities) or cue.value == "director" for cue in persons)
    if is_other or not is_directed or not is_alone:
        return frozenset()
    return frozenset(reading.index.read_role(role)) - {UNKNOWN}


def _find_side(words: Sequence[str]) -> str:
    """Tell whether words speak of the film before or of the next one: not both."""
    if _FILM.isdisjoint(words):
        return ""
    told = " ".join(words)
    if words[0] == "when" and "last" in words and "?" in words:
        return "previous"
    before = any(phrase in told for phrase in _BEFORE) or not _PREVIOUS.isdisjoint(words)
    after = any(phrase in told for phrase in _AFTER) or not _NEXT.isdisjoint(words)
    if before == after:
        return ""
    return "previous" if before else "next"


_FILM = word_set("film picture movie feature release released theaters moviegoers audiences screen directed")
_PREVIOUS = word_set("previous preceding predecessor")
_NEXT = word_set("next followed follow-up successor following subsequent")
_BEFORE = (
    "not since", "last film", "last picture", "last movie", "last feature", "last heard",
    "last had", "last have",
    "picture before", "film before", "movie before", "just behind", "before this", "before it",
)  # fmt: skip
_AFTER = (
    "not until", "not back", "be back", "directed after", "made after", "comes after",
    "right after", "film after",
    "behind him", "behind her", "picture after", "movie after",
)  # fmt: skip
_HEADING = 8
_MAKING = frozenset({"director", "other"})
_WHO = word_set("who whoever behind man woman person")
_MADE = word_set("made directed shot behind helmed makes directs making")
_TAKING_UP = word_set("he she his her")
_WORKS = word_set("book novel play album song trailer short magazine version video series")
_OTHER_WORKS = word_set(
    """
    sequel sequels prequel remake reboot revival original predecessor successor follow-up trilogy series saga
    franchise book novel play story album record single song soundtrack trailer short rival serial comic
    magazine cut version disc dvd video
    """
)
"""What comes out as a film does, and is not the one that is spoken of."""
