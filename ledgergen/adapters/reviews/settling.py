"""The wait for the disk behind a commit, outside of the lock that lets one write at a time.

A database's own way is to wait within the commit, some milliseconds in which nobody
else can write. Here a commit only appends to the log of what is written (SQLite's
`synchronous=NORMAL`, PostgreSQL's `synchronous_commit=off`: a crash of the machine may
take the last of them back, and damages nothing), and whoever wrote then waits for the
log to be on the disk, before anybody is told that it is stored. Of those who wait at a
time, one does it for all.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from ledgergen.adapters.turns import Rank, leave


class Settling:
    """The wait for one log."""

    def __init__(self, flush: Callable[[], None]) -> None:
        """Wait by `flush`: what was in the log when it began is on the disk when it ends."""
        self._flush = flush
        self._turn = threading.Lock()
        self._n_begun = 0
        self._n_failed = 0
        self._error: Exception | None = None
        self._is_put_off = False
        self._is_due = False

    def settle(self) -> None:
        """Wait until all that was committed before is on the disk.

        Raises what kept it from that. A file's `OSError` is raised for ever: what a disk once failed to
        take it never tells of again.
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
                    self._flush()
                except Exception as error:  # noqa: BLE001  told to all who wait for it
                    self._error = error
                    self._n_failed = sys.maxsize if isinstance(error, OSError) else self._n_begun
            if self._error is not None and self._n_failed >= needed:
                raise self._error


def flush_file(path: Path) -> None:
    """Put all of a file on the disk.

    Raises:
        OSError: the disk says no.
    """
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:  # whoever closed the database last has put all of it in its place
        return
    try:
        os.fdatasync(file)
    finally:
        os.close(file)
