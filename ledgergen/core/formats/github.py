"""Annotations for GitHub's workflow log, within its limits.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the
rest without a word, so only the gravest ten of each are written, and a last
line says how many there are in all. The whole list belongs into the job
summary (`markdown`), which the command writes there by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Problem
from ledgergen.model.report import Severity

LIMIT = 10
"""Annotations of one kind that a step shows."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class GitHub:
    """The notation `github`."""

    def __init__(self) -> None:
        """Keep the first ten of each severity; they are written last, the gravest first."""
        self._kept: dict[Severity, list[Problem]] = {severity: [] for severity in Severity}

    def open(self) -> str:
        """Nothing can be written before all is known."""
        return ""

    def add(self, result: CheckedFile) -> str:
        """Keep what may be shown."""
        self._keep(result.active)
        return ""

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the annotations and the count."""
        self._keep(across)
        shown = [problem for severity in Severity for problem in self._kept[severity]]
        total = tally.severities.total()
        lines = [render_annotation(problem) for problem in shown]
        if total:
            lines.append(f"{len(shown)} of {total} findings shown")
        return "".join(f"{line}\n" for line in lines)

    def _keep(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            if len(self._kept[problem.severity]) < LIMIT:
                self._kept[problem.severity].append(problem)


def render_annotation(problem: Problem) -> str:
    """Write one workflow command."""
    values = {
        "file": problem.path,
        "line": str(problem.line),
        "endLine": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(max(problem.column, problem.end_column - 1)),
        "title": f"{problem.code} {problem.severity.value}",
    }
    properties = ",".join(f"{name}={_escape(value, is_property=True)}" for name, value in values.items())
    note = f"\n{problem.note}" if problem.note else ""
    return f"::{_COMMANDS[problem.severity]} {properties}::{_escape(problem.message + note)}"


def _escape(text: str, *, is_property: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if is_property else escaped
