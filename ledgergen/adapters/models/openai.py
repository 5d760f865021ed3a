"""A language model behind any server that speaks the OpenAI protocol.

One `OpenAICompleter` is one model on one server; it builds its client on first
use and keeps it. Division of labor:

- the `openai` client carries requests. Its own retries are off, and its
  readers are passed by: the body is read here, because a server may answer
  200 with a web page, an error, or no choices at all;
- `profile` knows what the server understands and learns it from refusals;
- `faults` reads failures; `tenacity` decides when to ask again: rate limits,
  server failures, timeouts and lost connections, a bounded number of times;
- a deadline of its own bounds each try, since the client's timeout only bounds
  the pauses between two bytes.

What the reply says is none of its business: it is `core.drafting.reply`'s.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import urlsplit

import tenacity

from ledgergen.adapters.models.answer import get_choice, read_answer
from ledgergen.adapters.models.faults import Fault, FaultReader
from ledgergen.adapters.models.profile import Profile, ProfileMemory, Rung, find_step
from ledgergen.core.batch.pricing import Price
from ledgergen.core.drafting.reply import build_schema
from ledgergen.errors import ConfigError
from ledgergen.model.prompt import Prompt, Reply

if TYPE_CHECKING:
    from openai import AsyncOpenAI

OPENAI_URL = "https://api.openai.com/v1"

_NO_KEY = "none"
"""The client insists on a key; servers that need none ignore it."""
_LASTING_CAUSES = frozenset({"InvalidURL", "LocalProtocolError", "TooManyRedirects", "UnsupportedProtocol"})


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


@dataclass(slots=True)
class _Attempt:
    """What one call has learnt so far: a retry goes on from there, though nothing is proven yet."""

    profile: Profile


class Gate(Protocol):
    """Stands before every single request: limits, money, and whether the server is there."""

    async def enter(self, prompt: Prompt) -> object:
        """Wait until a request may go out; return a ticket for how it ended.

        Raises:
            LedgergenError: none may go out any more.
        """

    def settle(self, ticket: object, answer: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        """Hear the answer."""

    def fail(self, ticket: object, fault: Fault) -> None:
        """Hear that there was none."""

    def abandon(self, ticket: object) -> None:
        """Hear that the caller has stopped waiting; what the server did is not known."""


class OpenAICompleter:
    """A `Completer` over HTTP. Close it, or use it with `async with`."""

    def __init__(  # noqa: PLR0913 - each is one thing that wiring decides
        self,
        model: str,
        *,
        api_key: str | None,
        base_url: str | None = None,
        patience: Patience | None = None,
        memory: ProfileMemory | None = None,
        on_wait: Callable[[str, float], None] | None = None,
        world: World | None = None,
        gate: Gate | None = None,
        price: Price | None = None,
    ) -> None:
        """Describe the model; nothing is loaded or sent yet.

        `memory` keeps what was learnt about the server; `on_wait(reason,
        seconds)` hears of every wait before it begins; `gate` lets every
        single request through, and hears how it ended; `price` is used in
        place of list prices.

        Raises:
            ConfigError: the key or the address cannot be one.
        """
        self._model = model
        self._key = (api_key or "").strip()
        self._base_url = (base_url or OPENAI_URL).rstrip("/")
        self._patience = patience or Patience()
        self._memory = memory
        self._on_wait = on_wait
        self._world = world or World()
        self._gate = gate
        self._price = price
        self._client: AsyncOpenAI | None = None
        self._server = _read_server(self._base_url)
        _check_key(self._key)
        self._faults = FaultReader(
            server=self._server, model=model, key=self._key, deadline_s=self._patience.deadline_s
        )
        self._memory_key = f"{self._base_url} {model}"
        self._profile = (memory.load(self._memory_key) if memory else None) or Profile()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model

    @property
    def server(self) -> str:
        """Host and port of the server."""
        return self._server

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the client's connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    async def complete(self, prompt: Prompt) -> Reply:
        """Ask the model, again where that may help.

        A reply that is empty, cut short or filtered is returned as it came,
        with its finish reason and what it cost: reading it is `core.drafting.reply`'s.

        Raises:
            ModelRefusedError: the model says that it refuses.
            NoChoicesError: the answer holds no reply.
            ModelUnavailableError: the server failed or does not let us in.
        """
        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(self._patience.max_tries),
            retry=tenacity.retry_if_exception(self._is_worth_retrying),
            wait=self._find_wait,
            before_sleep=self._announce,
            sleep=self._world.sleep,
            reraise=True,
        )
        try:
            answer: dict[str, Any] = await retrying(self._ask, prompt, _Attempt(self._profile))
        except Fault as fault:
            raise self._explain(fault) from None
        return read_answer(
            answer, asked=self._model, server=self._server, base_url=self._base_url, price=self._price
        )

    async def _ask(self, prompt: Prompt, attempt: _Attempt) -> dict[str, Any]:
        """Make one try, with as many steps down the ladder as the server's refusals call for."""
        while True:
            try:
                answer = await self._pass_gate(prompt, self._build_request(prompt, attempt.profile))
            except Fault as fault:
                lower = find_step(attempt.profile, status=fault.status or 0, message=fault.error.because)
                if lower is None:
                    raise
                attempt.profile = lower
            else:
                self._learn(attempt.profile)
                return answer

    def _learn(self, profile: Profile) -> None:
        if profile != self._profile:
            self._profile = profile
            if self._memory is not None:
                self._memory.save(self._memory_key, profile)

    async def _pass_gate(self, prompt: Prompt, request: dict[str, Any]) -> dict[str, Any]:
        if self._gate is None:
            return (await self._call(request))[0]
        ticket = await self._gate.enter(prompt)
        try:
            answer, headers = await self._call(request)
        except Fault as fault:
            self._gate.fail(ticket, fault)
            raise
        except BaseException:
            self._gate.abandon(ticket)
            raise
        self._gate.settle(ticket, answer, headers)
        return answer

    async def _call(self, request: dict[str, Any]) -> tuple[dict[str, Any], Mapping[str, str]]:
        import httpx2  # noqa: PLC0415 - see the next line
        import openai  # noqa: PLC0415 - a second of loading, only where a model is asked

        try:
            async with asyncio.timeout(self._patience.deadline_s):
                # Not `chat.completions.create`: it walks through every message to
                # find what it might convert, which costs as much as the sending.
                raw = await self._open().post("/chat/completions", cast_to=httpx2.Response, body=request)
                body = raw.content
        except openai.APIStatusError as problem:
            response = problem.response
            raise self._faults.read_status(
                problem.status_code, response.content, response.headers, now=self._world.now()
            ) from None
        except (TimeoutError, openai.APITimeoutError):
            raise self._faults.read_timeout() from None
        except openai.OpenAIError as problem:
            raise self._faults.read_connection(problem, is_transient=_is_passing(problem)) from None
        return self._parse(body), raw.headers

    def _parse(self, body: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise self._faults.read_broken(body) from None
        if not isinstance(answer, dict):
            raise self._faults.read_broken(body)
        error = answer.get("error") or get_choice(answer).get("error")
        if error:
            raise self._faults.read_reported(error)
        return answer

    def _build_request(self, prompt: Prompt, profile: Profile) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": m.role, "content": m.content} for m in prompt.messages],
            profile.limit_key: prompt.max_tokens,
        }
        if profile.sends_temperature and prompt.temperature is not None:
            request["temperature"] = float(prompt.temperature)
        if profile.rung is Rung.SCHEMA:
            schema = {"name": "ledger", "strict": True, "schema": build_schema(prompt.sections)}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif profile.rung is Rung.JSON:
            request["response_format"] = {"type": "json_object"}
        return request

    def _open(self) -> AsyncOpenAI:
        if self._client is None:
            from openai import AsyncOpenAI  # noqa: PLC0415 - see _call

            # The deadline is ours; the client's own only guards a silent connection.
            self._client = AsyncOpenAI(
                api_key=self._key or _NO_KEY,
                base_url=self._base_url,
                max_retries=0,
                timeout=self._patience.deadline_s,
            )
        return self._client

    def _is_worth_retrying(self, problem: BaseException) -> bool:
        return isinstance(problem, Fault) and problem.is_transient and not self._asks_too_much(problem)

    def _asks_too_much(self, fault: Fault) -> bool:
        return fault.wait_s is not None and fault.wait_s > self._patience.max_asked_wait_s

    def _find_wait(self, state: tenacity.RetryCallState) -> float:
        fault = _get_fault(state)
        jitter = self._world.chance()
        if fault.wait_s is not None:
            # Never earlier than asked; a little later, so that a crowd does not return at once.
            return fault.wait_s + 0.25 * jitter
        wait_s = min(
            self._patience.base_wait_s * 2.0 ** (state.attempt_number - 1), self._patience.max_wait_s
        )
        return wait_s * (0.75 + 0.5 * jitter)

    def _announce(self, state: tenacity.RetryCallState) -> None:
        if self._on_wait is not None:
            self._on_wait(_get_fault(state).error.what, state.upcoming_sleep)

    def _explain(self, fault: Fault) -> Exception:
        error = fault.error
        if fault.is_transient and self._asks_too_much(fault):
            error.because += f"; it asks to wait {fault.wait_s:.0f} seconds"
            error.fix = f"try again in {fault.wait_s:.0f} seconds; what is done stays done"
        elif fault.is_transient and self._patience.max_tries > 1:
            error.because += f" (asked {self._patience.max_tries} times)"
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
