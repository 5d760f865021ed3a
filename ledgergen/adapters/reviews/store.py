"""What editors did, as events in a review database.

One row an event, keyed by film and revision: two writers can never store the
same revision.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import EVENTS
from ledgergen.core.review.events import event_from_json, event_to_json
from ledgergen.model.review import Event

# Built once: building it anew would cost as much as asking it.
_NEWER = (
    select(EVENTS.c.body)
    .where(EVENTS.c.movie_id == bindparam("movie_id"), EVENTS.c.rev > bindparam("after"))
    .order_by(EVENTS.c.rev)
)
_ADDED = insert(EVENTS)


class ReviewStore:
    """The event store (`ports.ReviewEvents`)."""

    def __init__(self, database: Database) -> None:
        """Use a database that `migrating` has brought up."""
        self._database = database

    def load(self, movie_id: int, *, after: int = 0, within: Connection | None = None) -> tuple[Event, ...]:
        """Return a ledger's events behind the revision `after`, in order; `within` a transaction, if in one.

        Raises:
            StoreError: the database could not be read.
        """
        found = self._database.ask(_NEWER, {"movie_id": movie_id, "after": after}, within=within)
        return tuple(event_from_json(body) for (body,) in found)

    def load_all(self) -> Mapping[int, tuple[Event, ...]]:
        """Return the events of all ledgers."""
        found: dict[int, list[Event]] = {}
        with self._database.reading("read") as connection:
            query = select(EVENTS.c.movie_id, EVENTS.c.body).order_by(EVENTS.c.movie_id, EVENTS.c.rev)
            for movie_id, body in connection.execute(query):
                found.setdefault(movie_id, []).append(event_from_json(body))
        return {movie_id: tuple(events) for movie_id, events in found.items()}

    def load_revs(self) -> Mapping[int, int]:
        """Return the newest revision of every ledger that has events."""
        query = select(EVENTS.c.movie_id, func.max(EVENTS.c.rev)).group_by(EVENTS.c.movie_id)
        with self._database.reading("read") as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def append(
        self,
        movie_id: int,
        decide: Callable[[tuple[Event, ...]], tuple[Event, ...]],
        *,
        after: int = 0,
    ) -> tuple[Event, ...]:
        """Read a ledger's events, let `decide` add to them, store what it returns; all or nothing.

        `decide` runs under the write lock: nobody else decides meanwhile. It
        is given the events behind the revision `after`, which its caller knows.
        Returns those events, the new ones last.

        Raises:
            StoreError: the database could not be written; nothing was stored.
        """
        with self._database.writing("write") as connection:
            events = self.load(movie_id, after=after, within=connection)
            new = decide(events)
            if new:
                self._database.write(_ADDED, [_to_row(item) for item in new], within=connection)
        return (*events, *new)


def _to_row(item: Event) -> dict[str, Any]:
    return {
        "movie_id": item.movie_id,
        "rev": item.rev,
        "at": item.at,
        "actor": item.actor,
        "body": event_to_json(item),
    }
