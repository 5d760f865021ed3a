"""Disguises of words: marks that cannot be seen, letters borrowed or spaced apart; told, and undone."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase
from typing import Final

LOOKALIKE: Final = re.compile("[аеорсухіјѕԁοανιρτυεı]")
"""The Cyrillic and Greek letters that look like Latin ones."""

LOOKALIKES: Final = str.maketrans("аеорсухіјѕԁοανιρτυεı", "aeopcyxijsdoaviptuei")
"""The Latin letter of each."""

_SPACED: Final = re.compile(r"[\s.\-\"](?:[a-z][\s.\-]){4,}[a-z](?![a-z])")
_APART: Final = re.compile(r"[\s.\-]")
_SURE: Final = "eoc"
"""Every verb that sets aside has one of these letters, and few texts have it alone between marks."""
_ALONE: Final = tuple(f"{mark}{letter}{mark}" for mark in " -." for letter in _SURE)
_UNSEEN: Final = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_EMPHASIS: Final = "*_~`"
"""Marks that may stand inside of a word without parting it."""
_EMPHASES: Final = re.compile("[*_~`＊＿～｀]+")
_SINGLE: Final = frozenset(ascii_lowercase)
_LEAST_SPELLED: Final = 4
"""Different letters of a word that is spelled apart."""


def fold(text: str) -> str:
    """Undo what hides words from a search, and what makes no difference to a reader."""
    text = "\n" + unveil(text)
    if not any(alone in text for alone in _ALONE):
        return text
    return _SPACED.sub(lambda match: match[0][0] + _APART.sub("", match[0]), text)


def unveil(text: str) -> str:
    """Drop marks that cannot be seen or only stress, and forms of letters that make no difference."""
    text = (text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKD", text))).lower()
    for mark in _EMPHASIS:
        text = text.replace(mark, "")
    return text


def may_join(word: str, plain: str) -> bool:
    """Tell whether a mark or symbol folds into the words on both sides of it."""
    return len(word) == 1 and not word.isalpha() and (not plain or any(map(str.isalpha, plain)))


def is_parted(words: frozenset[str], text: str) -> bool:
    """Tell whether marks of emphasis may stand inside of words."""
    return not words.isdisjoint(_EMPHASIS) and any(
        _may_go_on(text[max(run.start() - 1, 0) : run.start()])
        and _may_go_on(text[run.end() : run.end() + 1])
        for run in _EMPHASES.finditer(text)
    )


def _may_go_on(char: str) -> bool:
    return char.isalpha() or not char.isascii()


def may_be_spelled(words: frozenset[str], text: str) -> bool:
    """Tell whether letters may stand apart that are a verb together."""
    if words.isdisjoint(_SURE) or len(words & _SINGLE) < _LEAST_SPELLED:
        return False
    text = unveil(text)
    return any(alone in text for alone in _ALONE)
