"""What a rule found and where, before it becomes a finding with line and column."""

from __future__ import annotations

from typing import NamedTuple


class Hit(NamedTuple):
    """One thing a rule has to say. Offsets are code points, end exclusive."""

    code: str
    message: str
    start: int
    end: int
