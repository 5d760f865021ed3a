"""How tables of words are written, and how a phrase is split into the words of a text."""

from __future__ import annotations

import re
from typing import Final


def word_set(table: str) -> frozenset[str]:
    """Read a table of words apart by white space."""
    return frozenset(table.split())


def word_list(table: str) -> list[str]:
    """Read a table of words apart by white space, in order."""
    return table.split()


def split_rows(table: str) -> dict[str, str]:
    """Read `form form … = meaning` lines; an underscore in a form stands for a space."""
    rows: dict[str, str] = {}
    for line in table.strip().splitlines():
        forms, _, meaning = line.partition("=")
        for form in forms.split():
            rows[form.replace("_", " ")] = meaning.strip()
    return rows


def read_rows(table: str) -> list[tuple[str, list[str]]]:
    """Read `head: phrase, phrase, …` lines; a row goes on in lines that are indented."""
    joined = re.sub(r",\s*\n\s+", ", ", table.strip())
    rows = (line.partition(":") for line in joined.splitlines() if line.strip())
    return [(head.strip(), [phrase.strip() for phrase in phrases.split(",")]) for head, _, phrases in rows]


def split_words(phrase: str) -> tuple[str, ...]:
    """Split a phrase as the texts are split, lower case.

    >>> split_words("Who's Minding It?")
    ("who's", 'minding', 'it', '?')
    """
    return tuple(_WORD.findall(phrase.lower().replace("’", "'")))


_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\s\w]")
