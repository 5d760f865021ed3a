"""Reports as lists of problems: one shape for figures, findings of form and failures.

A `Problem` is one thing to look at: a code, a place in a file, a message, and
what to do. `core.formats` writes the same problems in every notation, so that
one report reads the same everywhere. What an ignore comment, a waiver or a
baseline excuses stays a problem and carries its `Suppression`: it is counted
and can be shown, and only does not count against the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledgergen.core.article.fix import FIXABLE
from ledgergen.core.codes import CODE_OF_VERDICT
from ledgergen.core.collection.rules import RULES as COLLECTION_RULES
from ledgergen.core.lines import LineIndex
from ledgergen.core.waivers import fingerprint_figure, fingerprint_finding
from ledgergen.errors import LedgergenError
from ledgergen.model.report import Figure, Finding, Report, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Excuse(StrEnum):
    """What excuses a problem."""

    COMMENT = "comment"
    WAIVER = "waiver"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Why a problem does not count."""

    excuse: Excuse
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to look at. Lines and columns are 1-based, columns in code points."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    end_column: int
    """Exclusive; on the same line."""
    message: str
    source_line: str
    fix: str | None = None
    """A replacement for the marked text, where there is one."""
    note: str = ""
    """Where the evidence stands."""
    figure: Figure | None = None
    """The figure behind it; None for problems of form."""
    fingerprint: str = ""
    """The same for the same claim or slip, wherever it stands (`core.waivers`)."""
    is_fixable: bool = False
    """Whether `--fix` takes it away; a figure's unsafe replacement does not count."""
    suppression: Suppression | None = None

    @property
    def marked(self) -> str:
        """The words it is about."""
        return self.source_line[self.column - 1 : self.end_column - 1]


def list_problems(report: Report, *, text: str, path: str) -> tuple[Problem, ...]:
    """List what the report flags and finds, in reading order."""
    lines = LineIndex(text)
    problems = [_from_figure(figure, report, text, lines, path) for figure in report.flagged]
    problems += [_from_finding(finding, report, lines, path) for finding in report.findings]
    return sort_problems(problems)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in reading order, the graver one first where two stand in one place."""
    return tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column, _ORDER[p.severity], p.code)))


_SEVERITY_OF_FAILURE = {rule.code: rule.severity for rule in COLLECTION_RULES}


def build_failure(code: str, error: LedgergenError, *, path: str) -> Problem:
    """Return the problem of a file that could not be read or checked."""
    parts = (error.what, error.because, error.fix and f"try: {error.fix}")
    return Problem(
        code=code,
        severity=_SEVERITY_OF_FAILURE[code],
        path=path,
        line=1,
        column=1,
        end_column=1,
        message="; ".join(part for part in parts if part),
        source_line="",
        fingerprint=fingerprint_finding(code, error.what, movie_id=None, marked=error.because),
    )


def _from_figure(figure: Figure, report: Report, text: str, lines: LineIndex, path: str) -> Problem:
    line, column = lines.locate(figure.start)
    source_line = lines.line_text(line)
    against = [support for support in figure.evidence if not support.agrees] or list(figure.evidence)
    return Problem(
        code=CODE_OF_VERDICT[figure.verdict],
        severity=Severity.ERROR,
        path=path,
        line=line,
        column=column,
        end_column=min(column + figure.end - figure.start, len(source_line) + 1),
        message=f"{figure.text!r}: {figure.reason}",
        source_line=source_line,
        fix=figure.suggestion,
        note="; ".join(f"{support.statement} [{support.id}, {support.source}]" for support in against[:2]),
        figure=figure,
        fingerprint=fingerprint_figure(figure, movie_id=report.movie_id, text=text),
    )


def _from_finding(finding: Finding, report: Report, lines: LineIndex, path: str) -> Problem:
    source_line = lines.line_text(finding.line)
    end_column = finding.end_column or finding.column + 1
    marked = source_line[finding.column - 1 : end_column - 1]
    return Problem(
        code=finding.code,
        severity=finding.severity,
        path=path,
        line=finding.line,
        column=finding.column,
        end_column=end_column,
        message=finding.message,
        source_line=source_line,
        fingerprint=fingerprint_finding(
            finding.code, finding.message, movie_id=report.movie_id, marked=marked
        ),
        is_fixable=finding.code in FIXABLE,
    )
