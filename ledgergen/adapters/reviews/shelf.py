"""The ledgers of an output folder, as they lie on disk: found by film, never by a path from outside.

A film's ledger in `review/` comes before one in `ledgers/`: it is the one
that waits for somebody. Publishing and withdrawing go through `LedgerFiles`,
whose writes are whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ledgergen.adapters.atomic import explain_failure, write_text_atomically
from ledgergen.adapters.files import HELD, PUBLISHED, LedgerFiles, SavedLedger
from ledgergen.adapters.ledger_texts import load_ledger_text
from ledgergen.adapters.remembered import Remembered
from ledgergen.core.waivers import FILE_NAME, Waiver, parse_waivers, render_waivers

_NAME = re.compile(r"(?P<movie_id>[1-9][0-9]{0,11})(?:-.*)?\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskLedger:
    """One ledger file and its report."""

    movie_id: int
    folder: str
    """`review` or `ledgers`."""
    path: Path
    text: str
    sha256: str
    """Of the file's bytes."""
    report: Mapping[str, Any] | None
    """As it stands beside the text; None where there is none to be read."""
    reported_at: int
    """When that was written: nanoseconds since 1970, 0 where there is none."""

    @property
    def is_approved(self) -> bool:
        """Tell whether these bytes are what somebody approved."""
        approval = (self.report or {}).get("approval")
        return isinstance(approval, dict) and approval.get("sha256") == self.sha256

    @property
    def was_approved(self) -> bool:
        """Tell whether some text of this ledger was approved."""
        return isinstance((self.report or {}).get("approval"), dict)


class Shelf:
    """The folders `review/` and `ledgers/` of one output folder, and the waivers of its workspace."""

    def __init__(self, out_dir: Path, *, workspace: Path) -> None:
        """Use `out_dir`; the waiver file lies in `workspace`."""
        self._out_dir = out_dir
        self._files = LedgerFiles(out_dir)
        self._places = {folder: out_dir / folder for folder in (PUBLISHED, HELD)}
        self._waivers_path = workspace / FILE_NAME
        self._listed: Remembered[Mapping[int, Path]] = Remembered(2)
        self._loaded: Remembered[DiskLedger] = Remembered(1024)
        self._waivers: Remembered[Mapping[str, Waiver]] = Remembered(1)

    def list_paths(self) -> Mapping[int, Path]:
        """Return the file of every film's ledger, by movie id."""
        return dict(sorted({**self._list(PUBLISHED), **self._list(HELD)}.items()))

    def _list(self, folder: str) -> Mapping[int, Path]:
        place = self._places[folder]
        return self._listed.read([place], lambda: _list_texts(place))

    def load(self, movie_id: int) -> DiskLedger | None:
        """Return a film's ledger, or None.

        Raises:
            ArticleError, StoreError: it is there and cannot be read.
        """
        for folder in (HELD, PUBLISHED):
            if path := self._list(folder).get(movie_id):
                return self.load_path(movie_id, path)
        return None

    def load_path(self, movie_id: int, path: Path) -> DiskLedger:
        """Return the ledger in a file that `list_paths` named."""
        report_path = _find_report(path)
        return self._loaded.read([path, report_path], lambda: _load(movie_id, path, report_path))

    def publish(self, text: str, report_json: Mapping[str, Any]) -> SavedLedger:
        """Write an approved ledger to `ledgers/`; what lay in `review/` goes.

        Only for a text that descends from the one on disk: what was typed
        there since is overwritten.

        Raises:
            StoreError: the disk said no; what stood there before still does.
        """
        return self._files.save(text, report_json, clean=True, force=True)

    def hold(self, text: str, report_json: Mapping[str, Any]) -> SavedLedger:
        """Write a ledger to `review/`, and take it out of `ledgers/`."""
        saved = self._files.save(text, report_json, clean=False, force=True)
        movie_id = report_json["movie_id"]
        while published := self._list(PUBLISHED).get(movie_id):
            # The text first: a report without its text is no ledger, a text without its report is one.
            for victim in (published, published.with_name(published.stem + ".report.json")):
                with explain_failure("cannot remove", victim):
                    victim.unlink(missing_ok=True)
        return saved

    def load_waivers(self) -> Mapping[str, Waiver]:
        """Return the workspace's waivers by fingerprint; none where there is no file.

        Raises:
            InputError: the file is no waiver file.
            StoreError: it cannot be read.
        """
        return self._waivers.read([self._waivers_path], self._read_waivers)

    def _read_waivers(self) -> Mapping[str, Waiver]:
        path = self._waivers_path
        with explain_failure("cannot read", path):
            if not path.is_file():
                return {}
            text = path.read_text("utf-8")
        return parse_waivers(text, where=str(path))

    def add_waivers(self, waivers: Mapping[str, Waiver]) -> None:
        """Put waivers into the workspace's file; the others stay as they are."""
        known = self.load_waivers()
        merged = {**known, **waivers}
        if merged != known:
            write_text_atomically(self._waivers_path, render_waivers(list(merged.values())))


@lru_cache(maxsize=4096)  # a path is dear to make, and a ledger's is asked for with every request
def _find_report(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".md") + ".report.json")


def _list_texts(folder: Path) -> Mapping[int, Path]:
    """Return the ledgers of a folder by film; of two of one film, the one whose name comes last."""
    found: dict[int, Path] = {}
    with explain_failure("cannot read", folder):
        if not folder.is_dir():
            return found
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _NAME.fullmatch(entry.name) and entry.is_file())
    for name in names:
        match = _NAME.fullmatch(name)
        assert match
        found[int(match["movie_id"])] = folder / name
    return found


def _load(movie_id: int, path: Path, report_path: Path) -> DiskLedger:
    text = load_ledger_text(path)
    report, reported_at = None, 0
    with explain_failure("cannot read", report_path):
        if report_path.is_file():
            reported_at = report_path.stat().st_mtime_ns
            try:
                value = json.loads(report_path.read_bytes())
            except ValueError:
                value = None
            report = value if isinstance(value, dict) else None
    return DiskLedger(
        movie_id=movie_id,
        folder=path.parent.name,
        path=path,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        report=report,
        reported_at=reported_at,
    )
