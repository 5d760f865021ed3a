"""What follows from a text and its evidence alone: the checker's word on every figure.

Whoever corrects a ledger has nearly the same text checked again by the same evidence.
So beside a dossier that was made ready lies what the last check by it has kept, and
the next one spares itself what the change has no bearing on (`core.figures.kept`). It
says the same; but a text that somebody signs for is checked as a whole. The first check
by a dossier has nothing to rest on: whoever has time before it is asked for makes one
ahead, of the text as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from ledgergen.codec import hash_text, report_from_json
from ledgergen.core.article.parse import parse_article
from ledgergen.core.article.rules import check_article
from ledgergen.core.checking import CHECKER, recheck
from ledgergen.core.figures.kept.stand import Kept
from ledgergen.core.figures.prepared import prepare
from ledgergen.core.ledger import check_ledger_prepared, recheck_ledger
from ledgergen.core.review.review import ReviewedFigure, list_figures
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Report


@dataclass(frozen=True, slots=True)
class HashedDossier:
    """A dossier that can be a key: told from others by its content's hash."""

    dossier: Dossier | None = field(compare=False)
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check came to."""

    report: Report
    figures: tuple[ReviewedFigure, ...]
    """As they are before anybody has decided anything."""
    title: str
    year: int | None


class _Evidence:
    """A dossier made ready, and the last check by it."""

    def __init__(self, dossier: Dossier) -> None:
        self.prepared = prepare(dossier)
        self.kept: Kept | None = None


@lru_cache(maxsize=256)
def _prepare(dossier: HashedDossier) -> _Evidence | None:
    """Return a dossier made ready: whoever decides has the same ledger checked again and again.

    One takes a third of a megabyte, and a seventh of the time of a check; what is kept of a check of
    sixty figures takes half as much.
    """
    return None if dossier.dossier is None else _Evidence(dossier.dossier)


class CheckText(Protocol):
    """Checks a text of a film against its evidence."""

    def __call__(self, text: str, movie_id: int, dossier: HashedDossier, *, is_whole: bool) -> Checked:
        """Check a text; with `is_whole`, resting on no check before."""
        ...


def check_text(
    text: str, movie_id: int, dossier: HashedDossier, *, seeds: Sequence[str], is_whole: bool = False
) -> Checked:
    """Check a text; with `is_whole`, resting on no check before."""
    evidence = _prepare(dossier)
    if evidence is None or is_whole:
        report = check_ledger_prepared(text, evidence.prepared if evidence else None, seeds=seeds)
    else:
        report, evidence.kept = recheck_ledger(text, evidence.prepared, since=evidence.kept, seeds=seeds)
    return _build_checked(report, text, movie_id, dossier)


def check_ahead(text: str, dossier: HashedDossier) -> None:
    """Check a text for the sake of the next check, which is of nearly the same; nothing where that is done.

    What it rests on is kept in this process, as of any check, and forgotten as of any.
    """
    evidence = _prepare(dossier)
    if evidence is None or (evidence.kept is not None and evidence.kept.text == text):
        return
    _, evidence.kept = recheck(text, evidence.prepared, evidence.kept)


def read_check(
    report_json: Mapping[str, Any],
    text: str,
    movie_id: int,
    dossier: HashedDossier,
    *,
    seeds: Sequence[str] | None,
) -> Checked | None:
    """Return what `check_text` would, from a report that this checker made of this text and evidence.

    None where it is of another text, of other evidence, or of another checker. The form is looked at
    anew, for a report does not say by which seeds it was judged; without `seeds` the caller knows that
    it was by today's, and takes the findings as they are.
    """
    made_of = [report_json.get(name) for name in ("text_sha256", "dossier_sha256", "checker")]
    if dossier.dossier is None or made_of != [hash_text(text), dossier.key, CHECKER]:
        return None
    try:
        told = report_from_json(report_json)
    except (KeyError, ValueError, TypeError):
        return None
    report = Report(
        movie_id=dossier.dossier.movie_id or None,
        text_sha256=hash_text(text),
        dossier_sha256=dossier.key,
        checker=CHECKER,
        figures=told.figures,
        findings=told.findings
        if seeds is None
        else check_article(text, dossier=dossier.dossier, seeds=seeds),
        sources=dossier.dossier.sources,
    )
    return _build_checked(report, text, movie_id, dossier)


def _build_checked(report: Report, text: str, movie_id: int, dossier: HashedDossier) -> Checked:
    article = parse_article(text)
    return Checked(
        report=report,
        figures=list_figures(report, text=text, movie_id=movie_id, dossier=dossier.dossier),
        title=article.movie_title or article.film or f"Film {movie_id}",
        year=article.year,
    )
