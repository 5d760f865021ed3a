"""Ledgers on disk: `ledgers/` for what is published, `review/` for what is held.

Each ledger is two files, `<id>-<slug>.md` and `<id>-<slug>.report.json`. The
report names its text by hash, and so it also tells whether somebody has typed
into the text since: then nothing here overwrites or removes it without
`force`. A text without a report was made by hand.

Both files are staged first; then the report is renamed, then the text. A crash
between the two leaves no text without its report. It leaves a report that
does not fit the older text, but also the staged text, whose temporary name
holds the hash of what it was to replace: by these two the next run knows an
interrupted write from an edit.

- A clean draft takes the film's held files away, unless they were edited.
- A held draft never touches a published ledger.
- A new title makes a new name; the film's older files in the same folder go.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from ledgergen.adapters.atomic import explain_failure, stage_bytes, sync_folder
from ledgergen.adapters.folder_index import FolderIndex, scan_folder
from ledgergen.core.article.parse import parse_article
from ledgergen.core.article.slug import build_stem
from ledgergen.errors import HandEditedError, InputError, StoreError

PUBLISHED = "ledgers"
HELD = "review"

_Look: TypeAlias = Callable[[Path, str], Iterable[Path]]
"""Lists the entries of a folder whose names begin with a prefix."""

_REPORT_SUFFIX = ".report.json"
_TEMPORARY = re.compile(r"\.(?P<name>.+\.md)\.(?P<replaces>[0-9a-f]{64})\.[0-9]+-[0-9]+\.tmp")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLedger:
    """Where a ledger went, and what became of older files of the same film."""

    path: Path
    report_path: Path
    is_published: bool
    removed: tuple[Path, ...] = ()
    """Files of this program's own making that the new ones supersede."""
    kept: tuple[Path, ...] = ()
    """Held texts that the clean draft supersedes, left because somebody edited them."""


class LedgerFiles:
    """The `ledgers/` and `review/` folders of one output folder."""

    def __init__(self, out_dir: Path, *, index: FolderIndex | None = None) -> None:
        """Use `out_dir`; folders are made when something is saved.

        With `index`, folders are listed once and not for every film: for runs
        over many films. `save` may then be called from several threads, for
        one film at a time in each.
        """
        self.out_dir = out_dir
        self._index = index
        self._look: _Look = scan_folder if index is None else index.look

    def has_ledger(self, name: str) -> bool:
        """Tell whether a text of this file name is there, published or held."""
        return any((self.out_dir / folder / name).exists() for folder in (PUBLISHED, HELD))

    def find_edited(self, movie_id: int) -> tuple[Path, ...]:
        """Return this film's texts that were typed into, published ones first.

        Raises:
            StoreError: a file is there and cannot be read.
        """
        folders = (self.out_dir / PUBLISHED, self.out_dir / HELD)
        return tuple(
            path
            for folder in folders
            for path in _find_texts(folder, movie_id, self._look)
            if not _is_untouched(path, self._look)
        )

    def refuse_edited(self, movie_id: int) -> None:
        """Stop before any work is paid for, where saving a draft might end in a refusal.

        Raises:
            HandEditedError: a text of this film was edited by hand.
        """
        _refuse(self.find_edited(movie_id))

    def save(
        self, article_text: str, report_json: Mapping[str, Any], *, clean: bool, force: bool = False
    ) -> SavedLedger:
        """Publish a clean draft, or hold it for review.

        `report_json` has the shape `report/1`; its `movie_id` and the title in the
        text name the files.

        Raises:
            HandEditedError: a text in the way was edited by hand, and `force` is not set.
            StoreError: the disk said no; what stood there before still does.
            InputError: the report belongs to another text, or names no film.
        """
        movie_id = _check_pair(article_text, report_json)
        folder = self.out_dir / (PUBLISHED if clean else HELD)
        path = folder / f"{build_stem(movie_id, parse_article(article_text).movie_title)}.md"
        older = _find_texts(folder, movie_id, self._look)
        if path not in older and path.exists():
            older = (*older, path)
        if not force:
            _refuse(tuple(text for text in older if not _is_untouched(text, self._look)))
        _write_pair(path, article_text, report_json, self._look)
        if self._index is not None:
            self._index.add(path)
        removed = [gone for text in older if text != path for gone in _remove(text)]
        kept: list[Path] = []
        if clean:
            for text in _find_texts(self.out_dir / HELD, movie_id, self._look):
                if force or _is_untouched(text, self._look):
                    removed += _remove(text)
                else:
                    kept.append(text)
        return SavedLedger(
            path=path,
            report_path=_report_of(path),
            is_published=clean,
            removed=tuple(removed),
            kept=tuple(kept),
        )


class OutputFile(LedgerFiles):
    """A clean ledger goes to one file of the caller's choice, or nowhere; a held one to `review/` as ever."""

    def __init__(self, out_dir: Path, *, output: Path | None) -> None:
        """Publish to `output`; with None the caller prints the text itself and no file is made.

        Raises:
            StoreError: a device, a pipe or a folder stands there: a rename would put a file in its place.
        """
        super().__init__(out_dir)
        if output is not None and output.exists() and not output.is_file():
            raise StoreError(
                f"will not write to {str(output)!r}",
                because="it is no ordinary file",
                fix="name a file, or print with `-o -` and redirect that",
            )
        self._output = output

    def find_edited(self, movie_id: int) -> tuple[Path, ...]:
        """Return the output file, if it is there and somebody typed into it, and held texts likewise."""
        look, output = self._look, self._output
        texts = _find_texts(self.out_dir / HELD, movie_id, look)
        held = tuple(path for path in texts if not _is_untouched(path, look))
        is_free = output is None or not output.exists() or _is_untouched(output, look)
        return held if is_free or output is None else (output, *held)

    def save(
        self, article_text: str, report_json: Mapping[str, Any], *, clean: bool, force: bool = False
    ) -> SavedLedger:
        """Write a clean ledger to the output file, with its report beside it; hold any other.

        Raises:
            HandEditedError, StoreError, InputError: as `LedgerFiles.save`.
        """
        if not clean:
            return super().save(article_text, report_json, clean=False, force=force)
        output = self._output
        if output is None:
            return SavedLedger(path=Path("-"), report_path=Path("-"), is_published=True)
        _check_pair(article_text, report_json)
        if not force and output.exists() and not _is_untouched(output, self._look):
            _refuse((output,))
        _write_pair(output, article_text, report_json, self._look)
        return SavedLedger(path=output, report_path=_report_of(output), is_published=True)


def _check_pair(article_text: str, report_json: Mapping[str, Any]) -> int:
    movie_id = report_json.get("movie_id")
    if not isinstance(movie_id, int) or isinstance(movie_id, bool) or movie_id < 1:
        raise InputError(
            "cannot name the ledger's files",
            because=f"the report's movie_id is {movie_id!r}, not a TMDB movie id",
            fix="set movieId in the front matter, or --movie-id",
        )
    text_sha256 = hashlib.sha256(article_text.encode("utf-8", "surrogatepass")).hexdigest()
    if report_json.get("text_sha256") != text_sha256:
        raise InputError(
            f"cannot save the ledger of film {movie_id}",
            because="the report was made for another text: text_sha256 differs",
            fix="check the text again and save it with that report",
        )
    return movie_id


def _refuse(edited: tuple[Path, ...]) -> None:
    if not edited:
        return
    path = edited[0]
    is_written = _report_of(path).exists()
    raise HandEditedError(
        f"will not overwrite {str(path)!r}",
        because="it was changed by hand since it was written"
        if is_written
        else "it has no report, so it was made by hand",
        fix="move it away, or pass --force to replace it",
    )


def _report_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".md") + _REPORT_SUFFIX)


def _find_texts(folder: Path, movie_id: int, look: _Look) -> tuple[Path, ...]:
    """Return the film's texts in one folder, whatever title they were named by."""
    with explain_failure("cannot read", folder):
        if not folder.is_dir():
            return ()
        prefix = f"{movie_id}-"
        return tuple(
            sorted(
                path
                for path in look(folder, str(movie_id))
                if path.suffix == ".md" and (path.name.startswith(prefix) or path.stem == str(movie_id))
            )
        )


def _is_untouched(path: Path, look: _Look) -> bool:
    """Tell whether a text is what its report says, or what an interrupted write was to replace."""
    written_sha256 = _read_text_sha256(_report_of(path))
    if written_sha256 is None:
        return False
    with explain_failure("cannot read", path):
        actual_sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        if actual_sha256 == written_sha256:
            return True
        return any(
            replaces == actual_sha256 and hashlib.sha256(staged.read_bytes()).hexdigest() == written_sha256
            for staged, replaces in _find_staged(path, look)
        )


def _find_staged(path: Path, look: _Look) -> Iterator[tuple[Path, str]]:
    """Yield texts that were staged for `path` and never renamed, with the hash of what they replace."""
    if not path.parent.is_dir():
        return
    for candidate in look(path.parent, f".{path.name}."):
        match = _TEMPORARY.fullmatch(candidate.name)
        if match and match["name"] == path.name:
            yield candidate, match["replaces"]


def _read_text_sha256(report_path: Path) -> str | None:
    """Return the hash in a report; None where there is no report to be read."""
    with explain_failure("cannot read", report_path):
        try:
            report = json.loads(report_path.read_bytes())
        except (FileNotFoundError, ValueError):
            return None
    value = report.get("text_sha256") if isinstance(report, dict) else None
    return value if isinstance(value, str) else None


def _write_pair(path: Path, article_text: str, report_json: Mapping[str, Any], look: _Look) -> None:
    """Write report and text, in this order, both staged before either is renamed."""
    report_path = _report_of(path)
    report = _render_report(report_json)
    with explain_failure("cannot write", path):
        old_report = report_path.read_bytes() if report_path.exists() else None
        old_sha256 = hashlib.sha256(path.read_bytes() if path.exists() else b"").hexdigest()
        interrupted = [staged for staged, _ in _find_staged(path, look)]
        if path.parent.is_dir():
            staged_reports = look(path.parent, f".{report_path.name}.")
            interrupted += [staged for staged in staged_reports if staged.suffix == ".tmp"]
        staged: list[Path] = []
        is_report_new = False
        try:
            staged.append(stage_bytes(report_path, report.encode()))
            staged.append(stage_bytes(path, article_text.encode(), note=old_sha256))
            staged[0].replace(report_path)
            is_report_new = True
            staged[1].replace(path)
            sync_folder(path.parent)
        except BaseException:
            for leftover in staged:
                with suppress(OSError):
                    leftover.unlink()
            if is_report_new and not _holds(path, article_text):
                _restore(report_path, old_report)
            raise
    for leftover in interrupted:
        with suppress(OSError):
            leftover.unlink()


def _render_report(report_json: Mapping[str, Any]) -> str:
    """Write a report with one figure or finding a line: it reads, it diffs, and it is quick to write."""
    parts = []
    for key, value in report_json.items():
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            rows = ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value)
            text = f"[\n{rows}\n  ]"
        parts.append(f"  {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _holds(path: Path, text: str) -> bool:
    with suppress(OSError):
        return path.read_bytes() == text.encode("utf-8")
    return False


def _restore(report_path: Path, old_report: bytes | None) -> None:
    """Put the former report back beside the former text, as far as the disk lets us."""
    with suppress(OSError):
        if old_report is None:
            report_path.unlink()
        else:
            stage_bytes(report_path, old_report).replace(report_path)


def _remove(path: Path) -> list[Path]:
    """Remove a text, then its report: never the report first."""
    removed = []
    for victim in (path, _report_of(path)):
        with explain_failure("cannot remove", victim):
            if victim.exists():
                victim.unlink()
                removed.append(victim)
    return removed
