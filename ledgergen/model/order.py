"""An order: many requests handed in as one file, to be answered within a day, at half the price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class OrderState(StrEnum):
    """Where an order of ours stands."""

    OPEN = "open"
    """Requests are still added."""
    READY = "ready"
    """Its file is whole; whether the server has it is not known."""
    PLACED = "placed"
    """The server has it."""
    DONE = "done"
    """Its answers are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order, as it stands in the book."""

    id: str
    """Ours; the server keeps it as metadata."""
    batch: int
    """The list it was made for."""
    server: str
    """Base URL."""
    state: OrderState
    n_requests: int
    remote_id: str | None = None
    """The server's name for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteOrder:
    """What the server says of an order."""

    id: str
    status: str
    n_answered: int = 0
    output_file: str | None = None
    error_file: str | None = None
    problem_code: str = ""
    problem: str = ""
    """Why it was refused as a whole; empty where it was not."""

    @property
    def is_final(self) -> bool:
        """Tell whether no more answers will come."""
        return self.status in {"completed", "failed", "expired", "cancelled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAnswer:
    """What came back for one request of an order."""

    prompt_hash: str
    status: int
    """HTTP status of the answer; 0 where the request was not worked on."""
    body: Mapping[str, Any]
    """The answer or error as it came."""

    @property
    def is_reply(self) -> bool:
        """Tell whether the body is a completion."""
        return self.status == 200


class RequestState(StrEnum):
    """Where a request stands that was part of an order."""

    ASKED = "asked"
    """Its order is not done."""
    AGAIN = "again"
    """Not answered, through no fault of its own; it may be part of another order."""
    ANSWERED = "answered"
    """Its reply is in the completion store."""
    FAILED = "failed"
    """The server will not answer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an order came to for one of its requests."""

    state: RequestState
    problem: tuple[str, str, str, str] | None = None
    """An error's class, and its three lines."""
    is_try: bool = True
    """It counts as one of the few times that a request is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, as it stands in the book."""

    state: RequestState
    n_tries: int
    problem: tuple[str, str, str, str] | None


class Added(StrEnum):
    """What came of adding a request to an order."""

    YES = "yes"
    BY_OTHERS = "by others"
    """It is part of an order already."""
    NOT_AFFORDED = "not afforded"
    """Its worst cost might not fit below the cap."""
