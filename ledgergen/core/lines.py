"""Offsets of a text as lines and columns, the way editors count them.

A line ends at `\\n`, `\\r\\n` or a lone `\\r`, nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\n|\r")


class LineIndex:
    """Lines and columns of a text's offsets, both 1-based. Built once, then logarithmic."""

    def __init__(self, text: str) -> None:
        """Find where the lines start."""
        self._text = text
        self._starts = [0]
        self._ends = []
        for match in _LINE_END.finditer(text):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(len(text))

    @property
    def count(self) -> int:
        """How many lines there are; a text that ends in a line end has an empty last one."""
        return len(self._starts)

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place; a line beyond the last counts as the last."""
        return self._starts[min(max(line, 1), self.count) - 1] + column - 1

    def line_text(self, line: int) -> str:
        """Return a line without its end, or "" where the text has no such line."""
        return self._text[self._starts[line - 1] : self._ends[line - 1]] if 1 <= line <= self.count else ""
