"""A text made ready for looking: tokens, sentences, titles, names, sections.

Everything later asks the same questions of a text: which sentence is this
offset in, does it stand inside a title, which section of the ledger is it.
`read_document` cuts the tokens; the rest is found when first asked for, since
most of what stands in evidence is never asked for, and then looked up by bisection.
All of it is linear in the text.

Offsets are code points into the text as given. Characters that change the
look of a figure and not its meaning (zero-width marks, full-width forms) are
seen through: tokens carry the plain form, and still the offsets of the given
text.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from ledgergen.core.figures.markup import (
    Span,
    Title,
    find_bold,
    find_film_line,
    find_front_matter,
    find_headings,
    find_names,
    find_sections,
    find_titles,
)
from ledgergen.core.figures.sentences import Bounds, find_sentences
from ledgergen.core.figures.tokens import read_tokens
from ledgergen.model.lazy import lazy

__all__ = ["Document", "Span", "Title", "Token", "read_document"]


class Token(NamedTuple):
    """A word, a number with its separators, or one punctuation mark."""

    start: int
    end: int
    text: str
    lower: str


class Document:
    """A text with its parts, found when first asked for. Made by `read_document`, and never changed."""

    def __init__(self, text: str) -> None:
        """Cut the text into tokens."""
        self.text = text
        tokens = read_tokens(text)
        self.words = tokens.words
        """The tokens, lower case and plain; parallel to `starts` and `ends`."""
        self.starts = tokens.starts
        self.ends = tokens.ends

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The different words: a text repeats its words, and much is asked of each but once."""
        return frozenset(self.words)

    @lazy
    def sentences(self) -> tuple[Span, ...]:
        """In order, without gaps in what they cover but for white space."""
        return tuple(map(Span, *self._sentence_bounds))

    @lazy
    def openings(self) -> frozenset[int]:
        """The numbers of the sentences that begin a paragraph."""
        text, (starts, ends) = self.text, self._sentence_bounds
        gaps = enumerate(zip(ends, starts[1:], strict=False), 1)
        return frozenset((0, *(number for number, gap in gaps if text.find("\n", *gap) >= 0)))

    @lazy
    def titles(self) -> tuple[Title, ...]:
        """Italics and quotations, in order, never nested."""
        return tuple(find_titles(self.text))

    @lazy
    def headings(self) -> tuple[Span, ...]:
        """Whole heading lines (`# …`, or a line wholly in bold)."""
        return tuple(find_headings(self.text))

    @lazy
    def section_starts(self) -> tuple[int, ...]:
        """Where sections 0, 1, 2 … of a ledger file begin; empty for plain prose."""
        return find_sections(self.text, body=self.front_matter.end if self.front_matter else 0)

    @lazy
    def front_matter(self) -> Span | None:
        """The front matter of a ledger file."""
        return find_front_matter(self.text)

    @lazy
    def film_line(self) -> Span | None:
        """The line of a ledger file's head that names the film."""
        return find_film_line(self.text)

    @property
    def is_ledger(self) -> bool:
        """Tell whether this is a whole ledger file and not plain prose."""
        return bool(self.section_starts)

    def section_of(self, offset: int) -> int | None:
        """Return 1 to 4 inside a ledger's sections, 0 in its head, None in plain prose."""
        return bisect_right(self.section_starts, offset) - 1 if self.section_starts else None

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds the offset, or the last that begins before it."""
        index = self.sentence_index(offset)
        return self.sentences[index] if self.sentences else Span(0, len(self.text))

    def sentence_index(self, offset: int) -> int:
        """Return the number of the sentence that holds the offset; 0 for an empty text."""
        return bisect_right(self.sentence_starts, offset, 1) - 1

    def token_at(self, offset: int) -> int:
        """Return the index of the first token that ends after the offset."""
        return bisect_right(self.ends, offset)

    def tokens_in(self, span: Span) -> range:
        """Return the indexes of the tokens that begin inside the span."""
        first = bisect_right(self.starts, span.start - 1)
        return range(first, bisect_right(self.starts, span.end - 1))

    def token(self, index: int) -> Token:
        """Return one token as a value."""
        start, end = self.starts[index], self.ends[index]
        return Token(start, end, self.text[start:end], self.words[index])

    def title_at(self, offset: int) -> Title | None:
        """Return the italics or quotation that holds the offset."""
        index = bisect_right(self._title_starts, offset) - 1
        if index >= 0 and offset < self.titles[index].end:
            return self.titles[index]
        return None

    def is_heading(self, offset: int) -> bool:
        """Tell whether the offset stands in a heading line."""
        index = bisect_right(self._heading_starts, offset) - 1
        return index >= 0 and offset < self.headings[index].end

    @lazy
    def tokens(self) -> tuple[Token, ...]:
        """All tokens as values."""
        return tuple(self.token(index) for index in range(len(self.words)))

    @lazy
    def names(self) -> tuple[Span, ...]:
        """Runs of capitalized words, connecting words inside them included."""
        return tuple(find_names(self.text))

    @lazy
    def bold(self) -> tuple[Span, ...]:
        """What stands in bold, without its marks."""
        return tuple(find_bold(self.text))

    @lazy
    def _sentence_bounds(self) -> Bounds:
        return find_sentences(self.text)

    @lazy
    def sentence_starts(self) -> list[int]:
        """Where each sentence begins."""
        return self._sentence_bounds.starts

    @lazy
    def _title_starts(self) -> tuple[int, ...]:
        return tuple(title.start for title in self.titles)

    @lazy
    def _heading_starts(self) -> tuple[int, ...]:
        return tuple(span.start for span in self.headings)


def read_document(text: str) -> Document:
    """Find the tokens of any text, and what else is asked of it when it is asked. Never raises."""
    return Document(text)
