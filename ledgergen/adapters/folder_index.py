"""Which names in a folder begin so: by looking each time, or once for a whole run.

A folder of a hundred thousand ledgers takes a tenth of a second to list, and a
run over as many films asks several times a film. The index lists a folder on
the first question and is told of what this process adds; the names are kept in
a temporary database that the system takes away with the process, so that a
million of them take no memory.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

_LAST = "\U0010ffff"


def scan_folder(folder: Path, prefix: str) -> Iterator[Path]:
    """Yield the entries whose names begin with the prefix, by listing the folder, if it is there."""
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.name.startswith(prefix))


class FolderIndex:
    """Remembers the names in folders. For any number of threads."""

    def __init__(self) -> None:
        """Know nothing yet."""
        import sqlite3  # noqa: PLC0415 - a single draft needs no database

        self._lock = threading.Lock()
        self._folders: dict[Path, int] = {}
        # An empty name: a file of SQLite's own, without a name, with a small cache.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.execute(
            "CREATE TABLE name (folder INTEGER, name TEXT, PRIMARY KEY (folder, name)) WITHOUT ROWID"
        )

    def close(self) -> None:
        """Forget everything."""
        self._db.close()

    def look(self, folder: Path, prefix: str) -> list[Path]:
        """Return the entries whose names begin with the prefix and that are still there."""
        with self._lock:
            number = self._find_folder(folder)
            names = self._db.execute(
                "SELECT name FROM name WHERE folder = ? AND name >= ? AND name < ?",
                (number, prefix, prefix + _LAST),
            ).fetchall()
        return [path for (name,) in names if (path := folder / name).exists()]

    def add(self, path: Path) -> None:
        """Hear of a new entry."""
        with self._lock:
            number = self._find_folder(path.parent)
            self._db.execute("INSERT OR IGNORE INTO name VALUES (?, ?)", (number, path.name))

    def _find_folder(self, folder: Path) -> int:
        if folder not in self._folders:
            number = self._folders[folder] = len(self._folders)
            if folder.is_dir():
                with os.scandir(folder) as entries:
                    self._db.execute("BEGIN")
                    self._db.executemany(
                        "INSERT INTO name VALUES (?, ?)",
                        ((number, entry.name) for entry in entries if entry.name.isprintable()),
                    )
                    self._db.execute("COMMIT")
        return self._folders[folder]
