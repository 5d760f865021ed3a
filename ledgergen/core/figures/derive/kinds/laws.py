"""What is asked of a figure, in this order, whatever its kind; each kind answers what it can.

Two films' like amounts may be compared or guessed at in figures of any kind; all else is the kind's own.
Most figures are proven before they come to the dear questions, so what those need is made when asked for.
"""

from __future__ import annotations

from ledgergen.core.figures.derive.amounts.abroad import compares_markets
from ledgergen.core.figures.derive.amounts.compared import derive_compared
from ledgergen.core.figures.derive.amounts.ends import derive_ends
from ledgergen.core.figures.derive.amounts.likely import derive_likely
from ledgergen.core.figures.derive.amounts.likely_ratio import derive_likely_ratio
from ledgergen.core.figures.derive.amounts.ratio import Ratio
from ledgergen.core.figures.derive.amounts.total import Total
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.core.figures.derive.view import View
from ledgergen.model.lazy import lazy


class Laws:
    """The laws for figures of one kind; these alone for kinds that are never reckoned."""

    def __init__(self, view: View) -> None:
        self._view = view

    def derive_tally(self) -> Derivation | None:
        """Return what tallies of prizes add up to, which no one of them contradicts."""
        return None

    def derive_framed(self) -> Derivation | None:
        """Return what comes of the amounts that the sentence names, whatever facts say of one alone."""
        return None

    def derive(self) -> Derivation | None:
        """Return a derivation from facts and print that yields the figure and fits what its sentence says."""
        return None

    def derive_told(self) -> Derivation | None:
        """Return a derivation that takes what passages tell, for a figure that has none without it."""
        return None

    def compare(self) -> Derivation | None:
        """Return how far two films' like amounts are apart, where words describe the other one."""
        return derive_compared(self._view)

    def reckon(self) -> Derivation | None:
        """Return the operation that the figure's form names, over operands at hand, as luck allows."""
        return None

    def reckon_rest(self) -> Derivation | None:
        """Return what lies between two amounts told of before a sum that its words call something else."""
        return None

    def guess(self) -> Derivation | None:
        """Return what two films' like amounts are to each other, where words tell neither film."""
        return derive_ends(self._view, _guess) if self._view.claim.mention.is_range else _guess(self._view)

    def find_instead(self) -> Instead | None:
        """Return what the evidence makes of what the sentence says, whatever figure it states."""
        return None

    def find_reversed(self) -> Derivation | None:
        """Return what makes the figure of two amounts that the sentence has the wrong way round."""
        return None

    def is_reckoned(self) -> bool:
        """Tell whether the sentence itself says what the figure is reckoned from, and evidence holds it.

        The same number elsewhere in the evidence is then no proof.
        """
        return False

    @property
    def is_faced(self) -> bool:
        """Tell whether `derive_framed` has seen to it which of two amounts is said to be the greater."""
        return False

    @property
    def is_framed(self) -> bool:
        """Tell whether the figure can be nothing else than what comes of what the sentence names.

        A fact of the very value is then another thing's.
        """
        return False

    @property
    def is_rate(self) -> bool:
        """Tell whether the figure is so much for each of a thing."""
        return self._total.is_rate

    @lazy
    def _is_of_markets(self) -> bool:
        """Two markets are set against each other, so that nothing else is meant."""
        return compares_markets(self._view)

    @lazy
    def _ratio(self) -> Ratio:
        return Ratio(self._view)

    @lazy
    def _total(self) -> Total:
        return Total(self._view)


def _guess(view: View) -> Derivation | None:
    return derive_likely(view) or derive_likely_ratio(view)
