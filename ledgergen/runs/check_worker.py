"""Judge one ledger: what a worker process does, and what comes back from it.

A judged ledger comes back packed, in the very form in which the cache keeps
it, so that a report from the cache and a fresh one take the same way from
there on.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from ledgergen.adapters.check_cache import pack, unpack
from ledgergen.codec import report_from_json, report_to_json
from ledgergen.core.article.parse import parse_article
from ledgergen.core.collection.inspection import LedgerFile, Policy, judge_text, weigh
from ledgergen.core.collection.mending import Mended, mend
from ledgergen.errors import LedgergenError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.report import Report
from ledgergen.ports import EvidenceSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What judging needs beside the text."""

    sources: Sequence[EvidenceSource]
    seeds: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """That texts are to be mended, and how."""

    policy: Policy
    unsafe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One ledger to judge."""

    file: LedgerFile
    mending: Mending | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What judging one text came to: a packed report, or the error that prevented one."""

    mended: Mended | None = None
    """Where the text was to be mended and changed by it; the report is then of the new text."""

    packed: bytes = b""
    evidence: str | None = None
    """The fingerprint of the evidence it was judged by; None where that cannot be told."""
    error: LedgergenError | None = None


def judge(task: Task, bench: Bench) -> Judged:
    """Judge a ledger against its film's dossier. Never raises: a failure is part of the answer."""
    text = task.file.text
    try:
        film = find_film(text)
        before = fingerprint(film, bench.sources)
        dossier = find_dossier(film, bench.sources)
        report = judge_text(text, dossier, seeds=bench.seeds)
        mended = None
        if task.mending is not None:
            mended = _mend(task.file, report, task.mending, dossier=dossier, seeds=bench.seeds)
            if mended is not None:
                report = judge_text(mended.text, dossier, seeds=bench.seeds)
        packed = pack_report(report, has_dossier=dossier is not None)
        # A dossier that was changed while it was read may not be kept under either name.
        is_sure = before == fingerprint(film, bench.sources) and not _is_broken(report, dossier)
        evidence = before if is_sure else None
    except LedgergenError as error:
        return Judged(error=error)
    except Exception as error:  # noqa: BLE001 - one ledger's failure is that ledger's alone
        return Judged(error=explain_crash(error))
    return Judged(packed=packed, evidence=evidence, mended=mended)


def _is_broken(report: Report, dossier: Dossier | None) -> bool:
    """Tell whether the checker failed on a figure, which it may not do again with more memory."""
    return dossier is not None and report.examined < report.found


def _mend(
    file: LedgerFile, report: Report, mending: Mending, *, dossier: Dossier | None, seeds: Sequence[str]
) -> Mended | None:
    """Mend what is open; what is ignored, waived or approved stays as it is."""
    weighed = weigh(report, file, policy=mending.policy)
    if file.approval is not None and not mending.unsafe:
        return None
    open_ids = {problem.figure.id if problem.figure else problem.code for problem in weighed.active}
    mended = mend(
        file.text,
        judge=lambda text: judge_text(text, dossier, seeds=seeds),
        dossier=dossier,
        wanted=lambda code, figure_id: (figure_id or code) in open_ids,
        unsafe=mending.unsafe,
    )
    return None if mended.text == file.text else mended


def explain_crash(error: BaseException) -> LedgergenError:
    """Say a defect of the checker as an error about the ledger that met it."""
    return LedgergenError(
        "the check of this ledger failed",
        because=f"{type(error).__name__}: {error}",
        fix="report it as a defect of ledgergen, with this file",
    )


def find_film(text: str) -> FilmRef | None:
    """Return the film that a ledger's front matter names, or None."""
    movie_id = parse_article(text).movie_id
    return None if movie_id is None else FilmRef(movie_id=movie_id)


def find_dossier(film: FilmRef | None, sources: Sequence[EvidenceSource]) -> Dossier | None:
    """Return what the first source that knows the film says.

    Raises:
        DossierError, SourceError: the evidence cannot be read.
    """
    if film is None:
        return None

    async def ask() -> Dossier | None:
        for source in sources:
            if dossier := await source.gather(film):
                return dossier
        return None

    return asyncio.run(ask())


def fingerprint(film: FilmRef | None, sources: Sequence[EvidenceSource]) -> str | None:
    """Name what the sources would read about a film, or None where one of them cannot tell."""
    if film is None:
        return "no film"
    names = []
    for source in sources:
        tell = getattr(source, "fingerprint", None)
        name = tell(film) if tell else None
        if name is None:
            return None
        names.append(name)
    return " ".join([str(film.movie_id), *names])


def pack_report(report: Report, *, has_dossier: bool) -> bytes:
    """Return a report in the form that the cache keeps."""
    value = {"has_dossier": has_dossier, "report": report_to_json(report)}
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpack_report(packed: bytes) -> tuple[Report, bool]:
    """Return the report, and whether it had a dossier.

    Raises:
        ValueError, KeyError, TypeError: it is damaged.
    """
    value = json.loads(unpack(packed).decode("utf-8", "surrogatepass"))
    return report_from_json(value["report"]), bool(value["has_dossier"])
