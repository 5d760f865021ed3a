"""What a call costs, by the price list that `genai-prices` ships. Never asks the network."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ledgergen.core.batch.pricing import Price
from ledgergen.model.report import Usage


@lru_cache(maxsize=1)
def _load_list():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the package's own types
    # A quarter second of loading, and only where a model is paid.
    import genai_prices  # noqa: PLC0415

    return genai_prices


def find_cost(usage: Usage, *, model: str, base_url: str) -> Decimal | None:
    """Return the cost of the tokens in dollars; None where the server or model has no known price.

    The server decides: a model of a famous name on one's own machine has no
    list price.
    """
    prices = _load_list()
    try:
        counted = prices.Usage(
            input_tokens=usage.input_tokens,
            cache_read_tokens=min(usage.cached_tokens, usage.input_tokens),
            output_tokens=usage.output_tokens,
        )
        price = prices.calc_price(counted, model, provider_api_url=base_url)
    except (LookupError, ValueError):
        return None
    return Decimal(price.total_price)


def find_price(*, model: str, base_url: str) -> Price | None:
    """Return what a million tokens cost, in requests of the size that ledgers take; None where unknown."""
    n, scale = 10_000, 100
    read = find_cost(Usage(input_tokens=n), model=model, base_url=base_url)
    cached = find_cost(Usage(input_tokens=n, cached_tokens=n), model=model, base_url=base_url)
    written = find_cost(Usage(output_tokens=n), model=model, base_url=base_url)
    if read is None or cached is None or written is None:
        return None
    return Price(input_usd=read * scale, cached_usd=cached * scale, output_usd=written * scale)
