"""`ledgergen batch LIST --dry-run`: what a run would ask for and cost."""

from __future__ import annotations

import asyncio
import json
from contextlib import AbstractAsyncContextManager

import click

from ledgergen.adapters.limits import Limits
from ledgergen.core.batch.sums import render_duration
from ledgergen.runs.batch.estimate import Estimate, estimate_batch
from ledgergen.runs.batch.feed import ListParts
from ledgergen.wiring_writer import Writer


def print_estimate(
    opening: AbstractAsyncContextManager[ListParts], *, writer: Writer, limits: Limits, as_json: bool
) -> int:
    """Print what a run would come to; ask no model."""

    async def run() -> Estimate:
        async with opening as parts:
            return await estimate_batch(parts, price=writer.price)

    estimate = asyncio.run(run())
    if as_json:
        click.echo(json.dumps(estimate.to_json(), indent=2, ensure_ascii=False))
        return 0
    click.echo(f"{estimate.n_films:,} films to draft, {estimate.n_finished:,} finished")
    if estimate.n_unknown:
        has = "has" if estimate.n_unknown == 1 else "have"
        click.echo(f"{estimate.n_unknown:,} of them {has} no evidence at hand that is enough for a draft")
    if not writer.is_paid:
        click.echo(f"the {writer.name} drafts: no calls, no cost")
        return 0
    click.echo(f"{estimate.n_calls:,} calls of {writer.name}, {estimate.n_paid:,} drafts paid for already")
    if not estimate.n_calls:
        return 0
    click.echo(f"{estimate.input_tokens:,} tokens in, {estimate.output_tokens:,} out")
    if estimate.cost_usd is None:
        click.echo(f"by {estimate.basis}; what they cost is not known (--price IN/OUT)")
    else:
        click.echo(f"about ${estimate.cost_usd:.4f}, by {estimate.basis}")
    if limits.rpm:
        least = render_duration(estimate.n_calls / limits.rpm * 60)
        click.echo(f"at least {least} at {limits.rpm:g} requests a minute")
    return 0
