"""The moments at which an age may be meant: a date that the sentence says, else the film's own.

A film's own are its shoot and its first showing; words around the age choose between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.times.age_when import (
    find_film_behind,
    find_phrase,
    read_stage,
    read_stage_behind,
    read_stage_between,
)
from ledgergen.core.figures.derive.times.happening import calls_happening, find_happened, may_be_showing
from ledgergen.core.figures.derive.times.stage import STAGES, name_stage
from ledgergen.core.figures.derive.told import find_told_shoot
from ledgergen.core.figures.facts.attributes import FILM_MOMENTS, GROUPS, SHOWINGS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum, Entity
from ledgergen.core.figures.facts.plain import read_plainly
from ledgergen.core.figures.facts.values import month_period, year_period
from ledgergen.core.figures.mention import Mention, Period
from ledgergen.core.figures.scan.lexicon.dates import MONTHS


def find_all_moments(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield the moments of the sentence, of its films, of the sentence before, and the film's own."""
    if named := _find_named(claim, reading):
        yield from named
        return
    yield from _find_next(claim, reading) if not find_said(claim, reading) else ()
    yield from find_moments(claim, reading)
    yield from ((m.period, None) for m in reading.dates_between(claim.right, claim.end) if m.period)
    for cue in reading.sentence_cues(claim.right, claim.end):
        for film in cue.entities if cue.kind == "film" else ():
            yield from find_showings(reading.index.entities[film]) if film not in {MAIN, UNKNOWN} else ()
    if find_film_behind(claim, reading):
        return
    is_dated = any(mention.unit in _PLAIN for mention in find_said(claim, reading))
    behind = reading.words_between(claim.right, claim.right + 2)
    if is_dated or "when" in behind or "respectively" in behind or read_stage(claim, reading, reach=_BESIDE):
        yield from _find_in_stage(claim, reading)
        return
    yield from _find_moments_of_films(claim, reading)
    if before := find_before(claim, reading):
        dates = reading.dates_between(before.start, claim.first)
        yield from ((m.period, None) for m in dates if m.period)
    yield from find_showings(reading.index.entities[MAIN])


def _find_in_stage(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum]]:
    """“28 when the enterprise broke ground”: of the film in question, whatever film was named before."""
    first, end = find_phrase(claim, reading)
    cues = reading.sentence_cues(first, end)
    is_dated = any(first <= reading.document.token_at(m.start) < end for m in find_said(claim, reading))
    stage = "" if is_dated else read_stage_between(claim, reading, first, end)
    for moment, datum in find_showings(reading.index.entities[MAIN]) if stage else ():
        is_shoot = GROUPS.get(datum.attribute) == "shoot"
        is_meant = is_shoot == (stage == "shot") and not _is_other_end(claim, reading, datum)
        if is_meant and not any(cue.kind == "film" for cue in cues):
            yield moment, datum


def _is_other_end(claim: Claim, reading: Reading, datum: Datum) -> bool:
    """“Thirty on the day the cameras stopped”: a shoot's first day is not its last."""
    stage = name_stage(reading.words_between(claim.right, min(claim.right + _BEHIND, claim.end)))
    return stage in _ENDS and datum.attribute in _SHOOT and datum.attribute not in STAGES[stage]


def _find_next(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum]]:
    """“Vidal had struck oil at 27. *Salt Road* took …”: an opening says what the next sentence explains."""
    sentence = reading.sentence_of(claim.mention)
    if reading.follows(sentence) or not reading.follows(sentence + 1):
        return
    tokens = reading.tokens_of(sentence + 1)
    cues = reading.sentence_cues(tokens.start, min(tokens.start + _SOON, tokens.stop))
    titles = [cue for cue in cues if cue.kind == "film" and not cue.is_weak]
    for film in titles[0].entities if titles else ():
        if film != UNKNOWN:
            showings = find_showings(reading.index.entities[film])
            yield from (m for m in showings if GROUPS.get(m[1].attribute) != "shoot")


_SHOWN = r"(?:was released|was premiered|premiered|came out|opened|appeared|reached theaters)"
_AT_SHOWING = re.compile(rf"(?:years old )?(?:when T {_SHOWN}|at the (?:release|premiere|opening) of T)")
_SHOWN_BEFORE = re.compile(rf"T {_SHOWN} (?:when \S+(?: \S+)? was|by an?)(?: only| just)?")
_PLAIN = frozenset({"day", "month"})
"""Where the sentence says a date so finely, the age is meant at that; so is one “when …” or at a stage."""


def find_said(claim: Claim, reading: Reading) -> list[Mention]:
    """Return the dates that the sentence says for an age: those that stand near, else the first before it."""
    said = [
        m
        for m in reading.dates_between(claim.first, claim.end)
        if not _is_bracketed(m, reading) and not _is_birthday(m, reading)
    ]
    soon = [m for m in said if reading.document.token_at(m.start) < claim.right + _SOON]
    return soon or [m for m in said[:1] if m.start < claim.mention.start]


def find_moments(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield the moments at which an age may be meant: said in the sentence, else the film's own."""
    if _is_at_birth(claim, reading):
        yield from _find_births_of_others(claim, reading)
        return
    if named := _find_named(claim, reading):
        yield from named
        return
    if pointed := _find_pointed(claim, reading):
        yield pointed, None
        return
    if meant := _find_shown_in(claim, reading) or _find_prized(claim, reading):
        yield from meant
        return
    said = find_said(claim, reading)
    last = max((reading.document.token_at(m.end) for m in said), default=claim.right)
    cues = reading.sentence_cues(min(last, claim.right), min(claim.right + _BEHIND, claim.end))
    first, end = find_phrase(claim, reading)
    happened = find_happened(reading, first, end)
    is_shown = any(cue.kind == "moment" and cue.value in FILM_MOMENTS for cue in cues)
    if happened or not is_shown:
        for mention in said:
            if mention.period:
                yield mention.period, None
        if said:
            return
    yield from (dated for dates in happened.values() for dated in dates)
    if not happened or may_be_showing(reading.words_between(first, end)):
        yield from _find_moments_of_films(claim, reading)


def _find_shown_in(claim: Claim, reading: Reading) -> list[tuple[Period, Datum | None]]:
    """“32 when Germany saw it and 33 when America did”: when the film came out in the country named."""
    if reading.words_between(claim.right, claim.right + 1) != ("when",):
        return []
    cues = reading.sentence_cues(claim.right + 1, min(claim.right + _COUNTRY, claim.end))
    places = {cue.value for cue in cues if cue.kind == "territory"}
    data = reading.index.find(MAIN, "release_date") if places else []
    return [(d.period, d) for d in data if d.period and d.territory in places]


def _find_prized(claim: Claim, reading: Reading) -> list[tuple[Period, Datum | None]]:
    """“39 when she collected her statuette”: in the year in which the film won its prizes."""
    behind = reading.words_between(claim.right, min(claim.right + _PRIZED, claim.end))
    if behind[:1] != ("when",) or _COLLECTING.isdisjoint(behind) or _STATUES.isdisjoint(behind):
        return []
    data = [*reading.index.find(MAIN, "award_count"), *reading.index.find(MAIN, "award")]
    found = ((year_period(d.year), d) for d in data if d.year)
    return [(period, datum) for period, datum in found if period]


def _find_named(claim: Claim, reading: Reading) -> list[tuple[Period, Datum]]:
    """“32 when *Salt Road* was released”, “*Salt Road* came out when she was 32”: at no other moment."""
    behind, films = read_plainly(reading, claim.right, claim.end)
    if not _AT_SHOWING.fullmatch(behind):
        before, films = read_plainly(reading, claim.first, claim.left)
        if not _SHOWN_BEFORE.fullmatch(before):
            return []
    known = (reading.index.entities[n] for n in films if n != UNKNOWN)
    showings = (m for entity in known if entity.kind == "film" for m in find_showings(entity))
    return [m for m in showings if GROUPS.get(m[1].attribute) != "shoot"]


def _find_pointed(claim: Claim, reading: Reading) -> Period | None:
    """“41 when he signed that July”, “48 before the decade was out”: in the year, or decade, last said."""
    behind = reading.words_between(claim.right, claim.right + _SOON)
    pairs = [(one, other) for one, other in pairwise(behind) if one in _POINTING_AT]
    noun = next((other for _, other in pairs if other in MONTHS or other in _ENDING), "")
    first = sentence = reading.sentence_of(claim.mention)
    while sentence - first < _STILL_IN_MIND and reading.follows(first):
        first -= 1
    said = reading.dates_between(reading.tokens_of(first).start, claim.left)
    said = [m for m in said if m.period and not _is_birthday(m, reading)]
    release = reading.index.entities[MAIN].release
    around = said[-1].period if said else release
    if not noun or around is None:
        return None
    if noun in MONTHS:
        # “When she signed that July”: in the year of the signing, whichever that was.
        return month_period(around.last.year, MONTHS[noun]) if said or not calls_happening(behind) else None
    if _ENDED.isdisjoint(behind):
        return None
    if noun == "decade" and release:
        return year_period(release.first.year // 10 * 10 + 9)
    return Period(first=around.last.replace(month=12, day=31), last=around.last.replace(month=12, day=31))


def _is_at_birth(claim: Claim, reading: Reading) -> bool:
    """“His father had been 24 when he was born”: the moment is another's birth."""
    behind = reading.words_between(claim.right, claim.right + 4)
    return behind[:1] == ("when",) and behind[2:] == ("was", "born")


def _find_births_of_others(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield when those were born whom the sentence or the one before names, and the director."""
    before = find_before(claim, reading)
    first = before.start if before else claim.first
    cues = reading.sentence_cues(first, claim.end)
    named = [n for cue in cues if cue.kind == "person" and cue.value == "name" for n in cue.entities]
    for person in dict.fromkeys((*named, *reading.index.directors)):
        births = reading.index.find(person, "birth_date") if person != UNKNOWN else []
        yield from ((birth.period, birth) for birth in births if birth.period)


def _find_moments_of_films(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield when films were shot and shown; “38 when the public saw it” is not his age at the shoot."""
    spoken = read_stage_behind(claim, reading) or read_stage(claim, reading)
    films = [film for film in dict.fromkeys(_find_films(claim, reading)) if film != UNKNOWN]
    told = [(period, None) for period in find_told_shoot(reading)] if spoken != "shown" else []
    shot: list[tuple[Period, Datum]] = []
    shown: list[tuple[Period, Datum]] = []
    for film in films:
        for moment, datum in find_showings(reading.index.entities[film]):
            is_shoot = GROUPS.get(datum.attribute) == "shoot"
            (shot if is_shoot else shown).append((moment, datum))
    shot = [m for m in shot if not _is_other_end(claim, reading, m[1])] or shot
    if spoken == "shot" and (told or shot):
        yield from (*told, *shot)
        return
    yield from told if MAIN in films else ()
    yield from (*(shot if spoken != "shown" else ()), *shown)


def _find_films(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the films at whose making or release the person may be that old."""
    cues = reading.sentence_cues(claim.first, claim.end)
    titles = [cue for cue in cues if cue.kind == "film" and not cue.is_weak]
    if behind := find_film_behind(claim, reading):
        return behind
    named = [cue.entities for cue in titles if cue.end <= claim.left]
    if named:
        return named[-1]
    if any(cue.kind == "film" and cue.value == "main" for cue in cues):
        return (MAIN,)
    words = reading.words_between(claim.right, min(claim.right + 5, claim.end))
    focus = reading.focus_of(reading.sentence_of(claim.mention) - 1)
    if any(word in _POINTING for word in words):
        return (*focus, MAIN)
    # A sentence that names no film goes on about the one before: “He was seventy”.
    is_going_on = not any(cue.kind in {"film", "yard", "moment"} for cue in cues)
    return (*focus, MAIN) if "it" in words or is_going_on else (MAIN,)


_ENDS = frozenset({"start", "end"})
_SHOOT = STAGES["start"] | STAGES["end"]
_COUNTRY = 4
_PRIZED = 8
_COLLECTING = frozenset({"collected", "won", "accepted", "received", "fetched", "took", "got"})
_STATUES = frozenset({"statuette", "statuettes", "oscar", "oscars", "award", "prize"})
_POINTING_AT = frozenset({"that", "the"})
_ENDING = frozenset({"year", "decade"})
_ENDED = frozenset({"out", "over", "closed", "ended", "end", "close"})
_STILL_IN_MIND = 4
"""Sentences back to which “that July” may count its year."""
_SOON = 10
"""A date so many words behind an age may still date it."""

_BEHIND = 8
_BESIDE = 4
"""So many words from an age, a stage is surely said of it; further off, it is the likelier one."""

_POINTING = frozenset({"that", "its"})


def find_showings(film: Entity) -> Iterator[tuple[Period, Datum]]:
    """Yield when a film was shot, and when it was first shown."""
    firsts = [film.release.first] if film.release else []
    firsts += sorted(d.period.first for d in film.by_attribute.get("release_date", ()) if d.period)[:1]
    for datum in film.data:
        group = GROUPS.get(datum.attribute)
        # A festival may have had it a year before the public.
        days = [(datum.period.first - day).days for day in firsts] if datum.period else []
        is_first = any(0 <= day < _FIRST_RUN for day in days)
        if datum.period and (group == "shoot" or (group in SHOWINGS and is_first)):
            yield datum.period, datum


_FIRST_RUN = 300
"""Days after the first showing within which a release is still the film's coming out."""


def _is_birthday(mention: Mention, reading: Reading) -> bool:
    """Tell whether a date says when somebody was born."""
    place = reading.document.token_at(mention.start)
    return "born" in reading.words_between(place - 4, place)


def _is_bracketed(mention: Mention, reading: Reading) -> bool:
    """Tell whether a date stands in brackets behind a title and dates only that."""
    return reading.document.text[mention.start - 1 : mention.start] == "("
