"""Accounts of a team: who may come in, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; every role may do all that the ones before it may."""

    VIEWER = "viewer"
    """Read everything."""
    EDITOR = "editor"
    """Decide, edit, approve, return."""
    ADMIN = "admin"
    """Let others in, and out."""

    def covers(self, needed: Role) -> bool:
        """Tell whether this role may do what `needed` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody's account."""

    key: str
    """The name as it is looked up: nobody can have another spelling of it."""
    name: str
    """The name as it stands in histories."""
    role: Role
    created: int
    """Seconds since 1970."""
    has_password: bool = True
    """False until its owner has chosen one: till then nobody can sign in by it."""
