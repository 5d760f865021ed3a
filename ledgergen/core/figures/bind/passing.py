"""Titles spoken of in passing: what a film is measured by, set against, or mentioned beside.

“Twice what *Salt Harbor* had cost” says nothing of *Salt Harbor* that the
rest of the sentence would go on about.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.closed_classes import QUOTES, STOPS
from ledgergen.core.figures.wordlists import word_list, word_set


def is_compared(words: Sequence[str], cue: Cue) -> bool:
    """Tell whether a title is a yardstick: “twice what *Salt Harbor* had cost”."""
    for place in range(cue.start - 1, max(cue.start - _REACH, -1), -1):
        if words[place] in _ENDS:
            return False
        if words[place] in COMPARING_WORDS:
            return True
    return False


def is_comparison(behind: tuple[str, ...]) -> bool:
    """Tell whether an amount is so much “cheaper than” something: a difference, and no amount of its own.

    >>> is_comparison(("cheaper", "than", "it")), is_comparison(("rather", "than"))
    (True, False)
    """
    if behind[1:2] != ("than",):
        return False
    word = behind[0]
    return word in _IRREGULAR or (word.endswith("er") and len(word) > len("over") and word not in _ADVERBS)


COMPARING_WORDS: Final = word_set(
    """
    than what against versus unlike above below like beside times twice excess
    """
)
"""A title behind one of these is a yardstick, and the talk goes on about something else."""

_IRREGULAR = frozenset({"more", "less", "worse"})
_ADVERBS = frozenset({"rather", "other", "sooner", "later", "older", "younger"})
"""Of time and choice, not of amount."""
_ENDS = frozenset(".!?;")
_REACH = 6
"""Tokens back to the word of comparison: “beside the budget of *Salt Road*”."""


def is_passed(words: Sequence[str], cue: Cue) -> bool:
    """Tell whether a title is only a mark to measure time or size by: “a fortnight behind *Coral*”."""
    near = words[max(cue.start - 3, 0) : cue.start]
    if is_compared(words, cue) or is_epithet(words, cue):
        return True
    return any(word in _MARKS and word not in _ENDS for word in near)


def is_epithet(words: Sequence[str], cue: Cue) -> bool:
    """Tell whether a title only says who is meant: “for the author of *Salt Road*”."""
    before = [word for word in words[max(cue.start - 4, 0) : cue.start] if word not in QUOTES]
    return before[-1:] == ["of"] and before[-2:-1] in _MAKERS


_MAKERS = [
    [word]
    for word in word_list(
        "author authors director directors maker makers creator creators star stars man woman producer"
    )
]
_MARKS = frozenset({"behind", "beyond", "ahead"})


def is_oblique(words: Sequence[str], cue: Cue) -> bool:
    """Tell whether a title stands behind a preposition and is spoken of in passing."""
    for place in range(cue.start - 1, max(cue.start - 5, -1), -1):
        if words[place] in _OBLIQUE or words[place - 1 : place + 1] in _UP_OR_DOWN:
            return True
        if words[place] == "of" and words[place - 1] in {"that", "those"}:
            return True  # “five times that of its predecessor”
        if words[place] not in SMALL_WORDS:
            return False
    return False


_OBLIQUE: Final = word_set(
    """
    than what to against versus unlike after before following since like despite beyond above below over
    under matching as into beside besides behind times twice leaving letting
    """
)
"""A title behind one of these is spoken of in passing, and need not govern what follows it."""


def is_yardstick(words: Sequence[str], title: Cue) -> bool:
    """Tell whether a title stands behind a multiple or a comparison: “roughly triple those of *Coral*”."""
    before = words[max(title.start - _MEASURE, 0) : title.start]
    last = max((at + 1 for at, word in enumerate(before) if word in _PARTING), default=0)
    behind = before[last:]
    if _COMPARING_PAIRS.intersection(pairwise(behind)):
        return True
    if not _MEASURING.isdisjoint(behind):
        return True
    return any(word in _SHARES and behind[at + 1] in _MEASURED for at, word in enumerate(behind[:-1]))


_COMPARING_PAIRS = frozenset({
    ("again", "as"), ("much", "as"), ("many", "as"), ("long", "as"), ("large", "as"),
    ("up", "on"), ("down", "on"),
})  # fmt: skip
_UP_OR_DOWN = {("up", "on"), ("down", "on")}
"""“$192 million up on its predecessor” measures by it."""
_MEASURE = 10
_PARTING = STOPS | {"!", "?", ",", "–"}
_MEASURING = word_set("than what times twice double triple quadruple versus those excess")
_SHARES = word_set("half third quarter fifth tenth thirds quarters fifths")
_MEASURED = word_set("of the its his what that those")

SMALL_WORDS = frozenset(
    (
        "*",
        "_",
        '"',
        "“",
        "”",
        "’",
        "'",
        *word_list("of that those the his her its their a an year years first second original earlier"),
    )
)
"""Words and marks that may stand between a preposition and its title."""
