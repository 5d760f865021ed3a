"""When something happened that is no showing of a film: “the shoot ended in May”, “she married in 1976”.

A film's own year and month need no introduction, so that they prove much that nobody
looked up: whatever is told of the year in which it came out. Where the clause of a date
says plainly what happened then, and that is no showing, a showing proves nothing.
"""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.attributes import GROUPS, SHOWINGS
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.wordlists import word_set


def is_of_other_affair(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether a date's own clause tells of something else than the showing that a fact dates."""
    return GROUPS.get(datum.attribute) in SHOWINGS and tells_other_affair(claim, reading)


def tells_other_affair(claim: Claim, reading: Reading) -> bool:
    """Tell whether a date's own clause says what happened then, and speaks of no showing."""
    if claim.is_governed:
        return False
    clause = reading.read_clause(claim)
    moments = {cue.value for cue in clause.find("moment")}
    if not SHOWINGS.isdisjoint(moments):
        return False
    is_set = reading.words_between(claim.left - 2, claim.left) == ("set", "in")
    if is_set or (claim.group == "shoot" and not claim.is_weak and "shoot" in moments):
        return True
    if _is_of_unknown_prize(claim, reading):
        return True
    places = range(max(clause.first, claim.left - _NEAR), min(clause.end, claim.right + _NEAR))
    words = reading.document.words
    at = next((at for at in places if words[at] in _AFFAIRS), None)
    if at is None:
        return False
    between = (at, claim.left) if at < claim.left else (claim.right, at)
    is_of_film = any(cue.kind == "film" for cue in reading.sentence_cues(*between))
    return not is_of_film and "," not in reading.words_between(*between)


def _is_of_unknown_prize(claim: Claim, reading: Reading) -> bool:
    """“In 2019 she won the Palme d'Or”: of which facts know nothing."""
    if claim.event in {"", "all"} or claim.mention.unit != "year":
        return False
    is_won = any(cue.kind == "result" for cue in reading.sentence_cues(claim.first, claim.end))
    return is_won and all(datum.event != claim.event for datum in reading.index.data)


_NEAR: Final = 10
_AFFAIRS: Final = word_set(
    """
    born died married wed divorced bankrupt bankruptcy merged acquired hired fired resigned retired emigrated
    graduated enrolled signed joined quit optioned purchased bought sold drafted finished completed
    appointed approached patented lodged mortgaged typed chartered hatched drafting
    """
)
"""What happens to persons, companies and scripts."""
