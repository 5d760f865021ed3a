"""Waits for a server's limits, which all processes of a workspace share.

Drives `core.batch.throttle` with a real clock. Where no limit is set and the
server refuses nothing, what is shared is only looked at now and then.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, TypeVar

from ledgergen.core.batch.throttle import Throttle
from ledgergen.ports import SharedLimits

_SHORTEST_TOLD_S = 1.0
"""Shorter waits are the limit doing its work, and no news."""
_LONGEST_NAP_S = 5.0
"""Before asking for a turn again: others may have given theirs back."""
_LOOK_S = 0.5
"""How often an idle pace is looked at: a refusal that others heard slows us down within that."""

_T = TypeVar("_T")


class ServerPace:
    """One process's view of how fast a server may be asked."""

    def __init__(
        self,
        shared: SharedLimits,
        *,
        server: str,
        rpm: float | None,
        tpm: float | None,
        on_wait: Callable[[str, float], None],
    ) -> None:
        """`server` is its name among all processes; None: no limit is set."""
        self._shared = shared
        self._server = server
        self._rpm, self._tpm = rpm, tpm
        self._on_wait = on_wait
        self._line = asyncio.Lock()
        self._looked_at = float("-inf")
        self._is_idle = False
        self._paused_until = 0.0
        self._n_answered = 0
        self._unused_requests = self._unused_tokens = 0

    async def wait(self, n_tokens: int) -> None:
        """Wait until a request of so many tokens may go out; first come, first served."""
        if self._is_unlimited():
            return
        async with self._line:
            is_told = False
            while not (turn := await self._update(lambda t: t.take(n_tokens, now=time.time()))).is_given:
                if not is_told:
                    is_told = True
                    self._on_wait(turn.why, turn.wait_s)
                await asyncio.sleep(min(turn.wait_s, _LONGEST_NAP_S))
        if turn.wait_s >= _SHORTEST_TOLD_S and not is_told:
            self._on_wait(turn.why, turn.wait_s)
        try:
            if turn.wait_s > 0:
                await asyncio.sleep(turn.wait_s)
            # A refusal that came meanwhile holds for those who already wait.
            while (rest_s := self._paused_until - time.time()) > 0:  # noqa: ASYNC110 - a time, no event
                await asyncio.sleep(rest_s)
        except BaseException:
            self.give_back(n_requests=1, n_tokens=n_tokens)
            raise

    def give_back(self, *, n_requests: int = 0, n_tokens: int) -> None:
        """Return what was taken and not used, with the next update."""
        self._unused_requests += n_requests
        self._unused_tokens += n_tokens

    def accept(self) -> None:
        """Hear of a call that was answered."""
        self._n_answered += 1

    async def refuse(self, wait_s: float | None) -> None:
        """Hear of a 429; `wait_s` is what the server asked for."""
        await self._update(lambda t: t.pace.refuse(now=time.time(), wait_s=wait_s))

    async def hold(self, seconds: float) -> None:
        """Start no call for so long: the server said that nothing is left until then."""
        await self._update(lambda t: t.pace.hold(time.time() + seconds))

    def _is_unlimited(self) -> bool:
        is_fresh = time.monotonic() - self._looked_at < _LOOK_S
        return is_fresh and self._is_idle and self._rpm is None and self._tpm is None

    async def _update(self, act: Callable[[Throttle], _T]) -> _T:
        n_requests, n_tokens, n_answered = self._unused_requests, self._unused_tokens, self._n_answered
        self._unused_requests = self._unused_tokens = self._n_answered = 0

        def change(known: dict[str, Any]) -> tuple[dict[str, Any], _T]:
            throttle = Throttle(known, rpm=self._rpm, tpm=self._tpm, now=time.time())
            throttle.give_back(n_requests=n_requests, n_tokens=n_tokens)
            throttle.pace.accept(n_answered)
            found = act(throttle)
            self._is_idle = throttle.pace.is_idle
            self._paused_until = throttle.pace.paused_until
            return throttle.to_json(), found

        self._looked_at = time.monotonic()
        return await self._shared.update(self._server, change)
