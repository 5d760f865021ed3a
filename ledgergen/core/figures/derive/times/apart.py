"""What the words behind a time set it against: “a week behind a space opera”, “before the public did”.

A word says on which side the other end lies, and a phrase what it is. “To the day” counts years exactly.
"""

from __future__ import annotations

from typing import NamedTuple

from ledgergen.core.figures.derive.view import BREAKS, View


class Standard(NamedTuple):
    """The other end of a time, as the words behind it say it."""

    sign: int
    """1 where the time runs on from it, -1 where it runs up to it."""
    phrase: tuple[str, ...]
    is_to_day: bool


def read_standard(view: View) -> Standard | None:
    """Return what a time is set against by the words behind it, if they say so."""
    behind = view.behind(_REACH)
    is_to_day = behind[: len(_TO_DAY)] == _TO_DAY
    behind = behind[len(_TO_DAY) :] if is_to_day else behind
    found = next(((words, sign) for words, sign in _SIDES if behind[: len(words)] == words), None)
    if found is None:
        return None
    words, sign = found
    return Standard(sign, read_phrase(behind[len(words) :]), is_to_day)


def read_phrase(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return some words up to where their clause breaks off."""
    return words[: next((n for n, word in enumerate(words) if word in BREAKS), len(words))]


_SIDES = ((("behind",), 1), (("after",), 1), (("past",), 1), (("ahead", "of"), -1), (("before",), -1))
_TO_DAY = ("to", "the", "day")
_REACH = 10
