"""Find and load suites: ours in `evals/`, and a workspace's own beside them.

A suite is a folder with a `suite.yaml`; every other YAML file in it is a case.
A workspace's file takes the place of ours with the same name in the suite of
the same name, and new folders are new suites.

A case that cannot be read is no reason to leave the others out: it is loaded
as its error, with file and line, and fails alone. A broken `suite.yaml` is an
error of the whole command, because nobody knows what it would have gated.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledgergen.adapters.dossiers import DossierFiles, load_dossier
from ledgergen.adapters.records import Record, load_record
from ledgergen.adapters.resources import data_dir, find_files
from ledgergen.core.evals.case import (
    ERRORS,
    CaseText,
    SuiteFile,
    build_reply_text,
    parse_case,
    parse_suite,
)
from ledgergen.core.writer.ledger import SECTION_KEYS, build_sections
from ledgergen.errors import CaseError, LedgergenError, ModelError, StoreError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Reply

FOLDER = "evals"
SUITE_FILE = "suite.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCase:
    """A case with everything it names."""

    name: str
    text: CaseText
    dossier: Dossier
    script: tuple[Reply | ModelError, ...] = ()
    record: Record | None = None
    ledger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenCase:
    """A case that cannot be run, and why."""

    name: str
    error: LedgergenError


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedText:
    """A text whose every figure is true, with the facts that say so."""

    name: str
    text: str
    dossier: Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSuite:
    """A suite and its cases, by name."""

    name: str
    file: SuiteFile
    cases: tuple[LoadedCase | BrokenCase, ...]
    texts: tuple[LoadedText, ...] = ()
    """Of its folder `texts/`: prose to plant faults in, each named by its film's id."""


def load_suites(names: Sequence[str], *, workspace: Path | None) -> tuple[LoadedSuite, ...]:
    """Load the suites named, or all of them, in the order of their names.

    Raises:
        CaseError: there is no such suite, or its `suite.yaml` cannot be read.
    """
    known = _find_suite_files(workspace)
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            raise CaseError(
                f"there is no suite {name!r}",
                because=f"the suites are {', '.join(known) or 'none'}",
                fix=f"did you mean {close[0]!r}?"
                if close
                else f"a suite is a folder of {FOLDER}/ with a {SUITE_FILE}",
            )
    return tuple(
        _load_suite(name, path, workspace=workspace)
        for name, path in known.items()
        if not names or name in names
    )


def _find_suite_files(workspace: Path | None) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    folders = []
    try:
        folders.append(data_dir(FOLDER))
    except StoreError:
        if workspace is None or not (workspace / FOLDER).is_dir():
            raise
    if workspace is not None:
        folders.append(workspace / FOLDER)
    for folder in folders:
        found.update({path.parent.name: path for path in sorted(folder.glob(f"*/{SUITE_FILE}"))})
    return dict(sorted(found.items()))


def _load_suite(name: str, path: Path, *, workspace: Path | None) -> LoadedSuite:
    suite = parse_suite(_read(path), where=f"{FOLDER}/{name}/{SUITE_FILE}")
    try:
        paths = find_files(f"{FOLDER}/{name}", "*.yaml", workspace=workspace)
    except StoreError:  # a suite that only the workspace has
        paths = tuple(sorted(path.parent.glob("*.yaml")))
    dossiers = DossierFiles(workspace=workspace)
    cases = [_load_case(case, suite=name, dossiers=dossiers) for case in paths if case.name != SUITE_FILE]
    texts = _load_texts(path.parent / "texts", suite=name, dossiers=dossiers)
    broken = [text for text in texts if isinstance(text, BrokenCase)]
    whole = tuple(text for text in texts if isinstance(text, LoadedText))
    return LoadedSuite(name=name, file=suite, cases=(*cases, *broken), texts=whole)


def _load_texts(folder: Path, *, suite: str, dossiers: DossierFiles) -> list[LoadedText | BrokenCase]:
    found: list[LoadedText | BrokenCase] = []
    for path in sorted(folder.glob("*.md")):
        head = path.name.partition("-")[0]
        dossier = dossiers.find(FilmRef(movie_id=int(head))) if head.isdecimal() and int(head) else None
        if dossier is None:
            error = CaseError(
                f"cannot use the text '{FOLDER}/{suite}/texts/{path.name}'",
                because=f"its name starts with {head!r}, and there is no dossier of such a film",
                fix="name it by its film's id: 452008-any-words.md",
            )
            found.append(BrokenCase(name=path.stem, error=error))
        else:
            found.append(LoadedText(name=path.stem, text=_read(path), dossier=dossier))
    return found


def _load_case(path: Path, *, suite: str, dossiers: DossierFiles) -> LoadedCase | BrokenCase:
    try:
        text = parse_case(_read(path), where=f"{FOLDER}/{suite}/{path.name}")
        return _complete(text, path, dossiers=dossiers)
    except LedgergenError as error:
        return BrokenCase(name=path.stem, error=error)


def _complete(text: CaseText, path: Path, *, dossiers: DossierFiles) -> LoadedCase:
    case = text.case
    record = None
    if case.record is not None:
        record = load_record(_find(text, "record", path.parent / case.record))
    dossier = _find_dossier(text, path, record, dossiers)
    script = tuple(_build_step(text, number, path.parent, dossier) for number in range(len(case.replies)))
    ledger = None if case.ledger is None else _read(_find(text, "ledger", path.parent / case.ledger))
    return LoadedCase(name=path.stem, text=text, dossier=dossier, script=script, record=record, ledger=ledger)


def _find_dossier(text: CaseText, path: Path, record: Record | None, dossiers: DossierFiles) -> Dossier:
    case = text.case
    if case.dossier is not None:
        return load_dossier(_find(text, "dossier", path.parent / case.dossier))
    if case.film is None:
        assert record is not None  # the case file's own rule
        return record.dossier
    dossier = dossiers.find(FilmRef(movie_id=case.film))
    if dossier is None:
        raise CaseError(
            f"cannot run the case {text.where!r}",
            because=f"line {text.lines['film']}: there is no dossier of film {case.film}",
            fix="name a film with a shipped dossier, or give one with `dossier:`",
        )
    return dossier


def _build_step(text: CaseText, number: int, folder: Path, dossier: Dossier) -> Reply | ModelError:
    step = text.case.replies[number]
    if step.error is not None:
        return ERRORS[step.error](f"the script says: {step.error}", because=text.place(f"replies.{number}"))
    if step.file is not None:
        origin = _read(_find(text, f"replies.{number}.file", folder / step.file))
    elif step.writer is not None:
        sections = build_sections(dossier, salt="")
        origin = json.dumps(
            {key: sections[n] for n, key in SECTION_KEYS.items()}, ensure_ascii=False, indent=1
        )
    else:
        origin = step.text or ""
    said = build_reply_text(text, number, origin)
    return Reply(text=said, model="scripted", provider="script", finish_reason=step.finish_reason)


def _find(text: CaseText, field: str, path: Path) -> Path:
    if not path.is_file():
        raise CaseError(
            f"cannot run the case {text.where!r}",
            because=f"line {text.lines[field]}: there is no file {path.name!r} in {str(path.parent)!r}",
            fix="mend the path; it starts at the case's own folder",
        )
    return path


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise CaseError(
            f"cannot read {str(path)!r}", because=because, fix="check that it may be read"
        ) from error
    except UnicodeDecodeError as error:
        raise CaseError(
            f"cannot read {str(path)!r}", because=f"it is not UTF-8 text: {error}", fix="save it as UTF-8"
        ) from error
