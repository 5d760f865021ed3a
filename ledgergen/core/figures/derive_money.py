"""Multiples, shares and differences of amounts.

Which amount is divided by which is read from the sentence: what stands behind
“times” or “of” is the divisor, an amount the figure restates (“$517,375, almost
a third of cost”) is the dividend, a territory picks the part of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ledgergen.core.figures import vocabulary
from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.claim import Claim, Reading
from ledgergen.core.figures.derivation import MOST_PAIRS, Derivation
from ledgergen.core.figures.facts import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.lookup import RATERS
from ledgergen.core.figures.mention import Kind, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A number that takes part, and the fact or figure it comes from."""

    value: Decimal
    datum: Datum | None = None


def _money_of(reading: Reading, films: Iterable[int], group: str) -> list[_Term]:
    terms = []
    for film in films:
        if film == UNKNOWN:
            continue
        for datum in reading.index.entities[film].data:
            if (
                datum.value
                and datum.value > 0
                and vocabulary.GROUPS.get(datum.attribute) == group
                and _is_money(datum)
            ):
                terms.append(_Term(value=datum.value, datum=datum))
    return terms


def _is_money(datum: Datum) -> bool:
    return len(datum.unit) == 3 and datum.unit.isupper()


def _films_in_reach(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return every film that the sentence may measure by, the dossier's own included."""
    cues = reading.sentence_cues(claim.first, claim.end)
    films = [n for cue in cues if cue.kind in {"film", "yard"} for n in cue.entities]
    return tuple(n for n in dict.fromkeys((*claim.films, *films, MAIN)) if n != UNKNOWN)[:8]


def _own(terms: list[_Term], claim: Claim) -> list[_Term]:
    """Keep the amounts of the films that the figure itself may be about."""
    return [term for term in terms if term.datum and term.datum.subject in claim.films]


def derive_multiple(claim: Claim, reading: Reading) -> Derivation | None:
    films = _films_in_reach(claim, reading)
    costs = _money_of(reading, films, "cost")
    grosses = _in_territory(_money_of(reading, films, "gross"), claim.territory)
    of = _find_object(claim, reading)
    stated = _find_apposed(claim, reading, costs + _money_of(reading, films, "gross"))
    if stated:
        bottoms = _money_of(reading, films, "gross") if of == "gross" else costs
        return _first_ratio(claim.mention, _against(stated, bottoms), Decimal(1))
    pairs: list[tuple[_Term, _Term]] = []
    if of != "gross":
        pairs += _same_film(_own(grosses, claim), costs)
        pairs += _same_film(_money_of(reading, films, "marketing"), costs)
        pairs += (
            _same_film(_money_of(reading, films, "opening"), costs)
            if _speaks_of(claim, reading, "opening")
            else []
        )
        pairs += _across(costs, costs)
    if of != "cost":
        pairs += [(top, bottom) for top, bottom in _across(grosses, grosses) if _is_like(top, bottom)]
    return _first_ratio(claim.mention, pairs, Decimal(1))


def _find_object(claim: Claim, reading: Reading) -> str:
    """Return what stands behind “times” or “of”: `cost`, `gross`, or empty where nothing known stands there."""
    weak = ""
    words = reading.document.words
    for cue in reading.sentence_cues(claim.right, min(claim.right + 9, claim.end)):
        if any(word in _ENDING for word in words[claim.right : cue.start]):
            break
        if cue.kind == "money" and cue.value in {"cost", "gross"}:
            if not cue.is_weak:
                return cue.value
            weak = weak or cue.value
    return weak


_ENDING = frozenset({",", ";", ":", ".", "and", "but", "while", "with"})


def _find_apposed(claim: Claim, reading: Reading, terms: list[_Term]) -> list[_Term]:
    """Return the amount that the figure restates: “$517,375, almost a third of cost”.

    Facts behind the stated amount stand in for it, where there are any: they are more precise.
    """
    before = reading.mentions_between(max(claim.first, claim.left - 12), claim.left)
    if not before or before[-1].kind is not Kind.MONEY or before[-1].value <= 0:
        return []
    gap = reading.words_between(reading.document.token_at(before[-1].end), claim.left)
    if "," not in gap or len(gap) > 7 or not all(word in _APPOSING or not word.isalpha() for word in gap):
        return []
    meant = [term for term in terms if term.datum and agree(before[-1], term.value, is_approximate=True)]
    meant = [term for term in meant if term.datum and before[-1].unit in {term.datum.unit, ""}]
    return meant or [_Term(value=before[-1].value)]


_APPOSING = frozenset(
    """
    or some about roughly nearly almost more less than over under just around approximately close to only merely a mere better exactly
    precisely barely an estimated worldwide globally domestically abroad overseas home at
    """.split()
)


def _speaks_of(claim: Claim, reading: Reading, group: str) -> bool:
    cues = reading.sentence_cues(claim.first, claim.end)
    return any(cue.kind == "money" and cue.value == group for cue in cues)


def _speaks_of_territory(claim: Claim, reading: Reading) -> bool:
    return any(cue.kind == "territory" for cue in reading.sentence_cues(claim.first, claim.end))


def _in_territory(terms: list[_Term], territory: str) -> list[_Term]:
    """Keep the grosses of the territory that is said; those of the world where none is."""
    if territory == "home":
        kept = [
            term for term in terms if term.datum and term.datum.territory not in {"worldwide", "overseas"}
        ]
    elif territory and territory != "worldwide":
        kept = [term for term in terms if term.datum and term.datum.territory in {territory, ""}]
    else:
        kept = [term for term in terms if term.datum and term.datum.territory in {"worldwide", ""}]
        told = {term.datum.subject for term in kept if term.datum}
        kept += [term for term in terms if term.datum and term.datum.subject not in told]
    return kept or terms


def _is_like(top: _Term, bottom: _Term) -> bool:
    """Tell whether two grosses can be compared: those of two films in one territory."""
    if top.datum is None or bottom.datum is None or top.datum.subject == bottom.datum.subject:
        return False
    territories = {top.datum.territory, bottom.datum.territory}
    return len(territories - {""}) <= 1


def _is_part(top: _Term, bottom: _Term) -> bool:
    """Tell whether one gross is part of another: one film's in a territory, and its world's."""
    if top.datum is None or bottom.datum is None:
        return False
    return top.datum.territory not in {"", "worldwide"} and bottom.datum.territory in {"", "worldwide"}


def _same_film(tops: list[_Term], bottoms: list[_Term]) -> list[tuple[_Term, _Term]]:
    return [
        (top, bottom)
        for top in tops
        for bottom in bottoms
        if top.datum
        and bottom.datum
        and top.datum.subject == bottom.datum.subject
        and _share_unit(top, bottom)
    ]


def _across(tops: list[_Term], bottoms: list[_Term]) -> list[tuple[_Term, _Term]]:
    """Pair amounts of different films."""
    return [
        (top, bottom)
        for top in tops
        for bottom in bottoms
        if top.datum
        and bottom.datum
        and top.datum.subject != bottom.datum.subject
        and _share_unit(top, bottom)
    ]


def _against(stated: list[_Term], bottoms: list[_Term]) -> list[tuple[_Term, _Term]]:
    """Pair an amount that the sentence states with all that it may be measured by."""
    return [
        (top, bottom)
        for top in stated
        for bottom in bottoms
        if top.value != bottom.value and _share_unit(top, bottom)
    ]


def _share_unit(top: _Term, bottom: _Term) -> bool:
    return top.datum is None or bottom.datum is None or top.datum.unit == bottom.datum.unit


def _first_ratio(mention: Mention, pairs: Iterable[tuple[_Term, _Term]], scale: Decimal) -> Derivation | None:
    for top, bottom in islice(pairs, MOST_PAIRS):
        ratio = top.value / bottom.value * scale
        if agree(mention, ratio):
            formula = f"{_plain(top.value)} / {_plain(bottom.value)} = {_short(ratio / scale)}"
            return _build_ratio(formula, top, bottom)
    return None


def _build_ratio(formula: str, top: _Term, bottom: _Term) -> Derivation:
    inputs = tuple(term.datum for term in (top, bottom) if term.datum)
    names = [f"{datum.fact.subject} {datum.attribute.replace('_', ' ')}" for datum in inputs]
    return Derivation(formula=formula, inputs=inputs, what=" divided by ".join(names))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(value: Decimal) -> str:
    return f"{value:.4g}" if abs(value) < 10000 else f"{value:.0f}"


def derive_share(claim: Claim, reading: Reading) -> Derivation | None:
    mention = claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    pairs = list(islice(_share_pairs(claim, reading), MOST_PAIRS))
    found = _first_ratio(mention, pairs, scale)
    if found:
        return found
    words = reading.words_between(claim.left - 8, claim.right + 9)
    if any(word in vocabulary.COMPLEMENT_WORDS for word in words):
        for top, bottom in pairs:
            rest = 1 - top.value / bottom.value
            if rest > 0 and agree(mention, rest * scale):
                return _build_ratio(
                    f"1 - {_plain(top.value)} / {_plain(bottom.value)} = {_short(rest)}", top, bottom
                )
    if any(word in vocabulary.CHANGE_WORDS for word in words):
        for top, bottom in pairs:
            change = abs(top.value / bottom.value - 1)
            if change > 0 and agree(mention, change * scale):
                return _build_ratio(
                    f"{_plain(top.value)} / {_plain(bottom.value)} - 1 = {_short(change)}", top, bottom
                )
    return None


def _share_pairs(claim: Claim, reading: Reading) -> Iterator[tuple[_Term, _Term]]:
    """Yield part and whole, as far as the sentence speaks of them."""
    of = _read_whole(claim, reading)
    if of == "other":
        return
    films = _films_in_reach(claim, reading)
    costs = _money_of(reading, films, "cost")
    grosses = _money_of(reading, films, "gross")
    stated = _find_apposed(claim, reading, costs + grosses)
    if stated:
        is_cost = any(term.datum and term.datum.attribute == "budget" for term in stated)
        yield from _against(stated, costs if of == "cost" or (is_cost and not of) else grosses)
        return
    parts = _in_territory(grosses, claim.territory)
    if of in {"", "gross"} and _speaks_of_territory(claim, reading):
        inner = parts if claim.territory not in {"", "worldwide"} else grosses
        yield from (pair for pair in _same_film(_own(inner, claim), grosses) if _is_part(*pair))
        if _speaks_of(claim, reading, "opening"):
            yield from _same_film(_money_of(reading, films, "opening"), parts)
    if of in {"", "cost"}:
        yield from _same_film(_own(parts, claim), costs)
        yield from _across(costs, costs)


def _read_whole(claim: Claim, reading: Reading) -> str:
    """Return what the share is a share of: `cost`, `gross`, `other`, or empty where nothing is said."""
    words = reading.words_between(claim.right, min(claim.right + 8, claim.end))
    if words[:1] == ("of",):
        known = _find_object(claim, reading)
        if known:
            return known
        titles = [cue for cue in reading.sentence_cues(claim.right, claim.right + 7) if cue.kind == "film"]
        return "" if titles or any(word in _WHOLES for word in words[1:4]) else "other"
    around = reading.words_between(max(claim.first, claim.left - 8), min(claim.right + 6, claim.end))
    if any(word in RATERS for word in around):
        return "other"
    near = reading.sentence_cues(max(claim.first, claim.left - 10), min(claim.right + 8, claim.end))
    return "" if any(cue.kind in {"money", "territory"} for cue in near) else "other"


_WHOLES = frozenset(
    {
        "worldwide",
        "global",
        "world",
        "domestic",
        "it",
        "that",
        "this",
        "them",
        "which",
        "total",
        "what",
        "sum",
        "amount",
        "figure",
        "those",
    }
)


def derive_difference(claim: Claim, reading: Reading) -> Derivation | None:
    mention = claim.mention
    words = reading.words_between(claim.left - 10, claim.right + 8)
    if "cent" in mention.text or "¢" in mention.text:
        return _derive_cents(claim, reading)
    is_compared = claim.next_word in {"less", "more"}
    if not is_compared and not any(word in vocabulary.DIFFERENCE_WORDS for word in words):
        return None
    films = _films_in_reach(claim, reading)
    costs, grosses = _money_of(reading, films, "cost"), _money_of(reading, films, "gross")
    pairs = [(bottom, top) for top, bottom in _same_film(grosses, grosses) if _is_part(top, bottom)]
    worldwide = _in_territory(grosses, claim.territory)
    pairs += _same_film(worldwide, costs) + _same_film(costs, worldwide)
    pairs += _across(costs, costs) + [pair for pair in _across(grosses, grosses) if _is_like(*pair)]
    for top, bottom in islice(pairs, MOST_PAIRS):
        if mention.unit and top.datum and top.datum.unit != mention.unit:
            continue
        gap = top.value - bottom.value
        if gap > 0 and agree(mention, gap):
            inputs = tuple(term.datum for term in (top, bottom) if term.datum)
            formula = f"{_plain(top.value)} - {_plain(bottom.value)} = {_plain(gap)}"
            return Derivation(formula=formula, inputs=inputs, what="difference of the two")
    return None


def _derive_cents(claim: Claim, reading: Reading) -> Derivation | None:
    """“Seven cents on the dollar” is a share in other words."""
    if "dollar" not in reading.words_between(claim.right, claim.right + 5):
        return None
    films = _films_in_reach(claim, reading)
    grosses, costs = _money_of(reading, films, "gross"), _money_of(reading, films, "cost")
    return _first_ratio(claim.mention, _same_film(_own(grosses, claim), costs), Decimal(1))
