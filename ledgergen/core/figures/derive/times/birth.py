"""Whose age a figure may be: those who stand beside it, who died on the day said, who are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import is_participle
from ledgergen.core.figures.closed_classes import BEING, DETERMINERS, POSSESSIVES
from ledgergen.core.figures.derive.person import (
    find_by_part,
    find_meant,
    find_named,
    find_persons_beside,
    is_part,
    read_name,
)
from ledgergen.core.figures.derive.times.age_form import is_owner
from ledgergen.core.figures.derive.times.age_moment import find_said
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.mention import Period


def find_births(claim: Claim, reading: Reading) -> Iterator[tuple[Datum, Period]]:
    """Yield the birthdays of those who may be that old."""
    known = _find_dead(claim, reading) or _find_apposed(claim, reading)
    named = find_named_beside(claim, reading)
    persons = known or (
        find_persons_beside(claim, reading) if named is None else _keep(claim, named, reading)
    )
    if not persons and named is None:
        persons = find_meant(claim, reading) or claim.persons
        persons = tuple(dict.fromkeys((*_find_going_on(claim, reading), *persons)))
    for person in persons:
        births = reading.index.find(person, "birth_date") if person != UNKNOWN else []
        yield from ((birth, birth.period) for birth in births if birth.period)


def _find_going_on(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“Vidal, turned down by Luz, came cheap; she was 27”: who is spoken of first goes on being spoken of."""
    words = reading.words_between(claim.first, claim.left)
    at = max((at for at, word in enumerate(words) if word in _GOING_ON), default=0)
    if words[at + 1 : at + 2] not in _PERSONAL:
        return ()
    opening = reading.sentence_cues(claim.first, claim.first + at)
    first = next((c for c in opening if c.kind == "person" and c.value == "name"), None)
    is_subject = first is not None and first.start <= claim.first + _OPENING and UNKNOWN not in first.entities
    return first.entities if first and is_subject else ()


def _keep(claim: Claim, named: tuple[int, ...], reading: Reading) -> tuple[int, ...]:
    """“Gilliam and Jones would be 34 and 33”: who is joined to the one named may be meant as well."""
    beside = find_persons_beside(claim, reading)
    return beside if set(named) & set(beside) else named


def find_named_beside(claim: Claim, reading: Reading) -> tuple[int, ...] | None:
    """Return whose name stands right beside an age, `UNKNOWN` for one of whom facts know nothing; else None.

    An age belongs to whoever is named in its own clause, and to nobody else of the sentence.
    """
    return _find_past_aside(claim, reading) or _read_beside(claim, reading)


def _read_beside(claim: Claim, reading: Reading) -> tuple[int, ...] | None:
    right = claim.right
    if claim.mention.text.endswith("-old") and claim.next_word != ",":
        for place in range(right, min(right + _NAME_BEHIND, claim.end)):
            if named := read_name(place, reading):
                return named
    words, document = reading.document.words, reading.document
    ages = {right_of for _, right_of in reading.places}
    place = claim.left - 1
    while place >= max(claim.left - _NEAR_NAME, claim.first) and words[place] in _COPULAS:
        if place + 1 in ages:
            return None
        place -= 1
    if place < claim.first or not document.text[document.starts[place]].isupper():
        return None
    cues = [
        c
        for c in reading.sentence_cues(max(claim.first, place - _NEAR_NAME), claim.left)
        if c.kind == "person"
    ]
    if named := next((c.entities for c in cues if c.end == place + 1), ()) or read_name(place, reading):
        return named
    last = place
    while place > claim.first and document.text[document.starts[place - 1]].isupper():
        place -= 1
    if place == claim.first:
        return (UNKNOWN,) if last > place and words[place] not in _OPENERS else None
    # “The young Sicilian, 32”, “her Antony 37”: a description, and no name.
    return (
        None if not _NO_NAME.isdisjoint(words[max(place - _ADJECTIVES, claim.first) : place]) else (UNKNOWN,)
    )


def _find_past_aside(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“Pilar Sanz, whom Velez had found, was 21”: the age is of whom the aside is about, of none in it."""
    words, document = reading.document.words, reading.document
    close = claim.left - 1
    while close > claim.first and words[close] != "," and words[close] in _COPULAS:
        close -= 1
    if words[close] != "," or _BEING.isdisjoint(words[close + 1 : claim.left]):
        return ()
    comma = next((at for at in range(close - 1, claim.first, -1) if words[at] == ","), claim.first)
    is_aside = not _RELATING.isdisjoint(words[comma + 1 : comma + 3]) or (
        words[comma + 1] in _DETERMINING or is_participle(words[comma + 1])
    )
    if comma == claim.first or not is_aside or not document.text[document.starts[comma - 1]].isupper():
        return ()
    known = read_name(comma - 1, reading)
    return known or ((UNKNOWN,) if words[comma + 1] in _RELATING else ())


def find_possible_births(claim: Claim, reading: Reading) -> Iterator[tuple[Datum, Period]]:
    """Yield the birthdays of those who may be that old, and then of all whom plain words may describe.

    “The widow was 31, her keeper 37” names nobody; “his partner 20” is not he.
    """
    index = reading.index
    if find_named_beside(claim, reading) is not None:
        yield from find_births(claim, reading)
        return
    before = reading.words_between(max(claim.left - _NEAR, claim.first), claim.left)
    is_described, is_other = _read_description(before, reading)
    is_described = is_described or claim.mention.text.endswith("-old") or "she" in before
    tried: set[int] = set()
    # Who is described by no part in the film is anybody rather than who directs it.
    is_meant = not is_described or bool(find_persons_beside(claim, reading))
    is_meant = is_meant or find_meant(claim, reading) != index.directors
    if not is_other and is_meant:
        for birth, born in find_births(claim, reading):
            tried.add(birth.subject)
            yield birth, born
    everybody = find_all_born(reading) if is_other else _find_described(claim, reading)
    others = everybody if is_described else () if tried else index.directors
    if not (_DYING.isdisjoint(claim.words) or find_named(claim, reading)):
        others = (*(d.subject for d in index.by_attribute.get("death_date", ())), *others)
    for person in dict.fromkeys(others):
        if person not in tried:
            yield from ((birth, birth.period) for birth in index.find(person, "birth_date") if birth.period)


def _find_described(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return whom plain words may describe: those who were named just before first, in their order."""
    sentence = first = reading.sentence_of(claim.mention)
    while sentence - first < _IN_MIND and reading.follows(first):
        first -= 1
    cues = reading.sentence_cues(reading.tokens_of(first).start, claim.left)
    named = [n for c in cues if c.kind == "person" and c.value == "name" for n in c.entities]
    everybody = find_all_born(reading)
    return tuple(
        dict.fromkeys(
            (*(n for n in named if n in everybody and n not in reading.index.directors), *everybody)
        )
    )


def _read_description(before: tuple[str, ...], reading: Reading) -> tuple[bool, bool]:
    """Tell whether plain words before an age describe whose it is, and whether nobody else is meant."""
    if _PLURAL.search(" ".join(before)):
        return True, True
    owners = [place for place, word in enumerate(before) if word in _DETERMINING or is_owner(word)]
    described = before[owners[-1] :] if owners else ()
    while len(described) > _NOUN and described[-1] in _STILL:
        described = described[:-1]
    if described[1:2] and described[1] in _ANYBODY:
        return True, described[0] in POSSESSIVES  # “the man in charge was 52”
    is_long = len(described) > (_LONG if before[-1:] in _APPOSING else _LONGEST_NOUN)
    if is_long or len(described) < _NOUN or not all(word[:1].isalpha() for word in described):
        return False, False
    noun = described[-1].removesuffix("'s").removesuffix("’s")
    if is_part(noun):
        # Who has that part is known, or else anybody may have it, the director too.
        return not _is_taken(noun, reading), False
    # “Their compatriot” may be whoever made the film.
    return True, described[0] in _OTHERS or is_owner(described[0])


def _is_taken(part: str, reading: Reading) -> bool:
    persons = find_by_part(part, reading)
    if part in _WRITING and persons == reading.index.directors:
        return False
    return persons == reading.index.directors or any(reading.index.entities[n].roles for n in persons)


def find_all_born(reading: Reading) -> tuple[int, ...]:
    """Return everybody whose birthday facts know, the directors last: they are called so."""
    born = [datum.subject for datum in reading.index.by_attribute.get("birth_date", ())]
    return tuple(sorted(dict.fromkeys(born), key=lambda person: person in reading.index.directors))


_ANYBODY = frozenset({"man", "woman", "one", "person", "boy", "girl"})
_WRITING = frozenset({"author", "writer"})
"""Of whom no fact says that they wrote, they may be anybody."""
_PLURAL = re.compile(r"\b(?:leads|stars|players|actors|principals|men|women|partners|lovers) (?:of|were)\b")
_NAME_BEHIND = 4
_NEAR_NAME = 7
_ADJECTIVES = 2
_COPULAS = frozenset(
    {",", "was", "were", "is", "then", "still", "aged", "at", "a", "an", "of", "woman", "man", "who", "only"}
    | {
        "just",
        "turned",
        "herself",
        "himself",
        "would",
        "be",
        "yet",
        "not",
        "when",
        "had",
        "been",
        "each",
        "both",
    }
)
_BEING = BEING | {"turned"}
_RELATING = frozenset({"who", "whom", "whose"})
_NO_NAME = DETERMINERS | {"in", "at", "from", "to", "of", "on", "*"}
_OPENERS = frozenset({"at", "in", "on", "he", "she", "still", "only", "when", "the", "a", "an", "aged"})
_IN_MIND = 2
_NEAR = 7
_NOUN = 2
"""Words of a description up to its noun."""
_OTHERS = frozenset({"his", "her"})
_DETERMINING = POSSESSIVES | {"the", "a", "an"}
_STILL = frozenset(
    {"was", "were", "is", "then", "still", "only", "just", "of", "barely", "be", "would", "aged", "by", ","}
    | {
        "close",
        "to",
        "had",
        "turned",
        "lately",
        "recently",
        "already",
        "passed",
        "well",
        "past",
        "over",
        "nearing",
        "approaching",
    }
)
_LONGEST_NOUN = 3
_LONG = 4
_APPOSING = {("aged",), (",",)}
_GOING_ON = frozenset({";", "and", "but"})
_PERSONAL = {("he",), ("she",), ("who",)}
_OPENING = 1


def _find_apposed(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“A debutante of 21, Pilar Sanz”: the name follows the age."""
    if claim.next_word != "," or reading.words_between(claim.left - 1, claim.left) != ("of",):
        return ()
    named = [c for c in reading.sentence_cues(claim.right, claim.right + 2) if c.kind == "person"]
    return named[0].entities if named and named[0].value == "name" else ()


def _find_dead(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“The actor died on 3 May 1971, aged 65”: who died that day is meant, whatever they are called."""
    if "died" not in claim.words:
        return ()
    said = [m.period for m in find_said(claim, reading) if m.period]
    deaths = [d for d in reading.index.by_attribute.get("death_date", ()) if d.period]
    return tuple(
        d.subject
        for d in deaths
        if any(p.first <= d.period.first and d.period.last <= p.last for p in said if d.period)
    )


def find_deaths(claim: Claim, reading: Reading, birth: Datum) -> Iterator[tuple[Period, Datum]]:
    """Yield when a person died, where the sentence speaks of it."""
    if _DYING.isdisjoint(claim.words):
        return
    for death in reading.index.find(birth.subject, "death_date"):
        if death.period:
            yield death.period, death


_DYING = frozenset(
    {"died", "dies", "death", "outlived", "survived", "dying", "dead", "buried", "funeral", "lived", "lives"}
)
