"""One way in which a frame makes its figure of two amounts."""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A value, in the scale of a multiple or in minutes, and how it comes."""

    value: Decimal
    text: str
    what: str
    inputs: tuple[Operand, ...]

    def derive(self) -> Derivation:
        """Return it as what a figure is recomputed by."""
        inputs = tuple(o.datum for o in self.inputs if o.datum)
        return Derivation(formula=self.text, inputs=inputs, what=self.what)


def divide(one: Operand, other: Operand, what: str) -> Formula:
    """Return what one amount is of another."""
    value = one.value / other.value
    text = f"{render_plain(one.value)} / {render_plain(other.value)} = {render_short(value)}"
    return Formula(value=value, text=text, what=what, inputs=(one, other))


def exceed(one: Operand, other: Operand, what: str) -> Formula:
    """Return by what part of another an amount is greater."""
    value = one.value / other.value - 1
    text = f"{render_plain(one.value)} / {render_plain(other.value)} - 1 = {render_short(value)}"
    return Formula(value=value, text=text, what=what, inputs=(one, other))


def lack(one: Operand, other: Operand, what: str) -> Formula:
    """Return by what part of another an amount is less, or what it leaves of it."""
    value = 1 - one.value / other.value
    text = f"1 - {render_plain(one.value)} / {render_plain(other.value)} = {render_short(value)}"
    return Formula(value=value, text=text, what=what, inputs=(one, other))


def part(one: Operand, other: Operand, what: str) -> Formula:
    """Return by how much two amounts are apart, the greater first."""
    value = one.value - other.value
    text = f"{render_plain(one.value)} - {render_plain(other.value)} = {render_plain(value)}"
    return Formula(value=value, text=text, what=what, inputs=(one, other))


@valueclass(frozen=True, slots=True, kw_only=True)
class Formulas:
    """All that a frame allows one figure to be."""

    meant: list[Formula]
    reversed: list[Formula]
    """What it would be if the two stood the other way round."""
    is_settled: bool
    """The words leave no other matter open."""


NONE = Formulas(meant=[], reversed=[], is_settled=False)
