"""A text made ready for looking: tokens, sentences, titles, names, sections.

Everything later asks the same questions of a text: which sentence is this
offset in, does it stand inside a title, which section of the ledger is it.
`read_document` answers them once, in time linear in the text, and the answers
are looked up by bisection.

Offsets are code points into the text as given. Characters that change the
look of a figure and not its meaning (zero-width marks, full-width forms) are
seen through: tokens carry the plain form, and still the offsets of the given
text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import sub
from typing import Final, NamedTuple

from ledgergen.core.figures.scan.lexicon_tables import split_words


class Span(NamedTuple):
    """A stretch of text: code points, end exclusive."""

    start: int
    end: int


class Token(NamedTuple):
    """A word, a number with its separators, or one punctuation mark."""

    start: int
    end: int
    text: str
    lower: str


class Title(NamedTuple):
    """Words set off in italics or quotation marks; the span excludes the marks."""

    start: int
    end: int
    text: str
    is_italic: bool


_SEPARATORS: Final = ".,'’٫٬·\u00a0\u202f\u2009"
# “1,2,3” and “1976,1977” are lists, for commas part no digits so; each number is a token. What stands
# behind the comma of a list is known by its place, so that the rest of it is looked at once.
_LISTED: Final = (
    rf"(?<=\d,)\d++|(?:\d{{1,2}}(?=(?:,\d{{1,2}}){{2,}}+(?!\d|[{_SEPARATORS}]\d))"
    rf"|\d{{4}}(?=(?:,\d{{4}})++(?!\d|[{_SEPARATORS}]\d)))"
)
# Each match takes the white space before it along, so that the matches cover the text and their
# lengths add up to offsets: sums in C are much cheaper than a match object per token. Most letters
# are a to z, which is asked at a third of the cost of asking what a letter is.
_TOKEN: Final = re.compile(
    r"\s*+(?:[a-z]++[^\W\d_]*+(?:['’][^\W\d_]++)*+|[^\W\d_]++(?:['’][^\W\d_]++)*+"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?"
    rf"|{_LISTED}|\d+(?:[{_SEPARATORS}]\d+)*|(?<![\w.])\.\d+|[^\s\w]|_|\w)"
)
# Zero-width and directional marks, soft hyphens, variation selectors; full-width ASCII.
_ODD: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+"
)
_WIDE: Final = re.compile("[\uff01-\uff5e]")
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

# Every branch begins with its mark, so that the search skips from mark to mark.
_TITLE: Final = re.compile(
    r"\*\*|\*(?<![\w*]\*)(?=[^\s*])([^*\n]{1,200}?)(?<=[^\s*])\*(?![*\w])"
    r"|_(?<![\w_]_)(?=[^\s_])([^_\n]{1,200}?)(?<=[^\s_])_(?![\w_])"
    r"|“([^“”\n]{1,200})”|\"(?<![\w\"]\")(?=\S)([^\"\n]{1,200})(?<=\S)\"(?!\w)|«([^«»\n]{1,200})»"
)
_BOLD: Final = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_PART: Final = r"[^\W\d_a-z](?:\.(?=[ \u00a0])|[^\W_]*(?:['’.-][^\W_]+)*)"
_NAME: Final = re.compile(
    rf"{_PART}(?:[ \u00a0](?:(?:of|the|de|la|le|von|van|der|di|da|del|du|and|&)[ \u00a0]){{0,2}}"
    rf"{_PART}){{0,7}}"
)

# A class comes first, so that the search skips from mark to mark.
_BOUNDARY: Final = re.compile(r"[.!?…\n](?:(?<=\n)|(?<![.!?…].)[.!?…]*+[\"'”’)\]*_»]*+(?=\s))")
_ABBREVIATIONS: Final = frozenset(
    split_words("""
    mr mrs ms dr prof st sr jr vs no nos vol pp p ca c cf e.g i.e al inc ltd co corp bros gen col lt sgt
    capt cmdr adm gov sen rep rev hon jan feb febr mar apr jun jul aug sep sept oct nov dec fig eq
    approx est dept univ assn ave blvd rd mt ft feat ed eds trans u.s u.k u.n a.m p.m ph.d min mins hr
    hrs sec yr yrs
    """)
)
_LONGEST_WORD: Final = 8
_WORD_BEFORE: Final = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[^\W\d_]|\.)*\Z")
_SECTION_HEAD: Final = re.compile(
    r"(?m)^[ \t]{0,3}(?:#{1,6}[ \t]{0,3})?\*{0,2}[ \t]{0,3}([1-4])\.[ \t][^\n]*$"
)
_LEDGER_MARK: Final = re.compile(
    r"(?m)\A\s*---\s*$|^[ \t]*\*{0,2}(?:Film|Director):\*{0,2}[ \t]|categoryName:"
)
_HEADING: Final = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]+[^\n]*|\*\*[^\n*]+\*\*)[ \t]*$")
_FILM_LINE: Final = re.compile(r"(?m)^[ \t]*\*{0,2}Film:\*{0,2}[^\n]*$")
_FRONT: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_FRONT_END: Final = re.compile(r"(?m)^---[ \t]*$")


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text with its parts found. Made by `read_document`; not slotted, for it caches."""

    text: str
    words: tuple[str, ...]
    """The tokens, lower case and plain; parallel to `starts` and `ends`."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Span, ...]
    """In order, without gaps in what they cover but for white space."""
    titles: tuple[Title, ...]
    """Italics and quotations, in order, never nested."""
    headings: tuple[Span, ...]
    """Whole heading lines (`# …`, or a line wholly in bold)."""
    section_starts: tuple[int, ...]
    """Where sections 0, 1, 2 … of a ledger file begin; empty for plain prose."""
    front_matter: Span | None = None
    film_line: Span | None = None

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
        return bisect_right(self.sentence_starts, offset, 1) - 1 if self.sentences else 0

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

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens as values."""
        return tuple(self.token(index) for index in range(len(self.words)))

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """Runs of capitalized words, connecting words inside them included."""
        return tuple(Span(*match.span()) for match in _NAME.finditer(self.text))

    @cached_property
    def bold(self) -> tuple[Span, ...]:
        """What stands in bold, without its marks."""
        return tuple(Span(*match.span(1)) for match in _BOLD.finditer(self.text))

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """Where each sentence begins."""
        return tuple([start for start, _ in self.sentences])

    @cached_property
    def _title_starts(self) -> tuple[int, ...]:
        return tuple(title.start for title in self.titles)

    @cached_property
    def _heading_starts(self) -> tuple[int, ...]:
        return tuple(span.start for span in self.headings)


def read_document(text: str) -> Document:
    """Find the tokens, sentences, titles and sections of any text. Never raises."""
    words, starts, ends = _read_tokens(text)
    front = _read_front_matter(text)
    film = _FILM_LINE.search(text) if "Film:" in text else None
    has_heads = "#" in text or "**" in text
    return Document(
        text=text,
        words=words,
        starts=starts,
        ends=ends,
        sentences=tuple(_find_sentences(text)),
        titles=tuple(_find_titles(text)),
        headings=tuple(Span(*match.span()) for match in _HEADING.finditer(text)) if has_heads else (),
        section_starts=_find_sections(text, body=front.end if front else 0) if has_heads else (),
        front_matter=front,
        film_line=Span(*film.span()) if film else None,
    )


def _read_tokens(text: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    plain = text.lower()
    if len(plain) != len(text):  # a few letters grow in lower case; offsets must not
        plain = "".join([char.lower() if len(char.lower()) == 1 else char for char in text])
    kept: list[int] = []
    if not plain.isascii():
        if _WIDE.search(plain):
            plain = plain.translate(_NARROW)
        if _ODD.search(plain):
            kept = [index for index, char in enumerate(plain) if not _ODD.match(char)]
            plain = "".join([plain[index] for index in kept])
    # White space with no token behind it would be tried from each of its offsets.
    pieces = _TOKEN.findall(plain.rstrip())
    words = tuple(map(str.lstrip, pieces))
    ends = tuple(accumulate(map(len, pieces)))
    starts = tuple(map(sub, ends, map(len, words)))
    if kept:
        return words, tuple([kept[start] for start in starts]), tuple([kept[end - 1] + 1 for end in ends])
    return words, starts, ends


def _read_front_matter(text: str) -> Span | None:
    opening = _FRONT.match(text)
    closing = _FRONT_END.search(text, opening.end()) if opening else None
    return Span(0, closing.end()) if closing else None


def _find_sections(text: str, *, body: int) -> tuple[int, ...]:
    """Sections are known by their numbered headings, in order; four make a ledger, so do its marks."""
    heads: list[int] = []
    for match in _SECTION_HEAD.finditer(text, body):
        if int(match[1]) == len(heads) + 1 and _is_heading_line(match[0]):
            heads.append(match.start())
    if len(heads) == 4 or (heads and _LEDGER_MARK.search(text)):
        return (0, *heads)
    return ()


def _is_heading_line(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("#") or (stripped.startswith("**") and stripped.endswith("**"))


def _find_titles(text: str) -> Iterator[Title]:
    for match in _TITLE.finditer(text):
        group = match.lastindex
        if group:
            yield Title(match.start(group), match.end(group), match[group], group <= 2)


def _find_sentences(text: str) -> list[Span]:
    found: list[Span] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        stop, end = match.span()
        is_line = text[stop] == "\n"
        if is_line:
            if text[end : end + 1].islower():  # prose wrapped by hand goes on in lower case
                continue
        elif _is_abbreviation(text, stop, end):
            continue
        piece = text[start:stop].lstrip()
        start = stop - len(piece)
        if is_line and piece:
            found.append(Span(start, start + len(piece.rstrip())))
        elif not is_line:
            found.append(Span(start, end))
        start = end
    piece = text[start:].lstrip()
    if piece:
        start = len(text) - len(piece)
        found.append(Span(start, start + len(piece.rstrip())))
    return found


def _is_abbreviation(text: str, stop: int, end: int) -> bool:
    """Tell whether the mark at `stop` ends no sentence: an abbreviation's, or a small letter follows."""
    if text[end + 1 : end + 2].islower():
        return True
    if text[stop] != "." or end - stop > 1:
        return False
    before = _WORD_BEFORE.search(text, max(0, stop - _LONGEST_WORD), stop)
    if before is None:
        return False
    word = before[0]
    if len(word) == 1:
        return word.isupper() and word != "I"
    return word.lower() in _ABBREVIATIONS
