"""What a sentence of the draft holds, found once for all its figures.

Figures come in company: a sentence of a ledger has two or three, and each asks
which cues it has, which amounts are in print in it and before it, which words it
has that speak of reckoning at all. None of this depends on which of them asks.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.canonical import find_territory
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.cues import find_names
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.mention import Kind
from ledgergen.model.lazy import lazy


class Sentence:
    """A sentence, or the window of it that its figures are read in, in tokens."""

    def __init__(self, claim: Claim, reading: Reading) -> None:
        self.first = claim.first
        self.end = claim.end
        self.printed: list[Operand] | None = None
        """Its figures, once asked for (`Scene.read_printed`)."""
        self.earlier: list[Operand] | None = None
        """Those of the sentences before it, the nearest first, once asked for."""
        self._number = reading.sentence_of(claim.mention)
        self._said = claim.words
        self._reading = reading

    @lazy
    def words(self) -> frozenset[str]:
        """Its words, lower case."""
        return frozenset(self._said)

    @lazy
    def kinds(self) -> frozenset[Kind]:
        """The kinds of its figures."""
        return frozenset(mention.kind for mention in self._reading.mentions_between(self.first, self.end))

    @lazy
    def behind_figures(self) -> frozenset[str]:
        """The words directly behind its figures, and behind those of the sentences still in mind."""
        reading = self._reading
        words, numbers = reading.document.words, reading.numbers_between(self.start, self.end)
        places = reading.places[numbers.start : numbers.stop]
        return frozenset([words[behind] for _, behind in places if behind < len(words)])

    @lazy
    def territories(self) -> frozenset[str]:
        """The territories that it names, by a cue or by any word."""
        cued = {cue.value for cue in self.cues if cue.kind == "territory"}
        words = (word for word in self.words if len(word) > _SHORT and word.isalpha())
        return frozenset(cued.union(map(find_territory, words)))

    @lazy
    def cues(self) -> list[Cue]:
        """Its cues."""
        return self._reading.sentence_cues(self.first, self.end)

    @lazy
    def verbs(self) -> frozenset[int]:
        """The tokens of its cues that may be verbs: “grossed”, “premiered”."""
        return frozenset(cue.start for cue in self.cues if cue.kind in _VERBS)

    @lazy
    def groups(self) -> frozenset[str]:
        """The sorts of amount that words of it name."""
        return frozenset(cue.value for cue in self.cues if cue.kind == "money")

    @lazy
    def said(self) -> frozenset[str]:
        """The cues of arithmetic that it has any word of."""
        return find_names(self.words)

    @lazy
    def focus(self) -> tuple[int, ...]:
        """The films in focus before it."""
        return self._reading.focus_of(self._number - 1)

    @lazy
    def start(self) -> int:
        """The token where the sentences that are still in mind begin."""
        reading, first = self._reading, self._number
        while first > self._number - _IN_MIND and reading.follows(first):
            first -= 1
        return max(reading.tokens_of(first).start, self.first - _WINDOW)

    @lazy
    def paragraph(self) -> int:
        """The token where its paragraph begins, as far as it is looked through."""
        reading, first = self._reading, self._number
        while (
            first > 0 and reading.follows(first) and reading.tokens_of(first).start > self.first - _FAR_BACK
        ):
            first -= 1
        return reading.tokens_of(first).start


_VERBS = frozenset({"money", "moment", "verb"})
_SHORT = 3
_IN_MIND = 2
_WINDOW = 120
_FAR_BACK = 250
