"""`ledgergen list`: the queue."""

from __future__ import annotations

import json

import click

from ledgergen.cli.options import database_option, json_option, resolve


@click.command(name="list")
@click.option("--status", help="Only ledgers of this status: needs_review, in_review, approved, …")
@database_option
@json_option
def command(*, status: str | None, database: str | None, as_json: bool) -> int:
    """List the ledgers of the workspace, what waits first, quickest first.

    Exit 1 while something waits for a person, 3 when a ledger cannot be read.

    \b
    Examples:
      ledgergen list
      ledgergen list --status needs_review --json
    """
    from ledgergen.cli.app import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INCOMPLETE
    from ledgergen.cli.review import MARKS
    from ledgergen.core.review.state import Status
    from ledgergen.runs.review.queue import item_to_json
    from ledgergen.wiring_review import open_desk

    known = [known.value for known in Status]
    if status is not None and status not in known:
        raise click.UsageError(f"there is no status {status!r}; there are {', '.join(known)}")
    with open_desk(resolve(database=database)) as parts:
        items = parts.queue.list_items()
    shown = [item for item in items if status is None or item.status == status]
    if as_json:
        click.echo(json.dumps([item_to_json(item) for item in shown], indent=2, ensure_ascii=False))
    for item in () if as_json else shown:
        verdicts = " ".join(f"{MARKS[verdict.value]}{n}" for verdict, n in item.open_verdicts.items())
        year = f" ({item.year})" if item.year else ""
        word = item.status.value if item.status else "failed"
        effort = f"{verdicts or '✓'}  ~{item.minutes} min" if item.is_waiting else ""
        click.echo(f"{item.movie_id:>9}  {word:<13} {item.title}{year}  {effort}  {item.failure}".rstrip())
    n_waiting = sum(item.is_waiting for item in shown)
    n_failed = sum(bool(item.failure) for item in shown)
    failed = f", {n_failed} cannot be read" if n_failed else ""
    click.echo(
        f"{len(shown)} {'ledger' if len(shown) == 1 else 'ledgers'}, {n_waiting} waiting{failed}", err=True
    )
    if n_failed:
        return EXIT_INCOMPLETE
    return EXIT_FINDINGS if n_waiting else EXIT_CLEAN
