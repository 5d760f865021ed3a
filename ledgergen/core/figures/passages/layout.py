"""A text laid out for comparison: words and sentences as parallel lists.

A passage of 100 kB is fifteen thousand words, and a list of strings is the
cheapest thing there is to compare. The checked text and the evidence are laid
out alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from itertools import chain, pairwise
from operator import sub

from ledgergen.core.figures.passages.words import carries_meaning, find_senses
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
    vocabulary: frozenset[str]
    """The different words."""
    sentences: Sequence[int]
    """Place of the first word of each sentence, ascending; the first is 0."""
    bounds: Sequence[int]
    """The same, and where the last sentence ends."""
    sentence_of: Sequence[int]
    """Number of the sentence of each place."""

    def find_places(self, sentence: int, *, around: int = 0) -> tuple[int, int]:
        """Return first and end place of a sentence, with so many neighbors on both sides."""
        bounds = self.bounds
        if not around:
            return (bounds[sentence], bounds[sentence + 1]) if sentence >= 0 else (0, 0)
        return bounds[max(sentence - around, 0)], bounds[min(sentence + around + 1, len(bounds) - 1)]

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
    bounds = _find_bounds(document)
    sentence_of: list[int] = []
    for number, (first, end) in enumerate(pairwise(bounds)):
        sentence_of += [number] * (end - first)
    return Layout(
        text=document.text,
        words=words,
        starts=document.starts,
        ends=document.ends,
        stems=find_senses(words),
        vocabulary=document.vocabulary,
        sentences=bounds[:-1],
        bounds=bounds,
        sentence_of=sentence_of,
    )


def _find_bounds(document: Document) -> list[int]:
    """Return the place of each sentence's first word, long ones cut, and the place behind the last."""
    n_words = len(document.words)
    find_place = partial(bisect_left, document.starts)
    places = sorted({0, *map(find_place, document.sentence_starts)} - {n_words})
    bounds = [*(places or [0]), n_words]
    if max(map(sub, bounds[1:], bounds)) <= _LONGEST_SENTENCE:
        return bounds
    cuts = (range(first, max(end, first + 1), _LONGEST_SENTENCE) for first, end in pairwise(bounds))
    return [*chain.from_iterable(cuts), n_words]
