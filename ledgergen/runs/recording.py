"""Make cases: of a live run, with its record, and of what editors decided; replay a record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.adapters.records import (
    Record,
    RecordCompleter,
    RecordingCompleter,
    build_record,
    save_record,
)
from ledgergen.codec import to_canonical_json
from ledgergen.core.article.rules import check_article
from ledgergen.core.article.slug import build_stem
from ledgergen.core.checking import check as check_figures
from ledgergen.core.drafting.flow import Outcome
from ledgergen.core.drafting.kit import DraftKit
from ledgergen.core.evals.draft_case import DraftRun
from ledgergen.core.evals.export import render_case
from ledgergen.core.review.state import State
from ledgergen.errors import LedgergenError, ModelError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.report import Report
from ledgergen.ports import Completer, EvidenceSource
from ledgergen.runs.draft import gather_dossier, write_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a record came to when it was replayed."""

    record: Record
    outcome: Outcome | None
    error: ModelError | None
    """What was recorded in place of a draft, raised again."""

    @property
    def text_sha256(self) -> str | None:
        """Hash of the ledger; None where the run ended without one."""
        return self.outcome.report.text_sha256 if self.outcome else None

    @property
    def is_same(self) -> bool:
        """Tell whether the ledger is the recorded one, to the byte."""
        return self.text_sha256 == self.record.text_sha256


async def replay_record(record: Record, *, kit: DraftKit, in_order: bool = False) -> Replayed:
    """Run the recorded draft again with nothing but the record.

    Raises:
        ModelUnavailableError: a prompt is asked that the record does not hold.
    """
    completer = RecordCompleter(record, in_order=in_order)
    bounded = replace(kit, max_rounds=record.max_repairs)
    try:
        outcome = await write_draft(record.dossier, completer=completer, kit=bounded)
    except ModelError as error:
        if record.text_sha256 is not None or completer.n_left or not _is_recorded(error, record):
            raise
        return Replayed(record=record, outcome=None, error=error)
    return Replayed(record=record, outcome=outcome, error=None)


def _is_recorded(error: ModelError, record: Record) -> bool:
    """Tell whether the draft failed then as well, and not for want of an answer."""
    return "the record of" not in error.what and bool(record.answers)


async def record_draft(
    film: FilmRef,
    *,
    sources: Sequence[EvidenceSource],
    completer: Completer,
    kit: DraftKit,
    folder: Path,
) -> tuple[Path, Path, str]:
    """Draft a film and write record and case; return case, record, and how the draft ended.

    Raises:
        NoEvidenceError, SourceError, DossierError: as `gather_dossier`.
        StoreError: a file could not be written.
    """
    dossier = await gather_dossier(film, sources=sources)
    recording = RecordingCompleter(completer)
    reports: list[Report] = []

    def check(text: str, evidence: Dossier) -> Report:
        reports.append(check_figures(text, evidence))
        return reports[-1]

    outcome: Outcome | None = None
    error: LedgergenError | None = None
    try:
        outcome = await write_draft(dossier, completer=recording, kit=kit, check=check)
    except ModelError as problem:
        error = problem
    run = DraftRun(
        dossier=dossier,
        asked=tuple(recording.asked),
        outcome=outcome,
        error=error,
        first=reports[0] if reports else None,
    )
    record = build_record(
        run.asked,
        model=recording.name,
        dossier=dossier,
        max_repairs=kit.max_rounds,
        text_sha256=outcome.report.text_sha256 if outcome else None,
    )
    stem = build_stem(dossier.movie_id, dossier.title)
    record_path, case_path = folder / f"{stem}.record.json", folder / f"{stem}.yaml"
    save_record(record, record_path)
    write_text_atomically(case_path, _render_case(run, record_path.name, recording.name))
    return case_path, record_path, run.ending


def _render_case(run: DraftRun, record: str, model: str) -> str:
    flagged = [figure.text for figure in run.first.flagged] if run.first else []
    left = [figure.text for figure in run.outcome.report.flagged] if run.outcome else []
    lines = [
        "schema: case/1",
        f"says: {to_canonical_json(f'What {model} wrote about {run.dossier.title}.')}",
        f"record: {to_canonical_json(record)}",
        "expect:",
        f"  outcome: {run.ending}",
    ]
    if run.error is not None:
        lines.append(f"  error: {type(run.error).__name__}")
    if run.outcome is not None:
        lines.append(f"  rounds: {run.outcome.n_rounds}")
        lines.append(
            "  # Exactly these are wrong in the first draft; take out what is right, add what was missed."
        )
        lines.append(f"  flagged: {to_canonical_json(flagged)}")
        lines.append(f"  left: {to_canonical_json(left)}")
    return "\n".join(lines) + "\n"


def export_decisions(
    state: State, *, title: str, dossier: Dossier, seeds: tuple[str, ...], folder: Path
) -> Path:
    """Write a ledger in review as a case: its draft, its facts, and the editors' labels; return the case.

    Raises:
        StoreError: a file could not be written.
    """
    report = check_figures(state.draft, dossier)
    findings = check_article(state.draft, dossier=dossier, seeds=seeds)
    report = replace(report, findings=(*report.findings, *findings))
    stem = f"{build_stem(state.movie_id, title)}-decided"
    ledger, facts = f"ledgers/{stem}.md", f"dossiers/{stem}.json"
    for name in (ledger, facts):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    value = dossier.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"schema": "dossier/1"}
    write_text_atomically(folder / ledger, state.draft)
    write_text_atomically(folder / facts, json.dumps(value, indent=1, ensure_ascii=False) + "\n")
    case = render_case(state, report, title=title, ledger=ledger, dossier=facts)
    path = folder / f"{stem}.yaml"
    write_text_atomically(path, case)
    return path
