"""What a count or a place is by the words right beside it, where its own noun says nothing."""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import INDEFINITE, PERSONAL_POSSESSIVES
from ledgergen.core.figures.wordlists import word_set


def is_turn(claim: Claim, reading: Reading) -> bool:
    """“A third turn in the chair”, “her second call on the fund”: what a film is to those who make it."""
    noun = claim.mention.noun.rpartition(" ")[2]
    return noun in TURNS and reading.words_between(claim.left - 1, claim.left) in _ITS_OWN


TURNS = word_set(
    """
    turn call assignment commission stint engagement flotation tranche bet wager draw outing campaign tour
    drawdown subscription posting command mandate
    """
)
"""What a film is to those who make it."""
_ITS_OWN = {(word,) for word in INDEFINITE | PERSONAL_POSSESSIVES | {"another"}}


def name_by_verb(claim: Claim, reading: Reading) -> str:
    """“Entered with twelve and departed with nine”: nominations, and wins; empty where neither is said so."""
    verb, *rest = reading.words_between(claim.left - 2, claim.left) or ("",)
    return _NOMINATED_OR_WON.get(verb, "") if rest == ["with"] else ""


ENTERING = word_set("entered arrived came started began")
LEAVING = word_set("left departed emerged off home went exited")
"""“Entered with twelve” tells nominations, “left with nine” what was won."""
_NOMINATED_OR_WON = {
    **dict.fromkeys(ENTERING, "nomination_count"),
    **dict.fromkeys(LEAVING | {"away"}, "award_count"),
}
