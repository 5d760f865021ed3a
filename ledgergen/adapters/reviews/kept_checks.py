"""Checks of ledgers in review, kept for whoever needs them next: a restart, another process, a command.

They lie beside the reports of `ledgergen check`, in one file and by the same rules
(`adapters.check_cache`): found by what they were made of and by the checker's own
sources, bounded in number, and only ever a help. What is kept is the shape `report/1`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ledgergen.adapters.check_cache import ReportCache, build_key, pack, unpack
from ledgergen.codec import hash_json, report_to_json
from ledgergen.model.report import Report


class KeptChecks:
    """The checks kept in a file; for any number of threads."""

    def __init__(self, path: Path | None, seeds: Sequence[str]) -> None:
        """Keep what was checked against these seeds, in a file made when it is needed; in none, nothing."""
        self.path = path
        self._seeds_sha256 = hash_json("seeds/1", list(seeds))
        self._opened: ReportCache | None = None
        self._lock = threading.Lock()

    def find(self, *, text_sha256: str, dossier_sha256: str) -> Mapping[str, Any] | None:
        """Return the report of a text by this evidence, or None."""
        key = self._build_key(text_sha256, dossier_sha256)
        with self._lock:
            packed = self._cache.get(key)
        found = None if packed is None else json.loads(unpack(packed))
        return found if isinstance(found, dict) else None

    def keep(self, report: Report) -> None:
        """Keep what a check came to."""
        packed = pack(json.dumps(report_to_json(report), ensure_ascii=True).encode())
        with self._lock:
            self._cache.put(self._build_key(report.text_sha256, report.dossier_sha256), packed)
            self._cache.flush()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()

    @property
    def _cache(self) -> ReportCache:
        if self._opened is None:
            self._opened = ReportCache(self.path)
        return self._opened

    def _build_key(self, text_sha256: str, dossier_sha256: str) -> bytes:
        evidence = f"review {dossier_sha256}"
        return build_key(text_sha256=text_sha256, evidence=evidence, seeds_sha256=self._seeds_sha256)
