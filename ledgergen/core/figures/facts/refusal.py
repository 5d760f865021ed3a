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
from ledgergen.core.figures.facts.index import MAIN, Datum
from ledgergen.core.figures.mention import Kind


def is_refused(claim: Claim, datum: Datum, parted: str, reading: Reading) -> bool:
    """Tell whether what parts a fact of the same value from a claim is firm."""
    cues = reading.sentence_cues(claim.first, claim.end)
    first, end = _find_clause(claim, reading)
    own = [cue for cue in cues if first <= cue.start < end]
    if not _is_distinct(claim) or _is_of_another_film(claim, datum, cues, own, reading):
        return True
    if parted == "subject":
        is_named = datum.subject == MAIN or datum.subject in _find_named(claim, cues, reading)
        return claim.is_governed or not is_named
    if parted == "territory":
        is_vague = claim.territory == "home" and datum.territory not in {"worldwide", "overseas"}
        return not is_vague and any(cue.kind == "territory" for cue in own)
    if parted == "event":
        return claim.event != NATIONAL and any(cue.kind == "event" for cue in own)
    return parted != "attribute" or _is_firm(claim, datum, own, reading)


def _is_distinct(claim: Claim) -> bool:
    """Tell whether a value stands in few facts: years and small numbers stand everywhere."""
    mention = claim.mention
    if mention.kind is Kind.DATE:
        return mention.unit == "day" and not mention.is_yearless
    return mention.kind is Kind.MONEY or (mention.kind is Kind.COUNT and mention.value >= _FEW)


def _is_firm(claim: Claim, datum: Datum, own: Sequence[Cue], reading: Reading) -> bool:
    """Tell whether plain words for another amount, or for another moment, govern the figure.

    Costs are told in metaphors without number, and receipts in plain words: so receipts are not meant by
    words for something else, nor costs where a country is named, save by the section on the investment.
    """
    group = vocabulary.GROUPS.get(datum.attribute, "other")
    if claim.mention.kind is not Kind.MONEY:
        return not claim.is_weak
    if not (claim.is_weak or claim.is_open):
        return True
    is_investment = reading.document.section_of(claim.mention.start) == INVESTMENT
    if group in _RECEIVED:
        return group == "opening" or claim.group == "cost" or is_investment
    if not is_investment and _is_placed(claim, reading):
        return True
    words = reading.document.words
    said = {cue.value for cue in own if cue.kind == "money" and words[cue.end - 1] in _PLAIN}
    return bool(said) and group not in said


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
_RECEIVED = frozenset({"gross", "opening"})
_PLAIN = vocabulary.word_set(
    """
    budget budgets cost costs costing spent spend gross grossed grosses grossing earned earning earnings
    receipts takings box-office office revenue revenues weekend marketing advertising publicity salary fee
    wage overrun overruns rights profit loss losses debt dvd video soundtrack merchandise frame
    """
)
"""The last words of the plain names of amounts: a metaphor refuses nothing."""


def _find_clause(claim: Claim, reading: Reading) -> tuple[int, int]:
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
    """Tell whether another film's name rules the figure: before it in its sentence, or tied behind it."""
    words = reading.document.words
    films = [cue for cue in cues if cue.kind == "film" and (not cue.is_weak or cue in own)]
    before = [cue for cue in films if cue.end <= claim.left]
    if before:
        title = before[-1]
        if is_passed(words, title) or is_oblique(words, title):
            return False
        return datum.subject not in title.entities
    return claim.is_governed and any(
        datum.subject not in cue.entities for cue in films if cue.start - claim.right <= _TIED
    )


def _find_named(claim: Claim, cues: Sequence[Cue], reading: Reading) -> set[int]:
    """Return whom a sentence names before a figure: films, persons, companies, and the films of makers."""
    words = reading.document.words
    before = [cue for cue in cues if cue.end <= claim.left]
    named = {
        number
        for cue in before
        if cue.kind != "film" or not (is_passed(words, cue) or is_oblique(words, cue))
        for number in cue.entities
    }
    return named | {film for number in named for film in reading.index.films_of.get(number, ())}


_FEW = 4
_ROW = 3
_TIED = 5
_BREAKING = frozenset(
    (
        *";:()—–.",
        *split_words(
            "and but yet while which who whose whereas though although because when after before then"
        ),
    )
)
_PARTING = _BREAKING | frozenset((",", "by", "until"))
