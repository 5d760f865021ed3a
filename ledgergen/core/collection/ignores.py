"""Ignore comments: a finding set aside where it stands, by name and with a reason.

    <!-- ledgergen: ignore-next LG102 text="$62 million" reason="the studio's own claim, quoted" -->
    <!-- ledgergen: ignore-file LG306 reason="…" -->

`ignore-next` reaches to the next line that has text, which in a ledger is a
whole paragraph; `text` narrows it to findings on exactly these words.
`ignore-file` reaches over the whole file. Codes and reason are required: an
ignore without them excuses nothing. An ignore that excuses nothing, or names a
code that does not exist, is itself a finding.

The comments are taken out before a text is judged, so that neither a number in
a reason is a figure nor the comment itself a slip of form. Offsets are carried
back to the text as it stands in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ledgergen.core.lines import LineIndex
from ledgergen.model.report import Report

_COMMENT = re.compile(r"<!--[ \t]*ledgergen:(?P<body>[^>\r\n]{0,600}?)-->")
_BODY = re.compile(
    r"\s*(?P<scope>ignore-next|ignore-file)(?P<codes>(?:[\s,]+LG\w+)*)"
    r"(?:\s+text=\"(?P<text>[^\"]*)\")?(?:\s+reason=\"(?P<reason>[^\"]*)\")?\s*"
)
_MARK = "ledgergen:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """One ignore comment. Places are of the file, 1-based."""

    codes: tuple[str, ...]
    reason: str
    text: str | None
    line: int
    column: int
    end_column: int
    target: int | None
    """The line it reaches; None for the whole file, 0 where nothing follows."""
    problem: str = ""
    """Why it cannot be read, or nothing."""

    def covers(self, code: str, *, line: int, marked: str) -> bool:
        """Tell whether it is about this finding."""
        return (
            code in self.codes
            and (self.target is None or self.target == line)
            and (self.text is None or self.text == marked)
        )


class _Cut(NamedTuple):
    at: int
    """Where in the stripped text something is missing."""
    removed: int
    """How many code points are missing up to there, this cut included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """A text without its ignore comments, and the way back."""

    text: str
    ignores: tuple[Ignore, ...]
    cuts: tuple[_Cut, ...]

    def restore(self, offset: int) -> int:
        """Return where in the file an offset of the stripped text stands."""
        index = bisect_right(self.cuts, offset, key=lambda cut: cut.at)
        return offset + (self.cuts[index - 1].removed if index else 0)


def strip_ignores(text: str) -> Stripped:
    """Take the ignore comments out of a text; a line that held nothing else goes with its end."""
    if _MARK not in text:
        return Stripped(text=text, ignores=(), cuts=())
    lines = LineIndex(text)
    kept: list[str] = []
    cuts: list[_Cut] = []
    ignores: list[Ignore] = []
    position = removed = 0
    for match in _COMMENT.finditer(text):
        start, end = _widen(text, match.start(), match.end())
        start = max(start, position)
        kept.append(text[position:start])
        removed += end - start
        cuts.append(_Cut(start - removed + (end - start), removed))
        position = end
        ignores.append(_read(match, lines))
    kept.append(text[position:])
    return Stripped(text="".join(kept), ignores=tuple(_aim(ignores, lines)), cuts=tuple(cuts))


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the whole line where the comment has it to itself."""
    left = start
    while left and text[left - 1] in " \t":
        left -= 1
    right = end
    while right < len(text) and text[right] in " \t":
        right += 1
    is_alone = (not left or text[left - 1] in "\r\n") and (right == len(text) or text[right] in "\r\n")
    if not is_alone:
        return start, end
    if text.startswith("\r\n", right):
        return left, right + 2
    return left, min(right + 1, len(text))


def _read(match: re.Match[str], lines: LineIndex) -> Ignore:
    line, column = lines.locate(match.start())
    body = _BODY.fullmatch(match["body"])
    problem = 'it is not of the form: ignore-next CODE reason="…"' if body is None else ""
    codes = tuple(re.findall(r"LG\w+", body["codes"])) if body else ()
    reason = (body["reason"] or "").strip() if body else ""
    if body and not codes:
        problem = "it names no code"
    return Ignore(
        codes=codes,
        reason=reason,
        text=body["text"] if body else None,
        line=line,
        column=column,
        end_column=column + match.end() - match.start(),
        target=None if body and body["scope"] == "ignore-file" else 0,
        problem=problem,
    )


def _aim(ignores: list[Ignore], lines: LineIndex) -> Iterator[Ignore]:
    """Give each `ignore-next` the line it reaches: the next one with words of its own."""
    own_lines = {ignore.line for ignore in ignores}
    for ignore in ignores:
        if ignore.target is None:
            yield ignore
            continue
        target = 0
        for line in range(ignore.line + 1, min(lines.count, ignore.line + 50) + 1):
            if line not in own_lines and lines.line_text(line).strip():
                target = line
                break
        yield replace(ignore, target=target)


def restore_report(report: Report, stripped: Stripped, text: str, *, text_sha256: str) -> Report:
    """Return the report of a stripped text as one of the text in the file."""
    if not stripped.cuts:
        return report
    before, after = LineIndex(stripped.text), LineIndex(text)
    figures = []
    for figure in report.figures:
        start, end = stripped.restore(figure.start), stripped.restore(figure.end - 1) + 1
        figures.append(replace(figure, start=start, end=end, text=text[start:end]))
    findings = []
    for finding in report.findings:
        offset = stripped.restore(before.offset(finding.line, finding.column))
        line, column = after.locate(offset)
        width = (finding.end_column or finding.column) - finding.column
        end_column = None if finding.end_column is None else column + width
        findings.append(replace(finding, line=line, column=column, end_column=end_column))
    return replace(report, text_sha256=text_sha256, figures=tuple(figures), findings=tuple(findings))
