"""How much luck a search may have had: the bound under which a hit still proves something.

Some pair of thirty amounts always divides to about three. What a hit is worth
depends on two things only: how many pairs were tried, and how wide the window
was that each had to meet. So both are counted. An amount that has nothing to do
with the figure lies anywhere within a hundredfold of the one that it is set
beside, as likely in the one tenfold as in the next; whether it meets the window
by accident is then as likely as the window is long, on the scale of logarithms:

    chance = ln(highest / lowest) / ln(100)

    54 percent, [53.5, 54.5]           0.004
    half, [0.475, 0.525]               0.022
    twice, [1.8, 2.2]                  0.044
    more than twice, [2, 2.95]         0.084

The chances of all pairs that were tried are added up. Once they come to more
than the bound (`MOST`), the search ends without an answer. So a precise figure may be
looked for among dozens of pairs, a round one among two or three: those that stand
beside it. The order of the pairs is their likelihood, and what words exclude is
never tried, for each pair costs the same whether it makes sense or not.

Times and running times have spreads of their own: a time between two dates is
anything from a week to half a century, and films are of like length.

Where the words leave open which pair is meant, not even the order of the pairs is known. Then
the pair that fits must fit closely: what counts is how likely some pair of those tried comes so
near (`find_chance`), and that is bounded more tightly (`LIKELY`).

The bound is a tenth. A wrong figure passes by luck at that rate at most, and less,
for words exclude most pairs before; a sound one is lost where its operands stand
behind more than a few others.
"""

from __future__ import annotations

import math
from decimal import Decimal

from ledgergen.core.figures.agree import find_bounds
from ledgergen.core.figures.durations import DAYS, YEARS
from ledgergen.core.figures.mention import Mention

MOST = 0.1
LIKELY = 0.05
"""For what comes near by accident: a sum of two digits may be looked for among a dozen pairs."""
SPREAD = 100.0
SPREAD_OF_TIMES = 2600.0
"""Half a century is so many times a week."""


class Luck:
    """The luck that the search for one figure has left."""

    def __init__(self, *, spread: float = SPREAD, most: float = MOST) -> None:
        """Begin a search among values that lie so many fold apart, with so much luck at most."""
        self._spread = math.log(spread)
        self._left = most

    def allows(self, low: float, high: float) -> bool:
        """Pay for a pair that must meet a window; False where it costs more than is left.

        >>> luck = Luck()
        >>> luck.allows(0.475, 0.525), luck.allows(2, 2.95)
        (True, False)
        """
        if low <= 0 or high <= 0:
            return False
        return self.pays(math.log(high / low) / self._spread)

    def pays(self, chance: float) -> bool:
        """Pay for a pair that meets the figure by such a chance; False where that is more than is left."""
        self._left -= chance
        return self._left >= 0


def find_chance(stated: Decimal, value: Decimal, *, is_one_sided: bool) -> float:
    """Return how likely an amount that has nothing to do with a figure lies as near as this one.

    >>> round(find_chance(Decimal(146), Decimal("146.02"), is_one_sided=False), 4)
    0.0005
    >>> round(find_chance(Decimal(4), Decimal("4.3"), is_one_sided=False), 3)
    0.031
    """
    if stated <= 0 or value <= 0:
        return 1.0
    apart = abs(math.log(value / stated)) * (1 if is_one_sided else 2)
    return max(apart / math.log(SPREAD), _LEAST)


_LEAST = 0.0005


def find_window(mention: Mention) -> tuple[float, float]:
    """Return between how many days a time lies that is written so.

    Years are counted in full or on the calendar, so half a unit is allowed on either side.
    """
    low, high = (mention.low, mention.high) if mention.is_range else find_bounds(mention)
    worth = float(DAYS.get(mention.unit) or YEARS[mention.unit] * 365)
    slack = min(worth, 365) / 2
    return max(float(low) * worth - slack, 1.0), float(high) * worth + slack
