"""What one market gave beside the rest of the world: “$15.8 million more abroad than at home”.

No fact tells what the rest of the world paid: it is what home leaves of the world's receipts.
A sentence that names both sides compares the two, and the one before the figure, or the
first behind it, is set against the other. Then there is one pair, and nothing is searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts
from ledgergen.core.figures.derive.clause import find_clause
from ledgergen.core.figures.derive.comparison import AS_MUCH
from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.hedge import stands_behind_by


def compares_markets(view: View) -> bool:
    """Tell whether a figure sets home and the rest of the world against each other, and facts know both."""
    is_compared = _is_gap(view) or _is_head_abroad(view) is not None
    return is_compared and any(_find_receipts(view))


def _is_gap(view: View) -> bool:
    """“The gap between home and abroad was $700,000”: how far the two are apart, whichever is the greater."""
    if view.claim.mention.kind is not Kind.MONEY:
        return False
    first = find_clause(view)
    words = view.reading.words_between(first, view.claim.left)
    places = {c.value for c in view.cues if c.kind == "territory" and first <= c.start < view.claim.left}
    home = {"home", *view.reading.index.home}
    is_both = bool(places & _ABROAD) and (bool(places & home) or "home" in words)
    return is_both and "between" in words and places <= _ABROAD | home


def derive_abroad(view: View) -> Derivation | None:
    """Return how far two markets are apart, or how many times one is the other, where both are named."""
    is_abroad = _is_head_abroad(view)
    for world, home in _find_receipts(view):
        rest = world.value - home.value
        head, other = (rest, home.value) if is_abroad else (home.value, rest)
        if _is_gap(view):
            head, other = max(head, other), min(head, other)
        if rest <= 0:
            continue
        left = f"{render_plain(world.value)} - {render_plain(home.value)} = {render_plain(rest)}"
        value, formula = _compare(view, head, other)
        if value > 0 and agree(view.claim.mention, value):
            return Derivation(
                formula=f"{left}; {formula}",
                inputs=tuple(o.datum for o in (world, home) if o.datum),
                what="home beside the rest of the world",
            )
    return None


def _compare(view: View, head: Decimal, other: Decimal) -> tuple[Decimal, str]:
    """Return what the figure should say of two amounts, and how it is reckoned."""
    if view.claim.mention.kind is Kind.MULTIPLE:
        return head / other, f"{render_plain(head)} / {render_plain(other)} = {render_short(head / other)}"
    high, low = (other, head) if not _LESS.isdisjoint(view.behind(_COMPARED)) else (head, other)
    return high - low, f"{render_plain(high)} - {render_plain(low)} = {render_plain(high - low)}"


def _is_head_abroad(view: View) -> bool | None:
    """Tell whether what is set against the other is what came from abroad; None where nothing is compared."""
    mention, claim = view.claim.mention, view.claim
    is_by = stands_behind_by(view.reading.document.words, claim.left)
    is_difference = not (_MORE | _LESS).isdisjoint(view.behind(_COMPARED)) or is_by
    is_difference = mention.kind is Kind.MONEY and is_difference
    if not (is_difference or mention.kind is Kind.MULTIPLE):
        return None
    home, first, end = view.reading.index.home, find_clause(view), view.find_break(_FAR)
    places = [
        (cue.start, cue.end <= claim.left, cue.value in _ABROAD)
        for cue in view.cues
        if cue.kind == "territory"
        and first <= cue.start < end
        and (cue.value in _ABROAD or cue.value in home)
    ]
    for at, word in enumerate(view.reading.words_between(first, end), first):
        if word == "home" and view.reading.words_between(at - 1, at) not in _NOT_A_SIDE:
            places.append((at, at < claim.left, False))  # “abroad outbid home by”
    sides = [(is_before, is_abroad) for _, is_before, is_abroad in sorted(places)]
    if {is_abroad for _, is_abroad in sides} != {True, False}:
        return None
    before = [is_abroad for is_before, is_abroad in sides if is_before]
    behind = [is_abroad for is_before, is_abroad in sides if not is_before]
    if not is_difference and not (before and behind and before[-1] is not behind[0]):
        return None  # “$21 million at home and $37 million overseas, or five times the principal”
    if before and behind and not is_difference and _takes_up(view):
        return behind[0]  # “$84 million at home and twice that abroad”
    return before[0 if is_by else -1] if before else behind[0]


def _takes_up(view: View) -> bool:
    """Tell whether what stands before is the measure: “twice that”, “three times as much”."""
    behind = view.behind(_COMPARED + 1)
    return behind[:1] == ("that",) or (behind[:2] in AS_MUCH and behind[2:] != ("as",))


def _find_receipts(view: View) -> Iterator[tuple[Operand, Operand]]:
    """Yield what the film of the figure took in the world, and at home, by each account."""
    film = view.claim.film
    worldwide = find_amounts(view, Phrase(group="gross", films=(film,), place="worldwide"), None)
    at_home = find_amounts(view, Phrase(group="gross", films=(film,), place="home"), None)
    yield from ((world, home) for world in worldwide for home in at_home if world.unit == home.unit)


_ABROAD = frozenset({"overseas"})
_NOT_A_SIDE = {("brought",), ("came",), ("went",), ("took",), ("at",), ("the",), ("come",), ("bring",)}
_COMPARED = 2
_FAR = 12
_MORE = frozenset({"more", "ahead", "above", "better", "richer"})
_LESS = frozenset({"less", "fewer", "behind", "below", "short", "worse", "poorer"})
