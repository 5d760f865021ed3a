"""Which models a server offers: asked when an address is given and no name."""

from __future__ import annotations

import asyncio

from ledgergen.errors import ConfigError, ModelUnavailableError

_DEADLINE_S = 10


async def find_only_model(base_url: str, *, api_key: str | None) -> str:
    """Return the name of the one model that the server offers.

    Raises:
        ModelUnavailableError: the server does not answer.
        ConfigError: it offers none or several; names them.
    """
    import openai  # noqa: PLC0415 - a second of loading, only where a model is asked

    async with openai.AsyncOpenAI(api_key=api_key or "none", base_url=base_url, max_retries=1) as client:
        try:
            async with asyncio.timeout(_DEADLINE_S):
                names = sorted({model.id async for model in client.models.list()})
        except (openai.OpenAIError, TimeoutError, ValueError, AttributeError, TypeError) as problem:
            raise ModelUnavailableError(
                f"cannot ask {base_url} which model it serves",
                because=type(problem).__name__,
                fix="check that the server runs and the address ends in /v1, or name the model with --model",
            ) from None
    if len(names) == 1:
        return names[0]
    offered = f"it offers {len(names)}: {', '.join(names[:8])}" if names else "it offers none"
    raise ConfigError(f"which model of {base_url}?", because=offered, fix="name one with --model")
