"""Which sentences of the passages speak of a claim's matter: those that share its weightiest words.

A passage that says nothing of a claim's figure may say what it is reckoned from. Such
sentences are found by the words of the claim's sentence and the one before it; words
of every film (budgets, releases, prizes) are shared by all and weigh nothing.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import CUES
from ledgergen.core.figures.facts.values import put_in_year
from ledgergen.core.figures.mention import Kind, Period
from ledgergen.core.figures.passages.index import PassageIndex
from ledgergen.core.figures.passages.reading import Reading as Sentence
from ledgergen.core.figures.passages.reading import read_text
from ledgergen.core.figures.passages.words import carries_meaning, find_sense
from ledgergen.model.lazy import lazy


class Matter:
    """The passages of one dossier, asked for the matter of a text's claims."""

    def __init__(self, passages: PassageIndex | None, text: Reading | None) -> None:
        self._passages = passages
        self._text = text
        self._near: dict[int, list[int]] = {}

    def find_sentences(self, claim: Claim) -> list[int]:
        """Return the sentences that share the weightiest words with the claim's and the one before it."""
        if self._text is None or self._passages is None:
            return []
        text = read_text(self._text.document, self._passages)
        if text is None:
            return []
        sentence = text.place(claim.mention).sentence
        known = self._near.get(sentence)
        if known is not None:
            return known
        shares: dict[int, float] = {}
        for number, weight in ((sentence, 1.0), (sentence - 1, _BEFORE)):
            if number < 0:
                continue
            reading = text.read(number, self._passages)
            for there, overlap in _weigh(reading, self._passages).items():
                shares[there] = shares.get(there, 0.0) + weight * overlap / max(reading.total, 1.0)
        best = sorted(shares, key=lambda there: (-shares[there], there))[:_MOST_NEAR]
        found = [there for there in best if shares[there] >= _LEAST_SHARED]
        self._near[sentence] = found
        return found

    def shares_words(self, sentence: int, words: tuple[str, ...]) -> bool:
        """Tell whether a sentence of the passages has one of these words, if it means anything."""
        if self._passages is None:
            return False
        first, end = self._passages.layout.find_places(sentence)
        stems = {find_sense(word) for word in words if word.isalpha() and carries_meaning(word)}
        return not stems.isdisjoint(self._passages.layout.stems[first:end])

    @lazy
    def dates(self) -> dict[int, Period]:
        """The passages' dates by the offset they begin at, each in its year."""
        dated: dict[int, Period] = {}
        year = 0
        for figure in self._passages.figures if self._passages else ():
            mention = figure.mention
            if mention.kind is not Kind.DATE or mention.period is None or mention.unit in _LONG_TIMES:
                continue
            if not mention.is_yearless:
                year = mention.period.last.year
                dated[mention.start] = mention.period
            elif year:
                dated[mention.start] = put_in_year(mention.period, year)
        return dated


def _weigh(reading: Sentence, passages: PassageIndex) -> dict[int, float]:
    """Weigh what sentences share with one, beside the words of every film."""
    shared: dict[int, float] = {}
    for term in reading.terms:
        if len(term.places) > _COMMON or (reading.layout.words[term.place] in CUES and not term.is_name):
            continue
        for there in passages.tell(term.stem).sentences:
            shared[there] = shared.get(there, 0.0) + term.weight
    return shared


_BEFORE = 0.5
"""What the words of the sentence before weigh beside the claim's own."""
_COMMON = 200
_MOST_NEAR = 4
_LEAST_SHARED = 0.08
_LONG_TIMES = frozenset({"decade", "century", "years"})
