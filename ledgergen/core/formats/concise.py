"""One line a problem: `path:line:column: CODE severity message`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Problem


class Concise:
    """The notation `concise`."""

    def open(self) -> str:
        """Nothing stands before the first line."""
        return ""

    def add(self, result: CheckedFile) -> str:
        """Return a line for each open problem."""
        return render_concise(result.active)

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the lines of problems between files."""
        del tally
        return render_concise(across)


def render_concise(problems: Iterable[Problem]) -> str:
    """Write one line a problem."""
    return "".join(f"{render_headline(problem)}\n" for problem in problems)


def render_headline(problem: Problem) -> str:
    """Write where, what code, how grave, and what; without a line end."""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place}: {problem.code} {problem.severity.value} {problem.message}"
