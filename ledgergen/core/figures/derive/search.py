"""Recompute what a sentence states from evidence, by the family of reckonings that its words call for.

Small numbers are easy to reach: among thirty facts some pair always divides to
about three, and some two dates always lie five years apart. A derivation that
merely reaches the number proves nothing; it must fit what the sentence claims.

`reckon_ratio` and `reckon_total` are asked last, and bounded by `luck` alone: by how
many pairs were tried and how wide each might miss. `described` finds for them what other
words may mean as a measure; what `spoken` names is tried before, for there luck has no part.

Ratios and totals are two laws of one `engine` over typed `operand`s: the `scene`
gathers them once for a check, the `view` says how near they are to a figure,
`operation` how a value comes of two of them, and the law which two are meant.
`frames` asks for no word of reckoning, as the sentence names all that the figure may come of.
A figure without a cue asks for nothing else. A derivation keeps its formula with live
inputs (“28262574 / 1900000 = 14.88”).

A figure is searched for up to five times: among facts and what is in print; with
what passages tell, which is dear; for whether its sentence reckons at all; and, if
nothing else proves it, under the bound of luck: over what is at hand, then over
all films that the talk may be of. What is read of the sentence is read once.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.derive.amounts.rate import ANYTHING, find_thing
from ledgergen.core.figures.derive.frames.frame import Frame
from ledgergen.core.figures.derive.kinds.amounts import MeasureLaws, MoneyLaws
from ledgergen.core.figures.derive.kinds.counts import CountLaws, OrdinalLaws, ScoreLaws
from ledgergen.core.figures.derive.kinds.laws import Laws
from ledgergen.core.figures.derive.kinds.ratios import OddsLaws, RatioLaws
from ledgergen.core.figures.derive.kinds.times import AgeLaws, DateLaws, DurationLaws
from ledgergen.core.figures.derive.reread import reread
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Kind
from ledgergen.model.lazy import lazy


class Search:
    """The search for what one figure may be reckoned from."""

    def __init__(self, claim: Claim, scene: Scene) -> None:
        self._claim = claim
        self._scene = scene

    @lazy
    def view(self) -> View:
        """What stands in view of the figure, read by the words of arithmetic around it."""
        return View(claim=reread(self._claim, self._scene.reading), scene=self._scene)

    @lazy
    def laws(self) -> Laws:
        """What a figure of its kind, as those words make it, may be."""
        return _LAWS.get(self.view.claim.mention.kind, Laws)(self.view)

    @lazy
    def frame(self) -> Frame:
        """What its sentence names for it to be reckoned from."""
        return Frame(self.view)

    @property
    def is_rate(self) -> bool:
        """Tell whether the figure is so much for each of a thing, or of a coin."""
        is_return = self._claim.mention.kind is Kind.MONEY and self.view.claim.mention.kind is not Kind.MONEY
        return is_return or self.laws.is_rate

    def find_thing(self) -> str:
        """Return the thing that the figure is a rate by, where it names one: “three a line”."""
        thing = find_thing(View(claim=self._claim, scene=self._scene))
        return "" if thing == ANYTHING else thing


_LAWS: dict[Kind, type[Laws]] = {
    Kind.MONEY: MoneyLaws,
    Kind.MEASURE: MeasureLaws,
    Kind.MULTIPLE: RatioLaws,
    Kind.PERCENT: RatioLaws,
    Kind.FRACTION: RatioLaws,
    Kind.RATIO: OddsLaws,
    Kind.COUNT: CountLaws,
    Kind.ORDINAL: OrdinalLaws,
    Kind.SCORE: ScoreLaws,
    Kind.DURATION: DurationLaws,
    Kind.AGE: AgeLaws,
    Kind.DATE: DateLaws,
}
