"""What a ruling stands on: how far it looked about in its text, and which other figures it asked for.

A text that is checked again after a change need not be ruled upon as a whole
(`core.figures.kept`). So that nobody has to know by heart what each rule reads,
the text's reading notes it while they read: every stretch of tokens that is asked
for through it, and what goes by no stretch at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.facts.datum import Datum

NOWHERE = 1 << 60
"""The least token of what has looked at none."""


class Footing:
    """What the rulings on the figures of one sentence stand on. It grows while they are made."""

    __slots__ = ("asked", "high", "low", "nouns", "stated")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.low = NOWHERE
        self.high = 0
        """Between which tokens the text was looked at; outside of the text, too."""
        self.asked: set[int] = set()
        """The figures whose proof was asked for, by number."""
        self.stated: dict[int, tuple[Datum, Sequence[int]]] = {}
        """The facts of which it was asked where the whole text states them, and the figures that do."""
        self.nouns: set[str] = set()
        """What the figures count: of these it is asked whether the text has the word anywhere."""

    def look(self, first: int, end: int) -> None:
        """Note that the text was looked at between two tokens."""
        if first < self.low:  # noqa: PLR1730  `min` takes twice as long, and this is asked by the thousand
            self.low = first
        if end > self.high:  # noqa: PLR1730
            self.high = end
