"""What a list says of a film, beside its id, as the journal keeps it."""

from __future__ import annotations

import json

from ledgergen.model.film import FilmRef


def write_hints(film: FilmRef) -> str | None:
    """Return title, director and year as JSON; None where the list says none of them."""
    hints = [film.title, film.director, film.year]
    return json.dumps(hints, ensure_ascii=False) if any(hints) else None


def read_hints(movie_id: int, hints: str | None) -> FilmRef:
    """Return the film that `write_hints` was given."""
    title, director, year = json.loads(hints) if hints else (None, None, None)
    return FilmRef(movie_id=movie_id, title=title, director=director, year=year)
