"""Multiples, percents and fractions: what one amount is of another; and odds, “one in four”.

Two markets, or two tallies of prizes, that a sentence sets against each other are all that is meant; so are a
first weekend and what it is a part of.
"""

from __future__ import annotations

from ledgergen.core.figures.derive.amounts.abroad import derive_abroad
from ledgergen.core.figures.derive.amounts.market import derive_market_share
from ledgergen.core.figures.derive.amounts.named_share import (
    derive_multiplied,
    derive_named_share,
    names_share,
)
from ledgergen.core.figures.derive.counts.count import derive_pair
from ledgergen.core.figures.derive.counts.hauls import compares_hauls, derive_haul_ratio
from ledgergen.core.figures.derive.counts.order import derive_next, derive_next_in_list
from ledgergen.core.figures.derive.counts.retold import derive_retold
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.kinds.laws import Laws
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.core.figures.derive.restatement import derive_points, derive_restated_share
from ledgergen.model.lazy import lazy


class OddsLaws(Laws):
    """The laws for odds, which are part of a whole that is said with them."""

    def derive(self) -> Derivation | None:
        """Return the place that a fraction may stand for, or else the ratio of two amounts."""
        view = self._view
        if self._is_of_markets:
            return derive_abroad(view)
        found = derive_points(view) or derive_next_in_list(view.claim, view.reading) or derive_next(view)
        found = found or derive_haul_ratio(view) or derive_named_share(view)
        if found or self._is_settled:
            return found
        found = derive_restated_share(view) or self._ratio.find() or derive_market_share(view)
        return found or derive_multiplied(view) or derive_pair(view.claim, view.reading)

    def derive_told(self) -> Derivation | None:
        """Return the ratio of two amounts that passages tell, or what two of their steps come to."""
        return None if self._is_settled else self._ratio.find_told() or derive_retold(self._view)

    @lazy
    def _is_settled(self) -> bool:
        """Two amounts or tallies are set against each other, so that nothing else is meant."""
        return self._is_of_markets or compares_hauls(self._view) or names_share(self._view)


class RatioLaws(OddsLaws):
    """The laws for multiples, percents and fractions, which have one amount for their measure."""

    def reckon(self) -> Derivation | None:
        """Return what one of any two amounts at hand is of the other, as luck allows."""
        return None if self._is_settled else self._ratio.reckon()

    def find_instead(self) -> Instead | None:
        """Return the ratio of the two amounts that words name outright."""
        return self._ratio.find_instead()

    def is_reckoned(self) -> bool:
        """Tell whether words name both amounts."""
        return self._ratio.is_bound()
