"""The frame of a figure: the formulas that its sentence allows, and whether it may be anything else.

It stands only where nothing else is named: each amount in print beside the figure is one that its
formulas take. Then exactness is the proof. Where the words leave no other matter open, the frame is
*settled*: the same figure as a fact of something else, in a passage, or of two other amounts is luck.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.derive.amounts.choice import find_choice
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.frames import words as lexicon
from ledgergen.core.figures.derive.frames.beside import find_beside
from ledgergen.core.figures.derive.frames.formula import NONE, Formulas
from ledgergen.core.figures.derive.frames.parts import find_parts, is_named
from ledgergen.core.figures.derive.frames.said import Said
from ledgergen.core.figures.derive.other_subject import find_other_subject
from ledgergen.core.figures.derive.otherwise import Instead, choose
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.model.lazy import lazy


class Frame:
    """What one figure may be of the amounts that its sentence names."""

    def __init__(self, view: View) -> None:
        """Read the sentence when first asked."""
        self._view = view

    def find(self) -> Derivation | None:
        """Return the formula that makes the figure."""
        mention, formulas = self._mention, self._read.meant
        scale = self._scale
        return next((f.derive() for f in formulas if agree(mention, f.value * scale)), None)

    def find_reversed(self) -> Derivation | None:
        """Return what makes the figure if the two films are exchanged."""
        mention, scale = self._mention, self._scale
        return next((f.derive() for f in self._read.reversed if agree(mention, f.value * scale)), None)

    @property
    def is_settled(self) -> bool:
        """Tell whether the figure may be nothing else."""
        return self._read.is_settled

    def find_instead(self) -> Instead | None:
        """Return what the figure would be."""
        return choose(self._list_instead(), self._mention) if self.is_settled else None

    def _list_instead(self) -> Iterator[Instead]:
        for formula in self._read.meant:
            yield Instead(value=formula.value * self._scale, derivation=formula.derive())

    @property
    def _scale(self) -> int:
        return 100 if self._mention.kind is Kind.PERCENT else 1

    @lazy
    def _mention(self) -> Mention:
        """The figure, a bare number read as a multiple or as minutes where the sentence says so."""
        mention, said = self._view.claim.mention, self._said
        if mention.hedge is Hedge.OVER and self._is_ending:
            mention = replace(mention, hedge=Hedge.NONE)
        is_weekends = mention.precision < 1 and mention.noun in _WEEKENDS  # “worth 3.2 opening weekends”
        if mention.kind is not Kind.COUNT or not (is_weekends or mention.noun in _PLAIN):
            return mention
        if "minutes" in said.known and not lexicon.LONGER.isdisjoint(self._view.behind(1)):
            return replace(mention, kind=Kind.DURATION, unit="minute", noun="")
        if mention.precision < 1 or said.has(lexicon.RATIO):
            return replace(mention, kind=Kind.MULTIPLE, noun="", unit="times")
        return mention

    @property
    def _is_ending(self) -> bool:
        """“*A* is over ten minutes sooner than *B*”: what is over has ended."""
        is_over = self._view.reading.words_between(self._view.claim.left - 2, self._view.claim.left)
        return (is_over in _IS_OVER or self._view.before(2) in _IS_OVER) and not _SOONER.isdisjoint(
            self._view.behind(1)
        )

    @lazy
    def _said(self) -> Said:
        return Said(self._view)

    @lazy
    def _read(self) -> Formulas:
        mention, said = self._mention, self._said
        kind = mention.kind
        is_minutes = kind is Kind.DURATION and mention.unit == "minute"
        if not (is_minutes or kind in _RATIOS) or mention.is_range or said.titles is None or said.is_crowded:
            return NONE
        if "again" in said.known or "again" in mention.text or find_choice(self._view) is not None:
            return NONE  # “a third as much again”, “on the lower figure”
        if is_minutes or len({title.film for title in said.titles}) > 1:
            found = find_beside(said, Kind.PERCENT if kind is Kind.FRACTION else kind)
        elif find_other_subject(self._view):
            return NONE  # “the rival earned five times its cost”
        else:
            found = find_parts(said, is_multiple=kind is Kind.MULTIPLE)
        return found if is_named(said, [*found.meant, *found.reversed]) else NONE


_RATIOS = frozenset({Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE})
_IS_OVER = {("is", "over"), ("was", "over")}
_SOONER = frozenset({"sooner", "earlier", "before"})
_WEEKENDS = frozenset({"weekend", "weekends", "opening weekend", "opening weekends", "opening"})
_PLAIN = frozenset({"", "worldwide", "abroad"})
