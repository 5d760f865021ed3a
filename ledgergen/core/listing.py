"""Reports as lists of problems, and the two forms that people read.

A `Problem` is one thing to look at, whether a figure or a rule of form raised
it: a code, a place in a file, a message, and what to do. Machines get the same
problems in other notations; all of them start here, so that one report reads
the same everywhere.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledgergen.core.codes import CODE_OF_VERDICT
from ledgergen.model.report import Figure, Finding, Report, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


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


class LineIndex:
    """Lines and columns of a text's offsets. Built once, then logarithmic."""

    def __init__(self, text: str) -> None:
        """Find where the lines start; `\\n` ends a line."""
        self._text = text
        self._starts = [0]
        self._starts.extend(at + 1 for at, char in enumerate(text) if char == "\n")

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset in code points."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Return a line without its end, or "" where the text has no such line."""
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return self._text[start:end].removesuffix("\r")


def list_problems(report: Report, *, text: str, path: str) -> tuple[Problem, ...]:
    """List what the report flags and finds, in reading order."""
    lines = LineIndex(text)
    problems = [_from_figure(figure, lines, path) for figure in report.flagged]
    problems += [_from_finding(finding, lines, path) for finding in report.findings]
    return tuple(sorted(problems, key=lambda p: (p.line, p.column, _ORDER[p.severity], p.code)))


def _from_figure(figure: Figure, lines: LineIndex, path: str) -> Problem:
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
    )


def _from_finding(finding: Finding, lines: LineIndex, path: str) -> Problem:
    source_line = lines.line_text(finding.line)
    return Problem(
        code=finding.code,
        severity=finding.severity,
        path=path,
        line=finding.line,
        column=finding.column,
        end_column=finding.end_column or finding.column + 1,
        message=finding.message,
        source_line=source_line,
    )


def render_concise(problems: Iterable[Problem]) -> str:
    """Write one line a problem: `path:line:column: CODE severity message`."""
    return "".join(f"{_headline(problem)}\n" for problem in problems)


def render_full(problems: Iterable[Problem], *, width: int = 100) -> str:
    """Write each problem with its place in the line, the evidence and the fix."""
    return "\n".join(_render_block(problem, width) for problem in problems)


def _headline(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place}: {problem.code} {problem.severity.value} {problem.message}"


def _render_block(problem: Problem, width: int) -> str:
    gutter = f"{problem.line:>5} | "
    excerpt, caret_at, caret_length = _cut_window(problem, width - len(gutter))
    lines = [_headline(problem)]
    if excerpt.strip():
        lines.append(gutter + excerpt)
        lines.append(" " * (len(gutter) - 2) + "| " + " " * caret_at + "^" * caret_length)
    if problem.note:
        lines.append(f"   evidence  {problem.note}")
    if problem.fix:
        lines.append(f"        fix  {problem.fix!r}")
    return "\n".join(lines) + "\n"


def _cut_window(problem: Problem, width: int) -> tuple[str, int, int]:
    """Cut the stretch of a long line that shows the problem; return it, and the caret's place and length.

    A paragraph is one line in a ledger: shown whole it would bury the figure.
    """
    line = problem.source_line.replace("\t", " ")
    start = min(problem.column - 1, len(line))
    length = max(1, min(problem.end_column - problem.column, len(line) - start))
    if len(line) <= width:
        return line, start, length
    left = max(0, min(start - width // 3, len(line) - width))
    right = left + width
    # Whole words only, and an ellipsis where something is missing.
    if left and (space := line.find(" ", left, start)) != -1:
        left = space + 1
    if right < len(line) and (space := line.rfind(" ", start + length, right)) != -1:
        right = space
    head, tail = ("… " if left else ""), (" …" if right < len(line) else "")
    return head + line[left:right] + tail, len(head) + start - left, min(length, right - start)


def count_severities(problems: Sequence[Problem]) -> dict[Severity, int]:
    """Count the problems by severity; all three are always there."""
    return {severity: sum(p.severity is severity for p in problems) for severity in Severity}
