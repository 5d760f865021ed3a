"""What rulings stand on, kept with them for the next check of nearly the same text."""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.kept.imprint import Imprint
from ledgergen.core.figures.mention import Ruling
from ledgergen.core.figures.prepared import PreparedDossier
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What the rulings on one sentence's figures stand on, in the tokens and figures of its text."""

    numbers: range
    low: int
    high: int
    asked: frozenset[int]
    """Figures of other sentences."""
    stated: tuple[tuple[Datum, tuple[int, ...]], ...]
    nouns: frozenset[str]
    was_bound: bool
    is_bound: bool
    """Whether the passages had been bound before the first ruling, and behind the last."""
    is_wide: bool
    """They may have read anything."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A check, kept for the next one of nearly the same text against the same dossier."""

    prepared: PreparedDossier
    imprint: Imprint
    rulings: Sequence[Ruling]
    stands: dict[int, Stand]
    """By sentence; only of those that have figures."""

    @property
    def text(self) -> str:
        """What was checked."""
        return self.imprint.document.text
