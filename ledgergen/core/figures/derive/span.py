"""Spans between two moments: “three years later”, “seven weeks before release”, “it would take five years”.

Some two dates always lie five years apart, so both ends must be spoken of. A
word beside the duration makes it a distance (“later”, “behind”, “took”), and the
words around it say of what:

- a noun (“after the start”), a title or a name (“after *Salt Road*”) directly behind is an end,
- a date beside it (“thirteen days later, on July 16”) is an end, and “after” says which,
- two dates before a comma (“Germany saw it in March, America in February, ten months”) are both.

What is left open is filled by what is nearest (`derive.moment`): one end is said in
the sentence, or is of something that it names; two ends that are both far prove
nothing. A time in years without any of this is no distance.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from ledgergen.core.figures.agree import find_bounds
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.anniversary import derive_anniversary, derive_compound, find_halves
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.derivation import DAYS, YEARS, Derivation, measures, render_period
from ledgergen.core.figures.derive.luck import SPREAD_OF_TIMES, Luck, find_window
from ledgergen.core.figures.derive.moment import (
    MOST_MOMENTS,
    Moment,
    find_moments,
    find_noun,
    find_showings,
    find_told_moments,
    is_of_noun,
)
from ledgergen.core.figures.derive.person import find_birthdays
from ledgergen.core.figures.derive.restatement import derive_restated
from ledgergen.core.figures.derive.senior import derive_apart, derive_seniority, is_seniority
from ledgergen.core.figures.derive.view import STOPS, Nearness, View
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period
from ledgergen.model.lazy import lazy


def derive_span(view: View) -> Derivation | None:
    """Return the time between two moments that the sentence speaks of."""
    claim, reading = view.claim, view.reading
    if find_halves(claim, reading):
        return derive_compound(claim, reading)
    found = derive_anniversary(claim, reading)
    if found or is_seniority(claim, reading):
        return found or derive_seniority(claim, reading)
    mention = _firm(view)
    if beside := derive_restated(view, mention) or derive_apart(claim, reading):
        return beside
    return (_find_span(view, mention) if _is_counted(mention) else None) or _count_decades(view)


def reckon_span(view: View) -> Derivation | None:
    """Return the time between any two moments in view that luck does not explain."""
    claim, reading = view.claim, view.reading
    mention = _firm(view)
    if not _is_counted(mention) or mention.is_range or find_halves(claim, reading):
        return None
    if is_seniority(claim, reading):
        return None
    law, luck = _Law(view, (), is_far=True), Luck(spread=SPREAD_OF_TIMES)
    low, high = find_window(mention)
    for one, other in law.rank_pairs():
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
    mention = _firm(view)
    if not _is_counted(mention) or not _is_distance(view) or find_halves(claim, reading):
        return None
    told = [] if is_seniority(claim, reading) else find_told_moments(view)
    return _find_span(view, mention, told=told) if told else None


def _is_counted(mention: Mention) -> bool:
    return mention.unit in DAYS or mention.unit in YEARS


def _find_span(view: View, mention: Mention, *, told: Sequence[Moment] = ()) -> Derivation | None:
    law = _Law(view, told)
    for one, other in law.find_pairs(mention):
        if law.admits(one, other) and measures(mention, one.period, other.period):
            return _build(mention, one, other)
    return None


def names_both_ends(view: View) -> bool:
    """Tell whether the sentence says a distance between two moments, or two persons, that evidence holds."""
    if is_seniority(view.claim, view.reading):
        return True
    if not _is_counted(view.claim.mention) or not says_span(view):
        return False
    near = [m for m in find_moments(view) if m.near in {Nearness.HERE, Nearness.NAMED}]
    return len(near) > 1


def _build(mention: Mention, one: Moment, other: Moment) -> Derivation:
    first, last = sorted((one.period, other.period), key=lambda period: period.first)
    return Derivation(
        formula=f"{render_period(first)} to {render_period(last)} = {mention.text}",
        inputs=tuple(moment.datum for moment in (one, other) if moment.datum),
        what="time between the two dates",
    )


def _firm(view: View) -> Mention:
    """“Within five months of” bounds from above, “over” from below, “for most of a decade” comes near.

    A thing's age is a span, too: “the novel was twenty-five years old”.
    """
    mention, before = view.claim.mention, view.before(2)
    if mention.kind is Kind.AGE:
        mention = replace(mention, kind=Kind.DURATION, unit=mention.unit.rstrip("s"))
    if before in {("most", "of"), ("best", "of")} or before[-2:] == ("part", "of"):
        return replace(mention, hedge=Hedge.NEARLY)
    if mention.hedge is not Hedge.NONE:
        return mention
    if before[-1:] in {("within",), ("inside",)}:
        return replace(mention, hedge=Hedge.UNDER)
    is_over = before[-1:] == ("over",) and before[0] not in _EXTENDING
    is_over = is_over or before == ("more", "than")
    return replace(mention, hedge=Hedge.OVER) if is_over else mention


def _count_decades(view: View) -> Derivation | None:
    """“Three decades of …, from the 1960s through the 1970s to the 1980s” counts what it lists."""
    claim = view.claim
    dates = view.reading.dates_between(claim.first, claim.end)
    decades = {m.low for m in dates if m.unit == "decade"}
    is_listed = view.behind(1) == ("of",) and claim.mention.unit == "decade" and len(decades) > 1
    if not is_listed or claim.mention.value != len(decades):
        return None
    names = " + ".join(f"{year}s" for year in sorted(decades))
    return Derivation(formula=f"{names} = {len(decades)}", inputs=(), what="count of the decades named")


class _Law:
    """Which two moments one sentence means."""

    def __init__(self, view: View, told: Sequence[Moment], *, is_far: bool = False) -> None:
        """Read the sentence; set `is_far` to look beyond it where no word makes the time a distance."""
        self._view = view
        self._is_distance = _is_distance(view)
        self._birthdays = [
            Moment(period=period, near=Nearness.NAMED, datum=datum, group="birthday", subject=datum.subject)
            for period, datum in find_birthdays(view.claim, view.reading)
        ]
        near = [*find_moments(view, is_far=is_far or self._is_distance), *told][:MOST_MOMENTS]
        self._moments = [*self._birthdays, *near, *_find_idle(view)]

    @lazy
    def _is_firm(self) -> bool:
        return says_span(self._view)

    @lazy
    def _noun(self) -> str:
        return find_noun(self._view)

    @lazy
    def _beside(self) -> Period | None:
        return _find_date_beside(self._view)

    @lazy
    def _stated(self) -> tuple[Period, ...]:
        return _find_stated(self._view)

    def find_pairs(self, mention: Mention) -> list[tuple[Moment, Moment]]:
        """Return the pairs that may lie so far apart, the nearest first."""
        moments = sorted(self._moments, key=lambda m: m.period.first)
        days = [m.period.first.toordinal() for m in moments]
        low, high = _find_reach(mention)
        pairs = [
            (one, other)
            for one, day in zip(moments, days, strict=True)
            for other in moments[bisect_left(days, day + low) : bisect_right(days, day + high)]
            if one.period != other.period
        ]
        return sorted(pairs, key=lambda pair: pair[0].near + pair[1].near)[:_MOST_PAIRS]

    def rank_pairs(self) -> list[tuple[Moment, Moment]]:
        """Return the pairs of the moments in view, each date once, the nearest first."""
        known = {m.period: m for m in sorted(self._moments, key=lambda m: -m.near)}
        nearest = sorted(known.values(), key=lambda m: m.near)[:_MOST_RANKED]
        pairs = (p for p in combinations(nearest, 2) if min(p[0].near, p[1].near) <= Nearness.BEFORE)
        return sorted(pairs, key=lambda pair: pair[0].near + pair[1].near)

    def admits(self, one: Moment, other: Moment) -> bool:
        """Tell whether the sentence means the time from the one moment to the other."""
        if self.excludes(one, other):
            return False
        return bool(self._birthdays or self._stated) or self._is_near(one, other)

    def excludes(self, one: Moment, other: Moment) -> bool:
        """Tell whether plain words say that the time runs from or to something else."""
        pair = (one, other)
        if self._birthdays:
            return not any(m.group == "birthday" for m in pair)
        if self._stated:
            return not all(m.near <= Nearness.BEFORE and m.period in self._stated for m in pair)
        if self._noun and not any(m.place < 0 and self._is_of_noun(m) for m in pair):
            return True
        if self._things and not any(m.subject in self._things for m in pair):
            return True
        if self._beside and not any(_is_within(m.period, self._beside) for m in pair):
            return True
        return not self._is_in_order(one, other)

    def _is_of_noun(self, moment: Moment) -> bool:
        """“After the release”: of the film in question, if no other is named behind."""
        own = self._things or {MAIN, *self._view.claim.films, *self._view.named}
        return is_of_noun(moment, self._noun) and (moment.subject in own or moment.group == "award")

    def _is_near(self, one: Moment, other: Moment) -> bool:
        near = {one.near, other.near}
        if not self._is_distance:
            return near == {Nearness.HERE} and self._view.behind(1) != ("of",)
        if Nearness.HERE in near or (Nearness.NAMED in near and self._is_firm):
            return True
        is_said = any(m.near is Nearness.HERE for m in self._moments)
        return not is_said and near in _FAR_PAIRS

    def _is_in_order(self, one: Moment, other: Moment) -> bool:
        """“On 12 March, six months after the start”: what is said before “after” is the later of the two."""
        claim = self._view.claim
        sign = _SIGNS.get("".join(self._view.behind(1)), 0)
        if not sign:
            return True
        for end, rest in ((one, other), (other, one)):
            if end.place < 0:
                continue
            side = 1 if end.place < claim.left else -1
            if (end.period.first > rest.period.first) is not (sign * side > 0):
                return False
        return True

    @lazy
    def _things(self) -> set[int]:
        """The film or person directly behind: “six years after *Salt Road*” counts from it."""
        view = self._view
        if view.behind(1) and view.behind(1)[0] not in _FROM:
            return self._find_introduced() if view.behind(1) == ("later",) else set()
        end = min(view.claim.right + _CLOSE + 1, view.claim.end)
        cues = view.reading.sentence_cues(view.claim.right, end)
        named = [n for cue in cues if cue.kind in {"film", "person"} for n in cue.entities if n != UNKNOWN]
        return {n for n in named if any(m.subject == n for m in self._moments)}

    def _find_introduced(self) -> set[int]:
        """“*Salt Road*, four years later, …”: the film was shown then."""
        view = self._view
        before = [w for w in view.before(_CLOSE) if w not in _QUOTING]
        cues = view.reading.sentence_cues(
            max(view.claim.left - _LONG_TITLE, view.claim.first), view.claim.left
        )
        titles = [c for c in cues if c.kind == "film" and not c.is_weak and view.claim.left - c.end <= _CLOSE]
        if before[-1:] != [","] or not titles:
            return set()
        return {n for n in titles[-1].entities if any(m.subject == n for m in self._moments)}


def _find_reach(mention: Mention) -> tuple[int, int]:
    """Return the least and the most days between two moments, the grain of their dates included."""
    if mention.is_range:
        low, high = mention.low, mention.high
    else:
        low, high = find_bounds(mention)
    worth = DAYS.get(mention.unit) or YEARS[mention.unit] * Decimal("365.2425")
    slack = _YEAR if mention.unit in YEARS else _MONTH if mention.unit == "month" else _WEEK
    most = Decimal(_LONGEST)
    return int(min(low * worth, most)) - slack, int(min(high * worth, most)) + slack


def says_span(view: View) -> bool:
    """Tell whether a word beside a duration says from what to what it runs: “later”, “after”, “behind”."""
    before = view.before(_FAR_AHEAD)
    if "between" in before or ("from" in before and "to" in before) or "took" in before[-_CLOSE:]:
        return True
    return any(word in _SPANNING or word in _FIRMLY for word in view.behind(_BEHIND))


def _is_distance(view: View) -> bool:
    """Tell whether a time is a distance between two moments: an age is, and what words beside it make one."""
    if view.claim.mention.kind is Kind.AGE:
        return True
    for place, word in enumerate(view.behind(_BEHIND)):
        if word in _CLOSING:
            break
        if word in _SPANNING or (word in _DIRECTLY and place < _CLOSE):
            return True
    before = view.before(_AHEAD)
    if not _LEADING.isdisjoint(before[-_CLOSE:]) or not _LEADING_FAR.isdisjoint(before[-_BEHIND:]):
        return True
    return says_span(view) or says(view, "idle")


def _find_stated(view: View) -> tuple[Period, ...]:
    """Germany saw it on March 23, 2006; America waited until 9 February 2007, over ten months."""
    claim, reading = view.claim, view.reading
    words = reading.document.words
    place = claim.left
    while place > claim.first and words[place - 1] in _HEDGING:
        place -= 1
    if words[place - 1 : place] != (",",) or words[claim.right : claim.right + 1] not in _CLOSED:
        return ()
    said = [m for m in reading.dates_between(claim.first, claim.left) if m.period]
    if not said or reading.document.token_at(said[-1].end) != place - 1:
        return ()
    if len(said) == 1:
        said = [*reading.dates_between(view.start, claim.first), *said]
    periods = tuple(m.period for m in said[-2:] if m.period)
    return periods if len(periods) > 1 else ()


def _find_date_beside(view: View) -> Period | None:
    """Return the date that stands next to the duration with at most a comma and small words between."""
    document, claim = view.reading.document, view.claim
    for mention in view.reading.dates_between(claim.first, claim.end):
        left, right = document.token_at(mention.start), document.token_at(mention.end)
        gap = (
            document.words[claim.right : left] if left >= claim.right else document.words[right : claim.left]
        )
        if len(gap) <= _BESIDE and all(word in _LINKING or not word.isalnum() for word in gap):
            return mention.period
    return None


def _is_within(period: Period, stated: Period) -> bool:
    return stated.first <= period.first and period.last <= stated.last


def _find_idle(view: View) -> list[Moment]:
    """“Six years is a long time to leave talent idle”: since the film before."""
    if not says(view, "idle"):
        return []
    films = [n for n in view.reading.index.read_role("previous") if n != UNKNOWN]
    return [replace(moment, near=Nearness.BEFORE) for moment in find_showings(view, films)]


_FAR_PAIRS = (
    {Nearness.BEFORE},
    {Nearness.BEFORE, Nearness.NAMED},
    {Nearness.BEFORE, Nearness.TOLD},
    {Nearness.BEFORE, Nearness.BASE},
    {Nearness.BASE, Nearness.TOLD},
)
"""Ends that are both far off, where the sentence says none: at least one has just been spoken of."""
_SIGNS = {"after": 1, "past": 1, "before": -1}
_EXTENDING = word_set("stretched stretching spread ran extended shot filmed spanned running drawn")
"""“Stretched over eleven months” says no more of them than eleven."""
_FROM = word_set("after before past ahead behind of following from since")
_MOST_PAIRS = 400
_MOST_RANKED = 12
_YEAR, _MONTH, _WEEK = 800, 62, 9
_LONGEST = 400000
_BEHIND = 6
_AHEAD = 12
_FAR_AHEAD = 24
_CLOSE = 3
_LONG_TITLE = 12
_QUOTING = frozenset('*_"”')
_BESIDE = 5
_CLOSING = STOPS
_SPANNING = word_set(
    """
    later after afterwards afterward before earlier elapsed since following previously prior short
    shy between gap interval wait ahead separated passed intervening until apart past hence hiatus silence
    within span spanned further another next ensuing thereafter took take takes taken taking lost lose late
    delay delayed slipped waited waits waiting away absence drought lapse lapsed pause till postponed overdue
    """
)
_FIRMLY = word_set("longer on behind old older younger ago early late in")
_DIRECTLY = _FIRMLY | word_set("into gone went out further passed of long")
"""Directly behind a duration these make it a distance: “eighteen days in”, “three years old”."""
_LEADING = word_set(
    """
    after within inside in under for waited wait another next following until took takes taking by over needed
    need lasted last lay lies spent lag delay wait interval gap between ran running run outlived survived
    matured lost
    """
)
_LEADING_FAR = word_set("took take takes taken waited wait outlived survived gap interval until")
_LINKING = frozenset(
    {"later", "on", "in", "after", "earlier", "almost", "nearly", "exactly", "about", "some", "just", "only"}
)
_HEDGING = word_set(
    "over more than about almost nearly some just under roughly around fully a an barely only or very"
)
_CLOSED = {(".",), (";",), (",",), (")",), ()}
