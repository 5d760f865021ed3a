"""What a worker reads of a film that it was given, and writes when it is done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ledgergen.adapters.engine.pool import Pool
from ledgergen.adapters.engine.queue import FilmJob
from ledgergen.model.batch import FilmOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A film to draft, and all that it depends on."""

    job: FilmJob
    dossier: str
    """As JSON."""
    why: str
    batch: int
    setup: str
    limits: str


class Work:
    """The films of all lists, for one worker."""

    def __init__(self, pool: Pool) -> None:
        """Use a worker's connections."""
        self._pool = pool

    async def read(self, job: FilmJob) -> Task | None:
        """Return what the job is about; None where it was done, cancelled or sent again since."""
        row = await self._pool.find_one(
            "SELECT e.dossier, f.why, f.batch, s.parts, b.limits FROM film f"
            " JOIN evidence e USING (workspace, movie_id) JOIN setup s ON s.id = f.setup"
            " JOIN batch b ON b.id = f.batch"
            " WHERE f.workspace = %s AND f.movie_id = %s AND f.seq = %s AND f.job IS NOT NULL",
            job.workspace,
            job.movie_id,
            job.seq,
        )
        if row is None:
            return None
        dossier, why, batch, setup, limits = row
        return Task(job=job, dossier=dossier, why=why, batch=batch, setup=setup, limits=limits)

    async def read_kit(self, kit_hash: str) -> str:
        """Return the templates and seeds that a list's films are drafted with, as JSON."""
        row = await self._pool.find_one("SELECT parts FROM kit WHERE hash = %s", kit_hash)
        assert row is not None, "it is stored before the first film is sent"
        return str(row[0])

    async def finish(
        self, job: FilmJob, outcome: FilmOutcome, *, draft: tuple[str, dict[str, Any]] | None
    ) -> None:
        """Write down the outcome and, for its owner, text and report; nothing where `read` gives None."""
        await self._pool.execute(
            "WITH done AS (UPDATE film SET state = %s, outcome = %s, dossier_sha256 = %s, job = NULL"
            " WHERE workspace = %s AND movie_id = %s AND seq = %s AND job IS NOT NULL"
            " RETURNING workspace, movie_id, seq), gone AS (DELETE FROM evidence e USING done d"
            " WHERE e.workspace = d.workspace AND e.movie_id = d.movie_id)"
            " INSERT INTO outbox SELECT workspace, movie_id, seq, %s FROM done"
            " ON CONFLICT (workspace, movie_id) DO UPDATE SET seq = EXCLUDED.seq, draft = EXCLUDED.draft",
            outcome.state.value,
            outcome.to_json(),
            outcome.dossier_sha256,
            *job[:3],
            None if draft is None else json.dumps(draft),
        )

    async def leave(self, job: FilmJob) -> None:
        """Take the film out of the queue, undone: its list was stopped."""
        await self._pool.execute(
            "UPDATE film SET job = NULL WHERE workspace = %s AND movie_id = %s AND seq = %s", *job[:3]
        )
