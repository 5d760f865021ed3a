"""`ledgergen approve`: an editor's word that these very bytes may be published."""

from __future__ import annotations

import click

from ledgergen.cli.options import database_option, json_option, resolve
from ledgergen.cli.review import actor_option, base_option, find_actor, movie_id_argument, print_opened


@click.command(name="approve")
@movie_id_argument
@click.option("--note", default="", help="A word on it; needed where the ledger has no figures.")
@click.option("--withdraw", is_flag=True, help="Take the approval back; the file stays.")
@actor_option
@base_option
@database_option
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    movie_id: int,
    note: str,
    withdraw: bool,
    actor: str | None,
    base: str,
    database: str | None,
    as_json: bool,
) -> None:
    """Approve a ledger: write it to ledgers/, bound to its bytes by their hash.

    Refused while anything in it is open; says what.

    \b
    Examples:
      ledgergen approve 452008
      ledgergen approve 452008 --as ana --base-rev 14
    """
    from ledgergen.wiring_review import open_desk

    with open_desk(resolve(database=database)) as parts:
        if withdraw:
            opened = parts.closing.withdraw(movie_id, actor=find_actor(actor, parts.people, action="approve"))
        else:
            opened = parts.closing.approve(
                movie_id, actor=find_actor(actor, parts.people, action="approve"), base=base, note=note
            )
    print_opened(opened, as_json=as_json)
    if not as_json:
        word = "approval withdrawn from" if withdraw else "approved and written to"
        click.echo(f"{word} {opened.disk.path}", err=True)
