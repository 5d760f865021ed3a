"""What became of one film, whoever drafted it and wherever it is written down."""

from __future__ import annotations

from ledgergen.core.batch.sums import count_flags
from ledgergen.core.drafting.flow import Outcome
from ledgergen.errors import (
    HandEditedError,
    LedgergenError,
    ModelAccessError,
    ModelQuotaError,
    RunStoppedError,
    StoreError,
)
from ledgergen.model.batch import FilmOutcome, State
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef

_ENDING = (RunStoppedError, ModelAccessError, ModelQuotaError, StoreError)


def ends_run(problem: Exception) -> bool:
    """Tell what no film of a run can escape from what is wrong with one film."""
    return isinstance(problem, _ENDING) and not isinstance(problem, HandEditedError)


def build_outcome(dossier: Dossier, draft: Outcome) -> FilmOutcome:
    """Sum a draft up; where it is written is not known yet."""
    report = draft.report
    assert report.model is not None
    return FilmOutcome(
        movie_id=dossier.movie_id,
        state=State.CLEAN if draft.is_clean else State.HELD,
        title=dossier.title,
        dossier_sha256=report.dossier_sha256,
        n_figures=report.found,
        n_flagged=len(report.flagged),
        flags=count_flags(report),
        n_rounds=draft.n_rounds,
        usage=report.model.usage,
        n_reused=sum(exchange.reply.is_reused for exchange in draft.exchanges),
        cost_usd=report.model.cost_usd,
    )


def fail_film(film: FilmRef, problem: Exception) -> FilmOutcome:
    """Make what is wrong with a film its outcome; a defect of ours is told as one."""
    kind = type(problem).__name__
    if not isinstance(problem, LedgergenError):
        kind = "internal error"
        problem = LedgergenError(
            f"ledgergen itself failed on film {film.movie_id}: {problem!r}",
            because="this is a defect of ledgergen, not of your input",
            fix="report it; `ledgergen -v draft` on this film shows where",
        )
    return FilmOutcome(
        movie_id=film.movie_id,
        state=State.FAILED,
        title=film.title or "",
        problem=str(problem),
        kind=kind,
    )
