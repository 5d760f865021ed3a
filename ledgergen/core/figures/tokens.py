"""The tokens of a text: words, numbers with their separators, punctuation marks.

Every text that is checked or held as evidence is cut into tokens first, so
this is the one loop that no look-ahead can spare. It runs in C: one pattern
covers the text without gaps, and sums of lengths give the offsets.
"""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub
from typing import Final, NamedTuple


class Tokens(NamedTuple):
    """Parallel to each other; offsets are code points into the text as given, ends exclusive."""

    words: tuple[str, ...]
    """Lower case and plain."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]


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
_REST: Final = (
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?"
    rf"|{_LISTED}|\d+(?:[{_SEPARATORS}]\d+)*|(?<![\w.])\.\d+|[^\s\w]|_|\w)"
)
_TOKEN: Final = re.compile(
    rf"\s*+(?:[a-z]++[^\W\d_]*+(?:['’][^\W\d_]++)*+|[^\W\d_]++(?:['’][^\W\d_]++)*+{_REST}"
)
_ASCII_TOKEN: Final = re.compile(rf"\s*+(?:[a-z]++(?:'[a-z]++)*+{_REST}")
"""The same in a text of ASCII in lower case, where nothing else is a letter."""
# Zero-width and directional marks, soft hyphens, variation selectors; full-width ASCII.
_ODD_MARKS: Final = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
_ODD: Final = re.compile(f"[{_ODD_MARKS}]+")
_UNPLAIN: Final = re.compile(f"[{_ODD_MARKS}\uff01-\uff5e]")
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def read_tokens(text: str) -> Tokens:
    """Cut a text into tokens; what only changes the look of one is seen through. Linear; never raises."""
    plain = text.lower()
    if len(plain) != len(text):  # a few letters grow in lower case; offsets must not
        plain = "".join([char.lower() if len(char.lower()) == 1 else char for char in text])
    kept: list[int] = []
    pattern = _ASCII_TOKEN if plain.isascii() else _TOKEN
    if pattern is _TOKEN and _UNPLAIN.search(plain):
        plain = plain.translate(_NARROW)
        kept = _find_kept(plain)
        plain = _ODD.sub("", plain)
    # White space with no token behind it would be tried from each of its offsets.
    pieces = pattern.findall(plain.rstrip())
    words = tuple(map(str.lstrip, pieces))
    ends = tuple(accumulate(map(len, pieces)))
    starts = tuple(map(sub, ends, map(len, words)))
    if kept:
        starts, ends = tuple([kept[start] for start in starts]), tuple([kept[end - 1] + 1 for end in ends])
    return Tokens(words, starts, ends)


def _find_kept(text: str) -> list[int]:
    """Return the offsets of what is no odd mark; empty where there is none."""
    kept: list[int] = []
    after = 0
    for match in _ODD.finditer(text):
        kept.extend(range(after, match.start()))
        after = match.end()
    if after:
        kept.extend(range(after, len(text)))
    return kept
