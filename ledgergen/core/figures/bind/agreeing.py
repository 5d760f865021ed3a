"""What a figure of a passage and a claim of its value agree in, added to how well their words fit."""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.parting import count_one_thing
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set

_SAME_GROUP = 0.4
_SAME_FILM = 0.2
_SAME_TERRITORY = 0.2
_SAME_COUNTED = 1.0
_TELLING = 0.2
_SAME_PLAN = 0.5
_PARTICULAR = 1000


def _tells(claim: Claim) -> bool:
    """Tell whether a value is so particular that it stands nowhere by accident."""
    mention = claim.mention
    return mention.kind in {Kind.COUNT, Kind.MONEY} and mention.value >= _PARTICULAR


def _is_planned(claim: Claim) -> bool:
    """Tell whether a date is one that was meant to be: “a launch set for May 4 slipped”."""
    return not _PLANNED.isdisjoint(claim.words)


def add_agreement(claim: Claim, told: Claim) -> float:
    """Return what a claim and a passage's figure agree in beside their words, in logits."""
    added = _TELLING if _tells(claim) else 0.0
    if claim.mention.kind is Kind.MONEY and claim.group and claim.group == told.group:
        added += _SAME_GROUP
    if claim.is_governed and told.is_governed:
        added += _SAME_FILM
    if claim.territory and claim.territory == told.territory:
        added += _SAME_TERRITORY
    if claim.mention.kind is Kind.DATE and _is_planned(claim) and _is_planned(told):
        added += _SAME_PLAN
    if claim.mention.kind in {Kind.COUNT, Kind.VAGUE} and count_one_thing(claim.mention, told.mention):
        added += _SAME_COUNTED
    return added


_PLANNED = word_set(
    """
    scheduled slated planned postponed delayed slipped pushed moved set originally intended due deferred
    rescheduled
    """
)
