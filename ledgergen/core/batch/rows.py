"""Rows of a list on their way into a journal, and out of it again.

In go films once each; bad rows are counted, and the first few kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ledgergen.model.batch import BadRow, Entry, FilmRow, LoadedList, State
from ledgergen.model.film import FilmRef

MAX_SHOWN = 10
"""Bad rows and duplicates that are kept to be shown; the rest are counted."""


class RowSorter:
    """Tells films from bad rows and from films that were listed before."""

    def __init__(self) -> None:
        self.n_films = self.n_bad = self._n_duplicates = 0
        self._bad: list[BadRow] = []
        self._duplicates: list[FilmRow] = []

    def sort_out(self, rows: Iterable[FilmRow | BadRow]) -> Iterator[FilmRow]:
        """Yield each film the first time that it is listed; none any more once a row was bad."""
        seen: set[int] = set()
        for row in rows:
            if isinstance(row, BadRow):
                self.n_bad += 1
                if len(self._bad) < MAX_SHOWN:
                    self._bad.append(row)
            elif row.film.movie_id in seen:
                self._n_duplicates += 1
                if len(self._duplicates) < MAX_SHOWN:
                    self._duplicates.append(row)
            else:
                seen.add(row.film.movie_id)
                self.n_films += 1
                if not self.n_bad:
                    yield row

    def sum_up(self, *, is_changed: bool) -> LoadedList:
        """Say what the list came to; `is_changed`: it takes an older one's place."""
        return LoadedList(
            n_films=self.n_films,
            is_changed=is_changed,
            n_bad=self.n_bad,
            bad=tuple(self._bad),
            n_duplicates=self._n_duplicates,
            duplicates=tuple(self._duplicates),
        )


def build_entry(  # noqa: PLR0913, PLR0917 - a row's columns, in the order both journals select them
    position: int,
    movie_id: int,
    hints: str | None,
    state: str | None,
    seq: int | None,
    recipe_id: int | None,
    dossier_sha256: str | None,
    stamp: str | None,
    file: str | None,
) -> Entry:
    """Return a film of a list from a journal's row; one that nobody has drafted has only the first three."""
    return Entry(
        position=position,
        film=read_hints(movie_id, hints),
        hints=hints,
        state=State(state or "queued"),
        seq=seq or 0,
        recipe_id=recipe_id,
        dossier_sha256=dossier_sha256,
        stamp=stamp,
        file=file,
    )


def write_hints(film: FilmRef) -> str | None:
    """Return what a list says of a film beside its id, as JSON; None where it says nothing."""
    hints = [film.title, film.director, film.year]
    return json.dumps(hints, ensure_ascii=False) if any(hints) else None


def read_hints(movie_id: int, hints: str | None) -> FilmRef:
    """Return the film that `write_hints` was given."""
    title, director, year = json.loads(hints) if hints else (None, None, None)
    return FilmRef(movie_id=movie_id, title=title, director=director, year=year)
