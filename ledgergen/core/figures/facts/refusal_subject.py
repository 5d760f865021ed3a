"""Whose fact it is that a figure coincides with: the subject's that its sentence means, or another film's.

A subject is meant that the sentence names, calls, describes or keeps company with; or that sits in its
own seat. A film that rules the figure, and of which facts know the same, refuses every other.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.clause import turns
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_oblique, is_passed
from ledgergen.core.figures.facts.coincidence import Coincidence
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.untitled import is_of_untitled_film, is_standard
from ledgergen.core.figures.mention import Kind


def is_own_rating(case: Coincidence) -> bool:
    """“*The Rival* took four prizes, and TMDB's voters stop at 6.3”: of the film, not the rival.

    The site is named behind the title, and what it says of the rival is not known.
    """
    claim, datum, index = case.claim, case.datum, case.reading.index
    if (
        datum.attribute not in _OF_SITES
        or datum.subject != MAIN
        or case.parted != "subject"
        or not datum.variant
    ):
        return False
    title = max((c.end for c in case.cues if c.kind == "film" and c.end <= claim.left), default=claim.first)
    said = {w.removesuffix("'s").removesuffix("’s") for w in case.reading.words_between(title, claim.left)}
    is_known = any(
        d.variant == datum.variant
        for n in claim.films
        if n != UNKNOWN
        for d in index.find(n, datum.attribute)
    )
    return not is_known and ("and" in said or "but" in said) and not said.isdisjoint(datum.variant.split())


def is_of_subject(case: Coincidence) -> bool:
    """Tell whether the sentence means a fact's subject, by whatever name."""
    is_meant = case.is_named or case.is_in_company or case.is_called
    is_meant = is_meant or case.is_described or case.is_of_described_film
    is_meant = is_meant or (case.claim.mention.unit == "day" and case.is_at_place)
    is_meant = is_meant or (case.is_named_before and case.is_in_own_seat) or _is_own_account(case)
    return is_meant or is_of_untitled_film(case)


def _is_own_account(case: Coincidence) -> bool:
    """“The signature cost $150,000”: of a fee or a loan in the film's books, and in its own seat.

    Who is paid need not be named; but where somebody else is, of whom an account is known, it is theirs.
    """
    claim, datum, index = case.claim, case.datum, case.reading.index
    entity = index.entities[datum.subject]
    if claim.mention.kind is not Kind.MONEY or entity.kind == "film" or entity.work:
        return False
    film = datum.fact.qualifiers.get("film", "")
    booked = index.register.read_name(film) if film else (MAIN,)
    is_booked = not set(booked).isdisjoint((*claim.films, MAIN) if not claim.is_governed else claim.films)
    return is_booked and case.is_in_own_seat and not _is_of_another_payee(case)


def _is_of_another_payee(case: Coincidence) -> bool:
    """Tell whether the clause names somebody, other than the fact's, whose amounts facts know."""
    entities, subject = case.reading.index.entities, case.datum.subject
    named = (cue for cue in case.clause.cues if cue.kind in {"person", "party"})
    return any(
        number not in {UNKNOWN, subject} and entities[number].money
        for cue in named
        if subject not in cue.entities
        for number in cue.entities
    )


def is_of_another_film(case: Coincidence) -> bool:
    """Tell whether another film rules the figure, of which facts know the same attribute.

    A film's name rules before the figure in its sentence; a pronoun carries on the film in focus. Behind a
    sentence that names the fact's film, “the picture” is that one where another figure is its own, too.
    """
    claim, reading = case.claim, case.reading
    words = reading.document.words
    if (case.matter[0] > claim.first or case.is_named_before) and case.is_in_company:
        return False
    if case.is_of_described_film or is_standard(case):
        return False
    breaks = (at for at in range(claim.first, claim.left) if words[at] == ";" and turns(words, at))
    start = max(breaks, default=-1) + 1
    films = [
        cue
        for cue in case.cues
        if cue.kind == "film" and start <= cue.start and cue.end <= claim.left
        if not cue.is_weak or cue in case.clause.cues
        if not (is_passed(words, cue) or is_oblique(words, cue))
    ]
    dated = _find_dated(case, words, films[-1]) if films else ()
    is_ruled = claim.is_governed and (films or not start)
    return _is_answered_by(case, dated or (claim.films if is_ruled else films[-1].entities if films else ()))


def _find_dated(case: Coincidence, words: Sequence[str], title: Cue) -> tuple[int, ...]:
    """Return the films of a title that came out in the year behind it: “*Salt Road* of 1925”."""
    years = {word for word in words[title.end : title.end + _BEHIND_TITLE] if len(word) == _DIGITS}
    entities = case.reading.index.entities
    known = ((number, entities[number].release) for number in title.entities if number != UNKNOWN)
    return tuple(number for number, release in known if release and str(release.first.year) in years)


def _is_answered_by(case: Coincidence, films: Sequence[int]) -> bool:
    """Tell whether facts state of one of some films, and not of the datum's own, what the datum does."""
    datum, index = case.datum, case.reading.index
    if datum.subject in films or index.entities[datum.subject].kind != "film":
        return False  # “its star added $5 million of his own”: a film rules no purse but its own
    return any(
        index.find(number, datum.attribute) or (datum.is_money and index.entities[number].money)
        for number in films
        if number != UNKNOWN
    )


_OF_SITES = frozenset({"rating", "vote_count"})
_BEHIND_TITLE = 4
_DIGITS = 4
