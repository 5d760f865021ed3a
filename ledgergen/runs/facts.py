"""What `ledgergen facts` does, in order: fetch, add, compare, refresh what is published.

A *stale* ledger is one whose figures its evidence no longer proves. `refresh`
fetches again for every published ledger and checks its text against what is
known then; the ledger itself is not touched.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledgergen.adapters.ledger_texts import load_ledger_text
from ledgergen.adapters.sources.at_hand import EvidenceAtHand
from ledgergen.core.article.parse import parse_article
from ledgergen.core.checking import check
from ledgergen.core.sources.merge import find_topic
from ledgergen.errors import LedgergenError, SourceError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.report import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What refreshing the evidence of one published ledger came to."""

    path: Path
    movie_id: int | None = None
    stale: tuple[Figure, ...] = ()
    """Figures that the evidence of today does not prove."""
    n_changed: int = 0
    """Facts that came, went or changed."""
    gaps: tuple[str, ...] = ()
    error: LedgergenError | None = None


def find_published(folder: Path) -> tuple[Path, ...]:
    """Return the published ledgers of a folder, by name."""
    return tuple(sorted(folder.glob("*.md"))) if folder.is_dir() else ()


async def refresh_published(paths: Sequence[Path], *, evidence: EvidenceAtHand) -> AsyncIterator[Refreshed]:
    """Fetch the evidence of each ledger again and check its text against it, one after the other."""
    for path in paths:
        try:
            yield await _refresh_one(path, evidence)
        except LedgergenError as error:
            yield Refreshed(path=path, error=error)


async def _refresh_one(path: Path, evidence: EvidenceAtHand) -> Refreshed:
    text = load_ledger_text(path)
    movie_id = parse_article(text).movie_id
    if movie_id is None:
        raise SourceError("it names no film", because="its front matter has no movieId", fix="mend it")
    film = FilmRef(movie_id=movie_id)
    before = await evidence.find(film)
    fetched = await evidence.fetch(film)
    after = await evidence.find(film)
    if after is None:
        raise SourceError(
            f"nothing is known about film {movie_id}",
            because="neither files nor services know it",
            fix="give its facts in facts/",
        )
    stale = tuple(figure for figure in check(text, after).figures if figure.flagged)
    return Refreshed(
        path=path,
        movie_id=movie_id,
        stale=stale,
        n_changed=_count_changes(before, after),
        gaps=fetched.dossier.gaps if fetched.dossier and fetched.lost else (),
    )


def _count_changes(before: Dossier | None, after: Dossier) -> int:
    old = {(find_topic(f), f.value) for f in (before.facts if before else ())}
    new = {(find_topic(f), f.value) for f in after.facts}
    return len(old ^ new)
