"""Check ledger files: find each one's dossier, check form and figures, change nothing.

One file's failure stays its own: it is reported beside the others' results,
and never counts as clean.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledgergen.adapters.ledger_texts import load_ledger_text
from ledgergen.core.article.parse import parse_article
from ledgergen.core.ledger import check_ledger
from ledgergen.core.listing import Problem, list_problems
from ledgergen.errors import InputError, LedgergenError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.report import Report
from ledgergen.ports import EvidenceSource


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What checking one file came to: a report, or the error that prevented one."""

    path: str
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    has_dossier: bool = False
    """Without one, no figure was examined."""
    error: LedgergenError | None = None

    @property
    def is_incomplete(self) -> bool:
        """Tell whether something in it went unexamined."""
        return self.report is None or self.report.examined < self.report.found


def find_ledger_paths(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files named, and the Markdown files below the folders named, in order, each once.

    Raises:
        InputError: a path does not exist, or no file was found at all.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(path.rglob("*.md"))))
        elif path.exists():
            found[path] = None
        else:
            raise InputError(
                f"there is no file or folder {str(path)!r}", fix="check the path; nothing was checked"
            )
    if not found:
        where = ", ".join(repr(str(path)) for path in paths)
        raise InputError(
            f"found no ledger in {where}",
            because="no file there ends in .md",
            fix="name a file or another folder",
        )
    return tuple(found)


def check_files(
    paths: Iterable[Path], *, sources: Sequence[EvidenceSource], seeds: Sequence[str]
) -> Iterator[CheckedFile]:
    """Check the files one after the other, yielding each result as it is there."""
    for path in paths:
        try:
            yield check_text(load_ledger_text(path), path=str(path), sources=sources, seeds=seeds)
        except LedgergenError as error:
            yield CheckedFile(path=str(path), error=error)


def check_text(
    text: str, *, path: str, sources: Sequence[EvidenceSource], seeds: Sequence[str]
) -> CheckedFile:
    """Check one ledger's text; `path` names it in the results.

    Raises:
        DossierError, SourceError: its evidence cannot be read.
    """
    dossier = _find_dossier(text, sources)
    report = check_ledger(text, dossier, seeds=seeds)
    return CheckedFile(
        path=path,
        report=report,
        problems=list_problems(report, text=text, path=path),
        has_dossier=dossier is not None,
    )


def _find_dossier(text: str, sources: Sequence[EvidenceSource]) -> Dossier | None:
    movie_id = parse_article(text).movie_id
    if movie_id is None:
        return None

    async def ask() -> Dossier | None:
        for source in sources:
            if dossier := await source.gather(FilmRef(movie_id=movie_id)):
                return dossier
        return None

    return asyncio.run(ask())
