"""`ledgergen return`: send a ledger back, or reject it."""

from __future__ import annotations

import click

from ledgergen.cli.options import database_option, json_option, resolve
from ledgergen.cli.review import actor_option, base_option, find_actor, movie_id_argument, print_opened


@click.command(name="return")
@movie_id_argument
@click.option("--reason", required=True, help="Why; whoever takes it up again reads this.")
@click.option("--reject", is_flag=True, help="Reject it: it waits for nobody any more.")
@actor_option
@base_option
@database_option
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    movie_id: int,
    reason: str,
    reject: bool,
    actor: str | None,
    base: str,
    database: str | None,
    as_json: bool,
) -> None:
    """Return a ledger: its text goes to review/, and out of ledgers/.

    \b
    Examples:
      ledgergen return 452008 --reason "section 3 is about another film"
    """
    from ledgergen.core.review.commands import Close
    from ledgergen.model.review import Kind
    from ledgergen.wiring_review import open_desk

    close = Close(kind=Kind.REJECTED if reject else Kind.RETURNED, reason=reason)
    with open_desk(resolve(database=database)) as parts:
        opened = parts.closing.return_to_review(
            movie_id, close, actor=find_actor(actor, parts.people, action="return"), base=base
        )
    print_opened(opened, as_json=as_json)
