"""Draws without a random source: the same seed and words give the same order on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

_Item = TypeVar("_Item")


def shuffle(items: Iterable[_Item], *, seed: int, about: str) -> list[_Item]:
    """Return the items in an order drawn by the seed; `about` names the draw."""
    numbered = [(_hash(seed, about, number), item) for number, item in enumerate(items)]
    numbered.sort(key=lambda pair: pair[0])
    return [item for _, item in numbered]


def _hash(seed: int, about: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}\n{about}\n{number}".encode()).digest()
