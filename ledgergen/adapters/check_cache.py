"""Reports kept between runs, under keys that cannot outlive what they were made from.

A key is the hash of everything that a report depends on: the checker's own
sources, the text, the evidence (every byte of the files that answer for the
film) and the seeds. Nothing is ever looked up by path or date, so an entry
that could be stale simply has another key. A checksum guards each entry
against a damaged disk; what does not fit is thrown away and judged anew.

The cache is a help and never a condition: where it cannot be read or written,
the check goes on without it and says so once.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import ledgergen
from ledgergen.adapters.sqlite_wal import enter_wal

FILE_NAME = "check.sqlite"
MAX_ENTRIES = 100_000
"""Beyond this the oldest entries go: some 200 MB. A ledger has two, its report and its film."""

_PARTS = ("codec.py", "core", "model")
_BATCH = 500


@lru_cache(maxsize=1)
def find_checker_id() -> str:
    """Name the checker by all of its sources: any change of any rule changes it."""
    root = Path(ledgergen.__file__).parent
    digest = hashlib.sha256(f"{ledgergen.__version__} {sys.version}".encode())
    for path in _list_sources(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def find_checker_time() -> int:
    """Return when the newest of the checker's sources was written: nanoseconds since 1970."""
    root = Path(ledgergen.__file__).parent
    return max(path.stat().st_mtime_ns for path in _list_sources(root))


def _list_sources(root: Path) -> Iterator[Path]:
    for part in _PARTS:
        place = root / part
        yield from sorted(place.rglob("*.py")) if place.is_dir() else (place,)


def build_key(*, text_sha256: str, evidence: str, seeds_sha256: str) -> bytes:
    """Return the key of a report; `evidence` names what the dossier would be read from."""
    parts = (find_checker_id(), text_sha256, evidence, seeds_sha256)
    return hashlib.sha256("\n".join(parts).encode()).digest()


class ReportCache:
    """Packed reports in one SQLite file of the workspace; None for a path keeps nothing.

    Any thread may use it, one at a time.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the file, making it if need be; `problem` says why there is no cache, if there is none."""
        self.problem = ""
        self._waiting: list[tuple[bytes, bytes]] = []
        self._connection: sqlite3.Connection | None = None
        if path is None:
            return
        try:
            self._connection = self._open(path)
        except (OSError, sqlite3.Error) as error:
            self.problem = f"the check cache {str(path)!r} cannot be used: {error}"

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        try:
            enter_wal(connection)
            connection.execute("PRAGMA synchronous = OFF")  # lost entries are only judged again
            connection.execute(
                "CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, packed BLOB NOT NULL)"
            )
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def get(self, key: bytes) -> bytes | None:
        """Return the packed report under this key, or None."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT packed FROM reports WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None or not isinstance(row[0], bytes) or len(row[0]) <= 32:
            return None
        checksum, packed = row[0][:32], row[0][32:]
        # Over the key as well: an entry under another's key is as wrong as a damaged one.
        return packed if hashlib.sha256(key + packed).digest() == checksum else None

    def put(self, key: bytes, packed: bytes) -> None:
        """Keep a packed report."""
        if self._connection is None:
            return
        self._waiting.append((key, hashlib.sha256(key + packed).digest() + packed))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def close(self) -> None:
        """Write what waits, drop the oldest entries beyond the limit, and close the file."""
        self.flush()
        if self._connection is None:
            return
        with suppress(sqlite3.Error):
            self._connection.execute(
                "DELETE FROM reports WHERE rowid <= (SELECT max(rowid) FROM reports) - ?", (MAX_ENTRIES,)
            )
        self._connection.close()
        self._connection = None

    def flush(self) -> None:
        """Write what waits."""
        if self._connection is None or not self._waiting:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?)", self._waiting)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)
        self._waiting.clear()

    def _give_up(self, error: sqlite3.Error) -> None:
        self.problem = f"the check cache cannot be used: {error}"
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def pack(data: bytes) -> bytes:
    """Make a report small enough to keep."""
    return zlib.compress(data, 1)


def unpack(packed: bytes) -> bytes:
    """Return what `pack` was given."""
    return zlib.decompress(packed)
