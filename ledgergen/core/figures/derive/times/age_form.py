"""Ages by their form: “33-year-old”, “at 59 he”, “still 28”, “leads of 29 and 30”, “the producer's 45”."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import takewhile

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import BEING, DETERMINERS, GENITIVE
from ledgergen.core.figures.derive.person import find_persons_beside, is_part, read_name
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def is_age(claim: Claim, reading: Reading) -> bool:
    """Tell whether a number is an age by what stands around it."""
    mention = claim.mention
    if mention.kind is Kind.AGE:
        return True
    if not is_bare(replace(mention, noun="") if _is_noun_name(claim, reading) else mention):
        return False
    before = reading.words_between(max(claim.left - 2, claim.first), claim.left)
    last = before[-1] if before else ""
    if claim.next_word not in _CLOSING:
        # “At fifty-three Marsh had …”
        return _is_noun_name(claim, reading) and last == "at" and claim.left == claim.first + 1
    if find_side(claim, reading) is not Hedge.NONE:
        return True
    if last in _BEING or before in _LIVING or (last == "," and _is_apposed(claim, reading)):
        return True  # “Kata Rusz, 55 and rich, …” stands in apposition to a name
    return _is_of_person(before) or _goes_on(claim, reading, last)


def _is_apposed(claim: Claim, reading: Reading) -> bool:
    """“The widow, 31 by then, …”, “his leading man, 45, …”: in apposition to a name or a description."""
    if find_persons_beside(claim, reading):
        return True
    ages = (m for m in _find_others(claim, reading) if m.kind is Kind.AGE or is_bare(m))
    is_last = claim.next_word in _ENDING and any(ages)
    if claim.next_word not in _APPOSED and not is_last:
        return False
    before = reading.words_between(max(claim.left - 1 - _DESCRIBED, claim.first), claim.left - 1)
    at = max((at for at, word in enumerate(before) if word in DETERMINERS or is_owner(word)), default=-1)
    described = before[at + 1 :]
    return at >= 0 and bool(described) and all(word[:1].isalpha() for word in described)


def is_owner(word: str) -> bool:
    """Tell whether a word says whose somebody is: “Lund's” in “Lund's widow”."""
    return word.endswith(GENITIVE)


def _is_noun_name(claim: Claim, reading: Reading) -> bool:
    """“At fifty-three Marsh had …” counts no Marshes."""
    return claim.right < claim.end and bool(read_name(claim.right, reading))


def find_side(claim: Claim, reading: Reading) -> Hedge:
    """Return on which side of a round number of years somebody is: “had passed fifty”, “close to sixty”."""
    hedge, is_round = claim.mention.hedge, claim.mention.value % _ROUND == 0
    if hedge not in {Hedge.OVER, Hedge.NEARLY} or not is_round or not is_bare(claim.mention):
        return Hedge.NONE
    before = reading.words_between(max(claim.left - _APPROACH, claim.first), claim.left)
    is_living = not _CROSSING.isdisjoint(before) and not _LIVELY.isdisjoint(before)
    return hedge if is_living else Hedge.NONE


def is_bare(mention: Mention) -> bool:
    """Tell whether a number counts nothing that is said, and may be somebody's years."""
    is_plain = mention.kind is Kind.COUNT and not mention.noun and not mention.unit
    return is_plain and YOUNGEST <= mention.value <= OLDEST and mention.value == int(mention.value)


def _is_of_person(before: tuple[str, ...]) -> bool:
    """“A director of 42”, “leads of 29”, “the producer's 45”."""
    if before[-1:] == ("of",):
        return is_person(before[0])
    return bool(before) and before[-1].endswith(GENITIVE) and is_person(before[-1][:-2])


def is_person(word: str) -> bool:
    """Tell whether a word, in any number, names a part in a film, or somebody."""
    return word in _SOMEBODY or is_part(word) or is_part(word.removesuffix("s"))


def _goes_on(claim: Claim, reading: Reading, last: str) -> bool:
    """“Leads of 29 and 30”, “Ibarra was 54, his partner 20”: a number in the company of ages."""
    ages = [m for m in _find_others(claim, reading) if m.kind is Kind.AGE or is_bare(m)]
    if not ages:
        return False
    if last == "and":
        return any(reading.document.token_at(m.end - 1) == claim.left - 2 for m in ages)
    return last.isalpha() and last not in _NO_NOUNS and not last.endswith("ed")


def _find_others(claim: Claim, reading: Reading) -> list[Mention]:
    return [m for m in reading.mentions_between(claim.first, claim.end) if m.start != claim.mention.start]


def years_between(earlier: date, later: date) -> int:
    """Return the birthdays that lie between two days.

    >>> years_between(date(1951, 5, 1), date(1972, 4, 30))
    20
    """
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def is_birthday(claim: Claim) -> bool:
    """“Two weeks before his fortieth birthday” tells an age."""
    return "birthday" in claim.mention.noun or claim.next_word == "birthday"


def is_of_thing(claim: Claim, reading: Reading) -> bool:
    """Tell whether nobody stands beside an age; a novel and a company have ages, too."""
    if claim.mention.kind is not Kind.AGE or not claim.mention.text.endswith("old"):
        return False
    first, end = max(claim.left - _BESIDE, claim.first), min(claim.right + _BESIDE, claim.end)
    near = reading.sentence_cues(first, end)
    owners = {cue.end for cue in near if reading.document.words[cue.end - 1].endswith("s")}
    is_named = any(cue.kind == "person" and cue.end not in owners for cue in near)
    if reading.words_between(claim.left - 2, claim.left) in _IT_WAS:
        return True
    return not is_named and _BY_WHOM.isdisjoint(reading.words_between(claim.left - _BESIDE, claim.left))


def may_be_of_person(claim: Claim, reading: Reading) -> bool:
    """Tell whether an age that nobody is named beside is of somebody: “the 32-year-old widow”."""
    behind = reading.words_between(claim.right, claim.right + _OWNED)
    noun = takewhile(lambda word: word not in _PARTING, behind)
    return _THINGS.isdisjoint((*reading.words_between(claim.left - _OWNED, claim.left), *noun))


YOUNGEST, OLDEST = 5, 110
_BESIDE = 6
_IT_WAS = {("it", "was"), ("it", "is")}
_BY_WHOM = frozenset({"he", "she", "who", "man", "woman"})
_DESCRIBED = 4
_APPOSED = frozenset({",", "by", "at", "then", "when"})
_ENDING = frozenset({".", ";"})
_OWNED = 3
_PARTING = word_set("of that who which in at on and , .")
_THINGS = word_set(
    """
    company studio firm house bank brand franchise series saga novel book tale story play musical paper
    property film picture movie title issue asset script material source comic serial record song theater
    business concern partnership idea plan it
    """
)
_ROUND = 10
_APPROACH = 6
_CROSSING = word_set("passed past over close nearing approaching near")
_LIVELY = word_set("was were had he she himself herself already by then well still")
_BEING = BEING | word_set("at still yet aged only just then barely turn turned turning now each both")
_LIVING = {("lived", "to"), ("lives", "to")}
_CLOSING = frozenset(
    {
        ",",
        ".",
        ";",
        ")",
        "—",
        "–",
        "when",
        "at",
        "by",
        "and",
        "he",
        "she",
        "that",
        "in",
        "on",
        "then",
        "as",
        "",
    }
)
_SOMEBODY = word_set("man woman boy girl men women boys girls youth child")
_NO_NOUNS = word_set(
    "a an the of in on by to from with for and or but than about some nearly almost over under around into "
    "won took made had has against"
)
