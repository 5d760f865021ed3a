"""Where a day was: the territory or the place that its sentence says, held against that of a fact.

A film is shown in many places on as many days, and is shot in one: where facts know
the day of a showing in the place that is said, no day elsewhere is it.
"""

from __future__ import annotations

import re

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.shoot import SHOT
from ledgergen.core.figures.facts.attributes import GROUPS, SHOWINGS
from ledgergen.core.figures.facts.courses import is_end_of_shoot
from ledgergen.core.figures.facts.datum import Datum, Entity
from ledgergen.core.figures.wordlists import word_set


def is_at_place(claim: Claim, datum: Datum) -> bool:
    """Tell whether a sentence says where a fact says it was: “shown first in New York”."""
    qualifiers = datum.fact.qualifiers
    place = next((qualifiers[key] for key in _PLACES if qualifiers.get(key)), "")
    words, at = claim.words, claim.left - claim.first
    first = max((n + 1 for n, word in enumerate(words[:at]) if word == ";"), default=0)
    end = next((n for n, word in enumerate(words) if n > at and word == ";"), len(words))
    said = " ".join(words[first:end])
    if _FESTIVAL in said and _FESTIVAL in datum.event:
        town = datum.event.split()[0]  # “Tokyo's festival” is the Tokyo International Film Festival
        if f"{town} {_FESTIVAL}" in said or f"{town}'s {_FESTIVAL}" in said:
            return True
    parts = (_HALL.sub("", part.strip()) for part in place.lower().split(","))
    return any(part and part in said for part in parts)


def is_of_other_territory(claim: Claim, datum: Datum, entity: Entity) -> bool:
    """Tell whether the day of a fact was in another territory than the sentence says."""
    is_shoot = GROUPS.get(datum.attribute) == "shoot"
    if is_end_of_shoot(claim, datum) or (is_shoot and not _SHOOTING.isdisjoint(claim.words)):
        return False
    is_elsewhere = claim.territory not in _ANYWHERE | {datum.territory}
    if is_elsewhere and (datum.territory or not is_at_place(claim, datum)):
        # Where the release in the territory that is said is known, another date is not it.
        known = {other.territory for other in entity.data if other.attribute == "release_date"}
        if datum.territory or claim.territory in known:
            return True
    return is_shoot and claim.is_weak and _is_of_showing(claim, entity)


def _is_of_showing(claim: Claim, entity: Entity) -> bool:
    """“New York inspected the result on …”: facts know the showing there."""
    return any(
        (bool(other.territory) and other.territory == claim.territory) or is_at_place(claim, other)
        for other in entity.data
        if other.period and GROUPS.get(other.attribute) in SHOWINGS
    )


_ANYWHERE = frozenset({"", "home", "worldwide", "overseas"})
_SHOOTING = SHOT | word_set("crew unit location work")
_FESTIVAL = "festival"
_HALL = re.compile(r" (?:city|theatre|theater|cinema|hall)$")
"""What people leave out of a place's name."""
_PLACES = ("place", "location", "venue", "theater", "city")
"""Qualifiers that say where something was."""
