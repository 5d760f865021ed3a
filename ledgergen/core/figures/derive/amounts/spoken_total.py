"""A difference whose parts are said: “surpassed its budget by $25.7 million”.

As a ratio's (`derive.amounts.spoken`), the two parts of a difference are named by words or in print,
and then there is one pair: the amount before the figure, or what its clause tells of,
and what stands behind “short of” and “more than”; what a film took and what it cost, where
a clause that ends in “by” tells of both; else, behind “by” or “an increase of”, the
amount from which it has grown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledgergen.core.figures.bind.passing import is_comparison
from ledgergen.core.figures.derive.amounts.engine import reckon_pair
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.phrase import find_amounts, read_phrase
from ledgergen.core.figures.derive.amounts.spoken import (
    Pair,
    find_former,
    find_heads,
    find_taken,
    settle_last,
)
from ledgergen.core.figures.derive.clause import find_clause, find_end
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.operand import read_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.scan.hedge import stands_behind_by


def reckon_difference(view: View, pairs: Iterable[Pair]) -> Derivation | None:
    """Return what lies between the two amounts of one of some pairs."""
    _, worth = read_unit(view.claim.mention)
    ordered = (sorted(pair, key=lambda o: -o.value) for pair in pairs)
    found = (reckon_pair(view, Relation.DIFFERENCE, high, low, 1 / worth) for high, low in ordered)
    return next(filter(None, found), None)


def find_apart(view: View) -> Iterator[Pair]:
    """Yield the two amounts between which a figure lies, where words name both."""
    start = next((len(words) for words in _COMPARING if view.behind(len(words)) == words), 0)
    start = start or (_COMPARISON if is_comparison(view.behind(_COMPARISON)) else 0)
    is_by = stands_behind_by(view.reading.document.words, view.claim.left)
    is_change = view.before(3)[-1:] == ("of",) and (says(view, "rise") or says(view, "fall"))
    if not (start or is_by or is_change):
        return
    first = find_clause(view)
    before = [o for o in view.here if view.is_before(o) and o.left >= first]
    said = settle_last(view, before) if before else None
    heads = [said] if said else [] if before else find_heads(view, first)
    if start:
        group = next((head.group for head in heads), "")
        phrase = read_phrase(view, view.claim.right + start, view.find_break(_FAR), group=group)
        if phrase and (phrase.is_sorted or phrase.films):
            yield from ((head, other) for head in heads for other in find_amounts(view, phrase, head))
        return
    if is_by and not before:
        yield from find_taken(view, first, find_end(view))
    yield from ((head, other) for head in heads for other in find_former(view, head))


_COMPARING = (
    ("in", "excess", "of"),
    *((word, "of") for word in ("short", "shy", "ahead")),
    *((word,) for word in ("above", "below", "under", "over", "beyond")),
)
_COMPARISON = 2
"""Tokens of “cheaper than”."""
_FAR = 14
