"""A connection to a server that speaks the OpenAI protocol: client, failures, and when to ask again.

What is asked is the callers' business: `openai` asks for one reply at a time,
`orders` for many at once. Division of labor:

- the `openai` client carries requests; its own retries are off;
- `faults` reads failures; `tenacity` decides when to ask again: rate limits,
  server failures, timeouts and lost connections, a bounded number of times;
- a deadline of its own bounds each try, since the client's timeout only bounds
  the pauses between two bytes.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar
from urllib.parse import urlsplit

import tenacity

from ledgergen.adapters.models.faults import Fault, FaultReader
from ledgergen.errors import ConfigError

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

OPENAI_URL = "https://api.openai.com/v1"

_NO_KEY = "none"
"""The client insists on a key; servers that need none ignore it."""
_LASTING_CAUSES = frozenset({"InvalidURL", "LocalProtocolError", "TooManyRedirects", "UnsupportedProtocol"})


class OnWire(Protocol):
    """Hears from a call's own task where its request is."""

    def __call__(self, *, is_on_wire: bool) -> None:
        """True: it was sent. False: its answer has begun to come."""


T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often to ask a server."""

    deadline_s: float = 180.0
    """For one whole answer."""
    max_tries: int = 5
    base_wait_s: float = 0.5
    """Before the second try; doubles with each further one, give or take a quarter."""
    max_wait_s: float = 30.0
    """Cap on that."""
    max_asked_wait_s: float = 120.0
    """A server that asks for a longer wait than this is not waited for: the call
    fails, saying how long it asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Clock, sleep and chance, so that tests need neither time nor luck."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random


class Connection:
    """A server, and how to talk to it. Nothing is loaded or sent before the first call; close it."""

    def __init__(  # noqa: PLR0913 - each is one thing that wiring decides
        self,
        model: str,
        *,
        api_key: str | None,
        base_url: str | None,
        patience: Patience | None = None,
        on_wait: Callable[[str, float], None] | None = None,
        on_wire: OnWire | None = None,
        world: World | None = None,
    ) -> None:
        """`model` is named in messages; `on_wait(reason, seconds)` hears of every wait before it begins.

        `on_wire` hears where each request is.

        Raises:
            ConfigError: the key or the address cannot be one.
        """
        self._key = (api_key or "").strip()
        self.base_url = (base_url or OPENAI_URL).rstrip("/")
        self.patience = patience or Patience()
        self._on_wait = on_wait
        self._on_wire = on_wire
        self._world = world or World()
        self._client: AsyncOpenAI | None = None
        self.server = _read_server(self.base_url)
        """Host and port."""
        _check_key(self._key)
        self.faults = FaultReader(
            server=self.server, model=model, key=self._key, deadline_s=self.patience.deadline_s
        )

    async def aclose(self) -> None:
        """Close the client's connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    async def persist(self, ask: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask, again where that may help.

        Raises:
            ModelError: what the last `Fault` said.
        """
        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(self.patience.max_tries),
            retry=tenacity.retry_if_exception(self._is_worth_retrying),
            wait=self._find_wait,
            before_sleep=self._announce,
            sleep=self._world.sleep,
            reraise=True,
        )
        try:
            return await retrying(ask, *args, **kwargs)
        except Fault as fault:
            raise self._explain(fault) from None

    async def attempt(self, send: Callable[[AsyncOpenAI], Awaitable[T]]) -> T:
        """Make one try, within the deadline.

        Raises:
            Fault: it failed.
        """
        import openai  # noqa: PLC0415 - a second of loading, only where a model is asked

        try:
            async with asyncio.timeout(self.patience.deadline_s):
                return await send(self._open())
        except openai.APIStatusError as problem:
            response = problem.response
            raise self.faults.read_status(
                problem.status_code, response.content, response.headers, now=self._world.now()
            ) from None
        except (TimeoutError, openai.APITimeoutError):
            raise self.faults.read_timeout() from None
        except openai.OpenAIError as problem:
            raise self.faults.read_connection(problem, is_transient=_is_passing(problem)) from None

    def _open(self) -> AsyncOpenAI:
        if self._client is None:
            import httpx2  # noqa: PLC0415 - see `attempt`
            from openai import AsyncOpenAI, DefaultAsyncHttpx2Client  # noqa: PLC0415 - see `attempt`

            self._client = AsyncOpenAI(
                api_key=self._key or _NO_KEY,
                base_url=self.base_url,
                max_retries=0,
                # The deadline is ours; the client's own only guards a silent connection.
                timeout=self.patience.deadline_s,
                http_client=DefaultAsyncHttpx2Client(
                    # How many calls there are is the caller's business. The client's own
                    # limits close all connections but a hundred between two calls.
                    limits=httpx2.Limits(),
                    event_hooks={"request": [self._watch]} if self._on_wire else {},
                ),
            )
        return self._client

    async def _watch(self, request: httpx2.Request) -> None:
        on_wire = self._on_wire
        assert on_wire is not None

        async def trace(event: str, _: object) -> None:
            if event.endswith(".send_request_body.complete"):
                on_wire(is_on_wire=True)
            elif event.endswith(".receive_response_headers.complete"):
                on_wire(is_on_wire=False)

        request.extensions["trace"] = trace

    def _is_worth_retrying(self, problem: BaseException) -> bool:
        return isinstance(problem, Fault) and problem.is_transient and not self._asks_too_much(problem)

    def _asks_too_much(self, fault: Fault) -> bool:
        return fault.wait_s is not None and fault.wait_s > self.patience.max_asked_wait_s

    def _find_wait(self, state: tenacity.RetryCallState) -> float:
        fault = _get_fault(state)
        jitter = self._world.chance()
        if fault.wait_s is not None:
            # Never earlier than asked; a little later, so that a crowd does not return at once.
            return fault.wait_s + 0.25 * jitter
        wait_s = min(self.patience.base_wait_s * 2.0 ** (state.attempt_number - 1), self.patience.max_wait_s)
        return wait_s * (0.75 + 0.5 * jitter)

    def _announce(self, state: tenacity.RetryCallState) -> None:
        if self._on_wait is not None:
            self._on_wait(_get_fault(state).error.what, state.upcoming_sleep)

    def _explain(self, fault: Fault) -> Exception:
        error = fault.error
        if fault.is_transient and self._asks_too_much(fault):
            error.because += f"; it asks to wait {fault.wait_s:.0f} seconds"
            error.fix = f"try again in {fault.wait_s:.0f} seconds; what is done stays done"
        elif fault.is_transient and self.patience.max_tries > 1:
            error.because += f" (asked {self.patience.max_tries} times)"
        return error


def _get_fault(state: tenacity.RetryCallState) -> Fault:
    problem = state.outcome.exception() if state.outcome else None
    assert isinstance(problem, Fault)
    return problem


def _is_passing(problem: Exception) -> bool:
    # An address that cannot be one stays so.
    cause = type(problem.__cause__).__name__
    return type(problem).__name__ == "APIConnectionError" and cause not in _LASTING_CAUSES


def _read_server(base_url: str) -> str:
    fix = "give an address such as http://localhost:8000/v1"
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as problem:
        raise ConfigError("the base URL cannot be read", because=str(problem), fix=fix) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError("the base URL is no web address", because=f"it is {base_url!r}", fix=fix)
    return f"{parts.hostname}:{port}" if port else parts.hostname


def _check_key(key: str) -> None:
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ConfigError(
            "the API key cannot be a key",
            because="it holds spaces, line breaks or characters outside ASCII",
            fix="set LEDGERGEN_API_KEY or OPENAI_API_KEY again, without quotes or line breaks",
        )
