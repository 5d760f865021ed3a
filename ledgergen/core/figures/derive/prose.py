"""The passages as a place where operands stand: figures beside a known one, or in a sentence on the matter.

A passage is read for arithmetic only where it speaks of the same matter as the
draft: it holds a figure that the draft holds, or several of the draft's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.hand import Operand, read_told
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.passages.index import PassageIndex


class Prose:
    """The figures of one dossier's passages, by sentence."""

    def __init__(self, passages: PassageIndex | None) -> None:
        self._passages = passages

    @cached_property
    def _sentences(self) -> list[tuple[frozenset[str], tuple[Mention, ...], str]]:
        """The stems and figures of each sentence that has figures, and the passage it stands in."""
        if self._passages is None:
            return []
        layout, index = self._passages.layout, self._passages
        found = []
        for sentence in islice(sorted(index.by_sentence), _MOST_SENTENCES):
            mentions = tuple(figure.mention for figure in index.find_figures(sentence))
            stems = stem_all(layout.render_sentence(sentence).lower().split())
            found.append((stems, mentions, index.find_passage(sentence).id))
        return found

    @cached_property
    def _operands(self) -> list[tuple[Operand, ...]]:
        return [
            tuple(operand for mention in mentions if (operand := read_told(mention)))
            for _, mentions, _ in self._sentences
        ]

    def find_beside(self, known: Operand) -> Iterator[Operand]:
        """Yield the operands that stand in the sentences of a known one, or next to them."""
        for number, operands in enumerate(self._operands):
            if not any(_is_same(known, other) for other in operands):
                continue
            passage = self._sentences[number][2]
            for near in (number, number - 1, number + 1):
                if 0 <= near < len(self._operands) and self._sentences[near][2] == passage:
                    yield from (other for other in self._operands[near] if not _is_same(known, other))

    def find_related(
        self, stems: frozenset[str], known: Sequence[Operand] = ()
    ) -> Iterator[tuple[Mention, ...]]:
        """Yield the figures of each sentence on the matter, the closest first: it shares stems or figures."""
        shared = []
        for number, (own, _, _) in enumerate(self._sentences):
            same = [o for o in self._operands[number] if any(_is_same(one, o) for one in known)]
            shared.append((len(stems & own) + _LEAST * len(same), -number))
        for count, number in sorted(shared, reverse=True)[:_MOST_RELATED]:
            if count >= _LEAST:
                yield self._sentences[-number][1]


def stem_all(words: Iterable[str]) -> frozenset[str]:
    """Return the first letters of the words that tell something.

    >>> sorted(stem_all(["the", "farmer", "farmed", "lines"]))
    ['farme', 'lines']
    """
    plain = (word.strip(_MARKS) for word in words)
    return frozenset(word[:5] for word in plain if len(word) > 3 and word not in _COMMON)


def _is_same(one: Operand, other: Operand) -> bool:
    return one.family == other.family and one.value == other.value and one.unit in {other.unit, ""}


_MARKS = ".,;:!?()\"'“”’*_"
_MOST_SENTENCES = 400
_MOST_RELATED = 4
_LEAST = 2
"""So many stems in common, or one figure, make two sentences speak of one matter."""
_COMMON = word_set(
    """
    film films picture movie that this with from which were have been would their there about after before
    million thousand hundred into only more than when what while also some most over other first made
    """
)
