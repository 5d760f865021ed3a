"""One process's door to the journal, and what it owns there."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from ledgergen.adapters.journal.changes import Changes
from ledgergen.adapters.journal.database import Database
from ledgergen.adapters.journal.films import SqliteFilms
from ledgergen.adapters.journal.lists import SqliteLists
from ledgergen.adapters.journal.orders import SqliteOrders
from ledgergen.adapters.journal.owners import Owners
from ledgergen.adapters.journal.purse import SqlitePurse, settle_all
from ledgergen.adapters.journal.shared_limits import SqliteSharedLimits
from ledgergen.adapters.journal.steps import SqliteSteps


class SqliteJournal:
    """A `ports.Journal` in a SQLite file. For one thread."""

    def __init__(self, path: Path, *, crew: str | None = None) -> None:
        """Open or make the journal at `path`; `crew` names a run that several processes make.

        Raises:
            StoreError: it cannot be opened, or a newer ledgergen made it.
        """
        self._db = Database(path)
        self._changes = Changes(path)
        self._owners = Owners(path.parent / "owners", crew=crew)
        self.where = str(path)
        self.lists = SqliteLists(self._db)
        self.films = SqliteFilms(self._db, self._changes, self._owners)
        self.purse = SqlitePurse(self._db, self._changes, self._owners)
        self.orders = SqliteOrders(self._db, self._owners)
        self.steps = SqliteSteps(self._db)
        self.shared_limits = SqliteSharedLimits(self._changes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up what this process owns, and close the file."""
        try:
            self.release_own()
        finally:
            self._changes.close()
            self._owners.close()
            self._db.close()

    def release_own(self) -> None:
        """Give up everything this process took; its calls on the wire count at their worst."""
        self._changes.settle()
        if self._owners.has_own:
            self._release(self._owners.own)

    def release_orphans(self) -> int:
        """Take back what dead processes held; return how many films that is."""
        names = self._db.execute(
            "SELECT owner FROM film WHERE owner IS NOT NULL UNION SELECT owner FROM call"
        ).fetchall()
        with self._db.explain():
            dead = [name for (name,) in names if not self._owners.is_alive(name)]
        return sum(map(self._release, dead))

    def _release(self, owner: str) -> int:
        with self._db.transaction():
            settle_all(self._db, owner=owner)
            # A film that had an outcome before is simply open again: nothing says it is finished.
            return self._db.execute(
                "UPDATE film SET state = 'queued', owner = NULL WHERE owner = ?", (owner,)
            ).rowcount
