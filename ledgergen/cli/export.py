"""`ledgergen export`: what a review leaves behind, for others to use."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ledgergen.cli.options import database_option, resolve

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _ids_argument(function: _Command) -> _Command:
    return click.argument("movie_ids", nargs=-1, metavar="[ID]...", type=click.IntRange(1))(function)


def _folder_option(function: _Command) -> _Command:
    option = click.option(
        "--out-dir", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to fill."
    )
    return option(function)


@click.group(name="export")
def command() -> None:
    """Take approved ledgers, decisions or eval cases along; of the films named, or of all.

    \b
    Examples:
      ledgergen export decisions > decisions.jsonl
      ledgergen export ledgers --out-dir site/content
      ledgergen export cases --out-dir evals/decided
    """


@command.command()
@_ids_argument
@click.option(
    "-o",
    "--output-file",
    default="-",
    show_default=True,
    type=click.Path(dir_okay=False),
    help="- is stdout.",
)
@database_option
def decisions(*, movie_ids: tuple[int, ...], output_file: str, database: str | None) -> None:
    """Write every decision as a line of JSON: who, when, what, why."""
    from ledgergen.adapters.atomic import write_text_atomically
    from ledgergen.wiring_review import open_desk

    with open_desk(resolve(database=database)) as parts:
        lines = parts.exporter.list_decisions(movie_ids or None)
        if output_file == "-":
            n_lines = 0
            for n_lines, line in enumerate(lines, 1):  # noqa: B007 - it is how many, afterwards
                click.echo(line)
        else:
            rendered = [line + "\n" for line in lines]
            n_lines = len(rendered)
            write_text_atomically(Path(output_file), "".join(rendered))
    click.echo(f"{n_lines} {'event' if n_lines == 1 else 'events'}", err=True)


@command.command()
@_ids_argument
@_folder_option
@database_option
def ledgers(*, movie_ids: tuple[int, ...], out_dir: Path, database: str | None) -> int:
    """Copy the approved ledgers and their reports into a folder.

    Exit 3 when one that was named is not approved as it stands.
    """
    from ledgergen.adapters.atomic import explain_failure
    from ledgergen.cli.app import EXIT_CLEAN, EXIT_INCOMPLETE
    from ledgergen.wiring_review import open_desk

    with open_desk(resolve(database=database)) as parts:
        paths = parts.exporter.find_approved(movie_ids or None)
    with explain_failure("cannot write", out_dir):
        out_dir.mkdir(parents=True, exist_ok=True)
        for path in paths:
            shutil.copyfile(path, out_dir / path.name)
    n_ledgers = len(paths) // 2
    click.echo(f"{n_ledgers} {'ledger' if n_ledgers == 1 else 'ledgers'} to {out_dir}", err=True)
    return EXIT_CLEAN if n_ledgers >= len(set(movie_ids)) else EXIT_INCOMPLETE


@command.command()
@_ids_argument
@_folder_option
@database_option
def cases(*, movie_ids: tuple[int, ...], out_dir: Path, database: str | None) -> None:
    """Make a case for `ledgergen eval` of every ledger that editors decided about."""
    from ledgergen.wiring_review import open_desk

    with open_desk(resolve(database=database)) as parts:
        written = parts.exporter.write_cases(out_dir, movie_ids or None)
    click.echo(f"{len(written)} {'case' if len(written) == 1 else 'cases'} to {out_dir}", err=True)
