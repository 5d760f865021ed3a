"""Where two texts say the same: up to a change, and behind it.

A text is remembered by its *imprint*: its tokens, and what scanning and binding
made of them. Whoever mends a text changes one stretch of it, so that two imprints
share a head and a tail. What is laid side by side is not the words alone but all
that rulings read of a text: its figures as they were read, its cues with the films
they mean, where sentences begin and which films are in focus at their ends. A star
that is put in may turn half a paragraph into a title; then the head ends where the
first thing differs, however far before the star that is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.text import Document
from ledgergen.model.valueclass import valueclass

_Part: TypeAlias = tuple[int, int, object]
"""A part of a text: its first token and its end, and what it is."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What rulings read of a text."""

    document: Document
    sentences: Sequence[_Part]
    figures: Sequence[_Part]
    cues: Sequence[_Part]
    learned: tuple[str, ...]
    """The films that it names and no fact knows, in order."""


class Shift(NamedTuple):
    """Where the tokens, figures or sentences of a text, which have numbers, are found in a later one."""

    head: int
    """Those before this one are the same, and have the same numbers."""
    tail: int
    """Those from this one on are the same, too."""
    by: int
    """So much higher are their numbers in the later text."""

    def move(self, number: int) -> int | None:
        """Return the number in the later text; None for what the change has taken away or touched.

        >>> shift = Shift(head=2, tail=4, by=-1)
        >>> [shift.move(number) for number in range(6)]
        [0, 1, None, None, 3, 4]
        """
        if number < self.head:
            return number
        return number + self.by if number >= self.tail else None

    def move_back(self, number: int) -> int | None:
        """Return the number in the earlier text; None for what the change has brought or touched."""
        if number < self.head:
            return number
        return number - self.by if number - self.by >= self.tail else None


class Common(NamedTuple):
    """What a text has in common with a later one."""

    tokens: Shift
    figures: Shift
    sentences: Shift


def take_imprint(reading: Reading) -> Imprint:
    """Return the imprint of a text that is bound."""
    document = reading.document
    places = zip(reading.places, reading.mentions, strict=True)
    return Imprint(
        document=document,
        sentences=[
            (tokens.start, tokens.stop, focus)
            for tokens, focus in zip(reading.sentences, reading.focus, strict=True)
        ],
        figures=[
            (left, right, (_MEANING(mention), document.section_of(mention.start)))
            for (left, right), mention in places
        ],
        cues=[(cue.start, cue.end, cue[2:]) for cue in reading.cues],
        learned=tuple(reading.index.register.learned),
    )


_MEANING = attrgetter(
    "text", "kind", "low", "high", "precision", "unit", "hedge", "period", "is_yearless", "noun",
    "not_a_claim", "rule", "other",
)  # fmt: skip
"""All of a mention but where it stands."""


def find_common(old: Imprint, new: Imprint) -> Common:
    """Return what two texts have in common; head and tail may meet, and never overlap in either text."""
    by = len(new.document.words) - len(old.document.words)
    head, tail = _find_same_tokens(old.document, new.document)
    for ones, others in (
        (old.sentences, new.sentences),
        (old.figures, new.figures),
        (old.cues, new.cues),
    ):
        head = min(head, _find_head(ones, others))
        tail = max(tail, _find_tail(ones, others, by))
    tail = max(tail, head)
    return Common(
        tokens=Shift(head, tail, by),
        figures=_count(old.figures, new.figures, head, tail),
        sentences=_count(old.sentences, new.sentences, head, tail),
    )


def _count(ones: Sequence[_Part], others: Sequence[_Part], head: int, tail: int) -> Shift:
    """Return where the parts are found that lie before and behind some tokens."""
    n_before = next((n for n, (_, end, _) in enumerate(ones) if end > head), len(ones))
    n_behind = next((n for n, part in enumerate(reversed(ones)) if part[0] < tail), len(ones))
    return Shift(n_before, max(len(ones) - n_behind, n_before), len(others) - len(ones))


def _find_same_tokens(old: Document, new: Document) -> tuple[int, int]:
    """Return where the tokens that both texts begin with end, and where those that both end with begin.

    What stands between a token and its neighbor is the same, too.
    """
    one, other = old.text, new.text
    shorter = min(len(one), len(other))
    before = _count_common(one, other, shorter)
    behind = _count_common(one[::-1], other[::-1], shorter - before)
    head = min(max(bisect_right(document.starts, before) - 1, 0) for document in (old, new))
    while head and _lay(old, 0, head) != _lay(new, 0, head):
        head -= 1
    n_behind = min(
        len(document.ends) - bisect_left(document.ends, len(document.text) - behind) - 1
        for document in (old, new)
    )
    n_behind = max(n_behind, 0)
    while n_behind and _lay(old, -n_behind, None, by=len(other) - len(one)) != _lay(new, -n_behind, None):
        n_behind -= 1
    return head, len(old.words) - n_behind


def _lay(
    document: Document, first: int, end: int | None, *, by: int = 0
) -> tuple[Sequence[str], list[int], list[int]]:
    starts, ends = document.starts[first:end], document.ends[first:end]
    return document.words[first:end], [at + by for at in starts], [at + by for at in ends]


def _count_common(one: str, other: str, most: int) -> int:
    """Return how many characters two texts begin with alike, of so many at most."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _find_head(ones: Sequence[_Part], others: Sequence[_Part]) -> int:
    """Return where the first part begins that one of two texts has and the other has not."""
    at = next((n for n, (one, other) in enumerate(zip(ones, others, strict=False)) if one != other), None)
    at = min(len(ones), len(others)) if at is None else at
    return min((parts[at][0] for parts in (ones, others) if at < len(parts)), default=_FAR)


def _find_tail(ones: Sequence[_Part], others: Sequence[_Part], by: int) -> int:
    """Return where the last part ends that one of two texts has and the other has not, in the first one."""
    n = 0
    for (left, right, what), (start, end, meant) in zip(reversed(ones), reversed(others), strict=False):
        if (left + by, right + by) != (start, end) or what != meant:
            break
        n += 1
    # A part that begins further to the left may still reach further to the right.
    own = max((end for _, end, _ in ones[: len(ones) - n]), default=0)
    return max(own, max((end for _, end, _ in others[: len(others) - n]), default=by) - by)


_FAR = 1 << 60
