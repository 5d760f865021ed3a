"""The two files of a ledger: told apart from hand work, staged, renamed.

Both files are staged first; then the report is renamed, then the text. A crash
between the two leaves no text without its report. It leaves a report that
does not fit the older text, but also the staged text, whose temporary name
holds the hash of what it was to replace: by these two the next run knows an
interrupted write from an edit.

Many ledgers may be written together: all are staged, then all are forced to
the disk, then all are renamed. What stops one of them stops none of the others.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from pydantic_core import PydanticSerializationError, to_json

from ledgergen.adapters.atomic import StagedFile, explain_failure, stage_bytes, sync_folder
from ledgergen.errors import StoreError

Look: TypeAlias = Callable[[Path, str], Iterable[Path]]
"""Lists the entries of a folder whose names begin with a prefix."""

_REPORT_SUFFIX = ".report.json"
_TEMPORARY = re.compile(r"\.(?P<name>.+\.md)\.(?P<replaces>[0-9a-f]{64})\.[0-9]+-[0-9]+\.tmp")


def report_of(path: Path) -> Path:
    """Return the name of a text's report."""
    return path.with_name(path.name.removesuffix(".md") + _REPORT_SUFFIX)


def is_untouched(path: Path, look: Look) -> bool:
    """Tell whether a text is what its report says, or what an interrupted write was to replace."""
    written_sha256 = _read_text_sha256(report_of(path))
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


def _find_staged(path: Path, look: Look) -> Iterator[tuple[Path, str]]:
    """Yield texts that were staged for `path` and never renamed, with the hash of what they replace."""
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


class Pair:
    """A text and its report on their way to the disk."""

    def __init__(self, path: Path, text: str, report_json: Mapping[str, Any], *, look: Look) -> None:
        """Write both beside the files whose place they will take.

        Raises:
            StoreError: they could not be written; no temporary file is left.
        """
        self.path = path
        self._text = text.encode("utf-8", "surrogatepass")
        self._is_report_new = False
        report_path = report_of(path)
        with explain_failure("cannot write", path):
            self._old_report = _read_if_there(report_path)
            old_sha256 = hashlib.sha256(_read_if_there(path) or b"").hexdigest()
            self._interrupted = _find_interrupted(path, look)
            self._report_file = StagedFile(report_path, _render_report(report_json))
            try:
                self._text_file = StagedFile(path, text.encode(), note=old_sha256)
            except BaseException:
                self._report_file.discard()
                raise

    def force(self) -> None:
        """Force both to the disk.

        Raises:
            StoreError: the disk refused; both are gone, and what stood there still does.
        """
        with self._undone_on_failure():
            self._report_file.force()
            self._text_file.force()

    def rename(self) -> None:
        """Put the report in its place, then the text.

        Raises:
            StoreError: what stood there before still does.
        """
        with self._undone_on_failure():
            self._report_file.rename()
            self._is_report_new = True
            self._text_file.rename()

    def tidy(self) -> None:
        """Take away what interrupted writes of the same ledger had left."""
        for leftover in self._interrupted:
            with suppress(OSError):
                leftover.unlink()

    @contextmanager
    def _undone_on_failure(self) -> Iterator[None]:
        with explain_failure("cannot write", self.path):
            try:
                yield
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        self._report_file.discard()
        self._text_file.discard()
        if self._is_report_new and not self._is_text_there():
            _restore(report_of(self.path), self._old_report)

    def _is_text_there(self) -> bool:
        with suppress(OSError):
            return self.path.read_bytes() == self._text
        return False


def write_pairs(pairs: Sequence[Pair]) -> list[StoreError | None]:
    """Bring staged pairs to their places; return what stopped each, None where nothing did."""
    problems: list[StoreError | None] = [None] * len(pairs)
    synced: set[Path] = set()

    def sync(pair: Pair) -> None:
        folder = pair.path.parent
        if folder not in synced:
            with explain_failure("cannot write", pair.path):
                sync_folder(folder)
            synced.add(folder)

    for act in (Pair.force, Pair.rename, sync, Pair.tidy):
        for number, pair in enumerate(pairs):
            if problems[number] is None:
                try:
                    act(pair)
                except StoreError as problem:
                    problems[number] = problem
    return problems


def _read_if_there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _find_interrupted(path: Path, look: Look) -> list[Path]:
    """Return what was staged for a text or its report and never renamed."""
    report_prefix = f".{report_of(path).name}."
    return [
        staged
        for staged in look(path.parent, f".{path.stem}.")
        if (staged.suffix == ".tmp" and staged.name.startswith(report_prefix))
        or ((match := _TEMPORARY.fullmatch(staged.name)) and match["name"] == path.name)
    ]


def _render_report(report_json: Mapping[str, Any]) -> bytes:
    """Write a report with one figure or finding a line: it reads, it diffs, and it is quick to write."""
    parts = []
    for key, value in report_json.items():
        if isinstance(value, list) and value:
            rows = b",\n".join(b"    " + _encode(item) for item in value)
            text = b"[\n" + rows + b"\n  ]"
        else:
            text = _encode(value)
        parts.append(b"  " + _encode(key) + b": " + text)
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _encode(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    try:
        return to_json(value)  # in a fifth of the time that `json` takes, which a batch feels
    except PydanticSerializationError:
        # Half a surrogate pair, most likely: encoding it fails with the character and its place.
        return json.dumps(value, ensure_ascii=False).encode()


def _restore(report_path: Path, old_report: bytes | None) -> None:
    """Put the former report back beside the former text, as far as the disk lets us."""
    with suppress(OSError):
        if old_report is None:
            report_path.unlink()
        else:
            stage_bytes(report_path, old_report).replace(report_path)
