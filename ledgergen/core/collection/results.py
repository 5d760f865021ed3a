"""What checking a collection comes to: one result a file, and the totals over all of them.

Totals are counted as results pass by, so a run over any number of files holds
one file's result at a time. They are honest by construction: every file that
was named or found is counted, whether it could be read or not, and figures
that were found are counted apart from those that were examined.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from ledgergen.core.collection.mending import Mended
from ledgergen.core.listing import Excuse, Problem
from ledgergen.errors import LedgergenError
from ledgergen.model.report import Report, Severity, Verdict


class FailLevel(StrEnum):
    """From which severity on a finding makes the run fail."""

    NONE = "none"
    ERROR = "error"
    WARNING = "warning"
    ANY = "any"

    def includes(self, severity: Severity) -> bool:
        """Tell whether findings of this severity fail the run."""
        return severity in _FAILING[self]


_FAILING = {
    FailLevel.NONE: frozenset[Severity](),
    FailLevel.ERROR: frozenset({Severity.ERROR}),
    FailLevel.WARNING: frozenset({Severity.ERROR, Severity.WARNING}),
    FailLevel.ANY: frozenset(Severity),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What checking one file came to: a report, or the error that prevented one."""

    path: str
    """As the user would write it, with forward slashes."""
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    """In reading order, excused ones among them; a failure is one too."""
    has_dossier: bool = False
    """Without one, no figure was examined."""
    error: LedgergenError | None = None
    is_missing: bool = False
    """Whether the path was named and is not there: a mistake in the command, not in the file."""
    is_folder: bool = False
    """Whether it is about a folder that was not searched; it then counts as no file."""
    n_ignored: int = 0
    """Problems that the configuration leaves out."""
    mended: Mended | None = None
    """What `--fix` did; the report is then of the mended text."""
    diff: str = ""
    """The same as a unified diff."""
    n_gone: int = 0
    """Entries of the baseline that no problem needs any more."""

    @property
    def active(self) -> tuple[Problem, ...]:
        """The problems that nothing excuses."""
        return tuple(problem for problem in self.problems if problem.suppression is None)


@dataclass(slots=True, kw_only=True)
class Tally:
    """The totals of a run, filled by `add` as results pass by."""

    files: int = 0
    unread: int = 0
    """Of `files`: those without a report."""
    missing: int = 0
    """Of `unread`: paths that were named and are not there."""
    clean: int = 0
    without_dossier: int = 0
    found: int = 0
    examined: int = 0
    ignored: int = 0
    gone: int = 0
    fixable: int = 0
    unsafe: int = 0
    """Problems that only `--unsafe-fixes` takes away."""
    open_unexamined: int = 0
    """Problems that say something was not read or examined, and that nothing excuses."""
    severities: Counter[Severity] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    excused: Counter[Excuse] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    files_with_problems: int = 0
    mended: int = 0
    """Files that were mended."""
    mended_figures: int = 0
    excluded: int = 0
    """Files that the configuration leaves out."""
    cached: int = 0
    """Reports taken from the cache."""

    def add(self, result: CheckedFile) -> None:
        """Count one file."""
        if result.is_folder:
            for problem in result.problems:
                self.add_problem(problem)
            return
        self.files += 1
        self.ignored += result.n_ignored
        self.gone += result.n_gone
        if result.mended is not None:
            self.mended += 1
            self.mended_figures += result.mended.n_figures
        if result.report is None:
            self.unread += 1
            self.missing += result.is_missing
        else:
            self.found += result.report.found
            self.examined += result.report.examined
            self.verdicts.update(figure.verdict for figure in result.report.figures)
            self.without_dossier += not result.has_dossier
        active = result.active
        self.clean += not active
        self.files_with_problems += bool(active)
        self.excused.update(p.suppression.excuse for p in result.problems if p.suppression)
        for problem in active:
            self.add_problem(problem)

    def add_problem(self, problem: Problem) -> None:
        """Count one open problem."""
        self.severities[problem.severity] += 1
        self.codes[problem.code] += 1
        self.fixable += problem.is_fixable
        self.unsafe += problem.fix is not None and not problem.is_fixable
        self.open_unexamined += problem.code in _UNEXAMINED

    @property
    def not_examined(self) -> int:
        """How many figures were found and could not be judged."""
        return self.found - self.examined

    def fails(self, level: FailLevel) -> bool:
        """Tell whether an open problem reaches the level."""
        return any(count for severity, count in self.severities.items() if level.includes(severity))

    @property
    def is_incomplete(self) -> bool:
        """Tell whether something was not read or not examined, and nobody has excused it."""
        return self.open_unexamined > 0


_UNEXAMINED = frozenset({"LG104", "LG911", "LG913"})
