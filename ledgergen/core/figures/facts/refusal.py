"""What firmly refuses a fact of the very value that a figure states.

A value with several digits stands in few facts, and a figure that equals one of
them is far likelier right than swapped. So where nothing that fits has the value,
every fact that has it is asked once more, and is refused only by firm evidence in
the figure's own clause: a plain word for another amount that governs it, a word
for another country, another prize or another film. Metaphors, weak cues and the
cues of neighboring clauses refuse nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import INVESTMENT, Claim, Reading
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_oblique, is_passed
from ledgergen.core.figures.bind.vocabulary import split_words
from ledgergen.core.figures.bind.vocabulary_names import NATIONAL
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.parting import is_elsewhere as are_apart
from ledgergen.core.figures.mention import Kind


def is_refused(claim: Claim, datum: Datum, parted: str, reading: Reading) -> bool:
    """Tell whether what parts a fact of the same value from a claim is firm."""
    cues = reading.sentence_cues(claim.first, claim.end)
    first, end = find_clause(claim, reading)
    own = [cue for cue in cues if first <= cue.start < end]
    if claim.mention.unit == "year":
        return not _is_of_event(claim, datum, own)
    if not _is_distinct(claim) or _is_of_another_film(claim, datum, cues, own, reading):
        return True
    if parted in _OTHERS or (parted == "subject" and datum.subject not in _find_named(claim, cues, reading)):
        return True
    match claim.mention.kind:
        case Kind.MONEY:
            return _is_elsewhere(claim, datum, own, reading) or _is_firm(claim, datum, own, reading)
        case Kind.DATE:
            return _is_of_other_moment(claim, datum, parted, own)
        case _:
            is_there = parted == "territory" and not _is_elsewhere(claim, datum, own, reading)
            is_national = parted == "event" and claim.event == NATIONAL
            return not (is_there or is_national or (parted == "subject" and not claim.is_governed))


def _is_of_other_moment(claim: Claim, datum: Datum, parted: str, own: Sequence[Cue]) -> bool:
    """Tell whether the clause of a day speaks of another moment: a release is no premiere."""
    said = {cue.value for cue in own if cue.kind == "moment" and cue.value in _SHOWN}
    if claim.group in said and not claim.is_weak:
        said = {claim.group}
    group = vocabulary.GROUPS.get(datum.attribute)
    is_other_end = parted == "attribute" and group == claim.group  # a shoot's end is not its beginning
    return is_other_end or (bool(said) and group not in said)


def _is_of_event(claim: Claim, datum: Datum, own: Sequence[Cue]) -> bool:
    """“The Volpi Cup of 1961, and the Academy …”: the year is the prize's that its own clause names."""
    is_own = datum.subject == MAIN or datum.subject in claim.films
    return is_own and any(cue.kind == "event" and cue.value == datum.event for cue in own)


_SHOWN = frozenset({"release", "premiere", "shoot", "birth", "death"})
_OTHERS = frozenset({"currency", "kind"})


def _is_elsewhere(claim: Claim, datum: Datum, own: Sequence[Cue], reading: Reading) -> bool:
    """Tell whether the clause names another country; “at home” is whichever country a film is of."""
    known = datum.territory
    if claim.territory == "home" and known not in {"worldwide", "overseas"}:
        return False
    said = (cue.value for cue in own if cue.kind == "territory")
    return any(are_apart(value, known, reading.index.home) for value in said)


def _is_distinct(claim: Claim) -> bool:
    """Tell whether a value stands in few facts: years and small numbers stand everywhere."""
    mention = claim.mention
    if mention.kind is Kind.DATE:
        return mention.unit == "day" and not mention.is_yearless
    return mention.kind is Kind.MONEY or (mention.kind is Kind.COUNT and mention.value >= _FEW)


def _is_firm(claim: Claim, datum: Datum, own: Sequence[Cue], reading: Reading) -> bool:
    """Tell whether words for another amount, or for another moment, govern the figure in its clause.

    What is told of a country is no cost, save in the section on the investment; and there nothing is meant
    that the film brought in.
    """
    group = vocabulary.GROUPS.get(datum.attribute, "other")
    is_investment = reading.document.section_of(claim.mention.start) == INVESTMENT
    if is_investment and group in _RECEIVED and datum.subject == MAIN:
        return True
    if group not in _RECEIVED and not is_investment and _is_placed(claim, reading):
        return True
    said = _find_said(claim, own, reading)
    if group in _RECEIVED and "gross" not in said:
        is_priced = reading.words_between(claim.left - 1, claim.left) in _ARTICLES  # “a $21 million western”
        said |= {cue.value for cue in own if cue.kind == "money" and cue.value == "cost"}
        said |= {"cost"} if is_priced else set()
    return bool(said) and group not in said


def _find_said(claim: Claim, own: Sequence[Cue], reading: Reading) -> set[str]:
    """Return the groups of amounts that strong words of a clause name; a special one stands for all."""
    cues = [cue for cue in own if cue.kind == "money" and not cue.is_weak]
    said = {cue.value for cue in cues}
    if not (claim.is_weak or claim.is_open):
        said.add(claim.group)
    if not any(reading.index.by_attribute.get(name) for name in ("loan", "grant")):
        said.discard("loan")
    said.discard("none")
    if special := said & _SPECIAL:
        return special
    verbs = {cue.value for cue in cues if 0 <= claim.left - cue.end <= _ADJACENT}
    return verbs or said


_ADJACENT = 1
_SPECIAL = frozenset({"opening", "marketing", "salary", "other"})


def _is_placed(claim: Claim, reading: Reading) -> bool:
    """Tell whether a country is named for the amount, and not for a release: “opened in America in May”."""
    words = reading.document.words
    said = [c for c in reading.sentence_cues(claim.first, claim.end) if c.kind == "territory"]
    places = [cue for cue in said if cue.value == claim.territory]
    return bool(claim.territory) and any(
        _RELEASED.isdisjoint(words[max(cue.start - _VERB, 0) : cue.start]) for cue in places
    )


_VERB = 3
_RELEASED = vocabulary.word_set("released opened premiered issued shown bowed launched distributed")
_ARTICLES = {("a",), ("an",)}
_RECEIVED = frozenset({"gross", "opening"})


def find_clause(claim: Claim, reading: Reading) -> tuple[int, int]:
    """Return the tokens of the clause that a figure stands in; before it, asides are seen through."""
    before = reading.words_between(claim.first, claim.left)
    behind = reading.words_between(claim.right, claim.end)
    ahead = next((at for at, word in enumerate(reversed(before)) if word in _BREAKING), len(before))
    after = next((at for at, word in enumerate(behind) if word in _PARTING), len(behind))
    first = claim.left - ahead
    is_in_row = claim.left - claim.wall <= _ROW  # “$210 million, or $115 million on another set of books”
    return first if is_in_row else max(first, claim.wall), claim.right + after


def _is_of_another_film(
    claim: Claim, datum: Datum, cues: Sequence[Cue], own: Sequence[Cue], reading: Reading
) -> bool:
    """Tell whether another film rules the figure, of which facts know the same attribute.

    A film's name rules before the figure in its sentence; a pronoun carries on the film in focus.
    """
    words = reading.document.words
    before = reading.words_between(claim.first, claim.left)
    start = claim.first + len(before) - before[::-1].index(";") if ";" in before else 0
    films = [
        cue
        for cue in cues
        if cue.kind == "film" and start <= cue.start and cue.end <= claim.left
        if not cue.is_weak or cue in own
        if not (is_passed(words, cue) or is_oblique(words, cue))
    ]
    dated = _find_dated(words, films[-1], reading) if films else ()
    is_ruled = claim.is_governed and (films or not start)
    ruling = dated or (claim.films if is_ruled else films[-1].entities if films else ())
    return _is_answered_by(ruling, datum, reading)


def _find_dated(words: Sequence[str], title: Cue, reading: Reading) -> tuple[int, ...]:
    """Return the films of a title that came out in the year behind it: “*Ben-Hur* of 1925”."""
    years = {word for word in words[title.end : title.end + _BEHIND_TITLE] if len(word) == _DIGITS}
    entities = reading.index.entities
    known = ((number, entities[number].release) for number in title.entities if number != UNKNOWN)
    return tuple(number for number, release in known if release and str(release.first.year) in years)


_BEHIND_TITLE = 4
_DIGITS = 4


def _is_answered_by(films: Sequence[int], datum: Datum, reading: Reading) -> bool:
    """Tell whether facts state of one of some films, and not of the datum's own, what the datum does."""
    if datum.subject in films:
        return False
    index = reading.index
    return any(
        index.find(number, datum.attribute) or (datum.is_money and index.entities[number].money)
        for number in films
        if number != UNKNOWN
    )


def _find_named(claim: Claim, cues: Sequence[Cue], reading: Reading) -> set[int]:
    """Return whom a sentence names before a figure: films, persons, companies, and the films of makers."""
    words, index = reading.document.words, reading.index
    before = [cue for cue in cues if cue.end <= claim.left or _is_paid(claim, cue)]
    named = {MAIN} | {
        number
        for cue in before
        if cue.kind != "film" or not (is_passed(words, cue) or is_oblique(words, cue))
        for number in cue.entities
    }
    return named | {film for number in named for film in index.films_of.get(number, ())}


def _is_paid(claim: Claim, cue: Cue) -> bool:
    """“$9,500 paid to Nadia Brel”: of money, who gets it may stand behind."""
    is_near = claim.right <= cue.start <= claim.right + _PAID
    return is_near and claim.mention.kind is Kind.MONEY and cue.kind in {"person", "party"}


_PAID = 6
_FEW = 4
_ROW = 3
_BREAKING = frozenset(
    (
        *";:()—–.",
        *split_words(
            "and but yet while which who whose whereas though although because when after before then"
        ),
    )
)
_PARTING = _BREAKING | frozenset((",", "by", "to", "that", "until"))
