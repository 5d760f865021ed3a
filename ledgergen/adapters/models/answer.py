"""From a server's answer to a `Reply`: what it wrote, why it stopped, what it cost.

Answers are read field by field and not through the client's types, because
servers leave fields out, send null for them, or put an error in their place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from ledgergen.adapters.models.prices import find_cost
from ledgergen.core.batch.pricing import Price
from ledgergen.errors import ModelRefusedError, NoChoicesError
from ledgergen.model.prompt import Reply
from ledgergen.model.report import Usage

_FINISH: dict[object, Literal["stop", "length", "content_filter"]] = {
    "stop": "stop",
    "length": "length",
    "max_tokens": "length",
    "content_filter": "content_filter",
}


def read_answer(
    answer: dict[str, Any], *, asked: str, server: str, base_url: str, price: Price | None = None
) -> Reply:
    """Make a reply of an answer; `asked` is the model that was asked for.

    `price` goes before what the server or a price list says.

    Raises:
        NoChoicesError: it holds no reply.
        ModelRefusedError: the model refuses.
    """
    choice = get_choice(answer)
    message = choice.get("message")
    if not isinstance(message, dict):
        raise NoChoicesError(
            f"{server} answered without a reply",
            because=f"choices is {json.dumps(answer.get('choices'))[:80]}",
            fix="try again, or use another model or server",
        )
    if message.get("refusal"):
        raise ModelRefusedError(
            f"{asked!r} refuses to write this",
            because=" ".join(str(message["refusal"]).split())[:240],
            fix="read the film's passages for what it may object to, or use another model",
        )
    usage = read_usage(answer)
    if price is not None:
        cost: Decimal | None = price.find_cost(usage)
    else:
        cost = _read_cost(answer.get("usage"))
        if cost is None and usage.input_tokens:
            cost = find_cost(usage, model=asked, base_url=base_url)
    model = answer.get("model")
    return Reply(
        text=_read_content(message.get("content")),
        model=model if isinstance(model, str) and model else asked,
        provider=server,
        finish_reason=_FINISH.get(choice.get("finish_reason"), "other"),
        usage=usage,
        cost_usd=cost,
    )


def get_choice(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the first choice; empty where there is none."""
    choices = answer.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else {}


def _read_content(content: object) -> str:
    if isinstance(content, list):  # content in parts
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def read_usage(answer: Mapping[str, Any]) -> Usage:
    """Read the tokens that an answer counts; zeros where it does not say."""
    value = answer.get("usage")
    fields = value if isinstance(value, dict) else {}
    details = fields.get("prompt_tokens_details")
    cached = (
        details.get("cached_tokens") if isinstance(details, dict) else fields.get("prompt_cache_hit_tokens")
    )
    return Usage(
        input_tokens=_read_count(fields.get("prompt_tokens")),
        cached_tokens=_read_count(cached),
        output_tokens=_read_count(fields.get("completion_tokens")),
        calls=1,
    )


def _read_count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _read_cost(value: object) -> Decimal | None:
    """Read the price that some servers (OpenRouter) state themselves."""
    cost = value.get("cost") if isinstance(value, dict) else None
    if isinstance(cost, int | float) and not isinstance(cost, bool) and 0 <= cost < 10_000:
        return Decimal(str(cost))
    return None
