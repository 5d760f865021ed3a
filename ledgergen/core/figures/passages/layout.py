"""A text laid out for comparison: words and sentences as parallel lists.

A passage of 100 kB is fifteen thousand words, and a list of strings is the
cheapest thing there is to compare. The checked text and the evidence are laid
out alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.core.figures.text import Document
from ledgergen.model.valueclass import valueclass

_LONGEST_SENTENCE = 120
"""Words after which a sentence without an end is cut."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text as parallel lists; a *place* is an index into them."""

    text: str
    words: Sequence[str]
    """Words, numbers and punctuation marks, lower case."""
    starts: Sequence[int]
    """Offset of each word."""
    ends: Sequence[int]
    stems: Sequence[str]
    sentences: Sequence[int]
    """Place of the first word of each sentence, ascending; the first is 0."""
    sentence_of: Sequence[int]
    """Number of the sentence of each place."""

    def find_places(self, sentence: int, *, around: int = 0) -> tuple[int, int]:
        """Return first and end place of a sentence, with so many neighbors on both sides."""
        first = self.sentences[max(sentence - around, 0)]
        after = sentence + around + 1
        return first, self.sentences[after] if after < len(self.sentences) else len(self.stems)

    def is_meaningful(self, place: int) -> bool:
        """Tell whether the word says what its sentence is about."""
        return carries_meaning(self.words[place])

    def is_capitalized(self, place: int) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[self.starts[place]].isupper()

    def render_sentence(self, sentence: int, *, end: int = 0) -> str:
        """Return a sentence verbatim, at least as far as place `end`: a figure may go over a line's end."""
        first, last = self.find_places(sentence)
        return self.text[self.starts[first] : self.ends[max(last, end) - 1]]


def build_layout(document: Document) -> Layout:
    """Lay a document out: words with their stems, and where its sentences begin."""
    words = document.words
    sentences = sorted({0, *(bisect_left(document.starts, span.start) for span in document.sentences)})
    while len(sentences) > 1 and sentences[-1] >= len(words):
        sentences.pop()
    sentences = [
        place
        for first, end in zip(sentences, [*sentences[1:], len(words)], strict=True)
        for place in range(first, max(end, first + 1), _LONGEST_SENTENCE)
    ]
    sentence_of: list[int] = []
    for number, (first, end) in enumerate(zip(sentences, [*sentences[1:], len(words)], strict=True)):
        sentence_of.extend([number] * (end - first))
    return Layout(
        text=document.text,
        words=words,
        starts=document.starts,
        ends=document.ends,
        stems=list(map(find_stem, words)),
        sentences=sentences,
        sentence_of=sentence_of,
    )
