"""How a figure goes wrong in copying: what another value must be like to be the one that was meant.

A digit is changed, two are exchanged, the point is moved; or the writer rounds too far. Whatever is
many times a figure and none of these was never meant by it.
"""

from __future__ import annotations

from decimal import Decimal


def is_slip(stated: Decimal, known: Decimal) -> bool:
    """Tell whether one number is the other with one digit changed, two exchanged, or the point moved.

    >>> [is_slip(Decimal(n), Decimal(1860)) for n in (186, 1680, 1960, 2960, 1861)]
    [True, True, True, False, True]
    """
    if stated <= 0 or known <= 0:
        return False
    one, other = stated.normalize().as_tuple(), known.normalize().as_tuple()
    if one.digits == other.digits:
        return True
    if stated.adjusted() != known.adjusted():
        return False
    length = max(len(one.digits), len(other.digits))
    mine, its = ((*digits, *[0] * (length - len(digits))) for digits in (one.digits, other.digits))
    changed = [place for place in range(length) if mine[place] != its[place]]
    is_exchanged = sorted(mine[place] for place in changed) == sorted(its[place] for place in changed)
    return len(changed) == 1 or (len(changed) == 2 and is_exchanged)


def is_mistaken(stated: Decimal, known: Decimal | None) -> bool:
    """Tell whether a number is near another, or a slip of it."""
    return known is not None and (abs(stated - known) <= known * _NEAR or is_slip(stated, known))


def is_of_another_size(stated: Decimal, known: Decimal) -> bool:
    """Tell whether one of two numbers is many times the other, and no slip of it.

    >>> is_of_another_size(Decimal(9400), Decimal(7000000)), is_of_another_size(Decimal(94), Decimal(9400))
    (True, False)
    """
    if stated <= 0 or known <= 0:
        return False
    return max(stated, known) > min(stated, known) * _FAR_OFF and not is_slip(stated, known)


_NEAR = Decimal("0.1")
"""Who rounds too far, or hedges the wrong way, is so near."""
_FAR_OFF = 5
