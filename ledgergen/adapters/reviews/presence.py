"""Who is at which ledger, in a review database: services that share it tell of each other's editors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select

from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import PRESENCE
from ledgergen.model.presence import CLAIM_S, Presence

# Built once: every page of a ledger asks it, and building it anew would cost more than asking.
_THERE = select(PRESENCE).where(PRESENCE.c.movie_id == bindparam("at"))


class PresenceStore:
    """The presences of a review database. Times are seconds since 1970."""

    def __init__(self, database: Database) -> None:
        """Use a database that `migrating` has brought up."""
        self._database = database

    def list_all(self, *, now: int) -> tuple[Presence, ...]:
        """Return who is at any ledger, or was of late."""
        with self._database.reading("read") as connection:
            found = connection.execute(select(PRESENCE).where(PRESENCE.c.seen > now - CLAIM_S))
            return tuple(map(_to_presence, found))

    def list_at(self, movie_id: int) -> tuple[Presence, ...]:
        """Return who is at a ledger, or was of late."""
        with self._database.reading("read") as connection:
            found = connection.execute(_THERE, {"at": movie_id})
            return tuple(map(_to_presence, found))

    def change(
        self, movie_id: int, decide: Callable[[tuple[Presence, ...]], tuple[Presence, ...]], *, now: int
    ) -> tuple[Presence, ...]:
        """Put who is at a ledger in the place of who was, in one step; return them.

        `decide` runs under the write lock: of two who claim a ledger at once, one does.
        """
        with self._database.writing("write") as connection:
            # Of other ledgers too: nobody else clears up where nobody comes any more.
            connection.execute(delete(PRESENCE).where(PRESENCE.c.seen <= now - CLAIM_S))
            found = connection.execute(_THERE, {"at": movie_id})
            there = decide(tuple(map(_to_presence, found)))
            connection.execute(delete(PRESENCE).where(PRESENCE.c.movie_id == movie_id))
            if there:
                connection.execute(insert(PRESENCE), [asdict(each) for each in there])
        return there


def _to_presence(row: Row[*tuple[Any, ...]]) -> Presence:
    return Presence(movie_id=row.movie_id, name=row.name, since=row.since, seen=row.seen, claimed=row.claimed)
