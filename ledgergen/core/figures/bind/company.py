"""Figures that stand together in a passage and in the text.

Whoever retells a passage changes its words and keeps its figures together: the
gallons beside the multiple, the year of the purchase beside its price. So a
figure that the text states beside another one of the same passage is likelier
that passage's. In one sentence with it, it is so likely that a word which would
part the two (a “cost” that is a “price”, a film that the passage names only
as the standard) does not: where the passage has nothing else that could be
meant there, and tells the figures in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.signs import compare_nouns
from ledgergen.core.figures.passages.words import is_person
from ledgergen.model.lazy import lazy

_MOST_MET = 2
_LONELY = frozenset({Kind.DURATION, Kind.MEASURE, Kind.PERCENT, Kind.FRACTION})
_TEN = 10
_FILMS = frozenset({"film", "picture", "movie", "production"})
_DAYS = frozenset({"day", "month"})
_GOING_ON = frozenset({Kind.DURATION, Kind.MEASURE, Kind.PERCENT})
_FAR = 30
"""Tokens on either side within which figures are in company."""
_FEW = 2
"""Numbers up to this stand beside everything."""


class Company:
    """The figures that a text states beside one claim."""

    def __init__(self, claim: Claim, text: Reading | None, passages: PassageIndex | None) -> None:
        self._claim = claim
        self._passages = passages
        self._text = text

    @lazy
    def _near(self) -> list[Mention]:
        left, right = self._claim.left - _FAR, self._claim.right + _FAR
        return [mention for mention in self._find_between(left, right) if mention.value > _FEW]

    @lazy
    def _in_sentence(self) -> list[Mention]:
        return self._find_between(self._claim.first, self._claim.end)

    def _find_between(self, first: int, end: int) -> list[Mention]:
        """Return the other figures between two tokens; none where there are no passages to have them."""
        if self._text is None or self._passages is None:
            return []
        own = self._claim.mention.start
        between = self._text.mentions_between(first, end)
        return [mention for mention in between if mention.start != own and not mention.not_a_claim]

    def count_met(self, figure: PlacedFigure) -> int:
        """Count the figures beside the claim that a passage has beside its figure, too."""
        if self._passages is None or not self._near:
            return 0
        there = {
            _identify(other.mention)
            for sentence in range(figure.sentence - 1, figure.sentence + 2)
            for other in self._passages.find_figures(sentence)
            if other is not figure
        }
        return min(sum(_identify(mention) in there for mention in self._near), _MOST_MET)

    def is_lone(self, figure: PlacedFigure) -> bool:
        """Tell whether a passage's figure can be meant whatever film the passage names beside it.

        It can where it is a date, a length, a share or a larger count that they have but once,
        and the claim's sentence says no amount or event of a film's, nor a title that it would be of.
        """
        claim, passages = self._claim, self._passages
        mention = claim.mention
        is_telling = mention.kind in _LONELY or (mention.kind is Kind.DATE and mention.unit in _DAYS)
        is_own = bool(name_counted(mention.noun)) or is_person(mention.noun)
        is_same = not is_own and mention.value >= _TEN
        is_same = is_same and compare_nouns(mention.noun, figure.mention.noun) == 1
        is_telling = is_telling or (mention.kind is Kind.COUNT and is_same)
        if passages is None or self._text is None or not claim.is_weak or not is_telling:
            return False
        cues = self._text.sentence_cues(claim.first, claim.end)
        titled = {n for cue in cues if cue.kind == "film" and not cue.is_weak for n in cue.entities}
        is_of_film = claim.words[:1] == ("the",) and not _FILMS.isdisjoint(claim.words[1:2])
        return titled.isdisjoint(claim.films) and not is_of_film and not _stands_elsewhere(figure, passages)

    def goes_on(self, figure: PlacedFigure) -> bool:
        """“The hum lasts thirty minutes, the stare nine”: a bare number goes on in the unit said before."""
        mention, there = self._claim.mention, figure.mention
        if mention.kind is not Kind.COUNT or mention.noun or there.kind not in _GOING_ON:
            return False
        before = [m for m in self._in_sentence if m.end <= mention.start]
        return bool(before) and (before[-1].kind, before[-1].unit) == (there.kind, there.unit)

    def is_told_with(self, figure: PlacedFigure) -> bool:
        """Tell whether one sentence of the passages has the claim's figures, and only this one for it."""
        passages, own = self._passages, self._claim.mention
        if passages is None or not self._in_sentence:
            return False
        beside = [f.mention for f in passages.find_figures(figure.sentence) if f is not figure]
        said = {_identify(m): m for m in self._in_sentence if m.value != own.value}
        met = [m for m in beside if _identify(m) in said]
        if all(m.value <= _FEW for m in met) or _stands_elsewhere(figure, passages):
            return False
        alike = [m for m in beside if _are_alike(m, figure.mention)]
        return all(_identify(m) in said for m in alike) and all(
            (m.start < figure.mention.start) == (said[_identify(m)].start < own.start) for m in alike
        )


def _stands_elsewhere(figure: PlacedFigure, passages: PassageIndex) -> bool:
    """Tell whether the passages have the value for another thing of the kind."""
    numbers: Iterable[int] = dict.fromkeys(passages.by_value.get(figure.mention.low, ()))
    same = (passages.figures[number].mention for number in numbers)
    return any(m.start != figure.mention.start and _are_alike(m, figure.mention) for m in same)


def _are_alike(one: Mention, other: Mention) -> bool:
    return one.kind is other.kind and one.unit == other.unit


def _identify(mention: Mention) -> tuple[Kind, Decimal, str]:
    """Return what two figures share that state the same thing."""
    return mention.kind, mention.low, mention.unit
