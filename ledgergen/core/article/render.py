"""Write an article in the house form, byte for byte the same each time.

The front matter is written by hand, not by a YAML dumper: those sort keys,
fold long titles and pick quotes as they like. A title is left bare only where
every YAML reader gives back the very same string; otherwise it stands in
double quotes with JSON's escapes, which YAML shares.
"""

from __future__ import annotations

import re
import unicodedata

from ledgergen.core.article import form
from ledgergen.core.article.article import Article
from ledgergen.core.article.front_matter import resolves_to
from ledgergen.core.article.names import escape, render_film

_NUMBERLIKE = re.compile(r"[-+.]?[0-9][0-9a-fA-FoOxX_.:+-]*")
_LEADING = frozenset("-?:,[]{}#&*!|>'\"%@`=~<. ")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_BARE_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def render_article(article: Article) -> str:
    """Return the ledger's text in the house form. It ends without a newline."""
    head = (
        f"{render_front_matter(article.movie_id, article.movie_title)}\n\n**{form.TITLE}**\n\n"
        f"{render_credits(article.director, article.film, article.year)}"
    )
    sections = (
        f"{section.heading}\n{prose}" if prose else section.heading
        for section, prose in zip(form.SECTIONS, article.sections, strict=True)
    )
    return "\n\n".join([head, *sections])


def render_front_matter(movie_id: int | None, movie_title: str) -> str:
    """Write the front matter with its fences, without a line end behind it."""
    values = ("" if movie_id is None else str(movie_id), render_scalar(movie_title), form.CATEGORY)
    pairs = (f"{key}: {value}" for key, value in zip(form.KEYS, values, strict=True) if value)
    return "\n".join([form.FENCE, *pairs, form.FENCE])


def render_credits(director: str, film: str, year: int | None) -> str:
    """Write the Director and Film lines."""
    lines = (f"{form.DIRECTOR_LABEL} {escape(director)}", f"{form.FILM_LABEL} {render_film(film, year)}")
    return "\n".join(line.rstrip(" ") for line in lines)


def render_scalar(value: str) -> str:
    """Write a string so that YAML reads back the same string.

    >>> [render_scalar(title) for title in ("Heaven's Gate", "1917", "Alien: Covenant")]
    ["Heaven's Gate", '"1917"', '"Alien: Covenant"']
    """
    return value if _is_safe_bare(value) else f'"{"".join(map(_escape_char, value))}"'


def _is_safe_bare(value: str) -> bool:
    return (
        bool(value)
        and value[0] not in _LEADING
        and not value.endswith((" ", ":"))
        and ": " not in value
        and " #" not in value
        and all(_is_plain_char(char) for char in value)
        and value.casefold() not in _BARE_WORDS
        and _NUMBERLIKE.fullmatch(value) is None
        and resolves_to(value) == "text"
    )


def _is_plain_char(char: str) -> bool:
    """Tell whether every YAML reader takes the character as it is, and an editor sees it."""
    if char == " " or char.isalnum():
        return True
    return unicodedata.category(char)[0] in "LMNPS"


def _escape_char(char: str) -> str:
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    if char == " " or _is_plain_char(char):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
