"""A date held to the one occasion that its sentence speaks of: “The shoot ended on May 3”.

A dossier has some date for nearly every month around its film, so a date that is taken from another
occasion, or another film, is met by a fact. But where a sentence says one date and speaks of one
occasion of one film, or of one person, and facts know when that was, they alone answer, and passages
that date the very thing otherwise. The words around the date need not be known: what is named is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ledgergen.core.figures.agree import Agreement, agree_on_date
from ledgergen.core.figures.bind.before import find_first
from ledgergen.core.figures.bind.called import brings_in, is_called, leave_complements
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.occasions import (
    FILM_OCCASIONS,
    OCCASIONS,
    SEEING,
    is_loose_release,
    read_occasions,
)
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.shoot import opens_work
from ledgergen.core.figures.bind.story import is_of_story
from ledgergen.core.figures.facts.attributes import GROUPS, LIVES
from ledgergen.core.figures.facts.datum import HOME, UNKNOWN, Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.one_subject import (
    find_neighbors,
    find_one_film,
    find_one_person,
    find_told_film,
)
from ledgergen.core.figures.facts.places import is_at_place
from ledgergen.core.figures.facts.plain import find_called_just
from ledgergen.core.figures.facts.standing import ANNIVERSARIES
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


class _Occasion(NamedTuple):
    """What happened, and to whom."""

    name: str
    subjects: frozenset[int]
    territory: str
    is_loose: bool
    """Its words may be said of another thing: “opened”, “theaters”."""


def hold_to_occasion(
    claim: Claim, evidence: Evidence, reading: Reading, *, is_told: Callable[[str], bool]
) -> Evidence:
    """Return the evidence, or what facts know of the one occasion that a date's sentence speaks of.

    `is_told` says whether a passage states the date for a group of attributes: sources disagree.
    """
    occasion = _read_occasion(claim, reading)
    if occasion is None or claim.mention.period is None:
        born = _find_birth(claim, evidence, reading) if occasion is None and not evidence.agreeing else None
        return Evidence(agreeing=[(born, Agreement.EXACT)]) if born else evidence
    known = [d for n in occasion.subjects for d in reading.index.entities[n].data if _is_of(d, occasion)]
    known = _keep_place(known, occasion, reading)
    if not known:
        return evidence
    said = [(datum, agree_on_date(claim.mention, datum.period)) for datum in known if datum.period]
    agreeing = [(datum, agreement) for datum, agreement in said if agreement is not None]
    if agreeing:
        is_proven = any(datum in known for datum, _ in evidence.agreeing)
        return evidence if is_proven else Evidence(agreeing=agreeing, find_against=evidence.find_against)
    found = [datum for datum, _ in evidence.agreeing]
    is_other = any(_is_of_other_thing(claim, occasion, datum, reading) for datum in found)
    is_other = is_other or (occasion.name == "release" and _is_shown_then(claim, occasion, found))
    is_of_other = bool(found or evidence.astray)
    is_open = occasion.is_loose or (occasion.name != _ERA and is_told(GROUPS[known[0].attribute]))
    is_open = is_open and not is_of_other
    if is_other or is_open:
        return evidence
    astray = [*evidence.astray, *((datum, "attribute") for datum, _ in evidence.agreeing)]
    return Evidence(
        agreeing=[],
        astray=astray,
        is_final=not (occasion.is_loose and occasion.name == _ERA),
        find_against=lambda is_asked: [*filter(is_asked, known)],
    )


def _find_birth(claim: Claim, evidence: Evidence, reading: Reading) -> Datum | None:
    """“Ida Marsh belongs to the class of 1942”: return the birth of the one person that a sentence names."""
    born = [d for d, _ in evidence.astray if d.attribute == "birth_date"]
    if not born or claim.mention.unit != "year" or read_occasions(claim, reading):
        return None
    cues = reading.sentence_cues(claim.first, claim.end)
    figures = [m for m in reading.mentions_between(claim.first, claim.end) if not m.not_a_claim]
    if len(figures) > 1 or any(cue.kind != "person" or cue.value != "name" for cue in cues):
        return None
    persons = find_one_person(claim, cues, reading)
    return next((datum for datum in born if datum.subject in persons), None)


def _read_occasion(claim: Claim, reading: Reading) -> _Occasion | None:
    """Return the one occasion that a sentence dates, if it speaks of one, and of one whom it befell."""
    if claim.mention.unit not in _DATED or _is_of_more(claim, reading):
        return None
    if _is_bracketed(claim):
        return _read_bracket(claim, reading)
    if claim.mention.unit == "decade":
        return _read_era(claim, reading)
    return _read_named(claim, reading)


def _read_named(claim: Claim, reading: Reading) -> _Occasion | None:
    """Return the one occasion that words speak of, with those whom it befell and where."""
    name, place = _find_nearest(claim, read_occasions(claim, reading))
    first = find_first(claim, reading)
    cues, whole = reading.sentence_cues(first, claim.end), reading.words_between(first, claim.end)
    if neighbors := find_neighbors(claim, whole, cues, reading) if name in _SHOWN else frozenset[int]():
        return _Occasion("release", neighbors, "", is_loose=False)
    if not name and claim.mention.unit == "year" and is_of_story(whole, claim.left - first):
        return _Occasion("setting", find_told_film(claim, cues), "", is_loose=False)
    if not name and _is_seen_at_home(claim, cues):
        name, place = "release", claim.left
    films = leave_complements(reading.document.words, [cue for cue in cues if cue.kind == "film"])
    is_arrival = not name and (place := _find_arrival(claim, films, reading)) >= 0
    name = "release" if is_arrival else name
    find = find_one_person if name in LIVES else find_one_film
    subjects = find(claim, cues, reading) if name else frozenset[int]()
    if not subjects or any(cue.kind == "event" for cue in cues):
        return None
    places = {cue.value for cue in cues if cue.kind == "territory"}
    is_called_so = is_arrival or (bool(films) and all(map(is_called, films)))
    is_loose = name == "release" and not is_called_so and is_loose_release(claim.words)
    is_open = is_loose and not HOME & places and place >= claim.first
    if is_open and not _is_surely_shown(claim, cues, place, reading):
        return None
    if name == "premiere" and places - {"worldwide", "overseas"}:
        return None
    territory = (claim.territory or next(iter(places), "")) if len(places) <= 1 else "?"
    return _Occasion(name, subjects, territory, is_open)


def _is_seen_at_home(claim: Claim, cues: list[Cue]) -> bool:
    """“US audiences saw *Salt Road* in 1984”: who sees a film at home sees its release."""
    is_home = any(cue.kind == "territory" and cue.value in HOME for cue in cues)
    is_of_film = any(cue.kind == "film" and not cue.is_weak for cue in cues)
    return is_home and is_of_film and not SEEING.isdisjoint(claim.words)


def _find_nearest(claim: Claim, occasions: dict[str, int]) -> tuple[str, int]:
    """Return the one occasion, or that which stands beside the date, far from any other."""
    far = [(min(abs(at - claim.left), abs(at - claim.right + 1)), name) for name, at in occasions.items()]
    far.sort()
    if not far or (len(far) > 1 and (far[0][0] > _CLOSE or far[1][0] < far[0][0] + _APART)):
        return "", -1
    return far[0][1], occasions[far[0][1]]


def _find_arrival(claim: Claim, films: list[Cue], reading: Reading) -> int:
    """Return where a film is said to have come, “In 1979 came the sequel”; or -1."""
    if not _UNMADE.isdisjoint(claim.words):
        return -1
    brought = [cue for cue in films if brings_in(reading.document.words, cue)]
    if not brought and claim.mention.unit == "year" and all(map(is_called, films)):
        brought = films  # “1979 belongs to the sequel”: a year of a film is that of its release
    if brought:
        return brought[0].start
    arrivals = (at for at, word in enumerate(claim.words, claim.first) if word in _ARRIVING)
    return next(arrivals, -1) if any(map(is_called, films)) else -1


def _read_era(claim: Claim, reading: Reading) -> _Occasion | None:
    """“It was made in the 1970s”: a decade is that of the making and showing of the one film spoken of."""
    first = find_first(claim, reading)
    is_loose = _OF_AN_ERA.isdisjoint(reading.words_between(first, claim.end))
    cues = reading.sentence_cues(first, claim.end)
    is_of_film = any(cue.kind == "film" for cue in cues) or not _FILMS.isdisjoint(claim.words)
    subjects = find_one_film(claim, cues, reading) if is_of_film else frozenset[int]()
    return _Occasion(_ERA, subjects, "", is_loose) if subjects else None


def _is_surely_shown(claim: Claim, cues: list[Cue], place: int, reading: Reading) -> bool:
    """Tell whether what opens then, or reaches theaters, is a film, by the words up to the date."""
    is_of_film = any(cue.kind == "film" for cue in cues) or not _FILMS.isdisjoint(claim.words)
    between = reading.words_between(*sorted((place, claim.left)))
    return is_of_film and not opens_work(claim, reading) and _BREAKS.isdisjoint(between)


def _read_bracket(claim: Claim, reading: Reading) -> _Occasion | None:
    """“Ida Marsh (1942) came late”: a year in brackets behind a name is that of a birth."""
    before = [c for c in reading.sentence_cues(claim.first, claim.left) if c.end == claim.left - 1]
    named = [c for c in before if c.kind == "person" and c.value == "name"]
    is_plain = reading.words_between(claim.right, claim.right + 1) == (")",) and claim.mention.unit == "year"
    if not named or not is_plain:
        return None
    persons = find_called_just(named[0], reading) - {UNKNOWN}
    return _Occasion("birth", persons, "", False) if persons else None


def _is_of_more(claim: Claim, reading: Reading) -> bool:
    """Tell whether a sentence says another date, or a time, or compares: it may date what it names not."""
    others = [m for m in reading.mentions_between(claim.first, claim.end) if m.start != claim.mention.start]
    is_timed = any(m.kind is Kind.DATE or (m.kind is Kind.DURATION and m.unit in _TIMES) for m in others)
    return is_timed or "than" in claim.words or not ANNIVERSARIES.isdisjoint(claim.words)


def _is_bracketed(claim: Claim) -> bool:
    return claim.words[max(claim.left - claim.first - 1, 0) : claim.left - claim.first] == ("(",)


def _is_of(datum: Datum, occasion: _Occasion) -> bool:
    attributes = _IN_ERA if occasion.name == _ERA else OCCASIONS[occasion.name]
    return datum.attribute in attributes and datum.period is not None


def _keep_place(known: list[Datum], occasion: _Occasion, reading: Reading) -> list[Datum]:
    """Leave the facts of the territory that is said, where it is one, and they tell of it."""
    if occasion.name != "release" or not occasion.territory:
        return known
    if occasion.territory == "home":
        home = reading.index.home
        return [datum for datum in known if datum.territory in home] or known
    there = [datum for datum in known if datum.territory == occasion.territory]
    return there if occasion.territory == "US" else []


def _is_of_other_thing(claim: Claim, occasion: _Occasion, datum: Datum, reading: Reading) -> bool:
    """“Sold through Kiln Pictures, founded in 1966”, “a tale of the 1890s”: of a company, or of the story."""
    if datum.attribute == "setting_year":
        return occasion.name not in LIVES
    if reading.index.entities[datum.subject].kind != "other":
        return False
    return any(datum.subject in cue.entities for cue in reading.sentence_cues(claim.first, claim.end))


def _is_shown_then(claim: Claim, occasion: _Occasion, found: list[Datum]) -> bool:
    """Tell whether the film was first shown then, and the words may say so: who shows a film opens it."""
    premieres = [d for d in found if d.subject in occasion.subjects and d.attribute == "premiere_date"]
    is_loose = claim.mention.unit == "year" or is_loose_release(claim.words)
    is_loose = is_loose and not occasion.territory
    return any(is_loose or is_at_place(claim, datum) for datum in premieres)


_SHOWN = frozenset({"", "release"})
_DATED = frozenset({"day", "month", "year", "decade"})
_CLOSE, _APART = 3, 4
_ERA = "era"
_IN_ERA = frozenset().union(*(OCCASIONS[name] for name in FILM_OCCASIONS))
_OF_AN_ERA = word_set(
    """
    made make makes making film picture movie feature released release came gave gives got received belongs
    belong directed dates dating decade audiences moviegoers theaters shot filmed investments product products
    """
)
_TIMES = frozenset({"day", "week", "fortnight", "month", "year", "decade"})
_UNMADE = word_set(
    """
    want wants wanted wanting plan plans planned planning no not never yet ask asked asks demand demanded talk
    talked talks talking sign signed announced proposed considered discussed rights idea hoped hopes shot
    shooting filming filmed script scripts wrote written writing born died
    """
)
"""What is wanted, written or shot then has not come then."""
_ARRIVING = word_set("came comes followed follows arrived arrives dates dated appeared")
_FILMS = word_set("it its film picture movie feature pic title")
_BREAKS = frozenset({",", ";", ":", "—", "(", ")"})
