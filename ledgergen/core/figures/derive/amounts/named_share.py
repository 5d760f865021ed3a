"""A part of an amount, where words name both: “the budget was 32 percent of its worldwide gross”.

What is measured stands anywhere in the clause, its measure behind “of” or behind “multiplied”, and both
amounts are of the clause's one film; a clause of two is left to other laws. There is one pair of amounts,
by each account, and nothing is searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts
from ledgergen.core.figures.derive.clause import find_clause_cues, find_film
from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.mention import SHARE_KINDS, Kind


def names_share(view: View) -> bool:
    """Tell whether a clause names a first weekend and what it is a part of, and facts know both."""
    return any(one.group == _OPENING for one, _ in _find_shares(view))


def derive_named_share(view: View) -> Derivation | None:
    """Return the part that one amount of a film is of another, where the clause names the sort of both."""
    scale = 100 if view.claim.mention.kind is Kind.PERCENT else 1
    for one, other in _find_shares(view):
        if agree(view.claim.mention, one.value / other.value * scale):
            return _tell(one, other)
    return None


def _find_shares(view: View) -> Iterator[tuple[Operand, Operand]]:
    """Yield what a figure may be the share of: the part, and the whole of which words say “of”."""
    if view.claim.mention.kind not in SHARE_KINDS or view.behind(1) != ("of",):
        return
    money, film = find_clause_cues(view, "money"), find_film(view)
    whole = next((c.value for c in money if 0 < c.start - view.claim.right < _NEAR), "")
    if film == UNKNOWN or whole not in _SORTS:
        return
    parts = {c.value for c in money if not c.is_weak} - {whole}
    if _OPENING in parts:
        parts -= {"gross"}  # “it earned 26 percent of its total in the opening weekend”
    if len(parts) != 1 or not parts <= _SORTS:
        return
    part = parts.pop()
    pairs = product(_find(view, film, part, whole), _find(view, film, whole, part))
    yield from ((one, other) for one, other in pairs if one.unit == other.unit and one.value < other.value)


def derive_multiplied(view: View) -> Derivation | None:
    """Return what receipts are to an amount that they are said to have multiplied: “its opening by 3.9”."""
    mention = view.claim.mention
    before = view.before(_NEAR)
    is_bare = mention.kind is Kind.COUNT and before[-1:] == ("by",) and not mention.noun
    if not (is_bare or mention.kind is Kind.MULTIPLE) or _MULTIPLIED.isdisjoint(before):
        return None
    film = find_film(view)
    measures = [
        c.value for c in find_clause_cues(view, "money") if c.start < view.claim.left and c.value in _MEASURES
    ]
    if film == UNKNOWN or len(set(measures)) != 1:
        return None
    for one, other in product(_find(view, film, "gross", measures[0]), _find(view, film, measures[0], "")):
        if one.unit == other.unit and agree(mention, one.value / other.value):
            return _tell(one, other)
    return None


def _find(view: View, film: int, group: str, beside: str) -> Iterator[Operand]:
    """Yield what a film cost, or took where the clause says; by a first weekend at home, too."""
    places = dict.fromkeys(c.value for c in find_clause_cues(view, "territory"))
    if group == "gross" and len(places) > 1:
        return
    asked = list(places) or (["home", "worldwide"] if beside == _OPENING else ["worldwide"])
    for place in asked if group == "gross" else [""]:
        yield from find_amounts(view, Phrase(group=group, films=(film,), place=place), None)


def _tell(one: Operand, other: Operand) -> Derivation:
    quotient = render_short(one.value / other.value)
    formula = f"{render_plain(one.value)} / {render_plain(other.value)} = {quotient}"
    inputs = tuple(o.datum for o in (one, other) if o.datum)
    return Derivation(formula=formula, inputs=inputs, what="one amount of a film by another")


_OPENING = "opening"
_SORTS = frozenset({"cost", "gross", _OPENING, "marketing"})
_MEASURES = frozenset({"cost", _OPENING})
_MULTIPLIED = frozenset({"multiplied", "multiplies"})
_NEAR = 8
