"""`ledgergen show`: one ledger in review."""

from __future__ import annotations

import click

from ledgergen.cli.options import database_option, json_option, resolve
from ledgergen.cli.review import movie_id_argument, print_opened


@click.command(name="show")
@movie_id_argument
@click.option("--text", "with_text", is_flag=True, help="Print the text in review, nothing else.")
@database_option
@json_option
def command(*, movie_id: int, with_text: bool, database: str | None, as_json: bool) -> int:
    """Show what is open in a ledger, with the values evidence offers.

    Exit 1 while something stands in the way of its approval.

    \b
    Examples:
      ledgergen show 452008
      ledgergen show 452008 --text
    """
    from ledgergen.cli.app import EXIT_CLEAN, EXIT_FINDINGS
    from ledgergen.wiring_review import open_desk

    with open_desk(resolve(database=database)) as parts:
        opened = parts.desk.open(movie_id)
    if with_text:
        click.echo(opened.review.state.text, nl=False)
    else:
        print_opened(opened, as_json=as_json)
    return EXIT_FINDINGS if opened.review.gate else EXIT_CLEAN
