"""What the clause of a date says against a fact of that date, in whatever way the fact would prove it.

A dossier has some moment for nearly every year and month around its film, so a date that is taken
from another thing is met by a fact. Its own clause mostly says whose it is:

- a title that stands before it, or opens the sentence with it, of a film whose release facts know:
  “*North Light* was listed in 1994” is no date of *Salt Harbor*;
- a festival or a place that a premiere was at, and this fact was not;
- the work that began or ended then: “photography opened in May” is no release;
- the showing then: “released in May” is no beginning of a shoot;
- in brackets, the very title: the year of *Dusk* is not that of *Dusk II*;
- a company, for the year it was founded, and what is no company for any other.

What none of these names is left to the laws of coincidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_oblique, is_passed
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.shoot import SHOOTS
from ledgergen.core.figures.facts.attributes import GROUPS, SHOWINGS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.facts.places import is_at_place
from ledgergen.core.figures.facts.seats import is_told_elsewhere
from ledgergen.core.figures.wordlists import split_words, word_set


def is_contradicted(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether the clause of a date says that it is not the date of a fact."""
    group = GROUPS.get(datum.attribute, "")
    if datum.attribute == "founded":
        return _is_of_no_company(claim, datum, reading)
    if reading.index.entities[datum.subject].kind != "film":
        return False
    if group == "setting" and claim.group == "setting":
        return False  # “a budget below that of *Dusk* for a tale set in 1944”
    titled = find_titled(claim, reading)
    if titled and datum.subject not in titled:
        return True
    if group in SHOWINGS:
        return is_of_work(claim) or _is_of_other_showing(claim, datum, reading)
    return group == "shoot" and is_of_showing(claim, reading)


def find_titled(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the films of known release that a title in a date's own clause says it is of."""
    if claim.mention.unit not in _LONG:
        return ()
    words, entities = reading.document.words, reading.index.entities
    if words[claim.left - 1 : claim.left] == ("(",):
        return _find_exactly_named(claim, reading)
    titles = _find_titles(claim, reading)
    known = [number for cue in titles for number in cue.entities if number != UNKNOWN]
    return tuple(known) if any(entities[number].release for number in known) else ()


def _find_titles(claim: Claim, reading: Reading) -> list[Cue]:
    """Return the titles of a clause before a date, or the one that the date opens its sentence with."""
    words = reading.document.words
    clause = reading.read_clause(claim)
    before = [
        cue
        for cue in _find_films(reading.sentence_cues(clause.first, claim.left))
        if cue.end <= claim.left and not (is_passed(words, cue) or is_oblique(words, cue))
    ]
    if before or claim.left - claim.first > _OPENING:
        return before
    behind = _find_films(reading.sentence_cues(claim.right, claim.right + _OPENING))
    return behind[:1]


def _find_films(cues: Iterable[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.kind == "film" and not cue.is_weak and cue.value != "dated"]


def _find_exactly_named(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the films whose whole name stands before a year in brackets, where several share its words."""
    words, entities = reading.document.words, reading.index.entities
    titles = _find_films(reading.sentence_cues(claim.first, claim.left))
    named = [number for number in titles[-1].entities if number != UNKNOWN] if titles else []
    said = words[titles[-1].start : titles[-1].end] if titles else ()
    return tuple(n for n in named if split_words(entities[n].name) == said) if len(named) > 1 else ()


def _is_of_no_company(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """“The series began in 1981”: nobody speaks of the company that was founded then, or of none at all."""
    if not claim.is_weak and claim.group in SHOWINGS:
        return True
    cues = reading.sentence_cues(claim.first, claim.end)
    is_named = any(datum.subject in cue.entities for cue in cues)
    return not is_named and _COMPANIES.isdisjoint(claim.words)


def is_of_work(claim: Claim) -> bool:
    """“Work began on”, “production had opened in”: what is made then is not shown yet."""
    at = claim.left - claim.first
    before = claim.words[max(at - _VERB, 0) : at]
    verb = next((n for n in range(len(before) - 1, 0, -1) if before[n] in _DONE), 0)
    return bool(verb) and not _WORK.isdisjoint(before[max(verb - 2, 0) : verb])


def is_of_showing(claim: Claim, reading: Reading) -> bool:
    """“It was released in 1971”, “came out in May”: what is shown then was made before."""
    at = claim.left - claim.first
    before = claim.words[max(at - _VERB, 0) : at]
    verb = next((n for n in range(len(before) - 1, -1, -1) if before[n] in _SHOWN), -1)
    if verb < 0 or is_of_work(claim) or (before[verb] == "out" and before[verb - 1] not in _COMING):
        return False
    first = max(reading.read_clause(claim).first, claim.left - _VERB)
    is_joined = _BREAKS.isdisjoint(before[verb:])
    return is_joined and SHOOTS.isdisjoint(reading.document.words[first : claim.left])


def _is_of_other_showing(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether the clause names a festival or a place where facts know another showing to have been."""
    if claim.mention.unit not in _SHORT:
        return False
    clause = reading.read_clause(claim)
    events = {cue.value for cue in clause.find("event")}
    places = {cue.value for cue in clause.find("territory")}
    if datum.event in events or datum.territory in places or is_at_place(claim, datum):
        return False
    shown = (
        other
        for other in reading.index.entities[datum.subject].data
        if other.period and other.period != datum.period and other.attribute == "premiere_date"
    )
    return any(
        (bool(other.event) and other.event in events)
        or (is_at_place(claim, other) and not is_told_elsewhere(claim, other, reading))
        for other in shown
    )


_LONG = frozenset({"year", "month", "day"})
_SHORT = frozenset({"day", "month"})
_OPENING = 4
_VERB = 6
_DONE = word_set("began begun begins started starts commenced opened rolled wrapped finished ended concluded")
_WORK = SHOOTS | word_set("work production")
_SHOWN = word_set("released premiered debuted unveiled premièred out")
_COMING = word_set("came come comes coming")
_BREAKS = frozenset({",", "and", "after", "before", "since", "*", "_"})
_COMPANIES = word_set(
    """
    company companies firm studio studios house outfit label lender bank banks partnership business founded
    incorporated distributor producer producers shop
    """
)
