"""What a call may cost at most, and what it did cost. Dollars as `Decimal`.

The cap is hard only if a call's worst case is known before it is made: few
characters to a token, nothing from a cache, and a reply that runs to its limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ledgergen.errors import ConfigError
from ledgergen.model.prompt import Prompt
from ledgergen.model.report import Usage

_MILLION = Decimal(1_000_000)
_WORST_CHARS_PER_TOKEN = 2
"""English in today's vocabularies has 3.6 or more; names and figures have fewer."""
_MESSAGE_TOKENS = 16
"""Around each message, and for the schema once more."""
_SCHEMA_TOKENS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Dollars for a million tokens."""

    input_usd: Decimal
    output_usd: Decimal
    cached_usd: Decimal | None = None
    """For input that the provider reads from its cache; None: as other input."""

    def find_cost(self, usage: Usage) -> Decimal:
        """Return what the tokens cost."""
        cached = min(usage.cached_tokens, usage.input_tokens)
        cached_usd = self.input_usd if self.cached_usd is None else self.cached_usd
        fresh = (usage.input_tokens - cached) * self.input_usd
        return (fresh + cached * cached_usd + usage.output_tokens * self.output_usd) / _MILLION

    def halve(self) -> Price:
        """Return the price of requests that may wait a day, as providers have it."""
        cached = None if self.cached_usd is None else self.cached_usd / 2
        return Price(input_usd=self.input_usd / 2, cached_usd=cached, output_usd=self.output_usd / 2)

    def find_worst(self, prompt: Prompt) -> Decimal:
        """Return what a call can cost at most: nothing cached, the longest reply."""
        n_bytes = sum(len(message.content.encode("utf-8", "replace")) for message in prompt.messages)
        n_tokens = n_bytes // _WORST_CHARS_PER_TOKEN + _MESSAGE_TOKENS * len(prompt.messages) + _SCHEMA_TOKENS
        return self.find_cost(Usage(input_tokens=n_tokens, output_tokens=prompt.max_tokens))


def parse_price(text: str) -> Price:
    """Read `IN/OUT` or `IN/CACHED/OUT`, dollars a million tokens.

    >>> parse_price("0.25/2").find_cost(Usage(input_tokens=1_000_000, output_tokens=500_000))
    Decimal('1.25')

    Raises:
        ConfigError: it is none.
    """
    try:
        values = [Decimal(part.strip().removeprefix("$")) for part in text.split("/")]
    except InvalidOperation:
        values = []
    if len(values) not in {2, 3} or not all(value.is_finite() and value >= 0 for value in values):
        raise ConfigError(
            f"{text!r} is no price",
            because="a price is dollars a million tokens: IN/OUT, or IN/CACHED/OUT",
            fix="--price 0.25/2.00",
        )
    cached = values[1] if len(values) == 3 else None
    return Price(input_usd=values[0], cached_usd=cached, output_usd=values[-1])
