"""What drafts a list: the built-in writer or a model, its price, and how patiently it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.adapters.limits import ServerGate
from ledgergen.adapters.models.builtin import NAME as BUILT_IN_NAME
from ledgergen.adapters.models.catalog import find_only_model
from ledgergen.adapters.models.connection import OPENAI_URL, OnWire, Patience
from ledgergen.adapters.models.openai import OpenAICompleter
from ledgergen.adapters.models.prices import find_price
from ledgergen.adapters.models.profile import ProfileFile
from ledgergen.core.batch.pricing import Price
from ledgergen.errors import ConfigError
from ledgergen.settings import Resolved
from ledgergen.wiring import DEFAULT_MODEL, STATE_DIR, refuse_network, uses_model

OnWait = Callable[[str, float], None]
"""Hears of a wait before it begins: why, and how many seconds."""

_MAX_ASKED_WAIT_S = 3600.0
"""A server may ask a batch to wait for an hour, and it does."""
_MIN_TRIES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What would draft, and what it costs."""

    name: str
    price: Price | None
    """None: not known, or nothing to pay (`is_paid`)."""
    is_paid: bool


async def find_writer(
    resolved: Resolved, *, offline: bool, price: Price | None, is_ordered: bool = False
) -> Writer:
    """Find out what drafts, without asking it for anything but its name.

    Where replies are ordered many at once, list prices are halved; `price` is as it is given.

    Raises:
        ConfigError: it needs a network that is not to be asked, or cannot be told.
        ModelUnavailableError: the server does not say what it serves.
    """
    if not uses_model(resolved):
        return Writer(name=BUILT_IN_NAME, price=None, is_paid=False)
    if offline:
        refuse_network(resolved)
    settings = resolved.settings
    name = settings.model
    if name is None:
        key = resolved.find_secret("api_key")
        name = await find_only_model(settings.base_url, api_key=key) if settings.base_url else DEFAULT_MODEL
    known = price
    if known is None and (listed := find_price(model=name, base_url=settings.base_url or OPENAI_URL)):
        known = listed.halve() if is_ordered else listed
    return Writer(name=name, price=known, is_paid=True)


def refuse_unknown_price(writer: Writer, cap_usd: Decimal | None) -> None:
    """Stop before any call where a cap could not be kept.

    Raises:
        ConfigError: the price is not known, and a cap is set.
    """
    if cap_usd is not None and writer.is_paid and writer.price is None:
        raise ConfigError(
            f"--max-cost cannot be kept: the price of {writer.name!r} is not known",
            because="no price list names this model at this server",
            fix="--price IN/OUT, in dollars a million tokens (0/0 for a server of your own)",
        )


def name_server(resolved: Resolved, writer: Writer) -> str:
    """Return the name that processes share a server's limits under."""
    return f"{resolved.settings.base_url or OPENAI_URL} {writer.name}"


def build_patience(resolved: Resolved) -> Patience:
    """Return how long a batch waits for a server: longer than somebody who sits before it."""
    return Patience(
        deadline_s=float(resolved.settings.timeout_s),
        max_tries=max(resolved.settings.max_attempts, _MIN_TRIES),
        max_asked_wait_s=_MAX_ASKED_WAIT_S,
    )


def build_model(
    resolved: Resolved,
    *,
    writer: Writer,
    gate: ServerGate,
    on_wait: OnWait | None,
    on_wire: OnWire | None = None,
) -> OpenAICompleter:
    """Build what asks the model: patiently, for nobody sits before a batch."""
    settings = resolved.settings
    return OpenAICompleter(
        writer.name,
        api_key=resolved.find_secret("api_key"),
        base_url=settings.base_url,
        patience=build_patience(resolved),
        memory=ProfileFile(resolved.workspace / STATE_DIR / "servers.json"),
        on_wait=on_wait,
        on_wire=on_wire,
        gate=gate,
        price=writer.price,
    )
