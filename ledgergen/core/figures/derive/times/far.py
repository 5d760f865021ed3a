"""Pairs of moments far from a figure: for times that no nearer pair explains, as luck allows.

A time that words make a distance has two ends, whether its sentence says them or not. What it
leaves unsaid is, in this order, the film's own course (it is wrapped, first shown, and then
shown elsewhere) where somebody waits; the showing of a film that is described behind the figure;
what came out before it was filmed; and what passages tell: of the event that the sentence calls, beside
one that has a noun, and from one date to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.films import find_meant_films
from ledgergen.core.figures.derive.times.frame import Pair
from ledgergen.core.figures.derive.times.happening import Dated, calls_happening, find_happened
from ledgergen.core.figures.derive.times.moment import Moment, find_noun, find_showings, is_of_noun
from ledgergen.core.figures.derive.times.stage import name_stage
from ledgergen.core.figures.derive.told import find_dated_sentences
from ledgergen.core.figures.derive.view import BREAKS, Nearness, View
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


def find_far_pairs(view: View) -> Iterator[Pair]:
    """Yield the pairs that a time may lie between whose sentence dates nothing, the likeliest first."""
    claim = view.claim
    if view.reading.dates_between(claim.first, claim.end):
        return
    if not _RUNNING.isdisjoint(view.before(_NEAR)) and len(works := _find_sources(view)) > 1:
        yield from pairwise(works)  # “the serial ran for seven years”
        return
    own = _find_course(view)
    shown = [m for m in own if m.group != "shoot"]
    words = {*view.before(_REACH), *view.behind(_REACH)}
    happened = _find_happened(view)
    yield from product(happened, shown[:1])
    if not _WAITING.isdisjoint(words) and _ANOTHER.isdisjoint(words):
        yield from pairwise(own)
    yield from product(_find_subject(view, shown), _find_described(view))
    if claim.mention.kind is Kind.AGE or not _SOURCES.isdisjoint(words):
        yield from product(_find_sources(view), shown[:1])
    yield from product(_find_last(view), shown[:1])
    if not _STORIES.isdisjoint(words):
        yield from product(_find_settings(view), shown[:1])
    yield from product(happened, own[1:])
    told = _find_told(view)
    if noun := find_noun(view):
        yield from product((m for m in own if is_of_noun(m, noun)), (m for pair in told for m in pair[:1]))
    elif not _WAITING.isdisjoint(words):
        yield from ((pair[0], pair[1]) for pair in told if len(pair) > 1)


def _find_course(view: View) -> list[Moment]:
    """Return when the film was begun, wrapped and shown in each place, each date once, in order of time."""
    return [m for m in _find_all(view) if m.attribute != "production_start"]


def _find_all(view: View) -> list[Moment]:
    shoots = [
        Moment(period=d.period, near=Nearness.BASE, datum=d, group="shoot", subject=MAIN)
        for d in view.reading.index.entities[MAIN].data
        if d.period and GROUPS.get(d.attribute) == "shoot"
    ]
    moments = {m.period: m for m in (*find_showings(view, (MAIN,)), *shoots)}
    return sorted(moments.values(), key=lambda m: m.period.first)


def _find_described(view: View) -> list[Moment]:
    """“Five years had passed since the bridge”: when a film was shown that words behind describe."""
    claim, words = view.claim, view.reading.document.words
    limit = min(claim.right + _REACH, claim.end)
    first = next((n + 1 for n in range(claim.right, limit) if words[n] in _SETTING), limit)
    end = next((n for n in range(first, limit) if words[n] in BREAKS), limit)
    if (verb := _find_following(view)) >= 0:
        first, end = verb + 1, claim.left - 1
    meant = find_meant_films(view, first, end, apart=frozenset({MAIN})) if first < end else None
    shown = find_showings(view, meant.films) if meant else []
    own = [m.period.first for m in find_showings(view, (MAIN,))] if verb >= 0 else []
    return [m for m in shown if m.period.first < min(own)] if own else shown


def _find_following(view: View) -> int:
    """Return the verb of “it followed its predecessor by four years”, of the film itself, or -1."""
    claim, words = view.claim, view.reading.document.words
    places = range(max(claim.left - _REACH, claim.first), claim.left - 1)
    verb = next((n for n in places if words[n] in _FOLLOWING), -1)
    films = (n for c in view.cues if c.kind == "film" and c.start < verb for n in c.entities)
    return verb if view.before(1) == ("by",) and all(n == MAIN for n in films) else -1


def _find_subject(view: View, shown: list[Moment]) -> list[Moment]:
    """Return what the words before a figure tell of: the showing of the film, if no other event."""
    words = view.before(_REACH)
    if stage := name_stage(words) if not calls_happening(words) else "":
        return [m for m in _find_all(view) if is_of_noun(m, stage)][:1]
    if not calls_happening(words):
        return shown[:1]
    return _build(find_happened(view.reading, view.claim.left - len(words), view.claim.left))


def _find_last(view: View) -> list[Moment]:
    """“His last picture was then two years old”: when the film was shown that a sentence begins with."""
    claim = view.claim
    if claim.mention.kind is not Kind.AGE and _BACK.isdisjoint(view.behind(1)):
        return []
    first, limit = claim.first, view.reading.document.words
    end = next((n for n in range(first, claim.left) if limit[n] in BREAKS or limit[n] in _BEING), claim.left)
    meant = find_meant_films(view, first, end, apart=frozenset({MAIN})) if first < end else None
    words = view.reading.words_between(first, end)
    # A novel and a company are no film.
    if not _SOURCES.isdisjoint(words) or any(c.kind == "party" and c.start < end for c in view.cues):
        return []
    is_meant = meant and (meant.is_sure or words[:1] in _DETERMINING)
    return find_showings(view, meant.films) if meant and is_meant else []


def _find_settings(view: View) -> list[Moment]:
    """“The story looks back twenty years”: when it is set."""
    return [
        Moment(period=d.period, near=Nearness.NAMED, datum=d, group="setting", subject=MAIN)
        for d in view.reading.index.find(MAIN, "setting_year")
        if d.period
    ]


def _find_sources(view: View) -> list[Moment]:
    """Return when the works came out that are no films: a property is as old as its novel."""
    works = [entity for entity in view.reading.index.entities if entity.work]
    return [
        Moment(period=d.period, near=Nearness.NAMED, datum=d, subject=work.number)
        for work in works
        for d in work.data
        if d.period and GROUPS.get(d.attribute) == "release"
    ]


def _find_happened(view: View) -> list[Moment]:
    """Return when that happened which the words before a figure call, or those behind it."""
    claim, words = view.claim, view.reading.document.words
    first = max((n + 1 for n in range(claim.first, claim.left) if words[n] in STOPS), default=claim.first)
    limit = min(claim.right + _REACH, claim.end)
    end = next((n for n in range(claim.right, limit) if words[n] in BREAKS), limit)
    found = find_happened(view.reading, claim.right, end) or find_happened(view.reading, first, claim.left)
    return _build(found)


def _build(happened: dict[str, list[Dated]]) -> list[Moment]:
    return [
        Moment(period=period, near=Nearness.NAMED, datum=datum, group=name)
        for name, dates in happened.items()
        for period, datum in dates
    ]


def _find_told(view: View) -> list[tuple[Moment, ...]]:
    """Return the dates that passages tell, each with the one behind it in its sentence, if there is one."""
    found: list[tuple[Moment, ...]] = []
    for sentence in find_dated_sentences(view.reading):
        dates = [Moment(period=period, near=Nearness.TOLD) for period, _ in sentence.dates]
        found += [tuple(dates[n : n + 2]) for n in range(len(dates))]
    return found


_REACH = 9
_NEAR = 3
_FOLLOWING = frozenset({"followed", "trailed", "succeeded"})
_RUNNING = frozenset({"ran", "lasted", "continued", "running"})
_ANOTHER = frozenset({"next", "another"})
_WAITING = word_set(
    """
    waited wait waits waiting sat sit held kept shelf shelved shelves delay delayed idle stayed vault
    drawer sleep slept until dormant
    """
)
_DETERMINING = {("the",), ("his",), ("her",), ("its",), ("that",)}
_BACK = frozenset({"back", "earlier", "before", "ago", "away"})
_BEING = frozenset({"was", "is", "lay", "had", "were"})
_STORIES = word_set("story tale past plot set period era fiction yesterday")
_SETTING = word_set("since after before past behind of between separated separate until")
_SOURCES = word_set(
    "property material source story book novel tale text paper pages play memoir print asset serial manga "
    "comic instalment installment strip"
)
