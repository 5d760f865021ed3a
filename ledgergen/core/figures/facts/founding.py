"""Years in which companies began: “Kross Film opened its counter in 1994”.

Who is the last named before such a year, and is a company of whose founding facts know,
is what the year is of. That a film came out in it says nothing then.
"""

from __future__ import annotations

from ledgergen.core.figures.agree import agree_on_date
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.wordlists import word_set


def look_up_founding(claim: Claim, reading: Reading) -> Evidence | None:
    """Hold a year against a company's founding; None where the sentence speaks of none that facts know."""
    at = claim.left - claim.first
    is_opening = at <= _OPENING and not _FOUNDED.isdisjoint(claim.words[at : at + _BEHIND])
    if claim.is_governed or claim.mention.unit != "year":
        return None
    if not is_opening and _FOUNDING.isdisjoint(claim.words[:at]) and claim.words[at - 2 : at] not in _DATING:
        return None
    cues = reading.sentence_cues(claim.first, claim.left)
    named = [cue for cue in cues if cue.kind in {"party", "film"}][-1:]
    if is_opening and not named:  # “In 1981 Kross Film was founded”
        behind = reading.sentence_cues(claim.right, claim.right + _BEHIND)
        named = [cue for cue in behind if cue.kind in {"party", "film"}][:1]
    if not named or named[0].kind == "film":
        return None
    numbers = (number for number in named[0].entities if number != UNKNOWN)
    known = [datum for number in numbers for datum in reading.index.find(number, "founded")]
    if not known:
        return None
    compared = [(datum, datum.period and agree_on_date(claim.mention, datum.period)) for datum in known]
    return Evidence(
        agreeing=[(datum, agreement) for datum, agreement in compared if agreement],
        find_against=lambda is_asked: [datum for datum, how in compared if not how and is_asked(datum)],
        is_final=True,
    )


_FOUNDED = word_set("founded established formed incorporated chartered set born")
_FOUNDING = _FOUNDED | word_set("opened started began begun launched")
_DATING = {("dated", "from"), ("dates", "from"), ("dated", "to"), ("dates", "to"), ("going", "since")}
_OPENING = 2
_BEHIND = 8
