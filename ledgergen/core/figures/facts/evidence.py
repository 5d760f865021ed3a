"""What the facts say to one claim: which prove it, which contradict it, which are true of something else.

Most figures of a good ledger are proven by the first fact that has their value;
what contradicts them is then of no interest, and is not looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.model.lazy import lazy

Sieve = Callable[[Datum], bool]


@dataclass(kw_only=True)
class Evidence:
    """What the facts say to one claim; not slotted, for it caches."""

    agreeing: Sequence[tuple[Datum, Agreement]]
    astray: Sequence[tuple[Datum, str]] = ()
    """Facts of the same value that do not fit, and what parts them from the claim."""
    is_final: bool = False
    """Facts know the very thing: what they do not prove, nothing does."""
    find_against: Callable[[Sieve], list[Datum]] = lambda _: []
    """Returns those that pass of the facts that fit the claim and say otherwise."""

    def set_aside(self) -> Evidence:
        """Return the evidence where the figure is no amount that a fact states: nothing else may prove it."""
        astray = [*self.astray, *((datum, "attribute") for datum, _ in self.agreeing)]
        return Evidence(agreeing=[], astray=astray, is_final=True, find_against=self.find_against)

    @lazy
    def against(self) -> list[Datum]:
        """Facts that fit the claim and say otherwise; of a figure that is proven, nobody asks."""
        return self.find_against(lambda _: True)

    def find_disputing(self, datum: Datum) -> list[Datum]:
        """Return what other sources say of the very thing that a fact states, and otherwise."""
        return self.find_against(
            lambda other: (
                other.attribute == datum.attribute
                and other.fact.source != datum.fact.source
                and other.account == datum.account
                and other.unit == datum.unit
            )
        )
