"""Times to a described showing: of another film, “a week behind a space opera”, or of the film itself.

One end is a day in print that is proven, words say on which side the other lies, and the other
film is told by no name. It may be any other film of the dossier, or what its words
call it (“the original”, “the last issue”), if it was shown exactly so long before or
after. Of the film itself, words set a first night apart from the public sale.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import DAYS, Derivation, measures, render_period
from ledgergen.core.figures.derive.times.moment import (
    Moment,
    find_moments,
    find_noun,
    find_showings,
    is_known,
)
from ledgergen.core.figures.derive.view import BREAKS, Nearness, View
from ledgergen.core.figures.facts.index import MAIN, Datum
from ledgergen.core.figures.mention import Hedge, Mention


def derive_to_described(view: View, mention: Mention) -> Derivation | None:
    """Return the time from a day in print to the showing of a film that is described behind the figure."""
    behind = view.behind(_REACH)
    is_to_day = behind[:3] == ("to", "the", "day")
    behind = behind[3:] if is_to_day else behind
    sign = next((sign for words, sign in _SIDES if behind[: len(words)] == words), 0)
    phrase = _read_phrase(behind[1 + (behind[1:2] == ("of",)) :])
    if not sign or phrase[:1] not in _DETERMINING or len(phrase) < _SHORTEST or mention.is_range:
        return None
    if (find_noun(view) and _CALLED.isdisjoint(phrase)) or _names_anything(view):
        return None
    here = [m for m in find_moments(view, is_far=False) if m.near is Nearness.HERE and is_known(view, m)]
    films = tuple(_find_films(view, frozenset(phrase)))
    for other in find_showings(view, films) if len(films) <= _MOST else ():
        for one in here:
            days = (one.period.first - other.period.first).days
            is_day = one.period.first == one.period.last and other.period.first == other.period.last
            if is_day and days * sign > 0 and _fits(mention, one, other, is_to_day=is_to_day):
                formula = f"{render_period(other.period)} to {render_period(one.period)} = {mention.text}"
                inputs = (other.datum,) if other.datum else ()
                return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _fits(mention: Mention, one: Moment, other: Moment, *, is_to_day: bool) -> bool:
    """Tell whether two days lie so far apart: weeks are counted exactly, and years “to the day”."""
    days = abs((one.period.first - other.period.first).days)
    if is_to_day and mention.unit not in DAYS:
        is_day = (one.period.first.month, one.period.first.day) == (
            other.period.first.month,
            other.period.first.day,
        )
        return is_day and abs(one.period.first.year - other.period.first.year) == mention.value
    if mention.unit in {"day", "week"} and mention.hedge is Hedge.NONE:
        return days == mention.value * DAYS[mention.unit]
    return measures(mention, one.period, other.period)


def _read_phrase(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[: next((n for n, word in enumerate(words) if word in BREAKS), len(words))]


def _names_anything(view: View) -> bool:
    """Tell whether a name, a country or an event stands behind the figure, before the words break off."""
    end = view.find_break(_REACH)
    cues = view.reading.sentence_cues(view.claim.right, end)
    strong = {cue.kind for cue in cues if not cue.is_weak and cue.value not in _ROLES}
    return not strong.isdisjoint(_NAMES)


def _find_films(view: View, phrase: frozenset[str]) -> Iterator[int]:
    """Yield the films that a description may mean: by what it calls them, else all others."""
    entities = view.reading.index.entities
    if not phrase.isdisjoint(_LAST):
        yield from (n for n in view.reading.index.read_role("previous") if n >= MAIN)
        return
    is_first = not phrase.isdisjoint(_FIRST)
    for entity in entities:
        if entity.kind != "film" or entity.number == MAIN or not entity.data:
            continue
        if not is_first or any("first" in role or "original" in role for role in entity.roles):
            yield entity.number


_SIDES = ((("behind",), 1), (("after",), 1), (("past",), 1), (("ahead", "of"), -1), (("before",), -1))
_DETERMINING = {(word,) for word in ("a", "an", "the", "that", "this", "its", "his", "her")}
_FIRST = word_set("original first")
_LAST = word_set("last previous preceding")
_CALLED = _FIRST | _LAST
_ROLES = frozenset({"main", "previous", "earlier", "other", "none"})
_NAMES = frozenset({"film", "person", "territory", "event", "party"})
_REACH = 10
_SHORTEST = 2
_MOST = 8
"""Films among which one that was shown exactly then proves something."""


def derive_between_showings(view: View, mention: Mention) -> Derivation | None:
    """“A gala preceded the public sale by two days”: from premiere to release, and not back."""
    if mention.unit not in _COUNTED or view.reading.dates_between(view.claim.first, view.claim.end):
        return None
    sides = _read_sides(view)
    if sides is None or _PUBLIC.isdisjoint(sides[1]) or not _PUBLIC.isdisjoint(sides[0]):
        return None
    titles = [c for c in view.cues if c.kind == "film" and not c.is_weak and c.entities != (MAIN,)]
    shown = find_showings(view, (MAIN,)) if not titles else []
    for first in (m for m in shown if m.group == "premiere"):
        if first.datum is None or not (_FIRST_NIGHTS & sides[0] or _is_at(first.datum, sides[0])):
            continue
        for last in (m for m in shown if m.group == "release" and m.datum):
            days = (last.period.first - first.period.first).days
            is_day = first.period.first == first.period.last and last.period.first == last.period.last
            if is_day and days == mention.value * DAYS[mention.unit]:
                formula = f"{render_period(first.period)} to {render_period(last.period)} = {mention.text}"
                inputs = tuple(m.datum for m in (first, last) if m.datum)
                return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _read_sides(view: View) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the words of what came first, and of what came last, where a sentence sets the two apart."""
    before, behind = view.before(_FAR), view.behind(_REACH)
    if before[-1:] == ("by",):
        at = next((n for n, word in enumerate(before) if word in _LEADING or word in _TRAILING), None)
        if at is None:
            return None
        one, other = frozenset(before[:at]), frozenset(before[at:-1])
        return (one, other) if before[at] in _LEADING else (other, one)
    sign = next((sign for words, sign in _SIDES if behind[: len(words)] == words), 0)
    one, other = frozenset(before), frozenset(_read_phrase(behind[1:]))
    return None if not sign else (one, other) if sign < 0 else (other, one)


def _is_at(datum: Datum, words: frozenset[str]) -> bool:
    """Tell whether words say where a fact says that a film was first shown."""
    said = f"{datum.fact.qualifiers.get('place', '')} {datum.event}".lower().replace(",", " ").split()
    return any(len(word) > _SHORT and word in words for word in said)


_COUNTED = frozenset({"day", "week", "fortnight"})
_PUBLIC = word_set("public everyone everybody rest release sale general ordinary")
_FIRST_NIGHTS = word_set("premiere première gala festival preview")
_LEADING = word_set("preceded precedes anticipated led")
_TRAILING = word_set("trailed followed trails follows")
_FAR = 14
_SHORT = 3
