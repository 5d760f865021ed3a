"""The tokens of a document as the scanner walks them, and what stands around each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.text import Document

_PAD: Final = 12
_NOTHING: Final = ("",) * _PAD
_APART: Final = 9
"""Distance between tokens of the padding: nothing is near it."""


class Reader:
    """The tokens of a document with room at both ends, so that looking around needs no checks."""

    __slots__ = ("ends", "is_evidence", "size", "starts", "text", "vocabulary", "words")

    def __init__(self, document: Document, *, is_evidence: bool = False) -> None:
        """Take the tokens over, of a checked text or of evidence."""
        self.is_evidence = is_evidence
        self.text: str = document.text
        self.vocabulary: frozenset[str] = document.vocabulary
        self.size: int = len(document.words)
        self.words: Sequence[str] = document.words + _NOTHING
        past = len(document.text) + _APART
        beyond = tuple(range(past, past + _APART * _PAD, _APART))
        self.starts: Sequence[int] = document.starts + beyond
        self.ends: Sequence[int] = document.ends + beyond

    def glued(self, index: int) -> bool:
        """Tell whether nothing stands between this token and the one before."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def near(self, index: int) -> bool:
        """Tell whether this token follows the one before in the same paragraph."""
        if index <= 0:
            return False
        gap = self.starts[index] - self.ends[index - 1]
        return gap <= 1 or (gap <= 3 and "\n" not in self.text[self.ends[index - 1] : self.starts[index]])

    def is_capital(self, index: int) -> bool:
        """Tell whether the token begins with a capital."""
        start = self.starts[index]
        return self.text[start : start + 1].isupper()

    def is_capital_or_digit(self, index: int) -> bool:
        """Tell whether the token may begin a title."""
        return self.is_capital(index) or self.words[index][:1].isdecimal()
