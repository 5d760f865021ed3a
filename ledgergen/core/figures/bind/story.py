"""Whether a year is that in which the story of a film plays: “set in 1951”, “the tale unfolds in 1951”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.wordlists import word_set


def is_of_story(words: Sequence[str], left: int) -> bool:
    """Tell whether the words of a sentence, whose year stands at a place, say when its story plays.

    >>> is_of_story("it is set in 1951".split(), 4), is_of_story("the record was set in 1951".split(), 5)
    (True, False)
    >>> is_of_story("1951 is the year in which she sets the action".split(), 0)
    True
    """
    if not _NONE.isdisjoint(words):
        return False
    before = tuple(words[max(left - 3, 0) : left])
    if before[-2:] in _SET or before in _SCENES:
        return True
    if before == ("the", "year", "is") and "in" in words[left + 1 : left + 2]:
        return True
    if "?" in words and words[0] == "when" and "happen" in words:
        return True
    is_told = not _STORIES.isdisjoint(words) and not _PLAYING.isdisjoint(words)
    return is_told or not _STAGING.isdisjoint(words)


_STORIES: Final = word_set(
    "story tale plot narrative action events characters hero heroes heroine heroines protagonist drama fable"
)
_PLAYING: Final = word_set(
    """
    set sets setting place places placed unfold unfolds unfolding live lives plays playing happen happens
    occur occurs transpires situated situates
    """
)
_STAGING: Final = word_set("backdrop unfolds timeframe calendar")
_SET: Final = {(verb, "in") for verb in ("set", "unfolds", "unfold", "unfolding")} | {("step", "into")}
_SCENES: Final = {("we", "are", "in")}
_NONE: Final = word_set("record records novel book up shot shoot filming filmed scene scenes")
