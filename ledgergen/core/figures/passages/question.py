"""What a derivation is asked, and what it answers.

A derivation looks at few sentences: those of the evidence that share the most
weight with the sentence being checked, and their neighbors.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.reading import Reading
from ledgergen.model.valueclass import valueclass

MOST_SENTENCES = 8
"""Evidence sentences that a derivation looks at, neighbors aside."""
NOWHERE = -1
"""For what rests on no evidence sentence, but on the text itself."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A figure recomputed from passages."""

    rule: str
    formula: str
    sentence: int
    """The evidence sentence that it rests on, or `NOWHERE`."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One figure to be derived, and where to look."""

    stated: PlacedFigure
    reading: Reading
    index: PassageIndex
    sentences: tuple[int, ...]
    """Evidence sentences that share words with the stated one, most first, with their neighbors."""

    @property
    def mention(self) -> Mention:
        """The stated figure."""
        return self.stated.mention

    def find_figures(self, *kinds: Kind) -> Iterator[PlacedFigure]:
        """Yield the evidence figures of these kinds in the sentences to look at."""
        for sentence in self.sentences:
            for figure in self.index.find_figures(sentence):
                if figure.mention.kind in kinds:
                    yield figure

    def find_words(self, sentence: int) -> tuple[str, ...]:
        """Return the words of an evidence sentence."""
        first, end = self.index.layout.find_places(sentence)
        return tuple(self.index.layout.words[first:end])


def build_question(stated: PlacedFigure, reading: Reading, index: PassageIndex) -> Question:
    """Choose the sentences that may answer for a figure."""
    best = sorted(reading.overlaps, key=lambda number: -reading.overlaps[number])[:MOST_SENTENCES]
    last = len(index.layout.sentences) - 1
    around = dict.fromkeys(
        number for middle in best for number in (middle, middle + 1, middle - 1) if 0 <= number <= last
    )
    return Question(stated=stated, reading=reading, index=index, sentences=tuple(around))
