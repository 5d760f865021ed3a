"""Check a whole ledger: its figures against the evidence, its form against the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledgergen.core.article.parse import parse_article
from ledgergen.core.article.rules import check_article
from ledgergen.core.checking import Rechecked, check_prepared, recheck
from ledgergen.core.figures.kept.stand import Kept
from ledgergen.core.figures.prepared import PreparedDossier, prepare
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Figure, Report, Verdict

NO_DOSSIER = "V00"


def check_ledger(text: str, dossier: Dossier | None, *, seeds: Sequence[str] = ()) -> Report:
    """Check figures and form in one report. Never raises.

    Without a dossier the form is checked all the same, and every figure that
    claims something is `not_examined`.
    """
    return check_ledger_prepared(text, None if dossier is None else prepare(dossier), seeds=seeds)


def check_ledger_prepared(
    text: str, prepared: PreparedDossier | None, *, seeds: Sequence[str] = ()
) -> Report:
    """Check a ledger as `check_ledger` does, against a dossier made ready before; never raises."""
    report = check_prepared(text, prepared or prepare(Dossier(movie_id=0, title="")))
    return _check_form(report, text, prepared.dossier if prepared else None, seeds)


def recheck_ledger(
    text: str, prepared: PreparedDossier, *, since: Kept | None, seeds: Sequence[str] = ()
) -> Rechecked:
    """Check a ledger as `check_ledger_prepared` does, sparing what holds `since` a check; never raises."""
    report, kept = recheck(text, prepared, since)
    return Rechecked(_check_form(report, text, prepared.dossier, seeds), kept)


def _check_form(report: Report, text: str, dossier: Dossier | None, seeds: Sequence[str]) -> Report:
    findings = check_article(text, dossier=dossier, seeds=seeds)
    if dossier is not None:
        return replace(report, findings=(*report.findings, *findings))
    movie_id = parse_article(text).movie_id
    return replace(
        report,
        movie_id=movie_id,
        figures=tuple(_leave_open(figure, movie_id) for figure in report.figures),
        findings=(*report.findings, *findings),
    )


def _leave_open(figure: Figure, movie_id: int | None) -> Figure:
    if not figure.flagged:
        return figure
    whose = "this text" if movie_id is None else f"film {movie_id}"
    return replace(
        figure,
        verdict=Verdict.NOT_EXAMINED,
        rule=NO_DOSSIER,
        reason=f"there is no dossier for {whose} to check it against",
        evidence=(),
        suggestion=None,
    )
