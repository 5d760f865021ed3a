"""Which film a ledger is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmRef:
    """A film as the caller names it: the TMDB id, and whatever else they know."""

    movie_id: int
    """TMDB movie id, positive."""
    title: str | None = None
    director: str | None = None
    year: int | None = None
