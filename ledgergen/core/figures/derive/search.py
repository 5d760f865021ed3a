"""Recompute what a sentence states from evidence: ages, spans, multiples, shares, sums.

Small numbers are easy to reach: among thirty facts some pair always divides to
about three, and some two dates always lie five years apart. A derivation that
merely reaches the number proves nothing. So each is *typed by the sentence*:
“four times the principal” divides by a budget and nothing else, “of which the
United States supplied 5 percent” divides one film's American gross by its
world gross, “three years later” spans from a date of the film to a date the
sentence speaks of. What the sentence does not speak of is not tried, and the
number of pairs tried is bounded.

A derivation keeps its formula with live inputs (“28262574 / 1900000 = 14.88”).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.told import Told
from ledgergen.core.figures.derive.age import derive_age, derive_bare_age, derive_eve
from ledgergen.core.figures.derive.count import derive_count, derive_ordinal, derive_pair
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.elapsed import derive_elapsed
from ledgergen.core.figures.derive.gap import derive_gap
from ledgergen.core.figures.derive.hand import Grounds
from ledgergen.core.figures.derive.ratio import derive_ratio
from ledgergen.core.figures.derive.sight import look_around
from ledgergen.core.figures.derive.span import derive_span
from ledgergen.core.figures.derive.told import derive_told
from ledgergen.core.figures.derive.total import derive_total
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Kind


def derive(claim: Claim, grounds: Grounds) -> Derivation | None:
    """Return a derivation that yields the stated figure and fits what the sentence claims."""
    reading = grounds.reading
    claim = _reread(claim, reading)
    if claim.mention.kind in _RATIOS:
        return derive_ratio(View(claim=claim, scene=grounds.scene)) or derive_pair(claim, reading)
    if claim.mention.kind in _TOTALS:
        view = View(claim=claim, scene=grounds.scene)
        return (
            _derive_from_facts(claim, reading)
            or derive_total(view)
            or _derive_gapped(claim, grounds)
            or _derive_apposed(claim, grounds)
        )
    return _derive_from_facts(claim, reading) or derive_told(claim, reading) or _reckon(claim, grounds)


_TOTALS = frozenset({Kind.MONEY, Kind.COUNT, Kind.MEASURE})
_RATIOS = frozenset({Kind.MULTIPLE, Kind.PERCENT, Kind.FRACTION, Kind.RATIO})


def _reckon(claim: Claim, grounds: Grounds) -> Derivation | None:
    """Return a figure reckoned from what is at hand in facts, draft and passages."""
    match claim.mention.kind:
        case Kind.DURATION:
            return derive_gap(claim, grounds)
        case Kind.ORDINAL if claim.mention.noun:
            return _derive_gapped(claim, grounds)
        case _:
            return None


def _derive_gapped(claim: Claim, grounds: Grounds) -> Derivation | None:
    """“The sequel cost three times as much, the closing chapter six”: a bare number goes on from one before.

    What is left out the second time is what was said the first, and the number is of its kind.
    """
    mention, reading = claim.mention, grounds.reading
    is_bare = mention.kind in {Kind.COUNT, Kind.ORDINAL} and mention.text.isalnum()
    before = reading.mentions_between(max(claim.first, claim.left - _GAPPED), claim.left)
    ratios = [other for other in before if other.kind in {Kind.MULTIPLE, Kind.PERCENT}]
    if not is_bare or not ratios or reading.words_between(claim.right, claim.right + 1) not in _CLOSING:
        return None
    kind = ratios[-1].kind
    read = replace(claim, mention=replace(mention, kind=kind, noun=""))
    return derive_ratio(View(claim=read, scene=grounds.scene), is_gapped=True)


def _derive_apposed(claim: Claim, grounds: Grounds) -> Derivation | None:
    """“$5 million – twenty-five fistfuls –”: a count of the film's own costs, under whatever name."""
    mention, reading = claim.mention, grounds.reading
    before = reading.mentions_between(max(claim.first, claim.left - _APPOSED), claim.left)
    gap = reading.words_between(reading.document.token_at(before[-1].end), claim.left) if before else ()
    is_apposed = bool(gap) and gap[0] in _APPOSING and not any(word.isalpha() for word in gap[:1])
    if mention.kind is not Kind.COUNT or not is_apposed or before[-1].kind is not Kind.MONEY:
        return None
    read = replace(claim, mention=replace(mention, kind=Kind.MULTIPLE, noun=""))
    return derive_ratio(View(claim=read, scene=grounds.scene))


_APPOSED = 4
_APPOSING = frozenset({"–", "—", ",", "("})
_GAPPED = 14
_CLOSING = {(".",), (",",), (";",), (")",), ("and",), ("—",), ("–",)}


def reckon(claim: Claim, grounds: Grounds, told: Told) -> Derivation | None:
    """Return the figure recomputed from whatever stands in view of it, where nothing nearer proved it."""
    claim = _reread(claim, grounds.reading)
    view = look_around(claim, grounds, told)
    match claim.mention.kind:
        case Kind.DURATION:
            return derive_elapsed(view) or derive_total(View(claim=claim, scene=grounds.scene))
        case Kind.AGE if claim.mention.text.endswith("old") and not _is_of_person(claim, grounds.reading):
            return derive_elapsed(view)
        case _:
            return None


def _is_of_person(claim: Claim, reading: Reading) -> bool:
    """Tell whether somebody stands beside an age; a novel and a company have ages, too."""
    near = reading.sentence_cues(
        max(claim.left - _BESIDE, claim.first), min(claim.right + _BESIDE, claim.end)
    )
    words = reading.words_between(claim.left - _BESIDE, claim.left)
    owners = {cue.end for cue in near if reading.document.words[cue.end - 1].endswith("s")}
    is_named = any(cue.kind == "person" and cue.end not in owners for cue in near)
    return is_named or not _PERSONS.isdisjoint(words)


_BESIDE = 6
_PERSONS = frozenset({"he", "she", "who", "man", "woman"})


def _reread(claim: Claim, reading: Reading) -> Claim:
    """Read a number by the words of arithmetic around it.

    “A multiple of twelve” is no count, “an eighth of its cost” is no place in
    an order, and “half a percent” is no half.
    """
    mention, right = claim.mention, claim.right
    before = reading.words_between(claim.left - 5, claim.left)
    behind = reading.words_between(claim.right, claim.right + 4)
    match mention.kind:
        case Kind.COUNT if not _FACTORS.isdisjoint(before) and "of" in before:
            mention = replace(mention, kind=Kind.MULTIPLE)
        case Kind.ORDINAL if (
            before[-1:] in _ONE and behind[:1] == ("of",) and _MOST_PARTS >= mention.value > 2
        ):
            part = 1 / mention.value
            mention = replace(mention, kind=Kind.FRACTION, low=part, high=part, noun="", precision=part)
        case Kind.MONEY if _CENTS.isdisjoint(mention.text.split()) is False and "dollar" in behind:
            cents = mention.value * 100
            mention = replace(
                mention, kind=Kind.PERCENT, unit="percent", low=cents, high=cents, precision=Decimal(1)
            )
        case Kind.FRACTION if behind[:1] == ("percent",) or behind[:2] in _A_PERCENT:
            mention = replace(mention, kind=Kind.PERCENT, unit="percent", precision=Decimal("0.1"))
            right += 1 if behind[:1] == ("percent",) else 2
        case _:
            return claim
    return replace(claim, mention=mention, right=right)


_FACTORS = frozenset({"multiple", "factor"})
_CENTS = frozenset({"cent", "cents"})
_ONE = {("a",), ("an",), ("one",)}
_A_PERCENT = {("a", "percent"), ("per", "cent")}
_MOST_PARTS = 100


def _derive_from_facts(  # noqa: PLR0911  one return per kind
    claim: Claim, reading: Reading
) -> Derivation | None:
    match claim.mention.kind:
        case Kind.AGE:
            return derive_age(claim, reading)
        case Kind.DURATION:
            return derive_span(claim, reading)
        case Kind.COUNT:
            return derive_count(claim, reading) or derive_bare_age(claim, reading)
        case Kind.DATE:
            return derive_eve(claim, reading)
        case Kind.SCORE:
            return derive_pair(claim, reading)
        case Kind.ORDINAL:
            return derive_ordinal(claim, reading)
        case _:
            return None
