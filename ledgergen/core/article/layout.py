"""Read a ledger leniently: which lines are which part of the form, and how closely.

Ledgers in the wild vary: `###` headings in place of bold lines, the film's name in
the title line, headings that run on into prose. Reading finds the parts under
all of these and keeps their exact places; it judges nothing and repairs
nothing. `parse` takes the values from a layout, `rules` compares it with the
form, `fix` writes it back in the house form.

A heading is known by its words before its number, for models misnumber more
often than they rename. Every text has a layout; one without headings has no
parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ledgergen.core.article import form
from ledgergen.core.article.front_matter import FrontMatter, find_front_matter
from ledgergen.core.article.lines import Line, split_lines


class Likeness(StrEnum):
    """How closely a heading follows the form."""

    EXACT = "exact"
    """Word for word, in bold."""
    STYLED = "styled"
    """The form's words in other markup, other letter case, or with prose behind them."""
    RENAMED = "renamed"
    """The section is plain, by its name or its number, but the words are not the form's."""
    FOREIGN = "foreign"
    """A heading of no section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading as found. Offsets are code points, end exclusive."""

    section: int | None
    """1 to 4, or None for a foreign heading."""
    likeness: Likeness
    words: str
    """Without markup."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with the text below it, up to the next heading or the end."""

    heading: Heading
    start: int
    """Of the prose, behind blank lines; equals `end` where there is none."""
    end: int


class Piece(NamedTuple):
    """A line of the head, and the value on it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands in one text."""

    text: str
    lines: tuple[Line, ...]
    front: FrontMatter | None
    title: Piece | None
    """Value: the line without markup."""
    director: Piece | None
    """Value: what stands behind the label."""
    film: Piece | None
    """Value: what stands behind the label, markup and year included."""
    strays: tuple[Line, ...]
    """Lines before the first heading that belong to no part of the form."""
    parts: tuple[Part, ...]

    def find_part(self, section: int) -> Part | None:
        """Return the first part of this section."""
        return next((part for part in self.parts if part.heading.section == section), None)

    def prose(self, part: Part) -> str:
        """Return the text of a part."""
        return self.text[part.start : part.end]

    def section_of(self, offset: int) -> int | None:
        """Return the section at an offset: 1 to 4, 0 for the head, None under a foreign heading."""
        section: int | None = 0
        for part in self.parts:
            if part.heading.start > offset:
                break
            section = part.heading.section
        return section


_MAX_HEADING = 200
"""A longer line is prose."""
_HASHED = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<words>[^*_\s](?:[^*_]|[*_](?![*_])){0,200})(?P=mark)")
_NUMBER = re.compile(r"(?:section[ \t]+)?\(?(?P<number>[0-9]{1,2}|i{1,3}v?|iv)[.):][ \t]*", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DIRECTOR = re.compile(
    r"[-*_>\s]{0,8}(?:director|directors|directed by)[*_\s]{0,4}:[*_\s]{0,4}", re.IGNORECASE
)
_FILM = re.compile(r"[-*_>\s]{0,8}(?:film|movie|film title)[*_\s]{0,4}:(?:\*\*|__)?\s{0,4}", re.IGNORECASE)

_BY_WORDS = {section.words.casefold(): section.number for section in form.SECTIONS}
_BY_NAME = {section.name.casefold(): section.number for section in form.SECTIONS} | {
    section.name.casefold().removeprefix("the "): section.number for section in form.SECTIONS
}
_HOUSE_LINES = {section.heading: section for section in form.SECTIONS}


@lru_cache(maxsize=32)  # whoever judges a text reads it for its form, its names and its blocks
def read_layout(text: str) -> Layout:
    """Find the parts of a ledger in any text. Never raises; time is linear in the text."""
    lines = split_lines(text)
    front = find_front_matter(text, lines)
    body = lines[front.next_line :] if front else lines
    before = lines[: front.next_line] if front else ()
    head: list[Line] = [
        line for line in before if front and line.end < front.start and line.text.strip("\ufeff \t")
    ]
    found: list[Heading] = []
    for line in body:
        heading = _find_heading(line, is_head=not found)
        if heading is not None:
            found.append(heading)
        elif not found:
            head.append(line)
    title, director, film, strays = _sort_head(head)
    return Layout(
        text=text,
        lines=lines,
        front=front,
        title=title,
        director=director,
        film=film,
        strays=strays,
        parts=tuple(_spread(text, found)),
    )


def _spread(text: str, headings: Sequence[Heading]) -> Iterator[Part]:
    for index, heading in enumerate(headings):
        limit = headings[index + 1].start if index + 1 < len(headings) else len(text)
        prose = text[heading.end : limit]
        end = heading.end + len(prose.rstrip())
        start = min(end, limit - len(prose.lstrip()))
        yield Part(heading=heading, start=start, end=end)


def _sort_head(
    lines: Sequence[Line],
) -> tuple[Piece | None, Piece | None, Piece | None, tuple[Line, ...]]:
    title = director = film = None
    strays = []
    for line in lines:
        text = line.text.strip("\ufeff \t")
        if not text:
            continue
        start = line.start + line.text.index(text)
        end = start + len(text)
        if director is None and (match := _DIRECTOR.match(text)):
            director = Piece(text[match.end() :], start, end)
        elif film is None and (match := _FILM.match(text)):
            film = Piece(text[match.end() :], start, end)
        elif title is None and (words := _find_title(text)) is not None:
            title = Piece(words, start, end)
        else:
            strays.append(line)
    return title, director, film, tuple(strays)


def is_credit(text: str) -> bool:
    """Tell whether a line is labeled as a Director or Film line."""
    bare = text.strip("\ufeff \t")
    return _DIRECTOR.match(bare) is not None or _FILM.match(bare) is not None


def _find_title(text: str) -> str | None:
    """Return the words of a title line: any heading in the head, or the house's words unmarked."""
    unmarked = _unmark(text)
    if unmarked is not None and unmarked[1] == len(text):
        return unmarked[0]
    bare = text.strip("*_ ")
    return bare if bare.casefold().startswith("the director's ledger") and len(bare) <= _MAX_HEADING else None


def _unmark(text: str) -> tuple[str, int] | None:
    """Take the markup off a line that is a heading or starts with one in bold.

    Returns its words, and where in `text` the markup ends; None for prose.
    """
    hashed = _HASHED.fullmatch(text)
    if hashed is not None and len(text) <= _MAX_HEADING:
        return hashed[2].rstrip("# \t").strip("*_ \t"), len(text)
    bold = _BOLD.match(text)
    if bold is None:
        return None
    return bold["words"].strip(), bold.end()


def _find_heading(line: Line, *, is_head: bool) -> Heading | None:
    """Return the heading on this line, if there is one.

    In the head only headings of sections count: the title line is bold too.
    """
    text = line.text.lstrip("\ufeff").strip()
    if not text or (len(text) > _MAX_HEADING and text[0] not in "*_"):
        return None
    start = line.start + line.text.index(text)
    if text in _HOUSE_LINES:
        section = _HOUSE_LINES[text]
        return Heading(
            section=section.number,
            likeness=Likeness.EXACT,
            words=section.words,
            start=start,
            end=start + len(text),
        )
    unmarked = _unmark(text)
    words, used = unmarked or (text, len(text))
    rest = text[used:].lstrip(": \t")
    section_number, likeness = _match(words, is_marked=unmarked is not None)
    if section_number is None and (unmarked is None or rest or is_head):
        return None
    if likeness is Likeness.RENAMED and rest and not _NUMBER.match(words):
        return None  # bold words that open a sentence
    return Heading(
        section=section_number,
        likeness=likeness,
        words=words,
        start=start,
        end=start + (len(text) - len(rest) if rest else len(text)),
    )


def _match(words: str, *, is_marked: bool) -> tuple[int | None, Likeness]:
    """Tell which section a heading's words mean, and how closely."""
    plain = " ".join(words.casefold().split()).rstrip(":")
    if plain in _BY_WORDS:
        return _BY_WORDS[plain], Likeness.STYLED
    numbered = _NUMBER.match(plain)
    unnumbered = plain[numbered.end() :] if numbered else plain
    name = unnumbered.partition("(")[0].rstrip(" :-–—")
    name = re.split(r"\s*[:–—]\s", name, maxsplit=1)[0]
    if name in _BY_NAME and (is_marked or numbered or "(" in plain):
        return _BY_NAME[name], Likeness.RENAMED
    if numbered and is_marked:
        digits = numbered["number"]
        number = _ROMAN.get(digits) or (int(digits) if digits.isdecimal() else 0)
        if 1 <= number <= len(form.SECTIONS):
            return number, Likeness.RENAMED
    return None, Likeness.FOREIGN
