"""How the lexicon's tables are written: words between spaces, rows of `form form = meaning`."""

from __future__ import annotations


def split_words(table: str) -> list[str]:
    """Return the words of a table, in order."""
    return table.split()


def split_rows(table: str) -> dict[str, str]:
    """Read `form form … = meaning` lines; an underscore in a form stands for a space."""
    rows: dict[str, str] = {}
    for line in table.strip().splitlines():
        forms, _, meaning = line.partition("=")
        for form in forms.split():
            rows[form.replace("_", " ")] = meaning.strip()
    return rows
