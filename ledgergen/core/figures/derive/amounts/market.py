"""What part of a film's receipts one market gave: “53 percent of its worldwide gross came from America”.

The sentence names the whole, a market and maybe the film, in any order. No fact tells what came from
abroad: where none does, it is what home leaves of the world's receipts. There is one
pair of amounts, by each account, and nothing is searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.clause import find_clause_cues, find_film
from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.mention import SHARE_KINDS, Kind
from ledgergen.core.figures.wordlists import word_set


class _Part(NamedTuple):
    """What a film took in the world, and of it in one market."""

    world: Operand
    other: Operand
    """The market, or home, where the market is what home leaves."""
    value: Decimal
    formula: str
    """How the part is reckoned; empty where a fact states it."""


def derive_market_share(view: View) -> Derivation | None:
    """Return the part of a film's receipts that came from the market which the sentence names."""
    market = _find_market(view)
    for part in _find_parts(view, market) if market else ():
        share = part.value / part.world.value
        stated = share * 100 if view.claim.mention.kind is Kind.PERCENT else share
        if share < 1 and agree(view.claim.mention, stated):
            whole = render_plain(part.world.value)
            return Derivation(
                formula=f"{part.formula}{render_plain(part.value)} / {whole} = {render_short(share)}",
                inputs=tuple(o.datum for o in (part.other, part.world) if o.datum),
                what="a market's part of the receipts",
            )
    return None


def _find_market(view: View) -> str:
    """Return the one market that a clause names beside a part of receipts, or nothing."""
    if view.claim.mention.kind not in SHARE_KINDS:
        return ""
    behind = view.behind(_NEAR)
    if behind[:1] != ("of",) or _WHOLE.isdisjoint(behind):
        return ""
    places = find_clause_cues(view, "territory")
    whole = view.claim.right + next(n for n, word in enumerate(behind) if word in _WHOLE)
    if any(view.claim.right <= c.start < whole and c.value not in WORLD for c in places):
        return ""  # “26 percent of its domestic gross”: the market is that of the whole
    said = [c.value for c in places]
    markets = dict.fromkeys(place for place in said if place not in WORLD)
    return next(iter(markets)) if len(markets) == 1 else ""


def _find_parts(view: View, market: str) -> Iterator[_Part]:
    """Yield what a film took in the world and in a market, by each account."""
    film = find_film(view)
    if film == UNKNOWN:
        return

    def find(place: str) -> list[Operand]:
        return find_amounts(view, Phrase(group="gross", films=(film,), place=place), None)

    for world in find("worldwide"):
        yield from (_Part(world, part, part.value, "") for part in find(market) if part.unit == world.unit)
        for home in find("home") if market == "overseas" else ():
            rest = world.value - home.value
            if home.unit == world.unit and rest > 0:
                reckoned = (
                    f"{render_plain(world.value)} - {render_plain(home.value)} = {render_plain(rest)}; "
                )
                yield _Part(world, home, rest, reckoned)


_NEAR = 6
_WHOLE = word_set(
    "gross receipts takings box revenue revenues income business earnings haul take total proceeds"
)
