"""What a run of one case yields, whatever its suite's kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ledgergen.core.metrics import Share
from ledgergen.model.report import Report

UNSCORED: Final = "unscored"
"""In place of a value: it was not measured, and the reason stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unscored:
    """A measure that this run could not take."""

    because: str


Measure = Share | Decimal | Unscored


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One thing a case expects, and whether it was so."""

    name: str
    is_met: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One request and what came back, for the reader of a report."""

    asked: str
    """Its last message: what is about this film, or what is to be mended."""
    said: str
    """The reply as it came, or the error in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen in one run of one case."""

    tests: tuple[Test, ...]
    measures: Mapping[str, Measure]
    text: str = ""
    """The ledger that came of it, if one did."""
    report: Report | None = None
    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should see of it: the faults that survived, say."""
    unscored: str = ""
    """Why the case was not run at all, or empty."""
    hashes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_passed(self) -> bool:
        """Tell whether everything was as expected; a case that was not run did not pass."""
        return not self.unscored and all(test.is_met for test in self.tests)
