"""What an audit of a collection counts: shares of proven figures, by verdict, section and source.

A figure is *proven* when its verdict is exact, rounded or derived. What is no
claim (an idiom, a number in a title) is counted apart: it is neither proven
nor missing. A ledger that could not be read stands in the audit too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Problem
from ledgergen.model.report import Figure, Verdict

PROVEN = (Verdict.EXACT, Verdict.ROUNDED, Verdict.DERIVED)
CLAIMS = (*PROVEN, Verdict.CONFLICT, Verdict.UNSUPPORTED, Verdict.STALE, Verdict.NOT_EXAMINED)
"""The verdicts of figures that claim something, in the order of charts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One ledger of the audit."""

    path: str
    proven: int
    claims: int
    flagged: int
    findings: int
    """Problems of form and workflow."""
    error: str = ""
    problems: tuple[Problem, ...] = ()
    """Its flagged figures, and what excuses some of them."""

    @property
    def share(self) -> float:
        """The share of claims that are proven, from 0 to 1; a ledger without claims has proven all."""
        return self.proven / self.claims if self.claims else 1.0


@dataclass(slots=True, kw_only=True)
class Audit:
    """The counts of a collection, filled by `add` as results pass by."""

    tally: Tally = field(default_factory=Tally)
    rows: list[LedgerRow] = field(default_factory=list)
    sections: defaultdict[int | None, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    sources: Counter[str] = field(default_factory=Counter)
    """Source → how many proven figures rest on it."""
    kinds: defaultdict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, result: CheckedFile) -> None:
        """Count one ledger."""
        figures = result.report.figures if result.report else ()
        claims = [figure for figure in figures if figure.verdict is not Verdict.NOT_A_CLAIM]
        for figure in claims:
            self.sections[figure.section][figure.verdict] += 1
            self.kinds[figure.kind][figure.verdict] += 1
            if figure.verdict in PROVEN:
                self.sources[_find_source(figure)] += 1
        flagged = tuple(p for p in result.problems if p.figure is not None)
        self.rows.append(
            LedgerRow(
                path=result.path,
                proven=sum(figure.verdict in PROVEN for figure in claims),
                claims=len(claims),
                flagged=len(flagged),
                findings=sum(p.figure is None for p in result.active) if result.report else 0,
                error=result.error.what if result.error else "",
                problems=flagged,
            )
        )

    @property
    def worst(self) -> list[LedgerRow]:
        """The ledgers with something flagged or unread, the worst first."""
        rows = [row for row in self.rows if row.flagged or row.error]
        return sorted(rows, key=lambda row: (not row.error, -row.flagged, row.share, row.path))


def _find_source(figure: Figure) -> str:
    """Return the source that a proven figure rests on: that of its first agreeing evidence."""
    return next((support.source for support in figure.evidence if support.agrees), "the text itself")


def count_claims(counts: Counter[Verdict]) -> int:
    """Count the figures of one group that claim something."""
    return sum(counts[verdict] for verdict in CLAIMS)


def count_proven(counts: Counter[Verdict]) -> int:
    """Count the proven figures of one group."""
    return sum(counts[verdict] for verdict in PROVEN)
