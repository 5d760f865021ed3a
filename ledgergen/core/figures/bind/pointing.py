"""“There”: the place that a sentence named last.

“It reached America in July; the run there added …”: whoever says where an amount was
taken by pointing back means the country that stands before the pointer, and none that was
only a yardstick (“eighteen months behind Paris”). Before a verb of being it points nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.closed_classes import DETERMINERS
from ledgergen.core.figures.wordlists import word_set


def find_pointed(words: Sequence[str], near: slice, territories: Sequence[Cue]) -> str:
    """Return the territory that a “there” among the words near an amount points to, or nothing."""
    window = words[near]
    if "there" not in window:
        return ""
    place = near.stop - 1 - window[::-1].index("there")
    if words[place + 1] in _EXISTING:
        return ""
    for cue in reversed(territories):
        if cue.end <= place and not is_measured_from(words, cue):
            return cue.value
    return ""


def is_measured_from(words: Sequence[str], cue: Cue) -> bool:
    """Tell whether a territory is only a yardstick: “five months behind Paris”, “after the Irish launch”."""
    place = cue.start - 1
    if place > 0 and words[place] in DETERMINERS:
        place -= 1
    if place >= 0 and words[place] == "with" and not _IT.isdisjoint(words[cue.end : cue.end + 1]):
        return True  # “with the rest of the planet it reached $15 million”: with it, and more
    return place >= 0 and words[place] in _MEASURING


_IT = frozenset({"it", "they"})
_MEASURING: Final = word_set("behind after before than unlike beyond ahead following")
"""A territory behind one of these is a yardstick: “five months behind Paris”."""
POINTED: Final = 7
"""So many words before an amount, a “there” may say where it was taken."""
_EXISTING = word_set("is was were are has had would to will came remained")
