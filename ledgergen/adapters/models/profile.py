"""What a server understands: learnt from its refusals, remembered per server and model.

Servers that speak the OpenAI protocol differ in three things, and say so only
when asked: whether they take a JSON schema, JSON mode or neither; whether the
length limit is called `max_tokens` or `max_completion_tokens`; and whether
they take a temperature. A completer starts with the best guess and steps down
the ladder when a refusal says why.

    json_schema  →  json_object  →  text

Only what has worked is remembered, so a bad day of a server teaches nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.errors import StoreError


class Rung(StrEnum):
    """How a reply's form is asked for."""

    SCHEMA = "json_schema"
    """The server itself holds the model to the schema."""
    JSON = "json_object"
    """The server holds the model to JSON; which JSON, the prompt says."""
    TEXT = "text"
    """The prompt alone says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How to ask one server for one model."""

    rung: Rung = Rung.SCHEMA
    limit_key: str = "max_tokens"
    sends_temperature: bool = True


class ProfileMemory(Protocol):
    """Where profiles are kept between runs. It is a cache: it may forget, and never fails."""

    def load(self, key: str) -> Profile | None:
        """Return what was learnt under the key (base URL and model)."""

    def save(self, key: str, profile: Profile) -> None:
        """Keep it."""


_Step = Callable[[Profile], Profile | None]


def _rename_limit(profile: Profile) -> Profile | None:
    if profile.limit_key == "max_completion_tokens":
        return None
    return replace(profile, limit_key="max_completion_tokens")


def _drop_temperature(profile: Profile) -> Profile | None:
    return replace(profile, sends_temperature=False) if profile.sends_temperature else None


def _step_down(profile: Profile) -> Profile | None:
    lower = {Rung.SCHEMA: Rung.JSON, Rung.JSON: Rung.TEXT}.get(profile.rung)
    return None if lower is None else replace(profile, rung=lower)


def _give_up(_: Profile) -> Profile | None:
    return None


_ANY = frozenset({400, 404, 422, 500, 501})
_CLIENT = frozenset({400, 422})

# The first row that fits decides. A status that is no refusal of the request
# (401, 429, 503 …) never gets here.
_COMPLAINTS: tuple[tuple[frozenset[int], re.Pattern[str], _Step], ...] = (
    (_ANY, re.compile(r"max_completion_tokens"), _rename_limit),
    (_CLIENT, re.compile(r"temperature", re.IGNORECASE), _drop_temperature),
    (
        _ANY,
        re.compile(
            r"response.?format|json.?schema|json.?object|json mode|structured.?output|guided|grammar",
            re.IGNORECASE,
        ),
        _step_down,
    ),
    (
        _CLIENT,
        re.compile(
            r"context|too (?:long|large|many)|maximum|api.?key|quota|credit|billing"
            r"|model\b.*\b(?:not|unknown|invalid)|(?:not|unknown|invalid)\b.*\bmodel",
            re.IGNORECASE,
        ),
        _give_up,
    ),
    # A refusal without a reason: what servers refuse most is the format.
    (_CLIENT, re.compile(r""), _step_down),
)


def find_step(profile: Profile, *, status: int, message: str) -> Profile | None:
    """Return the profile to try next after a refusal; None where the request itself is at fault."""
    for statuses, pattern, step in _COMPLAINTS:
        if status in statuses and pattern.search(message):
            return step(profile)
    return None


class ProfileFile:
    """A `ProfileMemory` in a small JSON file."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; a missing or unreadable one remembers nothing."""
        self._path = path

    def load(self, key: str) -> Profile | None:
        """Return what the file says of the key, if it makes sense."""
        value = self._read().get(key)
        with suppress(TypeError, ValueError, KeyError):
            return Profile(
                rung=Rung(value["rung"]),  # type: ignore[index]
                limit_key=str(value["limit_key"]),  # type: ignore[index]
                sends_temperature=bool(value["sends_temperature"]),  # type: ignore[index]
            )
        return None

    def save(self, key: str, profile: Profile) -> None:
        """Write it beside what is there; where the disk refuses, it is learnt again next time."""
        values = {**self._read(), key: asdict(profile)}
        with suppress(StoreError, OSError):
            write_text_atomically(self._path, json.dumps(values, indent=2, sort_keys=True) + "\n")

    def _read(self) -> Mapping[str, Any]:
        with suppress(OSError, ValueError):
            value = json.loads(self._path.read_text("utf-8"))
            if isinstance(value, dict):
                return value
        return {}
