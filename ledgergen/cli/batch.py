"""`ledgergen batch LIST`: the ledgers of a list of films; and `status`, `retry-failed`, `cancel`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ledgergen.cli.options import MONEY, engine_option, facts_option, json_option, model_options, resolve
from ledgergen.settings import Resolved

if TYPE_CHECKING:
    from ledgergen.core.batch.summary import Summary
    from ledgergen.model.batch import KnownList
    from ledgergen.ports import Overview

_T = TypeVar("_T")


class _ListOrCommand(click.Group):
    """A group whose first word, where it is no command, is a list to run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = ["run", *(args or ["--help"])]
        return super().parse_args(ctx, args)


@click.group(name="batch", cls=_ListOrCommand)
def command() -> None:
    """Draft the ledgers of a list of films, or look after such a run."""


_list_argument = click.argument("list_path", metavar="LIST")
_out_dir_option = click.option(
    "--out-dir", type=click.Path(path_type=Path), help="Where ledgers/ and review/ are written."
)


@command.command(name="run", options_metavar="[OPTIONS]")
@_list_argument
@click.option("--id-column", default="movie_id", show_default=True, help="Column or key of the TMDB ids.")
@click.option("--max-concurrency", type=click.IntRange(1, 4096), default=16, show_default=True)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes to share the work, the calls in flight and every limit.",
)
@click.option("--rpm", type=click.FloatRange(min=0, min_open=True), help="Requests a minute, at most.")
@click.option("--tpm", type=click.FloatRange(min=0, min_open=True), help="Tokens a minute, at most.")
@click.option("--max-cost", type=MONEY, help="Dollars that the list may cost, all its runs together.")
@click.option("--price", help="Dollars a million tokens, IN/OUT or IN/CACHED/OUT, in place of list prices.")
@click.option(
    "--wait-for-server",
    type=click.FloatRange(min=0),
    default=600.0,
    show_default=True,
    help="Seconds to wait for a server that is down.",
)
@click.option(
    "--openai-batch",
    is_flag=True,
    help="Order replies many at once through the server's Batch API: half the price, within a day.",
)
@click.option(
    "--look-every",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="With --openai-batch: seconds between looks at the orders.",
)
@click.option(
    "--order-size",
    type=click.IntRange(1, 50_000),
    default=50_000,
    show_default=True,
    help="With --openai-batch: replies in one order, at most.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Print films, calls, tokens and cost; ask no model.")
@model_options
@facts_option
@_out_dir_option
@engine_option
@click.option("--offline", is_flag=True, help="Ask no network: files at hand and the built-in writer.")
@json_option
def run_command(  # noqa: PLR0913 - one parameter an option
    *,
    list_path: str,
    id_column: str,
    max_concurrency: int,
    processes: int,
    rpm: float | None,
    tpm: float | None,
    max_cost: Decimal | None,
    price: str | None,
    wait_for_server: float,
    openai_batch: bool,
    look_every: float,
    order_size: int,
    dry_run: bool,
    model: str | None,
    base_url: str | None,
    facts: tuple[Path, ...],
    out_dir: Path | None,
    engine: str | None,
    offline: bool,
    as_json: bool,
) -> int:
    """Draft the ledgers of a list of films.

    LIST is a CSV file with a header, JSON lines, or one TMDB id a line; '-'
    reads standard input. Run the same command again to go on after a stop:
    finished films are skipped, and replies that were paid for are used again.
    Ctrl-C lets films in flight finish; a second one stops at once.

    With --openai-batch, replies are ordered by the thousand, at half the price
    and within a day; orders go on at the server while nothing runs here.

    With --engine, `ledgergen worker` on any number of machines drafts the films;
    this command sends them and writes what comes back. Ctrl-C leaves the queue to
    the workers.

    Also: ledgergen batch status | retry-failed | cancel LIST

    \b
    Examples:
      ledgergen batch films.csv
      ledgergen batch films.csv --model gpt-5-mini --max-concurrency 64 --rpm 500 --max-cost 25
      ledgergen batch ids.txt --dry-run
    """
    from ledgergen.adapters.film_lists import load_list, open_list
    from ledgergen.adapters.limits import Limits
    from ledgergen.cli.batch_told import print_summary, save_page, say_loaded
    from ledgergen.core.batch.pricing import parse_price
    from ledgergen.wiring_batch import find_writer, open_batch, open_journal, refuse_unknown_price

    given = None if price is None else parse_price(price)
    resolved = resolve(model=model, base_url=base_url, facts=facts, out_dir=out_dir, engine=engine)
    limits = Limits(rpm=rpm, tpm=tpm, cap_usd=max_cost, patience_s=wait_for_server)
    if resolved.settings.engine is not None:
        from ledgergen.cli.batch_engine import run_on_engine

        _refuse_with_engine("max_concurrency", "each worker has its own")
        _refuse_with_engine("processes", "workers are started one by one, where you want them")
        _refuse_with_engine("openai_batch", "orders are placed by one machine")
        with open_list(list_path, id_column=id_column) as opened:
            return run_on_engine(
                resolved,
                opened,
                id_column=id_column,
                limits=limits,
                price=given,
                offline=offline,
                dry_run=dry_run,
                as_json=as_json,
            )
    with open_list(list_path, id_column=id_column) as opened, open_journal(resolved) as journal:
        batch, loaded = load_list(journal.lists, opened, id_column=id_column)
        say_loaded(loaded)
        writer = asyncio.run(find_writer(resolved, offline=offline, price=given, is_ordered=openai_batch))
        refuse_unknown_price(writer, max_cost)
        if dry_run:
            from ledgergen.cli.batch_estimate import print_estimate

            opening = open_batch(
                resolved, journal=journal, batch=batch, writer=writer, limits=limits, offline=offline
            )
            return print_estimate(opening, writer=writer, limits=limits, as_json=as_json)
        from ledgergen.cli.batch_session import Session

        session = Session(journal=journal, batch=batch, shown=opened.shown, limits=limits)
        if openai_batch:
            from ledgergen.cli.batch_orders import prepare_orders

            if processes > 1:
                raise click.UsageError("--processes means nothing with --openai-batch: servers do its work")
            session.ordering = prepare_orders(
                journal, batch, writer=writer, limits=limits, look_every_s=look_every, order_size=order_size
            )
        summary = session.run(
            resolved,
            writer=writer,
            offline=offline,
            concurrency=max_concurrency,
            n_processes=processes,
        )
        if openai_batch:
            from ledgergen.cli.batch_orders import tell_orders

            tell_orders(journal, batch)
        code = print_summary(summary, as_json=as_json)  # first: a full disk may refuse the page
        page = save_page(resolved.settings.out_dir, summary, journal.lists.list_outcomes(batch))
    click.echo(f"charts and held films: {page}", err=True)
    return code


def _refuse_with_engine(option: str, because: str) -> None:
    """Stop where an option was given that means nothing with an engine."""
    from click.core import ParameterSource

    from ledgergen.errors import ConfigError

    if click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE:
        name = "--" + option.replace("_", "-")
        raise ConfigError(f"{name} and --engine do not go together", because=because, fix=f"drop {name}")


@command.command(name="status")
@click.argument("list_path", metavar="[LIST]", required=False)
@_out_dir_option
@engine_option
@json_option
def status_command(*, list_path: str | None, out_dir: Path | None, engine: str | None, as_json: bool) -> int:
    """Say where a list stands, or every list of the workspace or the engine."""

    def look(overview: Overview, known: KnownList) -> Summary:
        from ledgergen.core.batch.summary import Summary

        batch = known.batch
        spent, reserved = overview.purse.find(batch)
        return Summary(
            shown=list_path or known.name,
            states=overview.lists.count_states(batch),
            spent_usd=spent,
            reserved_usd=reserved,
            n_uncollected=overview.lists.count_uncollected(batch),
        )

    summaries = _for_lists(list_path, look, out_dir=out_dir, engine=engine)
    if as_json:
        click.echo(json.dumps([summary.to_json() for summary in summaries], indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(summary.render() for summary in summaries))
    return 0


@command.command(name="retry-failed")
@_list_argument
@_out_dir_option
@engine_option
def retry_command(*, list_path: str, out_dir: Path | None, engine: str | None) -> int:
    """Open a list's failed films again; the next run drafts them."""

    def retry(overview: Overview, known: KnownList) -> int:
        return overview.lists.requeue_failed(known.batch)

    (count,) = _for_lists(list_path, retry, out_dir=out_dir, engine=engine, at_most=1)
    click.echo(f"{count:,} failed films are open again: ledgergen batch {list_path}")
    return 0


@command.command(name="cancel")
@_list_argument
@_out_dir_option
@engine_option
def cancel_command(*, list_path: str, out_dir: Path | None, engine: str | None) -> int:
    """Stop the runs over a list: what is in flight finishes, nothing else begins."""
    from ledgergen.adapters.journal.journal import SqliteJournal
    from ledgergen.cli.batch_orders import call_off_orders

    def cancel(overview: Overview, known: KnownList) -> tuple[int, int]:
        overview.release_orphans()
        overview.lists.cancel(known.batch)
        n_orders = 0
        if isinstance(overview, SqliteJournal):  # orders are placed from a workspace alone
            n_orders = call_off_orders(resolve(out_dir=out_dir), overview, known.batch)
        return overview.lists.count_running(known.batch), n_orders

    ((count, n_orders),) = _for_lists(list_path, cancel, out_dir=out_dir, engine=engine, at_most=1)
    if n_orders:
        orders = "1 order" if n_orders == 1 else f"{n_orders:,} orders"
        click.echo(f"called off {orders}; what is answered already is fetched by the next run")
    click.echo(
        f"cancelled; what is in flight of {count:,} films finishes"
        if count
        else "cancelled; nothing was running"
    )
    return 0


def _for_lists(
    list_path: str | None,
    act: Callable[[Overview, KnownList], _T],
    *,
    out_dir: Path | None,
    engine: str | None,
    at_most: int | None = None,
) -> list[_T]:
    """Act on the lists of a name, or on all; on an engine, a path of another machine's may be cut short."""
    from ledgergen.errors import InputError

    resolved = resolve(out_dir=out_dir, engine=engine)
    with _open_overview(resolved) as overview:
        known = overview.lists.list_known()
        found = [one for one in known if list_path is None or one.name == str(Path(list_path).resolve())]
        if not found and list_path is not None and resolved.settings.engine is not None:
            found = [one for one in known if one.name.endswith(f"/{list_path.lstrip('/')}")]
        if not found:
            raise InputError(
                f"no run over {list_path!r} is known" if list_path else "no batch was run here",
                because=f"the journal {overview.where!r} does not name it",
                fix="ledgergen batch LIST, from the folder it was run in or with its --out-dir",
            )
        if at_most is not None and len(found) > at_most:
            raise InputError(
                f"{len(found)} lists are called {list_path!r}",
                because=", ".join(repr(one.name) for one in found),
                fix="give its whole path",
            )
        return [act(overview, one) for one in found]


def _open_overview(resolved: Resolved) -> AbstractContextManager[Overview]:
    if resolved.settings.engine is not None:
        from ledgergen.wiring_engine import open_overview

        return open_overview(resolved)
    from ledgergen.wiring_batch import open_journal

    return open_journal(resolved)
