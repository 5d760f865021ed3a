"""Which words refuse an amount that equals a fact: plain ones, in its own clause.

Amounts come in two sorts. What a film *received* is told in the words of
receipts, of whatever kind they are: an opening weekend is “grossed”, too. What was
*paid* is told in the words of cost: a fee, the price of rights, advertising. A
word of one sort beside an amount of the other contradicts it. Within a sort, and
farther off, words mislead; there the seat decides (`seats`).

A country is a word of receipts, too, for no cost has one: where the clause names
the very country in which a fact says the amount was taken, only a word that
governs the amount can say otherwise.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.dealings import is_done_for
from ledgergen.core.figures.bind.surroundings_money import INVESTMENT
from ledgergen.core.figures.facts.attributes import GROUPS, OTHER_RECEIPTS, RECEIPTS
from ledgergen.core.figures.facts.coincidence import Coincidence
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.facts.parting import is_of_other_stretch
from ledgergen.core.figures.wordlists import word_set


def find_money_refusal(case: Coincidence) -> str:
    """Return `attribute` where the words of its clause refuse an amount, else nothing."""
    is_weekend = case.datum.attribute == "opening_weekend"
    if _is_balance(case) or _is_closing(case) or (is_weekend and is_of_other_stretch(case.claim)):
        return "attribute"
    if not _is_firm(case):
        return ""
    if _is_ruled_otherwise(case):
        return "attribute"
    is_own = _is_taken_there(case) or (
        _is_particular(case) and case.is_in_own_seat and not _is_called_by_country(case)
    )
    return "" if is_own else "attribute"


def _is_firm(case: Coincidence) -> bool:
    """Tell whether the words of the clause name other amounts, and not this one.

    What is told of a country is no cost, save in the section on the investment; and there nothing is meant
    that the film brought in.
    """
    group = GROUPS.get(case.datum.attribute, "other")
    if _is_income_of_investment(case):
        return True
    if group not in RECEIPTS and not _is_investment(case) and _is_placed(case):
        return True
    said = _find_said(case)
    if group in RECEIPTS and "gross" not in said:
        before = case.reading.words_between(case.claim.left - 1, case.claim.left)
        said |= {"cost"} if any(cue.value == "cost" for cue in case.clause.find("money")) else set()
        said |= {"cost"} if before in _ARTICLES else set()  # “a $21 million western”
    return bool(said) and group not in said


def _find_said(case: Coincidence) -> set[str]:
    """Return the groups of amounts that strong words of a clause name; a special one stands for all."""
    claim = case.claim
    cues = _find_strong(case)
    is_of_noun = case.reading.words_between(claim.left - 1, claim.left) == ("of",)
    beside = {cue.value for cue in cues if cue.start == claim.right and not is_of_noun}
    if beside & _GENERAL:
        return beside  # “earned five times its $21 million budget”
    said = {cue.value for cue in cues}
    if not (claim.is_weak or claim.is_open):
        said.add(claim.group)
    if not any(case.reading.index.by_attribute.get(name) for name in ("loan", "grant")):
        said.discard("loan")
    said.discard("none")
    if special := said & _SPECIAL:
        return special
    verbs = {cue.value for cue in cues if 0 <= claim.left - cue.end <= _ADJACENT}
    return verbs or said


def _find_strong(case: Coincidence) -> list[Cue]:
    """Return the plain words of money in a clause; whatever the verb, “had been minted for” tells a price."""
    claim = case.claim
    is_price = is_done_for(case.reading.document.words, claim.left)
    return [
        cue
        for cue in case.clause.find("money")
        if not cue.is_weak and not (is_price and cue.end == claim.left - 1)
    ]


def _is_ruled_otherwise(case: Coincidence) -> bool:
    """Tell whether the plain word that rules the figure is of another sort, or for a special amount.

    An opening is grossed and a fee is a cost; but no total is an opening weekend.
    """
    if _is_income_of_investment(case):
        return True
    claim, words = case.claim, case.reading.document.words
    governing = [
        cue
        for cue in _find_strong(case)
        if cue.value in _PLAIN
        if cue.start == claim.right or (cue.end <= claim.left and "," not in words[cue.end : claim.left])
        if claim.left - cue.end <= _GOVERNED
    ]
    nearest = min(governing, key=lambda cue: abs(claim.left - cue.end), default=None)
    if nearest is None:
        return False
    if nearest.value not in _GENERAL:
        return nearest.value != GROUPS.get(case.datum.attribute)
    if _is_paid_out(case):
        return False
    return (nearest.value in RECEIPTS) is not _is_received(case)


def _is_closing(case: Coincidence) -> bool:
    """“The domestic account closed at $315,000”: what a run came to in the end is no first weekend."""
    if GROUPS.get(case.datum.attribute) != "opening":
        return False
    words = case.reading.words_between(case.clause.first, case.claim.left)
    return not _CLOSING.isdisjoint(words) and all(cue.value != "opening" for cue in case.clause.find("money"))


_CLOSING = word_set("closed ended finished stopped total whole entire final eventually stood")


def _is_balance(case: Coincidence) -> bool:
    """“Reported a loss of $3 million”: a balance is neither what was laid out nor what came in."""
    left = case.claim.left
    is_said = case.reading.words_between(left - 2, left) in _BALANCES
    return is_said and GROUPS.get(case.datum.attribute) in _GENERAL


_BALANCES = {
    (word, "of") for word in ("loss", "losses", "profit", "profits", "surplus", "shortfall", "deficit")
}


def _is_paid_out(case: Coincidence) -> bool:
    """“A revised script fetched $400,000”: what is paid to somebody is received by him, and by no film.

    In its own seat, and where no film and no pronoun for one stands before it in the clause.
    """
    if case.reading.index.entities[case.datum.subject].kind == "film" or not case.is_in_own_seat:
        return False
    clause, left = case.clause, case.claim.left
    words = case.reading.words_between(clause.first, left)
    return _POINTING.isdisjoint(words) and all(cue.start >= left for cue in clause.find("film"))


def _is_taken_there(case: Coincidence) -> bool:
    """Tell whether its clause places an amount where a fact says that it was taken: no cost has a country.

    “Upward of the cost, with $7 million from the United States”: luck would have to meet the value and
    the country both.
    """
    known = case.datum.territory
    is_said = any(cue.value == known for cue in case.clause.find("territory"))
    is_gross = GROUPS.get(case.datum.attribute) == "gross"
    return is_said and is_gross and _SPECIAL.isdisjoint(_find_said(case))


def _is_called_by_country(case: Coincidence) -> bool:
    """“American houses would pay …”: no cost, where facts know what they paid."""
    if _is_received(case) or _is_investment(case):
        return False
    said = {cue.value for cue in case.clause.find("territory")}
    data = (
        fact
        for number in case.claim.films
        if number >= 0
        for fact in case.reading.index.find(number, "gross")
    )
    return any(fact.territory in said for fact in data)


def _is_received(case: Coincidence) -> bool:
    attribute = case.datum.attribute
    return GROUPS.get(attribute) in RECEIPTS or attribute in OTHER_RECEIPTS


def _is_particular(case: Coincidence) -> bool:
    """Tell whether a value can hardly meet a fact by accident: it is the fact's own, or has two digits."""
    value = case.claim.mention.value
    return case.datum.value == value or len(value.normalize().as_tuple().digits) > 1


def _is_investment(case: Coincidence) -> bool:
    return case.reading.document.section_of(case.claim.mention.start) == INVESTMENT


def _is_income_of_investment(case: Coincidence) -> bool:
    """Tell whether a fact says what the film brought in, in the section that tells what was put in."""
    return case.datum.subject == MAIN and _is_received(case) and _is_investment(case)


def _is_placed(case: Coincidence) -> bool:
    """Tell whether a country is named for the amount, and not for a release: “opened in America in May”."""
    words, territory = case.reading.document.words, case.claim.territory
    places = [cue for cue in case.cues if cue.kind == "territory" and cue.value == territory]
    return bool(territory) and any(
        _RELEASED.isdisjoint(words[max(cue.start - _VERB, 0) : cue.start]) for cue in places
    )


_ADJACENT = 1
_GOVERNED = 4
"""So near, in words, a noun or verb rules the amount behind it: “the budget was fixed at”."""
_SPECIAL = frozenset({"opening", "marketing", "salary", "other"})
_GENERAL = frozenset({"cost", "gross"})
_PLAIN = _GENERAL | {"opening", "marketing", "salary"}
_ARTICLES = {("a",), ("an",)}
_POINTING = frozenset({"it", "its", "which", "that", "this", "they", "both"})
_VERB = 3
_RELEASED = word_set("released opened premiered issued shown bowed launched distributed")
