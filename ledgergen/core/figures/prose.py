"""What prose proves beside facts: the passages are asked, and what they could only yield by luck is refused.

Where facts know a film, a passage that has the same number is a weaker witness:
it may have it for another sum, and among many sentences some list, span or share
comes out at any number. So the surer the facts speak against a figure, the more
closely the passage must fit; a figure whose sentence says what it is reckoned
from is proven by prose that says the same, and not by prose that could be made
to yield it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.told import Told
from ledgergen.core.figures.derive.described_subject import find_described
from ledgergen.core.figures.derive.films import find_names
from ledgergen.core.figures.derive.search import Search
from ledgergen.core.figures.facts.attributes import SUMS
from ledgergen.core.figures.facts.contradiction_date import find_titled
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.courses import is_of_routine
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.standing import find_bar, find_low_bar, is_known
from ledgergen.core.figures.mention import Kind, Mention, Ruling
from ledgergen.core.figures.passages import judge as passages
from ledgergen.core.figures.passages.context import Fit
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.rivals import Vet
from ledgergen.core.figures.passages.rules import LISTED, SHARE
from ledgergen.core.figures.passages.rules import SPAN as SPAN_TOLD
from ledgergen.core.figures.passages.words import find_sense, find_senses, find_stem, may_be_people
from ledgergen.model.lazy import lazy
from ledgergen.model.report import Verdict


class Prose:
    """The passages of a dossier that has facts, too, beside one text."""

    def __init__(self, reading: Reading, index: PassageIndex, told: Told) -> None:
        self._reading = reading
        self._index = index
        self._told = told
        self._otherwise: dict[int, Ruling] = {}

    def rule(self, claim: Claim, evidence: Evidence, search: Search) -> Ruling | None:
        """Return the ruling that a passage proves a figure, or None where none does."""
        is_answered = _is_answered(claim, evidence)
        bar = find_bar(claim, evidence) if is_answered else find_low_bar(claim)
        ruling = self._ask(claim, evidence, bar, is_strict=is_answered)
        if ruling and not ruling.verdict.flagged and not is_answered and search.laws.is_reckoned():
            # Who says from what to what it runs, or of what it is a part, reckons; prose must say the same,
            # and a length or a share that a passage gives outright is told.
            is_told = claim.mention.kind in _TOLD and ruling.verdict is Verdict.EXACT
            ruling = self._ask(
                claim, evidence, passages.PROVEN if is_told else passages.STRICT, is_strict=True
            )
        if ruling is None:
            return None
        if ruling.verdict.flagged:
            self._otherwise[claim.mention.start] = ruling
            return None
        return (
            None
            if self._is_of_other_film(ruling, claim, search) or _is_luck(ruling, claim, search)
            else ruling
        )

    def _is_of_other_film(self, ruling: Ruling, claim: Claim, search: Search) -> bool:
        """Tell whether a clause says of which other film its date is, and the prose names it nowhere.

        What passages tell is told of the film of the dossier.
        """
        if claim.mention.kind is not Kind.DATE:
            return False
        films = find_titled(claim, self._reading) or find_described(search.view)
        if not films or MAIN in films:
            return False
        names = find_names(self._reading.index, films)
        told = " ".join(support.statement for support in ruling.evidence)
        return names.isdisjoint(find_stem(word) for word in _WORD.findall(told.lower()))

    def find_otherwise(self, mention: Mention) -> Ruling | None:
        """Return what passages say instead, of a figure that was asked for."""
        return self._otherwise.get(mention.start)

    def _ask(self, claim: Claim, evidence: Evidence, bar: float, *, is_strict: bool) -> Ruling | None:
        vet = self._told.vet(claim)
        is_other_sum = evidence.against and claim.mention.kind is Kind.MONEY and claim.group in SUMS
        if is_other_sum or (claim.mention.kind is Kind.DURATION and is_of_routine(claim)):
            vet = _ask_for_words(vet)
        closely = passages.Closely(bar, vet, partial(self._find_others, claim.mention))
        return passages.judge(
            self._reading.document, claim.mention, self._index, is_strict=is_strict, closely=closely
        )

    def find_near(self, mention: Mention) -> tuple[Mention, ...]:
        """Return the figures that the text states near a figure, itself among them."""
        first, end = mention.start - _NEARBY, mention.end + _NEARBY
        document = self._reading.document
        self._reading.footing.look(
            document.token_at(first) if first >= 0 else -1,
            document.token_at(end) + 1,
        )
        return self._reading.mentions[bisect_left(self._starts, first) : bisect_left(self._starts, end)]

    def _find_others(self, mention: Mention) -> Iterator[Mention]:
        """Yield the figures that the text states near a figure, itself aside."""
        return (other for other in self.find_near(mention) if other.start != mention.start)

    @lazy
    def _starts(self) -> tuple[int, ...]:
        return tuple(mention.start for mention in self._reading.mentions)


def _ask_for_words(vet: Vet) -> Vet:
    """Return a vet that lets no sum of a passage pass which shares hardly a word with the text's sentence.

    Where facts have other amounts for what a sentence says, “business closed at $10,000” is not told by
    a fee of $10,000: that both are sums of money says nothing.
    """

    def compare(figure: PlacedFigure, fit: Fit) -> float | None:
        return vet(figure, fit) if fit.near + fit.around >= _SHARED else None

    return compare


def _is_answered(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether facts answer what a figure says, and say otherwise."""
    mention = claim.mention
    counts_other = mention.kind is Kind.COUNT and bool(mention.noun) and not name_counted(mention.noun)
    if counts_other and not evidence.astray:
        return False  # “split six ways”: no fact counts ways
    if mention.kind is Kind.COUNT and not evidence.astray and _are_far(mention, evidence):
        return False  # “30,000 of 40,000 men”: no fact counts prizes by the thousand
    if mention.kind in _ANSWERED_BY_FACTS and (evidence.against or evidence.astray):
        return True
    # A year that some fact has for another thing stands in the prose for that thing, too.
    return (mention.unit == "year" and bool(evidence.astray)) or is_known(claim, evidence)


def _are_far(mention: Mention, evidence: Evidence) -> bool:
    """Tell whether a count is many times whatever facts answer it."""
    known = [datum.value for datum in evidence.against if datum.value is not None]
    return mention.value >= _MANY and all(value * _FAR < mention.value for value in known)


def _is_luck(ruling: Ruling, claim: Claim, search: Search) -> bool:
    """Tell whether prose yields a figure by luck. Beside facts, it proves what it states."""
    mention = claim.mention
    if mention.kind is Kind.DATE and mention.unit == "day" and mention.period:
        day = str(mention.period.first.day)
        return not any(day in support.statement for support in ruling.evidence)
    is_reckoned = ruling.verdict is Verdict.DERIVED
    is_few = mention.value < _FEW and ruling.rule != SHARE and not _tells_both(mention, ruling)
    if is_reckoned and (is_few or not (_names_noun(mention, ruling) or _names_listed(claim, ruling))):
        return True
    # Dates in passages are reckoned with more closely by `derive.times.span`.
    if ruling.rule == SPAN_TOLD:
        return True
    # “Three a line” is not the three of something else.
    thing = search.find_thing()
    return thing not in _HEADS and not any(
        thing[:5] in support.statement.lower() for support in ruling.evidence
    )


def _names_noun(mention: Mention, ruling: Ruling) -> bool:
    """Tell whether the prose that a count was made from speaks of what is counted."""
    noun = mention.noun.split()[-1] if mention.noun else ""
    is_list_of_people = ruling.rule == LISTED and may_be_people(noun)
    return not noun or any(
        find_sense(noun) in find_senses(_WORD.findall(support.statement))
        or (is_list_of_people and noun[:_HEAD] in support.statement.lower())
        for support in ruling.evidence
    )


def _tells_both(mention: Mention, ruling: Ruling) -> bool:
    """“Both cameramen fell ill”, “a duo of editors”: two of them, in a word that stands before their noun."""
    noun = mention.noun.split()[-1] if mention.noun else ""
    told = (re.findall(r"[\w-]+", support.statement.lower()) for support in ruling.evidence)
    return ruling.rule == LISTED and any(
        word in _TWO and noun and find_stem(noun) in map(find_stem, words[at + 1 : at + 1 + _NEAR_NOUN])
        for words in told
        for at, word in enumerate(words)
    )


def _names_listed(claim: Claim, ruling: Ruling) -> bool:
    """Tell whether a sentence names the ends of what prose lists: “six cities, Lima to Quito”."""
    if ruling.rule != LISTED or not ruling.formula or "to" not in claim.words:
        return False
    listed = {word.strip(",").lower() for word in ruling.formula.split() if word[:1].isupper()}
    words = claim.words
    return any(
        between == "to" and one in listed and other in listed
        for one, between, other in zip(words, words[1:], words[2:], strict=False)
    )


_WORD = re.compile(r"\w+")
_SHARED = 0.12
"""Of the weight of a sentence's words, those near a figure counted twice."""
_GROUPS = frozenset({"pair", "couple", "handful", "trio", "team", "number", "group"})
"""“For five months a pair of units worked” is no rate."""
_HEADS = frozenset({"", "head", "customer", "person", "soul", "pop", "time", "go"}) | _GROUPS
"""“$9,000 a head” is of whatever person the prose has it for."""
_ANSWERED_BY_FACTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT})
_NEARBY = 500
"""Code points within which a text says each thing once."""
_TOLD = frozenset({Kind.DURATION, Kind.PERCENT})
_TWO = frozenset({"both", "duo", "pair", "twin"})
_NEAR_NOUN = 4
_HEAD = 5
"""Letters that people share with what they do: directors are asked for the direction."""
_MANY = 1000
_FAR = 100
_FEW = 3
"""Numbers below this stand everywhere."""
