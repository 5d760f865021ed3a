"""Imported tables: an embedded store of rows as they were written, found by film.

One SQLite file in `.ledgergen/`. An import streams: rows are split, their keys
read, and the cells that mean something kept as one text; memory stays flat
whatever the size of the file. The cells are read when their film is asked for
(`core.sources.table_rows`).

A film's rows are found by its TMDB id; through a row that has both ids, by its
IMDb id; and a table without ids by title and year, where that names one row
and no other film of that name and year is in the store. All of an import is one transaction: it is
there whole or not at all, and importing a table of the same name replaces it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ledgergen.adapters.table_files import open_rows
from ledgergen.adapters.table_store import find_readings, insert_rows
from ledgergen.codec import hash_dossier
from ledgergen.core.sources.merge import build_gathered
from ledgergen.core.sources.table_columns import Layout, recognize
from ledgergen.errors import StoreError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef

_SCHEMA = """
CREATE TABLE IF NOT EXISTS imports (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, url TEXT, licence TEXT, retrieved TEXT NOT NULL,
    kind TEXT NOT NULL, roles TEXT NOT NULL, n_rows INTEGER NOT NULL, n_left_out INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS rows (
    import INTEGER NOT NULL, tmdb_id INTEGER, imdb_id TEXT, title_key TEXT, cells TEXT NOT NULL);
"""
_INDEXES = {
    "rows_tmdb": "rows (tmdb_id) WHERE tmdb_id IS NOT NULL",
    "rows_imdb": "rows (imdb_id) WHERE imdb_id IS NOT NULL",
    "rows_title": "rows (title_key) WHERE title_key IS NOT NULL",
    "rows_import": "rows (import)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to."""

    name: str
    n_rows: int
    n_left_out: int
    """Rows that name no film, or have not as many cells as the head has columns."""
    headings: Mapping[str, str]
    """Role to the heading that was taken for it."""


class TableStore:
    """The evidence source over imported tables (`ports.EvidenceSource`)."""

    def __init__(self, path: Path) -> None:
        """Keep the rows in this file; it is made by the first import."""
        self._path = path

    @property
    def name(self) -> str:
        """Where it looks, in words for an error message."""
        if not self._path.is_file():
            return "no imported table"
        with closing(self._open()) as database:
            names = [row[0] for row in database.execute("SELECT name FROM imports ORDER BY id")]
        return f"the imported tables {', '.join(names)}" if names else "no imported table"

    async def gather(self, film: FilmRef) -> Dossier | None:
        """Return what the tables say about the film, or None; see `find`."""
        return self.find(film.movie_id)

    def load(  # noqa: PLR0913 - what a source is called, where it is from, and on what terms
        self,
        path: Path,
        *,
        retrieved: str,
        mapping: Mapping[str, str],
        name: str | None = None,
        url: str | None = None,
        licence: str | None = None,
    ) -> Imported:
        """Import a table: CSV, TSV, JSONL or Parquet, packed with gzip or not.

        Raises:
            InputError: it cannot be read as a table, or names no films; nothing was imported.
            StoreError: the store cannot be written; it is as it was.
        """
        called = name or path.name
        with open_rows(path) as (headings, rows), closing(self._open(create=True)) as database:
            layout = recognize(headings, mapping=mapping, where=str(path))
            try:
                database.execute("BEGIN IMMEDIATE")
                number = self._begin(database, called, layout, retrieved=retrieved, url=url, licence=licence)
                n_rows, n_left_out = insert_rows(database, number, layout, rows, width=len(headings))
                for index, columns in _INDEXES.items():
                    database.execute(f"CREATE INDEX {index} ON {columns}")
                database.execute(
                    "UPDATE imports SET n_rows = ?, n_left_out = ? WHERE id = ?", (n_rows, n_left_out, number)
                )
                database.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._explain(error) from error
        return Imported(name=called, n_rows=n_rows, n_left_out=n_left_out, headings=layout.headings)

    def find(self, movie_id: int) -> Dossier | None:
        """Return what the tables say about a film, or None.

        Raises:
            StoreError: the store cannot be read.
        """
        if not self._path.is_file():
            return None
        try:
            with closing(self._open()) as database:
                readings = list(find_readings(database, movie_id))
        except sqlite3.Error as error:
            raise self._explain(error) from error
        if not any(reading.statements or reading.title for reading in readings):
            return None
        return build_gathered(movie_id, readings)

    def fingerprint(self, film: FilmRef) -> str:
        """Name what `find` says about the film, by its contents.

        Raises:
            StoreError: the store cannot be read.
        """
        found = self.find(film.movie_id)
        return "no row" if found is None else hash_dossier(found)

    def _begin(  # noqa: PLR0913 - a row of `imports`
        self,
        database: sqlite3.Connection,
        name: str,
        layout: Layout,
        *,
        retrieved: str,
        url: str | None,
        licence: str | None,
    ) -> int:
        """Make room for an import, in place of one of the same name; return its number."""
        old = database.execute("SELECT id FROM imports WHERE name = ?", (name,)).fetchone()
        if old:
            database.execute("DELETE FROM rows WHERE import = ?", old)
            database.execute("DELETE FROM imports WHERE id = ?", old)
        # An index that grows row by row costs more than all the rest.
        for index in _INDEXES:
            database.execute(f"DROP INDEX IF EXISTS {index}")
        cursor = database.execute(
            "INSERT INTO imports (name, url, licence, retrieved, kind, roles, n_rows, n_left_out)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 0)",
            (name, url, licence, retrieved, layout.kind, json.dumps(list(layout.columns))),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _open(self, *, create: bool = False) -> sqlite3.Connection:
        try:
            if create:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            mode = "rwc" if create else "ro"
            database = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=30
            )
            if create:
                database.executescript(_SCHEMA)
                database.execute("PRAGMA cache_size = -16000")
        except (sqlite3.Error, OSError) as error:
            raise self._explain(error) from error
        return database

    def _explain(self, error: Exception) -> StoreError:
        return StoreError(
            f"cannot use the imported tables in {str(self._path)!r}",
            because=str(error),
            fix="free or mend the file, or delete it and import again",
        )
