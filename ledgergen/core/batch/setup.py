"""What workers draft a list's films with, on its way to them.

A worker has no workspace: model, server, price and patience are the `Setup`;
templates and seeds are the kit, stored once under its hash; how fast and for
how much money is what the list's latest run allows (`Limits`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.codec import hash_json, to_canonical_json
from ledgergen.core.batch.pricing import Price
from ledgergen.core.drafting.kit import Check, DraftKit, build_kit
from ledgergen.model.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What drafts, and where."""

    model: str
    is_paid: bool
    base_url: str | None
    price: Price | None
    timeout_s: Decimal
    max_attempts: int
    kit_hash: str

    def to_json(self) -> str:
        """Write it, always the same way: two runs with the same setup share it."""
        price = self.price
        values = {
            "model": self.model,
            "is_paid": self.is_paid,
            "base_url": self.base_url,
            "price": None
            if price is None
            else [_write(price.input_usd), _write(price.cached_usd), _write(price.output_usd)],
            "timeout_s": str(self.timeout_s),
            "max_attempts": self.max_attempts,
            "kit_hash": self.kit_hash,
        }
        return to_canonical_json(values)

    @classmethod
    def from_json(cls, text: str) -> Setup:
        """Read what `to_json` wrote."""
        values = json.loads(text)
        price = values["price"]
        return cls(
            model=values["model"],
            is_paid=values["is_paid"],
            base_url=values["base_url"],
            price=None
            if price is None
            else Price(
                input_usd=Decimal(price[0]),
                cached_usd=None if price[1] is None else Decimal(price[1]),
                output_usd=Decimal(price[2]),
            ),
            timeout_s=Decimal(values["timeout_s"]),
            max_attempts=values["max_attempts"],
            kit_hash=values["kit_hash"],
        )


def _write(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def write_kit(
    templates: Mapping[str, str], seeds: Iterable[tuple[str, Dossier]], *, max_rounds: int
) -> tuple[str, str]:
    """Return the kit's hash and its JSON."""
    values = {
        "templates": dict(templates),
        "seeds": [[text, dossier.model_dump_json(by_alias=True)] for text, dossier in seeds],
        "max_rounds": max_rounds,
    }
    # ASCII: a database's text refuses characters that a seed may hold.
    return hash_json("kit/1", values), json.dumps(values)


def read_kit(text: str, *, check: Check) -> DraftKit:
    """Build the kit that `write_kit` was given."""
    values = json.loads(text)
    seeds = [(seed, Dossier.model_validate_json(dossier)) for seed, dossier in values["seeds"]]
    return build_kit(values["templates"], seeds=seeds, check=check, max_rounds=values["max_rounds"])
