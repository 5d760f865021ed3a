"""What a call costs, by the price list that `genai-prices` ships. Never asks the network."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

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
