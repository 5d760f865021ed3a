"""What refuses a fact of the very value that a figure states: the law of coincidences.

How much it takes depends on how little luck can explain.

*A value of several digits, or a whole date, stands in few facts.* A figure that
equals one of them is no luck: it states that fact, or it was swapped with
another. So it is believed, unless its own clause contradicts it plainly:

- another film is what the sentence is about, and facts know it,
- the fact is somebody's whom the sentence does not name, nor the one before it if
  it names nobody and the figure sits in its own seat,
- the currency differs, or the clause names another country,
- the clause has a plain word for another amount or another moment, and the figure
  does not sit in its own seat (`seats`). A word of receipts beside a cost, or the
  reverse, contradicts wherever the figure sits.

Metaphors, weak cues, the cues of neighboring clauses and what stands directly
behind another figure refuse nothing.

*Years and small counts stand everywhere.* They need something that speaks for
them: a prize whose edition the year is, or what else its sentence calls up (`years`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_oblique, is_passed
from ledgergen.core.figures.bind.shoot import OTHER_WORK
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS, GROUPS
from ledgergen.core.figures.bind.vocabulary_names import NATIONAL
from ledgergen.core.figures.facts.coincidence import Coincidence, is_distinct
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.parting import is_elsewhere, is_of_other_currency
from ledgergen.core.figures.facts.refusal_date import find_date_refusal
from ledgergen.core.figures.facts.refusal_money import find_money_refusal
from ledgergen.core.figures.facts.seats import is_told_elsewhere
from ledgergen.core.figures.facts.untitled import is_of_untitled_film
from ledgergen.core.figures.mention import Kind


def find_refusal(  # noqa: PLR0911  first answers, in order
    case: Coincidence,
) -> str:
    """Return what firmly refuses the fact: `subject`, `territory`, `attribute`, …; empty if nothing does."""
    claim = case.claim
    if not is_distinct(claim.mention):
        is_own = _is_of_edition(case) or case.is_left_behind
        is_own = is_own or (case.parted == "event" and _is_of_prize(case)) or _is_year_of_untold_film(case)
        is_own = is_own or _is_length_of_meant_film(case)
        return "" if is_own else case.parted
    if case.is_left_behind:
        return ""
    if case.parted == "kind" or is_of_other_currency(claim.mention, case.datum, case.reading.index):
        return "currency"
    if _is_of_another_film(case) or (case.parted == "subject" and not _is_of_subject(case)):
        return "subject"
    if claim.mention.kind is Kind.DATE:
        return find_date_refusal(case)
    if claim.mention.kind is Kind.MONEY:
        is_elsewhere = _is_placed_elsewhere(case) or _is_of_its_place(case)
        return "territory" if is_elsewhere else find_money_refusal(case)
    return _refuse_count(case)


def _is_length_of_meant_film(case: Coincidence) -> bool:
    """“His next, at 137 minutes, earned $183 million”: few films of a dossier run equally long."""
    is_length = case.claim.mention.kind is Kind.DURATION and case.datum.attribute == "runtime"
    return is_length and case.parted == "subject" and not _is_of_another_film(case) and _is_of_subject(case)


def _is_of_subject(case: Coincidence) -> bool:
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
    booked = index.read_name(film) if film else (MAIN,)
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


def _is_of_edition(case: Coincidence) -> bool:
    """“The Volpi Cup of 1961, and the Academy …”: the year is the prize's that its own clause names."""
    claim, datum = case.claim, case.datum
    is_own = datum.subject == MAIN or datum.subject in claim.films
    is_year = is_own and claim.mention.unit == "year"
    return is_year and any(cue.value == datum.event for cue in case.clause.find("event"))


def _is_year_of_untold_film(case: Coincidence) -> bool:
    """“The last attempt, in 1966”, “since 1977”: the year of a film that no title beside it parts from it.

    Its fact is stated nowhere else, and the sentence is of no prize and nobody's life.
    """
    claim, datum = case.claim, case.datum
    if claim.mention.unit != "year" or claim.is_governed or case.parted != "subject" or claim.event:
        return False
    words = case.reading.words_between(case.clause.first, case.clause.end)
    before = case.reading.words_between(claim.left - 1, claim.left)
    is_of_film = (
        before in _SINCE
        or case.is_at_place
        or claim.next_word in FILM_NOUNS
        or not _ATTEMPTS.isdisjoint(words)
    )
    is_shown = GROUPS.get(datum.attribute) in _SHOWINGS and claim.group in {"", *_SHOWINGS}
    return is_of_film and is_shown and not case.is_told_elsewhere


_SHOWINGS = frozenset({"release", "premiere"})
_SINCE = {("since",), ("until",)}
_ATTEMPTS = frozenset({"attempt", "franchise", "series", "saga", "installment", "instalment"})
"""Words for films that say no more of them."""


def _refuse_count(case: Coincidence) -> str:
    """Refuse a count by what its own clause counts: another prize, another country, another work."""
    claim, parted = case.claim, case.parted
    if parted == "event" and case.find_rivals() and case.is_in_own_seat:
        return ""  # “nine prizes at the *A* Awards, six of eight European ones”
    match parted:
        case "territory":
            return parted if _is_placed_elsewhere(case) else ""
        case "event":
            return "" if claim.event == NATIONAL or _is_of_prize(case) else parted
        case "subject":
            return parted if claim.is_governed else ""
        case _:
            words = case.reading.words_between(case.clause.first, case.clause.end)
            return parted if parted != "attribute" or not OTHER_WORK.isdisjoint(words) else ""


def _is_of_prize(case: Coincidence) -> bool:
    """Tell whether a count that seemed to be of all prizes is of the one that is named beside it."""
    cues = case.clause.find("event") or [cue for cue in case.cues if cue.kind == "event"]
    said = {cue.value for cue in cues}
    return case.claim.event == "all" and said == {case.datum.event}


def _is_placed_elsewhere(case: Coincidence) -> bool:
    """Tell whether the clause names another country; “at home” is whichever country a film is of."""
    known, home = case.datum.territory, case.reading.index.home
    if case.claim.territory == "home" and known not in {"worldwide", "overseas"}:
        return False
    return any(is_elsewhere(cue.value, known, home) for cue in case.clause.find("territory"))


def _is_of_its_place(case: Coincidence) -> bool:
    """“America waited, and paid $38 million”: what America paid facts know, and the text says nowhere."""
    claim = case.claim
    return case.parted == "territory" and any(
        rival.territory == claim.territory and not is_told_elsewhere(claim, rival, case.reading)
        for rival in case.find_rivals()
    )


# --- films -----------------------------------------------------------------------------


def _is_of_another_film(case: Coincidence) -> bool:
    """Tell whether another film rules the figure, of which facts know the same attribute.

    A film's name rules before the figure in its sentence; a pronoun carries on the film in focus. Behind a
    sentence that names the fact's film, “the picture” is that one where another figure is its own, too.
    """
    claim, reading = case.claim, case.reading
    words = reading.document.words
    if (case.matter[0] > claim.first or case.is_named_before) and case.is_in_company:
        return False
    if case.is_of_described_film:
        return False
    before = reading.words_between(claim.first, claim.left)
    start = claim.first + len(before) - before[::-1].index(";") if ";" in before else 0
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
    """Return the films of a title that came out in the year behind it: “*Ben-Hur* of 1925”."""
    years = {word for word in words[title.end : title.end + _BEHIND_TITLE] if len(word) == _DIGITS}
    entities = case.reading.index.entities
    known = ((number, entities[number].release) for number in title.entities if number != UNKNOWN)
    return tuple(number for number, release in known if release and str(release.first.year) in years)


_BEHIND_TITLE = 4
_DIGITS = 4


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
