"""The one bounded search: which two operands in view make the stated value, and may the sentence mean them?

Small numbers are easy to reach: among thirty amounts some pair always divides
to about three. A derivation that merely reaches the number proves nothing. So
the sentence is read first, and says the relations, the operands that may take
part and the law that binds them (a `Question`); only then is reckoned, and in
this order:

1. *Value.* The first operands stand in a sorted row; for each second the place
   of the first is looked up, so that cost grows with the operands and not with their pairs.
2. *Nearness.* The few pairs that fit are taken in the order of how near they stand.
3. *Proof.* What is in print must be proven, and is then as precise as its fact.
4. *Law.* The pair must be what the sentence speaks of. A loose bond, where the
   sentence describes one operand only by pointing, must be met closely.

The first pair that passes is the derivation, with its formula and live inputs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ledgergen.core.figures.agree import agree, find_bounds
from ledgergen.core.figures.derive.amounts.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.amounts.tie import Bond
from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import Operand, share_unit
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.wording import name_attribute
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.model.lazy import lazy
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=False, kw_only=True)
class Question:
    """What a sentence asks for: relations, the operands that may take part, and the law that binds them.

    Not slotted, for it caches.
    """

    mention: Mention
    """The figure, read by the words of arithmetic around it."""
    relations: tuple[Relation, ...]
    """In the order in which they are tried."""
    firsts: Sequence[Operand]
    seconds: Sequence[Operand]
    bind: Callable[[Operand, Operand, Relation], Bond]
    """The law; operands come settled."""
    scale: Decimal = Decimal(1)
    """What a computed one is in the unit of the figure: 100 for percent."""

    @lazy
    def bounds(self) -> tuple[Decimal, Decimal]:
        """Between what a computed value must lie, in the unit of the figure."""
        mention = self.mention
        if mention.is_range:
            half = mention.precision / 2
            return mention.low - half, mention.high + half
        return find_bounds(mention)


def answer(question: Question, view: View) -> Derivation | None:
    """Return the nearest pair that makes the stated value and that the sentence may mean."""
    fits = sorted(_find_fits(question, view), key=lambda fit: fit[0])
    for _, one, other, relation in fits[:_MOST_FITS]:
        found = _try(question, view, one, other, relation)
        if found:
            return found
    return None


def reckon_all(
    question: Question, relations: Iterable[Relation], pairs: Iterable[tuple[Operand, Operand]]
) -> Iterator[Instead]:
    """Yield what some pairs make, whatever figure is stated."""
    for relation, (one, other) in product(relations, pairs):
        value = OPERATIONS[relation].compute(one.value, other.value)
        if OPERATIONS[relation].is_in_range(value):
            derivation = build(relation, one, other, value)
            yield Instead(value=value * question.scale, derivation=derivation)


def find_meant(question: Question, view: View) -> Iterator[Instead]:
    """Yield what the pairs make that the sentence firmly means, whatever figure it states."""
    operands = sorted(question.firsts, key=view.rate)[:_MOST_MEANT]
    others = sorted(question.seconds, key=view.rate)[:_MOST_MEANT]
    for relation, printed, second in product(question.relations, operands, others):
        operation = OPERATIONS[relation]
        if printed is second or (printed.number == second.number >= 0):
            continue
        if operation.is_of_one_sort and not share_unit(printed, second):
            continue
        one, other = view.scene.settle(printed), view.scene.settle(second)
        value = operation.compute(one.value, other.value)
        if operation.is_in_range(value) and question.bind(one, other, relation) is Bond.FIRM:
            yield Instead(
                value=value * question.scale,
                derivation=build(relation, one, other, value),
                nearness=view.rate(printed) + view.rate(second),
            )


_Fit = tuple[tuple[int, int, int], Operand, Operand, Relation]


def _find_fits(question: Question, view: View) -> list[_Fit]:
    """Return the pairs that may make the value, before proof and law, and how near each is."""
    firsts = sorted(question.firsts, key=lambda operand: operand.value)
    values = [operand.size for operand in firsts]
    if not values:
        return []
    scale = float(question.scale)
    low, high = float(question.bounds[0]) / scale, float(question.bounds[1]) / scale
    fits: list[_Fit] = []
    for order, relation in enumerate(question.relations):
        reach, is_of_one_sort = OPERATIONS[relation].reach, OPERATIONS[relation].is_of_one_sort
        for other in question.seconds:
            least, most = reach(low, high, *other.ends)
            # What is in print is rounded; its own tolerance is a twentieth at most.
            start = bisect_left(values, least * _BELOW)
            end = bisect_left(values, most * _ABOVE, start)
            for one in firsts[start : min(end, start + _MOST_LOOKED)]:
                if (one.number == other.number >= 0) or (is_of_one_sort and not share_unit(one, other)):
                    continue
                if one is not other:
                    near = view.rate(one) + view.rate(other)
                    fits.append(((near, order, len(fits)), one, other, relation))
    return fits


def _try(
    question: Question, view: View, one: Operand, other: Operand, relation: Relation
) -> Derivation | None:
    operation = OPERATIONS[relation]
    low, high = question.bounds
    for top, bottom in _settle(view, one, other):
        value = operation.compute(top.value, bottom.value)
        stated = value * question.scale
        if not low <= stated <= high or not operation.is_in_range(value):
            continue
        if agree(question.mention, stated) is None or _is_idle(question, relation, top, bottom):
            continue
        bond = question.bind(top, bottom, relation)
        if bond is Bond.FIRM or (bond is Bond.LOOSE and _is_close(question.mention, stated)):
            return build(relation, top, bottom, value)
    return None


def _settle(view: View, one: Operand, other: Operand) -> Iterator[tuple[Operand, Operand]]:
    """Yield a pair by what proves it, and as it is in print.

    Who reckons with the figures in print gets what their rounding gives; facts are more precise.
    """
    first, second = view.scene.settle(one), view.scene.settle(other)
    yield first, second
    if first.value != one.value or second.value != other.value:
        yield _print(first, one), _print(second, other)


def _is_idle(question: Question, relation: Relation, one: Operand, other: Operand) -> bool:
    """Tell whether one operand alone is the amount: who adds two dollars to $3.8 million?"""
    if relation not in {Relation.SUM, Relation.DIFFERENCE} or question.mention.kind is not Kind.MONEY:
        return False
    return agree(question.mention, one.value * question.scale) is not None or (
        agree(question.mention, other.value * question.scale) is not None
    )


def _print(settled: Operand, printed: Operand) -> Operand:
    return replace(settled, value=printed.value)


def _is_close(mention: Mention, value: Decimal) -> bool:
    """A loose bond is met by a close value only: several operands might be meant."""
    middle = mention.value
    reach = _HEDGED if mention.hedge is not Hedge.NONE else _CLOSE
    if mention.kind is Kind.PERCENT:
        reach = max(reach, min(mention.precision / 2 / middle, _HEDGED))
    return abs(value - middle) <= max(middle * reach, (mention.high - mention.low) / 2)


def build(relation: Relation, one: Operand, other: Operand, value: Decimal) -> Derivation:
    """Write a derivation down: the formula with live inputs, and what was reckoned in words."""
    operation = OPERATIONS[relation]
    formula = operation.formula.format(
        one=render_plain(one.value), other=render_short(other.value) if _is_broken(other) else
        render_plain(other.value), value=render_short(value),
    )  # fmt: skip
    return Derivation(
        formula=formula,
        inputs=tuple(operand.datum for operand in (one, other) if operand.datum),
        what=operation.what.format(one=_name_first(one), other=_name(other)),
    )


def reckon_pair(
    view: View, relation: Relation, one: Operand, other: Operand, scale: Decimal
) -> Derivation | None:
    """Return the derivation, if a pair makes the figure, by the facts or as it is in print."""
    operation, mention = OPERATIONS[relation], view.claim.mention
    for top, bottom in ((one, other), (view.read_print(one), view.read_print(other))):
        value = operation.compute(top.value, bottom.value)
        if operation.is_in_range(value) and (
            agree(mention, value * scale) or _is_as_much_again(mention, relation, value)
        ):
            return build(relation, top, bottom, value)
    return None


def _is_as_much_again(mention: Mention, relation: Relation, value: Decimal) -> bool:
    """“Half as much again” is said of one and a half times, and as closely as of that."""
    is_rise = relation is Relation.RISE and mention.kind is Kind.FRACTION and mention.hedge is Hedge.NONE
    return is_rise and abs(value - mention.value) <= (1 + mention.value) * _AGAIN


def _is_broken(operand: Operand) -> bool:
    return operand.value != operand.value.to_integral_value()


def _name_first(operand: Operand) -> str:
    """Name an operand that words follow: “X gross, US, by X gross, worldwide”."""
    name = _name(operand)
    is_qualified = operand.datum is not None and ", " in name_attribute(operand.datum)
    return f"{name}," if is_qualified else name


def _name(operand: Operand) -> str:
    if operand.datum:
        return f"{operand.datum.fact.subject} {name_attribute(operand.datum)}"
    return operand.noun or "the figure beside it"


_MOST_FITS = 40
_MOST_LOOKED = 12
_MOST_MEANT = 24
_BELOW, _ABOVE = 0.949, 1.053
_AGAIN = Decimal("0.025")
_CLOSE = Decimal("0.035")
_HEDGED = Decimal("0.15")
"""How far a close value may lie from what is stated, as a share of it."""
