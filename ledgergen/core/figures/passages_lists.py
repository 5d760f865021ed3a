"""Count what a passage lists without saying how many.

“Three guards have told how they saved a man” is proven by “Ann Lee, Bo Fry and
Cy Dean were driving to work”, and “four men were arrested” by “the men, aged
25, 31, 33 and 46”. A source rarely gives the number it spells out, and a
summary rarely spells out what it can count. Four ways of listing are read:

    names      Ann Lee, Bo Fry and Cy Dean; with ages or descriptions between
    ages       aged 25, 31, 33 and 46; a 49-year-old man and a 45-year-old woman
    parts      four boys and one girl; two men aged 24 and 22 and two women
    groups     the trio, a pair of, both

A list proves nothing but its own length: what is listed must still fit what
the sentence counts, which `passages_derive` asks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ledgergen.core.figures.passages_layout import Layout

_CAP = r"[A-Z][\w'’.\-]*"
_NAME = rf"{_CAP}(?: (?:(?:de|la|van|von|der|bin|al|of|the) )?{_CAP}){{0,4}}"
_ITEM = rf"(?:[a-z][\w'’\-]* ){{0,3}}{_NAME}(?:, (?:aged )?\d{{1,2}}| \([^()]{{1,30}}\))?"
_NAMES = re.compile(rf"{_ITEM}(?:, {_ITEM}){{0,30}},? (?:and|&|or) {_ITEM}")
_ITEM_BREAK = re.compile(r",? (?:and|&|or) |, (?!(?:aged )?\d)")
_AGE_LIST = re.compile(r"\baged? (?:between )?(\d{1,3}(?:, \d{1,3})*,? and \d{1,3})")
_FEW = r"(?:([Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix) )?"
_AGE = re.compile(rf"\b{_FEW}(?:[a-z]+ )?\d{{1,3}}-year-olds?\b|\b{_FEW}[a-z]+,? aged \d{{1,3}}\b")
_GROUPS = {
    "pair": 2,
    "duo": 2,
    "couple": 2,
    "both": 2,
    "twin": 2,
    "twins": 2,
    "trio": 3,
    "triplets": 3,
    "threesome": 3,
    "quartet": 4,
    "foursome": 4,
    "quintet": 5,
    "sextet": 6,
    "dozen": 12,
}
_GROUP = re.compile(rf"\b(?:{'|'.join(_GROUPS)})\b")
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Something a passage lists, and how many it comes to."""

    kind: Literal["names", "ages", "parts", "groups"]
    count: int
    start: int
    """Offset into the layout's text."""
    end: int
    sentence: int


def extract_listings(layout: Layout) -> Iterator[Listing]:
    """Yield what the text lists, in no order."""
    text = layout.text
    for match in _NAMES.finditer(text):
        yield _place(layout, "names", 1 + len(_ITEM_BREAK.findall(match[0])), match)
    for match in _AGE_LIST.finditer(text):
        yield _place(layout, "ages", len(re.findall(r"\d+", match[1])), match)
    for match in _GROUP.finditer(text):
        yield _place(layout, "groups", _GROUPS[match[0]], match)
    ages: dict[int, list[re.Match[str]]] = {}
    for match in _AGE.finditer(text):
        ages.setdefault(_find_sentence(layout, match.start()), []).append(match)
    for matches in ages.values():
        count = sum(_SMALL.get((match[1] or match[2] or "").lower(), 1) for match in matches)
        if count > 1:
            yield _place(layout, "ages", count, matches[0])


def _place(
    layout: Layout, kind: Literal["names", "ages", "parts", "groups"], count: int, match: re.Match[str]
) -> Listing:
    return Listing(
        kind=kind,
        count=count,
        start=match.start(),
        end=match.end(),
        sentence=_find_sentence(layout, match.start()),
    )


def _find_sentence(layout: Layout, offset: int) -> int:
    place = min(bisect_right(layout.ends, offset), len(layout.stems) - 1)
    return layout.sentence_of[place]
