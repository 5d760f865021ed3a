"""Times that run “from A to B”, or lie “between A and B”: “seven months from slate to screen”.

Where both ends are told so, and facts know what they are, no other two moments are meant.
"""

from __future__ import annotations

from typing import NamedTuple

from ledgergen.core.figures.bind.shoot import SHOOTS
from ledgergen.core.figures.closed_classes import GENITIVE, STOPS
from ledgergen.core.figures.derive.times.event import ROLES
from ledgergen.core.figures.derive.times.happening import find_course_of, find_happened, may_be_showing
from ledgergen.core.figures.derive.times.moment import Moment
from ledgergen.core.figures.derive.times.stage import STAGES, name_end, name_stage
from ledgergen.core.figures.derive.told import find_told_shoot
from ledgergen.core.figures.derive.view import Nearness, View
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.facts.values import month_period
from ledgergen.core.figures.mention import Period
from ledgergen.core.figures.wordlists import word_set


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
        if found := _find_between(view, range(place + 1, middle), range(middle + 1, end)):
            return found
    return _find_parted(view) or _find_shoot(view) or _find_process(view)


def _find_between(view: View, one: range, other: range) -> Course | None:
    starts, finishes = _find_stage(view, one.start, one.stop), _find_stage(view, other.start, other.stop)
    if not starts and finishes and _is_place(view, one):
        # “From Riviera to multiplex”: a place of which no cue knows is that of the first night.
        starts = _find_moments(view, frozenset({"premiere_date"}))
        finishes = tuple(m for m in finishes if m.attribute == "release_date")
    # “From end to end” is no course.
    return Course(starts, finishes) if starts and finishes and starts != finishes else None


def _is_place(view: View, tokens: range) -> bool:
    """Tell whether words are a name alone: “Riviera”, “the Croisette”."""
    document = view.reading.document
    names = [n for n in tokens if document.words[n] != "the"]
    return 0 < len(names) <= _NAME and all(document.text[document.starts[n]].isupper() for n in names)


def _find_parted(view: View) -> Course | None:
    """“Nine years separated the first offer from the signature”, “fifteen separate sequel and remake”."""
    claim, words = view.claim, view.reading.document.words
    verb = next(
        (n for n in range(claim.right, min(claim.right + _VERB, claim.end)) if words[n] in _PARTING), -1
    )
    if verb < 0:
        return None
    limit = next((n for n in range(verb, claim.end) if words[n] in STOPS or words[n] == ","), claim.end)
    joint = next((n for n in range(verb + 2, limit) if words[n] in {"from", "and"}), -1)
    if joint < 0:
        return None
    one, other = range(verb + 1, joint), range(joint + 1, limit)
    course = _find_between(view, one, other) or _find_between(view, other, one)
    if course and min(m.period.first for m in course.starts) > max(m.period.first for m in course.finishes):
        return Course(course.finishes, course.starts)  # “separates *Coral* from the earlier *Salt Road*”
    return course


def _find_process(view: View) -> Course | None:
    """“The rights took nine years to close”: from the first offer of which passages tell to the sale."""
    claim, words = view.claim, view.reading.document.words
    verb = next((n for n in range(claim.left - 1, max(claim.left - _VERB - 1, claim.first), -1)
                 if words[n] in _LASTING), -1)  # fmt: skip
    # “Some acquisitions close in an afternoon; the nanny's took …” goes on about acquisitions.
    is_elliptic = verb > claim.first and words[verb - 1].endswith(GENITIVE)
    breaks = [n + 1 for n in range(claim.first, verb) if words[n] in _BREAKING and not is_elliptic]
    first = breaks[-1] if breaks else claim.first
    if verb < 0 or view.reading.dates_between(claim.first, claim.end):
        return None
    told = find_course_of(view.reading, first, verb)
    dates = tuple(Moment(period=period, near=Nearness.NAMED, group="told") for period in told)
    return Course(dates, dates) if len(dates) > 1 else None


def _find_shoot(view: View) -> Course | None:
    """“The shoot lasted almost three months”, “filming stretched over five”: from first day to last."""
    before = view.before(_SUBJECT)
    is_lasting = not _LASTING.isdisjoint(before[-_LASTED:]) or before[-2:] in _OVER or before[-3:-1] in _OVER
    if before[-2:] not in _FILMED and (not is_lasting or SHOOTS.isdisjoint(before)):
        return None
    claim = view.claim
    if view.reading.dates_between(claim.first, claim.end):
        return None
    films = {n for c in view.cues if c.kind == "film" and c.start < claim.left for n in c.entities}
    bases = [n for n in view.base if n in films] if films else view.base
    data = [d for n in bases for d in view.reading.index.entities[n].data if d.attribute in _SHOOT]
    starts, finishes = (
        tuple(
            Moment(period=d.period, near=Nearness.NAMED, datum=d, subject=d.subject, group="shoot")
            for d in data
            if d.period and d.attribute == attribute
        )
        for attribute in _SHOOT
    )
    return Course(starts, finishes) if starts and finishes else _find_told_shoot(view)


def _find_told_shoot(view: View) -> Course | None:
    """Return the course of a shoot of which only passages tell: “filmed from November 1981 to April 1982”."""
    ends: list[Period] = []
    for period in find_told_shoot(view.reading):
        first, last = period.first, period.last
        is_long = (last - first).days > _MONTH
        ends += (
            [month_period(first.year, first.month), month_period(last.year, last.month)]
            if is_long
            else [period]
        )
    moments = tuple(Moment(period=period, near=Nearness.TOLD) for period in dict.fromkeys(ends[:_MOST]))
    return Course(moments, moments) if len(moments) > 1 else None


def find_post_production(view: View) -> Course | None:
    """“Editing took five months”, “five months in the lab”: from the last day of work to the showing."""
    claim, before, behind = view.claim, view.before(_SUBJECT), view.behind(_INSIDE)
    # “Photography took three months, cutting another eight.”
    is_lasting = before[-1:] == ("another",) or not _LASTING.isdisjoint(before[-_VERB:])
    is_subject = is_lasting and not _POST.isdisjoint(before)
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
    happened = find_happened(view.reading, first, end)
    if happened and not (may_be_showing(words) and name_stage(words)):
        return tuple(
            Moment(period=period, near=Nearness.NAMED, datum=datum, group=name)
            for name, dates in happened.items()
            for period, datum in dates
        )
    stage = name_end(words)
    attributes = STAGES[stage] if stage else frozenset[str]()
    if titles and not attributes:
        attributes = _SHOWINGS
    places = {cue.value for cue in cues if cue.kind == "territory"}
    if places and not attributes:
        attributes = _SHOWINGS
    if not titles and (roles := [n for c in cues if c.value in ROLES for n in c.entities if n > MAIN]):
        titles, attributes = roles, attributes or _SHOWINGS
    films = titles or [n for n in view.base if n >= MAIN]
    data = [d for n in films for d in view.reading.index.entities[n].data if d.attribute in attributes]
    dates = sorted((d.period.first, n) for n, d in enumerate(data) if d.period)
    if places:
        dates = [date for date in dates if data[date[1]].territory in places] or dates
    elif attributes == _SHOWINGS:
        # A film comes out once: at its premiere, and at its first release, and at home.
        earliest = {data[number].attribute: date for date, number in reversed(dates)}.values()
        own = "US" if titles and not stage else None
        dates = [date for date in dates if date[0] in earliest or data[date[1]].territory == own]
    found = (data[number] for _, number in dates)
    return tuple(
        Moment(
            period=d.period, near=Nearness.NAMED, datum=d, subject=d.subject,
            group=GROUPS.get(d.attribute, ""),
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
_LASTED = 5
_LASTING = word_set("lasted took ran occupied consumed spanned lasts")
_SHOOT = ("production_start", "production_end")
_OVER = {("stretched", "over"), ("spread", "over"), ("over", "in"), ("done", "in"), ("finished", "in"),
         ("wrapped", "in"), ("completed", "in"), ("on", "for"), ("spread", "across")}  # fmt: skip
_FILMED = {("filmed", "in"), ("shot", "in"), ("photographed", "in")}
_PARTING = word_set("separated separates separate divided divides divide parted part")
_BREAKING = STOPS | {","}
_MONTH = 31
_MOST = 4
_NAME = 2
_NEAR = 6
_FAR = 24
_LEADING = {"from": "to", "between": "and"}
_SHOWINGS = STAGES["shown"]
