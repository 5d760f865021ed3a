"""Reckon sums, differences and rates that no other law explains, under the luck bound (`derive.luck`).

Who says “less”, “together” or “a site” of an amount names the operation, and
two other amounts of that sort give it. Which two, other laws know where the sentence
says so (`derive.amounts.total`, `derive.amounts.rate`); here any two may that are at hand, the
nearest first: in print in the sentence, in print before it, a fact beside one of these, and at last
two facts that belong together. A difference is precise where it is small beside its
operands, so many pairs may be tried for it; a sum of round numbers has few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, pairwise, product

from ledgergen.core.figures.agree import agree, find_bounds, find_last_digit
from ledgergen.core.figures.derive.amounts.engine import build
from ledgergen.core.figures.derive.amounts.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.amounts.tie import WORLD, Tie, name_tie
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.luck import MOST, SPREAD, Luck
from ledgergen.core.figures.derive.operand import COUNT, SHARE, TIMES, Operand, is_money, read_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.mention import SHARE_KINDS, Hedge, Kind, Mention

Pair = tuple[Operand, Operand]


def reckon_total(view: View, alike: Sequence[Operand], relations: Sequence[Relation]) -> Derivation | None:
    """Return the figure as a sum or a difference of two amounts at hand that are of its sort, `alike`."""
    pairs = (tuple(sorted(pair, key=lambda o: -o.value)) for pair in _find_pairs(view, alike))
    return _try(view, ((one, other, relation) for one, other in pairs for relation in relations))


def reckon_rest(view: View, alike: Sequence[Operand]) -> Derivation | None:
    """Return what lies between two amounts that the sentence has told of before, where no word says so.

    “$31 million out, $30.9 million back, a deficiency of $114,000”: no list holds such words. One of the
    two is in print before the figure; the other is, too, or is what the same film cost or took. Both are
    met closely.
    """
    settled = [o for o in map(view.scene.settle, alike) if o.is_proven]
    here = [o for o in settled if o.left >= view.claim.first and view.is_before(o)][::-1]
    facts = [o for o in settled if o.left < 0]
    beside = ((_lend_unit(one, other), _lend_unit(other, one)) for one, other in combinations(here, 2))
    places = view.sentence.territories | WORLD
    facts = [o for o in facts if o.group == "cost" or (o.group == "gross" and o.territory in places)]
    pairs = chain(
        ((one, other) for one, other in beside if one.number != other.number and one.unit == other.unit),
        ((one, fact) for one, fact in product(here, facts) if _is_of_one_film(one, fact)),
    )
    ordered = (tuple(sorted(pair, key=lambda o: -o.value)) for pair in pairs)
    return _try(view, ((one, other, Relation.DIFFERENCE) for one, other in ordered), most=_CLOSELY)


def _lend_unit(one: Operand, other: Operand) -> Operand:
    """“36 days; the picture took 63”: a bare number is in the unit of what it is told with."""
    is_bare = one.unit == COUNT and not one.noun and other.unit in TIMES
    return replace(one, unit=other.unit) if is_bare else one


def _is_of_one_film(one: Operand, fact: Operand) -> bool:
    is_like = (one.group, one.territory) == (fact.group, fact.territory)
    return one.subject == fact.subject != UNKNOWN and one.unit == fact.unit and not is_like


def reckon_rate(view: View, tops: Sequence[Operand], counts: Sequence[Operand]) -> Derivation | None:
    """Return the figure as an amount for each of a number of things, the nearest of both first."""
    settle = view.scene.settle
    pairs = ((settle(one), other) for one, other in product(tops, counts))
    return _try(view, ((one, other, Relation.RATE) for one, other in pairs if one.is_proven))


def stands_by_share(view: View) -> bool:
    """Tell whether a share stands beside its whole: “three-quarters of about $40,000, a loan of $30,000”.

    “Of the €120,000 the fund advanced 75 percent, or €90,000”: what it makes stands right behind the share.
    """
    if view.sentence.kinds.isdisjoint(SHARE_KINDS):
        return False
    before = [o for o in view.here if view.is_before(o)]
    if before and before[-1].unit == SHARE:
        gap = view.reading.words_between(before[-1].right, view.claim.left)
        if not _RESTATING.isdisjoint(gap) and gap[:1] in _MARKS:
            return True
    for share, whole in pairwise(before):
        gap = view.reading.words_between(share.right, whole.left)
        if share.unit == SHARE and is_money(whole) and gap[:1] == ("of",) and len(gap) <= _BESIDE:
            return True
    return False


def _try(
    view: View, pairs: Iterable[tuple[Operand, Operand, Relation]], *, most: float = MOST
) -> Derivation | None:
    mention = _read_round(view.claim.mention)
    unit, worth = read_unit(mention)
    if unit is None or mention.is_range:
        return None
    low, high = (float(end * worth) for end in find_bounds(mention))
    luck = Luck(spread=_SPREAD_OF_TIMES if unit == "minute" else SPREAD, most=most)
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


_CLOSELY = 0.01
"""How much luck a difference may have that no word names."""
_TIES = frozenset({Tie.PART, Tie.LIKE, Tie.OUTLAY})
_RESTATING = frozenset({"or", "namely", "(", "i.e", "some", "which"})
_MARKS = {(",",), ("(",), ("—",), ("–",)}
_BESIDE = 4
_LEAST = 10
"""Smaller counts lie so close together that two of them differ by anything."""
_SPREAD_OF_TIMES = 2.0
"""Running times lie closer together than amounts."""
_ROUNDED = frozenset({Kind.MONEY, Kind.COUNT})
