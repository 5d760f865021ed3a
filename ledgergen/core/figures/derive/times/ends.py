"""Which two moments a sentence means by the time between them: what it says, and what it leaves open.

What the sentence says of the ends (`times.frame`) excludes pairs. What it leaves open is
filled by what is nearest: one end is said in the sentence, or is of something that
it names; two ends that are both far prove nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product

from ledgergen.core.figures.agree import find_bounds
from ledgergen.core.figures.derive.person import find_birthdays
from ledgergen.core.figures.derive.times.distance import is_distance, says_span
from ledgergen.core.figures.derive.times.frame import Frame, Pair
from ledgergen.core.figures.derive.times.moment import (
    MOST_MOMENTS,
    NEXT,
    Moment,
    find_called,
    find_moments,
    find_next,
    find_showings,
)
from ledgergen.core.figures.derive.view import Nearness, View
from ledgergen.core.figures.durations import DAYS, YEAR_DAYS, YEARS
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.model.lazy import lazy


class Ends:
    """Which two moments one sentence means."""

    def __init__(self, view: View, told: Sequence[Moment], *, is_far: bool = False) -> None:
        """Read the sentence; set `is_far` to look beyond it where no word makes the time a distance."""
        self._view = view
        self._told = told
        self._is_far = is_far

    @lazy
    def _is_distance(self) -> bool:
        return is_distance(self._view)

    @lazy
    def _birthdays(self) -> list[Moment]:
        return [
            Moment(period=period, near=Nearness.NAMED, datum=datum, group="birthday", subject=datum.subject)
            for period, datum in find_birthdays(self._view.claim, self._view.reading)
        ]

    @lazy
    def _moments(self) -> list[Moment]:
        view = self._view
        near = [*find_moments(view, is_far=self._is_far or self._is_distance), *self._told][:MOST_MOMENTS]
        near += [*find_next(view), *find_called(view)] if self._is_far else []
        return [*self._birthdays, *near]

    @lazy
    def _frame(self) -> Frame:
        return Frame(self._view, self._moments)

    @lazy
    def _is_firm(self) -> bool:
        return says_span(self._view)

    @property
    def _is_age(self) -> bool:
        return self._view.claim.mention.kind is Kind.AGE

    def find_pairs(self, mention: Mention) -> list[Pair]:
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

    def rank_pairs(self) -> list[Pair]:
        """Return the pairs of the moments in view, each date once, the nearest first."""
        known = {m.period: m for m in sorted(self._moments, key=lambda m: -m.near)}
        nearest = sorted(known.values(), key=lambda m: m.near)[:_MOST_RANKED]
        is_any = self._frame.is_event_known
        pairs = (
            p for p in combinations(nearest, 2) if is_any or min(p[0].near, p[1].near) <= Nearness.BEFORE
        )
        pairs = (p for p in pairs if not p[0].group == p[1].group == NEXT)
        here = [m for m in nearest if m.near is Nearness.HERE]
        return [
            *sorted(pairs, key=lambda pair: pair[0].near + pair[1].near),
            *product(here, self._find_far()),
        ]

    def _find_far(self) -> list[Moment]:
        """Return when the other films of the dossier were shown: “behind the film it was meant to answer”."""
        if self._is_age and self._view.before(2) in _OWN_AGE:
            return []
        known = {m.period for m in self._moments}
        films = [e for e in self._view.reading.index.entities if e.kind == "film" and e.data]
        showings = find_showings(self._view, [film.number for film in films[:_MOST_FILMS]])
        return [m for m in showings if m.period not in known]

    def admits(self, one: Moment, other: Moment) -> bool:
        """Tell whether the sentence means the time from the one moment to the other."""
        if self.excludes(one, other):
            return False
        return bool(self._birthdays or self._frame.stated) or self._is_near(one, other)

    def excludes(self, one: Moment, other: Moment) -> bool:
        """Tell whether plain words say that the time runs from or to something else."""
        pair = (one, other)
        if self._birthdays:
            return not any(m.group == "birthday" for m in pair)
        stated = self._frame.stated
        if stated:
            return not all(m.near <= Nearness.BEFORE and m.period in stated for m in pair)
        return self._frame.excludes(one, other)

    def _is_near(self, one: Moment, other: Moment) -> bool:
        near = {one.near, other.near}
        if not self._is_distance:
            return near == {Nearness.HERE} and self._view.behind(1) != ("of",)
        if Nearness.HERE in near or (Nearness.NAMED in near and self._is_firm):
            return True
        if Nearness.NAMED in near and "death" in {one.group, other.group}:
            return True  # “he enjoyed it for less than a decade, dying at 59”
        if self._frame.is_event_known or (Nearness.NAMED in near and self._is_age):
            return True
        is_said = any(m.near is Nearness.HERE for m in self._moments)
        return not is_said and near in _FAR_PAIRS


def _find_reach(mention: Mention) -> tuple[int, int]:
    """Return the least and the most days between two moments, the grain of their dates included."""
    if mention.is_range:
        low, high = mention.low, mention.high
    else:
        low, high = find_bounds(mention)
    worth = DAYS.get(mention.unit) or YEARS[mention.unit] * YEAR_DAYS
    slack = _YEAR if mention.unit in YEARS else _MONTH if mention.unit == "month" else _WEEK
    most = Decimal(_LONGEST)
    return int(min(low * worth, most)) - slack, int(min(high * worth, most)) + slack


_FAR_PAIRS = (
    {Nearness.BEFORE},
    {Nearness.BEFORE, Nearness.NAMED},
    {Nearness.BEFORE, Nearness.TOLD},
    {Nearness.BEFORE, Nearness.BASE},
    {Nearness.BASE, Nearness.TOLD},
)
"""Ends that are both far off, where the sentence says none: at least one has just been spoken of."""
_OWN_AGE = {("it", "was"), ("it", "is")}
"""“When it was thirty years old”: no other film was."""
_MOST_PAIRS = 400
_MOST_RANKED = 12
_MOST_FILMS = 12
_YEAR, _MONTH, _WEEK = 800, 62, 9
_LONGEST = 400000
