"""What the passages tell: their figures, read for what they are said of as the text's are.

A passage that holds the value of a claim may hold it for another film, another
amount or another country. So a figure of a passage is bound by the same reading
that binds the text's (`claim`), and the two are compared part by part: whoever
is *named* on both sides must be the same, and what only one side names is left
open. The language of the two differs, often on purpose, so agreement in words
is not asked for here; it is weighed by the passage judge, and the parts that
agree add to its weight.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from ledgergen.core.figures.agree import STRICT
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.facts.index import UNKNOWN, FactIndex
from ledgergen.core.figures.facts.lookup import is_elsewhere
from ledgergen.core.figures.facts.lookup_count import name_counted
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure

_SAME_GROUP = 0.4
_SAME_FILM = 0.2
_SAME_TERRITORY = 0.2
_SAME_COUNTED = 1.0
_TELLING = 0.2
_PARTICULAR = 1000
"""What the parts that agree add, in logits."""


class Told:
    """The passages of one dossier beside its facts."""

    def __init__(self, passages: PassageIndex | None, index: FactIndex, text: Reading | None = None) -> None:
        self._text = text
        self._passages = passages
        self._index = index
        self._claims: dict[int, Claim] = {}

    def vet(self, claim: Claim) -> Callable[[PlacedFigure], float | None]:
        """Return the function that says of a passage's figure what its parts add, or None if they part."""

        def compare(figure: PlacedFigure) -> float | None:
            told = self._read(figure)
            if told is None:
                return 0.0
            return None if self._find_parting(claim, told) else _add_agreement(claim, told)

        return compare

    @cached_property
    def _reading(self) -> Reading | None:
        if self._passages is None:
            return None
        mentions = tuple(figure.mention for figure in self._passages.figures)
        return Reading(self._passages.document, mentions, self._index, is_plain=True)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Where each figure of the passages stands among them, by the offset it begins at."""
        if self._passages is None:
            return {}
        return {figure.mention.start: number for number, figure in enumerate(self._passages.figures)}

    def _read(self, figure: PlacedFigure) -> Claim | None:
        number = self._numbers.get(figure.mention.start)
        if number is None or self._reading is None:
            return None
        known = self._claims.get(number)
        if known is None:
            known = self._claims[number] = self._reading.read_claim(number)
        return known

    def _find_parting(self, claim: Claim, told: Claim) -> str:
        """Return which part both name and name differently; empty if none."""
        if claim.mention.kind in _HEDGED and claim.mention.hedge in STRICT and not _is_hedged(told):
            return "hedge"
        if claim.mention.kind not in _TOLD_BY_THE_WAY and self._is_of_another_film(claim, told):
            return "subject"
        if is_elsewhere(claim.territory, told.territory, self._index.home):
            return "territory"
        if claim.mention.kind is Kind.MONEY:
            return "attribute" if _are_apart(claim, told) else ""
        return _part_counts(claim, told) if claim.mention.kind is Kind.COUNT else ""

    def _is_of_another_film(self, claim: Claim, told: Claim) -> bool:
        is_firm = told.is_governed or (claim.is_governed and claim.mention.kind is Kind.MONEY)
        if not is_firm or UNKNOWN in told.films or not set(claim.films).isdisjoint(told.films):
            return False
        return claim.is_governed or self._text is None or set(told.films).isdisjoint(self._find_named(claim))

    def _find_named(self, claim: Claim) -> set[int]:
        """Return the films that the claim's sentence names anywhere."""
        cues = self._text.sentence_cues(claim.first, claim.end) if self._text else []
        return {number for cue in cues if cue.kind == "film" for number in cue.entities}


def _part_counts(claim: Claim, told: Claim) -> str:
    events = {claim.event, told.event} - {"", "all"}
    if len(events) > 1:
        return "event"
    is_other = claim.result and told.result and _RESULTS[claim.result].isdisjoint(told.words)
    return "result" if is_other else ""


_SUMS = frozenset({"cost", "gross", "opening"})
"""What every film has; other amounts are told in too many words to be told apart by one."""
_RESULTS = {
    "won": word_set("won win wins winning winner awarded earned collected took taken prize prizes"),
    "nominated": word_set("nominated nomination nominations nominee nods shortlisted bids"),
}


def _are_apart(claim: Claim, told: Claim) -> bool:
    """Tell whether the two speak of different amounts, each by a word that leaves no doubt."""
    if claim.group == told.group or not claim.group or not told.group:
        return False
    if _SUMS.isdisjoint((claim.group, told.group)):
        return False
    if told.group == "cost" and claim.group not in _SUMS:
        return False  # what is paid for one thing is spent, too
    if claim.is_weak and not claim.territory:
        return False
    return not told.is_weak


def _is_hedged(told: Claim) -> bool:
    """Tell whether the passage hedges its figure, too: “over a hundred” is said of what is over it."""
    before = told.words[max(told.left - told.first - 4, 0) : told.left - told.first]
    return not _HEDGES.isdisjoint(before)


_TOLD_BY_THE_WAY = frozenset({Kind.DURATION, Kind.MEASURE, Kind.VAGUE})
"""Kinds that films do not have one each of: whose they are, the words around must say."""
_HEDGED = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT})
_HEDGES = word_set(
    """
    over more than above exceeding exceeded under less fewer below nearly almost past beyond topped surpassed
    upwards upward passed least most just up
    """
)


def _tells(claim: Claim) -> bool:
    """Tell whether a value is so particular that it stands nowhere by accident."""
    mention = claim.mention
    return mention.kind in {Kind.COUNT, Kind.MONEY} and mention.value >= _PARTICULAR


def _add_agreement(claim: Claim, told: Claim) -> float:
    added = _TELLING if _tells(claim) else 0.0
    if claim.mention.kind is Kind.MONEY and claim.group and claim.group == told.group:
        added += _SAME_GROUP
    if claim.is_governed and told.is_governed:
        added += _SAME_FILM
    if claim.territory and claim.territory == told.territory:
        added += _SAME_TERRITORY
    if claim.mention.kind in {Kind.COUNT, Kind.VAGUE}:
        counted = name_counted(claim.mention.noun)
        if counted and counted == name_counted(told.mention.noun):
            added += _SAME_COUNTED
    return added
