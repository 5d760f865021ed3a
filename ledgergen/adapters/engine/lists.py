"""Lists of films as they were read, their orders, their money, and where their films stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from psycopg import Rollback

from ledgergen.adapters.engine.database import Database
from ledgergen.core.batch.rows import RowSorter, write_hints
from ledgergen.errors import LedgergenError, RunStoppedError
from ledgergen.model.batch import BadRow, FilmOutcome, FilmRow, KnownList, LoadedList, Money, State


class PostgresLists:
    """The lists of one workspace, or of all; a `ports.FilmLists`."""

    def __init__(self, database: Database, *, workspace: str | None) -> None:
        """Look after the lists of `workspace`; with None, after those of all, and read none."""
        self._db = database
        self._workspace = workspace

    def find(self, name: str) -> KnownList | None:
        """Return the list of that name, if it was ever read."""
        row = self._db.execute(
            "SELECT id, name, digest, n_films FROM batch WHERE workspace = %s AND name = %s",
            self._workspace,
            name,
        ).fetchone()
        return None if row is None else KnownList(*row)

    def list_known(self) -> tuple[KnownList, ...]:
        """Return every list, in the order they were first read."""
        rows = self._db.execute(
            "SELECT id, name, digest, n_films FROM batch"
            " WHERE %s::text IS NULL OR workspace = %s ORDER BY id",
            self._workspace,
            self._workspace,
        )
        return tuple(KnownList(*row) for row in rows)

    def load(self, name: str, digest: str, rows: Iterable[FilmRow | BadRow]) -> LoadedList:
        """Put a list in the place of what stood under its name: all of it, or nothing.

        A list with bad rows, or without films, changes nothing.
        """
        sorter = RowSorter()
        known = self.find(name)
        with self._db.transaction():
            (batch,) = self._db.fetch_one(
                "INSERT INTO batch (workspace, name, digest, n_films) VALUES (%s, %s, %s, 0)"
                " ON CONFLICT (workspace, name) DO UPDATE SET digest = EXCLUDED.digest RETURNING id",
                self._workspace,
                name,
                digest,
            )
            self._db.execute("DELETE FROM entry WHERE batch = %s", batch)
            with self._db.connection.cursor().copy("COPY entry FROM STDIN") as copy:
                for position, row in enumerate(sorter.sort_out(rows), 1):
                    copy.write_row((batch, position, row.film.movie_id, write_hints(row.film)))
            self._db.execute("UPDATE batch SET n_films = %s WHERE id = %s", sorter.n_films, batch)
            if sorter.n_bad or not sorter.n_films:
                raise Rollback
        return sorter.sum_up(is_changed=known is not None)

    def requeue_failed(self, batch: int) -> int:
        """Open a list's failed films again; return how many."""
        return self._db.execute(
            "UPDATE film f SET state = 'queued', seq = seq + 1 FROM batch b, entry e"
            " WHERE b.id = %s AND e.batch = b.id AND f.workspace = b.workspace"
            " AND f.movie_id = e.movie_id AND f.state = 'failed'",
            batch,
        ).rowcount

    def count_states(self, batch: int) -> dict[State, int]:
        """Count a list's films by where they stand."""
        rows = self._db.execute(
            "SELECT CASE WHEN j.status = 'doing' THEN 'running' ELSE coalesce(l.state, 'queued') END,"
            " count(*) FROM listed l LEFT JOIN procrastinate_jobs j ON j.id = l.job"
            " WHERE l.list = %s GROUP BY 1",
            batch,
        )
        return {State(state): count for state, count in rows}

    def count_running(self, batch: int) -> int:
        """Count a list's films that some worker works on."""
        (count,) = self._db.fetch_one(
            # What is said of worker_id lets the queue's index be used.
            "SELECT count(*) FROM procrastinate_jobs j JOIN listed l ON l.job = j.id"
            " WHERE j.status = 'doing' AND j.worker_id IS NOT NULL AND l.list = %s",
            batch,
        )
        return int(count)

    def count_queued(self, batch: int, *, at_most: int) -> int:
        """Count a list's films that are in the queue or at work, up to a number."""
        (count,) = self._db.fetch_one(
            "SELECT count(*) FROM (SELECT FROM listed WHERE list = %s AND job IS NOT NULL LIMIT %s) AS films",
            batch,
            at_most,
        )
        return int(count)

    def count_uncollected(self, batch: int) -> int:
        """Count a list's films that were drafted and not written to files yet."""
        (count,) = self._db.fetch_one(
            "SELECT count(*) FROM listed JOIN outbox USING (workspace, movie_id) WHERE list = %s", batch
        )
        return int(count)

    def list_outcomes(self, batch: int, *, state: State | None = None) -> Iterator[FilmOutcome]:
        """Yield the outcomes of a list's films, in its order."""
        wanted = None if state is None else state.value
        rows = self._db.stream(
            "SELECT outcome FROM listed WHERE list = %s AND outcome IS NOT NULL"
            " AND state IN ('clean', 'held', 'failed') AND (%s::text IS NULL OR state = %s)"
            " ORDER BY position",
            batch,
            wanted,
            wanted,
        )
        for (outcome,) in rows:
            yield FilmOutcome.from_json(outcome)

    # Orders and money ------------------------------------------------------

    def start(self, batch: int, limits: str) -> None:
        """Say how fast the list may ask, and for how much money; what stopped it before is over."""
        self._db.execute("UPDATE batch SET limits = %s, problem = NULL WHERE id = %s", limits, batch)

    def cancel(self, batch: int) -> None:
        """Take what no worker has begun out of the queue, and ask the list's owner to stop."""
        with self._db.transaction():
            self._db.execute("UPDATE batch SET n_cancelled = n_cancelled + 1 WHERE id = %s", batch)
            self._take_out(batch)

    def stop(self, batch: int, problem: LedgergenError) -> None:
        """Take the list out of the queue for a reason that no film of it can escape."""
        told = json.dumps([problem.what, problem.because, problem.fix])
        with self._db.transaction():
            self._db.execute("UPDATE batch SET problem = %s WHERE id = %s", told, batch)
            self._take_out(batch)

    def _take_out(self, batch: int) -> None:
        # Procrastinate's own way to cancel, for all jobs at once. It leaves a
        # job that a worker has begun, and then the film is left as well.
        self._db.execute(
            "WITH gone AS MATERIALIZED (SELECT procrastinate_cancel_job_v1(job, false, true) AS id"
            " FROM film WHERE batch = %s AND job IS NOT NULL), open AS (UPDATE film SET job = NULL FROM gone"
            " WHERE film.batch = %s AND film.job = gone.id RETURNING workspace, movie_id)"
            " DELETE FROM evidence e USING open o"
            " WHERE e.workspace = o.workspace AND e.movie_id = o.movie_id",
            batch,
            batch,
        )

    def find_problem(self, batch: int) -> LedgergenError | None:
        """Return what stopped the list, if something has since it was started."""
        (told,) = self._db.fetch_one("SELECT problem FROM batch WHERE id = %s", batch)
        if told is None:
            return None
        what, because, fix = json.loads(told)
        return RunStoppedError(what, because=because, fix=fix)

    def count_cancelled(self, batch: int) -> int:
        """Return how often the list was cancelled; a run stops when it grows."""
        (count,) = self._db.fetch_one("SELECT n_cancelled FROM batch WHERE id = %s", batch)
        return int(count)

    def find_money(self, batch: int) -> Money:
        """Return what the list has cost, and what is set aside for calls on the wire."""
        return Money(*self._db.fetch_one("SELECT spent, reserved FROM batch WHERE id = %s", batch))
