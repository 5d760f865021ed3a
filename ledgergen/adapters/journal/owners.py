"""Which processes are alive: each holds an exclusive lock for as long as it lives.

The system drops the lock with the process, so there is no lease to renew and
none to expire.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from contextlib import suppress
from pathlib import Path


class Owners:
    """The living processes of one journal, this one among them once it owns something."""

    def __init__(self, folder: Path, *, crew: str | None = None) -> None:
        """Keep the locks in `folder`, which is made with the first of them.

        `crew` names the run, where several processes make it; None: this one does alone.
        """
        self._folder = folder
        self.crew = crew or uuid.uuid4().hex[:8]
        self._own: str | None = None
        self._lock: sqlite3.Connection | None = None

    @property
    def has_own(self) -> bool:
        """Tell whether this process has taken a name."""
        return self._own is not None

    @property
    def own(self) -> str:
        """This process's name, taken and locked on first use.

        Raises:
            sqlite3.Error, OSError: it could not be locked.
        """
        if self._own is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = f"{self.crew}-{os.getpid()}-{uuid.uuid4().hex[:4]}"
            self._lock = _lock(self._find_path(name))
            assert self._lock is not None, "a new name is nobody else's"
            self._own = name
        return self._own

    def is_alive(self, name: str) -> bool:
        """Tell whether an owner still holds its lock; a dead one's file is removed."""
        path = self._find_path(name)
        if name == self._own:
            return True
        if not path.exists():
            return False
        lock = _lock(path)
        if lock is None:
            return True
        lock.close()
        with suppress(OSError):
            path.unlink()
        return False

    def close(self) -> None:
        """Give up the name."""
        if self._lock is not None and self._own is not None:
            self._lock.close()
            self._lock = None
            with suppress(OSError):
                self._find_path(self._own).unlink()
            self._own = None

    def _find_path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"


def _lock(path: Path) -> sqlite3.Connection | None:
    # SQLite's own file lock: exclusive, the same on every system, gone with the process.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        return None
    return connection
