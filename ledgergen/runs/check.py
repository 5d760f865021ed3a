"""Check a collection of ledgers: find, judge, weigh, and change nothing.

    paths ─ find ─▶ texts ─┬─ in the cache? ────────────▶ report ─ weigh ─▶ CheckedFile
                           └─ judge (all cores) ─ keep ─▶ report ─┘

Results come in the order of the files, one at a time, so that a run over any
number of ledgers takes the memory of a few. One file's failure stays its own:
it is a result beside the others and never counts as clean.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ledgergen.adapters.check_cache import ReportCache, build_key
from ledgergen.adapters.claim_store import ClaimStore
from ledgergen.adapters.collection import Collection, Unusable
from ledgergen.adapters.ledger_texts import load_ledger_text, rewrite_ledger
from ledgergen.codec import hash_json, hash_text
from ledgergen.core.collection.consistency import compare_claims, extract_claims
from ledgergen.core.collection.inspection import LedgerFile, Policy, weigh
from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Problem, build_failure
from ledgergen.errors import ArticleError, LedgergenError
from ledgergen.model.film import FilmRef
from ledgergen.model.report import Approval
from ledgergen.runs.check_pool import Pool
from ledgergen.runs.check_worker import (
    Bench,
    Judged,
    Mending,
    Task,
    find_film,
    fingerprint,
    judge,
    unpack_report,
)

UNREAD, LOOP, FAILED = "LG911", "LG912", "LG913"
_REPORT_SUFFIX = ".report.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckKit:
    """What a check runs with."""

    bench: Bench
    policy: Policy = field(default_factory=Policy)
    root: Path
    """The project's root: globs and baselines go by paths from here."""
    cache_path: Path | None = None
    n_workers: int | None = None
    """None takes all cores."""
    mending: Mending | None = None
    """How to mend what is found; None mends nothing."""
    dry: bool = False
    """Whether mended texts are only shown (`CheckedFile.diff`) and not written."""


@dataclass(frozen=True, slots=True)
class _Input:
    """One file on its way: its text and where it stands, or what prevented that."""

    path: Path
    file: LedgerFile | None = None
    key: bytes | None = None
    packed: bytes | None = None
    failure: CheckedFile | None = None


class Check:
    """One run. Iterate over it once, to the end; then `tally` and `across` are whole."""

    def __init__(self, kit: CheckKit, paths: Sequence[Path]) -> None:
        """Check these files and folders."""
        self._kit = kit
        self._collection = Collection(paths, is_excluded=self._is_excluded)
        self._seeds_sha256 = hash_json("seeds/1", list(kit.bench.seeds))
        self._open_paths: set[str] = set()
        self.tally = Tally()
        self.across: tuple[Problem, ...] = ()
        """The problems between files."""
        self.notes: tuple[str, ...] = ()
        """What did not work as meant and changes no result."""

    def __iter__(self) -> Iterator[CheckedFile]:
        """Yield each file's result."""
        cache = ReportCache(self._kit.cache_path)
        pool = Pool(self._kit.bench, n_workers=self._kit.n_workers)
        with closing(cache), closing(pool), closing(ClaimStore()) as claims:
            for result, text in self._run(cache, pool):
                self.tally.add(result)
                if result.active:
                    self._open_paths.add(result.path)
                if result.report is not None:
                    claims.add(extract_claims(result.report, text=text, path=result.path))
                yield result
            self.across = tuple(self._compare(claims))
            for problem in self.across:
                self.tally.add_problem(problem)
            n_more = len({problem.path for problem in self.across} - self._open_paths)
            self.tally.files_with_problems += n_more
            self.tally.clean -= n_more
            self.tally.excluded = self._collection.n_excluded
            self.notes = (cache.problem,) if cache.problem else ()

    def _run(self, cache: ReportCache, pool: Pool) -> Iterator[tuple[CheckedFile, str]]:
        """Read, look up, judge what is not known, and weigh; in order."""
        for given, judged in pool.run(self._plan(cache)):
            yield self._finish(given, judged, cache)

    def _plan(self, cache: ReportCache) -> Iterator[tuple[_Input, Task | None]]:
        """Say of each input what is to be done: nothing where it failed or its report is known."""
        for given in self._read(cache):
            if given.file is None:
                yield given, None
            elif given.packed is None or self._is_mendable(given.file, given.packed):
                yield given, Task(file=given.file, mending=self._kit.mending)
            else:
                yield given, None

    def _is_mendable(self, file: LedgerFile, packed: bytes) -> bool:
        if self._kit.mending is None:
            return False
        report, has_dossier = unpack_report(packed)
        weighed = weigh(report, replace(file, has_dossier=has_dossier), policy=self._kit.policy)
        return any(p.is_fixable or (self._kit.mending.unsafe and p.fix) for p in weighed.active)

    def _read(self, cache: ReportCache) -> Iterator[_Input]:
        for found in self._collection:
            if isinstance(found, Unusable):
                yield _Input(found.path, failure=_explain_unusable(found))
                continue
            try:
                text = load_ledger_text(found)
                approval = load_approval(found)
            except LedgergenError as error:
                yield _Input(found, failure=build_failed(found, UNREAD, error))
                continue
            try:
                key = self._build_key(text, cache)
            except LedgergenError as error:
                yield _Input(found, failure=build_failed(found, FAILED, error))
                continue
            packed = None if key is None else cache.get(key)
            self.tally.cached += packed is not None
            file = LedgerFile(
                path=found.as_posix(),
                text=text,
                relative_path=find_relative(found, self._kit.root),
                approval=approval,
            )
            yield _Input(found, file=file, key=key, packed=packed)

    def _build_key(self, text: str, cache: ReportCache) -> bytes | None:
        if self._kit.cache_path is None:
            return None
        evidence = fingerprint(_find_film(text, cache), self._kit.bench.sources)
        return None if evidence is None else self._name(text, evidence)

    def _name(self, text: str, evidence: str) -> bytes:
        return build_key(text_sha256=hash_text(text), evidence=evidence, seeds_sha256=self._seeds_sha256)

    def _finish(self, given: _Input, judged: Judged | None, cache: ReportCache) -> tuple[CheckedFile, str]:
        """Return the file's result, and the text that it is about."""
        if given.failure is not None or given.file is None:
            assert given.failure is not None
            return given.failure, ""
        file, packed, diff = given.file, given.packed or b"", ""
        if judged is not None and judged.error is not None:
            return build_failed(given.path, FAILED, judged.error), ""
        if judged is not None:
            packed = judged.packed
            if judged.mended is not None:
                diff = render_diff(file.text, judged.mended.text, path=file.path)
                file = replace(file, text=judged.mended.text)
                try:
                    self._write(given.path, before=given.file.text, after=file.text)
                except LedgergenError as error:
                    return build_failed(given.path, FAILED, error), ""
            if given.key is not None and judged.evidence is not None:
                # Named anew: the evidence may have changed between asking for the key and judging.
                cache.put(self._name(file.text, judged.evidence), packed)
        report, has_dossier = unpack_report(packed)
        result = weigh(report, replace(file, has_dossier=has_dossier), policy=self._kit.policy)
        mended = judged.mended if judged else None
        return replace(result, mended=mended, diff=diff), file.text

    def _write(self, path: Path, *, before: str, after: str) -> None:
        if not self._kit.dry:
            rewrite_ledger(path, before=before, after=after)

    def _is_excluded(self, path: Path) -> bool:
        return self._kit.policy.selection.is_excluded(find_relative(path, self._kit.root))

    def _compare(self, claims: ClaimStore) -> Iterator[Problem]:
        selection = self._kit.policy.selection
        for disputed in claims.find_disputed():
            for problem in compare_claims(disputed):
                if selection.is_selected(
                    problem.code, path=find_relative(Path(problem.path), self._kit.root)
                ):
                    yield problem


def _find_film(text: str, cache: ReportCache) -> FilmRef | None:
    """Return the film that a text names: reading a head costs more than all else about a known text."""
    key = build_key(text_sha256=hash_text(text), evidence="the film named", seeds_sha256="")
    known = cache.get(key)
    if known is not None:
        return FilmRef(movie_id=int(known)) if known != b"-" else None
    film = find_film(text)
    cache.put(key, b"-" if film is None else str(film.movie_id).encode())
    return film


def check_text(text: str, kit: CheckKit, *, path: Path) -> CheckedFile:
    """Check, and where the kit says so mend, a text that stands in no file; `path` names it."""
    name = path.as_posix()
    file = LedgerFile(path=name, text=text, relative_path=find_relative(path, kit.root))
    judged = judge(Task(file=file, mending=kit.mending), kit.bench)
    if judged.error is not None:
        return build_failed(path, FAILED, judged.error)
    report, has_dossier = unpack_report(judged.packed)
    diff = ""
    if judged.mended is not None:
        diff = render_diff(text, judged.mended.text, path=name)
        file = replace(file, text=judged.mended.text)
    result = weigh(report, replace(file, has_dossier=has_dossier), policy=kit.policy)
    return replace(result, mended=judged.mended, diff=diff)


def render_diff(before: str, after: str, *, path: str) -> str:
    """Write the changes as a unified diff that `patch` reads."""
    lines = difflib.unified_diff(
        _split(before), _split(after), fromfile=f"a/{path.lstrip('/')}", tofile=f"b/{path.lstrip('/')}", n=2
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _split(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def find_relative(path: Path, root: Path) -> str:
    """Return a path as seen from the project's root, with forward slashes."""
    absolute = path.absolute()
    try:
        return absolute.relative_to(root.absolute()).as_posix()
    except ValueError:
        return path.as_posix()


def load_approval(path: Path) -> Approval | None:
    """Return the approval in the report beside a ledger, or None where there is none.

    Raises:
        ArticleError: there is a report and it cannot be read: nobody knows what was approved.
    """
    beside = path.with_name(path.name.removesuffix(".md") + _REPORT_SUFFIX)
    try:
        value: Any = json.loads(beside.read_bytes())
        approval = value.get("approval")
        return None if approval is None else Approval(**approval)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ArticleError(
            f"cannot tell whether {str(path)!r} was approved",
            because=f"its report {beside.name!r} cannot be read: {error}",
            fix="restore the report, or move it away",
        ) from error


def build_failed(path: Path, code: str, error: LedgergenError) -> CheckedFile:
    """Return the result of a file that could not be checked."""
    name = path.as_posix()
    return CheckedFile(path=name, error=error, problems=(build_failure(code, error, path=name),))


def _explain_unusable(found: Unusable) -> CheckedFile:
    code = LOOP if found.is_loop else UNREAD
    name = found.path.as_posix()
    return CheckedFile(
        path=name,
        error=found.error,
        problems=(build_failure(code, found.error, path=name),),
        is_missing=found.is_missing,
        is_folder=found.is_folder,
    )
