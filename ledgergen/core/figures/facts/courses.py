"""Courses of time: “from May 4 until July 9”, “between 1954 and 1957”. No course ends before it begins.

Each of two dates may be some fact's; together they say what began and what ended, and whoever
exchanges them says it the wrong way round.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.wordlists import word_set


def is_out_of_order(claim: Claim, reading: Reading) -> bool:
    """Tell whether a date is an end of a course that ends before it begins."""
    numbers = [
        number
        for number in reading.numbers_between(claim.first, claim.end)
        if reading.mentions[number].kind is Kind.DATE and not reading.mentions[number].not_a_claim
    ]
    for one, other in pairwise(numbers):
        is_own = claim.mention.start in {reading.mentions[one].start, reading.mentions[other].start}
        if is_own and _are_ends(one, other, reading):
            first, last = _read(reading.mentions[one]), _read(reading.mentions[other])
            return first is not None and last is not None and first.first > last.last
    return False


def is_of_other_place(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether the country of a fact's date stands beside another date of the sentence, and not this one.

    “Denmark was seated on March 4, the United States on August 28”: each country has its own.
    """
    own = _find_places(claim, reading)
    if not own or datum.territory in {"", *own}:
        return False
    return any(
        datum.territory in _find_places(reading.read_claim(number), reading)
        for number in reading.numbers_between(claim.first, claim.end)
        if reading.mentions[number].kind is Kind.DATE
        and reading.mentions[number].start != claim.mention.start
        if not reading.mentions[number].not_a_claim
    )


def is_year_of_other_place(claim: Claim, reading: Reading) -> bool:
    """Tell whether a bare year is that of a showing in another country of the sentence, and not in its own.

    “Spain was served in 1982, the United States in 1981”: where facts know both showings, no prize and no
    festival of the same year says that they were exchanged rightly.
    """
    is_plain = claim.mention.unit == "year" and not (claim.is_governed or claim.event)
    if not is_plain or not (own := _find_places(claim, reading)):
        return False
    year = int(claim.mention.low)
    shown = {(d.territory, d.period.first.year) for d in reading.index.find(MAIN, "release_date") if d.period}
    if not own & {place for place, _ in shown} or any((place, year) in shown for place in own):
        return False
    others = (
        reading.read_claim(number)
        for number in reading.numbers_between(claim.first, claim.end)
        if reading.mentions[number].unit == "year" and reading.mentions[number].start != claim.mention.start
    )
    return any((place, year) in shown for other in others for place in _find_places(other, reading))


def is_other_end(claim: Claim, datum: Datum) -> bool:
    """Tell the beginning of a shoot from its end, where the verb before the date says which it means."""
    said = _read_end(claim)
    return (datum.attribute == "production_end" and said in _BEGUN) or (
        datum.attribute == "production_start" and said in _ENDED
    )


def is_end_of_shoot(claim: Claim, datum: Datum) -> bool:
    """Tell whether the verb before a date says the end of a shoot that a fact does: a shoot is anywhere."""
    said = _read_end(claim)
    return (datum.attribute == "production_end" and said in _ENDED) or (
        datum.attribute == "production_start" and said in _BEGUN
    )


def is_of_routine(claim: Claim) -> bool:
    """“Sleeping three hours”, “sixteen hours a day”: what somebody does every day is no length of a film."""
    at = claim.right - claim.first
    behind, before = claim.words[at : at + 2], claim.words[: claim.left - claim.first][-_ROUTINE:]
    return behind in _DAILY or not _SLEEPING.isdisjoint(before)


def _read_end(claim: Claim) -> str:
    """Return the verb before a date that says whether something began or ended, or nothing."""
    before = claim.words[max(claim.left - claim.first - _VERB, 0) : claim.left - claim.first]
    said = next((word for word in reversed(before) if word in _BEGUN or word in _ENDED), "")
    if before[-1:] in _TO:
        return "until"  # “from May 25 to August 3”
    return said


def _find_places(claim: Claim, reading: Reading) -> set[str]:
    return {cue.value for cue in reading.read_clause(claim).find("territory")} - {"home"}


def _are_ends(one: int, other: int, reading: Reading) -> bool:
    """Tell whether two dates are joined as the beginning and the end of a course."""
    (left, right), (ahead, _) = reading.places[one], reading.places[other]
    opening = reading.words_between(left - 1, left)
    joining = reading.words_between(max(right, ahead - 1), ahead)
    return (opening in _FROM and joining in _UNTIL) or (opening in _BETWEEN and joining in _AND)


def _read(mention: Mention) -> Period | None:
    return None if mention.is_yearless else mention.period


_FROM = {("from",), ("since",)}
_UNTIL = {("to",), ("until",), ("till",), ("through",)}
_BETWEEN = {("between",)}
_AND = {("and",)}
_VERB = 6
_TO = {("to",), ("through",)}
_BEGUN = word_set("began begun begins begin started starts commenced commences opened rolled from since")
_ENDED = word_set("ended ends finished finishes wrapped wraps completed until till concluded closed")
_DAILY = {("a", "day"), ("a", "night"), ("a", "week"), ("each", "day"), ("per", "day"), ("every", "night")}
_SLEEPING = word_set("sleeping slept sleep sleeps asleep waiting makeup")
_ROUTINE = 5
