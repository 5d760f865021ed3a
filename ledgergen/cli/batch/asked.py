"""What a `ledgergen batch` command asks for, beside the settings that every command has."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgergen.adapters.limits import Limits
    from ledgergen.core.batch.pricing import Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field an option; the help of `command` says what each means."""

    list_path: str
    id_column: str
    max_concurrency: int
    processes: int
    rpm: float | None
    tpm: float | None
    max_cost: Decimal | None
    price: str | None
    wait_for_server: float
    openai_batch: bool
    look_every: float
    order_size: int
    dry_run: bool
    takeover_after: float | None
    offline: bool
    as_json: bool

    @property
    def limits(self) -> Limits:
        """How fast servers may be asked, and for how much money."""
        from ledgergen.adapters.limits import Limits

        return Limits(rpm=self.rpm, tpm=self.tpm, cap_usd=self.max_cost, patience_s=self.wait_for_server)

    def parse_price(self) -> Price | None:
        """Return the price that was given.

        Raises:
            ConfigError: it cannot be read.
        """
        from ledgergen.core.batch.pricing import parse_price

        return None if self.price is None else parse_price(self.price)
