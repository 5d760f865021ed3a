"""A figure said again beside itself: “107 weeks, or just over two years”; “96, four short of a hundred”.

What restates has its other half in print right before it, apart by a mark and words
like “or” and “which is”. It is proven by that half alone, and with it.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.derive.derivation import Derivation, render_short
from ledgergen.core.figures.derive.operand import SHARE, TIMES, Operand, Source, read_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.durations import DAY_MINUTES
from ledgergen.core.figures.facts.raters import Spread, find_spread
from ledgergen.core.figures.mention import SHARE_KINDS, Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def derive_restated(view: View, mention: Mention) -> Derivation | None:
    """Return a time in other units than those in which it stands right before.

    `mention` is the figure with the hedge that words around it make.
    """
    before = [o for o in view.here if view.is_before(o) and o.unit in TIMES]
    unit, worth = read_unit(mention)
    if not before or unit is None or not _restates(view, before[-1]):
        return None
    one = before[-1]
    value = _convert(one, unit, worth)
    if agree(mention, value) is None or not _is_proven(view, one):
        return None
    formula = f"{view.reading.mentions[one.number].text} = {render_short(value)} {mention.unit}s"
    return Derivation(formula=formula, what="the same time in other units")


def derive_restated_share(view: View) -> Derivation | None:
    """Return a share as the one right before it, told in other words: “76 percent, or three in four”."""
    mention = view.claim.mention
    before = [o for o in view.here if view.is_before(o) and o.unit == SHARE][-1:]
    if (
        mention.kind not in SHARE_KINDS
        or not before
        or mention.kind is view.reading.mentions[before[0].number].kind
    ):
        return None
    one = before[0]
    gap = view.reading.words_between(one.right, view.claim.left)
    marks = [place for place, word in enumerate(gap) if word in _MARKS]
    if len(gap) > _APPOSED or not marks or not _RESTATING.issuperset(gap[marks[-1] + 1 :]):
        return None
    value = one.value / (1 if mention.kind is Kind.PERCENT else 100)
    if agree(mention, value) is None or not _is_proven(view, one):
        return None
    formula = f"{view.reading.mentions[one.number].text} = {mention.text}"
    return Derivation(formula=formula, what="the same share in other words")


def misses_restated(view: View) -> bool:
    """Tell whether a time stands beside nearly the same time in other units: it is nothing else.

    “226 days, the better part of six months” is no sum of anything.
    """
    mention = view.claim.mention
    before = [o for o in view.here if view.is_before(o) and o.unit in TIMES]
    unit, worth = read_unit(mention)
    if not before or unit is None or not _restates(view, before[-1]):
        return False
    value = _convert(before[-1], unit, worth)
    return value / _APART < mention.value < value * _APART and derive_restated(view, mention) is None


def _convert(one: Operand, unit: str, worth: Decimal) -> Decimal:
    return (
        one.value
        * (DAY_MINUTES if one.unit == "day" else 1)
        / (worth * (DAY_MINUTES if unit == "day" else 1))
    )


def _restates(view: View, one: Operand) -> bool:
    """Tell whether a figure stands in apposition to the one before it, of another unit."""
    reading, claim = view.reading, view.claim
    gap = reading.words_between(one.right, claim.left)
    if not gap or len(gap) > _APPOSED or reading.mentions[one.number].unit == claim.mention.unit:
        return False
    marks = [place for place, word in enumerate(gap) if word in _MARKS]
    return bool(marks) and all(word in _RESTATING for word in gap[marks[-1] + 1 :])


def derive_shortage(view: View) -> Derivation | None:
    """“It ran for 96 weeks, four short of a hundred”: how far the figure before is from the one behind."""
    if view.behind(2) not in _SHORT_OF:
        return None
    reading, claim = view.reading, view.claim
    behind = reading.numbers_between(claim.right, min(claim.right + _NEAR, claim.end))
    before = reading.numbers_between(max(claim.left - _APPOSED, claim.first), claim.left)
    if not behind or not before or claim.mention.unit:
        return None
    whole, part = reading.mentions[behind[0]], reading.mentions[before[-1]]
    if part.kind not in _COUNTED or whole.kind not in _COUNTED or not {part.unit, ""} >= {whole.unit}:
        return None
    value = whole.value - part.value
    one = Operand(value=part.value, unit=part.unit, source=Source.PRINT, number=before[-1])
    if value <= 0 or agree(claim.mention, value) is None or not _is_proven(view, one):
        return None
    formula = f"{whole.value:f} - {part.value:f} = {value:f}"
    return Derivation(formula=formula, what="how far it is from the round number")


def derive_points(view: View) -> Derivation | None:
    """“98 percent, twenty points over the public's 78%”: the difference of two percentages, both in print."""
    mention = view.claim.mention
    if _POINTS.isdisjoint((mention.unit, *mention.noun.split(), *view.behind(1))):
        return None
    shares = [o for o in view.here if o.unit == SHARE]
    before = [o for o in shares if view.is_before(o)]
    behind = [o for o in shares if not view.is_before(o)][:1]
    pair = [*before[-1:], *behind] if behind else before[-_PAIR:]
    if not pair:
        spread = find_spread(view.claim, view.reading)
        return derive_spread(spread, view.claim) if spread else None
    if len(pair) < _PAIR or not all(_is_proven(view, o) for o in pair):
        return None
    one, other = pair
    value = abs(one.value - other.value)
    if value == 0 or agree(mention, value) is None:
        return None
    high, low = max(one.value, other.value), min(one.value, other.value)
    formula = f"{render_short(high)} - {render_short(low)} = {render_short(value)}"
    return Derivation(formula=formula, what="points between two percentages")


def derive_spread(spread: Spread, claim: Claim) -> Derivation | None:
    """“Critics and audience are twelve points apart”: what facts say of both, on one site."""
    for one, other in product(spread.greater, spread.lesser):
        step = (one.value or Decimal(0)) - (other.value or Decimal(0))
        value = step if spread.is_ordered else abs(step)
        if value > 0 and agree(claim.mention, value):
            high, low = (one, other) if step > 0 else (other, one)
            formula = f"{high.fact.value} - {low.fact.value} = {render_short(value)}"
            return Derivation(formula=formula, inputs=(high, low), what="points between two ratings")
    return None


def _is_proven(view: View, operand: Operand) -> bool:
    return view.scene.settle(operand).is_proven


_APART = 2
_PAIR = 2
_POINTS = frozenset({"point", "points"})
_APPOSED = 9
_NEAR = 5
_MARKS = frozenset({",", "(", "–", "—"})
_RESTATING = word_set(
    """
    or which is that i.e say some about roughly nearly almost more well than less over under just around close
    to a an the little slightly better best part of most exactly precisely barely only very fully rather not
    quite
    """
)
_SHORT_OF = {("short", "of"), ("shy", "of")}
_COUNTED = frozenset({Kind.COUNT, Kind.DURATION, Kind.MONEY, Kind.MEASURE})
