"""Films that a clause tells of and names by no title: “the racing car”, “Vane's foxhunt”, “the one after it”.

Nothing in such words says which film is meant; the rest of the text does. A text
says each thing once. Where it states elsewhere what the figure would be of every
film that the talk may be of (the dossier's own, and those in focus), it is no
statement of theirs; and where a fact of another film has the very value, and is
stated nowhere else, the figure sits in that fact's seat.

Whoever puts one film's figure for another's leaves the other's untold, and so is found out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledgergen.core.figures.bind.passing import COMPARING_WORDS
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import DETERMINERS, GENITIVE
from ledgergen.core.figures.facts.coincidence import Coincidence
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.seats import is_told_elsewhere
from ledgergen.core.figures.facts.stating import states
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.words import carries_meaning
from ledgergen.core.figures.scan.hedge import stands_behind_by
from ledgergen.core.figures.wordlists import word_set


def is_of_untitled_film(case: Coincidence) -> bool:
    """Tell whether a figure sits in the seat of a fact of a film that its clause does not name."""
    claim, datum, reading = case.claim, case.datum, case.reading
    if datum.subject == MAIN or reading.index.entities[datum.subject].kind != "film":
        return False
    is_length = claim.mention.kind is Kind.DURATION and datum.attribute == "runtime"
    is_particular = claim.mention.kind is Kind.MONEY or claim.mention.value >= _PARTICULAR
    if not (is_length or is_particular) or _is_of_other_role(case):
        return False
    if is_standard(case):
        return not _is_told_out(case)
    rivals = list(_find_rivals(case))
    is_of_one_account = _ACCOUNTING.isdisjoint(claim.words)
    told = {rival.subject for rival in rivals if is_of_one_account and _is_told(case, rival, is_here=True)}
    return (
        any(rival.subject == MAIN for rival in rivals)
        and all(rival.subject in told or _is_told(case, rival) for rival in rivals)
        and not stands_behind_by(claim.words, claim.left - claim.first)
        and _describes(case)
        and not _is_told_out(case)
    )


def _is_of_other_role(case: Coincidence) -> bool:
    """“From $48 million on his last”: of the film that has the role."""
    claim, reading = case.claim, case.reading
    near = reading.words_between(claim.right, min(claim.right + _NEAR, claim.end))
    said = {_ROLES[word] for word in near if word in _ROLES}
    meant = {number for role in said for number in reading.index.read_role(role)} - {UNKNOWN}
    return bool(meant) and case.datum.subject not in meant


def is_standard(case: Coincidence) -> bool:
    """“Opened at $9 million, well under the armored knight's $51 million”: beside the film's own amount."""
    claim, reading = case.claim, case.reading
    if case.datum.subject == MAIN or reading.index.entities[case.datum.subject].kind != "film":
        return False
    if claim.mention.kind is not Kind.MONEY or claim.left == claim.first:
        return False
    words, left = reading.document.words, claim.left
    before = range(left - 1, max(claim.first, left - _LONGEST), -1)
    first = next((at + 1 for at in before if words[at] in _COMPARING), left)
    start, end = first, left
    if words[left - 1] == "the":
        start, end = claim.right, _find_owner(words, claim.right, claim.end)
    elif not words[left - 1].endswith(GENITIVE):
        return False
    said = (word.removesuffix("'s").removesuffix("’s") for word in words[start:end])
    if first == left or case.describes_own(start, end) or not any(map(_is_telling, said)):
        return False
    own = reading.index.entities[MAIN].money
    return any(
        states(mention, datum)
        for mention in reading.mentions_between(claim.first, first)
        if mention.kind is Kind.MONEY
        for datum in own
    )


def _find_owner(words: Sequence[str], right: int, end: int) -> int:
    """Return where the noun ends that an amount belongs to: “the $9 million spent on the bees”."""
    ahead = range(right, min(right + _NEAR, end))
    article = next((at for at in ahead if words[at] in _ARTICLES or words[at].endswith(GENITIVE)), right)
    is_owner = article > right and _PARTING.isdisjoint(words[right:article])
    stop = range(article + 1, min(article + _LONGEST, end))
    return next((at for at in stop if words[at] in _BREAKS), stop.stop) if is_owner else right


def _find_rivals(case: Coincidence) -> Iterator[Datum]:
    """Yield what facts state of the films that the talk may be of, as the fact does of its own."""
    claim, datum, reading = case.claim, case.datum, case.reading
    sentence = reading.sentence_of(claim.mention)
    films = {MAIN, *claim.films, *reading.focus_of(sentence), *reading.focus_of(sentence - 1)}
    for film in films - {UNKNOWN, datum.subject}:
        for rival in reading.index.find(film, datum.attribute):
            if rival.territory == datum.territory or not (rival.territory and datum.territory):
                yield rival


def _is_told(case: Coincidence, rival: Datum, *, is_here: bool = False) -> bool:
    """Tell whether another figure states a fact, and is not nearer to a fact of another attribute or film.

    Of several accounts of an amount, one in the same sentence is the film's: `is_here`.
    """
    claim, reading = case.claim, case.reading
    if not is_told_elsewhere(claim, rival, reading) or rival.value is None:
        return False
    for number in reading.find_stating(rival):
        mention = reading.mentions[number]
        if mention.start == claim.mention.start or mention.kind is not claim.mention.kind:
            continue
        if is_here and not claim.first <= reading.places[number][0] < claim.end:
            continue
        gap = abs(mention.value - rival.value)
        nearer = (d for d in reading.index.data if d.value is not None and abs(mention.value - d.value) < gap)
        if not any(states(mention, datum) for datum in nearer):
            return True
    return False


def _is_told_out(case: Coincidence) -> bool:
    """Tell whether the value stands elsewhere as often as facts have it."""
    if not case.is_told_elsewhere:
        return False
    mention, reading = case.claim.mention, case.reading
    others = [n for n in reading.find_stating(case.datum) if reading.mentions[n].start != mention.start]
    known = {(datum.subject, datum.attribute) for datum in reading.index.data if states(mention, datum)}
    return len(others) >= len(known)


def _describes(case: Coincidence) -> bool:
    """Tell whether any noun of the clause is neither of money and places nor a plain word for a film."""
    first, end = case.matter
    words = case.reading.document.words
    is_debut = case.datum.subject in case.reading.index.read_role("debut")
    if is_debut and not _BEGUN.isdisjoint(words[first:end]):
        return True  # “they had begun, ten years earlier, on $1.5 million”
    cues = [cue for cue in case.reading.sentence_cues(first, end) if cue.kind in _SORTING]
    taken = {at for cue in cues for at in range(cue.start, cue.end)}
    for place in range(first, end):
        if words[place] in _ARTICLES or words[place].endswith(GENITIVE):
            for at in range(place + 1, min(place + _LONGEST, end)):
                if words[at] in _BREAKS:
                    break
                if at not in taken and _is_telling(words[at]):
                    return True
    return False


def _is_telling(word: str) -> bool:
    return word.isalpha() and carries_meaning(word) and word not in _IDLE and word not in FILM_NOUNS


_SORTING = frozenset({"money", "territory", "moment", "verb", "party", "event"})
_BEGUN = frozenset({"began", "begun", "started", "start", "beginning"})
_LONGEST = 6
_NEAR = 5
_PARTICULAR = 1000
_ROLES = {"last": "previous", "previous": "previous", "next": "next", "debut": "debut", "sequel": "sequel"}
_PARTING = frozenset({",", ";", ":", "(", "and", "but", "or", "from", "in", "at"})
_ACCOUNTING = word_set(
    """
    or register registers database databases book books bookkeeper bookkeepers account accounts auditor
    auditors reckoning according estimate estimates estimated count counts disagree disagrees differ source
    sources either between both file files filing tabulation reading readings version reported
    """
)
"""Where amounts are accounts of one thing, one that stands in the sentence tells nothing of the next."""
_COMPARING = COMPARING_WORDS | word_set(
    "under below behind of above over passed topped exceeded beat by with"
)
_ARTICLES = DETERMINERS | {"another", "that"}
_BREAKS = frozenset((*",;:.—–()*", *word_set("of and in for to was had")))
_IDLE = word_set(
    """
    figure figures sum total amount budget cost price outlay stake gross take takings receipts opening weekend
    money capital investment return returns revenue revenues tally year years week weeks day days time times
    home domestic world globe length minutes hours hour minute million billion dollars
    principal bill sheet account accounts number mark point points database register reading bookkeeper file
    production international foreign larger lower smaller higher company studio studios plan plans script
    scripts draft drafts forecast backers investors producers producer bank banks accountants auditor director
    star stars crew cast public audience audiences critics theaters theatres houses screens tickets market
    lender lenders creditors partners
    """
)
