"""Arithmetic on the amounts in view: multiples, shares, rests, sums and differences.

What is reckoned is said by a word: “times” divides, “of” takes a part,
“leaves” takes it away, “between them” adds, “fewer than” subtracts. With what,
the sentence leaves to the reader; the amounts in view (`derive.quantities`)
are tried, the nearest first. Three limits keep luck out:

- one operand is *in hand*: in print in the sentence or just before it, or the
  very amount that the words behind the figure name (“the remake's take”),
- both have one unit, and counts one noun or none,
- no more than a few pairs are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise, permutations

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.amounts import find_object, render_plain, render_short
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.quantities import Quantity, find_quantities, read_unit
from ledgergen.core.figures.derive.sight import Source, View
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.scan.lexicon_nouns import FUNCTION_WORDS

_HUNDRED = Decimal(100)


def derive_quotient(view: View) -> Derivation | None:
    """Return a multiple, or a share, as one amount in view by another."""
    mention = view.claim.mention
    is_multiple = mention.kind is Kind.MULTIPLE
    scale = _HUNDRED if mention.kind is Kind.PERCENT else Decimal(1)
    if not is_multiple and _is_of_its_own(view):
        return None
    quantities = [q for q in find_quantities(view) if q.unit != "percent"]
    is_rest = _says(view, _RESTS)
    for top, bottom in islice(_pair(view, quantities), _MOST_PAIRS):
        ratio = top.value / bottom.value
        if is_multiple is not (ratio > 1):
            continue
        if agree(mention, ratio * scale):
            return _build(f"{_write(top, '/', bottom)} = {render_short(ratio)}", top, bottom)
        if is_rest and not is_multiple and agree(mention, (1 - ratio) * scale):
            return _build(f"1 - {_write(top, '/', bottom)} = {render_short(1 - ratio)}", top, bottom)
    return None if is_multiple else _derive_same_share(view, is_rest=is_rest)


def _is_of_its_own(view: View) -> bool:
    """“A 15 percent preferred return”: a rate with a noun of its own is no share in view."""
    behind = _behind(view, 1)
    return bool(behind) and behind[0].isalpha() and behind[0] not in FUNCTION_WORDS | _SHARING


def _derive_same_share(view: View, *, is_rest: bool) -> Derivation | None:
    """“Two-thirds” where a passage says 67 percent; “all but a twentieth” where it says 95."""
    mention = view.claim.mention
    scale = Decimal(1) if mention.kind is Kind.PERCENT else 1 / _HUNDRED
    for share in find_quantities(view):
        if share.unit != "percent" or share.source is not Source.TOLD:
            continue
        for value, formula in (
            (share.value, f"{render_plain(share.value)}%"),
            (_HUNDRED - share.value if is_rest else Decimal(0), f"100% - {render_plain(share.value)}%"),
        ):
            if value > 0 and _is_share(mention, value * scale):
                return Derivation(
                    formula=f"{formula} = {mention.text}", inputs=(), what="the share that a passage tells"
                )
    return None


def _is_share(mention: Mention, value: Decimal) -> bool:
    return agree(mention, value) is not None


def _pair(view: View, quantities: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield dividend and divisor; the words behind the figure say what the divisor is."""
    of = find_object(view.claim, view.reading)
    measure = _find_measure(view, quantities)
    head = _find_head(view, quantities)
    length = not _LENGTHS.isdisjoint(_behind(view, 4))
    pairs = []
    for top, bottom in permutations(quantities, 2):
        if not _are_alike(top, bottom) or (length and top.unit not in {"minute", "day"}):
            continue
        if (measure and bottom not in measure) or (head and top is not head) or _is_beyond(view, top):
            continue
        if of and bottom.group and bottom.group != of:
            continue
        if _is_in_hand(view, top, bottom, of):
            pairs.append((top, bottom))
    return iter(sorted(pairs, key=lambda pair: pair[0].source + pair[1].source))


def _find_head(view: View, quantities: list[Quantity]) -> Quantity | None:
    """“The bill reached $2 million, five times …”: the amount in apposition is the dividend, and no other."""
    claim = view.claim
    for quantity in quantities:
        is_before = quantity.source is Source.HERE and quantity.place < claim.left
        if is_before and claim.left - quantity.place <= _APPOSED:
            gap = view.reading.words_between(quantity.place, claim.left)
            return quantity if "," in gap else None
    return None


def _is_beyond(view: View, top: Quantity) -> bool:
    """“35 per cent of the A$3 million; the widow found A$1 million”: another clause, another matter."""
    if top.source is not Source.HERE or top.place < view.claim.right:
        return False
    return not _BREAKS.isdisjoint(view.reading.words_between(view.claim.right, top.place))


def _find_measure(view: View, quantities: list[Quantity]) -> list[Quantity]:
    """“Three times the 55 planned”, “a fifth of the $100 million”: the amount right behind is the divisor."""
    claim = view.claim
    return [
        quantity
        for quantity in quantities
        if quantity.source is Source.HERE and claim.right <= quantity.place <= claim.right + _RIGHT_BEHIND
    ][:1]


def _is_in_hand(  # noqa: PLR0911  first answers, in order
    view: View, top: Quantity, bottom: Quantity, of: str
) -> bool:
    """Tell whether the pair is near enough to the figure to be what it reckons with."""
    sources = {top.source, bottom.source}
    if sources <= _IN_PRINT:
        return True
    if not sources.isdisjoint(_IN_PRINT):
        far = top if top.source not in _IN_PRINT else bottom
        if far.source is Source.TOLD:
            return _is_told_of(view, far)
        # A fact is reckoned with where the words behind name what it is of, or the sentence speaks of it.
        if far is top:
            return bottom.place >= view.claim.right and top.group in _find_groups(view)
        return far.group == of or _is_named(view, far)
    if Source.TOLD in sources:
        return top.sentence == bottom.sentence and _is_told_of(view, bottom)
    if top.datum and bottom.datum and top.group != bottom.group:
        return bottom.group == of and _is_spoken_of(view, top, bottom)
    is_compared = bool(of) or not _COMPARING.isdisjoint(_behind(view, _RIGHT_BEHIND))
    return is_compared and _are_comparable(top, bottom)


def _is_spoken_of(view: View, top: Quantity, bottom: Quantity) -> bool:
    """“The first weekend brought back 65 percent of the cost”: the words name the one, and the whole."""
    if top.group not in _find_groups(view) or top.datum is None or bottom.datum is None:
        return False
    if any(m.kind is Kind.MONEY and m.end <= view.claim.mention.start for m in view.find_here()):
        return False  # the sentence states what it measures
    entities = view.reading.index.entities
    films = [n for n in view.find_named() if entities[n].kind == "film"]
    if films and bottom.datum.subject not in films:
        return False
    return top.datum.subject in {bottom.datum.subject, *view.reading.index.parties}


def _find_groups(view: View) -> set[str]:
    """Return the kinds of amount that words of the sentence name."""
    claim = view.claim
    cues = view.reading.sentence_cues(claim.first, claim.end)
    groups = {cue.value for cue in cues if cue.kind == "money"}
    groups |= {group for group, words in _WORDS_OF.items() if not words.isdisjoint(claim.words)}
    return groups | set(claim.words)


def _is_told_of(view: View, told: Quantity) -> bool:
    """Every film has its sums: one that only a passage tells must be named behind the figure."""
    return len(told.unit) != _CODE or view.told.shares_words(told.sentence, _behind(view, _AROUND))


def _are_comparable(top: Quantity, bottom: Quantity) -> bool:
    """Two facts of one attribute of two things that the sentence names."""
    if top.datum is None or bottom.datum is None or top.datum.subject == bottom.datum.subject:
        return False
    if top.group != bottom.group or Source.NAMED not in {top.source, bottom.source}:
        return False
    return top.datum.territory == bottom.datum.territory


def _is_named(view: View, quantity: Quantity) -> bool:
    """Tell whether a word behind the figure names what the amount is of."""
    words = _behind(view, _AROUND)
    return not _WORDS_OF.get(quantity.group, frozenset()).isdisjoint(words)


def derive_sum(view: View) -> Derivation | None:
    """Return the sum, the difference, the part or the rest of amounts in view."""
    mention = view.claim.mention
    unit, worth = read_unit(mention)
    if not unit:
        return None
    signs = [sign for sign, words in _SIGNS if _says(view, words)]
    is_of = _behind(view, 1) == ("of",)
    is_each = _is_mean(view)
    if not signs and not is_of and not is_each:
        return None
    quantities = find_quantities(view)
    if is_each and mention.kind is Kind.MONEY and (found := _derive_mean(view, quantities, unit)):
        return found
    if (is_of or -1 in signs) and (found := _derive_part(view, quantities, unit)):
        return found
    units = {unit}
    if mention.kind is Kind.COUNT and not _MORE.isdisjoint(_behind(view, 1)):
        units |= {q.unit for q in quantities if q.source in _IN_PRINT and q.unit != "percent"}
    noun = "" if len(units) > 1 else mention.noun
    alike = [q for q in quantities if q.unit in units and _counts_the_same(noun, q.noun)]
    for sign in signs:
        for one, other in islice(_pair_terms(view, alike, sign), _MOST_PAIRS):
            value = one.value + sign * other.value
            if value > 0 and agree(mention, value / worth):
                mark = "+" if sign > 0 else "-"
                return _build(f"{_write(one, mark, other)} = {render_plain(value)}", one, other)
    return _derive_twofold(view, alike, worth) if 1 in signs else None


def _derive_mean(view: View, quantities: list[Quantity], unit: str) -> Derivation | None:
    """“$11.5 million in 3,307 theaters, or $3,500 apiece”; “each of the 2,404 theaters took $20,000”."""
    counts = [q for q in quantities if q.unit == "#" and q.value > 1 and q.source is not Source.TOLD]
    sums = [q for q in quantities if q.unit == unit]
    for top, bottom in islice(((t, c) for c in counts for t in sums), _MOST_PAIRS):
        is_meant = not _IN_PRINT.isdisjoint({top.source, bottom.source}) or top.group in _find_groups(view)
        if is_meant and agree(view.claim.mention, top.value / bottom.value):
            mean = render_short(top.value / bottom.value)
            return _build(f"{_write(top, '/', bottom)} = {mean}", top, bottom)
    return None


def _is_mean(view: View) -> bool:
    """Tell whether an amount is said to be one of many alike: “apiece”, “a screen”, “each of the 40”."""
    behind = _behind(view, 2)
    before = view.reading.words_between(max(view.claim.left - _AROUND, view.claim.first), view.claim.left)
    is_each = ("each", "of") in pairwise(before)
    if not _APIECE.isdisjoint(view.claim.mention.text.split()):
        return True
    return behind[:1] in {("apiece",), ("each",), ("per",)} or is_each or not _AVERAGE.isdisjoint(before)


def _derive_twofold(view: View, alike: list[Quantity], worth: Decimal) -> Derivation | None:
    """“Eight apiece, or sixteen between them.”."""
    words = view.reading.words_between(view.claim.left - _AROUND, view.claim.left)
    if _APIECE.isdisjoint(words):
        return None
    for one in alike:
        if one.source in _IN_PRINT and agree(view.claim.mention, 2 * one.value / worth):
            return _build(f"2 x {render_plain(one.value)} = {render_plain(2 * one.value)}", one)
    return None


def _derive_part(view: View, quantities: list[Quantity], unit: str) -> Derivation | None:
    """“Of 2,300 drawings, he made about four-fifths, which leaves roughly 460 for everyone else.”."""
    is_of = _behind(view, 1) == ("of",)
    shares = [q for q in quantities if q.unit == "percent" and q.value < _HUNDRED]
    shares = [q for q in shares if q.source in _IN_PRINT or (is_of and q.source is Source.TOLD)]
    wholes = [q for q in quantities if q.unit == unit and q.source in _IN_PRINT]
    for share, whole in islice(((s, w) for s in shares for w in wholes), _MOST_PAIRS):
        for part in (share.value / _HUNDRED, 1 - share.value / _HUNDRED):
            value = part * whole.value
            if agree(view.claim.mention, value):
                formula = f"{render_short(part)} x {render_plain(whole.value)} = {render_plain(value)}"
                return _build(formula, share, whole)
    return None


def _pair_terms(view: View, alike: list[Quantity], sign: int) -> Iterator[tuple[Quantity, Quantity]]:
    pairs = []
    for place, one in enumerate(alike):
        for other in alike[place + 1 :]:
            larger, smaller = (one, other) if one.value >= other.value else (other, one)
            if larger.unit != smaller.unit or (
                larger.value == smaller.value and (sign < 0 or larger.datum is smaller.datum)
            ):
                continue
            if _belong_together(view, larger, smaller):
                pairs.append((larger, smaller))
    return iter(sorted(pairs, key=lambda pair: pair[0].source + pair[1].source))


def _belong_together(view: View, one: Quantity, other: Quantity) -> bool:
    sources = {one.source, other.source}
    if sources <= _IN_PRINT:
        return True
    if one.datum and other.datum:
        if one.group != other.group:
            return one.datum.subject == other.datum.subject and {one.group, other.group} <= _find_groups(view)
        if one.datum.event != other.datum.event or one.datum.territory != other.datum.territory:
            return one.group != "award_count" and one.datum.subject == other.datum.subject
        is_versions = one.datum.subject == other.datum.subject
        return is_versions or Source.NAMED in sources or not _PLURAL.isdisjoint(view.claim.words)
    if Source.TOLD in sources:
        return one.sentence == other.sentence or not sources.isdisjoint(_IN_PRINT)
    fact = one if one.datum else other
    return fact.source is Source.NAMED or _is_named(view, fact)


def _are_alike(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit or one.value == other.value:
        return False
    is_small = min(one.value, other.value) < _LEAST
    return one.unit != "#" or (not is_small and _counts_the_same(one.noun, other.noun))


def _counts_the_same(one: str, other: str) -> bool:
    if not one or not other:
        return True
    return one.rsplit(maxsplit=1)[-1].rstrip("s") == other.rsplit(maxsplit=1)[-1].rstrip("s")


def _says(view: View, words: frozenset[str]) -> bool:
    claim = view.claim
    around = view.reading.words_between(
        max(claim.left - _AROUND, claim.first), min(claim.right + _AROUND, claim.end)
    )
    return not words.isdisjoint(around)


def _behind(view: View, count: int) -> tuple[str, ...]:
    return view.reading.words_between(view.claim.right, min(view.claim.right + count, view.claim.end))


def _write(one: Quantity, sign: str, other: Quantity) -> str:
    return f"{render_plain(one.value)} {sign} {render_plain(other.value)}"


def _build(formula: str, *quantities: Quantity) -> Derivation:
    inputs = tuple(quantity.datum for quantity in quantities if quantity.datum)
    return Derivation(formula=formula, inputs=inputs, what="of the amounts in view")


_IN_PRINT = frozenset({Source.HERE, Source.BEFORE})
_MOST_PAIRS = 60
_RIGHT_BEHIND = 6
_APPOSED = 6
_BREAKS = frozenset({";", "—", ":"})
_AROUND = 9
_COMPARING = frozenset({"as", "than", "what", "that", "the"})
_CODE = 3
"""Letters of a currency's code."""
_LEAST = 5
"""Smaller counts divide to everything."""
_LENGTHS = frozenset({"long", "longer", "length"})
_WORDS_OF = {
    "cost": word_set(
        """
        cost costs budget budgeted stake outlay principal price spent spend spending negative total whole bill
        """
    ),
    "gross": word_set("gross grossed take takings receipts earned earnings returned revenue box total"),
    "opening": word_set("opening weekend"),
    "runtime": word_set("minutes running runs runtime length long longer shorter film picture feature"),
    "salary": word_set("salary fee paid pay wage"),
}
_PLURAL = word_set("their both two films pictures pair duo")
_MORE = word_set("fewer more less longer shorter")
_APIECE = frozenset({"apiece", "each"})
_AVERAGE = frozenset({"average", "averaged", "averaging", "mean"})
_SHARING = word_set(
    "more less higher lower cheaper larger smaller again share stake overrun increase rise fall cut back"
)
_RESTS = word_set(
    """
    but rest remaining remainder left leaves leaving outside except excluding elsewhere abroad overseas
    foreign missing lost lose losing without short unrecovered other others balance
    """
)
_SIGNS = (
    (
        1,
        word_set(
            """
            together between combined altogether total totaled totalled totaling totalling sum plus all both
            joint jointly adding added aggregate collectively overall came come comes
            """
        ),
    ),
    (
        -1,
        word_set(
            """
            less more fewer under over above below beyond short shy longer shorter higher lower larger smaller
            cheaper dearer gap difference margin spread shortfall surplus excess profit loss lost left leaves
            leaving leave remaining remainder rest balance else other others cut trimmed shed dropped fell
            rose gained extra added adding apart ahead behind separated separates better worse net between
            lay exceeded exceed exceeds overrun lose outside overseas abroad
            """
        ),
    ),
)
