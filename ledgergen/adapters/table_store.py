"""Rows into the store of imported tables, and the rows of one film out of it.

The keys of a row (TMDB id, IMDb ids, or title and year) are all that is read
when it comes in; the cells that mean something are kept as one text, in the
order of the import's roles.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from operator import itemgetter

from ledgergen.core.sources.merge import fold
from ledgergen.core.sources.reading import Reading
from ledgergen.core.sources.table_columns import Layout
from ledgergen.core.sources.table_rows import mend_text, read_row
from ledgergen.model.dossier import Source

_SEPARATOR = "\x1f"
_BATCH = 4_000


def insert_rows(
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


def find_readings(database: sqlite3.Connection, movie_id: int) -> Iterator[Reading]:
    """Yield what each row about a film says: by TMDB id, then IMDb id, then title and year."""
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
