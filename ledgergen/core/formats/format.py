"""What a notation must do: write results one by one, so that a run of any size holds one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Problem


class Format(Protocol):
    """A notation in use: `open`, then `add` for each file, then `close`. Texts end with a line end."""

    def open(self) -> str:
        """Return what stands before the first file."""

    def add(self, result: CheckedFile) -> str:
        """Return what is written for one file."""

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return what stands behind the last file; `across` are the problems between files."""
