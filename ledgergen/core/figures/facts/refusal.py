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

from ledgergen.core.figures.bind.pointing import is_measured_from
from ledgergen.core.figures.bind.shoot import OTHER_WORK
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.bind.vocabulary_names import NATIONAL
from ledgergen.core.figures.facts.attributes import GROUPS, SHOWINGS
from ledgergen.core.figures.facts.coincidence import Coincidence, is_distinct
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.facts.parting import is_elsewhere, is_of_other_currency
from ledgergen.core.figures.facts.refusal_date import find_date_refusal
from ledgergen.core.figures.facts.refusal_money import find_money_refusal
from ledgergen.core.figures.facts.refusal_subject import is_of_another_film, is_of_subject, is_own_rating
from ledgergen.core.figures.facts.seats import is_told_elsewhere
from ledgergen.core.figures.mention import Kind


def find_refusal(  # noqa: PLR0911  first answers, in order
    case: Coincidence,
) -> str:
    """Return what firmly refuses the fact: `subject`, `territory`, `attribute`, …; empty if nothing does."""
    claim = case.claim
    if is_own_rating(case):
        return ""
    if not is_distinct(claim.mention):
        return "" if _is_own_though_small(case) else case.parted
    if case.is_left_behind:
        return ""
    if case.parted == "kind" or is_of_other_currency(claim.mention, case.datum, case.reading.index):
        return "currency"
    if is_of_another_film(case) or (case.parted == "subject" and not is_of_subject(case)):
        return "subject"
    if claim.mention.kind is Kind.DATE:
        return find_date_refusal(case)
    if claim.mention.kind is Kind.MONEY:
        is_elsewhere = _is_placed_elsewhere(case) or _is_of_its_place(case)
        return "territory" if is_elsewhere else find_money_refusal(case)
    return _refuse_count(case)


def _is_own_though_small(case: Coincidence) -> bool:
    """Tell whether something speaks for a year, a length or a small count, which stand everywhere."""
    if case.is_left_behind or _is_of_edition(case) or _is_year_of_untold_film(case):
        return True
    if case.parted == "event":
        return _is_of_prize(case) or _is_of_next_prize(case)
    return _is_length_of_meant_film(case) or _is_moment_of_meant_film(case)


def _is_moment_of_meant_film(case: Coincidence) -> bool:
    """“$9 million laid out for the summer of 1997, $59 million gathered in”: one film has them all."""
    claim, datum = case.claim, case.datum
    is_shown = claim.mention.kind is Kind.DATE and GROUPS.get(datum.attribute) in SHOWINGS
    if not is_shown or case.parted != "subject" or claim.is_governed or claim.event:
        return False
    return case.is_in_company and claim.group in {"", *SHOWINGS}


def _is_length_of_meant_film(case: Coincidence) -> bool:
    """“His next, at 137 minutes, earned $183 million”: few films of a dossier run equally long."""
    is_length = case.claim.mention.kind is Kind.DURATION and case.datum.attribute == "runtime"
    return is_length and case.parted == "subject" and not is_of_another_film(case) and is_of_subject(case)


def _is_of_edition(case: Coincidence) -> bool:
    """“The Volpi Cup of 1961, and the Academy …”: the year is the prize's that its own clause names."""
    claim, datum = case.claim, case.datum
    is_own = datum.subject == MAIN or datum.subject in claim.films
    words = case.reading.words_between(case.clause.first, claim.left)
    is_own = is_own or (not claim.is_governed and not _ALREADY.isdisjoint(words))  # “had also given him”
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
    is_shown = GROUPS.get(datum.attribute) in SHOWINGS and claim.group in {"", *SHOWINGS}
    return is_of_film and is_shown and not case.is_told_elsewhere


_ALREADY = frozenset({"also", "already", "before", "earlier", "previously", "once"})
_SINCE = {("since",), ("until",)}
_ATTEMPTS = frozenset({"attempt", "franchise", "series", "saga", "installment", "instalment"})
"""Words for films that say no more of them."""


def _refuse_count(case: Coincidence) -> str:
    """Refuse a count by what its own clause counts: another prize, another country, another work."""
    claim, parted = case.claim, case.parted
    if parted == "event" and _is_of_next_prize(case):
        return ""
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


def _is_of_next_prize(case: Coincidence) -> bool:
    """“Nine prizes at the *A* Awards, six of eight European ones”: a word calls the prize here."""
    is_called = is_distinct(case.claim.mention) or not set(case.datum.event.split()).isdisjoint(
        case.claim.words
    )
    return is_called and bool(case.find_rivals()) and case.is_in_own_seat


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
    words, said = case.reading.document.words, case.clause.find("territory")
    own = [cue.value for cue in said if not is_measured_from(words, cue)]
    if said and not own:
        own = [case.claim.territory]  # “to America ten weeks after the Irish launch, on two screens”
    return any(is_elsewhere(value, known, home) for value in own)


def _is_of_its_place(case: Coincidence) -> bool:
    """“America waited, and paid $38 million”: what America paid facts know, and the text says nowhere."""
    claim = case.claim
    return case.parted == "territory" and any(
        rival.territory == claim.territory and not is_told_elsewhere(claim, rival, case.reading)
        for rival in case.find_rivals()
    )
