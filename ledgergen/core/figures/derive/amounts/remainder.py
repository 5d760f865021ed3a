"""What a whole leaves beside several parts: “outside Spain and France”, “between them all but $7 million”.

The whole is what a film took in the world. The parts are what it took in the
territories that the sentence names, or in all those of which the paragraph has
just given the amounts; one part alone is a plain difference (`derive.amounts.total`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.canonical import find_territory
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.derivation import Derivation, render_plain
from ledgergen.core.figures.derive.operand import Operand, read_unit, share_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN


def derive_remainder(view: View) -> Derivation | None:
    """Return what the world leaves besides the territories that are spoken of."""
    mention = view.claim.mention
    unit, _ = read_unit(mention)
    if unit is None or not (says(view, "elsewhere") or says(view, "allbut")):
        return None
    for film in dict.fromkeys((*view.claim.films, *view.base)):
        taken = [o for o in view.scene.find_facts(film) if o.group in _TAKEN] if film != UNKNOWN else []
        wholes = [o for o in taken if o.territory in WORLD and unit in {o.unit, ""}]
        for whole in wholes:
            for parts in _find_parts(view, taken, whole):
                value = whole.value - sum((o.value for o in parts), Decimal(0))
                if value > 0 and agree(mention, value):
                    return _build(whole, parts, value)
    return None


def _find_parts(view: View, taken: list[Operand], whole: Operand) -> Iterator[tuple[Operand, ...]]:
    """Yield one amount for each territory named here, then for each just told of."""
    cues = [c for c in view.cues if c.kind == "territory"]
    named = [place for c in cues if (place := _name_place(view, c)) not in _NOWHERE]
    printed = view.scene.find_printed(view.paragraph, view.claim.left)
    settled = [view.scene.settle(o) for o in printed if share_unit(o, whole)]
    told = [o.territory for o in settled if o.is_proven and o.datum and o.subject == whole.subject]
    for places in (named, [place for place in told if place not in _NOWHERE]):
        rows = [
            [o for o in taken if o.territory == place and o.group == whole.group and o.unit == whole.unit]
            for place in dict.fromkeys(places)
        ]
        if len(rows) > 1 and all(rows):
            yield from islice(product(*rows), _MOST_MIXED)


def _name_place(view: View, cue: Cue) -> str:
    """Return the territory of a cue; “outside the United States” names one, too."""
    words = view.reading.words_between(cue.start, cue.end)
    if words[:1] != ("outside",):
        return cue.value
    return find_territory(" ".join(word for word in words[1:] if word != "the"))


def _build(whole: Operand, parts: tuple[Operand, ...], value: Decimal) -> Derivation:
    less = " - ".join(render_plain(o.value) for o in parts)
    return Derivation(
        formula=f"{render_plain(whole.value)} - {less} = {render_plain(value)}",
        inputs=tuple(o.datum for o in (whole, *parts) if o.datum),
        what="the world less the territories spoken of",
    )


_TAKEN = frozenset({"gross", "admissions"})
_NOWHERE = WORLD | {"overseas", "home"}
_MOST_MIXED = 8
