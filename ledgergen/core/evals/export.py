"""Make a case of what an editor decided about a ledger.

The draft as it was taken in is the text, and the editor's decisions are its
labels. What was corrected or removed is wrong and must be flagged; what was
waived because the checker misread it, or because it is part of a title or
name, must not be. Every other flag stays as it was: that a figure is true and
no source says so is no reason to let it pass next time.

A case with a misread figure fails until the check is mended: that is its use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ledgergen.codec import to_canonical_json
from ledgergen.core.review.state import State
from ledgergen.model.report import Report, Severity
from ledgergen.model.review import Kind

MISREAD = frozenset({"checker_misread", "title_or_name"})
"""Reasons of a waiver that say the flag was wrong."""


def list_labels(state: State, report: Report) -> tuple[str, ...]:
    """Return the figures of the draft that must be flagged, in reading order where they are flagged today.

    `report` is of `state.draft`.
    """
    misread = Counter(event.exact for event in state.waived.values() if event.reason in MISREAD)
    labels = []
    for figure in report.flagged:
        if misread[figure.text]:
            misread[figure.text] -= 1
        else:
            labels.append(figure.text)
    missed = Counter(_list_wrong(state)) - Counter(labels)
    return (*labels, *missed.elements())


def _list_wrong(state: State) -> Iterator[str]:
    """Yield the words of the draft that editors replaced or took out."""
    for event in state.events:
        is_wrong = event.kind in {Kind.CORRECTED, Kind.REMOVED} and event.rev not in state.undone
        if is_wrong and event.exact and event.exact in state.draft:
            yield event.exact


def render_case(state: State, report: Report, *, title: str, ledger: str, dossier: str) -> str:
    """Write the case file; `ledger` and `dossier` are the paths it names."""
    labels = list_labels(state, report)
    has_errors = any(finding.severity is Severity.ERROR for finding in report.findings)
    outcome = "held" if labels or has_errors else "clean"
    said = to_canonical_json(list(labels))
    return (
        "schema: case/1\n"
        f"says: {to_canonical_json(f'What editors decided about the draft of {title}.')}\n"
        f"dossier: {to_canonical_json(dossier)}\n"
        f"ledger: {to_canonical_json(ledger)}\n"
        f"expect: {{outcome: {outcome}, flagged: {said}}}\n"
    )
