"""What became of each film, and who works on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ledgergen.adapters.journal.changes import Changes
from ledgergen.adapters.journal.database import Database
from ledgergen.adapters.journal.owners import Owners
from ledgergen.core.batch.rows import build_entry
from ledgergen.model.batch import Entry, FilmOutcome, Recipe, State

_ENTRIES = """
SELECT e.position, e.movie_id, e.hints, f.state, f.seq, f.recipe, f.dossier_sha256, f.stamp,
    f.file
FROM entry e LEFT JOIN film f ON f.movie_id = e.movie_id
WHERE e.batch = ? AND e.position > ? AND {condition} ORDER BY e.position LIMIT ?
"""


class SqliteFilms:
    """The films in a journal, for one process; a `ports.Films`."""

    def __init__(self, database: Database, changes: Changes, owners: Owners) -> None:
        """Use the journal's file, under this process's name."""
        self._db = database
        self._changes = changes
        self._owners = owners

    def find_recipe(self, recipe: Recipe) -> int:
        """Return the recipe's id, a new one for a new recipe."""
        parts = json.dumps(recipe.to_json(), sort_keys=True)
        self._db.execute("INSERT OR IGNORE INTO recipe (parts) VALUES (?)", (parts,))
        (recipe_id,) = self._db.execute("SELECT id FROM recipe WHERE parts = ?", (parts,)).fetchone()
        assert isinstance(recipe_id, int)
        return recipe_id

    def load_recipe(self, recipe_id: int | None) -> dict[str, object] | None:
        """Return the parts of a recipe that films were drafted with."""
        row = self._db.execute("SELECT parts FROM recipe WHERE id = ?", (recipe_id,)).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def list_open(self, batch: int, recipe_id: int, *, after: int, limit: int) -> list[Entry]:
        """Return films that were never drafted, or with another recipe, or for another entry."""
        return self._list_entries(
            "(f.movie_id IS NULL OR f.state = 'queued' OR (f.state <> 'running'"
            " AND (f.recipe IS NOT ? OR f.hints IS NOT e.hints)))",
            (batch, after, recipe_id, limit),
        )

    def list_done(self, batch: int, recipe_id: int, *, after: int, limit: int) -> list[Entry]:
        """Return films finished by other runs, unless their evidence changed."""
        return self._list_entries(
            "f.state IN ('clean', 'held', 'failed') AND f.recipe IS ? AND f.hints IS e.hints"
            " AND (f.done_by IS NULL OR f.done_by NOT GLOB ?)",
            (batch, after, recipe_id, f"{self._owners.crew}-*", limit),
        )

    def _list_entries(self, condition: str, values: tuple[int | str, ...]) -> list[Entry]:
        rows = self._db.execute(_ENTRIES.format(condition=condition), values).fetchall()
        return [build_entry(*row) for row in rows]

    async def take(self, entry: Entry) -> bool:
        """Take a film to work on; False where another process was faster."""
        n_taken = await self._change(
            "INSERT INTO film (movie_id, state, owner) VALUES (?1, 'running', ?2)"
            " ON CONFLICT (movie_id) DO UPDATE SET state = 'running', owner = ?2"
            " WHERE state <> 'running' AND seq = ?3",
            (entry.film.movie_id, self._owners.own, entry.seq),
        )
        return n_taken == 1

    async def finish(self, entry: Entry, outcome: FilmOutcome, *, recipe_id: int, stamp: str | None) -> None:
        """Write down what became of a film that this process took."""
        await self._change(
            "UPDATE film SET state = ?, owner = NULL, seq = seq + 1, recipe = ?, hints = ?,"
            " dossier_sha256 = ?, stamp = ?, outcome = ?, file = ?, done_by = owner"
            " WHERE movie_id = ? AND owner = ?",
            (
                outcome.state.value,
                recipe_id,
                entry.hints,
                outcome.dossier_sha256,
                stamp,
                outcome.to_json(),
                Path(outcome.path).name or None,
                entry.film.movie_id,
                self._owners.own,
            ),
        )

    async def keep(self, entry: Entry, *, stamp: str | None) -> None:
        """Note that the evidence, though touched, says what it said."""
        await self._change(
            "UPDATE film SET stamp = ? WHERE movie_id = ? AND seq = ?",
            (stamp, entry.film.movie_id, entry.seq),
        )

    async def put_back(self, entry: Entry) -> None:
        """Give up a film that was taken and not drafted."""
        await self._change(
            "UPDATE film SET state = 'queued', owner = NULL WHERE movie_id = ? AND owner = ?",
            (entry.film.movie_id, self._owners.own),
        )

    async def _change(self, statement: str, values: tuple[str | int | None, ...]) -> int:
        return await self._changes.make(lambda db: db.execute(statement, values).rowcount)

    def list_model_outcomes(self, model: str, *, state: State) -> Iterator[FilmOutcome]:
        """Yield outcomes of films drafted by the model, on whichever list they stood."""
        rows = self._db.execute(
            "SELECT f.outcome FROM film f JOIN recipe r ON r.id = f.recipe"
            " WHERE json_extract(r.parts, '$.model') = ? AND f.state = ? AND f.outcome IS NOT NULL",
            (model, state.value),
        )
        with self._db.explain():
            for (outcome,) in rows:
                yield FilmOutcome.from_json(outcome)
