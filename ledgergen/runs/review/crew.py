"""Who is at which ledger, as the pages and the API tell it.

Nothing here may keep anybody from working: where the store says no, nobody is
told of, and the decision itself says what is wrong with the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ledgergen.adapters.reviews.presence import PresenceStore
from ledgergen.core.review.presence import find_holder, find_others, stay
from ledgergen.errors import StoreError
from ledgergen.model.presence import HERE_S, Presence, Sign

_FRESH_S = 45
"""A sign this young is not written again: opening page after page costs no write each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who is at a ledger, as one of them sees it."""

    holder: Presence | None = None
    """Whoever works on it."""
    others: tuple[Presence, ...] = ()
    """Whoever else is there at the moment, the holder among them."""
    visitor: str = ""
    now: int = 0

    @property
    def is_mine(self) -> bool:
        """Tell whether the visitor works on it."""
        return self.holder is not None and self.holder.name == self.visitor

    @property
    def is_held(self) -> bool:
        """Tell whether somebody else works on it."""
        return self.holder is not None and self.holder.name != self.visitor

    @property
    def readers(self) -> tuple[str, ...]:
        """Who else is there and does not work on it."""
        return tuple(p.name for p in self.others if p != self.holder)

    @property
    def silent_min(self) -> int:
        """For how many minutes the holder gave no sign; 0 while they are there."""
        silent = self.now - self.holder.seen if self.holder else 0
        return silent // 60 if silent >= HERE_S else 0


class Crew:
    """Who is at which ledger."""

    def __init__(self, store: PresenceStore, *, clock: Callable[[], float]) -> None:
        """`clock` gives seconds since 1970."""
        self.store = store
        self._clock = clock

    def look(self, movie_id: int, name: str) -> Company:
        """Return who is at a ledger, without coming there."""
        now = int(self._clock())
        try:
            return _to_company(self.store.list_at(movie_id), name, now)
        except StoreError:
            return Company(visitor=name, now=now)

    def arrive(self, movie_id: int, name: str, *, works: bool) -> Company:
        """Give a sign of somebody at a ledger, who claims it with `works` if nobody else has."""
        now = int(self._clock())
        try:
            there = self.store.list_at(movie_id)
            mine = next((p for p in there if p.name == name), None)
            wants = works and (mine is None or mine.claimed is None)
            held = find_holder((p for p in there if p.name != name), now=now) is not None
            if mine is None or mine.seen <= now - _FRESH_S or (wants and not held):
                sign = Sign.WORKS if works else Sign.STAYS
                come = partial(stay, sign=sign, movie_id=movie_id, name=name, now=now)
                there = self.store.change(movie_id, come, now=now)
        except StoreError:
            return Company(visitor=name, now=now)
        return _to_company(there, name, now)

    def take(self, movie_id: int, name: str) -> Company:
        """Claim a ledger, whoever has it.

        Raises:
            StoreError: it could not be stored.
        """
        now = int(self._clock())
        take = partial(stay, sign=Sign.TAKES, movie_id=movie_id, name=name, now=now)
        return _to_company(self.store.change(movie_id, take, now=now), name, now)

    def leave(self, movie_id: int, name: str) -> Company:
        """Let a ledger go: what somebody did not finish is anybody's.

        Raises:
            StoreError: it could not be stored.
        """
        now = int(self._clock())

        def let_go(there: tuple[Presence, ...]) -> tuple[Presence, ...]:
            return tuple(replace(p, claimed=None) if p.name == name else p for p in there)

        return _to_company(self.store.change(movie_id, let_go, now=now), name, now)

    def finish(self, movie_id: int, name: str) -> None:
        """Let a ledger go that was approved, returned or rejected; a store that says no stops nobody."""
        try:
            if any(p.name == name and p.claimed is not None for p in self.store.list_at(movie_id)):
                self.leave(movie_id, name)
        except StoreError:
            return

    def list_all(self, name: str) -> Mapping[int, Company]:
        """Return who is at which ledger, by film."""
        now = int(self._clock())
        found: dict[int, list[Presence]] = {}
        try:
            for presence in self.store.list_all(now=now):
                found.setdefault(presence.movie_id, []).append(presence)
        except StoreError:
            return {}
        return {movie_id: _to_company(there, name, now) for movie_id, there in found.items()}


def _to_company(there: tuple[Presence, ...] | list[Presence], name: str, now: int) -> Company:
    return Company(
        holder=find_holder(there, now=now),
        others=find_others(there, but=name, now=now),
        visitor=name,
        now=now,
    )


def company_to_json(company: Company | None) -> dict[str, Any]:
    """Return who is at a ledger as JSON; times are seconds since 1970."""
    company = company or Company()
    holder = company.holder
    return {
        "holder": holder and {"name": holder.name, "since": holder.claimed, "seen": holder.seen},
        "others": [{"name": p.name, "since": p.since, "seen": p.seen} for p in company.others],
    }
