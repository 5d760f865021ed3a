"""The line of those who write to a review database: one at a time, and stored in one go where several wait.

A commit takes its time, most of all over a network, and nobody else can write
meanwhile; the wait for the disk comes behind it (`settling`). So whoever has written
leaves the commit to the next in line, if there is one, and waits for it; the last in
line commits for all. Everybody has their own savepoint: whose write fails takes nothing
of the others' along. Is the commit itself refused, all of them are told so, and nothing
of theirs was stored.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from ledgergen.adapters.turns import Rank, leave, wait_for

_MOST = 16
"""So many are stored in one go at most: the first of them waits for all."""


class _Group:
    """A transaction in which several write, one after the other."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.n_members = 0
        self.error: Exception | None = None
        self._is_over = threading.Event()

    @contextmanager
    def take_in(self) -> Iterator[None]:
        """Let one more write; if that fails, what the others wrote stays."""
        if self.n_members:
            with self.connection.begin_nested():
                yield
        else:
            yield
        self.n_members += 1

    def end(self) -> None:
        """Store what everybody wrote; nothing, where the database says no or nobody did."""
        try:
            if self.n_members:
                with leave(Rank.WRITING):
                    self.connection.commit()
        except Exception as error:  # noqa: BLE001  told to everybody who waits for it
            self.error = error
            self.connection.invalidate()  # whatever has become of its transaction, nobody goes on with it
        finally:
            self.connection.close()
            self._is_over.set()

    def wait(self) -> None:
        """Wait until it is stored; raises what kept it from being stored."""
        if not self._is_over.is_set():
            with leave(Rank.DECIDING):
                self._is_over.wait()
        if self.error is not None:
            raise self.error


class WritingLine:
    """Those of one program who write. Threads wait in line for each other here.

    SQLite's own way of waiting is to look again now and then, and with twenty
    editors at once the unlucky one looks for seconds.
    """

    def __init__(self, begin: Callable[[], Connection]) -> None:
        """`begin` opens a transaction under the database's write lock."""
        self._begin = begin
        self._turn = threading.Lock()
        self._group: _Group | None = None
        self._counting = threading.Lock()
        self._n_waiting = 0
        """For their turn to write what has to be stored for good."""

    @contextmanager
    def stand(self) -> Iterator[Connection]:
        """Write when it is one's turn; over when it is stored for good.

        Raises:
            SQLAlchemyError: it is not, and nothing was.
        """
        self._count(1)
        with self._have_turn():
            self._count(-1)
            group = self._group = self._group or self._open_group()
            try:
                with group.take_in():
                    yield group.connection
            finally:
                if not self._n_waiting or not 0 < group.n_members < _MOST:
                    self._group = None
                    group.end()
        group.wait()

    @contextmanager
    def slip_in(self) -> Iterator[Connection]:
        """Write beside those who stand in line; over when it is written."""
        with self._have_turn():
            if self._group is not None:  # somebody else is still to come, who stores it
                with self._group.take_in():
                    yield self._group.connection
                return
            group = self._open_group()
            try:
                with group.take_in():
                    yield group.connection
            finally:
                group.end()
        group.wait()

    @contextmanager
    def _have_turn(self) -> Iterator[None]:
        wait_for(self._turn, Rank.WRITING)
        try:
            yield
        finally:
            self._turn.release()

    def _open_group(self) -> _Group:
        with leave(Rank.WRITING):  # another program may be writing
            return _Group(self._begin())

    def _count(self, step: int) -> None:
        with self._counting:
            self._n_waiting += step
