"""What was read from files, remembered as long as the files stay as they are.

A file is told by its stamp: times, size and number on the disk. Clocks of file
systems are coarse, so that a second write may leave the stamp as it was; a
file that was written a moment before it was read is therefore read again.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

_T = TypeVar("_T")
_SETTLED_NS = 2_000_000_000
"""The coarsest clock of a file system ticks every two seconds."""


class LastUsed(Generic[_T]):
    """As many things as there is room for, by key; the longest unused go first. For any number of threads."""

    def __init__(self, room: int) -> None:
        """Keep `room` things."""
        self._room = room
        self._kept: OrderedDict[Hashable, _T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> _T | None:
        """Return what is kept under a key."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, thing: _T) -> None:
        """Keep a thing."""
        with self._lock:
            self._kept[key] = thing
            self._kept.move_to_end(key)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)


class Remembered(Generic[_T]):
    """What was read from files or folders, by path."""

    def __init__(self, room: int) -> None:
        """Keep what came of `room` readings."""
        self._kept: LastUsed[tuple[tuple[int, ...], _T]] = LastUsed(room)

    def read(self, paths: Sequence[Path], read: Callable[[], _T]) -> _T:
        """Return what `read` makes of these paths, by reading only where one of them may have changed."""
        key = tuple(paths)
        before = time.time_ns()
        stamps, changed_at = stamp_files(paths)
        known = self._kept.get(key)
        if known is not None and known[0] == stamps:
            return known[1]
        found = read()
        if before - changed_at > _SETTLED_NS:
            self._kept.put(key, (stamps, found))
        return found


def stamp_files(paths: Sequence[Path]) -> tuple[tuple[int, ...], int]:
    """Return what tells these files from others of their names, and when the last of them changed.

    The time is in nanoseconds since 1970. A file that is not there has a stamp too.
    """
    stamp: list[int] = []
    latest = 0
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            stamp.append(0)
        else:
            stamp += (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
            latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
    return tuple(stamp), latest
