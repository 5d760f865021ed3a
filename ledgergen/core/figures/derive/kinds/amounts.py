"""Money and measures: differences, parts, sums, and so much for each."""

from __future__ import annotations

from ledgergen.core.figures.derive.amounts.abroad import derive_abroad
from ledgergen.core.figures.derive.amounts.framed import Framed
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.kinds.laws import Laws
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.model.lazy import lazy


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

    def derive_framed(self) -> Derivation | None:
        """Return what comes of the amounts, the films and the things counted that the sentence names."""
        return self._framed.find()

    def find_reversed(self) -> Derivation | None:
        """Return what makes the figure of two films' amounts that the sentence has the wrong way round."""
        return self._framed.find_reversed()

    @property
    def is_faced(self) -> bool:
        """Tell whether words say of what the figure comes of which is the greater."""
        return self._framed.is_faced

    @property
    def is_framed(self) -> bool:
        """Tell whether the figure can be nothing else than what comes of what the sentence names."""
        return self._framed.is_sure

    def find_instead(self) -> Instead | None:
        """Return what comes of the amounts that the sentence names, where it can be nothing else."""
        return self._framed.find_instead()

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

    @lazy
    def _framed(self) -> Framed:
        return Framed(self._view)
