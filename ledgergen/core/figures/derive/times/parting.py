"""Years that part two films by their titles: “three years separate *Salt Ferry* from *Iron Orchard*”.

Neither is said to be the later one, so that either order will do; and no other date is an end of it.
"""

from __future__ import annotations

import re
from itertools import product

from ledgergen.core.figures.derive.derivation import Derivation, measures, render_period
from ledgergen.core.figures.derive.times.age_moment import find_showings
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.facts.plain import read_plainly
from ledgergen.core.figures.mention import Mention, Period


def derive_parting(view: View, mention: Mention) -> Derivation | None:
    """Return the time between the showings of the two films that a verb of parting has behind it."""
    parted = _find_parted(view)
    for (one, datum), (other, after) in product(*parted) if len(parted) == _PAIR else ():
        if measures(mention, one, other):
            first, last = sorted((one, other), key=lambda period: period.first)
            formula = f"{render_period(first)} to {render_period(last)} = {mention.text}"
            return Derivation(formula=formula, inputs=(datum, after), what="time between the two dates")
    return None


def _find_parted(view: View) -> list[list[tuple[Period, Datum]]]:
    """Return when each of the films was shown that a time is said to part."""
    claim, reading = view.claim, view.reading
    if view.behind(1) not in _VERBS:
        return []
    behind, films = read_plainly(reading, claim.right, claim.end)
    if not _PARTING.fullmatch(behind):
        return []
    known = (find_showings(reading.index.entities[n]) for n in films if n != UNKNOWN)
    shown = ([m for m in each if GROUPS.get(m[1].attribute) != "shoot"] for each in known)
    return [each for each in shown if each]


_PAIR = 2
_VERBS = {("separate",), ("separated",), ("separates",), ("part",), ("parted",), ("divide",), ("divided",)}
_PARTING = re.compile(r"(?:separate|part|divide)[sd]?(?:ed)? T (?:from|and) T")
