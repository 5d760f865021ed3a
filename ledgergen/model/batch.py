"""What batches speak of: rows of a list, films as they stand, and what became of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from ledgergen.model.film import FilmRef
from ledgergen.model.report import Usage


class State(StrEnum):
    """Where a film stands in the journal."""

    QUEUED = "queued"
    RUNNING = "running"
    CLEAN = "clean"
    HELD = "held"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more happens to the film unless something changes."""
        return self in {State.CLEAN, State.HELD, State.FAILED}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmRow:
    """One film of the list."""

    line: int
    """1-based."""
    film: FilmRef


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that names no film."""

    line: int
    because: str


class KnownList(NamedTuple):
    """A list that was read before."""

    batch: int
    """Its id in the journal."""
    name: str
    digest: str
    n_films: int


class LoadedList(NamedTuple):
    """What reading a list came to."""

    n_films: int
    is_changed: bool
    """It took the place of an older list of this name."""
    n_bad: int
    bad: tuple[BadRow, ...]
    """The first few."""
    n_duplicates: int
    duplicates: tuple[FilmRow, ...]
    """The first few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What every film of a run is drafted and checked with."""

    model: str
    prompt: str
    """Hash of templates and examples."""
    seeds: str
    """Hash of the seed ledgers, which the rules on copying read."""
    checker: str
    repairs: int

    def to_json(self) -> dict[str, str | int]:
        """Return the parts by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A film of a list, as it stands in the journal."""

    position: int
    film: FilmRef
    hints: str | None
    """What the list says of the film, as it is compared."""
    state: State
    seq: int
    """Grows with every outcome; taking the film succeeds only while it is this."""
    recipe_id: int | None
    dossier_sha256: str | None
    stamp: str | None
    file: str | None
    """Name of its ledger; None for a film that has none."""


class Money(NamedTuple):
    """What a list has cost, and what is set aside for calls on the wire."""

    spent_usd: Decimal
    reserved_usd: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOutcome:
    """What became of one film: a row of the journal."""

    movie_id: int
    state: State
    title: str = ""
    path: str = ""
    """Where it was written; empty for a failed film."""
    dossier_sha256: str | None = None
    why: str = ""
    """Why it was drafted again; empty the first time."""
    problem: str = ""
    """A failed film's error, in its three lines."""
    kind: str = ""
    """Class of that error."""
    n_figures: int = 0
    n_flagged: int = 0
    flags: tuple[tuple[str, int], ...] = ()
    """Verdicts and codes that held it, with their counts."""
    n_rounds: int = 0
    usage: Usage = field(default_factory=Usage)
    n_reused: int = 0
    """Replies that were paid for before."""
    cost_usd: Decimal | None = None
    seconds: float = 0.0

    def to_json(self) -> str:
        """Write it for the journal and for `--json`."""
        return json.dumps(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON values; fields are added, never renamed."""
        usage = self.usage
        return {
            "movie_id": self.movie_id,
            "state": self.state.value,
            "title": self.title,
            "path": self.path,
            "dossier_sha256": self.dossier_sha256,
            "why": self.why,
            "problem": self.problem,
            "kind": self.kind,
            "figures": self.n_figures,
            "flagged": self.n_flagged,
            "flags": dict(self.flags),
            "rounds": self.n_rounds,
            "usage": {
                "input_tokens": usage.input_tokens,
                "cached_tokens": usage.cached_tokens,
                "output_tokens": usage.output_tokens,
                "calls": usage.calls,
            },
            "reused": self.n_reused,
            "cost_usd": None if self.cost_usd is None else str(self.cost_usd),
            "seconds": round(self.seconds, 3),
        }

    @classmethod
    def from_json(cls, text: str) -> FilmOutcome:
        """Read what `to_json` wrote."""
        value = json.loads(text)
        cost = value["cost_usd"]
        return cls(
            movie_id=value["movie_id"],
            state=State(value["state"]),
            title=value["title"],
            path=value["path"],
            dossier_sha256=value["dossier_sha256"],
            why=value["why"],
            problem=value["problem"],
            kind=value["kind"],
            n_figures=value["figures"],
            n_flagged=value["flagged"],
            flags=tuple(value["flags"].items()),
            n_rounds=value["rounds"],
            usage=Usage(**value["usage"]),
            n_reused=value["reused"],
            cost_usd=None if cost is None else Decimal(cost),
            seconds=value["seconds"],
        )
