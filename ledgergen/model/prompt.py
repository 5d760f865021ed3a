"""What is sent to a model, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One request for text about one film.

    The first messages are byte-identical for every film of a run, so that a
    provider's cache serves them; what is about this film stands last.
    """

    name: str
    """Template name: `draft`, `repair`."""
    version: str
    messages: tuple[Message, ...]
    sections: tuple[int, ...]
    """Which sections are asked for: all four in a draft, the failing ones in a repair, none for prose."""
    max_tokens: int
    temperature: Decimal | None
    dossier: Dossier
    """The evidence itself, for writers that are code and not a language model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model answered, before anything is read into it."""

    text: str
    model: str
    provider: str
    finish_reason: Literal["stop", "length", "content_filter", "other"] = "stop"
    usage: Usage = field(default_factory=Usage)
    cost_usd: Decimal | None = None
    """None where the price is not known."""
    is_reused: bool = False
    """Taken from the completion store: nothing was spent on it this time."""
