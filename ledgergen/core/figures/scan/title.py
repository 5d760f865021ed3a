"""Tell titles of works from emphasis and speech, and find the known ones where no mark sets them off."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.nouns import FUNCTION_WORDS
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, ORDINALS, SCALES
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.text import Title, read_document

_LONGEST_TITLE: Final = 12


_MOST_TITLES: Final = 64


class TitleIndex:
    """Titles that hold a number, found by any of their number tokens."""

    def __init__(self, titles: Collection[str]) -> None:
        """Keep the titles of two words and more that hold a number; shorter ones need their italics."""
        self.by_word: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for title in titles:
            if len(title) > 200:
                continue
            words = read_document(title).words
            if len(words) < 2:
                continue
            for at, word in enumerate(words):
                if is_number_word(word):
                    rows = self.by_word.setdefault(word, [])
                    if len(rows) < _MOST_TITLES:
                        rows.append((at, words))

    def find(self, reader: Reader, found: Found) -> str:
        """Return the title that the mention is part of, or nothing."""
        if not self.by_word:
            return ""
        for index in range(found.first, min(found.after, found.first + 8)):
            for at, words in self.by_word.get(reader.words[index], ()):
                first = index - at
                if (
                    first >= 0
                    and tuple(reader.words[first : first + len(words)]) == words
                    and reader.is_capital_or_digit(first)
                ):
                    return reader.text[reader.starts[first] : reader.ends[first + len(words) - 1]]
        return ""


def is_number_word(word: str) -> bool:
    """Tell whether a token can begin or be a number."""
    return (
        word[:1].isdecimal()
        or word in CARDINALS
        or word in ORDINALS
        or word in SCALES
        or word in ("half", "½")
    )


def is_title(title: Title) -> bool:
    """Tell a title from emphasis and from speech: titles are short and capitalized."""
    words = title.text.split()
    if not words or len(words) > _LONGEST_TITLE:
        return False
    if len(words) == 1:
        return _is_one_word_title(words[0], is_italic=title.is_italic)
    if any(word[:1] in "$£€¥" or word.endswith("%") for word in words):
        return False
    first = words[0][:1]
    if first.isalnum() and not (first.isupper() or first.isdecimal()):
        return False
    weighty = [word for word in words if word.lower().strip(",.:;!?") not in FUNCTION_WORDS]
    n_capital = sum(word[:1].isupper() or word[:1].isdecimal() for word in weighty)
    if title.is_italic:
        return n_capital * 2 >= len(weighty)
    # Speech ends with a full stop inside its marks, and is not written in capitals.
    return n_capital == len(weighty) and not title.text.endswith(".")


def _is_one_word_title(word: str, *, is_italic: bool) -> bool:
    """Read “*1900*” and “*Ten*” as titles; “*three*” is stress, and “*$5*” or “*62%*” a figure."""
    if is_italic:
        return word.strip("½!?.").isdecimal() or word[:1].isupper() or word == "8½"
    return word[:1].isupper() or (word.isdecimal() and len(word) == 4)
