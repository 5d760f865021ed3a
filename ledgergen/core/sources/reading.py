"""What one service says about one film, before it becomes part of a dossier.

Every reader in this package (`wikidata_film`, `tmdb`, `omdb`, `wikipedia`, `table_rows`) turns
answers into one `Reading`; `merge` makes a dossier of several. A reader does not
know what the film will be called in the end, nor which ids are free: a
statement about the film itself has an empty `about`, and has no id.

Readers never raise for what an answer says. What is unusable is left out, and
where a person should know of it, a gap says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledgergen.model.dossier import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that a source says; the fields are those of `model.dossier.Fact`."""

    attribute: str
    value: str
    about: str = ""
    """A person or another film; empty for the film itself."""
    unit: str | None = None
    approximate: bool = False
    qualifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source says about one film."""

    source: Source
    title: str = ""
    original_title: str | None = None
    year: int | None = None
    directors: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[str, ...] = ()
    gaps: tuple[str, ...] = field(default=())
    """Sentences about what a person should know is missing or odd."""


def drop_empty(qualifiers: Mapping[str, str | None]) -> dict[str, str]:
    """Return the qualifiers that say something."""
    return {key: value for key, value in qualifiers.items() if value}


def clean_text(text: str) -> str:
    """Make a name or line of a source printable: no control characters, single spaces.

    Half characters (lone surrogates), which no file can hold, become U+FFFD.
    """
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
