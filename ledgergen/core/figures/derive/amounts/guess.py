"""Choose among what a figure may be: the guess that it meets so closely that chance does not explain it.

Guesses come in the order of their likelihood. Each that is tried makes it likelier that one fits by
accident (`luck.find_chance`), so of those that fit the surest is taken, and only if it is sure enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.agree import STRICT, agree
from ledgergen.core.figures.derive.amounts.engine import build
from ledgergen.core.figures.derive.amounts.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.luck import LIKELY, find_chance
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.mention import Hedge, Mention


class Guess(NamedTuple):
    """Two amounts that a figure may be reckoned from."""

    relation: Relation
    one: Operand
    other: Operand

    @property
    def value(self) -> Decimal:
        """What they make."""
        return OPERATIONS[self.relation].compute(self.one.value, self.other.value)


def choose(
    mention: Mention, guesses: Iterable[Guess], *, scale: Decimal, least: float = 0.0
) -> Derivation | None:
    """Return the surest guess that makes a figure, or None where chance may explain each.

    `scale` is what a computed one is in the unit of the figure; `least`, how likely any two lie as near.
    """
    is_one_sided = mention.hedge in STRICT or mention.hedge is Hedge.NEARLY
    best, luck = None, LIKELY
    tried = set[tuple[Relation, Decimal, Decimal]]()
    for guess in guesses:
        value = guess.value
        if not OPERATIONS[guess.relation].is_in_range(value):
            continue
        tried.add((guess.relation, guess.one.value, guess.other.value))
        if agree(mention, value * scale) is None:
            continue
        near = find_chance(mention.value, value * scale, is_one_sided=is_one_sided)
        if mention.hedge is Hedge.NEARLY and near > _NEARLY:
            continue
        chance = len(tried) * max(least, near)
        if chance <= luck:
            best, luck = guess, chance
    return build(best.relation, best.one, best.other, best.value) if best else None


_NEARLY = 0.015
"""“Nearly five” is not said of a film that may be meant by 4.6: a fifteenth is the most."""
