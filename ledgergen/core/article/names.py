"""Titles and names inside Markdown lines: escaping, the Film line, and comparing loosely."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ledgergen.core.article.article import clean_name

_TO_ESCAPE = re.compile(r"[\\*_`<]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FILM_VALUE = re.compile(r"\*(?P<title>(?:[^*\\]|\\.)*)\*(?P<rest>.*)", re.DOTALL)
_YEAR = re.compile(r"\s*\(([0-9]{4})\)\s*")
_LAST_YEAR = re.compile(r"\(([0-9]{4})\)[\s*_]*")
_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"}
)


class FilmLine(NamedTuple):
    """What stands behind the Film line's label."""

    title: str
    year: int | None


def escape(name: str) -> str:
    """Escape what Markdown would take for markup in a name.

    >>> print(escape("M*A*S*H"))
    M\\*A\\*S\\*H
    """
    return _TO_ESCAPE.sub(r"\\\g<0>", clean_name(name))


def unescape(text: str) -> str:
    """Undo `escape`."""
    return _ESCAPED.sub(r"\1", text)


def render_film(title: str, year: int | None) -> str:
    """Write a film's title and year as the Film line gives them."""
    parts = [f"*{escape(title)}*" if clean_name(title) else "", "" if year is None else f"({year:04})"]
    return " ".join(part for part in parts if part)


def read_film(value: str) -> FilmLine:
    """Read a Film line's value: `*Title* (1999)`, and the same unmarked, bold, or in quotes."""
    strict = _FILM_VALUE.fullmatch(value)
    if strict is not None:
        year = _YEAR.fullmatch(strict["rest"])
        if year is not None:
            return FilmLine(unescape(strict["title"]), int(year[1]))
        if not strict["rest"].strip():
            return FilmLine(unescape(strict["title"]), None)
    lone_year = _YEAR.fullmatch(value)
    if lone_year is not None:
        return FilmLine("", int(lone_year[1]))
    last = list(_LAST_YEAR.finditer(value))
    found = last[-1] if last and last[-1].end() == len(value) else None
    title = value[: found.start()] if found else value
    return FilmLine(unescape(title.strip(' *_\t"“”')), int(found[1]) if found else None)


def normalize_name(name: str) -> str:
    """Fold what does not tell two names apart: letter case, typographic quotes and dashes, spacing."""
    folded = unicodedata.normalize("NFKC", name).translate(_QUOTES).casefold()
    return " ".join(folded.split()).rstrip(".")
