"""How fast a server may be asked, as all processes of a workspace know it together."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from ledgergen.adapters.journal.changes import Changes
from ledgergen.adapters.journal.database import Database

_T = TypeVar("_T")


class SqliteSharedLimits:
    """One row a server in a journal; a `ports.SharedLimits`."""

    def __init__(self, changes: Changes) -> None:
        """Use the journal's file."""
        self._changes = changes

    async def update(self, server: str, change: Callable[[dict[str, Any]], tuple[dict[str, Any], _T]]) -> _T:
        """Let `change` replace what is known of a server while nobody else can; return what it finds.

        It is given `{}` the first time, on a thread. What it returns is stored as JSON.
        """

        def update(db: Database) -> _T:
            row = db.execute("SELECT limits FROM server WHERE name = ?", (server,)).fetchone()
            known, found = change({} if row is None else json.loads(row[0]))
            db.execute(
                "INSERT INTO server VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET limits = ?2",
                (server, json.dumps(known)),
            )
            return found

        return await self._changes.make(update)
