"""What a count of prizes states by its sentence alone: what was hoped for, what was won, or what was lost.

A film, one prize whose tallies facts know, and one count or two: such a sentence can hardly speak of anything
else, and no known verb is wanted. Of two counts one is the whole: what stands behind “of”, or beside a word
of nominating. The other is a part of it, which was lost where any word around it denies or loses, and was won
where none does. A count that stands alone is what its noun says, or the words of its clause; where
these say nothing, or both, either tally will do, and nothing but the two. The prize and the whole may have
been told in the sentence before: “There were nine nominations at the Guild Awards. Defeat came in six.”
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ledgergen.core.figures.bind.before import find_before, find_question
from ledgergen.core.figures.bind.canonical import find_academy
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_compared
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import PUNCTUATION
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.lookup_count import is_part_of_nominations
from ledgergen.core.figures.facts.tally_words import (
    LOSING,
    NOMINATING,
    OCCASIONS,
    TURNED,
    WINNING,
    WON_SURELY,
)
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.wordlists import word_set

LOST = "lost"
"""What a count of nominations states that came to nothing; no attribute of facts."""
NOMINATED, WON = TALLIES


class Frame(NamedTuple):
    """What a count may state: of which film, at which prize, and which of the three."""

    film: int
    prize: str
    roles: tuple[str, ...]


class _Scene(NamedTuple):
    """The sentence of a count, or the one before it as well, where that tells the prize."""

    first: int
    end: int
    prize: str


def read_frame(claim: Claim, reading: Reading) -> Frame | None:
    """Return what a count of prizes states; None where its sentence leaves more open than facts can close."""
    if not counts_prizes(claim.mention) or claim.event == "all":
        return None
    is_sum = not _TOGETHER.isdisjoint(claim.words) or {"between", "them"}.issubset(claim.words)
    if is_sum or not _OTHERS.isdisjoint(_find_beside(claim, reading)):
        return None
    scene = find_scene(claim, reading)
    film = _find_film(claim, reading, scene.prize) if scene else UNKNOWN
    roles = _find_roles(claim, reading, scene) if scene and film != UNKNOWN else ()
    return Frame(film, scene.prize, roles) if scene and roles else None


def _find_beside(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return the words right beside a count, its noun's first among them."""
    before, behind = (reading.words_between(n, n + 1) for n in (claim.left - 1, claim.right))
    return *before, *behind, *claim.mention.noun.split()[:1]


def find_tallies(frame: Frame, attribute: str, reading: Reading) -> list[Datum]:
    """Return what facts know of a film at a prize."""
    return [datum for datum in reading.index.find(frame.film, attribute) if datum.event == frame.prize]


def counts_prizes(mention: Mention) -> bool:
    """Tell whether a count may be one of prizes: by its noun, or for it has none."""
    if mention.kind is not Kind.COUNT or mention.hedge is not Hedge.NONE or mention.is_range:
        return False
    noun = mention.noun.rpartition(" ")[2]
    is_named = not noun or noun in OCCASIONS or noun in LOSING or name_counted(mention.noun) in TALLIES
    is_whole = mention.value == int(mention.value) and 0 < mention.value <= _MOST
    return is_named and is_whole and not mention.not_a_claim


def find_scene(claim: Claim, reading: Reading) -> _Scene | None:
    """Return where the one prize is named that a count is of: in its sentence, or in the one before."""
    before = find_before(claim, reading)
    for first in (claim.first, before.start):
        cues = reading.sentence_cues(first, claim.end) if first < claim.end else []
        prizes = {cue.value for cue in cues if cue.kind == "event"}
        if prizes:
            is_one = len(prizes) == 1 and not _names_other_academy(claim, reading, *prizes)
            return _Scene(first, claim.end, prizes.pop()) if is_one else None
        if not before or not (find_question(claim, reading) or _speaks_of_prizes(claim)):
            return None
    return None


def _names_other_academy(claim: Claim, reading: Reading, prize: str) -> bool:
    """“The Academy offered three nominations, the British equivalent four”: of a country's own prize."""
    named = reading.sentence_cues(claim.first, claim.end)
    hidden = {n for cue in named if cue.kind in {"event", "film"} for n in range(cue.start, cue.end)}
    words = enumerate(claim.words, claim.first)
    return any(find_academy(word) not in {"", prize} for at, word in words if at not in hidden)


def _speaks_of_prizes(claim: Claim) -> bool:
    """Tell whether a sentence that names no prize goes on with the one before it."""
    return bool(claim.mention.noun) or any(
        not words.isdisjoint(claim.words) for words in (NOMINATING, WINNING, LOSING)
    )


def is_of_losing(words: Sequence[str]) -> bool:
    """Tell whether words say that prizes were not won: by losing them, or by denying that they were won."""
    return not LOSING.isdisjoint(words) or any(
        _denies(words, at) for at, word in enumerate(words) if word in _DENYING
    )


def is_of_hoping(words: Sequence[str]) -> bool:
    """Tell whether words say that something was nominated."""
    return not NOMINATING.isdisjoint(words) or ("up", "for") in pairwise(words)


def _denies(words: Sequence[str], at: int) -> bool:
    """“No award”, “did not end in a win”, “four were not”; “no beginner's ticket” denies no prize."""
    behind = words[at + 1 : at + 1 + _DENIED]
    if behind[:1] and behind[0] in _NOT_DENIED:
        return False
    near = behind if words[at] in _OF_NOUNS else (*words[max(at - _DENIED, 0) : at], *behind)
    return any(word in _PRIZES or word in WINNING or word in NOMINATING or word == _COUNTED for word in near)


def _find_film(claim: Claim, reading: Reading, prize: str) -> int:
    """Return the film that a sentence is of, if facts know a tally of it and of no other that it names."""
    index = reading.index
    titles = [c for c in reading.sentence_cues(claim.first, claim.end) if c.kind == "film"]
    if any(not c.is_weak and is_compared(reading.document.words, c) for c in titles):
        return UNKNOWN
    named = {n for c in titles for n in c.entities}
    counted = [d.subject for name in TALLIES for d in index.by_attribute.get(name, ()) if d.event == prize]
    film = claim.films[0] if claim.films else MAIN
    return film if film in counted and not (named & {*counted}) - {film} else UNKNOWN


def _find_roles(claim: Claim, reading: Reading, scene: _Scene) -> tuple[str, ...]:
    numbers = [
        number
        for number in reading.numbers_between(scene.first, scene.end)
        if counts_prizes(reading.mentions[number])
    ]
    own = next((n for n in numbers if reading.places[n][0] == claim.left), None)
    if own is None or len(numbers) > _PAIR:
        return ()
    if len(numbers) < _PAIR:
        return _find_lone_roles(claim, reading, scene)
    whole = _find_whole(numbers, reading, scene)
    if whole is None:
        return ()
    return (NOMINATED,) if whole == own else _read_part(claim, reading, scene)


def _read_part(claim: Claim, reading: Reading, scene: _Scene) -> tuple[str, ...]:
    """Return what a part of all nominations may be: lost, where its clause says so."""
    words = _read_words(*_find_turns(claim, reading, scene), reading)
    if any(_denies(words, at) for at, word in enumerate(words) if word in _DENYING):
        return (LOST,)
    is_lost, is_won = (not told.isdisjoint(words) for told in (LOSING, WON_SURELY))
    is_won = is_won or name_counted(claim.mention.noun) == WON
    return (WON, LOST) if is_lost is is_won else (LOST,) if is_lost else (WON,)


def _find_turns(claim: Claim, reading: Reading, scene: _Scene) -> tuple[int, int]:
    """Return the tokens around a count as far as the sentence does not turn: “…, but medals are not …”."""
    words = reading.words_between(scene.first, scene.end)
    turns = [scene.first + n for n, word in enumerate(words) if word in _TURNING]
    first = max((n + 1 for n in turns if n < claim.left), default=scene.first)
    behind = [n for n in turns if n >= claim.right]
    end = min(behind, default=scene.end)
    if words[end - scene.first + 1 : end - scene.first + 2] in _RIVAL:
        end = scene.end  # “not the film but a rival”
    return first, end


def _read_words(first: int, end: int, reading: Reading) -> tuple[str, ...]:
    """Return the words between two tokens, without those of titles and of names of prizes."""
    named = [c for c in reading.sentence_cues(first, end) if c.kind == "event" or _is_title(c)]
    hidden = {n for cue in named for n in range(cue.start, cue.end)}
    counted = {
        reading.places[number][0]
        for number in reading.numbers_between(first, end)
        if counts_prizes(reading.mentions[number])
    }
    words = enumerate(reading.words_between(first, end), first)
    return tuple(_COUNTED if n in counted else word for n, word in words if n not in hidden)


def _is_title(cue: Cue) -> bool:
    return cue.kind == "film" and not cue.is_weak


def _find_whole(numbers: Sequence[int], reading: Reading, scene: _Scene) -> int | None:
    """Return which of two counts is what the film was nominated for."""
    for tells in (_is_behind_of, _is_of_nominations):
        told = [number for number in numbers if tells(number, reading, scene)]
        if len(told) == 1:
            return told[0]
    return None


def _is_behind_of(number: int, reading: Reading, scene: _Scene) -> bool:
    """“Four of the nine”, “four out of nine”; “of nine nominations, four …”."""
    left = reading.places[number][0]
    before = reading.words_between(max(left - _OF, scene.first), left)
    return "of" in before[-2:] or before[-1:] == ("from",) or (before[:1] == ("of",) and before[1:2] in _ITS)


def _is_of_nominations(number: int, reading: Reading, scene: _Scene) -> bool:
    left = reading.places[number][0]
    if name_counted(reading.mentions[number].noun) == NOMINATED:
        return True
    others = reading.numbers_between(scene.first, left)
    first = max(left - _NEAR, scene.first, reading.places[others[-1]][1] + 1 if others else 0)
    before = reading.words_between(first, left)
    after = max((at + 1 for at, word in enumerate(before) if word in PUNCTUATION), default=0)
    return is_of_hoping(before[after:])


def _find_lone_roles(claim: Claim, reading: Reading, scene: _Scene) -> tuple[str, ...]:
    """Return what the one count of a sentence may be, by its noun and its clause."""
    before = reading.words_between(max(claim.left - _OF, scene.first), claim.left)
    if "of" in before[-2:] and name_counted(claim.mention.noun) == NOMINATED:
        return (NOMINATED,)  # “of its six nominations none was redeemed”
    if before[-1:] == ("from",):
        return ()  # “from two nominations to one”
    if is_part_of_nominations(claim, reading):
        return _read_part(claim, reading, scene)
    clause = reading.read_clause(claim)
    near, words = (_read_words(*place, reading) for place in ((clause.first, clause.end), scene[:2]))
    if is_of_losing(near):
        return (LOST,)
    return () if is_of_losing(words) else _read_words_of_prizes(claim, reading, (near, words))


def _choose_nearer(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tally whose word stands nearer to the one count; either where both are as near."""
    at = words.index(_COUNTED) if _COUNTED in words else 0
    hoped, won = (
        min((abs(n - at) for n, word in enumerate(words) if word in told), default=len(words))
        for told in (NOMINATING, WINNING)
    )
    return TALLIES if hoped == won else (NOMINATED,) if hoped < won else (WON,)


def _read_words_of_prizes(
    claim: Claim, reading: Reading, circles: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """Return which of the two tallies words call for, those of the clause first."""
    counted = name_counted(claim.mention.noun)
    for words in circles:
        is_hoped, is_won = is_of_hoping(words), not WINNING.isdisjoint(words)
        is_hoped = is_hoped or claim.result == "nominated"
        if counted == NOMINATED:
            return (WON,) if is_won and not TURNED.isdisjoint(words) else (NOMINATED,)
        if is_hoped and is_won:
            return _choose_nearer(words)
        if is_hoped or is_won:
            return (NOMINATED,) if is_hoped else (WON,)
    is_called = any(c.kind == "event" for c in reading.sentence_cues(claim.right, claim.right + 1))
    return (WON,) if counted or is_called else TALLIES


_DENYING = word_set(
    "not no none never neither nor didn't wasn't weren't couldn't hadn't don't doesn't isn't aren't"
)
_OF_NOUNS = frozenset({"no", "none", "neither", "nor"})
_NOT_DENIED = frozenset({"fewer", "less", "more", "only", "just", "doubt", "small", "mean"})
_PRIZES = word_set("award awards prize prizes oscar oscars honor honors honour honours reward gold fruit")
_COUNTED = "#"
"""Stands for the counts of prizes among the words of a sentence."""
_DENIED = 4
_TOGETHER = word_set("all altogether together combined total both")
_OTHERS = word_set("further more fewer less another additional other honorary special")
"""Beside these words a count is of more than one prize, or of what is set beside another count."""
_ITS = {("the",), ("its",), ("his",), ("her",), ("their",), ("a",), ("those",), ("these",)}
_TURNING = frozenset({"but", "yet", "though", "although", "while", "whereas", ";", "."})
_RIVAL = {("a",), ("another",), ("its",)}
_NEAR = 6
_OF = 3
_PAIR = 2
_MOST = 40
