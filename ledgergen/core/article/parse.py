"""Take an article's values from a text, whatever its form.

Reading never fails: what is missing is None or empty, and what is wrong with
it is for `rules` to say.
"""

from __future__ import annotations

from ledgergen.core.article import form
from ledgergen.core.article.article import Article
from ledgergen.core.article.layout import Layout, read_layout
from ledgergen.core.article.names import FilmLine, read_film, unescape

_MAX_ID_DIGITS = 12


def parse_article(text: str) -> Article:
    """Read a ledger leniently. Never raises.

    A doubled heading's first section counts, a doubled key's first value.

    >>> parse_article("**Film:** *Closeness* (2017)").year
    2017
    """
    return build_from_layout(read_layout(text))


def build_from_layout(layout: Layout) -> Article:
    """Take the values from a layout."""
    film = read_film(layout.film.value) if layout.film else FilmLine("", None)
    first, second, third, fourth = (_take_section(layout, section.number) for section in form.SECTIONS)
    return Article(
        movie_id=read_movie_id(get_value(layout, "movieId")),
        movie_title=get_value(layout, "movieTitle"),
        director=unescape(layout.director.value) if layout.director else "",
        film=film.title,
        year=film.year,
        sections=(first, second, third, fourth),
    )


def get_value(layout: Layout, key: str) -> str:
    """Return a front matter value as written, or nothing."""
    entry = layout.front.get(key) if layout.front else None
    return entry.value if entry else ""


def read_movie_id(value: str) -> int | None:
    """Read a movie id: ASCII digits, not zero."""
    if not (value.isascii() and value.isdecimal() and len(value) <= _MAX_ID_DIGITS):
        return None
    return int(value) or None


def _take_section(layout: Layout, number: int) -> str:
    part = layout.find_part(number)
    return layout.prose(part).replace("\r\n", "\n").replace("\r", "\n") if part else ""
