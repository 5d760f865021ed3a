"""One Markdown table, for a comment under a pull request or a job summary.

The first line is an invisible mark by which a script finds its earlier comment
and replaces it, in place of adding one with every push. The table ends after
`LIMIT` rows or `MAX_CHARS`, because GitHub refuses a comment of more than 65,536 characters;
the count below says how many findings there are in all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Problem
from ledgergen.model.report import Severity

MARK = "<!-- ledgergen check -->"
LIMIT = 150
MAX_CHARS = 60_000
_MAX_CELL = 250
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


class Markdown:
    """The notation `markdown`."""

    def __init__(self) -> None:
        """Keep the rows until the gravest can come first."""
        self._kept: dict[Severity, list[Problem]] = {severity: [] for severity in Severity}

    def open(self) -> str:
        """Return the mark."""
        return f"{MARK}\n"

    def add(self, result: CheckedFile) -> str:
        """Keep what may be shown."""
        self._keep(result.active)
        return ""

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the table and the totals."""
        self._keep(across)
        kept = [problem for severity in Severity for problem in self._kept[severity]]
        rows: list[str] = []
        room = MAX_CHARS
        for problem in kept[:LIMIT]:
            row = _render_row(problem)
            room -= len(row)
            if room < 0:
                break
            rows.append(row)
        total = tally.severities.total()
        lines = []
        if rows:
            lines += ["| Where | Code | Severity | What | Fix |", "|---|---|---|---|---|"]
            lines += [*rows, ""]
        shown = f" ({len(rows)} shown)" if len(rows) < total else ""
        lines.append(
            f"{total} findings{shown} in {tally.files} files · {tally.found} figures found, "
            f"{tally.examined} examined, {tally.not_examined} not examined"
        )
        return "".join(f"{line}\n" for line in lines)

    def _keep(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            if len(self._kept[problem.severity]) < LIMIT:
                self._kept[problem.severity].append(problem)


def _render_row(problem: Problem) -> str:
    where = _cell(f"{problem.path}:{problem.line}:{problem.column}")
    message = _cell(problem.message + (f" Evidence: {problem.note}" if problem.note else ""))
    return f"| {where} | {problem.code} | {problem.severity.value} | {message} | {_cell(problem.fix or '')} |"


def _cell(text: str) -> str:
    """Write text so that it is shown as it is, on one line, within its cell."""
    cut = text if len(text) <= _MAX_CELL else f"{text[: _MAX_CELL - 1]}…"
    return _SPECIAL.sub(r"\\\1", " ".join(cut.split()))
