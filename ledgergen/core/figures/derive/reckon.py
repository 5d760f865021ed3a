"""Ratios of any two things that a sentence relates: times, shares, changes, odds.

A ratio has a *head*, the thing it is said of, and a *measure*, the thing that
stands behind “times”, “of”, “than”, “under”. English says which in few ways:

- The head is in apposition (“took $15,000 – forty percent under the rival bid”), or
  is what the sentence speaks of.
- The measure is described behind the figure: by an amount (“of the $40 million”), a
  title (“what *Salt Road* had cost”), a kind of amount (“the grant”), a person (“his
  co-star's price”). What is described must fit the description. Where it is only
  pointed at (“that sum”, “as many”, “over”), it is at hand: in print just before, the
  film's own cost, or the like amount of the other film.

The fuller the description, the wider the rounding that is allowed: a measure that
is only at hand must be met closely, for there are several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.amounts import render_plain, render_short
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.operand import (
    Grounds,
    Operand,
    are_alike,
    find_known,
    find_stated,
    find_unproven,
)
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind, Mention


@dataclass(frozen=True, slots=True)
class _Pair:
    head: Operand
    measure: Operand
    is_close: bool
    """Nothing describes the measure: only a close quotient will do."""


def derive_ratio(claim: Claim, grounds: Grounds, *, is_gapped: bool = False) -> Derivation | None:
    """Return the quotient of the two things that the sentence relates.

    Set `is_gapped` where the figure's own clause leaves out what it speaks of, which any film may then be.
    """
    mention = claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    compare = _find_comparison(claim, grounds)
    for pair in islice(_find_pairs(claim, grounds, is_gapped=is_gapped), _MOST_PAIRS):
        ratio = pair.head.value / pair.measure.value
        value = compare(ratio)
        if value is not None and _meets(mention, value * scale, is_close=pair.is_close):
            return _build(pair, value)
    return None


# --- what is compared --------------------------------------------------------


def _find_comparison(claim: Claim, grounds: Grounds) -> Callable[[Decimal], Decimal | None]:
    """Return what the figure states of a ratio: the ratio, or the change that it is."""
    near = grounds.reading.words_between(claim.right, claim.right + 3)
    before = grounds.reading.words_between(claim.left - 4, claim.left)
    if claim.mention.kind in {Kind.MULTIPLE, Kind.RATIO}:
        return lambda ratio: ratio if ratio > 1 else None
    if not _DOWN.isdisjoint(near) or not _DOWNWARD.isdisjoint(before):
        return lambda ratio: 1 - ratio if ratio < 1 else None
    if not _UP.isdisjoint(near) or not _UPWARD.isdisjoint(before):
        return lambda ratio: ratio - 1 if ratio > 1 else None
    return lambda ratio: ratio if ratio < 1 else None


def _meets(mention: Mention, value: Decimal, *, is_close: bool) -> bool:
    if not agree(mention, value):
        return False
    if not is_close:
        return True
    reach = _HEDGED if mention.hedge is not Hedge.NONE else _CLOSE
    middle = mention.value
    if mention.kind is Kind.PERCENT:
        reach = max(reach, min(mention.precision / 2 / middle, _HEDGED))
    return abs(value - middle) <= max(middle * reach, (mention.high - mention.low) / 2)


# --- who takes part ------------------------------------------------------------


def _find_pairs(claim: Claim, grounds: Grounds, *, is_gapped: bool) -> Iterator[_Pair]:
    stated = find_stated(claim, grounds)
    heads = _find_heads(claim, grounds, stated)
    described, is_described = _find_described(claim, grounds, stated)
    if is_described:
        for head in heads:
            yield from (_Pair(head, other, is_close=False) for other in _fit(head, described))
        return
    is_odds = claim.mention.kind is Kind.RATIO
    for head in heads:
        at_hand = [o for o in (*reversed(stated), *_find_at_hand(claim, grounds, head)) if are_alike(head, o)]
        yield from (_Pair(head, other, is_close=True) for other in at_hand)
        yield from (_Pair(other, head, is_close=True) for other in at_hand if is_odds)
    if is_gapped:
        films = [film.number for film in grounds.reading.index.entities if film.kind == "film"]
        costs = [o for o in find_known(grounds, films[:_MOST_FILMS]) if o.group == "cost"]
        own = [o for o in costs if o.films == (MAIN,)]
        yield from (_Pair(o, mine, is_close=True) for o in costs for mine in own if are_alike(o, mine))
    for head in heads:
        for beside in grounds.told.find_beside(head):
            if are_alike(head, beside):
                yield _Pair(head, beside, is_close=True)
                yield _Pair(beside, head, is_close=True)


def _find_heads(claim: Claim, grounds: Grounds, stated: list[Operand]) -> list[Operand]:
    """Return what the figure may be said of: the figure in print before it, and the facts that are meant."""
    wall = find_unproven(claim, grounds)
    before = [operand for operand in stated if max(wall, claim.first) <= operand.left < claim.left]
    nearest = {operand.family: operand.left for operand in before}
    heads = _sharpen([operand for operand in before[::-1] if operand.left == nearest[operand.family]])
    return heads or [
        operand for operand in find_known(grounds, claim.films[:1]) if operand.group in {claim.group, "cost"}
    ]


def _sharpen(operands: list[Operand]) -> list[Operand]:
    """A fact stands in for the rounded figure that tells it."""
    return [
        replace(operand, value=operand.datum.value)
        if operand.datum and operand.datum.value and operand.family == "money"
        else operand
        for operand in operands
    ]


def _find_described(claim: Claim, grounds: Grounds, stated: list[Operand]) -> tuple[list[Operand], bool]:
    """Return what fits the description behind the figure, and whether there is one."""
    reading = grounds.reading
    end = _find_end(claim, grounds)
    if reading.words_between(claim.right, claim.right + 2) in _AS_MUCH:  # “twice as many”: as just said
        return [], False
    said = [operand for operand in stated if claim.right <= operand.left < min(end, claim.right + _BESIDE)]
    if said:
        return said, True
    cues = [cue for cue in reading.sentence_cues(claim.right, end) if cue.kind != "money" or not cue.is_weak]
    films = [n for cue in cues if cue.kind in {"film", "yard"} for n in cue.entities if n != UNKNOWN]
    persons = [n for cue in cues if cue.kind == "person" and cue.value == "name" for n in cue.entities]
    groups = {cue.value for cue in cues if cue.kind == "money" and cue.value not in {"none", "other"}}
    words = reading.words_between(claim.right, end)
    groups |= {g for g in _NAMED if g in words}
    if not films and not persons and not groups:
        return [], False
    subjects = films or persons or [*claim.films, MAIN]
    known = find_known(grounds, subjects)
    if groups:
        fitting = [o for o in known if o.group in groups or (o.datum and o.datum.attribute in groups)]
        at_hand = [o for o in stated if o.left < claim.left and o.group in groups and not films]
        return [*fitting, *at_hand], True
    return known, True


_NAMED = word_set("grant loan salary budget gross admissions theaters screens runtime")
"""Attributes that a measure may be called by outright."""


def _find_end(claim: Claim, grounds: Grounds) -> int:
    """Return where the description behind the figure ends: at the next break, or the next ratio."""
    words = grounds.reading.document.words
    for place in range(claim.right, min(claim.right + _FAR, claim.end)):
        if words[place] in _ENDING:
            return place
    return min(claim.right + _FAR, claim.end)


def _fit(head: Operand, described: list[Operand]) -> Iterator[Operand]:
    """Yield the measures that can be meant of a head: like by like, receipts and fees also by cost."""
    for other in described:
        if not are_alike(head, other):
            continue
        is_like = not head.group or not other.group or head.group == other.group
        if is_like and head.territory and other.territory and head.group == "gross":
            told = {o.territory for o in described if o.films == other.films and o.group == "gross"}
            is_same = head.territory == other.territory or head.films == other.films
            is_like = is_same or head.territory not in told
        if is_like or other.group in {"cost", "loan", "salary", "other"}:
            yield other


def _find_at_hand(claim: Claim, grounds: Grounds, head: Operand) -> Iterator[Operand]:
    """Yield what may be meant without a word: the film's cost, and the like amounts of films at hand."""
    reading = grounds.reading
    cues = reading.sentence_cues(claim.first, claim.end)
    films = [n for cue in cues if cue.kind == "film" for n in cue.entities]
    for operand in find_known(grounds, [*claim.films, *films, MAIN]):
        is_own_cost = operand.group == "cost"
        if is_own_cost or (head.group and operand.group == head.group):
            yield operand


# --- how it is told --------------------------------------------------------------


def _build(pair: _Pair, value: Decimal) -> Derivation:
    head, measure = pair.head, pair.measure
    quotient = f"{render_plain(head.value)} / {render_plain(measure.value)}"
    ratio = head.value / measure.value
    if value == 1 - ratio:
        formula = f"1 - {quotient} = {render_short(value)}"
    else:
        formula = f"{quotient}{'' if value == ratio else ' - 1'} = {render_short(value)}"
    inputs = tuple(operand.datum for operand in (head, measure) if operand.datum)
    names = [_name(operand) for operand in (head, measure)]
    return Derivation(formula=formula, inputs=inputs, what=" by ".join(names))


def _name(operand: Operand) -> str:
    if operand.datum:
        return f"{operand.datum.fact.subject} {operand.datum.attribute.replace('_', ' ')}"
    return operand.noun or "the figure beside it"


_CLOSE = Decimal("0.035")
_HEDGED = Decimal("0.15")
"""How far a close quotient may lie from what is stated, as a share of it."""
_MOST_PAIRS = 200
_AS_MUCH = {("as", "much"), ("as", "many"), ("as", "large"), ("as", "big"), ("as", "long")}
_BESIDE = 6
_MOST_FILMS = 8
_FAR = 12
_ENDING = frozenset({",", ";", ":", ".", "—", "–", "(", ")", "but", "while", "and"})
_DOWN = word_set("less lower cheaper under below smaller fewer shorter beneath down off short shy")
_UP = word_set("again more higher dearer costlier over above larger bigger greater longer beyond up")
_DOWNWARD = word_set(
    "fell dropped declined cut trimmed slashed shed lost down discount reduction falling shrank by"
) - {"by"}
_UPWARD = word_set("rose grew climbed gained up premium overrun increase increased inflated swelled exceeded")
