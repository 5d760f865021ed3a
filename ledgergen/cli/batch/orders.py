"""`ledgergen batch LIST --openai-batch`, and calling orders off with `batch cancel`."""

from __future__ import annotations

import asyncio

import click

from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.adapters.limits import Limits
from ledgergen.adapters.models.connection import Connection
from ledgergen.adapters.models.order_server import OrderServer
from ledgergen.adapters.orders.desk import Terms
from ledgergen.errors import ConfigError, ModelError
from ledgergen.settings import Resolved
from ledgergen.wiring_orders import Ordering
from ledgergen.wiring_writer import Writer


def prepare_orders(  # noqa: PLR0913 - each is one thing that the command decides
    journal: SqliteJournal,
    batch: int,
    *,
    writer: Writer,
    limits: Limits,
    look_every_s: float,
    order_size: int,
) -> Ordering:
    """Return how the list is drafted by order.

    Raises:
        ConfigError: it cannot be.
    """
    if not writer.is_paid:
        raise ConfigError(
            "--openai-batch needs a language model",
            because=f"the {writer.name} drafts here, at once and for nothing",
            fix="name one with --model or --base-url, or leave --openai-batch out",
        )
    if limits.rpm or limits.tpm:
        raise ConfigError(
            "--rpm and --tpm mean nothing with --openai-batch",
            because="the server itself decides how fast it works on an order",
            fix="leave them out",
        )
    return Ordering(
        journal=journal,
        batch=batch,
        model=writer.name,
        terms=Terms(price=writer.price, cap_usd=limits.cap_usd, max_requests=order_size),
        look_every_s=look_every_s,
        say=_say,
    )


def tell_orders(journal: SqliteJournal, batch: int) -> None:
    """Say what servers still work on, if anything."""
    orders = journal.orders.list_placed(batch)
    if orders:
        n_requests = sum(order.n_requests for order in orders)
        _say(
            f"{n_requests:,} replies in {len(orders):,} {'order' if len(orders) == 1 else 'orders'} "
            "are at the server: the same command fetches them"
        )


def call_off_orders(resolved: Resolved, journal: SqliteJournal, batch: int) -> int:
    """Ask servers to stop working on the list's orders; return how many will.

    An order that cannot be called off is named, and the others are all the same.
    """
    orders = journal.orders.list_placed(batch)

    async def call_off() -> int:
        n_done = 0
        for order in orders:
            assert order.remote_id is not None
            connection = Connection(
                "the model", api_key=resolved.find_secret("api_key"), base_url=order.server
            )
            try:
                await OrderServer(connection).call_off(order.remote_id)
                n_done += 1
            except ModelError as problem:
                _say(f"{order.remote_id} was not called off: {problem.because or problem.what}")
            finally:
                await connection.aclose()
        return n_done

    return asyncio.run(call_off()) if orders else 0


def _say(line: str) -> None:
    click.echo(line, err=True)
