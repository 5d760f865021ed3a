"""Spans between two moments: “three years later”, “seven weeks before release”, “it would take five years”.

Some two dates always lie five years apart, so both ends must be spoken of. A
word beside the duration makes it a distance (`times.distance`), and the words around
it say of what (`times.frame`). What is left open is filled by what is nearest
(`times.ends`, `times.moment`). A time in years without any of this is no distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product, takewhile

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.derive.derivation import (
    Derivation,
    find_length,
    measures,
    render_period,
    render_short,
)
from ledgergen.core.figures.derive.luck import SPREAD_OF_TIMES, Luck, find_window
from ledgergen.core.figures.derive.otherwise import Instead, choose
from ledgergen.core.figures.derive.restatement import derive_restated
from ledgergen.core.figures.derive.times.anniversary import (
    derive_anniversary,
    derive_compound,
    derive_told_anniversary,
    find_halves,
    find_told_anniversary,
)
from ledgergen.core.figures.derive.times.course import Course, find_course, find_post_production
from ledgergen.core.figures.derive.times.described import derive_to_described
from ledgergen.core.figures.derive.times.distance import is_distance, read_firmly, says_span
from ledgergen.core.figures.derive.times.ends import Ends
from ledgergen.core.figures.derive.times.far import find_far_pairs
from ledgergen.core.figures.derive.times.frame import Pair
from ledgergen.core.figures.derive.times.holiday import derive_to_holiday
from ledgergen.core.figures.derive.times.moment import (
    Moment,
    find_moments,
    find_told_courses,
    find_told_moments,
    is_known,
)
from ledgergen.core.figures.derive.times.named import find_named_course
from ledgergen.core.figures.derive.times.parting import derive_parting
from ledgergen.core.figures.derive.times.pause import find_pauses
from ledgergen.core.figures.derive.times.senior import derive_apart, derive_seniority, is_seniority
from ledgergen.core.figures.derive.times.shoot_length import derive_shoot_length
from ledgergen.core.figures.derive.times.showings import derive_between_showings
from ledgergen.core.figures.derive.told import find_dated_sentences
from ledgergen.core.figures.derive.view import BREAKS, Nearness, View
from ledgergen.core.figures.durations import DAYS, YEARS
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.passages.words import carries_meaning, find_stem


def derive_span(view: View, ends: Ends) -> Derivation | None:
    """Return the time between two moments that the sentence speaks of; `ends` are those it says."""
    claim, reading = view.claim, view.reading
    if find_halves(claim, reading):
        return derive_compound(claim, reading)
    mention = read_firmly(view)
    found = derive_anniversary(claim, reading) or derive_parting(view, mention)
    if found or is_seniority(claim, reading):
        return found or derive_seniority(claim, reading)
    if mention.unit in YEARS and (told := find_told_anniversary(view)):
        return derive_told_anniversary(mention, told.mention)
    if _is_counted(mention) and (course := _find_course(view)):
        return _find_on(course, mention)
    beside = derive_restated(view, mention) or derive_apart(claim, reading)
    if beside := beside or _find_on_any(find_pauses(view), mention):
        return beside
    found = derive_to_holiday(view, mention)
    found = found or (_find_counted(view, ends, mention) if _is_counted(mention) else None)
    if not found and mention.unit in DAYS and (course := find_post_production(view)):
        found = _find_on(course, mention)
    return found or derive_shoot_length(view, mention) or _count_decades(view)


def _find_counted(view: View, ends: Ends, mention: Mention) -> Derivation | None:
    found = _find_span(ends, mention) or derive_to_described(view, mention)
    return found or derive_between_showings(view, mention)


def find_time(view: View, ends: Ends) -> Instead | None:
    """Return the time between the two moments that the sentence surely means; `ends` are those it says."""
    claim, reading = view.claim, view.reading
    mention = read_firmly(view)
    if not _is_counted(mention) or mention.is_range or find_halves(claim, reading):
        return None
    if is_seniority(claim, reading) or not is_distance(view) or _is_told(view, mention):
        return None
    pauses = enumerate(find_pauses(view))
    found = [_find_length(mention, *pair, near) for near, course in pauses for pair in product(*course)]
    instead = choose(filter(None, found) if found else _find_times(ends, mention), mention)
    return None if instead and agree(mention, instead.value) else instead


def _find_length(mention: Mention, one: Moment, other: Moment, near: int) -> Instead | None:
    """Return the time between two moments, so near to the figure; None where no two days bound it."""
    length = find_length(mention, one.period, other.period)
    if not length:
        return None
    derivation = _build(mention, one, other, said=f"{render_short(length)} {mention.unit}s")
    return Instead(value=length, derivation=derivation, nearness=near)


def _find_times(ends: Ends, mention: Mention) -> Iterator[Instead]:
    for one, other in ends.rank_pairs():
        found = _find_length(mention, one, other, one.near + other.near)
        if found and ends.admits(one, other):
            yield found


def _find_course(view: View) -> Course | None:
    return find_course(view) or find_named_course(view)


def _is_told(view: View, mention: Mention) -> bool:
    """Tell whether the two ends are told, so that no others are meant."""
    return bool(_find_course(view) or (mention.unit in YEARS and find_told_anniversary(view)))


def _find_on(course: Course, mention: Mention) -> Derivation | None:
    for one, other in product(course.starts, course.finishes):
        if one.period.first < other.period.last and measures(mention, one.period, other.period):
            return _build(mention, one, other)
    return None


def _find_on_any(courses: Iterable[Course], mention: Mention) -> Derivation | None:
    return next((found for course in courses if (found := _find_on(course, mention))), None)


def reckon_span(view: View) -> Derivation | None:
    """Return the time between any two moments in view that luck does not explain."""
    claim, reading = view.claim, view.reading
    mention = read_firmly(view)
    if not _is_counted(mention) or mention.is_range or find_halves(claim, reading):
        return None
    if is_seniority(claim, reading) or _is_told(view, mention):
        return None
    law = Ends(view, (), is_far=True)
    near = _find_by_luck(law, law.rank_pairs(), mention, Luck(spread=SPREAD_OF_TIMES))
    return near or _find_by_luck(law, find_far_pairs(view), mention, Luck(spread=SPREAD_OF_TIMES, most=_FAR))


def _find_by_luck(law: Ends, pairs: Iterable[Pair], mention: Mention, luck: Luck) -> Derivation | None:
    low, high = find_window(mention)
    for one, other in pairs:
        if law.excludes(one, other):
            continue
        if not luck.allows(low, high):
            return None
        if measures(mention, one.period, other.period):
            return _build(mention, one, other)
    return None


def derive_told_span(view: View) -> Derivation | None:
    """Return the time between two moments of which passages tell one."""
    claim, reading = view.claim, view.reading
    mention = read_firmly(view)
    if not _is_counted(mention) or not is_distance(view) or find_halves(claim, reading):
        return None
    if _is_told(view, mention):
        return None
    told = [] if is_seniority(claim, reading) else find_told_moments(view)
    return (_find_span(Ends(view, told), mention) or _find_told_course(view, mention)) if told else None


def derive_within(view: View) -> Derivation | None:
    """“Banked inside a week”, of which a passage tells that it took five to six days."""
    mention = view.claim.mention
    is_of_other = any(c.kind == "film" and MAIN not in c.entities for c in view.cues)
    if view.before(1) not in _WITHIN or mention.unit not in DAYS or mention.is_range or is_of_other:
        return None
    most = float(mention.value * DAYS[mention.unit])
    for told, _ in view.scene.told.find_near(view.claim):
        days = float(told.high * DAYS[told.unit]) if told.unit in DAYS else 0.0
        if most * _MOSTLY <= days <= most:
            formula = f"{told.text} is within {mention.text}"
            return Derivation(formula=formula, what="within the time told")
    return None


def derive_told_decade(view: View) -> Derivation | None:
    """“A 1940s newspaper serial”, of which a passage tells that it ran in 1941: that was in the decade."""
    decade = view.claim.mention.period
    behind = takewhile(lambda word: word not in BREAKS, view.behind(_NOUN))
    called = {find_stem(word) for word in behind if carries_meaning(word)}
    dates = (
        p for s in find_dated_sentences(view.reading) if called.intersection(s.stems) for p, _ in s.dates
    )
    told = next((p for p in dates if decade and decade.first <= p.first and p.last <= decade.last), None)
    if told is None:
        return None
    formula = f"{render_period(told)} was in the {view.claim.mention.text}"
    return Derivation(formula=formula, what="decade of the date told")


def _find_told_course(view: View, mention: Mention) -> Derivation | None:
    """“He let it sleep for four years”, where a passage tells of 2006 and then of 2010: one date to the next.

    Neither end is said, so that luck is counted.
    """
    courses = find_told_courses(view)
    law, luck = Ends(view, [end for course in courses for end in course]), Luck(spread=SPREAD_OF_TIMES)
    for one, other in () if mention.is_range else courses:
        if law.excludes(one, other):
            continue
        if not luck.allows(*find_window(mention)):
            return None
        if measures(mention, one.period, other.period):
            return _build(mention, one, other)
    return None


def _is_counted(mention: Mention) -> bool:
    return mention.unit in DAYS or mention.unit in YEARS


def _find_span(ends: Ends, mention: Mention) -> Derivation | None:
    for one, other in ends.find_pairs(mention):
        if ends.admits(one, other) and measures(mention, one.period, other.period):
            return _build(mention, one, other)
    return None


def names_both_ends(view: View) -> bool:
    """Tell whether the sentence says a distance between two moments, or two persons, that evidence holds."""
    if is_seniority(view.claim, view.reading):
        return True
    if not _is_counted(view.claim.mention) or not says_span(view):
        return False
    near = [m for m in find_moments(view) if m.near in {Nearness.HERE, Nearness.NAMED}]
    return len({m.period for m in near if is_known(view, m)}) > 1


def _build(mention: Mention, one: Moment, other: Moment, *, said: str = "") -> Derivation:
    first, last = sorted((one.period, other.period), key=lambda period: period.first)
    return Derivation(
        formula=f"{render_period(first)} to {render_period(last)} = {said or mention.text}",
        inputs=tuple(moment.datum for moment in (one, other) if moment.datum),
        what="time between the two dates",
    )


def _count_decades(view: View) -> Derivation | None:
    """“Three decades of …, from the 1960s through the 1970s to the 1980s” counts what it lists."""
    claim = view.claim
    dates = view.reading.dates_between(claim.first, claim.end)
    decades = {m.low for m in dates if m.unit == "decade"}
    is_listed = view.behind(1) == ("of",) and claim.mention.unit == "decade" and len(decades) > 1
    if not is_listed or claim.mention.value != len(decades):
        return None
    names = " + ".join(f"{year}s" for year in sorted(decades))
    return Derivation(formula=f"{names} = {len(decades)}", what="count of the decades named")


_WITHIN = {("within",), ("inside",)}
_MOSTLY = 0.7
_NOUN = 3
"""Words behind a decade up to what was of it: “a 1940s newspaper serial”."""
_FAR = 0.08
"""What is far from the figure is granted less luck than what is near."""
