"""The ledgers of an output folder, as they lie on disk: found by film, never by a path from outside.

A film's ledger in `review/` comes before one in `ledgers/`: it is the one
that waits for somebody. Publishing and withdrawing go through `LedgerFiles`,
whose writes are whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledgergen.adapters.atomic import explain_failure, write_text_atomically
from ledgergen.adapters.files import HELD, PUBLISHED, LedgerFiles, SavedLedger
from ledgergen.adapters.ledger_texts import load_ledger_text
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
        self._waivers_path = workspace / FILE_NAME

    def list_paths(self) -> Mapping[int, Path]:
        """Return the file of every film's ledger, by movie id."""
        found: dict[int, Path] = {}
        for folder in (PUBLISHED, HELD):  # the later one wins
            found.update(dict(self._walk(folder)))
        return dict(sorted(found.items()))

    def _walk(self, folder: str) -> Iterator[tuple[int, Path]]:
        place = self._out_dir / folder
        with explain_failure("cannot read", place):
            names = sorted(place.iterdir()) if place.is_dir() else []
        for path in names:
            if (match := _NAME.fullmatch(path.name)) and path.is_file():
                yield int(match["movie_id"]), path

    def load(self, movie_id: int) -> DiskLedger | None:
        """Return a film's ledger, or None.

        Raises:
            ArticleError, StoreError: it is there and cannot be read.
        """
        for folder in (HELD, PUBLISHED):
            paths = [path for found, path in self._walk(folder) if found == movie_id]
            if paths:
                return self.load_path(movie_id, paths[-1])
        return None

    def load_path(self, movie_id: int, path: Path) -> DiskLedger:
        """Return the ledger in a file that `list_paths` named."""
        text = load_ledger_text(path)
        report_path = path.with_name(path.name.removesuffix(".md") + ".report.json")
        report = None
        with explain_failure("cannot read", report_path):
            if report_path.is_file():
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
        )

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
        for published in [path for found, path in self._walk(PUBLISHED) if found == movie_id]:
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
