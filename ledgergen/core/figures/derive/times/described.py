"""Times to the showing of another film that is described: “a week behind a space opera”.

One end is a day in print that is proven, words say on which side the other lies, and the other
film is told by no name. It may be any other film of the dossier, or what its words
call it (“the original”, “the last issue”), if it was shown exactly so long before or
after.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from ledgergen.core.figures.closed_classes import DETERMINERS
from ledgergen.core.figures.derive.derivation import Derivation, measures, render_period
from ledgergen.core.figures.derive.luck import SPREAD_OF_TIMES, Luck, find_window
from ledgergen.core.figures.derive.times.apart import Standard, read_standard
from ledgergen.core.figures.derive.times.moment import (
    Moment,
    find_moments,
    find_noun,
    find_showings,
    is_known,
)
from ledgergen.core.figures.derive.view import Nearness, View
from ledgergen.core.figures.durations import DAYS
from ledgergen.core.figures.facts.attributes import SHOWINGS
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.mention import Hedge, Mention, Period
from ledgergen.core.figures.wordlists import word_set


def derive_to_described(view: View, mention: Mention) -> Derivation | None:
    """Return the time from a day in print to the showing of a film that is described behind the figure."""
    standard = read_standard(view)
    if standard is None or mention.is_range or not _describes(view, standard):
        return None
    here = [m for m in find_moments(view, is_far=False) if m.near is Nearness.HERE]
    films = _find_films(view, standard.phrase)
    ones = [m for m in here if is_known(view, m)] if here else _find_own(view)
    luck = Luck(spread=SPREAD_OF_TIMES)
    for other, one in product(find_showings(view, films) if len(films) <= _MOST else (), ones):
        if not here and not luck.allows(*_find_window(mention)):
            return None
        if _fits(mention, one, other, standard):
            formula = f"{render_period(other.period)} to {render_period(one.period)} = {mention.text}"
            inputs = (other.datum,) if other.datum else ()
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _find_window(mention: Mention) -> tuple[float, float]:
    """Return between how many days a time must lie: on the very day, where days or weeks are counted."""
    if not _is_exact(mention):
        return find_window(mention)
    days = float(mention.value * DAYS[mention.unit])
    return days, days + 1


def _is_exact(mention: Mention) -> bool:
    return mention.unit in {"day", "week"} and mention.hedge is Hedge.NONE


def _find_own(view: View) -> list[Moment]:
    """“It opened a week after its rival”: the film's own release, where its sentence says no day."""
    is_shown = any(cue.kind == "moment" and cue.value in SHOWINGS for cue in view.cues)
    is_own = MAIN in view.base and not any(c.kind == "film" and MAIN not in c.entities for c in view.cues)
    return (
        [m for m in find_showings(view, (MAIN,)) if m.group == "release"][:1] if is_shown and is_own else []
    )


def _describes(view: View, standard: Standard) -> bool:
    """Tell whether the words behind describe something by no name and by no noun for a moment."""
    phrase = standard.phrase
    if phrase[:1] not in _DETERMINING or len(phrase) < _SHORTEST or _names_anything(view):
        return False
    return not find_noun(view) or not _CALLED.isdisjoint(phrase)


def _fits(mention: Mention, one: Moment, other: Moment, standard: Standard) -> bool:
    """Tell whether two days lie so far apart: weeks are counted exactly, and years “to the day”."""
    if not (_is_day(one.period) and _is_day(other.period)):
        return False
    first, last = other.period.first, one.period.first
    days = (last - first).days
    if days * standard.sign <= 0:
        return False
    if standard.is_to_day and mention.unit not in DAYS:
        is_day = (first.month, first.day) == (last.month, last.day)
        return is_day and abs(last.year - first.year) == mention.value
    if _is_exact(mention):
        return abs(days) == mention.value * DAYS[mention.unit]
    return measures(mention, one.period, other.period)


def _is_day(period: Period) -> bool:
    return period.first == period.last


def _names_anything(view: View) -> bool:
    """Tell whether a name, a country or an event stands behind the figure, before the words break off."""
    end = view.find_break(_REACH)
    cues = view.reading.sentence_cues(view.claim.right, end)
    strong = {cue.kind for cue in cues if not cue.is_weak and cue.value not in _ROLES}
    return not strong.isdisjoint(_NAMES)


def _find_films(view: View, phrase: tuple[str, ...]) -> tuple[int, ...]:
    """Return the films that a description may mean: by what it calls them, else all others."""
    index = view.reading.index
    films = [e for e in index.entities if e.kind == "film" and e.number != MAIN and e.data]
    called = find_called_films(phrase, index)
    called = called or tuple(e.number for e in films if any(role in phrase for role in e.roles))
    return called or tuple(e.number for e in films)


def find_called_films(phrase: Iterable[str], index: FactIndex) -> tuple[int, ...]:
    """Return the films that a phrase calls by their place: “the last issue”, “the original”; or none."""
    said = frozenset(phrase)
    roles = [role for role, words in _PLACES.items() if not said.isdisjoint(words)]
    films = [e for e in index.entities if e.kind == "film" and e.number != MAIN and e.data]
    called = tuple(e.number for e in films if any(role in known for role in roles for known in e.roles))
    last = index.read_role("previous") if "previous" in roles else ()
    return called or tuple(n for n in last if n > MAIN)


_DETERMINING = {(word,) for word in DETERMINERS | {"that", "this"}}
_FIRST = word_set("original first")
_LAST = word_set("last previous preceding")
_CALLED = _FIRST | _LAST
_PLACES = {"first": _FIRST, "original": _FIRST, "previous": _LAST, "predecessor": _LAST}
"""What facts call a film in its role, and the words that call it so."""
_ROLES = frozenset({"main", "previous", "earlier", "other", "none"})
_NAMES = frozenset({"film", "person", "territory", "event", "party"})
_REACH = 10
_SHORTEST = 2
_MOST = 8
"""Films among which one that was shown exactly then proves something."""
