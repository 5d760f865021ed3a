"""Multiples and differences of amounts.

Which amount is divided by which is read from the sentence: what stands behind
“times” is the divisor, an amount that the figure restates is the dividend.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import islice

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.amounts import (
    Term,
    find_apposed,
    find_chosen,
    find_films_in_reach,
    find_money,
    find_object,
    find_ratio,
    is_like,
    is_part,
    keep_measured,
    keep_own,
    keep_territory,
    pair_across,
    pair_against,
    pair_within,
    render_plain,
    speaks_of,
)
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import MOST_PAIRS, Derivation
from ledgergen.core.figures.facts.index import UNKNOWN
from ledgergen.core.figures.mention import Kind


def derive_multiple(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the quotient of two amounts that “times” speaks of."""
    films = find_films_in_reach(claim, reading)
    costs = find_money(reading, films, "cost")
    grosses = keep_territory(find_money(reading, films, "gross"), claim.territory)
    # “A thirteenfold return” names the dividend where “thirteen times the cost” names the divisor.
    of = "" if claim.mention.text.endswith("fold") else find_object(claim, reading)
    stated = find_apposed(claim, reading, costs + find_money(reading, films, "gross"))
    stated = stated or find_chosen(claim, reading)
    if stated:
        bottoms = find_money(reading, films, "gross") if of == "gross" else costs
        found = find_ratio(claim.mention, pair_against(stated, bottoms), Decimal(1))
        if found or any(term.datum for term in stated):
            return found
        # What the sentence states is wrong or prose's; “times the stake” may still be true of the facts.
        grosses = keep_territory(find_money(reading, films, "gross"), "")
    if "long" in reading.words_between(claim.right, claim.right + 3):
        return _derive_length(claim, reading)
    pairs: list[tuple[Term, Term]] = []
    if not of and _is_given(claim, reading):
        return find_ratio(claim.mention, pair_across(costs, costs), Decimal(1))
    if of != "gross":
        pairs += pair_within(keep_own(grosses, claim), costs)
        pairs += pair_within(find_money(reading, films, "marketing"), costs)
        pairs += (
            pair_within(find_money(reading, films, "opening"), costs)
            if speaks_of(claim, reading, "opening")
            else []
        )
        # “A multiple of three” is what came back by what went in.
        is_return = "multiple" in reading.words_between(claim.left - 5, claim.left)
        pairs += [] if is_return else pair_across(costs, costs)
    if of != "cost":
        pairs += [(top, bottom) for top, bottom in pair_across(grosses, grosses) if is_like(top, bottom)]
    return find_ratio(claim.mention, keep_measured(pairs, claim, reading), Decimal(1))


def _is_given(claim: Claim, reading: Reading) -> bool:
    """“He was allowed about five times as much”: what is given, allotted or lent is a cost."""
    return not _GIVING.isdisjoint(reading.words_between(claim.left - 6, claim.left))


_GIVING = word_set(
    """
    allowed allotted allocated given granted lent loaned extended handed entrusted trusted offered advanced
    afforded commanded budgeted cost costs costing allots allows gives grants lends extends hands offers
    """
)


def _derive_length(claim: Claim, reading: Reading) -> Derivation | None:
    """“A serial of 293, which is nearly twice as long”: minutes beside the figure by a running time."""
    near = reading.mentions_between(max(claim.first, claim.left - 25), claim.left)
    stated = [
        Term(value=mention.value)
        for mention in near
        if mention.unit == "minute" or (mention.kind is Kind.COUNT and not mention.unit)
    ]
    runs = [
        Term(value=datum.value, datum=datum)
        for film in claim.films
        if film != UNKNOWN
        for datum in reading.index.find(film, "runtime")
        if datum.value
    ]
    return find_ratio(claim.mention, pair_against(stated, runs), Decimal(1))


def derive_difference(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the difference of two amounts, or cents on the dollar."""
    mention = claim.mention
    words = reading.words_between(claim.left - 10, claim.right + 8)
    if "cent" in mention.text or "¢" in mention.text:
        return _derive_cents(claim, reading)
    is_compared = claim.next_word in {"less", "more"}
    is_rest = not _LEAVING.isdisjoint(words) and not _ELSEWHERE.isdisjoint(words)
    is_rest = is_rest or claim.territory == "overseas"
    if not is_compared and not is_rest and not any(word in vocabulary.DIFFERENCE_WORDS for word in words):
        return None
    films = find_films_in_reach(claim, reading)
    costs, grosses = find_money(reading, films, "cost"), find_money(reading, films, "gross")
    pairs = [(bottom, top) for top, bottom in pair_within(grosses, grosses) if is_part(top, bottom)]
    worldwide = keep_territory(grosses, "" if is_rest else claim.territory)
    pairs += pair_within(worldwide, costs) + pair_within(costs, worldwide)
    pairs += pair_across(costs, costs) + [pair for pair in pair_across(grosses, grosses) if is_like(*pair)]
    for top, bottom in islice(pairs, MOST_PAIRS):
        if mention.unit and top.datum and top.datum.unit != mention.unit:
            continue
        gap = top.value - bottom.value
        if gap > 0 and agree(mention, gap):
            inputs = tuple(term.datum for term in (top, bottom) if term.datum)
            formula = f"{render_plain(top.value)} - {render_plain(bottom.value)} = {render_plain(gap)}"
            return Derivation(formula=formula, inputs=inputs, what="difference of the two")
    return None


_LEAVING = frozenset({"left", "leaving", "leaves", "remained", "remaining"})
_ELSEWHERE = frozenset({"other", "others", "elsewhere", "abroad", "rest", "world"})


def _derive_cents(claim: Claim, reading: Reading) -> Derivation | None:
    """“Seven cents on the dollar” is a share in other words."""
    if "dollar" not in reading.words_between(claim.right, claim.right + 5):
        return None
    films = find_films_in_reach(claim, reading)
    grosses, costs = find_money(reading, films, "gross"), find_money(reading, films, "cost")
    return find_ratio(claim.mention, pair_within(keep_own(grosses, claim), costs), Decimal(1))
