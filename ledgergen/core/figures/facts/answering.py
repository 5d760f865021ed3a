"""Which facts answer what a flagged figure states, so that a reason may quote them and offer their value.

Facts that *fit* a figure and say otherwise are many: whatever its sentence leaves unsaid parts
nothing from it (`facts.parting`). To refuse a figure that is enough, for nothing proved it. To tell an
editor what it ought to be is a claim of its own, and a wrong one is put in print with one key. So a
fact answers only where

- the sentence *says* what the fact states: its words name the attribute, the moment, the raters, or
- the figure is a *slip* of the fact's value: a digit changed or two exchanged, the point moved, a day,
  a month or a year mistaken, as copyists do.

What answers nothing is left out, and the figure is unsupported: nothing in the dossier speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.shoot import SHOOTING
from ledgergen.core.figures.bind.vocabulary import RATERS, RUNNING
from ledgergen.core.figures.facts.attributes import GROUPS, LIVES, SHOWINGS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.parting import is_elsewhere
from ledgergen.core.figures.facts.standing import is_difference, is_far
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.slips import is_mistaken, is_of_another_size, is_slip


def answers(claim: Claim, datum: Datum) -> bool:
    """Tell whether a fact that fits a figure and says otherwise states the very thing the sentence does."""
    if is_difference(claim) or is_far(claim, datum):
        return False
    return _states(claim, datum) and (not claim.is_weak or not is_out_of_size(claim, datum))


def is_out_of_size(claim: Claim, datum: Datum) -> bool:
    """Tell whether a fact is so many times a figure, or a figure a fact, that neither was meant.

    What is said outright is answered all the same: “a budget of $62 million” where it was $1.9
    million. But nobody's finger slipped there, and what the writer had in mind may be another sum.
    """
    if claim.mention.kind not in _SIZED or datum.value is None:
        return False
    return is_of_another_size(claim.mention.value, datum.value)


def _states(claim: Claim, datum: Datum) -> bool:
    """Tell whether a sentence says what a fact states, or the figure is a slip of its value."""
    mention = claim.mention
    match mention.kind:
        case Kind.DATE:
            return _answers_date(claim, datum)
        case Kind.MONEY:
            return _names_amount(claim, datum) or is_mistaken(mention.value, datum.value)
        case Kind.PERCENT:
            is_rated = claim.next_word != "of" and not RATERS.isdisjoint(claim.words)
            return is_rated if datum.attribute == "rating" else _says_attribute(claim, datum)
        case Kind.DURATION:
            return _answers_length(claim, datum)
        case _:
            return True


def find_in_place(claim: Claim, astray: Datum, parted: str, index: FactIndex) -> Datum | None:
    """Return the fact that stands where a fact that went astray was put, of the first source that has one.

    The world's receipts, told as America's, are answered by what America paid; one film's cost,
    told as another's, by what that one cost.
    """
    match parted:
        case "currency":
            return astray
        case "territory":
            found = [
                datum
                for datum in _find_like(index, astray, (astray.subject,))
                if datum.territory and not is_elsewhere(claim.territory, datum.territory, index.home)
            ]
        case "subject":
            film = next((number for number in claim.films if number != UNKNOWN), None)
            places = {astray.territory, claim.territory}
            alike = _find_like(index, astray, () if film is None else (film,))
            is_date = claim.mention.kind is Kind.DATE
            found = [
                datum
                for datum in alike
                if datum.territory in places and (not is_date or _is_soon(claim, datum))
            ]
        case "attribute" if claim.group and not claim.is_weak:
            own = index.entities[astray.subject].data
            found = [datum for datum in own if GROUPS.get(datum.attribute) == claim.group]
        case "event":
            like = _find_like(index, astray, (astray.subject,))
            found = [datum for datum in like if datum.event == claim.event]
        case _:
            return None
    return found[0] if found and found[0] is not astray else None


def _find_like(index: FactIndex, astray: Datum, subjects: Iterable[int]) -> list[Datum]:
    """Return the facts of some things that state what another does."""
    return [datum for number in subjects for datum in index.find(number, astray.attribute)]


def _answers_length(claim: Claim, datum: Datum) -> bool:
    """“It runs 148 minutes”, “a 148-minute print”, “the shoot took 80 days”."""
    if datum.attribute != "runtime":
        return not SHOOTING.isdisjoint(claim.words)
    before = claim.words[max(claim.left - claim.first - _NEAR_BY, 0) : claim.left - claim.first]
    if "-" in claim.mention.text or not RUNNING.isdisjoint(before):
        return True
    return claim.mention.unit == "minute" and is_mistaken(claim.mention.value, datum.value)


def _answers_date(claim: Claim, datum: Datum) -> bool:
    group = GROUPS.get(datum.attribute, "")
    if group in LIVES:
        return claim.group == group
    is_said = not claim.is_weak and (claim.group == group or {claim.group, group} <= SHOWINGS)
    is_said = is_said or (bool(claim.event) and claim.event == datum.event)
    is_said = is_said or (claim.is_governed and claim.mention.unit == "year" and not claim.group)
    return (is_said and _is_soon(claim, datum)) or _is_misdated(claim.mention, datum.period)


def _is_soon(claim: Claim, datum: Datum) -> bool:
    """Tell whether a date is of about the year that is stated, or of one that is written almost so."""
    stated, known = claim.mention.period, datum.period
    if stated is None or known is None:
        return datum.year is None or _is_soon_year(int(claim.mention.low), datum.year)
    return _is_soon_year(stated.first.year, known.first.year)


def _is_soon_year(stated: int, known: int) -> bool:
    return abs(stated - known) <= _FEW_YEARS or is_slip(Decimal(stated), Decimal(known))


def _is_misdated(mention: Mention, known: Period | None) -> bool:
    """Tell whether only a year, month or day of a date is another; without a year, a digit of the day."""
    stated = mention.period
    if stated is None or known is None or known.first != known.last or stated.first != stated.last:
        return False
    one, other = stated.first, known.first
    if mention.is_yearless:
        return one.month == other.month and is_slip(Decimal(one.day), Decimal(other.day))
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return sum(mine != its for mine, its in pairs) == 1


def _names_amount(claim: Claim, datum: Datum) -> bool:
    """Tell whether the words around an amount surely speak of what a fact states."""
    group = GROUPS.get(datum.attribute, "other")
    if claim.group == group:
        is_placed = bool(claim.territory) and claim.territory == datum.territory
        return not claim.is_weak or is_placed or (claim.is_governed and datum.subject in claim.films)
    return _says_attribute(claim, datum)


def _says_attribute(claim: Claim, datum: Datum) -> bool:
    return datum.attribute.partition("_")[0] in claim.words


_SIZED = frozenset({Kind.MONEY, Kind.COUNT})
_FEW_YEARS = 6
_NEAR_BY = 5
