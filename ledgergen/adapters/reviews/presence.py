"""Who is at which ledger, in a review database: services that share it tell of each other's editors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import PRESENCE
from ledgergen.model.presence import CLAIM_S, Presence

# Built once: every page of a ledger asks it, and building it anew would cost more than asking.
_THERE = select(PRESENCE).where(PRESENCE.c.movie_id == bindparam("at"))
_SILENT = delete(PRESENCE).where(PRESENCE.c.seen <= bindparam("until"))
_GONE = delete(PRESENCE).where(PRESENCE.c.movie_id == bindparam("at"), PRESENCE.c.name == bindparam("who"))
_COME = insert(PRESENCE)
_NAMES = tuple(field.name for field in fields(Presence))
_CLEAR_S = 60
"""How often who fell silent is cleared up; nobody takes them for being there meanwhile."""


class PresenceStore:
    """The presences of a review database. Times are seconds since 1970."""

    def __init__(self, database: Database) -> None:
        """Use a database that `migrating` has brought up."""
        self._database = database
        self._clear_at = 0

    def list_all(self, *, now: int) -> tuple[Presence, ...]:
        """Return who is at any ledger, or was of late."""
        with self._database.reading("read") as connection:
            found = connection.execute(select(PRESENCE).where(PRESENCE.c.seen > now - CLAIM_S))
            return tuple(map(_to_presence, found))

    def list_at(self, movie_id: int, *, within: Connection | None = None) -> tuple[Presence, ...]:
        """Return who is at a ledger, or was of late; `within` a transaction, if in one."""
        return tuple(map(_to_presence, self._database.ask(_THERE, {"at": movie_id}, within=within)))

    def change(
        self, movie_id: int, decide: Callable[[tuple[Presence, ...]], tuple[Presence, ...]], *, now: int
    ) -> tuple[Presence, ...]:
        """Put who is at a ledger in the place of who was, in one step; return them.

        `decide` runs under the write lock: of two who claim a ledger at once, one does.
        """
        # What a crash takes comes back with the next sign of life: not worth a wait for the disk.
        with self._database.writing("write", is_durable=False) as connection:
            if now >= self._clear_at:
                # Of other ledgers too: nobody else clears up where nobody comes any more.
                self._database.write(_SILENT, [{"until": now - CLAIM_S}], within=connection)
                self._clear_at = now + _CLEAR_S
            before = self.list_at(movie_id, within=connection)
            there = decide(before)
            gone = [{"at": movie_id, "who": each.name} for each in before if each not in there]
            self._database.write(_GONE, gone, within=connection)
            come = [_to_row(each) for each in there if each not in before]
            self._database.write(_COME, come, within=connection)
        return there


def _to_row(presence: Presence) -> dict[str, Any]:
    return {name: getattr(presence, name) for name in _NAMES}


def _to_presence(row: Any) -> Presence:  # noqa: ANN401  of a driver, or of the library above it
    return Presence(movie_id=row.movie_id, name=row.name, since=row.since, seen=row.seen, claimed=row.claimed)
