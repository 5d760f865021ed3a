"""Each problem with its stretch of the line, a caret, the evidence and the fix: for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.formats.concise import render_headline
from ledgergen.core.listing import Problem


class Full:
    """The notation `full`."""

    def __init__(self) -> None:
        """An empty line stands between any two blocks, and none at either end."""
        self._has_blocks = False

    def open(self) -> str:
        """Nothing stands before the first problem."""
        return ""

    def add(self, result: CheckedFile) -> str:
        """Return a block for each open problem."""
        return self._part(render_full(result.active))

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the blocks of problems between files."""
        del tally
        return self._part(render_full(across))

    def _part(self, blocks: str) -> str:
        separator = "\n" if blocks and self._has_blocks else ""
        self._has_blocks = self._has_blocks or bool(blocks)
        return separator + blocks


def render_full(problems: Iterable[Problem], *, width: int = 100) -> str:
    """Write each problem with its place in the line, the evidence and the fix."""
    return "\n".join(_render_block(problem, width) for problem in problems)


def _render_block(problem: Problem, width: int) -> str:
    gutter = f"{problem.line:>5} | "
    excerpt, caret_at, caret_length = _cut_window(problem, width - len(gutter))
    lines = [render_headline(problem)]
    if excerpt.strip():
        lines.append(gutter + excerpt)
        lines.append(" " * (len(gutter) - 2) + "| " + " " * caret_at + "^" * caret_length)
    if problem.note:
        lines.append(f"   evidence  {problem.note}")
    if problem.fix:
        unsafe = "" if problem.is_fixable else "   (--unsafe-fixes)"
        lines.append(f"        fix  {problem.fix!r}{unsafe}")
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
    return head + line[left:right] + tail, len(head) + start - left, max(1, min(length, right - start))
