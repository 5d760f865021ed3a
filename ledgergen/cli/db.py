"""`ledgergen db`: the database of reviews, its schema, and moving into a team's."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ledgergen.cli.options import database_option, json_option, resolve


@click.group(name="db")
def command() -> None:
    """Look after the database of reviews: events, accounts, sessions.

    Without --database (or LEDGERGEN_DATABASE, or `database` in ledgergen.toml)
    it is a SQLite file of the workspace, which is brought up to date whenever
    it is opened. A team's PostgreSQL is laid out where it is empty, and brought
    up to date by `upgrade` alone.

    \b
    Examples:
      ledgergen db status
      ledgergen db upgrade --database postgresql://ledgergen@db.example/reviews
      ledgergen db import .ledgergen/review.sqlite --database postgresql://…
    """


@command.command()
@database_option
@json_option
def status(*, database: str | None, as_json: bool) -> int:
    """Say where reviews are kept, and whether the schema is today's.

    Exit 1 when an upgrade is due.
    """
    from ledgergen.wiring_review import describe_database

    found = describe_database(resolve(database=database))
    if found is None:
        click.echo("null" if as_json else "no reviews yet: the first command that needs a database makes it")
        return 0
    if as_json:
        click.echo(json.dumps(found.to_json(), indent=2))
    else:
        click.echo(f"database  {found.name}")
        click.echo(f"schema    {found.describe_schema()}")
        click.echo(f"events    {found.n_events} of {found.n_ledgers} ledgers")
        click.echo(f"accounts  {found.n_accounts}")
    return 1 if found.needs_upgrade else 0


@command.command()
@database_option
def upgrade(*, database: str | None) -> None:
    """Bring the database to the schema of this ledgergen, in one transaction.

    Stop the services that use it first, and back it up.
    """
    from ledgergen.wiring_review import connect_review, upgrade_database

    with connect_review(resolve(database=database)) as connected:
        before, after = upgrade_database(connected)
        name = connected.name
    if before == after:
        click.echo(f"{name} has schema {after} already", err=True)
    else:
        click.echo(f"{name}: schema {before or 'none'} → {after}", err=True)


@command.command()
@database_option
def join(*, database: str | None) -> None:
    """Let this folder be a copy of the workspace whose database it is, on another machine.

    A team's database belongs to the workspace that used it first, and any other
    is refused. A copy of that one joins it once.
    """
    from ledgergen.wiring_review import join_workspace

    folder = join_workspace(resolve(database=database))
    click.echo(f"this folder now shares the reviews of {folder!r}", err=True)


@command.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
def import_(*, file: Path, database: str | None) -> None:
    """Copy all reviews and accounts of FILE, a workspace's review.sqlite, into an empty database.

    For a team that outgrows one machine. FILE stays as it is; sessions and
    tokens are not copied.
    """
    from ledgergen.wiring_review import import_reviews, open_review_database

    with open_review_database(resolve(database=database)) as target:
        n_events, n_accounts = import_reviews(file, target)
        name = target.name
    click.echo(f"copied {n_events} events and {n_accounts} accounts to {name}", err=True)
