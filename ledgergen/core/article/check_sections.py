"""Check a ledger's four sections and its layout (LG320 to LG343)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ledgergen.core.article import form
from ledgergen.core.article.layout import Likeness
from ledgergen.core.article.patterns import COMMENT
from ledgergen.core.article.reading import Reading, count_words
from ledgergen.core.article.render import render_article
from ledgergen.core.article.spot import Check, Spot

_CARRIAGE_RETURN = re.compile(r"\r\n?")
_PARAGRAPH_BREAK = re.compile(r"(?:\r\n|\n|\r)[ \t]{0,80}(?:\r\n|\n|\r)")


def _check_missing(reading: Reading) -> Iterator[Spot]:
    layout = reading.layout
    for section in form.SECTIONS:
        if layout.find_part(section.number) is not None:
            continue
        following = (
            part.heading.start for part in layout.parts if (part.heading.section or 0) > section.number
        )
        at = next(following, layout.parts[-1].end if layout.parts else len(layout.text))
        yield Spot(f"the heading {section.words!r} is missing", at, at)


def _check_doubled(reading: Reading) -> Iterator[Spot]:
    seen: set[int] = set()
    for part in reading.layout.parts:
        number = part.heading.section
        if number in seen:
            yield Spot(f"section {number} stands here again", part.heading.start, part.heading.end)
        if number is not None:
            seen.add(number)


def _check_order(reading: Reading) -> Iterator[Spot]:
    highest = 0
    seen: set[int] = set()
    for part in reading.layout.parts:
        number = part.heading.section
        if number is None or number in seen:
            continue
        seen.add(number)
        if number < highest:
            yield Spot(
                f"section {number} stands after section {highest}", part.heading.start, part.heading.end
            )
        highest = max(highest, number)


def _check_renamed(reading: Reading) -> Iterator[Spot]:
    for part in reading.layout.parts:
        heading = part.heading
        if heading.section is not None and heading.likeness is Likeness.RENAMED:
            wanted = form.SECTIONS[heading.section - 1].words
            yield Spot(f"the heading says {heading.words!r}, not {wanted!r}", heading.start, heading.end)


def _check_styled(reading: Reading) -> Iterator[Spot]:
    for part in reading.layout.parts:
        heading = part.heading
        if heading.section is None or heading.likeness is not Likeness.STYLED:
            continue
        wanted = form.SECTIONS[heading.section - 1]
        if heading.words != wanted.words:
            message = f"the heading says {heading.words!r}, not {wanted.words!r}"
        elif reading.text[heading.start : heading.end].rstrip(": \t") == wanted.heading:
            message = "prose stands on the heading's line"
        else:
            message = "the heading is not a bold line"
        yield Spot(message, heading.start, heading.end)


def _check_foreign(reading: Reading) -> Iterator[Spot]:
    for part in reading.layout.parts:
        heading = part.heading
        if heading.section is None:
            yield Spot(f"the house form has no section {heading.words!r}", heading.start, heading.end)


def _check_empty(reading: Reading) -> Iterator[Spot]:
    for number, part in reading.sections:
        if reading.n_words[number] == 0:
            yield Spot(f"section {number} is empty", part.heading.start, part.heading.end)


def _check_length(reading: Reading) -> Iterator[Spot]:
    low, high = form.SECTION_WORDS
    for number, part in reading.sections:
        n_words = reading.n_words[number]
        if n_words and not low <= n_words <= high:
            message = f"section {number} has {_count(n_words)}; the house form has {low} to {high}"
            yield Spot(message, part.heading.start, part.heading.end)


def _check_total(reading: Reading) -> Iterator[Spot]:
    low, high = form.TOTAL_WORDS
    parts = [part for _, part in reading.sections]
    n_words = sum(reading.n_words.values())
    if len(parts) == len(form.SECTIONS) and not low <= n_words <= high:
        first = parts[0].heading
        message = f"the four sections have {_count(n_words)}; the house form has {low} to {high}"
        yield Spot(message, first.start, first.end)


def _check_paragraphs(reading: Reading) -> Iterator[Spot]:
    for number, part in reading.sections:
        match = _PARAGRAPH_BREAK.search(reading.text, part.start, part.end)
        rest = reading.text[match.end() : part.end] if match else ""
        if match and count_words(rest):
            at = part.end - len(rest.lstrip())
            yield Spot(f"section {number} has a second paragraph", at, at)


def _check_strays(reading: Reading) -> Iterator[Spot]:
    for line in reading.layout.strays:
        text = line.text.strip("\ufeff \t")
        if COMMENT.fullmatch(text) is None:
            start = line.start + line.text.index(text)
            yield Spot(f"the house form has no such line: {_shorten(text)!r}", start, line.end)


def _check_line_ends(reading: Reading) -> Iterator[Spot]:
    match = _CARRIAGE_RETURN.search(reading.text)
    if match:
        kind = "CR LF" if len(match[0]) == 2 else "CR"
        yield Spot(f"lines end in {kind}, not in LF alone", match.start(), match.start())


def _check_mark(reading: Reading) -> Iterator[Spot]:
    if reading.text.startswith("\ufeff"):
        yield Spot("the file starts with a byte order mark", 0, 1)


def _check_end(reading: Reading) -> Iterator[Spot]:
    end = len(reading.text.rstrip())
    if reading.layout.parts and end < len(reading.text):
        yield Spot("the file goes on behind its last sentence", end, end)


def _check_spacing(reading: Reading) -> Iterator[Spot]:
    """Compare with the house form line by line. Only right where every part is: see `rules`."""
    house = render_article(reading.article).split("\n")
    for line, wanted in zip(reading.layout.lines, [*house, ""], strict=False):
        if line.text.removeprefix("\ufeff" if line.number == 1 else "") != wanted:
            yield Spot("from here on the layout differs from the house form", line.start, line.end)
            return


CHECKS: Mapping[str, Check] = {
    "LG320": _check_missing,
    "LG321": _check_doubled,
    "LG322": _check_order,
    "LG323": _check_renamed,
    "LG324": _check_styled,
    "LG325": _check_foreign,
    "LG330": _check_empty,
    "LG331": _check_length,
    "LG332": _check_total,
    "LG333": _check_paragraphs,
    "LG334": _check_strays,
    "LG340": _check_line_ends,
    "LG341": _check_mark,
    "LG342": _check_end,
    "LG343": _check_spacing,
}


def _count(n_words: int) -> str:
    return "1 word" if n_words == 1 else f"{n_words:,} words"


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
