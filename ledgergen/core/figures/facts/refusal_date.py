"""Which words refuse a day that equals a fact: another moment, another prize, another title.

A whole date stands in few facts, and a word for another moment in its own clause
is nearly all that speaks against it.
"""

from __future__ import annotations

from ledgergen.core.figures.facts.attributes import GROUPS, LIVES, MOMENTS, SHOWINGS
from ledgergen.core.figures.facts.coincidence import Coincidence
from ledgergen.core.figures.facts.places import is_at_place
from ledgergen.core.figures.facts.seats import is_told_elsewhere


def find_date_refusal(case: Coincidence) -> str:
    """Return `film`, `event` or `attribute` where the clause refuses a day, else nothing."""
    datum = case.datum
    if _is_of_film_behind(case):
        return "film"
    prizes = {cue.value for cue in case.clause.find("event")}
    if datum.event and prizes and datum.event not in prizes:
        return "event"
    if case.is_at_place and case.parted == "territory":
        return ""
    if case.parted == "country" or (case.parted == "territory" and _is_of_another_country(case)):
        return "territory"
    return "attribute" if _is_of_other_moment(case) else ""


def _is_of_another_country(case: Coincidence) -> bool:
    """“Denmark was seated on …”: when it was, facts know, and the text says nowhere."""
    claim = case.claim
    return any(
        (rival.territory == claim.territory or is_at_place(claim, rival))
        and GROUPS.get(rival.attribute) in SHOWINGS
        and not is_told_elsewhere(claim, rival, case.reading)
        for rival in case.find_rivals()
    )


def _is_of_film_behind(case: Coincidence) -> bool:
    """“In May 2002 came *Night Bus*”: the day is of the film that follows it, if facts know that."""
    claim, index = case.claim, case.reading.index
    if not claim.is_governed or case.datum.subject in claim.films or not index.is_known(claim.films):
        return False
    titles = [cue for cue in case.cues if cue.kind == "film" and not cue.is_weak and cue.start >= claim.right]
    return bool(titles) and titles[0].entities == claim.films


def _is_of_other_moment(case: Coincidence) -> bool:
    """Tell whether the clause speaks of another moment: a release is no premiere."""
    claim = case.claim
    said = {cue.value for cue in case.clause.find("moment") if cue.value in MOMENTS}
    if not claim.is_weak and (claim.group in said or claim.group == "death"):
        said = {claim.group}  # nobody's death is told of a film
    group = GROUPS.get(case.datum.attribute)
    if group == "premiere" and "release" in said and (case.is_at_place or case.is_in_own_seat):
        return False  # “opened in New York on May 1”: who shows a film first opens it
    # A shoot's end is not its beginning, whether or not a word says that it is a shoot: “work began on”.
    is_of_shoot = group == claim.group or (group == "shoot" and claim.is_weak)
    is_other_end = case.parted == "attribute" and (is_of_shoot or group in LIVES)
    return is_other_end or (bool(said) and group not in said)
