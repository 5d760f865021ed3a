"""Recompute what a sentence states from evidence: the families of reckonings, and which a figure may be.

Small numbers are easy to reach: among thirty facts some pair always divides to
about three, and some two dates always lie five years apart. A derivation that
merely reaches the number proves nothing; it must fit what the sentence claims.

    reread      what the words of arithmetic around a number make of it
    ratio       multiples, shares, rests, changes        head, measure, tie
    total       sums, differences, parts                 rate: so much for each
    span        time between two moments                 moment, anniversary, senior
    age         a birthday and a moment                  person
    count       what facts list, places in an order

Ratios and totals are two laws of one `engine` over typed `operand`s: the `scene`
gathers them once for a check, the `view` says how near they are to a figure,
`operation` how a value comes of two of them, and the law which two are meant.
A figure without a cue asks for nothing. A derivation keeps its formula with live
inputs (“28262574 / 1900000 = 14.88”).
"""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.derive.age import derive_age, derive_bare_age, derive_eve
from ledgergen.core.figures.derive.count import derive_count, derive_ordinal, derive_pair
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.person import find_persons_beside
from ledgergen.core.figures.derive.ratio import derive_ratio, is_bound
from ledgergen.core.figures.derive.reread import go_on, read_apposed, reread
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.derive.span import derive_span, names_both_ends
from ledgergen.core.figures.derive.total import derive_total
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Kind


def derive(  # noqa: PLR0911  one return per family
    claim: Claim, scene: Scene, *, is_told: bool
) -> Derivation | None:
    """Return a derivation that yields the stated figure and fits what the sentence claims.

    Set `is_told` to reckon with what passages tell, too: that is dear, and for what nothing else proves.
    """
    reading = scene.reading
    claim = reread(claim, reading)
    view = View(claim=claim, scene=scene, is_told=is_told)
    match claim.mention.kind:
        case Kind.MULTIPLE | Kind.PERCENT | Kind.FRACTION | Kind.RATIO:
            return derive_ratio(view) or derive_pair(claim, reading)
        case Kind.MONEY | Kind.MEASURE:
            return derive_total(view)
        case Kind.COUNT:
            found = derive_count(claim, reading) or derive_bare_age(claim, reading)
            return found or derive_total(view) or _go_on(view)
        case Kind.DURATION:
            return derive_span(view) or derive_total(view)
        case Kind.AGE:
            found = derive_age(claim, reading)
            return found or (derive_span(view) if _is_of_thing(claim, reading) else None)
        case Kind.ORDINAL if "birthday" in claim.mention.noun or claim.next_word == "birthday":
            age = replace(claim, mention=replace(claim.mention, kind=Kind.AGE, noun=""))
            return derive_age(age, reading)
        case Kind.ORDINAL:
            return derive_ordinal(claim, reading) or (_go_on(view) if claim.mention.noun else None)
        case Kind.DATE:
            return derive_eve(claim, reading)
        case Kind.SCORE:
            return derive_pair(claim, reading)
        case _:
            return None


def is_reckoned(claim: Claim, scene: Scene) -> bool:
    """Tell whether the sentence itself says what the figure is reckoned from, and evidence holds it.

    The same number elsewhere in the evidence is then no proof.
    """
    reading = scene.reading
    claim = reread(claim, reading)
    view = View(claim=claim, scene=scene)
    match claim.mention.kind:
        case Kind.MULTIPLE | Kind.PERCENT | Kind.FRACTION:
            return is_bound(view)
        case Kind.DURATION:
            return names_both_ends(view)
        case Kind.AGE | Kind.COUNT:
            born = {datum.subject for datum in reading.index.by_attribute.get("birth_date", ())}
            return not claim.mention.noun and not born.isdisjoint(find_persons_beside(claim, reading))
        case _:
            return False


def _go_on(view: View) -> Derivation | None:
    """Return what a bare number goes on from, or stands for, as a ratio."""
    gapped = go_on(view.claim, view.reading)
    found = derive_ratio(replace(view, claim=gapped), is_gapped=True) if gapped else None
    apposed = None if found else read_apposed(view.claim, view.reading)
    return derive_ratio(replace(view, claim=apposed)) if apposed else found


def _is_of_thing(claim: Claim, reading: Reading) -> bool:
    """Tell whether nobody stands beside an age; a novel and a company have ages, too."""
    if not claim.mention.text.endswith("old"):
        return False
    first, end = max(claim.left - _BESIDE, claim.first), min(claim.right + _BESIDE, claim.end)
    near = reading.sentence_cues(first, end)
    owners = {cue.end for cue in near if reading.document.words[cue.end - 1].endswith("s")}
    is_named = any(cue.kind == "person" and cue.end not in owners for cue in near)
    return not is_named and _PERSONS.isdisjoint(reading.words_between(claim.left - _BESIDE, claim.left))


_BESIDE = 6
_PERSONS = frozenset({"he", "she", "who", "man", "woman"})
