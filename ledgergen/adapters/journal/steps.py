"""What is being done about films right now, for whoever watches from another thread or process."""

from __future__ import annotations

from ledgergen.adapters.journal.database import Database


class SqliteSteps:
    """One line a film in a journal. It is news and no record: the next step takes its place."""

    def __init__(self, database: Database) -> None:
        """Use the journal's file."""
        self._db = database

    def put(self, movie_id: int, words: str) -> None:
        """Say what is done about a film."""
        self._db.execute(
            "INSERT INTO step VALUES (?1, ?2) ON CONFLICT (movie_id) DO UPDATE SET words = ?2",
            (movie_id, words),
        )

    def load(self, batch: int) -> dict[int, str]:
        """Return the lines of the films of a list that some process works on."""
        rows = self._db.execute(
            "SELECT s.movie_id, s.words FROM step s JOIN film f ON f.movie_id = s.movie_id"
            " WHERE f.owner IS NOT NULL AND f.movie_id IN (SELECT movie_id FROM entry WHERE batch = ?)",
            (batch,),
        )
        return dict(rows.fetchall())
