"""What a model is asked to mend: flagged figures and errors, by section, with what the evidence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ledgergen.core.article.form import SECTIONS
from ledgergen.model.report import Figure, Report, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the evidence says where a figure failed."""

    label: str
    """Its id, or the word for evidence that cannot be cited."""
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFigure:
    """A figure to be mended."""

    text: str
    context: str
    """The sentence around it."""
    verdict: str
    reason: str
    allowed: tuple[Allowed, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A finding to be mended."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSection:
    """A section to be mended, and everything that is wrong with it."""

    number: int
    figures: tuple[FailedFigure, ...]
    findings: tuple[Complaint, ...]

    @property
    def key(self) -> str:
        """Its key in a reply."""
        return SECTIONS[self.number - 1].key


def find_failed(text: str, report: Report, bodies: tuple[range, ...]) -> Iterator[FailedSection]:
    """Yield what a model can mend: flagged figures and errors inside a section's body.

    `bodies` are the offsets of the four bodies in `text`. They and not the
    headings decide, since a body may hold a heading that it should not. What
    is wrong outside of them is not the model's to mend.
    """
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    errors = [
        (line_starts[finding.line - 1] + finding.column - 1, finding)
        for finding in report.findings
        if finding.severity is Severity.ERROR
    ]
    for number, body in enumerate(bodies, 1):
        figures = [figure for figure in report.flagged if figure.start in body]
        findings = [finding for at, finding in errors if at in body]
        if figures or findings:
            yield FailedSection(
                number=number,
                figures=tuple(_build_figure(text, figure) for figure in figures),
                findings=tuple(Complaint(code=f.code, message=f.message) for f in findings),
            )


def _build_figure(text: str, figure: Figure) -> FailedFigure:
    return FailedFigure(
        text=figure.text,
        context=_find_sentence(text, figure),
        verdict=figure.verdict.value,
        reason=figure.reason,
        allowed=tuple(
            Allowed(label=f"[{support.id}]", statement=support.statement) for support in figure.evidence
        ),
        suggestion=figure.suggestion,
    )


def _find_sentence(text: str, figure: Figure) -> str:
    # Good enough to point at: an abbreviation only makes it shorter.
    line_start = text.rfind("\n", 0, figure.start) + 1
    line_end = text.find("\n", figure.end)
    line_end = len(text) if line_end == -1 else line_end
    start = max((text.rfind(mark, line_start, figure.start) + 2 for mark in (". ", "! ", "? ")), default=0)
    ends = [end for mark in (". ", "! ", "? ") if (end := text.find(mark, figure.end, line_end)) != -1]
    return text[max(start, line_start) : min(ends, default=line_end - 1) + 1].strip()
