"""The journal of batches: one SQLite file beside the ledgers it tells about.

Four tables. `entry` is a list as it was read; `film` is what became of each
film, whichever list it stood on; `batch` is a list's money and orders; `call`
is the money of calls that are on the wire.

Durability comes from elsewhere: a paid reply is in the completion store before
it is read, and a ledger is renamed into place whole. So a commit here need not
reach the disk at once (WAL, `synchronous = NORMAL`): after a power cut the last
films are done again from stored replies, to the same bytes.

Several processes may work on one journal. A film is taken by one statement that
only succeeds while the film stands as it was seen. Who has taken it is an
*owner*: a process that holds an exclusive lock for as long as it lives
(`Owner`). The system drops the lock with the process, so there is no lease to
renew and none to expire: `release_orphans` takes back what dead owners held.
"""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import NamedTuple, Self

from ledgergen.adapters.sqlite_wal import enter_wal
from ledgergen.core.batch.films import BadRow, FilmRow
from ledgergen.core.batch.plan import Recipe, State
from ledgergen.core.batch.sums import FilmOutcome
from ledgergen.errors import StoreError
from ledgergen.model.film import FilmRef

VERSION = 1
MAX_SHOWN = 10
"""Bad rows and duplicates that are kept to be shown; the rest are counted."""

_PICO = Decimal(10) ** 12
_BUSY_S = 60.0
_TABLES = """
CREATE TABLE batch (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, n_films INTEGER NOT NULL,
    spent INTEGER NOT NULL DEFAULT 0, reserved INTEGER NOT NULL DEFAULT 0,
    n_cancelled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE entry (
    batch INTEGER NOT NULL, position INTEGER NOT NULL, movie_id INTEGER NOT NULL, hints TEXT,
    PRIMARY KEY (batch, position)
) WITHOUT ROWID;
CREATE TABLE recipe (id INTEGER PRIMARY KEY, parts TEXT NOT NULL UNIQUE);
CREATE TABLE film (
    movie_id INTEGER PRIMARY KEY, state TEXT NOT NULL, owner TEXT, seq INTEGER NOT NULL DEFAULT 0,
    recipe INTEGER, hints TEXT, dossier_sha256 TEXT, stamp TEXT, outcome TEXT, file TEXT, done_by TEXT
);
CREATE INDEX film_running ON film (owner) WHERE owner IS NOT NULL;
CREATE TABLE call (
    id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, owner TEXT NOT NULL, worst INTEGER NOT NULL
);
"""
_ENTRIES = """
SELECT e.position, e.movie_id, e.hints, f.state, f.seq, f.recipe, f.dossier_sha256, f.stamp,
    f.file
FROM entry e LEFT JOIN film f ON f.movie_id = e.movie_id
WHERE e.batch = ? AND e.position > ? AND {condition} ORDER BY e.position LIMIT ?
"""


class LoadedList(NamedTuple):
    """What reading a list came to."""

    n_films: int
    is_changed: bool
    """It took the place of an older list of this name."""
    n_bad: int
    bad: tuple[BadRow, ...]
    """The first `MAX_SHOWN`."""
    n_duplicates: int
    duplicates: tuple[FilmRow, ...]
    """The first `MAX_SHOWN`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A film of a list, as it stands in the journal."""

    position: int
    film: FilmRef
    hints: str | None
    state: State
    seq: int
    """Grows with every outcome; taking the film succeeds only while it is this."""
    recipe_id: int | None
    dossier_sha256: str | None
    stamp: str | None
    file: str | None
    """Name of its ledger; None for a film that has none."""


class Owner:
    """A living process, known by a lock that dies with it."""

    def __init__(self, folder: Path) -> None:
        """Take a new name and lock it."""
        folder.mkdir(parents=True, exist_ok=True)
        self.name = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._path = folder / f"{self.name}.lock"
        self._lock = _lock(self._path)
        assert self._lock is not None

    def close(self) -> None:
        """Give up the name."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            with suppress(OSError):
                self._path.unlink()

    @staticmethod
    def is_alive(folder: Path, name: str) -> bool:
        """Tell whether the owner still holds its lock; a dead one's file is removed."""
        path = folder / f"{name}.lock"
        if not path.exists():
            return False
        lock = _lock(path)
        if lock is None:
            return True
        lock.close()
        with suppress(OSError):
            path.unlink()
        return False


def _lock(path: Path) -> sqlite3.Connection | None:
    # SQLite's own file lock: exclusive, the same on every system, gone with the process.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        return None
    return connection


class Journal:
    """One process's door to the journal. For one thread."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal at `path`.

        Raises:
            StoreError: it cannot be opened, or a newer ledgergen made it.
        """
        self.path = path
        self._owners = path.parent / "owners"
        self._owner: Owner | None = None
        with self._explain():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
            try:
                enter_wal(self._db)
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._migrate()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it and give up what this process owns."""
        if self._owner is not None:
            self.release_own()
            self._owner.close()
            self._owner = None
        self._db.close()

    @property
    def owner(self) -> str:
        """This process's name in the journal, taken on first use."""
        if self._owner is None:
            with self._explain():
                self._owner = Owner(self._owners)
        return self._owner.name

    # Lists ---------------------------------------------------------------

    def find_batch(self, name: str) -> tuple[int, str, int] | None:
        """Return the list's id, digest and number of films, if it was ever read."""
        row = self._db.execute("SELECT id, digest, n_films FROM batch WHERE name = ?", (name,)).fetchone()
        return None if row is None else (row[0], row[1], row[2])

    def list_batches(self) -> tuple[tuple[int, str], ...]:
        """Return id and name of every list, in the order they were first read."""
        return tuple(self._db.execute("SELECT id, name FROM batch ORDER BY id"))

    def load_list(self, name: str, digest: str, rows: Iterable[FilmRow | BadRow]) -> LoadedList:
        """Put a list in the place of what stood under its name: all of it, or nothing.

        A list with bad rows, or without films, changes nothing.
        """
        bad: list[BadRow] = []
        duplicates: list[FilmRow] = []
        counts = {"bad": 0, "twice": 0, "films": 0}

        def sort_out() -> Iterator[tuple[int, int, int, str | None]]:
            seen: set[int] = set()
            for row in rows:
                if isinstance(row, BadRow):
                    counts["bad"] += 1
                    if len(bad) < MAX_SHOWN:
                        bad.append(row)
                elif row.film.movie_id in seen:
                    counts["twice"] += 1
                    if len(duplicates) < MAX_SHOWN:
                        duplicates.append(row)
                else:
                    seen.add(row.film.movie_id)
                    counts["films"] += 1
                    if not counts["bad"]:
                        yield batch, counts["films"], row.film.movie_id, _write_hints(row.film)

        with self._explain(), self._transaction():
            known = self.find_batch(name)
            if known is None:
                cursor = self._db.execute(
                    "INSERT INTO batch (name, digest, n_films) VALUES (?, ?, 0)", (name, digest)
                )
                assert cursor.lastrowid is not None
                batch = cursor.lastrowid
            else:
                batch = known[0]
                self._db.execute("DELETE FROM entry WHERE batch = ?", (batch,))
            self._db.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", sort_out())
            self._db.execute(
                "UPDATE batch SET digest = ?, n_films = ? WHERE id = ?", (digest, counts["films"], batch)
            )
            if counts["bad"] or not counts["films"]:
                self._db.execute("ROLLBACK")
        return LoadedList(
            n_films=counts["films"],
            is_changed=known is not None,
            n_bad=counts["bad"],
            bad=tuple(bad),
            n_duplicates=counts["twice"],
            duplicates=tuple(duplicates),
        )

    # Films ---------------------------------------------------------------

    def find_recipe(self, recipe: Recipe) -> int:
        """Return the recipe's id, a new one for a new recipe."""
        parts = json.dumps(recipe.to_json(), sort_keys=True)
        with self._explain():
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
        """Return films finished before this process came, unless their evidence changed."""
        return self._list_entries(
            "f.state IN ('clean', 'held', 'failed') AND f.recipe IS ? AND f.hints IS e.hints"
            " AND f.done_by IS NOT ?",
            (batch, after, recipe_id, self.owner, limit),
        )

    def _list_entries(self, condition: str, values: tuple[int | str, ...]) -> list[Entry]:
        query = _ENTRIES.format(condition=condition)
        with self._explain():
            return [
                Entry(
                    position=position,
                    film=_read_hints(movie_id, hints),
                    hints=hints,
                    state=State(state or "queued"),
                    seq=seq or 0,
                    recipe_id=recipe,
                    dossier_sha256=dossier,
                    stamp=stamp,
                    file=file,
                )
                for position, movie_id, hints, state, seq, recipe, dossier, stamp, file in self._db.execute(
                    query, values
                )
            ]

    def take(self, entry: Entry) -> bool:
        """Take a film to work on; False where another process was faster."""
        with self._explain():
            cursor = self._db.execute(
                "INSERT INTO film (movie_id, state, owner) VALUES (?1, 'running', ?2)"
                " ON CONFLICT (movie_id) DO UPDATE SET state = 'running', owner = ?2"
                " WHERE state <> 'running' AND seq = ?3",
                (entry.film.movie_id, self.owner, entry.seq),
            )
            return cursor.rowcount == 1

    def finish(self, entry: Entry, outcome: FilmOutcome, *, recipe_id: int, stamp: str | None) -> None:
        """Write down what became of a film that this process took."""
        with self._explain():
            self._db.execute(
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
                    self.owner,
                ),
            )

    def keep(self, entry: Entry, *, stamp: str | None) -> None:
        """Note that the evidence, though touched, says what it said."""
        with self._explain():
            self._db.execute(
                "UPDATE film SET stamp = ? WHERE movie_id = ? AND seq = ?",
                (stamp, entry.film.movie_id, entry.seq),
            )

    def put_back(self, entry: Entry) -> None:
        """Give up a film that was taken and not drafted."""
        self._put_back("movie_id = ? AND owner = ?", (entry.film.movie_id, self.owner))

    def release_own(self) -> None:
        """Give up everything this process took; its calls on the wire count at their worst."""
        self._release(self.owner)

    def release_orphans(self) -> int:
        """Take back what dead processes held; return how many films that is."""
        with self._explain():
            owners = self._db.execute(
                "SELECT owner FROM film WHERE owner IS NOT NULL UNION SELECT owner FROM call"
            ).fetchall()
            return sum(
                self._release(name)
                for (name,) in owners
                if (self._owner is None or name != self._owner.name)
                and not Owner.is_alive(self._owners, name)
            )

    def _release(self, owner: str) -> int:
        with self._explain(), self._transaction():
            for call, batch, worst in self._db.execute(
                "SELECT id, batch, worst FROM call WHERE owner = ?", (owner,)
            ).fetchall():
                self._settle(call, batch, worst, worst)
            return self._put_back("owner = ?", (owner,))

    def _put_back(self, condition: str, values: tuple[object, ...]) -> int:
        with self._explain():
            # A film that had an outcome before is simply open again: nothing says it is finished.
            return self._db.execute(
                f"UPDATE film SET state = 'queued', owner = NULL WHERE {condition}",  # noqa: S608 - our own words
                values,
            ).rowcount

    def requeue_failed(self, batch: int) -> int:
        """Open a list's failed films again; return how many."""
        with self._explain():
            return self._db.execute(
                "UPDATE film SET state = 'queued', seq = seq + 1 WHERE state = 'failed'"
                " AND movie_id IN (SELECT movie_id FROM entry WHERE batch = ?)",
                (batch,),
            ).rowcount

    def count_states(self, batch: int) -> dict[State, int]:
        """Count a list's films by where they stand."""
        with self._explain():
            rows = self._db.execute(
                "SELECT coalesce(f.state, 'queued'), count(*) FROM entry e"
                " LEFT JOIN film f ON f.movie_id = e.movie_id WHERE e.batch = ? GROUP BY 1",
                (batch,),
            ).fetchall()
        return {State(state): count for state, count in rows}

    def count_running(self, batch: int) -> int:
        """Count a list's films that some process works on."""
        (count,) = self._db.execute(
            "SELECT count(*) FROM film WHERE owner IS NOT NULL"
            " AND movie_id IN (SELECT movie_id FROM entry WHERE batch = ?)",
            (batch,),
        ).fetchone()
        return int(count)

    def list_outcomes(self, batch: int, *, state: State | None = None) -> Iterator[FilmOutcome]:
        """Yield the outcomes of a list's films, in its order."""
        yield from self._list_outcomes(
            "SELECT f.outcome FROM entry e JOIN film f ON f.movie_id = e.movie_id"
            " WHERE e.batch = ? AND f.outcome IS NOT NULL AND f.state IN ('clean', 'held', 'failed')"
            " AND (?2 IS NULL OR f.state = ?2) ORDER BY e.position",
            (batch, None if state is None else state.value),
        )

    def list_model_outcomes(self, model: str, *, state: State) -> Iterator[FilmOutcome]:
        """Yield outcomes of films drafted by the model, on whichever list they stood."""
        yield from self._list_outcomes(
            "SELECT f.outcome FROM film f JOIN recipe r ON r.id = f.recipe"
            " WHERE json_extract(r.parts, '$.model') = ? AND f.state = ? AND f.outcome IS NOT NULL",
            (model, state.value),
        )

    def _list_outcomes(self, query: str, values: tuple[object, ...]) -> Iterator[FilmOutcome]:
        with self._explain():
            for (outcome,) in self._db.execute(query, values):
                yield FilmOutcome.from_json(outcome)

    # Orders and money ------------------------------------------------------

    def cancel(self, batch: int) -> None:
        """Ask every process that works on the list to stop."""
        with self._explain():
            self._db.execute("UPDATE batch SET n_cancelled = n_cancelled + 1 WHERE id = ?", (batch,))

    def count_cancelled(self, batch: int) -> int:
        """Return how often the list was cancelled; a run stops when it grows."""
        (count,) = self._db.execute("SELECT n_cancelled FROM batch WHERE id = ?", (batch,)).fetchone()
        return int(count)

    def reserve(self, batch: int, worst_usd: Decimal, *, cap_usd: Decimal | None) -> int | None:
        """Set money aside for a call; None where it might not fit below the cap any more."""
        worst, cap = _to_pico(worst_usd), None if cap_usd is None else _to_pico(cap_usd)
        with self._explain(), self._transaction():
            cursor = self._db.execute(
                "UPDATE batch SET reserved = reserved + ?1 WHERE id = ?2"
                " AND (?3 IS NULL OR spent + reserved + ?1 <= ?3)",
                (worst, batch, cap),
            )
            if cursor.rowcount != 1:
                return None
            return self._db.execute(
                "INSERT INTO call (batch, owner, worst) VALUES (?, ?, ?)", (batch, self.owner, worst)
            ).lastrowid

    def settle(self, call: int, cost_usd: Decimal | None) -> None:
        """Book what a call cost; None: nobody knows, so its worst case."""
        with self._explain(), self._transaction():
            row = self._db.execute("SELECT batch, worst FROM call WHERE id = ?", (call,)).fetchone()
            if row is not None:
                batch, worst = row
                self._settle(call, batch, worst, worst if cost_usd is None else _to_pico(cost_usd))

    def _settle(self, call: int, batch: int, worst: int, cost: int) -> None:
        self._db.execute("DELETE FROM call WHERE id = ?", (call,))
        self._db.execute(
            "UPDATE batch SET reserved = reserved - ?, spent = spent + ? WHERE id = ?", (worst, cost, batch)
        )

    def find_money(self, batch: int) -> tuple[Decimal, Decimal]:
        """Return what the list has cost, and what is set aside for calls on the wire, in dollars."""
        spent, reserved = self._db.execute(
            "SELECT spent, reserved FROM batch WHERE id = ?", (batch,)
        ).fetchone()
        return spent / _PICO, reserved / _PICO

    # The file --------------------------------------------------------------

    def _migrate(self) -> None:
        with self._transaction():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {VERSION}")
            elif version != VERSION:
                raise StoreError(
                    f"the journal {str(self.path)!r} is of another version",
                    because=f"it is version {version}, and this ledgergen reads {VERSION}",
                    fix="use the ledgergen that made it, or move the journal away (paid replies stay stored)",
                )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    @contextmanager
    def _explain(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as problem:
            raise StoreError(
                f"the journal {str(self.path)!r} cannot be used",
                because=f"{type(problem).__name__}: {problem}",
                fix="check the disk and its rights, then run the same command again: what is paid is kept",
            ) from problem


def _to_pico(usd: Decimal) -> int:
    return int((usd * _PICO).to_integral_value(ROUND_CEILING))


def _write_hints(film: FilmRef) -> str | None:
    hints = [film.title, film.director, film.year]
    return json.dumps(hints, ensure_ascii=False) if any(hints) else None


def _read_hints(movie_id: int, hints: str | None) -> FilmRef:
    title, director, year = json.loads(hints) if hints else (None, None, None)
    return FilmRef(movie_id=movie_id, title=title, director=director, year=year)
