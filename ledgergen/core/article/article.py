"""A ledger as a value: what the house form holds, without its markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One ledger. What a text did not say is None, or empty."""

    movie_id: int | None
    """TMDB movie id."""
    movie_title: str
    """The title in the front matter."""
    director: str
    """As the Director line gives it; several names are joined by `join_names`."""
    film: str
    """The title in the Film line, unescaped."""
    year: int | None
    sections: tuple[str, str, str, str]
    """The prose of sections 1 to 4, without headings and surrounding blank lines."""


def build_article(
    *, movie_id: int, title: str, directors: Sequence[str], year: int | None, sections: Sequence[str]
) -> Article:
    """Make an article in which every part fits its place in the form.

    Names become one line each: runs of whitespace are one space, control
    characters and lone surrogates are dropped.

    Raises:
        ValueError: `sections` are not four.
    """
    if len(sections) != 4:
        raise ValueError(f"a ledger has 4 sections, not {len(sections)}")
    first, second, third, fourth = (_clean_prose(section) for section in sections)
    return Article(
        movie_id=movie_id,
        movie_title=clean_name(title),
        director=join_names(directors),
        film=clean_name(title),
        year=year,
        sections=(first, second, third, fourth),
    )


def join_names(names: Sequence[str]) -> str:
    """Join directors' names as the Director line gives them.

    >>> join_names(["Joel Coen", "Ethan Coen"])
    'Joel Coen and Ethan Coen'
    """
    cleaned = [name for name in map(clean_name, names) if name]
    if len(cleaned) < 2:
        return "".join(cleaned)
    return f"{', '.join(cleaned[:-1])} and {cleaned[-1]}"


def clean_name(name: str) -> str:
    """Return a name or title as one line without control characters.

    >>> clean_name("The\\nHost ")
    'The Host'
    """
    spaced = " ".join(name.split())
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cs"}).strip()


def _clean_prose(section: str) -> str:
    return section.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").strip()
