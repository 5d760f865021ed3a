"""The workers of an engine: who lives, where, and why one ended."""

from __future__ import annotations

import json
from typing import NamedTuple

from ledgergen.adapters.engine.database import Database


class Crew(NamedTuple):
    """The workers that can draft what is in one queue."""

    n_alive: int
    n_others: int
    """Alive, of another version of ledgergen, and so of no use here."""
    last_problem: str
    """Why the worker that ended last did so; empty where none ended, or with nothing to say."""


class CrewList:
    """Workers by name."""

    def __init__(self, database: Database) -> None:
        """Use one connection."""
        self._db = database

    def look(self, queue: str) -> Crew:
        """Say who is at work."""
        n_alive, n_others = self._db.fetch_one(
            "SELECT count(*) FILTER (WHERE queue = %s), count(*) FILTER (WHERE queue <> %s)"
            " FROM procrastinate_workers JOIN worker USING (id), takeover"
            " WHERE last_heartbeat > now() - make_interval(secs => silence_s)",
            queue,
            queue,
        )
        (told,) = self._db.fetch_one(
            "SELECT (SELECT place || '|' || problem FROM worker WHERE queue = %s AND problem IS NOT NULL"
            " AND id = (SELECT max(id) FROM worker WHERE queue = %s))",
            queue,
            queue,
        )
        return Crew(n_alive, n_others, _read_problem(told))


def set_takeover(database: Database, seconds: float) -> None:
    """Have workers count as dead after so many seconds of silence, from now on and for good."""
    database.execute(
        "UPDATE engine SET takeover_s = %s, former_s = (SELECT silence_s FROM takeover),"
        " changed_at = now() WHERE takeover_s <> %s",
        seconds,
        seconds,
    )


def _read_problem(told: str | None) -> str:
    if told is None:
        return ""
    place, _, problem = told.partition("|")
    what, because = json.loads(problem)
    return f"{place}: {what}" + (f" ({because})" if because else "")
