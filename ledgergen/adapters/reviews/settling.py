"""The wait for the disk behind a commit to a SQLite file, outside of its lock.

SQLite's own way (`synchronous=FULL`) is to wait within the commit, some milliseconds
in which nobody else can write. Here a commit only appends to the write-ahead log
(`synchronous=NORMAL`: a power cut may take the last of them back, and damages nothing),
and whoever wrote then waits for the log to be on the disk, before anybody is told that
it is stored. Of those who wait at a time, one does it for all.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from ledgergen.adapters.turns import Rank, leave


class Settling:
    """The wait for one log."""

    def __init__(self, path: Path) -> None:
        """Wait for the log in this file."""
        self._path = path
        self._turn = threading.Lock()
        self._n_begun = 0
        self._error: OSError | None = None
        self._is_put_off = False
        self._is_due = False

    def settle(self) -> None:
        """Wait until all that was committed before is on the disk.

        Raises:
            OSError: the disk says no, or has said so before: what it once failed to take it never tells of.
        """
        if self._is_put_off:
            self._is_due = True
        else:
            self._wait()

    def put_off(self) -> None:
        """From now on let `settle` return at once; whoever says so asks `settle_due` behind it."""
        self._is_put_off = True

    def settle_due(self) -> None:
        """Wait as `settle` would have, if it was asked since the last time; raises what it raises."""
        if self._is_due:
            self._is_due = False
            self._wait()

    def _wait(self) -> None:
        needed = self._n_begun + 1  # one that has begun already may have missed something
        with leave(Rank.DECIDING), self._turn:
            if self._n_begun < needed:
                self._n_begun += 1
                try:
                    _flush(self._path)
                except OSError as error:
                    self._error = error
            if self._error is not None:
                raise OSError(self._error.errno, self._error.strerror, str(self._path))


def _flush(path: Path) -> None:
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:  # whoever closed the database last has put all of it in its place
        return
    try:
        os.fdatasync(file)
    finally:
        os.close(file)
