"""The cues that a figure's words may be bound by: those of its sentence, less what others have taken.

Figures of one sentence share its words, and two habits part them. A figure of the
same family is a *wall*: words beyond it belong to it. And what stands directly
behind a figure (“$39.2 million *budget*”, “11,127 *Americans*”) is *taken*: it
belongs to that figure, however near another stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ledgergen.core.figures.bind.attached import BARRIERS
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.text import Document

CueGroups = dict[str, list[Cue]]
"""Cues by kind, in order."""


class Windows:
    """The cues of a text, by the stretches of tokens that figures are read in."""

    def __init__(
        self,
        words: Sequence[str],
        cues: list[Cue],
        *,
        mentions: Sequence[Mention],
        places: Sequence[tuple[int, int]],
        ends: Sequence[int],
    ) -> None:
        """Take a text's words and cues, its mentions, their tokens, and where their sentences end."""
        self._words = words
        self._cues = cues
        self._starts = [cue.start for cue in cues]
        self._mentions = mentions
        self._places = places
        self._families = [None if m.not_a_claim else _FAMILY.get(m.kind, "") for m in mentions]
        self._groups: dict[tuple[int, int], CueGroups] = {}
        self._untaken: dict[tuple[int, int], tuple[set[int], CueGroups]] = {}
        """By the window, who takes cues in it, and the cues that nobody does."""
        self._taken = self._find_taken(ends)

    def find_cues(self, first: int, end: int) -> list[Cue]:
        """Return the cues that begin between two tokens."""
        return self._cues[bisect_left(self._starts, first) : bisect_left(self._starts, end)]

    def find_own(self, number: int, first: int, end: int) -> tuple[Cue, ...]:
        """Return the cues between two tokens that no figure but one has taken."""
        taken = self._taken
        return tuple(c for c in self.find_cues(first, end) if taken.get((c.start, c.kind), number) == number)

    def group(self, first: int, end: int) -> CueGroups:
        """Return the cues that begin between two tokens, by kind; figures of one sentence share them."""
        groups = self._groups.get((first, end))
        if groups is None:
            if len(self._groups) >= _MOST_WINDOWS:
                self._groups.clear()
            groups = self._groups[first, end] = {}
            for cue in self.find_cues(first, end):
                groups.setdefault(cue.kind, []).append(cue)
        return groups

    def leave_to(self, number: int, first: int, end: int) -> CueGroups:
        """Return the cues of a window without those that stand directly behind another figure."""
        window = first, end
        groups = self.group(first, end)
        if not self._taken:
            return groups
        known = self._untaken.get(window)
        if known is None:
            if len(self._untaken) >= _MOST_WINDOWS:
                self._untaken.clear()
            takers = {
                self._taken.get((cue.start, kind), -1) for kind in _TAKEN for cue in groups.get(kind, ())
            }
            known = self._untaken[window] = takers, self._leave_to(-1, groups)
        return self._leave_to(number, groups) if number in known[0] else known[1]

    def _leave_to(self, number: int, groups: CueGroups) -> CueGroups:
        """Return cues without those that figures other than one have taken."""
        taken = self._taken
        return groups | {
            kind: [cue for cue in groups[kind] if taken.get((cue.start, kind), number) == number]
            for kind in _TAKEN
            if kind in groups
        }

    def find_walls(self, number: int, first: int, end: int) -> tuple[int, int]:
        """Return where the words of the neighboring mentions of the same family end and begin."""
        mentions, places, families = self._mentions, self._places, self._families
        family = _FAMILY.get(mentions[number].kind, "")
        left, right = first, end
        for other in range(number - 1, -1, -1):
            if places[other][1] <= first:
                break
            if families[other] == family:
                left = places[other][1]
                break
        for other in range(number + 1, len(mentions)):
            if places[other][0] >= end:
                break
            if families[other] == family:
                right = places[other][0]
                break
        return left, right

    def _find_taken(self, ends: Sequence[int]) -> dict[tuple[int, str], int]:
        """Say which cues stand directly behind a figure, and so belong to it alone."""
        taken: dict[tuple[int, str], int] = {}
        for number, mention in enumerate(self._mentions):
            kinds = _TAKES.get(mention.kind)
            if not kinds or mention.not_a_claim:
                continue
            left, right = self._places[number]
            found: set[str] = set()
            for cue in self.find_cues(max(left - _LONGEST, 0), left) if "territory" in kinds else ():
                if cue.kind == "territory" and cue.end == left:
                    taken[cue.start, cue.kind] = number  # “of a worldwide $45 million”
            for cue in self.find_cues(right, min(right + _BEHIND, ends[number])):
                if not BARRIERS.isdisjoint(self._words[right : cue.start]):
                    break
                is_loose = mention.kind is Kind.MONEY and cue.kind == "money" and cue.start > right + 1
                is_loose = is_loose or (mention.kind is Kind.COUNT and cue.start > right)
                if cue.kind in kinds and cue.kind not in found and not is_loose:
                    taken[cue.start, cue.kind] = number
                    found.add(cue.kind)
        return taken


def join_groups(groups: CueGroups, *kinds: str) -> list[Cue]:
    """Return the cues of some kinds, in order."""
    found = [groups[kind] for kind in kinds if kind in groups]
    return found[0] if len(found) == 1 else sorted(cue for cues in found for cue in cues)


def find_place(document: Document, mention: Mention) -> tuple[int, int]:
    """Return the tokens that a mention stands on: first and end."""
    left = document.token_at(mention.start)
    return left, max(bisect_left(document.starts, mention.end), left + 1)


_LONGEST = 4
"""Tokens of a territory."""
_BEHIND = 5
"""Tokens behind a figure within which it takes a cue."""
_MOST_WINDOWS = 1000
"""So many are kept: a book has no end of them."""
_TAKES = {
    Kind.MONEY: frozenset({"money", "territory"}),
    Kind.COUNT: frozenset({"territory"}),
    Kind.MULTIPLE: frozenset({"money"}),
    Kind.PERCENT: frozenset({"money"}),
    Kind.FRACTION: frozenset({"money"}),
}
"""The kinds of cue that a figure takes for itself when they stand directly behind it."""
_TAKEN = ("money", "territory")
_FAMILY = {
    Kind.MONEY: "money",
    Kind.COUNT: "count",
    Kind.VAGUE: "money",
    Kind.DATE: "date",
    Kind.PERCENT: "share",
    Kind.FRACTION: "share",
    Kind.MULTIPLE: "multiple",
    Kind.AGE: "age",
    Kind.DURATION: "duration",
}
"""Figures of one family are walls to one another's cues."""
