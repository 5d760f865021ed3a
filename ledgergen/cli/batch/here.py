"""`ledgergen batch LIST` on this machine: from the list to the table."""

from __future__ import annotations

import asyncio

import click

from ledgergen.adapters.film_lists import load_list, open_list
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.cli.batch.asked import Asked
from ledgergen.cli.batch.estimate import print_estimate
from ledgergen.cli.batch.orders import prepare_orders, tell_orders
from ledgergen.cli.batch.session import Session
from ledgergen.cli.batch.told import print_summary, save_page, say_loaded
from ledgergen.settings import Resolved
from ledgergen.wiring_batch import open_batch, open_journal
from ledgergen.wiring_writer import Writer, find_writer, refuse_unknown_price


def run_here(resolved: Resolved, asked: Asked) -> int:
    """Draft the list in this process, or in several that it starts; return the exit code."""
    price = asked.parse_price()
    with open_list(asked.list_path, id_column=asked.id_column) as opened, open_journal(resolved) as journal:
        batch, loaded = load_list(journal.lists, opened, id_column=asked.id_column)
        say_loaded(loaded)
        finding = find_writer(resolved, offline=asked.offline, price=price, is_ordered=asked.openai_batch)
        writer = asyncio.run(finding)
        refuse_unknown_price(writer, asked.max_cost)
        if asked.dry_run:
            parts = open_batch(
                resolved,
                journal=journal,
                batch=batch,
                writer=writer,
                limits=asked.limits,
                offline=asked.offline,
            )
            return print_estimate(parts, writer=writer, limits=asked.limits, as_json=asked.as_json)
        session = Session(journal=journal, batch=batch, shown=opened.shown, limits=asked.limits)
        if asked.openai_batch:
            _order(session, journal, writer=writer, asked=asked)
        summary = session.run(
            resolved,
            writer=writer,
            offline=asked.offline,
            concurrency=asked.max_concurrency,
            n_processes=asked.processes,
        )
        if asked.openai_batch:
            tell_orders(journal, batch)
        code = print_summary(summary, as_json=asked.as_json)  # first: a full disk may refuse the page
        page = save_page(resolved.settings.out_dir, summary, journal.lists.list_outcomes(batch))
    click.echo(f"charts and held films: {page}", err=True)
    return code


def _order(session: Session, journal: SqliteJournal, *, writer: Writer, asked: Asked) -> None:
    """Have the session order replies many at once."""
    session.ordering = prepare_orders(
        journal,
        session.batch,
        writer=writer,
        limits=asked.limits,
        look_every_s=asked.look_every,
        order_size=asked.order_size,
    )
