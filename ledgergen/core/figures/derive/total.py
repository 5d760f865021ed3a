"""Sums, differences, products and rates of amounts at hand.

A sum takes a run of figures and never a selection: what stands in a row in the
draft, or in one sentence of a passage. A rate (“$38,000 a door”, “three to a
line”) divides by a count of the very thing it names; and what a rate amounts to
over a number of weeks or places is its product with that number.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.amounts import render_plain, render_short
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.hand import (
    Grounds,
    Operand,
    find_known,
    find_stated,
    read_told,
)
from ledgergen.core.figures.derive.prose import stem_all
from ledgergen.core.figures.facts.index import MAIN
from ledgergen.core.figures.mention import Kind


def derive_total(claim: Claim, grounds: Grounds) -> Derivation | None:
    """Return the figure as a sum, a difference, a rate or a product of what is at hand."""
    rate = find_rated(claim, grounds)
    if rate:
        return _derive_rate(claim, grounds, rate)
    if claim.mention.kind not in {Kind.MONEY, Kind.COUNT}:
        return None
    return _derive_sum(claim, grounds) or _derive_product(claim, grounds)


# --- sums and differences ------------------------------------------------------


def _derive_sum(claim: Claim, grounds: Grounds) -> Derivation | None:
    words = grounds.reading.words_between(claim.left - 12, claim.right + 8)
    is_sum, is_gap = not _ADDING.isdisjoint(words), not _PARTING.isdisjoint(words)
    if not is_sum and not is_gap:
        return None
    for run in islice(_find_runs(claim, grounds), _MOST_RUNS):
        total = sum((operand.value for operand in run), Decimal(0))
        if is_sum and agree(claim.mention, total):
            return _build(
                " + ".join(render_plain(o.value) for o in run), total, run, "sum of the figures at hand"
            )
        if is_gap and len(run) == 2:
            gap = abs(run[0].value - run[1].value)
            top, bottom = sorted(run, key=lambda operand: -operand.value)
            if gap and agree(claim.mention, gap):
                formula = f"{render_plain(top.value)} - {render_plain(bottom.value)}"
                return _build(formula, gap, run, "difference of the two")
    return None


def _find_runs(claim: Claim, grounds: Grounds) -> Iterator[tuple[Operand, ...]]:
    """Yield rows of figures of the claim's kind: of the draft, ending at the claim, then of the passages."""
    words = grounds.reading.document.words
    stated = [o for o in find_stated(claim, grounds) if o.left < claim.left and _is_of_kind(claim, o)]
    for first in range(len(stated) - 2, -1, -1):
        yield tuple(stated[first:])
    for first in range(len(stated) - 1, -1, -1):
        # “Each of the two was paid $5 million; add …”
        if not _EACH.isdisjoint(words[stated[first].left - 6 : stated[first].right + 1]):
            yield (stated[first], *stated[first:])
    for row in _find_rows(claim, grounds, stated):
        for length in range(len(row), 1, -1):
            yield from (row[first : first + length] for first in range(len(row) - length + 1))


def _find_rows(claim: Claim, grounds: Grounds, stated: list[Operand]) -> Iterator[tuple[Operand, ...]]:
    for mentions in grounds.told.find_related(stem_all(claim.words), stated):
        row = [o for mention in mentions if (o := read_told(mention)) and _is_of_kind(claim, o)]
        if 1 < len(row) <= _LONGEST_ROW:
            yield tuple(row)


def _is_of_kind(claim: Claim, operand: Operand) -> bool:
    mention = claim.mention
    if mention.kind is Kind.MONEY:
        return operand.family == "money" and operand.unit in {mention.unit, ""}
    return operand.family == "count"


# --- rates and products ----------------------------------------------------------


def find_rated(claim: Claim, grounds: Grounds) -> str:
    """Return what a figure is a rate by: “door” of “$38,000 a door”; empty where it is none."""
    behind = grounds.reading.words_between(claim.right, claim.right + 3)
    if len(behind) < 2 or claim.mention.kind not in {Kind.MONEY, Kind.COUNT, Kind.DURATION}:
        return ""
    if behind[0] in _PER and behind[1].isalpha() and behind[1] not in _NO_THINGS:
        return behind[1]
    return behind[2] if behind[:2] in {("to", "a"), ("to", "the"), ("for", "every"), ("for", "each")} else ""


def _derive_rate(claim: Claim, grounds: Grounds, thing: str) -> Derivation | None:
    """“$269,225 in seven houses, better than $38,000 a door”; “61 lines and 171 words, three a line”."""
    stated = [o for o in find_stated(claim, grounds) if o.left != claim.left]
    rows = grounds.told.find_related(stem_all(claim.words), stated)
    told = [o for row in rows for mention in row if (o := read_told(mention))]
    known = find_known(grounds, [*claim.films, MAIN, *claim.persons])
    pool = [*reversed(stated), *told, *known]
    counts = [o for o in pool if _counts(o, thing)]
    tops = [o for o in pool if _is_of_kind(claim, o)]
    for top, bottom in islice(((t, b) for b in counts for t in tops if t is not b), _MOST_RUNS):
        divisor = bottom.value / _UNITS[thing] if bottom.family == "time" else bottom.value
        if divisor > 1 and agree(claim.mention, top.value / divisor):
            formula = f"{render_plain(top.value)} / {render_short(divisor)}"
            return _build(formula, top.value / divisor, (top, bottom), f"for each {thing}")
    return None


def _counts(operand: Operand, thing: str) -> bool:
    """Tell whether an operand counts the thing: weeks for “a week”, houses and theaters for “a door”."""
    if operand.family == "time":
        return thing in _UNITS
    if operand.family != "count" or not operand.noun:
        return False
    nouns = {noun.rstrip("s") for noun in operand.noun.split()}
    return thing.rstrip("s") in nouns or (thing in _PLACES and not _PLACES.isdisjoint({*nouns, operand.noun}))


def _derive_product(claim: Claim, grounds: Grounds) -> Derivation | None:
    """“Charged $2,500 a week …, ten thousand for the four weeks”."""
    near = [
        o for o in find_stated(claim, grounds) if claim.first <= o.left and abs(o.left - claim.left) < _NEAR
    ]
    for rate, thing in _find_rates(claim, grounds):
        for count in near:
            if count.left == rate.left or not _counts(count, thing):
                continue
            factor = count.value / _UNITS[thing] if count.family == "time" else count.value
            if factor > 1 and agree(claim.mention, rate.value * factor):
                formula = f"{render_plain(rate.value)} x {render_short(factor)}"
                return _build(formula, rate.value * factor, (rate, count), f"so much for each {thing}")
    return None


def _find_rates(claim: Claim, grounds: Grounds) -> Iterator[tuple[Operand, str]]:
    words = grounds.reading.document.words
    for operand in reversed(find_stated(claim, grounds)):
        behind = words[operand.right : operand.right + 2]
        if _is_of_kind(claim, operand) and len(behind) == 2 and behind[0] in _PER:
            yield operand, behind[1]


# --- how it is told ----------------------------------------------------------------


def _build(formula: str, value: Decimal, used: tuple[Operand, ...], what: str) -> Derivation:
    inputs = tuple(operand.datum for operand in used if operand.datum)
    return Derivation(formula=f"{formula} = {render_short(value)}", inputs=inputs, what=what)


_MOST_RUNS = 60
_LONGEST_ROW = 8
_NEAR = 30
_EACH = frozenset({"each", "apiece", "both", "either"})
_PER = frozenset({"a", "an", "per", "each", "every"})
_NO_THINGS = word_set("little few lot further total single third quarter half mere bit")
_UNITS = {
    "minute": Decimal(1), "hour": Decimal(60), "day": Decimal(1440), "night": Decimal(1440),
    "week": Decimal(10080), "month": Decimal(43834), "year": Decimal(525949),
}  # fmt: skip
_PLACES = word_set(
    "door theater theatre house screen cinema venue room site location print hall theaters screens"
)
_ADDING = word_set(
    """
    add adding added plus together combined total totals totaled totalled totaling totalling altogether sum
    sums summed all bill aggregate jointly package call makes made making brought brings overall count tally
    """
)
_PARTING = word_set(
    """
    gap difference discrepancy spread margin shortfall surplus left leaving remaining rest remainder balance
    less more above below under over short beyond
    """
)
