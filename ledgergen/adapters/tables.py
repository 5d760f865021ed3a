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
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from ledgergen.adapters.table_files import open_rows
from ledgergen.codec import hash_dossier
from ledgergen.core.sources.merge import build_gathered, fold
from ledgergen.core.sources.reading import Reading
from ledgergen.core.sources.table_columns import Layout, recognize
from ledgergen.core.sources.table_rows import mend_text, read_row
from ledgergen.errors import StoreError
from ledgergen.model.dossier import Dossier, Source
from ledgergen.model.film import FilmRef

_SEPARATOR = "\x1f"
_BATCH = 4_000
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
                n_rows, n_left_out = _insert(database, number, layout, rows, width=len(headings))
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
                readings = list(_find_readings(database, movie_id))
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


def _insert(
    database: sqlite3.Connection, number: int, layout: Layout, rows: Iterator[list[str]], *, width: int
) -> tuple[int, int]:
    """Insert the rows in batches; return how many there are and how many were left out."""
    positions = tuple(layout.columns.values())
    pick = itemgetter(*positions) if len(positions) > 1 else lambda row: (row[positions[0]],)
    tmdb_at, imdb_at = layout.columns.get("tmdb_id"), layout.columns.get("imdb_id")
    n_rows = n_left_out = 0
    batch: list[tuple[int, int | None, str | None, str | None, str]] = []
    statement = "INSERT INTO rows VALUES (?, ?, ?, ?, ?)"
    for row in rows:
        if len(row) != width:
            n_left_out += 1
            continue
        tmdb_id = _read_tmdb_id(row[tmdb_at]) if tmdb_at is not None else None
        imdb_ids = _read_imdb_ids(row[imdb_at]) if imdb_at is not None else ()
        cells = _SEPARATOR.join(pick(row))
        if len(imdb_ids) > 1 and tmdb_id is None:
            batch += [(number, None, imdb_id, None, cells) for imdb_id in imdb_ids]
        elif tmdb_id is not None or imdb_ids:
            batch.append((number, tmdb_id, imdb_ids[0] if imdb_ids else None, None, cells))
        elif key := _find_title_key(row, layout):
            batch.append((number, None, None, key, cells))
        else:
            n_left_out += 1
            continue
        n_rows += 1
        if len(batch) >= _BATCH:
            database.executemany(statement, batch)
            batch.clear()
    database.executemany(statement, batch)
    return n_rows, n_left_out


def _read_tmdb_id(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if len(text) < 11 else None
    match = re.fullmatch(r"\s*([1-9][0-9]{0,9})(?:\.0+)?\s*", text)
    return int(match[1]) if match else None


def _read_imdb_ids(text: str) -> tuple[str, ...]:
    """Return IMDb title ids as `tt` and at least seven digits: MovieLens leaves `tt` out, links wrap it."""
    if len(text) == 9 and text[:2] == "tt":
        return (text,)
    if text.isdecimal():
        return (f"tt{text:0>7}",)
    return tuple(dict.fromkeys(re.findall(r"tt[0-9]{7,9}", text)))


def _find_title_key(row: list[str], layout: Layout) -> str | None:
    title_at = layout.columns.get("title")
    if title_at is None:
        return None
    cells = [row[layout.columns[role]] for role in ("year", "release_date") if role in layout.columns]
    year = next((match[0] for cell in cells if (match := re.search("(?:18|19|20)[0-9]{2}", cell))), None)
    return _build_title_key(mend_text(row[title_at]), year) if year else None


def _build_title_key(title: str, year: str) -> str | None:
    folded = fold(title)
    return f"{folded}|{year}" if folded else None


def _find_readings(database: sqlite3.Connection, movie_id: int) -> Iterator[Reading]:
    imports = {
        row[0]: row
        for row in database.execute("SELECT id, name, url, licence, retrieved, kind, roles FROM imports")
    }
    own = database.execute(
        "SELECT import, imdb_id, cells FROM rows WHERE tmdb_id = ? LIMIT 200", (movie_id,)
    ).fetchall()
    found = [(number, cells) for number, _, cells in own]
    for imdb_id in {row[1] for row in own if row[1]}:
        by_imdb = database.execute(
            "SELECT import, cells FROM rows WHERE imdb_id = ? AND tmdb_id IS NULL LIMIT 500", (imdb_id,)
        )
        found += by_imdb.fetchall()
    readings = [r for number, cells in found if (r := _read(imports.get(number), cells)) is not None]
    yield from readings
    keys = {_build_title_key(r.title, str(r.year)) for r in readings if r.title and r.year}
    for key in sorted(filter(None, keys)):
        rows = database.execute(
            "SELECT import, cells FROM rows WHERE title_key = ? LIMIT 50", (key,)
        ).fetchall()
        if rows and _count_films(database, imports, key, movie_id):
            continue
        for number, cells in rows:
            # A title that stands twice in one table is two films, and nobody knows which is ours.
            if sum(other == number for other, _ in rows) == 1 and (r := _read(imports.get(number), cells)):
                yield r


def _count_films(
    database: sqlite3.Connection, imports: Mapping[int, tuple[object, ...]], key: str, movie_id: int
) -> int:
    """Count the other films of this title and year; a title alone names none of them."""
    word = max(key.partition("|")[0].split(), key=len)
    rows = database.execute(
        "SELECT import, cells FROM rows WHERE tmdb_id IS NOT NULL AND tmdb_id != ? AND cells LIKE ?",
        (movie_id, f"%{word}%"),
    )
    readings = (_read(imports.get(number), cells) for number, cells in rows)
    return sum(
        reading is not None
        and bool(reading.title)
        and _build_title_key(reading.title, str(reading.year)) == key
        for reading in readings
    )


def _read(entry: tuple[object, ...] | None, cells: str) -> Reading | None:
    if entry is None:
        return None
    number, name, url, licence, retrieved, kind, roles = entry
    names = json.loads(str(roles))
    values = cells.split(_SEPARATOR)
    if len(values) != len(names):
        return None
    source = Source(
        id=f"table{number}",
        name=str(name),
        url=None if url is None else str(url),
        retrieved=str(retrieved),
        licence=None if licence is None else str(licence),
    )
    return read_row(dict(zip(names, values, strict=True)), kind=str(kind), source=source)
