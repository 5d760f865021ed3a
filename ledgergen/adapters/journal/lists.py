"""Lists of films as they were read, their orders, and where their films stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledgergen.adapters.journal.database import Database
from ledgergen.core.batch.rows import RowSorter, write_hints
from ledgergen.model.batch import BadRow, FilmOutcome, FilmRow, KnownList, LoadedList, State


class SqliteLists:
    """The lists in a journal; a `ports.FilmLists`."""

    def __init__(self, database: Database) -> None:
        """Use the journal's file."""
        self._db = database

    def find(self, name: str) -> KnownList | None:
        """Return the list of that name, if it was ever read."""
        row = self._db.execute(
            "SELECT id, name, digest, n_films FROM batch WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else KnownList(*row)

    def list_known(self) -> tuple[KnownList, ...]:
        """Return every list, in the order they were first read."""
        rows = self._db.execute("SELECT id, name, digest, n_films FROM batch ORDER BY id")
        return tuple(KnownList(*row) for row in rows)

    def load(self, name: str, digest: str, rows: Iterable[FilmRow | BadRow]) -> LoadedList:
        """Put a list in the place of what stood under its name: all of it, or nothing.

        A list with bad rows, or without films, changes nothing.
        """
        sorter = RowSorter()
        with self._db.transaction():
            known = self.find(name)
            if known is None:
                batch = self._db.execute(
                    "INSERT INTO batch (name, digest, n_films) VALUES (?, ?, 0)", (name, digest)
                ).lastrowid
                assert batch is not None
            else:
                batch = known.batch
                self._db.execute("DELETE FROM entry WHERE batch = ?", (batch,))
            self._db.execute_many(
                "INSERT INTO entry VALUES (?, ?, ?, ?)",
                (
                    (batch, position, row.film.movie_id, write_hints(row.film))
                    for position, row in enumerate(sorter.sort_out(rows), 1)
                ),
            )
            self._db.execute(
                "UPDATE batch SET digest = ?, n_films = ? WHERE id = ?", (digest, sorter.n_films, batch)
            )
            if sorter.n_bad or not sorter.n_films:
                self._db.roll_back()
        return sorter.sum_up(is_changed=known is not None)

    def requeue_failed(self, batch: int) -> int:
        """Open a list's failed films again, and what servers would not answer; return how many films."""
        self._db.execute("DELETE FROM request WHERE state IN ('failed', 'again')")
        return self._db.execute(
            "UPDATE film SET state = 'queued', seq = seq + 1 WHERE state = 'failed'"
            " AND movie_id IN (SELECT movie_id FROM entry WHERE batch = ?)",
            (batch,),
        ).rowcount

    def count_states(self, batch: int) -> dict[State, int]:
        """Count a list's films by where they stand."""
        rows = self._db.execute(
            "SELECT coalesce(f.state, 'queued'), count(*) FROM entry e"
            " LEFT JOIN film f ON f.movie_id = e.movie_id WHERE e.batch = ? GROUP BY 1",
            (batch,),
        )
        return {State(state): count for state, count in rows}

    def count_running(self, batch: int) -> int:
        """Count a list's films that some process works on."""
        (count,) = self._db.execute(
            "SELECT count(*) FROM film WHERE owner IS NOT NULL"
            " AND movie_id IN (SELECT movie_id FROM entry WHERE batch = ?)",
            (batch,),
        ).fetchone()
        return int(count)

    def list_films(self, batch: int) -> Iterator[tuple[int, State, FilmOutcome | None]]:
        """Yield a list's films in its order: id, where it stands, and its last outcome."""
        rows = self._db.execute(
            "SELECT e.movie_id, coalesce(f.state, 'queued'), f.outcome FROM entry e"
            " LEFT JOIN film f ON f.movie_id = e.movie_id WHERE e.batch = ? ORDER BY e.position",
            (batch,),
        )
        for movie_id, state, outcome in rows:
            yield movie_id, State(state), None if outcome is None else FilmOutcome.from_json(outcome)

    def list_ids(self, batch: int) -> frozenset[int]:
        """Return the films of a list."""
        rows = self._db.execute("SELECT movie_id FROM entry WHERE batch = ?", (batch,))
        return frozenset(movie_id for (movie_id,) in rows)

    def count_uncollected(self, batch: int) -> int:
        """Return 0: who drafts a film here writes its files."""
        del batch
        return 0

    def list_outcomes(self, batch: int, *, state: State | None = None) -> Iterator[FilmOutcome]:
        """Yield the outcomes of a list's films, in its order."""
        rows = self._db.execute(
            "SELECT f.outcome FROM entry e JOIN film f ON f.movie_id = e.movie_id"
            " WHERE e.batch = ? AND f.outcome IS NOT NULL AND f.state IN ('clean', 'held', 'failed')"
            " AND (?2 IS NULL OR f.state = ?2) ORDER BY e.position",
            (batch, None if state is None else state.value),
        )
        with self._db.explain():
            for (outcome,) in rows:
                yield FilmOutcome.from_json(outcome)

    def cancel(self, batch: int) -> None:
        """Ask every process that works on the list to stop."""
        self._db.execute("UPDATE batch SET n_cancelled = n_cancelled + 1 WHERE id = ?", (batch,))

    def count_cancelled(self, batch: int) -> int:
        """Return how often the list was cancelled; a run stops when it grows."""
        (count,) = self._db.execute("SELECT n_cancelled FROM batch WHERE id = ?", (batch,)).fetchone()
        return int(count)
