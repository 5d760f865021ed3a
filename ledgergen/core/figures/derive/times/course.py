"""Times that run “from A to B”, or lie “between A and B”: “seven months from slate to screen”.

Where both ends are told so, and facts know what they are, no other two moments are meant.
"""

from __future__ import annotations

from typing import NamedTuple

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.shoot import SHOOTS
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.times.moment import Moment
from ledgergen.core.figures.derive.times.stage import STAGES, name_end
from ledgergen.core.figures.derive.view import STOPS, Nearness, View
from ledgergen.core.figures.facts.index import MAIN


class Course(NamedTuple):
    """The moments that may be the two ends of a time."""

    starts: tuple[Moment, ...]
    finishes: tuple[Moment, ...]


def find_course(view: View) -> Course | None:
    """Return what “from A to B” around a figure says of its two ends, or None where it says nothing sure."""
    claim, words = view.claim, view.reading.document.words
    for place in range(max(claim.left - _FAR, claim.first), min(claim.right + _NEAR, claim.end)):
        if words[place] not in _LEADING or claim.left <= place < claim.right:
            continue
        limit = min(claim.left if place < claim.left else claim.end, place + _FAR)
        middle = next((n for n in range(place + 2, limit) if words[n] == _LEADING[words[place]]), -1)
        if middle < 0:
            continue
        end = next((n for n in range(middle + 1, limit) if words[n] in STOPS or words[n] == ","), limit)
        starts = _find_stage(view, place + 1, middle)
        finishes = _find_stage(view, middle + 1, end)
        if starts and finishes and starts != finishes:  # “from end to end”
            return Course(starts, finishes)
    return _find_shoot(view)


def _find_shoot(view: View) -> Course | None:
    """“The shoot lasted almost three months”: from its first day to its last."""
    before = view.before(_SUBJECT)
    if _LASTING.isdisjoint(before[-_VERB:]) or SHOOTS.isdisjoint(before):
        return None
    claim = view.claim
    if view.reading.dates_between(claim.first, claim.end):
        return None
    data = [d for n in view.base for d in view.reading.index.entities[n].data if d.attribute in _SHOOT]
    starts, finishes = (
        tuple(
            Moment(period=d.period, near=Nearness.NAMED, datum=d, subject=d.subject, group="shoot")
            for d in data
            if d.period and d.attribute == attribute
        )
        for attribute in _SHOOT
    )
    return Course(starts, finishes) if starts and finishes else None


def find_post_production(view: View) -> Course | None:
    """“Editing took five months”, “five months in the lab”: from the last day of work to the showing."""
    claim, before, behind = view.claim, view.before(_SUBJECT), view.behind(_INSIDE)
    is_subject = not _LASTING.isdisjoint(before[-_VERB:]) and not _POST.isdisjoint(before)
    is_place = behind[:1] in _IN and not _POST.isdisjoint(behind)
    if not (is_subject or is_place) or view.reading.dates_between(claim.first, claim.end):
        return None
    starts, finishes = _find_moments(view, STAGES["end"]), _find_moments(view, _SHOWINGS)
    return Course(starts, finishes) if starts and finishes else None


def _find_moments(view: View, attributes: frozenset[str]) -> tuple[Moment, ...]:
    """Return what the facts date so of the film itself."""
    data = [d for d in view.reading.index.entities[MAIN].data if d.attribute in attributes]
    return tuple(
        Moment(period=d.period, near=Nearness.NAMED, datum=d, subject=MAIN) for d in data if d.period
    )


def _find_stage(view: View, first: int, end: int) -> tuple[Moment, ...]:
    """Return the moments that some words of a sentence stand for."""
    words = frozenset(view.reading.words_between(first, end))
    cues = [cue for cue in view.cues if first <= cue.start < end]
    events = {cue.value for cue in cues if cue.kind == "event"}
    if events:
        data = [d for d in view.reading.index.dated if d.period and d.event in events]
        return tuple(
            Moment(period=d.period, near=Nearness.NAMED, datum=d, subject=d.subject) for d in data if d.period
        )
    titles = [n for cue in cues if cue.kind == "film" and not cue.is_weak for n in cue.entities if n >= MAIN]
    stage = name_end(words)
    attributes = STAGES[stage] if stage else frozenset[str]()
    if titles and not attributes:
        attributes = _SHOWINGS
    places = {cue.value for cue in cues if cue.kind == "territory"}
    if places and not attributes:
        attributes = _SHOWINGS
    films = titles or [n for n in view.base if n >= MAIN]
    data = [d for n in films for d in view.reading.index.entities[n].data if d.attribute in attributes]
    dates = sorted((d.period.first, n) for n, d in enumerate(data) if d.period)
    if places:
        dates = [date for date in dates if data[date[1]].territory in places] or dates
    elif attributes == _SHOWINGS:
        # A film comes out once: at its premiere, and at its first release.
        earliest = {data[number].attribute: date for date, number in reversed(dates)}
        dates = [date for date in dates if date[0] in earliest.values()]
    found = (data[number] for _, number in dates)
    return tuple(
        Moment(
            period=d.period, near=Nearness.NAMED, datum=d, subject=d.subject,
            group=vocabulary.GROUPS.get(d.attribute, ""),
        )
        for d in found
        if d.period
    )  # fmt: skip


_POST = word_set(
    "post-production postproduction editing cutting edit lab laboratory laboratories mixing dubbing scoring"
)
_IN = {("in",), ("of",), ("at",)}
_INSIDE = 4
_SUBJECT = 8
_VERB = 3
_LASTING = word_set("lasted took ran occupied consumed spanned lasts")
_SHOOT = ("production_start", "production_end")
_NEAR = 6
_FAR = 24
_LEADING = {"from": "to", "between": "and"}
_SHOWINGS = STAGES["shown"]
