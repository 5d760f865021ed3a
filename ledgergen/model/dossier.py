"""The dossier: everything that is known about one film, and who says so.

This is the file format `dossier/1` and the public type `ledgergen.Dossier` at
once. It holds what the sources say, unjudged: two sources that disagree are
two facts. The figure check builds its own index from it
(`core.figures.evidence`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field


class _PathLike(Protocol):
    def __fspath__(self) -> str: ...


class _Value(BaseModel):
    # Unknown keys are ignored here so that a newer file still reads; the loader
    # for files that people write (`core.dossiers.dossier`) names them as likely typos.
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Source(_Value):
    """Where facts and passages were read."""

    id: str
    name: str
    url: str | None = None
    retrieved: str | None = None
    """ISO date on which it was read."""
    licence: str | None = None
    attribution: str | None = None
    """The words its licence asks to be shown with what was taken from it."""


class Fact(_Value):
    """One statement of one source: the `attribute` of a `subject` is `value`."""

    id: str
    subject: str
    attribute: str
    value: str
    """A decimal number in base units (dollars, never millions), an ISO date cut
    to its precision (`1976`, `1976-02`, `1976-02-08`), a ratio (`1.85:1`), or text."""
    unit: str | None = None
    """ISO 4217 code, `min`, `days`, `people`, `screens`, `percent`, `count`, or none."""
    approximate: bool = False
    """The source itself says "about"."""
    qualifiers: dict[str, str] = Field(default_factory=dict)
    """Territory, as_of, event, category, result, year, role, part, person, site."""
    source: str
    """Id of the source."""
    also: tuple[str, ...] = ()
    """Ids of further sources that say exactly the same."""


class Passage(_Value):
    """Two to six sentences of source prose, as found."""

    id: str
    text: str
    source: str


class Dossier(_Value):
    """What is known about one film. Shape: `dossier/1`.

    `Dossier.from_texts` and `Dossier.from_records` make one that is about no
    film in particular, from plain prose or from JSON tables: `movie_id` is 0
    and `title` empty there.
    """

    schema_id: str = Field(default="dossier/1", alias="schema")
    movie_id: int
    """TMDB movie id."""
    title: str
    original_title: str | None = None
    year: int | None = None
    directors: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    records: tuple[Any, ...] = ()
    """JSON tables and objects (see `from_records`)."""
    gaps: tuple[str, ...] = ()
    """What could not be had when the evidence was gathered, one sentence each; no evidence itself."""

    @staticmethod
    def load(path: str | _PathLike) -> Dossier:
        """Read a dossier file, YAML or JSON, strictly.

        Raises:
            DossierError: it cannot be read; names every problem with its line.
        """
        # The one import that points up, so that the public type keeps the door
        # its users look for; the contract in pyproject.toml names it.
        from ledgergen.adapters.dossiers import load_dossier  # noqa: PLC0415

        return load_dossier(path)

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Self:
        """Make a dossier of prose alone: passages `p1`, `p2`, … in the order given."""
        # Validated as a whole: a page may be given as hundreds of sentences.
        passages = [
            {"id": f"p{number}", "text": text, "source": "given"} for number, text in enumerate(texts, 1)
        ]
        source = {"id": "given", "name": "given text"}
        return cls.model_validate({"movie_id": 0, "title": "", "sources": [source], "passages": passages})

    @classmethod
    def from_records(cls, records: Iterable[object]) -> Self:
        """Make a dossier of JSON values: tables, objects, lists of objects.

        A table is `{"title": str, "columns": [str], "rows": [[str]]}`; any other
        JSON object is read as named values, nested objects and lists as entities.
        """
        return cls(
            movie_id=0, title="", sources=(Source(id="given", name="given data"),), records=tuple(records)
        )

    def find_source(self, source_id: str) -> Source | None:
        """Return the source with this id, if the dossier has it."""
        return next((source for source in self.sources if source.id == source_id), None)
