"""Whose age it is: the person that stands beside a number, by name or by part.

“His leading man was 35” names nobody. The part a person has in the film is a
fact's qualifier (“lead actor”), or makes no difference where the dossier knows
the birthday of one other person only. The nearest name or part on the left
decides: “Cluzet was 56 and Sy 33” holds two ages, and each has its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind, Period
from ledgergen.core.figures.wordlists import word_set

_REACH = 7
"""So many tokens before the number, its person is looked for."""


def is_of_known_birth(claim: Claim, reading: Reading) -> bool:
    """Tell whether a number without a noun stands beside somebody whose birth facts know."""
    born = {datum.subject for datum in reading.index.by_attribute.get("birth_date", ())}
    return not claim.mention.noun and not born.isdisjoint(find_persons_beside(claim, reading))


def find_persons_beside(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the persons whom the words just before a number name or describe, or nobody."""
    words = reading.document.words
    before = reading.mentions_between(claim.left - _REACH, claim.left)
    taken = {m.end for m in before if m.kind in {Kind.AGE, Kind.COUNT} and not m.not_a_claim}
    ends = {reading.document.token_at(end - 1) for end in taken}
    for place in range(claim.left - 1, max(claim.left - 1 - _REACH, claim.first - 1), -1):
        if place in ends or words[place] in _ENDING:
            return ()
        if words[place] in {"he", "she"}:
            return ()
        named = read_name(place, reading)
        if named:
            return _join(place, named, reading)
        part = words[place].replace("’", "'").removesuffix("'s")
        if part in _PARTS:
            return _find_writer(part, claim, reading) or find_by_part(part, reading)
    return ()


def _find_writer(part: str, claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“A novel, the property of an author not yet thirty”: who wrote a book is not who directs the film."""
    persons = find_by_part(part, reading)
    if part not in {"author", "writer", "novelist"} or persons != reading.index.directors:
        return ()
    born = (datum.subject for datum in reading.index.by_attribute.get("birth_date", ()))
    others = tuple(n for n in dict.fromkeys(born) if n not in persons)
    return others if not _BOOKS.isdisjoint(claim.words) else ()


def find_meant(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the persons a figure may be about, where a description has hidden the name.

    “Vidal was a harbor boy, 20 when …” names him and then describes him; a pronoun takes up whoever was
    named last, in the sentence or the two before, or the director.
    """
    known = tuple(number for number in claim.persons if number != UNKNOWN)
    if known and known != reading.index.directors:
        return known
    named = _find_last_named(reading, claim.first, claim.left) or find_taken_up(claim, reading)
    return tuple(dict.fromkeys((*named, *known)))


def find_taken_up(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return whom the two sentences before name last, where a pronoun takes them up."""
    if _PRONOUNS.isdisjoint(reading.words_between(claim.left - 12, claim.right + 8)):
        return ()
    sentence = reading.sentence_of(claim.mention)
    is_going_on = False
    for number in range(sentence - 1, sentence - _LONGEST_TALK, -1):
        if not reading.follows(number + 1) or (number < sentence - 2 and not is_going_on):
            break
        tokens = reading.tokens_of(number)
        named = _find_last_named(reading, tokens.start, tokens.stop)
        if named:
            return named
        # “He took the cash … He did contribute …”: of whom was spoken before.
        is_going_on = reading.document.words[tokens.start] in _GOING_ON
    return ()


def _find_last_named(reading: Reading, first: int, end: int) -> tuple[int, ...]:
    named = [c for c in reading.sentence_cues(max(first, end - _FAR), end) if c.kind == "person"]
    numbers = [c.entities for c in named if c.value == "name" and UNKNOWN not in c.entities]
    return numbers[-1] if numbers else ()


def find_birthdays(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum]]:
    """Yield the birthday that a time is counted to: “two weeks short of forty”."""
    words = reading.words_between(claim.left - 6, claim.right + _TO_BIRTHDAY)
    release = reading.index.entities[MAIN].release
    if _BIRTHDAY_WORDS.isdisjoint(words) or release is None:
        return
    # “Dead at 28, almost six months short of the release” is short of no birthday.
    is_short = reading.words_between(claim.right, claim.right + 1) in _SHORT_OF
    near = reading.mentions_between(claim.right if is_short else claim.left - 6, claim.right + 8)
    ages = [
        int(m.value)
        for m in near
        if (m.kind is Kind.AGE or (m.kind is Kind.COUNT and not m.noun) or "birthday" in m.noun)
        and m is not claim.mention
        and m.value < _OLDEST
    ]
    if not ages and "birthday" not in words:
        return
    for person in find_meant(claim, reading) or reading.index.directors:
        for datum in reading.index.find(person, "birth_date"):
            if datum.period is None or datum.period.first != datum.period.last:
                continue
            born = datum.period.first
            for year in [born.year + age for age in ages[:2]] or [release.first.year]:
                # 29 February has its birthday on the 28th.
                day = born.replace(year=year, day=min(born.day, 28 if born.month == 2 else 31))
                yield Period(first=day, last=day), datum


_SHORT_OF = {("short",), ("shy",)}
_BOOKS = word_set("novel book novella bestseller memoir story play paperback")
_LONGEST_TALK = 5
_GOING_ON = frozenset({"he", "she", "his", "her"})
_FAR = 120
_TO_BIRTHDAY = 8
"""“Before the director's thirty-eighth birthday”: so many tokens behind a time."""
_OLDEST = 100
_PRONOUNS = word_set("he she his her him hers he'd she'd he's she's who who'd whose they their")
_BIRTHDAY_WORDS = word_set("been short birthday turn turns turning turned shy reach reaches reached")


def find_by_part(part: str, reading: Reading) -> tuple[int, ...]:
    """Return the persons of whom a word for a part in the film, such as “star”, may be said."""
    index = reading.index
    kinds = _PARTS[part]
    if kinds == _DIRECTING:
        return index.directors
    born = [datum.subject for datum in index.by_attribute.get("birth_date", ())]
    others = [number for number in dict.fromkeys(born) if number not in index.directors]
    called = [
        number
        for number in others
        if any(kind in role for role in index.entities[number].roles for kind in kinds)
    ]
    if part == "author" and not called:
        return index.directors  # the film's own
    plain = [number for number in others if not index.entities[number].roles]
    return tuple(called or plain)


def is_part(word: str) -> bool:
    """Tell whether a word names a part that a person has in the film.

    >>> is_part("star"), is_part("storm")
    (True, False)
    """
    return word in _PARTS


def find_named(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return everybody whom the sentence names."""
    cues = reading.sentence_cues(claim.first, claim.end)
    numbers = [n for cue in cues if cue.kind == "person" and cue.value == "name" for n in cue.entities]
    return tuple(dict.fromkeys(n for n in numbers if n != UNKNOWN))


def read_name(place: int, reading: Reading) -> tuple[int, ...]:
    """Return the persons of whose name a capitalized word is a part, be it as short as “Sy”."""
    document = reading.document
    if not document.text[document.starts[place]].isupper():
        return ()
    word = document.words[place].replace("’", "'").removesuffix("'s")
    born = dict.fromkeys(datum.subject for datum in reading.index.by_attribute.get("birth_date", ()))
    named = [(n, reading.index.entities[n].name.lower().split()) for n in born]
    named = [(n, name) for n, name in named if len(word) > 1 and word in name]
    if len(named) > 1 and place > 0:  # of a family that share their name, the first one tells
        named = [pair for pair in named if document.words[place - 1] in pair[1]] or named
    return tuple(number for number, _ in named)


def _join(place: int, named: tuple[int, ...], reading: Reading) -> tuple[int, ...]:
    """“Gilliam and Jones would be 34 and 33”: either may be meant."""
    words = reading.document.words
    while place > 0 and read_name(place - 1, reading):
        place -= 1
    if place > 1 and words[place - 1] == "and":
        return tuple(dict.fromkeys((*named, *read_name(place - 2, reading))))
    return named


_ENDING = STOPS | {"("}
_DIRECTING = ("direct",)
_PARTS: dict[str, tuple[str, ...]] = {
    word: kinds
    for kinds, words in (
        (_DIRECTING, "director maker filmmaker debutant debutante newcomer helmer"),
        (
            ("lead", "star", "act"),
            "star lead actor actress hero heroine protagonist leading performer player",
        ),
        (("writ", "author", "novel", "screenplay", "story"), "author writer novelist screenwriter scenarist"),
        (("produc",), "producer backer"),
        (("compos", "music"), "composer"),
        (("photo", "cinemato", "camera"), "cinematographer cameraman"),
        (("edit",), "editor"),
    )
    for word in word_set(words)
}
"""Words for a part in the film, and what the facts call it."""
