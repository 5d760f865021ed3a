"""Ages at a moment, and years that set the scene.

An age is a birthday and a moment. The birthday is a fact; the moment is a date
that the sentence says, or else the film's own: its first showing, or its shoot.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.derive.derivation import Derivation, render_period
from ledgergen.core.figures.derive.luck import Luck
from ledgergen.core.figures.derive.person import find_meant, find_persons_beside
from ledgergen.core.figures.derive.told import find_told_shoot
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, Datum, Entity
from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period


def derive_age(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the age of a person at a moment that the sentence means."""
    if find_countdown(claim, reading):
        return derive_countdown(claim, reading)
    mention = claim.mention
    slack = 1 if _looks_ahead(claim, reading) else 0
    for birth, born in _find_births(claim, reading):
        for moment, datum in (*_find_deaths(claim, reading, birth), *_find_moments(claim, reading)):
            least = _years_between(born.last, moment.first)
            most = _years_between(born.first, moment.last) + slack
            if mention.low <= most and least <= mention.high and least >= 0:
                formula = f"{moment.first} minus {birth.fact.value} = {most if slack else least} years"
                inputs = (birth, datum) if datum else (birth,)
                return Derivation(formula=formula, inputs=inputs, what="age at that moment")
    return None


def reckon_age(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the age of anybody whom the sentence may mean at any moment of it, or of its films.

    Ages spread over fifty years, so that each age at hand is met by one chance in fifty (`derive.luck`).
    """
    if not _is_age(claim, reading) or find_countdown(claim, reading):
        return None
    mention, luck = claim.mention, Luck()
    slack = 1 if _looks_ahead(claim, reading) else 0
    tried: set[tuple[int, int]] = set()
    for birth, born in _find_births(claim, reading):
        for moment, datum in _find_all_moments(claim, reading):
            least, most = (
                _years_between(born.last, moment.first),
                _years_between(born.first, moment.last) + slack,
            )
            if (least, most) in tried or least < _YOUNGEST:
                continue
            tried.add((least, most))
            if not luck.pays((int(mention.high - mention.low) + most - least + 1) / _AGES):
                return None
            if mention.low <= most and least <= mention.high:
                formula = f"{moment.first} minus {birth.fact.value} = {mention.text} years"
                inputs = (birth, datum) if datum else (birth,)
                return Derivation(formula=formula, inputs=inputs, what="age at that moment")
    return None


def _is_age(claim: Claim, reading: Reading) -> bool:
    """Tell whether a number is an age by its form: “33-year-old”, “at 59 he”, “still 28”."""
    mention = claim.mention
    if mention.kind is Kind.AGE:
        return True
    is_bare = not mention.noun and not mention.unit and _YOUNGEST <= mention.value <= _OLDEST
    before = reading.words_between(max(claim.left - 1, claim.first), claim.left)
    is_whole = mention.value == int(mention.value) and claim.next_word in _CLOSING
    return is_bare and is_whole and not _BEING.isdisjoint(before)


def _find_all_moments(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield the moments of the sentence, of its films, of the sentence before, and the film's own."""
    yield from _find_moments(claim, reading)
    is_dated = any(mention.unit in _PLAIN for mention in _find_said(claim, reading))
    behind = reading.words_between(claim.right, claim.right + 2)
    if is_dated or "when" in behind or "respectively" in behind or _read_stage(claim, reading):
        return
    yield from _find_moments_of_films(claim, reading)
    sentence = reading.sentence_of(claim.mention)
    if reading.follows(sentence):
        first = reading.tokens_of(sentence - 1).start
        yield from ((m.period, None) for m in reading.dates_between(first, claim.first) if m.period)
    yield from _find_showings(reading.index.entities[MAIN])


_AGES = 50
_PLAIN = frozenset({"day", "month"})
"""Where the sentence says a date so finely, the age is meant at that; so is one “when …” or at a stage."""
_BEING = frozenset(
    {"was", "were", "is", "at", "still", "yet", "aged", "only", "just", "then", "barely", "turned"}
)
_CLOSING = frozenset({",", ".", ";", ")", "—", "–", "when", "at", "and", "he", "she", "that", "in", ""})


def _find_births(claim: Claim, reading: Reading) -> Iterator[tuple[Datum, Period]]:
    """Yield the birthdays of those who may be that old."""
    persons = _find_dead(claim, reading) or find_persons_beside(claim, reading)
    for person in persons or find_meant(claim, reading) or claim.persons:
        births = reading.index.find(person, "birth_date") if person != UNKNOWN else []
        yield from ((birth, birth.period) for birth in births if birth.period)


def _find_dead(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“The actor died on 3 May 1971, aged 65”: who died that day is meant, whatever they are called."""
    if "died" not in claim.words:
        return ()
    said = [m.period for m in _find_said(claim, reading) if m.period]
    deaths = [d for d in reading.index.by_attribute.get("death_date", ()) if d.period]
    return tuple(
        d.subject
        for d in deaths
        if any(p.first <= d.period.first and d.period.last <= p.last for p in said if d.period)
    )


def _find_deaths(claim: Claim, reading: Reading, birth: Datum) -> Iterator[tuple[Period, Datum]]:
    """Yield when a person died, where the sentence speaks of it."""
    if _DYING.isdisjoint(claim.words):
        return
    for death in reading.index.find(birth.subject, "death_date"):
        if death.period:
            yield death.period, death


_DYING = frozenset({"died", "dies", "death", "outlived", "survived", "dying", "dead", "buried", "funeral"})


def find_countdown(claim: Claim, reading: Reading) -> Mention | None:
    """Return the time that is left to a birthday: “a month from forty”, “two weeks short of 30”."""
    words = reading.words_between(claim.left - 4, claim.left)
    if not words or (words[-1] not in _BEFORE and words[-2:] not in {("short", "of"), ("shy", "of")}):
        return None
    before = reading.mentions_between(claim.left - 6, claim.left)
    if before and before[-1].kind is Kind.DURATION and before[-1].unit in _LONGEST:
        return before[-1]
    # “A few weeks left before thirty” gives no number of weeks.
    return claim.mention if any(word in _FEW for word in words) else None


def derive_countdown(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the birthday that a person had so shortly before them at the film's showing."""
    left = find_countdown(claim, reading)
    age = int(claim.mention.value)
    if left is None:
        return None
    words = reading.words_between(claim.left - 5, claim.left)
    unit = left.unit if left is not claim.mention else next(_FEW[word] for word in words if word in _FEW)
    for birth, born in _find_births(claim, reading):
        for moment, datum in _find_moments(claim, reading):
            if born.first != born.last or moment.first != moment.last:
                continue
            days = Decimal((_find_birthday(born.first, born.first.year + age) - moment.first).days)
            is_near = (
                0 < days <= _LONGEST[unit]
                if left is claim.mention
                else abs(days / _DAYS[unit] - left.value) <= _HALF
            )
            if is_near:
                formula = f"{moment.first} plus {days} days = {age} years after {birth.fact.value}"
                inputs = (birth, datum) if datum else (birth,)
                return Derivation(formula=formula, inputs=inputs, what="the birthday to come")
    return None


def _find_birthday(born: date, year: int) -> date:
    # 29 February has its birthday on the 28th.
    return born.replace(year=min(year, 9999), day=min(born.day, 28 if born.month == 2 else 31))


_HALF = Decimal("0.6")
_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": Decimal("30.44")}
_LONGEST = {"day": 13, "week": 62, "fortnight": 62, "month": 200}
"""Days that “a few days”, “a few weeks” may be at most."""
_FEW = {"days": "day", "weeks": "week", "months": "month"}
_BEFORE = frozenset({"from", "before", "off", "till", "until"})


def derive_bare_age(claim: Claim, reading: Reading) -> Derivation | None:
    """“Peter Fonda, 29 at release”: a bare number beside a person, or beside an opening, may be an age."""
    mention = claim.mention
    if (
        mention.unit
        or (mention.noun and mention.noun != "respectively")
        or not _YOUNGEST <= mention.value <= _OLDEST
        or mention.value != int(mention.value)
    ):
        return None
    near = reading.sentence_cues(claim.left - 14, claim.right + 10)
    is_said = any(cue.kind in {"person", "moment"} for cue in near) or find_persons_beside(claim, reading)
    if is_said or not _PRONOUNS.isdisjoint(reading.words_between(claim.left - 5, claim.left)):
        return derive_age(claim, reading)
    return None


_YOUNGEST, _OLDEST = 5, 110
_PRONOUNS = frozenset({"he", "she", "he'd", "she'd", "he's", "she's", "who", "who'd"})


def derive_eve(claim: Claim, reading: Reading) -> Derivation | None:
    """“By 1963 his credit was good”: a year that sets the scene for a film of the year after."""
    release = reading.index.entities[MAIN].release
    period = claim.mention.period
    if release is None or period is None or claim.mention.unit in {"day", "decade", "century"}:
        return None
    section = reading.document.section_of(claim.mention.start)
    if claim.event or section not in {None, 1} or reading.follows(reading.sentence_of(claim.mention)):
        return None
    opening = reading.words_between(claim.first, claim.left)
    if len(opening) > 4 or not any(word in _SETTING for word in opening):
        return None
    years = {n.release.first.year for n in reading.index.entities if n.kind == "film" and n.release}
    is_eve = 0 <= release.first.year - period.first.year <= 1 and period.first <= release.first
    if is_eve or (period.first.year in years and period.first.year < release.first.year):
        formula = f"{render_period(period)} stands before {render_period(release)}"
        return Derivation(formula=formula, inputs=(), what="the eve of the film")
    return None


_SETTING = frozenset({"in", "by", "of", "as", "at", "entering", "when", "before", "during", "through"})


def _looks_ahead(claim: Claim, reading: Reading) -> bool:
    words = reading.words_between(max(claim.left - 6, claim.first), claim.left)
    return claim.mention.hedge is Hedge.NEARLY or any(word in _AHEAD for word in words)


_AHEAD = frozenset({"turned", "turns", "turning", "turn", "short", "shy", "approaching", "nearing", "before"})


def _years_between(earlier: date, later: date) -> int:
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def _find_said(claim: Claim, reading: Reading) -> list[Mention]:
    """Return the dates that the sentence says for an age: those that stand near, else the first before it."""
    said = [
        m
        for m in reading.dates_between(claim.first, claim.end)
        if not _is_bracketed(m, reading) and not _is_birthday(m, reading)
    ]
    soon = [m for m in said if reading.document.token_at(m.start) < claim.right + _SOON]
    return soon or [m for m in said[:1] if m.start < claim.mention.start]


def _find_moments(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield the moments at which an age may be meant: said in the sentence, else the film's own."""
    said = _find_said(claim, reading)
    last = max((reading.document.token_at(m.end) for m in said), default=claim.right)
    cues = reading.sentence_cues(min(last, claim.right), min(claim.right + 6, claim.end))
    if not any(cue.kind == "moment" and cue.value in {"release", "premiere", "shoot"} for cue in cues):
        for mention in said:
            if mention.period:
                yield mention.period, None
        if said:
            return
    yield from _find_moments_of_films(claim, reading)


def _find_moments_of_films(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield when films were shot and shown; “38 when the public saw it” is not his age at the shoot."""
    spoken = _read_stage(claim, reading)
    films = [film for film in dict.fromkeys(_find_films(claim, reading)) if film != UNKNOWN]
    told = [(period, None) for period in find_told_shoot(reading)] if spoken != "shown" else []
    shot: list[tuple[Period, Datum]] = []
    shown: list[tuple[Period, Datum]] = []
    for film in films:
        for moment, datum in _find_showings(reading.index.entities[film]):
            is_shoot = vocabulary.GROUPS.get(datum.attribute) == "shoot"
            (shot if is_shoot else shown).append((moment, datum))
    if spoken == "shot" and (told or shot):
        yield from (*told, *shot)
        return
    yield from told if MAIN in films else ()
    yield from (*(shot if spoken != "shown" else ()), *shown)


def _read_stage(claim: Claim, reading: Reading) -> str:
    """Return whether the words around an age speak of the film as `shot` or `shown`, or nothing."""
    first, end = max(claim.first, claim.left - _NEAR), min(claim.right + _NEAR, claim.end)
    moments = {cue.value for cue in reading.sentence_cues(first, end) if cue.kind == "moment"}
    words = reading.words_between(first, end)
    place = claim.right - first
    # “On the opening day of work” nothing opens but the shoot.
    is_at_work = "work" in words and not _BEGINNING.isdisjoint(words)
    if "shoot" in moments or is_at_work or words[place : place + 3] == ("at", "the", "start"):
        return "shot"
    is_shown = bool(moments & {"release", "premiere"}) or not _SHOWN.isdisjoint(words)
    return "shown" if is_shown else ""


_BEGINNING = frozenset({"day", "began", "begun", "begin", "commenced", "started"})
_SHOWN = frozenset(
    {"public", "saw", "audiences", "audience", "opened", "opening", "unveiled", "shown", "out", "screens"}
)


def _find_films(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the films at whose making or release the person may be that old."""
    cues = reading.sentence_cues(claim.first, claim.end)
    named = [cue.entities for cue in cues if cue.kind == "film" and not cue.is_weak and cue.end <= claim.left]
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


_SOON = 10
"""A date so many words behind an age may still date it."""

_NEAR = 14
"""So many words from an age, the shoot is spoken of for it."""

_POINTING = frozenset({"that", "its"})


def _find_showings(film: Entity) -> Iterator[tuple[Period, Datum]]:
    """Yield when a film was shot, and when it was first shown."""
    first = film.release.first if film.release else None
    for datum in film.data:
        group = vocabulary.GROUPS.get(datum.attribute)
        is_first = (
            datum.period is not None and first is not None and (datum.period.first - first).days < _FIRST_RUN
        )
        if datum.period and (group == "shoot" or (group in {"release", "premiere"} and is_first)):
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
