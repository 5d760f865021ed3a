"""What follows from a text and its evidence alone: the checker's word on every figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from ledgergen.core.article.parse import parse_article
from ledgergen.core.figures.prepared import PreparedDossier, prepare
from ledgergen.core.ledger import check_ledger_prepared
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


@lru_cache(maxsize=64)
def _prepare(dossier: HashedDossier) -> PreparedDossier | None:
    """Return a dossier made ready: whoever decides has the same ledger checked again and again."""
    return None if dossier.dossier is None else prepare(dossier.dossier)


CheckText: TypeAlias = Callable[[str, int, HashedDossier], Checked]
"""Checks a text of a film against its evidence."""


def check_text(text: str, movie_id: int, dossier: HashedDossier, *, seeds: Sequence[str]) -> Checked:
    """Check a text."""
    report = check_ledger_prepared(text, _prepare(dossier), seeds=seeds)
    article = parse_article(text)
    return Checked(
        report=report,
        figures=list_figures(report, text=text, movie_id=movie_id, dossier=dossier.dossier),
        title=article.movie_title or article.film or f"Film {movie_id}",
        year=article.year,
    )
