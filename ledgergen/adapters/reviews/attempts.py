"""How often a sign-in was tried of late, so that nobody can try passwords by the thousand.

Kept in the database and not in the process: a restart forgets nothing, and two
services over one database count together. An attempt counts before its
password is looked at; otherwise a hundred at once would all find room.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import delete, func, insert, select

from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import ATTEMPTS
from ledgergen.core.review.slowing import WINDOW_S, Slowing, find_wait


class AttemptStore:
    """Attempts of the last hour, by what they were made on."""

    def __init__(self, database: Database) -> None:
        """Use a database that `migrating` has brought up."""
        self._database = database

    def begin(self, rules: Mapping[str, Slowing], *, now: int) -> int:
        """Count an attempt under each key of `rules`, where none has to wait.

        Returns 0, or for how many seconds to wait; then nothing was counted.
        """
        with self._database.writing("write") as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at <= now - WINDOW_S))
            wait_s = 0
            for key, slowing in rules.items():
                query = select(func.count(), func.max(ATTEMPTS.c.at)).where(ATTEMPTS.c.key == _hash(key))
                n_wrong, last = connection.execute(query).one()
                wait_s = max(wait_s, find_wait(slowing, n_wrong=n_wrong, since_s=now - (last or now)))
            if not wait_s:
                rows = [{"key": _hash(key), "at": now} for key in rules]
                connection.execute(insert(ATTEMPTS), rows)
        return wait_s

    def take_back(self, key: str) -> None:
        """Take the newest attempt under a key back."""
        newest = select(func.max(ATTEMPTS.c.id)).where(ATTEMPTS.c.key == _hash(key)).scalar_subquery()
        with self._database.writing("write") as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.id == newest))

    def forget(self, key: str) -> None:
        """Forget the attempts under a key: the last one was right."""
        with self._database.writing("write") as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key == _hash(key)))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
