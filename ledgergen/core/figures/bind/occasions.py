"""The occasions in the life of a film, or of a person, that a sentence speaks of.

A film is begun, wrapped, shown first and released; a person is born and dies. Each has its words, and
words for a beginning or an end are of the shoot where a word for the work stands close to them. So “the
opening day of photography” is no release, and “the day the theaters opened” no shoot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ledgergen.core.figures.bind.before import find_question
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.wordlists import split_words, word_set

OCCASIONS: Final[Mapping[str, frozenset[str]]] = {
    "start": frozenset({"production_start"}),
    "end": frozenset({"production_end"}),
    "premiere": frozenset({"premiere_date"}),
    "release": frozenset({"release_date"}),
    "birth": frozenset({"birth_date"}),
    "death": frozenset({"death_date"}),
    "setting": frozenset({"setting_year"}),
}
"""Each occasion, and the attributes of the facts that date it."""
FILM_OCCASIONS: Final = frozenset({"start", "end", "premiere", "release"})
"""Those in the life of a film."""
SEEING: Final = word_set("audience audiences public saw see seen got get gets theater screens met moviegoers")
"""Words of those who see a film, which say when only where a market is named."""


def find_occasions(words: Sequence[str]) -> dict[str, int]:
    """Return the occasions that some words speak of, and the place of the first word for each.

    >>> sorted(find_occasions("the opening day of photography".split()))
    ['start']
    >>> sorted(find_occasions("from the last day of the shoot to the release".split()))
    ['end', 'release']
    """
    if _ANY.isdisjoint(words):
        return {}
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name, places in (*_find_phrases(words), *_find_lives(words)):
        found.setdefault(name, places.start)
        taken.update(places)
    for at, word in enumerate(words):
        end = _find_end(words, at, taken) if word in _WORK and at not in taken else None
        if end is not None:
            taken.update((at, end[0]))
            found.setdefault(end[1], at)
    for at, word in enumerate(words):
        is_free = word in _ALONE and at not in taken
        if is_free and not (word in _OPENING and _NO_RELEASE.intersection(words[at + 1 : at + 2])):
            found.setdefault(_ALONE[word], at)
    return found


def _find_phrases(words: Sequence[str]) -> Iterator[tuple[str, range]]:
    for at, word in enumerate(words):
        for phrase, name in _PHRASES.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield name, range(at, at + len(phrase))


def _find_lives(words: Sequence[str]) -> Iterator[tuple[str, range]]:
    """Yield the ends of lives: “the life of Ida Marsh began”."""
    for at in (at for at, word in enumerate(words) if word in _LIFE):
        for end, word in enumerate(words[at + 1 : at + 1 + _NAMED], at + 1):
            if word in _LIFE_ENDS:
                yield _LIFE_ENDS[word], range(at, end + 1)
                break


def _find_end(words: Sequence[str], at: int, taken: set[int]) -> tuple[int, str] | None:
    """Return which end of the work a word beside it says, the nearest first, and where it stands."""
    for reach in range(1, _BESIDE + 1):
        for place in (at + reach, at - reach):
            if not 0 <= place < len(words) or place in taken:
                continue
            between = words[min(at, place) + 1 : max(at, place)]
            if not _APART.isdisjoint(between) or ("," in between and "which" not in between):
                continue
            if words[place] in _ENDING:
                return place, "end"
            if words[place] in _BEGINNING:
                return place, "start"
    return None


def is_loose_release(words: Sequence[str]) -> bool:
    """Tell whether what speaks of a release is only what opens, or where films are shown.

    >>> is_loose_release("the shop opened its doors".split()), is_loose_release("it was released".split())
    (True, False)
    """
    return _RELEASED.isdisjoint(words) and "out" not in words


def read_occasions(claim: Claim, reading: Reading) -> dict[str, int]:
    """Return the occasions of a figure's sentence, or of the question that it answers; with their tokens."""
    first = claim.first
    found = find_occasions(claim.words)
    if not found and (question := find_question(claim, reading)):
        first = question.start
        found = find_occasions(reading.words_between(first, claim.first))
    return {name: first + at for name, at in found.items()}


_WORK = word_set("shoot shooting filming filmed photography lensing cameras camera shot production principal")
_BEGINNING = word_set(
    """
    start starts started starting begin begins began begun beginning commence commenced commencement
    commencing open opened opening first rolled roll rolling turned turning underway launch launched outset
    onset under kicked
    """
)
_ENDING = word_set(
    """
    end ends ended ending final last wrap wrapped wraps wrapping close closed closes closing closure stopped
    stop stopping finish finished finishes finishing completed completion complete completing concluded
    conclude conclusion ceased cease done over through finale
    """
)
_LIFE = word_set("life lives")
_LIFE_ENDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(word_set("began begins begun started starts"), "birth"),
    **dict.fromkeys(word_set("ended ends closed ending"), "death"),
}
_NAMED = 6
"""Words of a name between a life and its end: “the life of Ida Marsh began”."""
_APART = word_set("; : . ( ) — and to from until till release premiere")
_BESIDE = 4
_OPENING = word_set("opened opening open opens debut")
_NO_RELEASE = word_set("weekend with to at day days frame gross line")
_RELEASED = word_set("released release releases releasing")
_ALONE: Final[Mapping[str, str]] = {
    word: name
    for name, words in (
        (
            "release",
            """
            released release releases releasing opened opening opens theaters theatres theater theatre cinemas
            screens distribution multiplexes moviegoers
            """,
        ),
        ("premiere", "premiere premiered premieres première premièred premiering unveiled unveiling preem"),
        ("end", "wrapped wrap"),
        ("birth", "born birth birthdate natal cradle newborn baby"),
        ("death", "died dies death deceased dying obituary obituaries"),
    )
    for word in word_set(words)
}


def _read_phrases(**phrases: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, table in phrases.items():
        for phrase in map(split_words, table.split(",")):
            rows.setdefault(phrase[0], []).append((phrase, name))
    return {first: tuple(found) for first, found in rows.items()}


_PHRASES: Final = _read_phrases(
    release="came out, come out, coming out, go out, went out, went wide, went on sale",
    premiere="""
    first shown, first seen, first screened, first showing, first screening, first public, shown first,
    earliest sight, public debut, world debut, festival debut
    """,
    start="""
    called action, day one, before the cameras, in front of the cameras, cameras rolled, cameras roll,
    first slate, started the cameras, cameras turning, first call
    """,
    end="in the can, a wrap, cameras stopped, stopped the cameras, last slate, called cut",
    birth="""
    child of, baby of, native of, into the world, into this world, in the world, in this world, the world in,
    entered the world, joined the world, began life, first breath, drew breath, light of day, first saw light
    """,
    death="passed away, passed on, last breath, left this world, left the world, end came for",
)
_ANY = frozenset((*_WORK, *_ALONE, *_PHRASES, *_LIFE))
