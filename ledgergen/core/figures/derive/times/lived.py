"""How long somebody lived: “aged 59, he passed away”, “her life ended after 88 years”.

Where a sentence, or the question that it answers, tells of the death of the one person it names, and
facts know both days, their age is meant at no other moment.
"""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.figures.bind.before import find_before, find_first
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.occasions import find_occasions
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.times.age_form import OLDEST, YOUNGEST, years_between
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.one_subject import find_one_person
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


def derive_lived(view: View) -> Derivation | None:
    """Return the years from birth to death, where the figure says them and the sentence means them."""
    return _derive(view, find_life(view))


def derive_whole_life(view: View) -> Derivation | None:
    """Return them in whatever words, where a sentence names nobody else, no film and no other figure."""
    claim, reading = view.claim, view.reading
    if not may_be_age(claim) or claim.mention.value < _GROWN or find_occasions(claim.words):
        return None
    figures = [m for m in reading.mentions_between(claim.first, claim.end) if not m.not_a_claim]
    if len(figures) > 1 or any(cue.kind in {"film", "event", "money"} for cue in view.cues):
        return None
    return _derive(view, _find_days(view, claim.first))


def _derive(view: View, lives: list[tuple[Datum, Datum]]) -> Derivation | None:
    low, high = view.claim.mention.low, view.claim.mention.high
    for birth, death in lives:
        if birth.period is None or death.period is None:
            continue
        least = years_between(birth.period.last, death.period.first)
        most = years_between(birth.period.first, death.period.last)
        if low <= most and least <= high:
            formula = f"{death.fact.value} minus {birth.fact.value} = {most} years"
            return Derivation(formula=formula, inputs=(birth, death), what="age at that moment")
    return None


def find_life(view: View) -> list[tuple[Datum, Datum]]:
    """Return the birth and the death of the one person whose whole life is meant, if facts know both."""
    claim, reading = view.claim, view.reading
    if not may_be_age(claim) or (_ALL_WORDS.isdisjoint(claim.words) and not _points_back(view)):
        return []
    first = find_first_told(view)
    words = reading.words_between(first, claim.end)
    occasions = find_occasions(words).keys()
    is_told = "death" in occasions or (bool(_LIVING.intersection(words)) and "birth" in occasions)
    is_told = is_told or "dead" in words or any(phrase in " ".join(words) for phrase in _PHRASES)
    if not is_told or not occasions <= {"death", "birth"} or not _OF_OTHERS.isdisjoint(words):
        return []
    if any(m.kind is Kind.DATE for m in reading.mentions_between(first, claim.end)):
        return []
    return _find_days(view, first)


def _find_days(view: View, first: int) -> list[tuple[Datum, Datum]]:
    """Return the birth and the death of the one person who is named from a token on."""
    claim, reading = view.claim, view.reading
    return [
        (birth, death)
        for person in find_one_person(claim, reading.sentence_cues(first, claim.end), reading)
        for birth in reading.index.find(person, "birth_date")
        for death in reading.index.find(person, "death_date")
    ]


def find_first_told(view: View) -> int:
    """Return where the talk of an age begins: with a question, or the sentence that is pointed to."""
    before = find_before(view.claim, view.reading)
    return before.start if before and _points_back(view) else find_first(view.claim, view.reading)


def _points_back(view: View) -> bool:
    """Tell whether a sentence may go on from the one before: “at that date he was 83”, “How old …? 49”."""
    is_answer = find_first(view.claim, view.reading) < view.claim.first
    return is_answer or not _POINTING.isdisjoint(view.before(_BACK))


def may_be_age(claim: Claim) -> bool:
    """Tell whether a number may be somebody's years by its form."""
    mention = claim.mention
    if mention.is_range or not YOUNGEST <= mention.value <= OLDEST or mention.value != int(mention.value):
        return False
    is_bare = mention.kind is Kind.COUNT and not mention.noun and not mention.unit
    return is_bare or mention.kind is Kind.AGE or (mention.kind is Kind.DURATION and mention.unit == "year")


def read_years_of_life(view: View) -> View | None:
    """“He had lived 44 years when …”, “44 years young”, “44 years of life”: such a time is an age."""
    mention, behind = view.claim.mention, view.behind(2)
    if mention.unit != "year" or mention.is_range:
        return None
    is_lived = behind[:1] == ("young",) or behind == ("of", "life") or "lived" in view.before(_NEAR)
    if not is_lived:
        return None
    return replace(view, claim=replace(view.claim, mention=replace(mention, kind=Kind.AGE)))


_LIVING = word_set("life lived lives live")
_PHRASES = ("get to be", "got to be", "lived to be", "lived to the age", "no older", "lived to")
_OF_OTHERS = word_set(
    "outlived outlives survived survives widow widower son daughter father mother wife husband"
)
_ALL_WORDS = _LIVING | word_set(
    "died dies death dying deceased passed older breath world got get dead obituary obituaries end came"
)
_POINTING = word_set("that then")
_NEAR = 5
_GROWN = 13
_BACK = 8
