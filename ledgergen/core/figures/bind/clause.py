"""The clause that a figure stands in: the words which speak plainly of it, and of no other figure.

A sentence of a ledger holds several figures, and a word far off belongs to one
of the others. The clause begins behind the last word that opens a matter of its
own (“and”, “which”, a semicolon), behind the figure of the same family before
it, and ends where the next matter begins. What stands directly behind another
figure is that figure's, clause or no clause: of “$35 million worldwide, with
America limited to $3.7 million”, the world is none of the second's business.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress, count
from typing import NamedTuple

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.wordlists import word_list, word_set


class Clause(NamedTuple):
    """Where a figure's clause begins and ends, in tokens, and the cues in it that are the figure's."""

    first: int
    end: int
    cues: tuple[Cue, ...]

    def find(self, kind: str) -> list[Cue]:
        """Return the cues of one kind, in order."""
        return [cue for cue in self.cues if cue.kind == kind]


def find_bounds(
    words: Sequence[str], place: tuple[int, int], sentence: tuple[int, int], wall: int, *, is_money: bool
) -> tuple[int, int]:
    """Return the tokens of the clause around a place; before it, asides are seen through.

    `wall` is where the figure of the same family before it ends.
    """
    left, right = place
    start, stop = sentence
    # “The budget of *Dusk*: $4 million.” Before a colon that announces the figure alone stands what it is.
    is_announced = words[left - 1 : left] == _COLON and words[right : right + 1] == _STOP
    behind = left - 1 - is_announced
    first = next((at + 1 for at in range(behind, start - 1, -1) if words[at] in _BREAKING), start)
    end = next((at for at in range(right, stop) if words[at] in _PARTING), stop)
    # “$210 million, or $115 million on another set of books”; but “$9 million from $2 million”
    is_in_row = (
        left - wall <= _ROW
        and _TURNING_VERBS.isdisjoint(words[wall:left])
        and not (is_money and _OPPOSING.intersection(words[wall:left]))
    )
    return first if is_in_row else max(first, wall), end


_COLON, _STOP = (":",), (".",)
_OPPOSING = frozenset({"from", "on", "against", "off", "for", "into"})
"""Between two amounts these say that one was made of the other, and not that both are of one sort."""
_ROW = 3
_TURNING_VERBS = word_set("drew took made earned grossed cost returned yielded brought fetched")
"""“Made for $39 million, drew only $60 million”: with a verb of its own another matter begins."""
_BREAKING = frozenset(
    (
        *";:()—–.",
        *word_list(
            "and but yet while which who whose whereas though although because when after before then"
        ),
    )
)
_PARTING = _BREAKING | frozenset((",", "by", "to", "that", "until"))


def find_breaks(words: Sequence[str]) -> list[int]:
    """Return where clauses break off in a text."""
    return list(compress(count(), map(BREAKS.__contains__, words)))


def find_clause(breaks: Sequence[int], first: int, left: int) -> int:
    """Return where the clause of a mention begins, in a sentence that begins at `first`."""
    before = bisect_left(breaks, left)
    return max(breaks[before - 1], first) if before and breaks[before - 1] > left - _WINDOW else first


_WINDOW = 80
BREAKS = frozenset({";", "—"})
"""A colon goes on with what it announces: “the sources differ on the gross: $58 million, …”."""


def turns(words: Sequence[str], place: int) -> bool:
    """Tell whether a sentence turns to another matter at a word; “; it lasted” goes on with the same."""
    return words[place] in _TURNING and _TAKING_UP.isdisjoint(words[place + 1 : place + 2])


_TURNING = frozenset({";", "whereas", "while"})
"""Behind one of these a sentence turns to another matter."""
_TAKING_UP = frozenset({"it", "its"})
