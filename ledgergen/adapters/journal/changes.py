"""Changes that a running list asks for by the thousand, made on a thread, many with one commit.

A commit waits behind whatever else the disk is forced to take at the time: the
event loop must not wait with it. Each change is a function over the database;
those that came in together are one transaction, in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from ledgergen.adapters.grouped import Grouped
from ledgergen.adapters.journal.database import Database

_T = TypeVar("_T")
Change = Callable[[Database], Any]


class Changes:
    """One process's changes to a journal, over a connection of their own."""

    def __init__(self, path: Path) -> None:
        """Change the journal at `path`, which is there; nothing is opened before the first change."""
        self._path = path
        self._database: Database | None = None
        self._grouped: Grouped[Change, Any] = Grouped(self._make, name="journal")

    async def make(self, change: Callable[[Database], _T]) -> _T:
        """Make a change, and return what it returns once that is committed.

        Who gives up waiting takes nothing back.

        Raises:
            StoreError: the journal cannot be used; nothing of the change holds.
        """
        return cast("_T", await self._grouped.do(change))

    def add(self, change: Change) -> None:
        """Make a change after all that were asked for before; nobody waits for it."""
        self._grouped.add(change)

    def settle(self) -> None:
        """Wait until all that were asked for are committed, or have failed."""
        self._grouped.close()

    def close(self) -> None:
        """Do that, and close the connection."""
        self.settle()
        if self._database is not None:
            self._database.close()
            self._database = None

    def _make(self, changes: list[Change]) -> Sequence[Any]:
        if self._database is None:
            self._database = Database(self._path)
        with self._database.transaction():
            return [change(self._database) for change in changes]
