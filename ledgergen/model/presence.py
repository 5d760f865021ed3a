"""Who is at a ledger, and whose it is at the moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

HERE_S = 180
"""Whoever gave a sign within this time is at the ledger. Seconds."""
CLAIM_S = 900
"""How long a claim holds without a sign of whoever has it. Seconds."""


class Sign(Enum):
    """What somebody at a ledger does."""

    STAYS = "stays"
    """Is there; a claim of theirs goes on."""
    WORKS = "works"
    """Claims it, if nobody else has."""
    TAKES = "takes"
    """Claims it, whoever has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Somebody at a ledger. Times are seconds since 1970."""

    movie_id: int
    name: str
    since: int
    """When they came."""
    seen: int
    """When they last gave a sign."""
    claimed: int | None = None
    """Since when they work on it; None for whoever reads along."""
