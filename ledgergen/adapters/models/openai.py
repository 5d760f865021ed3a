"""A language model behind any server that speaks the OpenAI protocol.

One `OpenAICompleter` is one model on one server. `connection` carries its
requests and asks again where that may help; `profile` knows what the server
understands and learns it from refusals. The body is read here and not by the
client's readers, because a server may answer 200 with a web page, an error, or
no choices at all.

What the reply says is none of its business: it is `core.drafting.reply`'s.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

from ledgergen.adapters.models.answer import get_choice, read_answer
from ledgergen.adapters.models.connection import Connection, OnWire, Patience, World
from ledgergen.adapters.models.faults import Fault
from ledgergen.adapters.models.profile import Profile, ProfileMemory, Rung, find_step
from ledgergen.core.batch.pricing import Price
from ledgergen.core.drafting.reply import build_schema
from ledgergen.model.prompt import Prompt, Reply

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI


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

    async def settle(self, ticket: object, answer: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        """Hear the answer."""

    async def fail(self, ticket: object, fault: Fault) -> None:
        """Hear that there was none."""

    async def abandon(self, ticket: object) -> None:
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
        on_wire: OnWire | None = None,
        world: World | None = None,
        gate: Gate | None = None,
        price: Price | None = None,
    ) -> None:
        """Describe the model; nothing is loaded or sent yet.

        `memory` keeps what was learnt about the server; `on_wait(reason,
        seconds)` hears of every wait before it begins, `on_wire` of
        where each request is; `gate` lets every single request through, and
        hears how it ended; `price` is used in place of list prices.

        Raises:
            ConfigError: the key or the address cannot be one.
        """
        self._model = model
        self._connection = Connection(
            model,
            api_key=api_key,
            base_url=base_url,
            patience=patience,
            on_wait=on_wait,
            on_wire=on_wire,
            world=world,
        )
        self._memory = memory
        self._gate = gate
        self._price = price
        self._memory_key = f"{self._connection.base_url} {model}"
        self._profile = (memory.load(self._memory_key) if memory else None) or Profile()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model

    @property
    def server(self) -> str:
        """Host and port of the server."""
        return self._connection.server

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the client's connections."""
        await self._connection.aclose()

    async def complete(self, prompt: Prompt) -> Reply:
        """Ask the model, again where that may help.

        A reply that is empty, cut short or filtered is returned as it came,
        with its finish reason and what it cost: reading it is `core.drafting.reply`'s.

        Raises:
            ModelRefusedError: the model says that it refuses.
            NoChoicesError: the answer holds no reply.
            ModelUnavailableError: the server failed or does not let us in.
        """
        connection = self._connection
        answer = await connection.persist(self._ask, prompt, _Attempt(self._profile))
        return read_answer(
            answer,
            asked=self._model,
            server=connection.server,
            base_url=connection.base_url,
            price=self._price,
        )

    async def _ask(self, prompt: Prompt, attempt: _Attempt) -> dict[str, Any]:
        """Make one try, with as many steps down the ladder as the server's refusals call for."""
        while True:
            try:
                answer = await self._pass_gate(
                    prompt, build_request(prompt, model=self._model, profile=attempt.profile)
                )
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
            await self._gate.fail(ticket, fault)
            raise
        except BaseException:
            await self._gate.abandon(ticket)
            raise
        await self._gate.settle(ticket, answer, headers)
        return answer

    async def _call(self, request: dict[str, Any]) -> tuple[dict[str, Any], Mapping[str, str]]:
        async def send(client: AsyncOpenAI) -> httpx2.Response:
            import httpx2  # noqa: PLC0415 - loaded with the client

            # Not `chat.completions.create`: it walks through every message to
            # find what it might convert, which costs as much as the sending.
            return await client.post("/chat/completions", cast_to=httpx2.Response, body=request)

        raw = await self._connection.attempt(send)
        return self._parse(raw.content), raw.headers

    def _parse(self, body: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise self._connection.faults.read_broken(body) from None
        if not isinstance(answer, dict):
            raise self._connection.faults.read_broken(body)
        error = answer.get("error") or get_choice(answer).get("error")
        if error:
            raise self._connection.faults.read_reported(error)
        return answer


def build_request(prompt: Prompt, *, model: str, profile: Profile) -> dict[str, Any]:
    """Return the body that asks a server of this profile."""
    request: dict[str, Any] = {
        "model": model,
        "messages": [{"role": m.role, "content": m.content} for m in prompt.messages],
        profile.limit_key: prompt.max_tokens,
    }
    if profile.sends_temperature and prompt.temperature is not None:
        request["temperature"] = float(prompt.temperature)
    if not prompt.sections:
        return request  # prose is asked for
    if profile.rung is Rung.SCHEMA:
        schema = {"name": "ledger", "strict": True, "schema": build_schema(prompt.sections)}
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif profile.rung is Rung.JSON:
        request["response_format"] = {"type": "json_object"}
    return request
