"""How long the shoot took, in whatever words: “he spent ten weeks shooting it”, “the 18-week shoot”.

Days and weeks that a sentence tells of a shoot alone are those from its first day to its last, where they
come to just that; and no words of before and after may stand behind them.
"""

from __future__ import annotations

from itertools import product

from ledgergen.core.figures.bind.before import find_first
from ledgergen.core.figures.bind.occasions import find_occasions
from ledgergen.core.figures.bind.shoot import OTHER_WORK, SHOT
from ledgergen.core.figures.derive.derivation import Derivation, measures, render_period
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.durations import DAYS
from ledgergen.core.figures.facts.one_subject import find_one_film
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def derive_shoot_length(view: View, mention: Mention) -> Derivation | None:
    """Return the time from the first day of the shoot to the last, where a sentence tells of nothing else."""
    claim, reading = view.claim, view.reading
    if mention.unit not in DAYS or mention.is_range or view.behind(1) in _APART:
        return None
    first = find_first(claim, reading)
    words = reading.words_between(first, claim.end)
    near = reading.mentions_between(first, claim.end)
    is_of_more = any(m.kind in {Kind.DATE, Kind.DURATION} and m.start != claim.mention.start for m in near)
    if is_of_more or _SHOOTS.isdisjoint(words) or not OTHER_WORK.isdisjoint(words):
        return None
    if not find_occasions(words).keys() <= {"start", "end"}:
        return None
    index = reading.index
    for film in find_one_film(claim, reading.sentence_cues(first, claim.end), reading):
        ends = product(index.find(film, "production_start"), index.find(film, "production_end"))
        for one, other in ends:
            if one.period and other.period and measures(mention, one.period, other.period):
                said = f"{render_period(one.period)} to {render_period(other.period)}"
                formula = f"{said} = {mention.text}"
                return Derivation(formula=formula, inputs=(one, other), what="time between the two dates")
    return None


_SHOOTS = SHOT | word_set("lensing set shoots")
_APART = {(w,) for w in word_set("into before after later behind ahead late early earlier past beyond over")}
