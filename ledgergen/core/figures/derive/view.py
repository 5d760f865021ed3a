"""What stands in view of a figure: the operands that its sentence may reckon with, and how near they are.

A writer reckons with what the reader has before them, and says so in more ways
than can be listed. What can be listed is where the operands come from:

- in print in the same sentence, or in the sentences just before, in the same paragraph,
- in facts of the films, persons and companies that the sentence names or points to,
- in facts of the film in focus, and of the dossier's own,
- in passages that speak of the same matter.

The order is that of likelihood. It bounds luck: what is nearest is tried first,
and two operands from far away are no reckoning of this sentence.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import PUNCTUATION
from ledgergen.core.figures.derive.operand import Operand, Source
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.derive.sentence import Sentence
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.rows import SERIES
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.lazy import lazy
from ledgergen.model.valueclass import valueclass


class Nearness(IntEnum):
    """How near an operand is to a figure."""

    HERE = 0
    """In print in its sentence."""
    BEFORE = 1
    """In print in a sentence before it that is still in mind."""
    NAMED = 2
    """Of a film, person or company that the sentence names."""
    BASE = 3
    """Of the film in focus, or of the dossier's own."""
    TOLD = 4


@valueclass(frozen=True, slots=False, kw_only=True)
class View:
    """The neighborhood of one figure, in tokens; not slotted, for it caches."""

    claim: Claim
    scene: Scene

    @lazy
    def reading(self) -> Reading:
        """The draft, bound."""
        return self.scene.reading

    def behind(self, count: int) -> tuple[str, ...]:
        """Return so many words behind the figure, within its sentence."""
        return self._behind[:count]

    def before(self, count: int) -> tuple[str, ...]:
        """Return so many words before the figure, within its sentence."""
        return self._before[-count:]

    def find_break(self, count: int) -> int:
        """Return where the description behind the figure breaks off, within so many words."""
        for place, word in enumerate(self.behind(count)):
            if word in BREAKS:
                return self.claim.right + place
        return min(self.claim.right + count, self.claim.end)

    @lazy
    def openings(self) -> dict[int, tuple[int, int]]:
        """The noun phrases that clauses begin with, by where they do, once asked for (`derive.opening`)."""
        return {}

    @lazy
    def _behind(self) -> tuple[str, ...]:
        return self.reading.words_between(self.claim.right, self.claim.end)

    @lazy
    def _before(self) -> tuple[str, ...]:
        return self.reading.words_between(self.claim.first, self.claim.left)

    @lazy
    def sentence(self) -> Sentence:
        """What the figure has in common with the others of its sentence."""
        return self.scene.read_draft(self.claim)

    @lazy
    def cues(self) -> list[Cue]:
        """The cues of the sentence."""
        return self.sentence.cues

    @property
    def groups(self) -> frozenset[str]:
        """The sorts of amount that words of the sentence name."""
        return self.sentence.groups

    @lazy
    def said(self) -> frozenset[str]:
        """The cues of arithmetic that the sentence has any word of."""
        return self.sentence.said

    @property
    def start(self) -> int:
        """The token where the sentences that are still in mind begin."""
        return self.sentence.start

    @lazy
    def dated_from(self) -> int:
        """The token from which dates are in mind; what opens a paragraph may count on from the day said last.

        “… showed it at Rimini on May 15.” A heading, and then: “Four days later the queues formed.”
        """
        claim, reading = self.claim, self.reading
        number = reading.sentence_of(claim.mention)
        if reading.follows(number) or claim.left > claim.first + _OPENING:
            return self.start
        for before in range(number - 1, max(number - _HEADINGS, 0), -1):
            tokens = reading.tokens_of(before)
            said = reading.mentions_between(tokens.start, tokens.stop)
            if any(m.kind is Kind.DATE and m.unit in _EXACT for m in said):
                return tokens.start
        return self.start

    @property
    def paragraph(self) -> int:
        """The token where the paragraph begins, as far as it is looked through."""
        return self.sentence.paragraph

    @lazy
    def here(self) -> list[Operand]:
        """The other figures of the sentence, in reading order."""
        left, right = self.claim.left, self.claim.right
        return [o for o in self.scene.read_printed(self.sentence) if not left <= o.left < right]

    @property
    def earlier(self) -> list[Operand]:
        """The figures of the sentences just before, the nearest first."""
        return self.scene.read_earlier(self.sentence)

    @lazy
    def named(self) -> dict[int, None]:
        """The films, persons and companies that the sentence names or points to, in its order."""
        cues = [cue for cue in self.cues if cue.kind in _NAMING and cue.value != "other"]
        numbers = [number for cue in cues for number in cue.entities]
        if not _EARLIER.isdisjoint(self.behind(_FAR)):
            numbers += self.reading.index.read_role("previous")
        if not SERIES.isdisjoint(self.claim.words):
            numbers += self.reading.index.read_role("original")
        if not _COMPANIES.isdisjoint(self.claim.words):
            numbers += self.reading.index.parties
        return dict.fromkeys(n for n in numbers if n != UNKNOWN)

    @lazy
    def base(self) -> dict[int, None]:
        """The films of the claim, the film in focus, the dossier's own."""
        films = (*self.claim.films, *self.sentence.focus, MAIN)
        return dict.fromkeys(n for n in films if n != UNKNOWN)

    @lazy
    def facts(self) -> list[Operand]:
        """What facts say of all these, the named first."""
        subjects = dict.fromkeys((*self.named, *self.base, *self.claim.persons))
        return [operand for n in subjects for operand in self.scene.find_facts(n)]

    @lazy
    def told(self) -> list[Operand]:
        """What passages tell of the matter."""
        return self.scene.find_told(self.claim)

    def rate(self, operand: Operand) -> Nearness:
        """Say how near an operand is."""
        if operand.source is Source.PRINT:
            return Nearness.HERE if operand.left >= self.claim.first else Nearness.BEFORE
        if operand.source is Source.TOLD:
            return Nearness.TOLD
        return Nearness.NAMED if operand.subject in self.named else Nearness.BASE

    def read_print(self, operand: Operand) -> Operand:
        """Return an operand with the value that is written: who reckons with print rounds as it does."""
        if operand.source is not Source.PRINT:
            return operand
        near = (*self.here, *self.earlier)
        same = [o.value for o in near if o.number == operand.number and o.unit == operand.unit]
        nearest = min(same, key=lambda value: abs(value - operand.value), default=operand.value)
        return operand if nearest is operand.value else replace(operand, value=nearest)

    def is_before(self, operand: Operand) -> bool:
        """Tell whether an operand stands in print before the figure."""
        return 0 <= operand.left < self.claim.left


BREAKS = PUNCTUATION | {"but", "yet", "while", "and", "with"}
"""Where a description breaks off."""
_NAMING = frozenset({"film", "yard", "person", "party"})
_EARLIER = frozenset({"last", "previous", "earlier", "prior"})
"""“The last Batman outlay” measures by the film before."""
_COMPANIES = word_set("company companies studio studios firm house bank fund corporation")
_OPENING = 1
_HEADINGS = 4
_EXACT = frozenset({"day", "month"})
"""“The brand, fifteen years old by then”: a series is as old as its first film."""
_FAR = 7
