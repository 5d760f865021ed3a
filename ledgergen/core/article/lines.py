"""A text as lines with offsets: the ground of reading and of reporting places.

Only `\\n`, `\\r\\n` and a lone `\\r` end a line. Python's `splitlines` also
breaks at form feeds and U+2028, where no editor counts a new line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


class Line(NamedTuple):
    """One line without its end. Offsets are code points, end exclusive."""

    number: int
    """1-based."""
    start: int
    end: int
    text: str


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text; a text that ends in a line end has an empty last line."""
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        lines.append(Line(len(lines) + 1, match.start(), match.end(1), match[1]))
        if not match[2]:
            break
    return tuple(lines)


def find_line(lines: Sequence[Line], offset: int) -> Line:
    """Return the line in which the offset stands (its end belongs to it)."""
    return lines[max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)]
