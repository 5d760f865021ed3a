"""A workspace's films: which to draft, sent to the workers and collected from them.

A film that was sent has a job. Its `seq` grows whenever it is sent, and an
outcome is accepted only for the `seq` that it was drafted for; so a film that
is sent again, with another prompt or other facts, takes its older job's effect
away, and nobody has to find that job.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString, NamedTuple

from ledgergen.adapters.engine.database import Database
from ledgergen.adapters.engine.queue import send_jobs
from ledgergen.core.batch.rows import build_entry
from ledgergen.model.batch import Entry, FilmOutcome, Recipe, State

_ENTRIES: LiteralString = """
SELECT position, movie_id, wanted, state, seq, recipe, dossier_sha256, stamp, file FROM listed
WHERE list = %s AND position > %s AND {} ORDER BY position LIMIT %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A film on its way to the workers."""

    entry: Entry
    why: str
    stamp: str | None
    dossier: str
    """As JSON."""


class Collected(NamedTuple):
    """What a worker has made of a film."""

    movie_id: int
    seq: int
    outcome: FilmOutcome
    text: str | None
    """None for a failed film."""
    report: dict[str, Any]
    """In the shape `report/1`; empty for a failed film."""


class PostgresFilms:
    """The films of one workspace, for their owner; a `ports.FilmPages`."""

    def __init__(self, database: Database, *, workspace: str, queue: str) -> None:
        """Look after the films of `workspace`; what is sent goes into `queue`."""
        self._db = database
        self._workspace = workspace
        self._queue = queue
        self._run = uuid.uuid4().hex

    # What there is to do -----------------------------------------------------

    def find_recipe(self, recipe: Recipe) -> int:
        """Return the recipe's id, a new one for a new recipe."""
        parts = json.dumps(recipe.to_json(), sort_keys=True)
        self._db.execute("INSERT INTO recipe (parts) VALUES (%s) ON CONFLICT DO NOTHING", parts)
        (recipe_id,) = self._db.fetch_one("SELECT id FROM recipe WHERE parts = %s", parts)
        return int(recipe_id)

    def load_recipe(self, recipe_id: int | None) -> dict[str, object] | None:
        """Return the parts of a recipe that films were drafted with."""
        row = self._db.execute("SELECT parts FROM recipe WHERE id = %s", recipe_id).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def list_open(self, batch: int, recipe_id: int, *, after: int, limit: int) -> list[Entry]:
        """Return films that are neither finished nor sent, as this recipe and the list would have them."""
        return self._list_entries(
            "(state IS NULL OR state = 'queued' AND job IS NULL"
            " OR recipe IS DISTINCT FROM %s OR hints IS DISTINCT FROM wanted)",
            (batch, after, recipe_id, limit),
        )

    def list_done(self, batch: int, recipe_id: int, *, after: int, limit: int) -> list[Entry]:
        """Return films finished before this run sent any, unless their recipe or entry changed."""
        return self._list_entries(
            "state IN ('clean', 'held', 'failed') AND recipe IS NOT DISTINCT FROM %s"
            " AND hints IS NOT DISTINCT FROM wanted AND sent_by IS DISTINCT FROM %s AND NOT EXISTS (SELECT"
            " FROM outbox o WHERE o.workspace = listed.workspace AND o.movie_id = listed.movie_id)",
            (batch, after, recipe_id, self._run, limit),
        )

    def _list_entries(self, condition: LiteralString, values: tuple[object, ...]) -> list[Entry]:
        rows = self._db.execute(_ENTRIES.format(condition), *values)
        return [build_entry(*row) for row in rows]

    async def keep(self, entry: Entry, *, stamp: str | None) -> None:
        """Note that the evidence, though touched, says what it said."""
        self._db.execute(
            "UPDATE film SET stamp = %s WHERE workspace = %s AND movie_id = %s AND seq = %s",
            stamp,
            self._workspace,
            entry.film.movie_id,
            entry.seq,
        )

    def list_model_outcomes(self, model: str, *, state: State) -> Iterator[FilmOutcome]:
        """Yield outcomes of films drafted by the model, on whichever list they stood."""
        rows = self._db.stream(
            "SELECT f.outcome FROM film f JOIN recipe r ON r.id = f.recipe"
            " WHERE r.parts::json ->> 'model' = %s AND f.state = %s AND f.outcome IS NOT NULL",
            model,
            state.value,
        )
        for (outcome,) in rows:
            yield FilmOutcome.from_json(outcome)

    # Out and back ------------------------------------------------------------

    def send(
        self, batch: int, parcels: Sequence[Parcel], *, recipe_id: int, setup_id: int, n_cancelled: int
    ) -> int:
        """Put films into the queue, all or none; return how many nobody else has sent meanwhile.

        None are sent for a list that has been cancelled more than `n_cancelled` times, or that a problem has
        stopped: what was taken out of the queue then must not come back by an owner who has not heard of it.
        """
        with self._db.transaction():
            count, problem = self._db.fetch_one(
                "SELECT n_cancelled, problem FROM batch WHERE id = %s FOR SHARE", batch
            )
            if count > n_cancelled or problem is not None:
                return 0
            sent = [
                (parcel, row[0])
                for parcel in parcels
                if (row := self._mark_sent(batch, parcel, recipe_id, setup_id)) is not None
            ]
            keys = [(self._workspace, parcel.entry.film.movie_id) for parcel, _ in sent]
            self._db.execute_many("DELETE FROM outbox WHERE workspace = %s AND movie_id = %s", keys)
            self._db.execute_many(
                "INSERT INTO evidence VALUES (%s, %s, %s)"
                " ON CONFLICT (workspace, movie_id) DO UPDATE SET dossier = EXCLUDED.dossier",
                [(*key, parcel.dossier) for key, (parcel, _) in zip(keys, sent, strict=True)],
            )
            films = [(*key, seq) for key, (_, seq) in zip(keys, sent, strict=True)]
            jobs = send_jobs(self._db.connection, queue=self._queue, films=films)
            self._db.execute_many(
                "UPDATE film SET job = %s WHERE workspace = %s AND movie_id = %s",
                [(job, *key) for job, key in zip(jobs, keys, strict=True)],
            )
        return len(sent)

    def _mark_sent(
        self, batch: int, parcel: Parcel, recipe_id: int, setup_id: int | None
    ) -> tuple[int] | None:
        entry = parcel.entry
        return self._db.execute(
            "INSERT INTO film AS f (workspace, movie_id, state, seq, recipe, setup, hints, stamp, why, batch,"
            " sent_by) VALUES (%s, %s, 'queued', 1, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (workspace, movie_id) DO UPDATE SET state = 'queued', seq = f.seq + 1,"
            " recipe = EXCLUDED.recipe, setup = EXCLUDED.setup, hints = EXCLUDED.hints, job = NULL,"
            " stamp = EXCLUDED.stamp, why = EXCLUDED.why, batch = EXCLUDED.batch, sent_by = EXCLUDED.sent_by"
            " WHERE f.seq = %s RETURNING seq",
            self._workspace,
            entry.film.movie_id,
            recipe_id,
            setup_id,
            entry.hints,
            parcel.stamp,
            parcel.why,
            batch,
            self._run,
            entry.seq,
        ).fetchone()

    def keep_setup(self, kit_hash: str, kit: str, setup: str) -> int:
        """Store what the films are drafted with; return the setup's id."""
        self._db.execute("INSERT INTO kit VALUES (%s, %s) ON CONFLICT DO NOTHING", kit_hash, kit)
        self._db.execute("INSERT INTO setup (parts) VALUES (%s) ON CONFLICT DO NOTHING", setup)
        (setup_id,) = self._db.fetch_one("SELECT id FROM setup WHERE parts = %s", setup)
        return int(setup_id)

    def finish(self, batch: int, parcel: Parcel, outcome: FilmOutcome, *, recipe_id: int) -> None:
        """Write down what became of a film that no worker was needed for."""
        with self._db.transaction():
            if self._mark_sent(batch, parcel, recipe_id, None) is not None:
                self._db.execute(
                    "UPDATE film SET state = %s, outcome = %s WHERE workspace = %s AND movie_id = %s",
                    outcome.state.value,
                    outcome.to_json(),
                    self._workspace,
                    outcome.movie_id,
                )

    def read_outbox(self, *, limit: int) -> list[Collected]:
        """Return what workers have made of this workspace's films and nobody has collected yet."""
        rows = self._db.execute(
            "SELECT o.movie_id, o.seq, f.outcome, o.draft FROM outbox o"
            " JOIN film f ON f.workspace = o.workspace AND f.movie_id = o.movie_id"
            " WHERE o.workspace = %s ORDER BY o.movie_id LIMIT %s",
            self._workspace,
            limit,
        )
        found = []
        for movie_id, seq, outcome, draft in rows:
            text, report = (None, {}) if draft is None else json.loads(draft)
            found.append(Collected(movie_id, seq, FilmOutcome.from_json(outcome), text, report))
        return found

    def collect(self, collected: Collected, outcome: FilmOutcome) -> None:
        """Note where the film's ledger was written; nothing if the film was sent again meanwhile."""
        key = (self._workspace, collected.movie_id, collected.seq)
        with self._db.transaction():
            self._db.execute(
                "UPDATE film SET state = %s, outcome = %s, file = %s, sent_by = %s"
                " WHERE workspace = %s AND movie_id = %s AND seq = %s",
                outcome.state.value,
                outcome.to_json(),
                Path(outcome.path).name or None,
                self._run,  # its outcome is this run's, whoever sent it
                *key,
            )
            self._db.execute("DELETE FROM outbox WHERE workspace = %s AND movie_id = %s AND seq = %s", *key)

    def take_collecting(self) -> bool:
        """Become the one process that collects, for as long as this connection lives; False if another is."""
        (taken,) = self._db.fetch_one("SELECT pg_try_advisory_lock(hashtext(%s))", self._workspace)
        return bool(taken)
