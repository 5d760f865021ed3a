"""`ledgergen users`: the accounts of a team, their passwords, roles and API tokens."""

from __future__ import annotations

import json
import sys
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledgergen.cli.options import database_option, json_option, resolve
from ledgergen.errors import ConfigError, ReviewError
from ledgergen.model.account import Role

if TYPE_CHECKING:
    from ledgergen.wiring_review import People

_DAY_S = 86_400

_name = click.argument("name")
_role = click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.EDITOR.value,
    show_default=True,
    help="What the account may do: read; decide and approve; let others in.",
)
_password = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help="Read the password from the first line of this file, '-' for standard input; else it is asked for.",
)


@click.group(name="users")
def command() -> None:
    """Manage the accounts of the review service.

    Without any, `ledgergen serve` listens on this machine alone and lets in
    whoever has its link. With one, everybody signs in with name and password.

    \b
    Examples:
      ledgergen users add "Ana Ruiz" --role admin
      ledgergen users token "Ana Ruiz" --expires 30
      ledgergen users list
    """


@command.command()
@_name
@_role
@_password
@database_option
def add(*, name: str, role: str, password_file: Path | None, database: str | None) -> None:
    """Add an account. The password is typed, or read from a file, and stored as an Argon2 hash.

    Viewers read; editors also decide, edit, approve and return; admins also
    let others in.
    """
    from ledgergen.core.review.accounts import clean_name

    with _open(database) as people:
        cleaned = clean_name(name)
        people.accounts.refuse_taken(cleaned)  # before anybody types a password
        hashed = _hash(_read_password(password_file, name=cleaned))
        account = people.accounts.add(cleaned, role=Role(role), password_hash=hashed, now=int(time.time()))
        n_accounts = people.accounts.count()
    click.echo(f"added {account.name}, {account.role.value}", err=True)
    if n_accounts == 1:
        click.echo("from now on everybody signs in with a password; links work no more", err=True)


@command.command(name="list")
@database_option
@json_option
def list_(*, database: str | None, as_json: bool) -> None:
    """List all accounts and how many API tokens each has."""
    with _open(database) as people:
        accounts = people.accounts.list_all()
        tokens = people.tokens.list_api(now=int(time.time()))
    rows = [
        {
            "name": account.name,
            "role": account.role.value,
            "created": _to_date(account.created),
            "n_tokens": sum(token.name == account.name for token in tokens),
        }
        for account in accounts
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    width = max((len(account.name) for account in accounts), default=0)
    for row in rows:
        n_tokens = row["n_tokens"]
        suffix = f"  {n_tokens} API {'token' if n_tokens == 1 else 'tokens'}" if n_tokens else ""
        click.echo(f"{row['name']:<{width}}  {row['role']:<6}  since {row['created']}{suffix}")
    click.echo(f"{len(rows)} {'account' if len(rows) == 1 else 'accounts'}", err=True)


@command.command()
@_name
@database_option
def remove(*, name: str, database: str | None) -> None:
    """Remove an account, its sessions and its API tokens. What it decided stays in the histories."""
    with _open(database) as people:
        account = people.accounts.get(name)
        people.accounts.remove(account.key)
        n_left = people.accounts.count()
    click.echo(f"removed {account.name}; {n_left or 'no'} accounts are left", err=True)
    if not n_left:
        click.echo("`ledgergen serve` gives out links on this machine again", err=True)


@command.command()
@_name
@_password
@database_option
def passwd(*, name: str, password_file: Path | None, database: str | None) -> None:
    """Change the password of an account; whoever is signed in with the old one is signed out."""
    with _open(database) as people:
        account = people.accounts.get(name)
        password = _read_password(password_file, name=account.name)
        people.accounts.set_password(account.key, _hash(password))
    click.echo(f"changed the password of {account.name}; its sessions have ended", err=True)


@command.command()
@_name
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@database_option
def role(*, name: str, role: str, database: str | None) -> None:
    """Change what an account may do, from its next request on."""
    with _open(database) as people:
        account = people.accounts.get(name)
        people.accounts.set_role(account.key, Role(role))
    click.echo(f"{account.name}: {account.role.value} → {role}", err=True)


@command.command()
@_name
@click.option(
    "--expires",
    "days",
    type=click.IntRange(1, 3650),
    default=90,
    show_default=True,
    metavar="DAYS",
    help="Days until it works no more.",
)
@database_option
def token(*, name: str, days: int, database: str | None) -> None:
    """Make an API token, and print it this once: only its hash is kept.

    It may do what its account may at the time; send it as
    `Authorization: Bearer TOKEN`.
    """
    now = int(time.time())
    with _open(database) as people:
        account = people.accounts.get(name)
        made = people.tokens.issue(
            "api", now=now, lifetime_s=days * _DAY_S, actor=account.name, account=account.key
        )
    click.echo(made)
    click.echo(f"works for {account.name} until {_to_date(now + days * _DAY_S)}; keep it secret", err=True)


@command.command()
@database_option
@json_option
def tokens(*, database: str | None, as_json: bool) -> None:
    """List the API tokens that work, by the names that `revoke` takes."""
    with _open(database) as people:
        found = people.tokens.list_api(now=int(time.time()))
    if as_json:
        rows = [
            {"id": t.id, "name": t.name, "created": _to_date(t.created), "expires": _to_date(t.expires)}
            for t in found
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for entry in found:
        click.echo(
            f"{entry.id}  {entry.name}  made {_to_date(entry.created)}, until {_to_date(entry.expires)}"
        )
    click.echo(f"{len(found)} API {'token' if len(found) == 1 else 'tokens'}", err=True)


@command.command()
@click.argument("token_id", metavar="ID")
@database_option
def revoke(*, token_id: str, database: str | None) -> None:
    """Revoke an API token, named as `ledgergen users tokens` names it."""
    with _open(database) as people:
        n_revoked = people.tokens.revoke_api(token_id)
    if not n_revoked:
        raise ReviewError(f"there is no API token {token_id!r}", fix="`ledgergen users tokens` lists them")
    click.echo(f"revoked {token_id}", err=True)


def _open(database: str | None) -> AbstractContextManager[People]:
    from ledgergen.wiring_review import open_people

    return open_people(resolve(database=database))


def _hash(password: str) -> str:
    from ledgergen.wiring_review import build_passwords

    return build_passwords().hash(password)


def _read_password(file: Path | None, *, name: str) -> str:
    from ledgergen.core.review.accounts import check_password

    if file is None:
        if not sys.stdin.isatty():
            raise ConfigError(
                "there is nobody to type a password",
                because="standard input is no terminal",
                fix="give it in a file with --password-file FILE, or --password-file - for standard input",
            )
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = _read_first_line(file)
    check_password(password, name=name)
    return password


def _read_first_line(file: Path) -> str:
    try:
        if str(file) == "-":
            text = sys.stdin.buffer.readline(4096).decode("utf-8")
        else:
            with file.open("rb") as opened:
                text = opened.readline(4096).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        because = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8 text"
        raise ConfigError(f"cannot read the password file {str(file)!r}", because=because) from error
    return text.removesuffix("\n").removesuffix("\r")


def _to_date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
