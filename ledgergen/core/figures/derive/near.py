"""Arithmetic on figures that stand side by side: “$20 million, a fifth of the $100 million”.

A sentence often measures one of its own figures by another, and the reader can
do the sum. The operands are then no search result but stand there in print,
each with a verdict of its own; only their relation is proven here. Two
operands leave little room for luck, and they are asked for only where the
sentence relates them: “of it”, a comma between amount and share, “a gap of”,
“together”.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, permutations

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.amounts import (
    Term,
    find_money,
    keep_territory,
    render_plain,
    render_short,
    speaks_of_territory,
)
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.facts.index import UNKNOWN
from ledgergen.core.figures.mention import Kind, Mention

_MOST_NEAR = 3
_FAR_BEHIND = 34
"""Tokens before the figure in which an operand may stand; the sentence before may hold it."""
_FAR_AHEAD = 10
_WHOLE = 5


@dataclass(frozen=True, slots=True)
class _Operand:
    """A figure in print that may take part; each end of “$12 or $14 million” is one."""

    value: Decimal
    unit: str
    is_money: bool


def derive_near(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the figure recomputed from figures beside it, where the sentence relates them."""
    mention = claim.mention
    near = _find_near(claim, reading)
    if mention.kind in {Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE}:
        return _derive_ratio(claim, reading, near)
    if mention.kind is Kind.MONEY or (mention.kind is Kind.COUNT and not mention.noun and not mention.unit):
        return _derive_sum(claim, reading, near)
    return None


def _find_near(claim: Claim, reading: Reading) -> list[_Operand]:
    """Return the amounts and counts beside the figure, nearest first."""
    sentence = reading.sentence_of(claim.mention)
    start = max(reading.tokens_of(sentence - 1).start if sentence else 0, claim.left - _FAR_BEHIND)
    before = reading.mentions_between(start, claim.left)
    behind = reading.mentions_between(claim.right, min(claim.right + _FAR_AHEAD, claim.end))
    # “Three fifths of its $213.5 million”: a whole directly behind is nearer than all that stands before.
    whole = [m for m in behind if reading.document.token_at(m.start) - claim.right < _WHOLE]
    order = (*reversed(before[-1:]), *whole, *reversed(before[:-1]), *behind[len(whole) :])
    fit = [operand for m in order for operand in _read_operands(m)]
    return fit[:_MOST_NEAR]


def _read_operands(mention: Mention) -> Iterator[_Operand]:
    is_money = mention.kind is Kind.MONEY
    if mention.not_a_claim or not (is_money or mention.kind is Kind.COUNT):
        return
    for value in dict.fromkeys((mention.high, mention.low)):
        # Small counts are too common for their relations to mean anything.
        if value >= 10:
            yield _Operand(value, mention.unit, is_money)


def _derive_ratio(claim: Claim, reading: Reading, near: list[_Operand]) -> Derivation | None:
    mention = claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    behind = reading.words_between(claim.right, claim.right + 5)
    is_related = (
        behind[:1] == ("of",)
        or not _MEASURES.isdisjoint(behind)
        or reading.words_between(claim.left - 1, claim.left) == (",",)
        or (mention.kind is Kind.MULTIPLE and "multiple" in reading.words_between(claim.left - 5, claim.left))
        or mention.other is not None
    )
    if mention.kind is Kind.MULTIPLE and behind[:1] == ("the",):
        nexts = reading.mentions_between(claim.right, claim.right + 4)
        measures = [operand for other in nexts[:1] for operand in _read_operands(other)]
        if measures:
            lengths = reading.mentions_between(claim.left - 12, claim.left)
            near = near + [_Operand(m.value, "", is_money=False) for m in lengths if m.unit in _LENGTHS]
            return _derive_against_next(claim, near, measures)
    is_change = any(word in vocabulary.CHANGE_WORDS for word in behind)
    if not is_related and not is_change:
        return None
    for top, bottom in _pair_near(claim, reading, near):
        ratio = top.value / bottom.value
        if is_change and ratio != 1 and agree(mention, abs(ratio - 1) * scale):
            return _build(f"{_write(top, bottom, '/')} - 1 = {render_short(ratio - 1)}", top, bottom)
        is_whole = ratio > 1 if mention.kind is Kind.MULTIPLE else ratio < 1
        if is_related and is_whole and agree(mention, ratio * scale):
            return _build(f"{_write(top, bottom, '/')} = {render_short(ratio)}", top, bottom)
    return None


def _derive_against_next(claim: Claim, near: list[_Operand], measures: list[_Operand]) -> Derivation | None:
    """“159 days, nearly three times the 55 planned”: the figure behind “the” is the measure."""
    for bottom in measures:
        for top in near:
            if top.is_money is bottom.is_money and top.unit == bottom.unit and top.value > bottom.value:
                ratio = top.value / bottom.value
                if agree(claim.mention, ratio):
                    one, other = Term(value=top.value), Term(value=bottom.value)
                    return _build(f"{_write(one, other, '/')} = {render_short(ratio)}", one, other)
    return None


def _pair_near(claim: Claim, reading: Reading, near: list[_Operand]) -> Iterator[tuple[Term, Term]]:
    """Yield pairs of operands of one unit; one of them is the figure's next neighbor."""
    if not near:
        return
    first = near[0]
    for one, other in permutations(near, 2):
        if first in {one, other} and _are_alike(one, other):
            yield Term(value=one.value), Term(value=other.value)
    if not first.is_money:
        return
    films = [film for film in claim.films if film != UNKNOWN]
    stated = Term(value=first.value)
    if not _COSTS.isdisjoint(reading.words_between(claim.right, claim.right + 6)):
        costs = find_money(reading, films, "cost")
        yield from ((stated, cost) for cost in costs if _is_other(cost, first))
    if speaks_of_territory(claim, reading):
        grosses = keep_territory(find_money(reading, films, "gross"), claim.territory)
        yield from ((gross, stated) for gross in grosses if _is_other(gross, first))


def _is_other(term: Term, stated: _Operand) -> bool:
    return term.datum is not None and stated.unit in {term.datum.unit, ""} and term.value != stated.value


def derive_each(claim: Claim, reading: Reading) -> Derivation | None:
    """“$137,492 in four theaters, about $34,000 apiece”: an amount by a number of places."""
    mention = claim.mention
    behind = reading.words_between(claim.right, claim.right + 2)
    around = reading.words_between(claim.left - 5, claim.left)
    is_each = bool(behind) and (
        behind[0] in _EACH
        or (len(behind) > 1 and behind[0] in {"a", "per", "for", "to"} and behind[1] in _PLACES)
        or "average" in around
    )
    if mention.kind is not Kind.MONEY or not is_each:
        return None
    sentence = reading.sentence_of(mention)
    start = reading.tokens_of(max(sentence - 2, 0)).start
    before = reading.mentions_between(max(start, claim.left - 60), claim.left)
    films = [film for film in claim.films if film != UNKNOWN]
    sums = [Term(value=m.value) for m in before if m.kind is Kind.MONEY and m.unit == mention.unit][
        -_MOST_NEAR:
    ]
    sums += [term for term in find_money(reading, films, "opening") if term.datum]
    counts = [
        Term(value=m.value)
        for m in before
        if m.kind is Kind.COUNT and not m.unit and m.value > 1 and not _PLACES.isdisjoint(m.noun.split())
    ]
    counts += [
        Term(value=datum.value, datum=datum)
        for film in films
        for name in ("theaters", "screens")
        for datum in reading.index.find(film, name)
        if datum.value
    ]
    for top in sums:
        for bottom in counts:
            if bottom.value > 1 and agree(mention, top.value / bottom.value):
                share = render_short(top.value / bottom.value)
                return _build(f"{_write(top, bottom, '/')} = {share}", top, bottom)
    return None


def _derive_part(claim: Claim, reading: Reading) -> Derivation | None:
    """“Three-quarters of about $40,000, a loan of $30,000”: a share that stands beside its whole."""
    mention = claim.mention
    near = reading.mentions_between(max(claim.first, claim.left - 22), claim.left)
    for share, whole in pairwise(near):
        gap = reading.words_between(
            reading.document.token_at(share.end), reading.document.token_at(whole.start)
        )
        is_share = share.kind in {Kind.FRACTION, Kind.PERCENT} and whole.kind is Kind.MONEY
        if not is_share or gap[:1] != ("of",) or len(gap) > 4 or whole.unit != mention.unit:
            continue
        part = share.value / (100 if share.kind is Kind.PERCENT else 1)
        if agree(mention, part * whole.value):
            top, bottom = Term(value=part), Term(value=whole.value)
            value = render_plain(part * whole.value)
            return _build(f"{render_short(part)} x {render_plain(whole.value)} = {value}", top, bottom)
    return None


def _derive_sum(claim: Claim, reading: Reading, near: list[_Operand]) -> Derivation | None:
    mention = claim.mention
    found = derive_each(claim, reading) or _derive_part(claim, reading)
    if found:
        return found
    words = reading.words_between(claim.left - 9, claim.right + 6)
    signs = [sign for sign, cues in _SIGNS if not cues.isdisjoint(words)]
    if not signs:
        return None
    amounts = [operand for operand in near if operand.is_money and mention.unit in {operand.unit, ""}]
    pairs = [
        (Term(value=one.value), Term(value=other.value))
        for one, other in permutations(amounts, 2)
        if _are_alike(one, other)
    ]
    films = [film for film in claim.films if film != UNKNOWN]
    pairs += [
        (cost, Term(value=amounts[0].value))
        for cost in find_money(reading, films, "cost")
        if amounts and cost.datum and cost.datum.unit == amounts[0].unit
    ]
    for top, bottom in pairs:
        for sign in signs:
            value = top.value + sign * bottom.value
            if value > 0 and agree(mention, value):
                mark = "+" if sign > 0 else "-"
                return _build(f"{_write(top, bottom, mark)} = {render_plain(value)}", top, bottom)
    return None


def _are_alike(one: _Operand, other: _Operand) -> bool:
    return (one.unit, one.is_money) == (other.unit, other.is_money) and one.value != other.value


def _write(top: Term, bottom: Term, sign: str) -> str:
    return f"{render_plain(top.value)} {sign} {render_plain(bottom.value)}"


def _build(formula: str, top: Term, bottom: Term) -> Derivation:
    inputs = tuple(term.datum for term in (top, bottom) if term.datum)
    return Derivation(formula=formula, inputs=inputs, what="of the figures beside it")


_MEASURES = word_set("that this it sum amount figure plan stake cost budget bill outlay total whole")
_COSTS = word_set("cost costs budget stake plan outlay principal bill investment price")
_LENGTHS = frozenset({"day", "night", "week", "hour"})
_EACH = frozenset({"apiece", "each", "per"})
_PLACES = word_set(
    """
    theater theaters theatre theatres screen screens house houses room rooms site sites location
    locations cinema cinemas venue venues print prints hall halls
    """
)
_SIGNS = (
    (1, word_set("adding added together combined altogether total totaled totalled sum plus exposure all")),
    (-1, word_set("gap difference discrepancy spread margin shortfall surplus left leaving remaining rest")),
)
