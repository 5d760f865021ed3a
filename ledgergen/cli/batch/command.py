"""`ledgergen batch LIST`: the ledgers of a list of films."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from ledgergen.cli.batch.asked import Asked
from ledgergen.cli.batch.lists import cancel_command, retry_command, status_command
from ledgergen.cli.options import (
    MONEY,
    engine_option,
    facts_option,
    json_option,
    model_options,
    out_dir_option,
    resolve,
    takeover_option,
)
from ledgergen.errors import ConfigError


class _ListOrCommand(click.Group):
    """A group whose first word, where it is no command, is a list to run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = ["run", *(args or ["--help"])]
        return super().parse_args(ctx, args)


@click.group(name="batch", cls=_ListOrCommand)
def command() -> None:
    """Draft the ledgers of a list of films, or look after such a run."""


for _command in (status_command, retry_command, cancel_command):
    command.add_command(_command)


@command.command(name="run", options_metavar="[OPTIONS]")
@click.argument("list_path", metavar="LIST")
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
@out_dir_option
@engine_option
@takeover_option
@click.option("--offline", is_flag=True, help="Ask no network: files at hand and the built-in writer.")
@json_option
def run_command(
    *,
    model: str | None,
    base_url: str | None,
    facts: tuple[Path, ...],
    out_dir: Path | None,
    engine: str | None,
    **asked: object,
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
    resolved = resolve(model=model, base_url=base_url, facts=facts, out_dir=out_dir, engine=engine)
    wanted = Asked(**asked)  # type: ignore[arg-type]  # one field an option, and click has read each by its type
    if resolved.settings.engine is not None:
        from ledgergen.cli.batch.engine import run_on_engine

        _refuse("max_concurrency", "--engine", because="each worker has its own")
        _refuse("processes", "--engine", because="workers are started one by one, where you want them")
        _refuse("openai_batch", "--engine", because="orders are placed by one machine")
        return run_on_engine(resolved, wanted)
    if wanted.takeover_after is not None:
        raise ConfigError(
            "--takeover-after means nothing without --engine",
            because="it is about workers, and no engine is set",
            fix="drop it, or name the engine",
        )
    if wanted.openai_batch:
        _refuse("processes", "--openai-batch", because="servers do its work")
    from ledgergen.cli.batch.here import run_here

    return run_here(resolved, wanted)


def _refuse(option: str, other: str, *, because: str) -> None:
    """Stop where an option was given that means nothing with another.

    Raises:
        ConfigError: it was.
    """
    if click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE:
        name = "--" + option.replace("_", "-")
        raise ConfigError(f"{name} and {other} do not go together", because=because, fix=f"drop {name}")
