"""A bare number that takes up a ratio: “four times its budget, and later six”, “a fifth, or 20”."""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.figures.derive.amounts.ratio import Ratio
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.reread import go_on, read_apposed
from ledgergen.core.figures.derive.view import View
from ledgergen.model.lazy import lazy


class BareRatio:
    """What a bare number goes on from, or stands for, as a ratio."""

    def __init__(self, view: View) -> None:
        self._view = view

    def find(self) -> Derivation | None:
        """Return the ratio among facts and what is in print."""
        found = self._gapped.find() if self._gapped else None
        return found or (self._apposed.find() if self._apposed else None)

    def find_told(self) -> Derivation | None:
        """Return the ratio with an amount that passages tell."""
        found = self._gapped.find_told() if self._gapped else None
        return found or (self._apposed.find_told() if self._apposed else None)

    @lazy
    def _gapped(self) -> Ratio | None:
        gapped = go_on(self._view.claim, self._view.reading)
        return Ratio(replace(self._view, claim=gapped), is_gapped=True) if gapped else None

    @lazy
    def _apposed(self) -> Ratio | None:
        apposed = read_apposed(self._view.claim, self._view.reading)
        return Ratio(replace(self._view, claim=apposed)) if apposed else None
