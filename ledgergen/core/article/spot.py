"""What a rule found and where, before it becomes a finding with line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ledgergen.core.article.reading import Reading


class Spot(NamedTuple):
    """A message and its place. Offsets are code points, end exclusive."""

    message: str
    start: int
    end: int


Check = Callable[["Reading"], Iterable[Spot]]
"""One rule at work: never raises, takes time linear in the text."""
