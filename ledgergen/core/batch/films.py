"""Read a list of films: CSV with a header, JSON lines, or one id a line.

The first line that is not blank decides which of the three it is: `{` begins
JSON, digits alone are an id, anything else is a header. A header may be
separated by commas, semicolons or tabs. Columns and keys:

    movie_id (or the name given)   TMDB id; required
    film or title, director, year  what the evidence may not know; optional

Every other column is passed over. Rows come one by one, good and bad alike, so
that a list of a million takes no memory; who calls decides what a bad row
means. Blank lines are no rows.
"""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping

from ledgergen.errors import InputError
from ledgergen.model.batch import BadRow, FilmRow
from ledgergen.model.film import FilmRef

ID_COLUMN = "movie_id"

MAX_ID = 2_147_483_647
"""TMDB's ids are 32-bit; a longer number is a mistake, such as a phone number."""

_TITLE_COLUMNS = ("film", "title")
_MAX_SHOWN = 60


def parse_list(lines: Iterable[str], *, id_column: str = ID_COLUMN) -> Iterator[FilmRow | BadRow]:
    """Read the list row by row, in its order; `lines` with or without their ends.

    Raises:
        InputError: the header has no such column, or the list is no CSV at all.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    first = next(numbered, None)
    if first is None:
        return
    rows = itertools.chain([first], numbered)
    start = first[1].lstrip("\ufeff").lstrip()
    if start.startswith("{"):
        yield from _parse_json_lines(rows, id_column)
    elif start.strip().isdecimal():
        for number, line in rows:
            yield _build_row(number, {ID_COLUMN: line.strip().lstrip("\ufeff")}, ID_COLUMN)
    else:
        yield from _parse_csv(rows, id_column)


def _parse_json_lines(rows: Iterable[tuple[int, str]], id_column: str) -> Iterator[FilmRow | BadRow]:
    for number, line in rows:
        try:
            value = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            yield BadRow(line=number, because=f"it is no JSON: {_show(line.strip())}")
            continue
        if not isinstance(value, dict):
            yield BadRow(line=number, because=f"it is no JSON object: {_show(line.strip())}")
        elif id_column not in value:
            keys = ", ".join(map(str, value)) or "none"
            yield BadRow(line=number, because=f"it has no key {id_column!r} (found: {keys[:_MAX_SHOWN]})")
        else:
            yield _build_row(number, value, id_column)


def _parse_csv(rows: Iterator[tuple[int, str]], id_column: str) -> Iterator[FilmRow | BadRow]:
    here = 0

    def read() -> Iterator[str]:
        nonlocal here
        for number, line in rows:
            here = number
            yield line

    lines = read()
    header_line = next(lines).lstrip("\ufeff")
    delimiter = max(",;\t", key=header_line.count)
    try:
        header = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter))]
        if id_column not in header:
            likely = next((name for name in header if "id" in name.lower()), header[0])
            raise InputError(
                f"the list has no column {id_column!r} (found: {', '.join(header)[:200]})",
                because="that column holds the TMDB ids of the films",
                fix=f"--id-column {likely!r}, or name the column {ID_COLUMN}",
            )
        for values in csv.reader(lines, delimiter=delimiter):
            if len(values) > len(header):
                because = f"it has {len(values)} cells, and the header {len(header)}"
                yield BadRow(line=here, because=because)
            else:
                yield _build_row(here, dict(zip(header, values, strict=False)), id_column)
    except csv.Error as problem:
        raise InputError(
            f"the list cannot be read at line {here}",
            because=f"it is no CSV: {problem}",
            fix="save it as CSV in UTF-8, as JSON lines, or as one id a line",
        ) from problem


def _build_row(line: int, values: Mapping[str, object], id_column: str) -> FilmRow | BadRow:
    movie_id = _read_int(values.get(id_column))
    if movie_id is None or not 1 <= movie_id <= MAX_ID:
        return BadRow(line=line, because=f"{_show(values.get(id_column))} is no TMDB id")
    given = values.get("year")
    year = None if given in (None, "") else _read_int(given)
    if year is None and isinstance(given, str) and not given.strip():
        given = None
    if given not in (None, "") and (year is None or not 1870 <= year <= 2100):
        return BadRow(line=line, because=f"{_show(given)} is no year of a film")
    title = next((text for name in _TITLE_COLUMNS if (text := _read_text(values.get(name)))), None)
    director = _read_text(values.get("director"))
    return FilmRow(line=line, film=FilmRef(movie_id=movie_id, title=title, director=director, year=year))


def _read_int(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        text = value.strip()
        # isascii: int() would read digits of any script, and no list of ids has them on purpose.
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None
    return None


def _read_text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
