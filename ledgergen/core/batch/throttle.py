"""How fast one server may be asked, as a value that processes hand to one another.

What is known of a server is JSON between two turns: what is left in the buckets
for requests and tokens, and the pace that its refusals taught. Times are seconds
since the epoch, because no other clock is shared between machines.

Turns are given little ahead of time (`AHEAD_S`): who cannot have one soon is told
how long to stay away and asks again. So a process that dies, or gives up, leaves
no debt behind that others would wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ledgergen.core.batch.limits import Pace, TokenBucket

AHEAD_S = 2.0


class Turn(NamedTuple):
    """Leave to ask, or how long to stay away."""

    is_given: bool
    wait_s: float
    """Before asking the server; or before asking for a turn again."""
    why: str
    """What is waited for."""


class Throttle:
    """What is known of one server, for as long as one process looks at it."""

    def __init__(self, known: Mapping[str, Any], *, rpm: float | None, tpm: float | None, now: float) -> None:
        """Go on from what `to_json` wrote; `{}` is a server that was never asked."""
        self.pace = Pace(**known.get("pace", {}))
        self.pace.forget(now=now)
        self._buckets = {
            name: TokenBucket(per_minute, now=now, known=known.get(name))
            for name, per_minute in (("requests", rpm), ("tokens", tpm))
            if per_minute is not None
        }

    def take(self, n_tokens: int, *, now: float) -> Turn:
        """Take a turn for a request of so many tokens, if there is one soon."""
        waits = [(bucket.find_debt(now=now), f"--{_FLAGS[name]}") for name, bucket in self._buckets.items()]
        waits.append((self.pace.find_wait(now=now), "the pace the server allows"))
        wait_s, why = max(waits)
        if wait_s > AHEAD_S:
            return Turn(is_given=False, wait_s=wait_s - AHEAD_S / 2, why=why)
        waits = [
            (bucket.take(1 if name == "requests" else n_tokens, now=now), f"--{_FLAGS[name]}")
            for name, bucket in self._buckets.items()
        ]
        waits.append((self.pace.take(now=now), "the pace the server allows"))
        wait_s, why = max(waits)
        return Turn(is_given=True, wait_s=wait_s, why=why)

    def give_back(self, *, n_requests: int, n_tokens: int) -> None:
        """Return what was taken and not used (negative: more was used than taken)."""
        for name, amount in (("requests", n_requests), ("tokens", n_tokens)):
            if name in self._buckets:
                self._buckets[name].give_back(amount)

    def to_json(self) -> dict[str, Any]:
        """Return what another process goes on from."""
        known: dict[str, Any] = {name: bucket.to_json() for name, bucket in self._buckets.items()}
        if not self.pace.is_idle:
            known["pace"] = self.pace.to_json()
        return known


_FLAGS = {"requests": "rpm", "tokens": "tpm"}
