"""What sets parts of a text apart: italics, quotation marks, headings, the sections of a ledger file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Span(NamedTuple):
    """A stretch of text: code points, end exclusive."""

    start: int
    end: int


class Title(NamedTuple):
    """Words set off in italics or quotation marks; the span excludes the marks."""

    start: int
    end: int
    text: str
    is_italic: bool


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


def find_titles(text: str) -> Iterator[Title]:
    """Yield italics and quotations, in order, never nested."""
    for match in _TITLE.finditer(text):
        group = match.lastindex
        if group:
            yield Title(match.start(group), match.end(group), match[group], group <= 2)


def find_bold(text: str) -> Iterator[Span]:
    """Yield what stands in bold, without its marks."""
    return (Span(*match.span(1)) for match in _BOLD.finditer(text))


def find_names(text: str) -> Iterator[Span]:
    """Yield runs of capitalized words, connecting words inside them included."""
    return (Span(*match.span()) for match in _NAME.finditer(text))


def find_headings(text: str) -> Iterator[Span]:
    """Yield whole heading lines: `# …`, or a line wholly in bold."""
    if _has_heads(text):
        yield from (Span(*match.span()) for match in _HEADING.finditer(text))


def find_film_line(text: str) -> Span | None:
    """Return the line of a ledger file's head that names the film."""
    film = _FILM_LINE.search(text) if "Film:" in text else None
    return Span(*film.span()) if film else None


def find_front_matter(text: str) -> Span | None:
    """Return the front matter with its marks."""
    opening = _FRONT.match(text)
    closing = _FRONT_END.search(text, opening.end()) if opening else None
    return Span(0, closing.end()) if closing else None


def find_sections(text: str, *, body: int) -> tuple[int, ...]:
    """Return where sections 0, 1, 2 … of a ledger file begin, `body` behind its front matter.

    Sections are known by their numbered headings, in order; four make a ledger, so do its marks.
    """
    heads: list[int] = []
    for match in _SECTION_HEAD.finditer(text, body) if _has_heads(text) else ():
        if int(match[1]) == len(heads) + 1 and _is_heading_line(match[0]):
            heads.append(match.start())
    if len(heads) == 4 or (heads and _LEDGER_MARK.search(text)):
        return (0, *heads)
    return ()


def _has_heads(text: str) -> bool:
    return "#" in text or "**" in text


def _is_heading_line(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("#") or (stripped.startswith("**") and stripped.endswith("**"))
