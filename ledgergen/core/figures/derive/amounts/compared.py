"""How far an amount is from the like amount of another film that is described: “20 longer than the original”.

A sentence that compares (`derive.comparison`) has a head and a standard. The head is the
amount in print before the figure, or the like amount of the film that its clause speaks
of. The standard is another film's, which words name or describe (`derive.films`), or that of
the film the talk is of where nothing names it. Both are of one sort and of one market,
and which is the greater is as the words say. Where words do not say which film
is meant, it may be any that has the like amount, as long as they are few.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.agree import find_bounds
from ledgergen.core.figures.derive.amounts.engine import build, reckon_pair
from ledgergen.core.figures.derive.amounts.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.amounts.relations import read_relations
from ledgergen.core.figures.derive.amounts.sides import Sides
from ledgergen.core.figures.derive.comparison import Comparison, read_comparison, read_measured
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.luck import Luck
from ledgergen.core.figures.derive.operand import read_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Hedge, Kind


def derive_compared(view: View) -> Derivation | None:
    """Return what a figure states of two films' like amounts, the one described: a difference or a ratio."""
    if view.claim.mention.kind in _RATIOS:
        return _derive_measured(view)
    return _derive_apart(view)


def _derive_apart(view: View) -> Derivation | None:
    mention = view.claim.mention
    unit, worth = read_unit(mention)
    if unit is None or mention.kind not in _KINDS or (mention.kind is Kind.DURATION and unit != "minute"):
        return None
    comparison = read_comparison(view)
    if comparison is None or _is_of_figure(view, comparison):
        return None
    sides = Sides(view, comparison, unit)
    for head, other in sides.find_pairs():
        is_more = head.value > other.value
        if head.value == other.value or comparison.is_more not in {None, is_more}:
            continue
        high, low = (head, other) if is_more else (other, head)
        if comparison.is_bound or (mention.hedge is Hedge.UNDER and mention.value in _ONES):
            apart = high.value - low.value
            if mention.value * worth / 2 < apart <= mention.value * worth:
                return build(Relation.DIFFERENCE, high, low, apart)
        elif found := reckon_pair(view, Relation.DIFFERENCE, high, low, 1 / worth):
            return found
    return None


def _derive_measured(view: View) -> Derivation | None:
    """Return a multiple or a share of another film's like amount: “a third of the original's”."""
    comparison = read_measured(view)
    if comparison is None or _is_of_figure(view, comparison):
        return None
    mention = view.claim.mention
    if view.before(1) == ("not",) and mention.hedge is Hedge.NONE:
        mention = replace(mention, hedge=Hedge.UNDER)  # “not half of what the original had managed”
        view = replace(view, claim=replace(view.claim, mention=mention))
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    low, high = (float(end / scale) for end in find_bounds(mention))
    luck = Luck()
    sides = Sides(view, comparison, "")
    relations = read_relations(view)
    for head, other in sides.find_pairs():
        for relation in relations:
            if not sides.is_sure and not luck.allows(*OPERATIONS[relation].reach(low, high, 1.0, 1.0)):
                return None
            if found := reckon_pair(view, relation, head, other, scale):
                return found
    return None


def _is_of_figure(view: View, comparison: Comparison) -> bool:
    """Tell whether the standard is an amount in print: other laws know what lies between two."""
    numbers = view.reading.numbers_between(comparison.first, comparison.end)
    return any(view.reading.mentions[n].kind in _AMOUNTS for n in numbers)


_ONES = frozenset({Decimal(10) ** power for power in range(10)})
"""“By less than a million”: a writer who says so has no rounder amount below."""
_RATIOS = frozenset({Kind.MULTIPLE, Kind.FRACTION, Kind.PERCENT})
_KINDS = frozenset({Kind.MONEY, Kind.DURATION, Kind.COUNT})
_AMOUNTS = frozenset({Kind.MONEY, Kind.DURATION, Kind.COUNT, Kind.PERCENT, Kind.MULTIPLE, Kind.FRACTION})
