"""Which of several accounts a figure is reckoned from: “at the lower figure”, “the larger estimate”."""

from __future__ import annotations

from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.accounts_told import HIGHER, LOWER


def find_choice(view: View) -> tuple[bool, bool] | None:
    """Return which of several accounts is picked: whether of the measure, and whether the lower one.

    “At the lower figure more than seven times the stake” picks a head, “thirty times the higher
    estimate” and “of the smaller about two-thirds” a measure.
    """
    before = view.before(_NEAR)
    behind = view.reading.words_between(view.claim.right, view.find_break(_NEAR))
    for place in [n for n, word in enumerate(before) if word in STOPS][-1:]:
        before = before[place + 1 :]
    for place, word in enumerate(behind[1:]):
        if behind[place] in _PICKING and word in LOWER | HIGHER:
            return True, word in LOWER
    for place, word in enumerate(before[1:]):
        if before[place] in _PICKING and word in LOWER | HIGHER:
            is_measure = before[place - 1 : place] == ("of",) and place > 0
            # “63 cents on each dollar of the leaner cost, with …” picks for the figure before.
            return None if is_measure and "," in before[place:] else (is_measure, word in LOWER)
    return None


_NEAR = 7
_PICKING = frozenset({"the", "that", "its"})
