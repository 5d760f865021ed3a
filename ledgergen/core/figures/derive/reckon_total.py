"""Reckon sums, differences and rates that no other law explains, under the luck bound (`derive.luck`).

Who says “less”, “together” or “a site” of an amount names the operation, and
two other amounts of that sort give it. Which two, other laws know where the sentence
says so (`derive.total`, `derive.rate`); here any two may that are at hand, the
nearest first: in print in the sentence, in print before it, a fact beside one of these, and at last
two facts that belong together. A difference is precise where it is small beside its
operands, so many pairs may be tried for it; a sum of round numbers has few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from ledgergen.core.figures.agree import agree, find_bounds, find_last_digit
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.engine import build
from ledgergen.core.figures.derive.luck import SPREAD, Luck
from ledgergen.core.figures.derive.operand import COUNT, Operand, is_money, read_unit
from ledgergen.core.figures.derive.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.tie import Tie, name_tie
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Hedge, Kind, Mention

Pair = tuple[Operand, Operand]


def reckon_total(view: View, alike: Sequence[Operand], relations: Sequence[Relation]) -> Derivation | None:
    """Return the figure as a sum or a difference of two amounts at hand that are of its sort, `alike`."""
    pairs = (tuple(sorted(pair, key=lambda o: -o.value)) for pair in _find_pairs(view, alike))
    return _try(view, ((one, other, relation) for one, other in pairs for relation in relations))


def reckon_rate(view: View, tops: Sequence[Operand], counts: Sequence[Operand]) -> Derivation | None:
    """Return the figure as an amount for each of a number of things, the nearest of both first."""
    settle = view.scene.settle
    pairs = ((settle(one), other) for one, other in product(tops, counts))
    return _try(view, ((one, other, Relation.RATE) for one, other in pairs if one.is_proven))


def _try(view: View, pairs: Iterable[tuple[Operand, Operand, Relation]]) -> Derivation | None:
    mention = _read_round(view.claim.mention)
    unit, worth = read_unit(mention)
    if unit is None or mention.is_range:
        return None
    low, high = (float(end * worth) for end in find_bounds(mention))
    luck = Luck(spread=_SPREAD_OF_TIMES if unit == "minute" else SPREAD)
    for one, other, relation in pairs:
        operation = OPERATIONS[relation]
        if not luck.allows(*operation.reach(low, high, other.size, other.size)):
            return None
        for top, bottom in ((one, other), (view.read_print(one), view.read_print(other))):
            value = operation.compute(top.value, bottom.value)
            if value > 0 and agree(mention, value / worth):
                return build(relation, top, bottom, value)
    return None


def _read_round(mention: Mention) -> Mention:
    """Return an amount as it was reckoned: “$18,000” of 18,056 is round to the thousand."""
    if mention.kind not in _ROUNDED or mention.hedge is not Hedge.NONE:
        return mention
    return replace(mention, precision=max(mention.precision, find_last_digit(mention.value)))


def _find_pairs(view: View, alike: Sequence[Operand]) -> Iterator[Pair]:
    """Yield the proven pairs, the nearest first."""
    large = (o for o in alike if o.unit != COUNT or o.value >= _LEAST)
    settled = [o for o in map(view.scene.settle, large) if o.is_proven]
    near = view.claim.first
    here = [o for o in settled if o.left >= near]
    before = [o for o in settled if 0 <= o.left < near]
    printed = {id(o.datum) for o in settled if o.datum and o.left >= 0}
    facts = [o for o in settled if o.left < 0 and id(o.datum) not in printed]
    yield from (pair for pair in combinations(here, 2) if pair[0].number != pair[1].number)
    yield from product(here, before)
    if not here:
        yield from (pair for pair in combinations(before, 2) if pair[0].number != pair[1].number)
    yield from (pair for pair in product(here or before, facts) if _belongs(*pair))
    if not here:
        yield from (pair for pair in combinations(facts, 2) if _belongs(*pair))


def _belongs(one: Operand, other: Operand) -> bool:
    """Tell whether a fact may be reckoned with another amount: like to like, a part to its whole."""
    if not is_money(one):
        return one.group == other.group
    return bool({name_tie(one, other), name_tie(other, one)} & _TIES)


_TIES = frozenset({Tie.PART, Tie.LIKE, Tie.OUTLAY})
_LEAST = 10
"""Smaller counts lie so close together that two of them differ by anything."""
_SPREAD_OF_TIMES = 2.0
"""Running times lie closer together than amounts."""
_ROUNDED = frozenset({Kind.MONEY, Kind.COUNT})
