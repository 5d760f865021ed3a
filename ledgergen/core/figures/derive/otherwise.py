"""What a figure would be, by evidence: the value of the reckoning that its sentence means.

“Nichols, aged 41 when the picture opened” needs no value to be understood: his birthday and the
opening are facts, and the age is 36. The laws of this folder are asked the other way round: not which
operands make the stated value, but which operands the words mean, whatever comes of them. That is
a bolder claim than a proof, for no value vouches for it, and an editor may put it in print with one key.
So the words must leave no choice: the operands that stand nearest and are firmly meant come to
one value, or nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.slips import is_of_another_size
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """A value that the evidence makes of what a sentence says."""

    value: Decimal
    """In the unit and scale of the figure."""
    derivation: Derivation
    nearness: int = 0
    """How far the operands stand from the figure; 0 is its own sentence."""


def choose(found: Iterable[Instead], mention: Mention) -> Instead | None:
    """Return what the nearest operands make, where all of them make the same, of the size that is stated."""
    nearest: list[Instead] = []
    for instead in found:
        if not nearest or instead.nearness < nearest[0].nearness:
            nearest = [instead]
        elif instead.nearness == nearest[0].nearness:
            nearest.append(instead)
    if not nearest:
        return None
    values = [instead.value for instead in nearest]
    is_one = max(values) - min(values) <= min(values) * _SAME
    return nearest[0] if is_one and not is_of_another_size(mention.value, nearest[0].value) else None


_SAME = Decimal("0.02")
"""Two sources differ by so little, as a share, that what is reckoned from either is written alike."""
