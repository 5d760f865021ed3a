"""The gate before a server: how fast, how much money, and whether it is there.

Drives the machines of `core.batch.limits` with a real clock. Every request passes
`enter` and comes back through exactly one of `settle`, `fail`, `abandon`:

1. breaker: while the server is dead, one request at a time tries it; a run
   that has waited `patience_s` for it stops (`RunStoppedError`), so that a dead
   server fails no films;
2. money: the request's worst case is set aside in the journal, where all
   processes of a batch see it, and exchanged for its cost when it is known;
3. pace and buckets (`server_pace`): requests and tokens per minute, slower after
   every 429, and no request before the time that the server's own headers name;
   all processes that ask the server share them.

A failure that no request can escape (a wrong key, no credit, no such model)
stops the run as well.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Self

from ledgergen.adapters.models.answer import read_usage
from ledgergen.adapters.models.faults import Fault
from ledgergen.adapters.server_pace import ServerPace
from ledgergen.core.batch.limits import Breaker
from ledgergen.core.batch.pricing import Price
from ledgergen.core.drafting.prompt import estimate_tokens
from ledgergen.errors import (
    CapReachedError,
    LedgergenError,
    ModelAccessError,
    ModelError,
    ModelQuotaError,
    NotAModelServerError,
    RunStoppedError,
)
from ledgergen.model.prompt import Prompt
from ledgergen.ports import Commons

_FATAL = (ModelAccessError, ModelQuotaError)
_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?")
_MAX_HOLD_S = 120.0


@dataclass(slots=True)
class Ticket:
    """One request on its way."""

    call: int | None
    n_tokens: int
    """Taken from the bucket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the user allows. None: no limit."""

    rpm: float | None = None
    tpm: float | None = None
    cap_usd: Decimal | None = None
    patience_s: float = 600.0
    """How long to wait for a dead server before the run stops."""

    def to_json(self) -> str:
        """Write them for another machine."""
        values = asdict(self)
        values["cap_usd"] = None if self.cap_usd is None else str(self.cap_usd)
        return json.dumps(values)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        values = json.loads(text)
        cap = values.pop("cap_usd")
        return cls(cap_usd=None if cap is None else Decimal(cap), **values)


class ServerGate:
    """A `Gate` for one server and one batch."""

    def __init__(  # noqa: PLR0913 - each is one thing that wiring decides
        self,
        limits: Limits,
        *,
        commons: Commons,
        batch: int,
        server: str,
        price: Price | None,
        on_wait: Callable[[str, float], None] | None = None,
    ) -> None:
        """`server` is its name in what processes share of it.

        `price` None: nothing is reserved, which a cap does not allow.
        """
        assert limits.cap_usd is None or price is not None
        self._limits = limits
        self._commons = commons
        self._batch = batch
        self._price = price
        self._on_wait = on_wait or (lambda *_: None)
        self._pace = ServerPace(
            commons.shared_limits, server=server, rpm=limits.rpm, tpm=limits.tpm, on_wait=self._on_wait
        )
        self._breaker = Breaker()
        self._n_reserved = 0
        self._freed = asyncio.Event()
        self._fatal: LedgergenError | None = None
        self._last: ModelError | None = None

    async def enter(self, prompt: Prompt) -> Ticket:
        """Wait for leave.

        Raises:
            CapReachedError: the call's worst case does not fit below the cap.
            RunStoppedError: the server stays dead, or lets nobody in.
        """
        await self._wait_for_server()
        n_tokens = estimate_tokens(prompt) + prompt.max_tokens
        ticket = Ticket(await self._reserve(prompt), n_tokens)
        try:
            await self._pace.wait(n_tokens)
        except BaseException:
            await self._close(ticket, Decimal(0))
            raise
        return ticket

    async def settle(self, ticket: object, answer: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        """Book the cost, and hear what the server says of its limits."""
        assert isinstance(ticket, Ticket)
        usage = read_usage(answer)
        known = self._price is not None and (usage.input_tokens or usage.output_tokens)
        await self._close(ticket, self._price.find_cost(usage) if self._price and known else None)
        if usage.input_tokens:
            self._pace.give_back(n_tokens=ticket.n_tokens - usage.input_tokens - usage.output_tokens)
        self._breaker.succeed()
        self._pace.accept()
        hold_s = read_hold(headers)
        if hold_s:
            await self._pace.hold(hold_s)

    async def fail(self, ticket: object, fault: Fault) -> None:
        """Take the money back where no completion was made, and learn from the failure."""
        assert isinstance(ticket, Ticket)
        # A server that was not reached, or refused with a status, has written
        # nothing. One that broke off may have: that bill counts as the worst.
        is_free = fault.status is not None or not fault.was_sent
        await self._close(ticket, Decimal(0) if is_free else None)
        now = time.monotonic()
        self._last = fault.error
        if isinstance(fault.error, _FATAL):
            self._fatal = fault.error
        elif fault.status == 429:
            self._breaker.succeed()
            await self._pace.refuse(fault.wait_s)
        elif fault.is_transient or isinstance(fault.error, NotAModelServerError) or fault.status == 404:
            self._breaker.fail(now=now)
        else:
            self._breaker.succeed()

    async def abandon(self, ticket: object) -> None:
        """Count the call at its worst: it may have been made."""
        assert isinstance(ticket, Ticket)
        await self._close(ticket, None)

    async def _close(self, ticket: Ticket, cost: Decimal | None) -> None:
        if ticket.call is not None:
            await self._commons.purse.settle(ticket.call, cost)
            ticket.call = None
            self._n_reserved -= 1
            self._freed.set()

    async def _wait_for_server(self) -> None:
        told = False
        while True:
            if self._fatal is not None:
                raise RunStoppedError(self._fatal.what, because=self._fatal.because, fix=self._fatal.fix)
            now = time.monotonic()
            wait_s = self._breaker.take(now=now)
            if not wait_s:
                return
            dead_since = self._breaker.dead_since
            if dead_since is not None and now - dead_since > self._limits.patience_s and self._last:
                raise RunStoppedError(
                    f"the server has answered nothing for {now - dead_since:.0f} seconds",
                    because=f"{self._last.what}: {self._last.because}",
                    fix="see that it runs, then run the same command again; no film was failed for it",
                )
            if not told:
                told = True
                self._on_wait("the server does not answer", wait_s)
            await asyncio.sleep(min(wait_s, 0.5))

    async def _reserve(self, prompt: Prompt) -> int | None:
        if self._price is None:
            return None
        worst = self._price.find_worst(prompt)
        cap = self._limits.cap_usd
        while True:
            self._freed.clear()
            call = await self._commons.purse.reserve(self._batch, worst, cap_usd=cap)
            if call is not None:
                self._n_reserved += 1
                return call
            spent, reserved = self._commons.purse.find(self._batch)
            assert cap is not None
            if not reserved or spent + worst > cap:
                raise CapReachedError(
                    f"the cap of ${cap:.2f} is reached: ${spent:.4f} spent",
                    because=f"the next call may cost ${worst:.4f}, and what is left has to cover that",
                    fix="raise --max-cost and run the same command again",
                )
            # What others have set aside comes back for the most part: wait for it.
            timeout = None if self._n_reserved else 1.0
            try:
                await asyncio.wait_for(self._freed.wait(), timeout)
            except TimeoutError:
                continue


def read_hold(headers: Mapping[str, str]) -> float:
    """Read from `x-ratelimit-…` headers how long to start no call: until what is used up comes back.

    >>> read_hold({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m2.5s"})
    62.5
    """
    hold_s = 0.0
    for unit in ("requests", "tokens"):
        left = headers.get(f"x-ratelimit-remaining-{unit}", "").strip()
        if left == "0":
            match = _DURATION.fullmatch(headers.get(f"x-ratelimit-reset-{unit}", "").strip())
            if match:
                hours, minutes, seconds, milliseconds = (float(part or 0) for part in match.groups())
                hold_s = max(hold_s, hours * 3600 + minutes * 60 + seconds + milliseconds / 1000)
    return min(hold_s, _MAX_HOLD_S)
