"""What a figure may be reckoned by: an operation over two amounts, and how surely words mean it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.derive.amounts.frame import Frame
from ledgergen.core.figures.derive.amounts.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.derive.view import View


class Formula(NamedTuple):
    """One of the few that a frame allows."""

    relation: Relation
    one: Operand
    other: Operand
    is_said: bool
    """Words of the sentence say that this is done with them."""
    is_sure: bool = False
    """They leave nothing else that the figure might be."""
    is_reversed: bool | None = None
    """Whether words say that the lesser is the greater; None where they do not say."""

    @property
    def value(self) -> Decimal:
        """What it makes."""
        return OPERATIONS[self.relation].compute(self.one.value, self.other.value)


def find_amount(view: View, frame: Frame, film: int, sort: str) -> list[Operand]:
    """Return what a film cost, or took in the market that the frame names; a first weekend is at home."""
    place = "home" if sort == "opening" and not frame.place else frame.place
    found = find_amounts(view, Phrase(group=sort, films=(film,), place=place), None)
    return found or find_amounts(view, Phrase(group=sort, films=(film,), place=frame.place), None)


def says_any(frame: Frame, words: frozenset[str]) -> bool:
    """Tell whether a frame has any of some words."""
    return not words.isdisjoint(frame.words)
