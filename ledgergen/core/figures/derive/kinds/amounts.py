"""Money and measures: differences, parts, sums, and so much for each."""

from __future__ import annotations

from ledgergen.core.figures.derive.amounts.abroad import derive_abroad
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.kinds.laws import Laws


class MeasureLaws(Laws):
    """The laws for measures, all of which are totals."""

    def derive(self) -> Derivation | None:
        """Return the total that the sentence means."""
        return self._total.find()

    def derive_told(self) -> Derivation | None:
        """Return the total with an amount that passages tell."""
        return self._total.find_told()

    def reckon(self) -> Derivation | None:
        """Return the sum or the difference of any two amounts at hand, as luck allows."""
        return self._total.reckon()


class MoneyLaws(MeasureLaws):
    """The laws for money: as for measures, but two markets set against each other are all that is meant."""

    def derive(self) -> Derivation | None:
        """Return how far two markets are apart, where they are compared, or else the total."""
        return derive_abroad(self._view) if self._is_of_markets else super().derive()

    def derive_told(self) -> Derivation | None:
        """Return the total with an amount that passages tell."""
        return None if self._is_of_markets else super().derive_told()

    def reckon(self) -> Derivation | None:
        """Return the sum or the difference of any two amounts at hand, as luck allows."""
        return None if self._is_of_markets else super().reckon()

    def reckon_rest(self) -> Derivation | None:
        """Return what lies between two amounts told of before."""
        return self._total.reckon_rest()
