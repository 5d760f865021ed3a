"""Sums of a row of figures: “the trilogy took $23.6 million”, “$2 million, $3 million and …, together”.

A sum takes a *run* and never a selection: the figures that stand in a row in the
draft and end at this one, or one like amount of every film that the paragraph
names. A selection of four amounts out of ten reaches any number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise, permutations, product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.counts.collection import find_series, find_series_runs
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import (
    BARE,
    COUNT,
    SHARE,
    Operand,
    counts_the_same,
    is_money,
    read_unit,
)
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import RECEIPTS, SUMS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN


def is_alike(view: View, operand: Operand, unit: str) -> bool:
    """Tell whether an operand is of the figure's sort; “forty-six fewer” leaves its unit to the operands."""
    if operand.unit == SHARE:
        return False
    if unit == BARE:
        return is_money(operand) or operand.unit == COUNT  # “1.1 million more”: of what, the operands say
    if is_money(operand):
        return operand.unit in {unit, BARE}
    mention = view.claim.mention
    if unit == COUNT and operand.unit != COUNT:
        is_left_out = not mention.noun or says(view, "fewer")
        return is_left_out and operand.unit == "minute"
    return operand.unit == unit and (unit != COUNT or counts_the_same(mention.noun, operand.noun))


def ask_runs(view: View, runs: Iterator[tuple[Operand, ...]]) -> Derivation | None:
    """Return the sum of the first of some rows that makes the figure and is proven."""
    _, worth = read_unit(view.claim.mention)
    for run in islice(runs, _MOST_RUNS):
        total = sum((operand.value for operand in run), Decimal(0))
        if agree(view.claim.mention, total / worth) is None:
            continue
        settled = [view.scene.settle(operand) for operand in run]
        if all(operand.is_proven for operand in settled) and not _overlap(settled):
            formula = " + ".join(render_plain(o.value) for o in run)
            inputs = tuple(o.datum for o in settled if o.datum)
            return Derivation(
                formula=f"{formula} = {render_short(total)}", inputs=inputs, what="sum of the figures at hand"
            )
    return None


def _overlap(run: Sequence[Operand]) -> bool:
    """Tell whether one amount of a run is a part of another: of its run, of the world."""
    taken = [o for o in run if o.group in RECEIPTS and o.subject != UNKNOWN]
    return any(_is_part(one, other) for one, other in permutations(taken, 2) if one.subject == other.subject)


def _is_part(one: Operand, other: Operand) -> bool:
    if other.group != "gross":
        return False
    is_first = one.group == "opening"
    is_within = other.territory in WORLD or (is_first and one.territory == other.territory)
    return is_within and (is_first or one.territory not in WORLD)


def find_runs(view: View, unit: str) -> Iterator[tuple[Operand, ...]]:
    """Yield rows of figures of one sort: of the draft, ending at the figure; of the films that it names."""
    printed = [
        o for o in [*view.earlier[::-1], *view.here] if o.left < view.claim.left and is_alike(view, o, unit)
    ]
    for first in range(len(printed) - 2, max(len(printed) - _LONGEST, -1), -1):
        yield tuple(printed[first:])
    for first in range(len(printed) - 1, -1, -1):
        # “Each of the two was paid $5 million; add …”, “for $5 million, and spent the same again”
        near = view.reading.words_between(printed[first].left - 6, printed[first].right + 1)
        after = view.reading.words_between(printed[first].right, view.claim.left)
        if not _EACH.isdisjoint(near) or not _AGAIN.isdisjoint(pairwise(after)):
            yield (printed[first], *printed[first:])
    yield from _find_fact_runs(view, unit)
    series = find_series(view.reading.index)
    alike = {n: [o for o in view.scene.find_facts(n) if is_alike(view, o, unit)] for n in series}
    yield from find_series_runs(view, alike)


def _find_fact_runs(view: View, unit: str) -> Iterator[tuple[Operand, ...]]:
    """Yield one like amount of each of the films that the paragraph has named last, with this one's."""
    cues = view.reading.sentence_cues(view.paragraph, view.claim.end)
    films = [n for c in cues if c.kind == "film" for n in c.entities if n != UNKNOWN]
    order = list(dict.fromkeys([*films[::-1], MAIN]))[:_MOST_FILMS]
    known = {n: [o for o in view.scene.find_facts(n) if is_alike(view, o, unit)] for n in order}
    groups = dict.fromkeys((o.group, o.territory) for o in known.get(MAIN, ()) if _is_said(view, o))
    for group, territory in groups:
        rows = [
            [o for o in known[n] if o.group == group and (o.territory == territory or group != "gross")][
                :_ACCOUNTS
            ]
            for n in order
        ]
        rows = [row for row in rows if row]
        for length in range(2, len(rows) + 1):
            yield from islice(product(*rows[:length]), _MOST_MIXED)
            if length < len(rows):
                yield from islice(product(*rows[: length - 1], rows[-1]), _MOST_MIXED)


def _is_said(view: View, operand: Operand) -> bool:
    """Tell whether a sentence that names sorts of amount names this one: a bill is no receipts."""
    said = view.groups & SUMS
    return not said or operand.group not in SUMS or operand.group in said


def find_told_rows(view: View, unit: str, told: Sequence[Operand]) -> Iterator[tuple[Operand, ...]]:
    """Yield rows of figures of one sort that stand in one sentence of the passages, the longest first."""
    for sentence in dict.fromkeys(o.sentence for o in told):
        row = tuple(o for o in view.scene.read_sentence(sentence) if is_alike(view, o, unit))
        for length in range(len(row), 1, -1) if len(row) <= _LONGEST else ():
            yield from (row[first : first + length] for first in range(len(row) - length + 1))


_EACH = frozenset({"each", "apiece", "both", "either"})
_AGAIN = frozenset(
    {("same", "again"), ("much", "again"), ("equal", "sum"), ("second", "time"), ("same", "sum")}
)
_LONGEST = 8
_MOST_RUNS = 90
_MOST_FILMS = 7
_MOST_MIXED = 8
_ACCOUNTS = 2
