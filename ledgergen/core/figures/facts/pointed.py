"""Figures that point at a fact by its place, its name or its year: “his third, *Salt Road*”.

No attribute is stated of anything here, and so nothing is looked up by one: the film that
a title names has this place or another, a prize has the figure in its name (“for
features made for under $90,000”), “the 2015 Césars” are the edition that a fact is of.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.mention import Kind


def find_announced(claim: Claim, reading: Reading) -> Datum | None:
    """“His third, *Salt Road*”, “his second issue. *Low Tide* …”: the film follows its place."""
    if claim.mention.kind is not Kind.ORDINAL:
        return None
    following = reading.tokens_of(reading.sentence_of(claim.mention) + 1)
    first = following.start if following else len(reading.document.words)
    ahead = (
        *reading.sentence_cues(claim.right, claim.right + _ANNOUNCED),
        *reading.sentence_cues(first, first + 3),
    )
    for cue in ahead:
        if cue.kind == "film" and not cue.is_weak:
            for number in cue.entities:
                for datum in reading.index.find(number, "film_number"):
                    if datum.value == claim.mention.value:
                        return datum
    return None


_ANNOUNCED = 4
"""Tokens, marks included, from a place in a career to the title: “second issue, *”."""


def find_in_award(claim: Claim, reading: Reading) -> Datum | None:
    """Return the award whose name holds the figure: “for features made for under $90,000”."""
    text = claim.mention.text
    awards = reading.index.by_attribute.get("award", ())
    if not awards or claim.mention.kind not in _IN_AWARDS or not any(map(str.isdigit, text)):
        return None
    for datum in awards:
        if text in datum.fact.value and claim.event in {datum.event, ""}:
            return datum
    return None


_IN_AWARDS = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION, Kind.ORDINAL})


def find_edition(claim: Claim, index: FactIndex) -> Datum | None:
    """Return a fact of the edition that a year before a prize's name means: “the 2015 Césars”."""
    if claim.mention.kind is not Kind.COUNT or not claim.event or not claim.mention.text.isdecimal():
        return None
    year = claim.mention.low
    return next((d for d in index.dated if d.year == year and d.event == claim.event), None)
