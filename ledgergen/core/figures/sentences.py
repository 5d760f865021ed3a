"""Where the sentences of a text begin and end.

A sentence ends with its mark and what closes behind it, or with its line, for
headings and lists have no marks. An abbreviation's full stop ends none, nor does
a mark within a title in italics or behind one (“*Oh! What a Lovely War*”, “*What?*
(1972)”), nor a line's end before a small letter: that is prose wrapped by hand.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ledgergen.core.figures.wordlists import word_set


class Bounds(NamedTuple):
    """Offsets of the sentences, parallel; they leave out nothing but white space."""

    starts: list[int]
    ends: list[int]


# A class comes first, so that the search skips from mark to mark. The white space behind is taken along.
_BOUNDARY: Final = re.compile(r"[.!?…\n](?:(?<=\n)|(?<![.!?…].)[.!?…]*+[\"'”’)\]*_»]*+(?=\s))()\s*+")
_ABBREVIATIONS: Final = word_set("""
    mr mrs ms dr prof st sr jr vs no nos vol pp p ca c cf e.g i.e al inc ltd co corp bros gen col lt sgt
    capt cmdr adm gov sen rep rev hon jan feb febr mar apr jun jul aug sep sept oct nov dec fig eq
    approx est dept univ assn ave blvd rd mt ft feat ed eds trans u.s u.k u.n a.m p.m ph.d min mins hr
    hrs sec yr yrs
    """)
_ENDINGS: Final = frozenset(word[-2:] for word in _ABBREVIATIONS if len(word) > 1)
_LONGEST_WORD: Final = 8
_LONGEST_TITLE: Final = 60
_WORD_BEFORE: Final = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[^\W\d_]|\.)*\Z")


def find_sentences(text: str) -> Bounds:
    """Find the sentences of any text. Linear; never raises."""
    starts: list[int] = []
    ends: list[int] = []
    start = len(text) - len(text.lstrip())
    for match in _BOUNDARY.finditer(text, start):
        stop = match.start()
        end, after = match.start(1), match.end()
        if text[stop] != "\n":
            if not (
                _goes_on(text, end)
                or _is_in_title(text, start, stop, end)
                or _is_abbreviated(text, stop, end)
            ):
                starts.append(start)
                ends.append(end)
                start = after
                continue
            # No sentence ends with the mark, but one may with the line.
            stop = text.find("\n", end, after)
            if stop < 0:
                continue
        if after == stop + 1 and text[after : after + 1].islower():
            continue
        starts.append(start)
        ends.append(start + len(text[start:stop].rstrip()))
        start = after
    rest = text[start:].rstrip()
    if rest:
        starts.append(start)
        ends.append(start + len(rest))
    return Bounds(starts, ends)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether what follows begins no sentence: a small letter, or brackets about a year or an amount."""
    after = text[end + 1 : end + 2]
    return after.islower() or (after == "(" and not text[end + 2 : end + 3].isupper())


def _is_in_title(text: str, start: int, stop: int, end: int) -> bool:
    """Tell whether a mark stands within italics, opened shortly before it and closed shortly after."""
    opened = text.rfind("*", max(start, stop - _LONGEST_TITLE), stop)
    if opened < 0 or end > stop + 1 or text[opened + 1].isspace():
        return False
    before = text[opened - 1 : opened] if opened > start else ""
    if before.isalnum() or before == "*":
        return False
    closed = text.find("*", end, end + _LONGEST_TITLE)
    return closed > 0 and not text[closed - 1].isspace() and "\n" not in text[opened:closed]


def _is_abbreviated(text: str, stop: int, end: int) -> bool:
    """Tell whether the full stop at `stop` is an abbreviation's; other marks are none's."""
    if text[stop] != "." or end != stop + 1:
        return False
    ending = text[max(stop - 2, 0) : stop].lower()
    if ending.isalpha() and len(ending) == 2 and ending not in _ENDINGS:
        return False
    before = _WORD_BEFORE.search(text, max(0, stop - _LONGEST_WORD), stop)
    if before is None:
        return False
    word = before[0]
    if len(word) == 1:
        return word.isupper() and word != "I"
    return word.lower() in _ABBREVIATIONS
