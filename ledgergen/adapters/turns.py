"""Whose turn it is to compute, where many threads of one process have something to.

Python runs one thread at a time. Left alone it takes the turn away in the midst
of whatever is done, and at every look at a file or a database, so that of twenty
who work at once each waits for all the others a dozen times over, and a third of
the time goes into the changes. Here one goes on until it is done or has to wait
for something that takes long: a check, the disk, whoever writes before it.

Whoever waits while it is their turn says so (`leave`), and has it again behind
the wait; where nobody takes turns, that does nothing.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from itertools import count


class Rank(IntEnum):
    """Who comes first of those who wait."""

    WRITING = 0
    """Whoever keeps others from writing."""
    DECIDING = 1
    SHOWING = 2


class Turns:
    """The turns of one process; of one rank, who came first has the next."""

    def __init__(self) -> None:
        """Nobody has it."""
        self._lock = threading.Lock()
        self._is_taken = False
        self._waiting: list[tuple[Rank, int, threading.Lock]] = []
        self._numbers = count()

    @contextmanager
    def take(self, rank: Rank) -> Iterator[None]:
        """Wait for a turn, and have it until one is done; never within another turn of one's own."""
        self.acquire(rank)
        _here.held = (self, rank)
        try:
            yield
        finally:
            _here.held = None
            self.release()

    def acquire(self, rank: Rank) -> None:
        """Wait for a turn."""
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            gate = threading.Lock()
            gate.acquire()
            heapq.heappush(self._waiting, (rank, next(self._numbers), gate))
        gate.acquire()

    def release(self) -> None:
        """Give the turn to whoever is next."""
        with self._lock:
            if self._waiting:
                *_, gate = heapq.heappop(self._waiting)
                gate.release()  # it stays taken
            else:
                self._is_taken = False


class _Here(threading.local):
    held: tuple[Turns, Rank] | None = None
    """The turn that this thread has."""


_here = _Here()


@contextmanager
def leave(rank: Rank | None = None) -> Iterator[None]:
    """Let others compute while this thread waits for something; behind it, come back in by this rank."""
    held = _here.held
    if held is None:
        yield
        return
    turns, own = held
    _here.held = None
    turns.release()
    try:
        yield
    finally:
        turns.acquire(own if rank is None else rank)
        _here.held = held


def wait_for(lock: threading.Lock, rank: Rank) -> None:
    """Acquire a lock, and let others compute as long as somebody has it."""
    if not lock.acquire(blocking=False):
        with leave(rank):
            lock.acquire()
