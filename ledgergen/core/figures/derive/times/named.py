"""Times whose two ends a sentence names, in whatever words: two occasions of one film, or two films.

“Photography was complete, and Marsh had 41 days until the American release” names the end of the shoot
and the release; “*Salt Road* had been in theaters for nine years when *Coral* opened” names two films. Where
facts know when both were, no other two moments are meant. Words of order say which film was the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from ledgergen.core.figures.bind.before import find_before, find_first
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.occasions import FILM_OCCASIONS, OCCASIONS, find_occasions
from ledgergen.core.figures.bind.shoot import OTHER_WORK
from ledgergen.core.figures.closed_classes import QUOTES
from ledgergen.core.figures.derive.derivation import Derivation, measures, render_period
from ledgergen.core.figures.derive.times.course import Course
from ledgergen.core.figures.derive.times.moment import TIMES, Moment
from ledgergen.core.figures.derive.view import Nearness, View
from ledgergen.core.figures.durations import DAYS
from ledgergen.core.figures.facts.attributes import GROUPS, SHOWINGS
from ledgergen.core.figures.facts.datum import HOME, UNKNOWN, Datum
from ledgergen.core.figures.facts.one_subject import find_one_film, find_one_person
from ledgergen.core.figures.facts.plain import find_called_just
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.wordlists import word_set


def find_named_course(view: View) -> Course | None:
    """Return the two ends that a sentence names, where facts know both."""
    claim, reading = view.claim, view.reading
    near = reading.mentions_between(claim.first, claim.end)
    if any(m.kind in TIMES and m.start != claim.mention.start and not m.not_a_claim for m in near):
        return None
    return _find_occasions(view) or _find_films(view)


# --- two occasions ------------------------------------------------------------------------------


def _find_occasions(view: View) -> Course | None:
    claim, reading = view.claim, view.reading
    first, named, cues = _read_occasions(view)
    words = reading.words_between(first, claim.end)
    if len(named) != _PAIR or named not in _COURSES or not OTHER_WORK.isdisjoint(words):
        return None
    films = find_one_film(claim, cues, reading)
    persons = find_one_person(claim, cues, reading) if "birth" in named else frozenset[int]()
    if not films or any(cue.kind == "event" for cue in cues):
        return None
    ends = {name: _date(view, name, persons if name == "birth" else films, cues) for name in named}
    one, other = sorted(ends, key=_ORDER.index)
    return Course(ends[one], ends[other]) if ends[one] and ends[other] else None


def _read_occasions(view: View) -> tuple[int, frozenset[str], list[Cue]]:
    """Return the occasions that a sentence names, with where it begins to name them, and its cues.

    “Filming was over. 41 days later America saw the result”: a short sentence before it may name one, and
    a market that saw a film names its release there.
    """
    claim, reading = view.claim, view.reading
    first = find_first(claim, reading)
    named = frozenset(find_occasions(reading.words_between(first, claim.end)))
    tokens = find_before(claim, reading)
    if len(named) <= 1 and first == claim.first and tokens:
        before = find_occasions(reading.words_between(tokens.start, tokens.stop))
        is_dated = any(m.kind in TIMES for m in reading.mentions_between(tokens.start, tokens.stop))
        if len(tokens) <= _SHORT and len(before) == 1 and not is_dated and not named.intersection(before):
            first, named = tokens.start, named.union(before)
    cues = reading.sentence_cues(first, claim.end)
    if (
        len(named) == 1
        and named <= _BEFORE_RELEASE
        and any(c.kind == "territory" and c.value in HOME for c in cues)
    ):
        named = named.union({"release"})
    return first, named, cues


def _date(view: View, name: str, subjects: frozenset[int], cues: Sequence[Cue]) -> tuple[Moment, ...]:
    """Return when facts have an occasion, in the market that is named, or where the film came out first."""
    entities = view.reading.index.entities
    data = [d for n in subjects for d in entities[n].data if d.attribute in OCCASIONS[name] and d.period]
    if name == "release":
        data = keep_home(view, data, cues)
    return tuple(filter(None, map(_read_moment, data)))


def keep_home(view: View, data: list[Datum], cues: Sequence[Cue]) -> list[Datum]:
    """Leave the releases at home where that is named, and else the first."""
    places = {cue.value for cue in cues if cue.kind == "territory"}
    home = [d for d in data if d.territory in view.reading.index.home]
    if places & HOME:
        return [d for d in home if d.territory in HOME] or [d for d in data if not d.territory] or home
    there = [d for d in data if d.territory in places]
    return there or home or data[:1]


def derive_open_days(view: View) -> Derivation | None:
    """Return the days between two occasions of the film spoken of, where words name one at most.

    Few times of a film are told in days, and so many days are met by luck no more than once in a hundred.
    """
    claim, reading = view.claim, view.reading
    mention = claim.mention
    if mention.unit != "day" or mention.value < _MANY or mention.is_range or view.behind(1) in _EACH:
        return None
    first, named, cues = _read_occasions(view)
    words = reading.words_between(first, claim.end)
    near = [m for m in reading.mentions_between(first, claim.end) if m.start != claim.mention.start]
    is_home = any(cue.kind == "territory" and cue.value in HOME for cue in cues)
    is_of_more = any(m.kind in TIMES for m in near) or any(cue.kind == "event" for cue in cues)
    if is_of_more or not (named or is_home) or not OTHER_WORK.isdisjoint(words):
        return None
    for film in find_one_film(claim, cues, reading):
        ends = {name: _date(view, name, frozenset({film}), cues) for name in FILM_OCCASIONS}
        for course in _OPEN if named <= FILM_OCCASIONS else ():
            one, other = course
            if named <= {one, other} and (found := _measure(ends[one], ends[other], mention)):
                return found
    return None


def _measure(starts: Sequence[Moment], finishes: Sequence[Moment], mention: Mention) -> Derivation | None:
    for one, other in product(starts, finishes):
        if one.datum and other.datum and measures(mention, one.period, other.period):
            formula = f"{render_period(one.period)} to {render_period(other.period)} = {mention.text}"
            return Derivation(
                formula=formula, inputs=(one.datum, other.datum), what="time between the two dates"
            )
    return None


# --- two films ----------------------------------------------------------------------------------


def _find_films(view: View) -> Course | None:
    """Return when two films came out that a sentence names alone, the one that it has first as the start."""
    claim = view.claim
    words = view.reading.words_between(find_first(claim, view.reading), claim.end)
    if claim.mention.unit in DAYS or _RELATING.isdisjoint(words):
        return None
    cues = _find_cues(view)
    titles = [cue for cue in cues if cue.kind == "film" and not cue.is_weak and UNKNOWN not in cue.entities]
    films = list(dict.fromkeys(find_called_just(cue, view.reading) for cue in titles))
    is_plain = not any(cue.kind == "event" or (cue.kind == "film" and _is_other(cue)) for cue in cues)
    if len(films) != _PAIR or not is_plain or films[0] & films[1] or not _is_of_showings(view):
        return None
    shown = [_find_showings(view, film) for film in films]
    if not all(shown):
        return None
    two = next(cue for cue in titles if find_called_just(cue, view.reading) == films[1])
    order = _read_order(view.reading.document.words, titles[0], two)
    if order:
        return Course(*shown) if order > 0 else Course(shown[1], shown[0])
    either = (*shown[0], *shown[1])
    return Course(either, either)


def _find_cues(view: View) -> list[Cue]:
    """Return the cues of the sentence, and of the one before where that opens with the other title."""
    claim, reading = view.claim, view.reading
    own = list(reading.sentence_cues(find_first(claim, reading), claim.end))
    tokens = find_before(claim, reading)
    titles = [cue for cue in own if cue.kind == "film" and not cue.is_weak]
    if len(titles) != 1 or not tokens:
        return own
    before = reading.sentence_cues(tokens.start, tokens.stop)
    is_short = len(tokens) <= _SHORT and any(c.start <= tokens.start + 1 and c.kind == "film" for c in before)
    return [*before, *own] if is_short else own


def _is_of_showings(view: View) -> bool:
    """Tell whether nothing that two films are compared by is told, but that they came out."""
    named = {n for c in view.cues if c.kind == "film" for n in range(c.start, c.end)}
    first, words = view.claim.first, view.claim.words
    said = [word for at, word in enumerate(words, first) if at not in named]
    is_of_persons = not _PRONOUNS.isdisjoint(said) and _RELATING.intersection(said) <= _AGES
    return find_occasions(said).keys() <= SHOWINGS and _PERSONAL.isdisjoint(said) and not is_of_persons


def _is_other(cue: Cue) -> bool:
    return (cue.is_weak and cue.value not in _ROLES) or UNKNOWN in cue.entities


def _find_showings(view: View, films: frozenset[int]) -> tuple[Moment, ...]:
    """Return when a film came out: at its first premiere, at its first release, and at home."""
    found: dict[tuple[str, bool], Moment] = {}
    data = (d for n in films for d in view.reading.index.entities[n].data)
    shown = [m for d in data if (m := _read_moment(d)) and m.group in SHOWINGS]
    for moment in sorted(shown, key=lambda m: m.period.first):
        is_home = moment.datum is not None and moment.datum.territory in HOME
        found.setdefault((moment.group, is_home), moment)
    return tuple(found.values())


def _read_moment(datum: Datum) -> Moment | None:
    if datum.period is None:
        return None
    group = GROUPS.get(datum.attribute, "")
    return Moment(period=datum.period, near=Nearness.NAMED, datum=datum, subject=datum.subject, group=group)


def _read_order(words: Sequence[str], one: Cue, other: Cue) -> int:
    """Return 1 where words say that the first title came out first, -1 where last, 0 where they leave it."""
    before = words[max(one.start - _AHEAD, 0) : one.start]
    at = max((n for n, word in enumerate(before) if word in _STOPS), default=-1)
    for word in reversed(before[at + 1 :]):
        if word in _FROM or word in _UNTIL:
            return 1 if word in _FROM else -1
    if (place := words[max(other.start - 2, 0) : other.start]) and place[-1] in QUOTES:
        place = words[max(other.start - 3, 0) : other.start - 1]
    if place[:1] == ("the",) and place[-1] in _ADJECTIVES:
        return _ADJECTIVES[place[-1]]  # “between *Salt Road* and the later *Coral*”
    between = words[one.end : other.start]
    if not _STOPS.isdisjoint(between):
        return 0
    is_late, is_early = not _LATER.isdisjoint(between), not _EARLIER.isdisjoint(between)
    return 0 if is_late == is_early else -1 if is_late else 1


_OPEN = (("end", "release"), ("premiere", "release"), ("start", "end"))
_MANY = 13
_EACH = {("a",), ("of",), ("each",), ("per",)}
_PAIR = 2
_SHORT = 14
_ROLES = frozenset({"main", "sequel", "next", "previous"})
_AHEAD = 5
_BEFORE_RELEASE = frozenset({"start", "end", "premiere", "birth"})
_ORDER: Final = ("birth", "start", "end", "premiere", "release", "death")
_COURSES: Final = (
    {"start", "end"},
    {"start", "premiere"},
    {"start", "release"},
    {"end", "premiere"},
    {"end", "release"},
    {"premiere", "release"},
    {"birth", "release"},
    {"birth", "premiere"},
)
_STOPS = frozenset({".", ";", "?", "!"})
_ADJECTIVES = {"later": 1, "younger": 1, "newer": 1, "earlier": -1, "older": -1}
_FROM = word_set("after from since following past")
_UNTIL = word_set("before until till to preceding")
_LATER = word_set("after later younger follow follows followed following since behind junior succeeded")
_EARLIER = word_set(
    """
    beat beats before earlier older predate predates predated precede precedes preceded preceding ahead senior
    to until
    """
)
_RELATING = (
    _LATER
    | _EARLIER
    | word_set(
        """
        till between gap away wait waited separate separates separated separating part parts parted divide
        divides divided lie lay elapsed interval distance on another further apart took passed pass forward
        from when been old past wake trailed trails trail postdates postdate postdated lag lagged lags elapse
        intervene intervened intervening spans stretch counting
        """
    )
) - {"to"}
_PRONOUNS = word_set("he she his her")
_AGES = word_set("older younger senior junior old")
_PERSONAL = word_set("birth born age aged novel book script story play setting set")
