"""Times between the showings of one film: “a gala preceded the public sale by two days”.

Words set a first night apart from the public sale, and days are counted exactly. Whoever sees a thing
“before the public” sees it on a first night, wherever that was.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from ledgergen.core.figures.derive.derivation import Derivation, render_period
from ledgergen.core.figures.derive.times.apart import read_standard
from ledgergen.core.figures.derive.times.moment import Moment, find_showings
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.durations import DAYS
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.wordlists import word_set


def derive_between_showings(view: View, mention: Mention) -> Derivation | None:
    """Return the days from premiere to release, where a sentence sets the two apart; not those back."""
    if mention.unit not in _COUNTED or view.reading.dates_between(view.claim.first, view.claim.end):
        return None
    sides = _read_sides(view)
    if sides is None or _PUBLIC.isdisjoint(sides.last) or not _PUBLIC.isdisjoint(sides.first):
        return None
    for first, last in _find_pairs(view, sides):
        if (last.period.first - first.period.first).days == mention.value * DAYS[mention.unit]:
            formula = f"{render_period(first.period)} to {render_period(last.period)} = {mention.text}"
            inputs = tuple(m.datum for m in (first, last) if m.datum)
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


class _Sides(NamedTuple):
    """The words of what came first, and of what came last."""

    first: frozenset[str]
    last: frozenset[str]
    is_ahead: bool
    """Whether somebody is said to have been ahead of the public, be it where it may."""


def _read_sides(view: View) -> _Sides | None:
    """Return the words of either showing, where a sentence sets the two apart."""
    before = view.before(_FAR)
    if before[-1:] == ("by",):
        at = next((n for n, word in enumerate(before) if word in _LEADING or word in _TRAILING), None)
        if at is None:
            return None
        one, other = frozenset(before[:at]), frozenset(before[at + 1 : -1])
        return _Sides(one, other, False) if before[at] in _LEADING else _Sides(other, one, False)
    standard = read_standard(view)
    if standard is None:
        return None
    one, other = frozenset(before), frozenset(standard.phrase)
    return _Sides(one, other, _is_ahead(standard.phrase)) if standard.sign < 0 else _Sides(other, one, False)


def _is_ahead(phrase: tuple[str, ...]) -> bool:
    """“Before the public did”: what came first is what the public did as well."""
    return phrase[-1:] in _ECHOING or phrase[-2:-1] in _ECHOING


def _find_pairs(view: View, sides: _Sides) -> Iterator[tuple[Moment, Moment]]:
    """Yield the days on which the film was first shown, and on which it was released."""
    titles = [c for c in view.cues if c.kind == "film" and not c.is_weak and c.entities != (MAIN,)]
    shown = [] if titles else find_showings(view, (MAIN,))
    days = [m for m in shown if m.period.first == m.period.last]
    for first, last in product(days, days):
        if (first.group, last.group) != ("premiere", "release") or first.datum is None:
            continue
        is_first_night = not _FIRST_NIGHTS.isdisjoint(sides.first) or _is_at(first.datum, sides.first)
        if sides.is_ahead or is_first_night:
            yield first, last


def _is_at(datum: Datum, words: frozenset[str]) -> bool:
    """Tell whether words say where a fact says that a film was first shown."""
    said = f"{datum.fact.qualifiers.get('place', '')} {datum.event}".lower().replace(",", " ").split()
    return any(len(word) > _SHORT and word in words for word in said)


_COUNTED = frozenset({"day", "week", "fortnight"})
_PUBLIC = word_set("public everyone everybody rest release sale general ordinary")
_FIRST_NIGHTS = word_set("premiere première gala festival preview")
_LEADING = word_set("preceded precedes anticipated led")
_TRAILING = word_set("trailed followed trails follows")
_ECHOING = {("did",), ("could",), ("was",), ("were",)}
_FAR = 14
_SHORT = 3
