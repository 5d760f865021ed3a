"""`ledgergen serve`: the review service in the browser."""

from __future__ import annotations

import errno
import ipaddress
import socket
import webbrowser
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ledgergen.cli.options import MONEY, database_option, resolve
from ledgergen.errors import ConfigError

if TYPE_CHECKING:
    from ledgergen.web.guard import Door
    from ledgergen.wiring_review import People

_WILDCARDS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - refused without accounts


@click.command(name="serve")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; only this machine's own without accounts.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="0 picks one.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that answer for ledgers.  [default: one a core, at most 4]",
)
@click.option(
    "--allowed-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Name that browsers reach it by, such as reviews.example.org. Can be given again.",
)
@click.option(
    "--behind-proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Address of a proxy in front that speaks TLS: its X-Forwarded headers are believed.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@database_option
@click.option("--max-cost", type=MONEY, help="Dollars that one list asked for on the page may cost.")
@click.option("--price", help="Dollars a million tokens, IN/OUT, in place of list prices.")
@click.option("--offline", is_flag=True, help="Drafts asked for on the page: ask no network for facts.")
@click.option(
    "--api-token", "wants_token", is_flag=True, help="Also print a token for the API; not with accounts."
)
def command(  # noqa: PLR0913 - one parameter an option
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    workers: int | None,
    open_browser: bool,
    max_cost: Decimal | None,
    price: str | None,
    database: str | None,
    offline: bool,
    wants_token: bool,
) -> None:
    """Serve the review pages of the workspace.

    Without accounts it listens on this machine alone, and prints a sign-in
    link. With accounts (`ledgergen users add`) everybody signs in with name and
    password, and it may listen anywhere.

    \b
    Examples:
      ledgergen serve
      ledgergen serve --port 0 --open
      ledgergen serve --host 0.0.0.0 --allowed-host reviews.example.org
      ledgergen serve --allowed-host reviews.example.org --behind-proxy 127.0.0.1
    """
    from ledgergen.core.batch.pricing import parse_price
    from ledgergen.wiring_drafts import DraftTerms
    from ledgergen.wiring_review import open_desk

    resolved = resolve(database=database)
    terms = DraftTerms(cap_usd=max_cost, price=None if price is None else parse_price(price), offline=offline)
    is_local = _is_loopback(host) and not names and not proxies
    with open_desk(resolved) as parts:
        has_accounts = parts.people.accounts.count() > 0
        if not has_accounts and not is_local:
            raise _explain_strangers(host, names or proxies)
        if has_accounts and wants_token:
            raise ConfigError(
                "--api-token is for a service without accounts",
                because="here every token is somebody's",
                fix="make one with `ledgergen users token NAME`",
            )
        # Behind the desk: it is what says in words that the extra is missing.
        from ledgergen.web.guard import Door
        from ledgergen.web.serving import serve

        listener = _listen(host, port)
        bound = listener.getsockname()[1]
        hosts = _list_hosts(host, bound, names)
        door = Door(hosts=hosts, is_local=is_local, is_secure=bool(proxies), proxies=proxies)
        home = f"http://{_to_name('127.0.0.1' if host in _WILDCARDS else host)}:{bound}"
        click.echo(f"reviewing {resolved.workspace} at {home}", err=True)
        if has_accounts:
            link = home
            _tell_strangers(door)
            click.echo(home)
        else:
            link = _print_link(parts.people, door, home, wants_token=wants_token)
        if open_browser:
            webbrowser.open(link)
        serve(resolved, listener, door=door, n_workers=workers, terms=terms)


def _print_link(people: People, door: Door, home: str, *, wants_token: bool) -> str:
    from ledgergen.web.access import SESSION_S, Access

    access = Access(people, door=door)
    link = f"{home}/sign-in?token={access.issue('link')}"
    click.echo("sign in with this link, once, within a quarter of an hour:", err=True)
    click.echo(link)
    if wants_token:
        click.echo(f"API token: {access.issue('api', actor='api', lifetime_s=SESSION_S)}")
    return link


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _explain_strangers(host: str, given: tuple[str, ...]) -> ConfigError:
    what = f"will not answer for {given[0]!r}" if given else f"will not listen on {host!r}"
    return ConfigError(
        what,
        because="others than this machine could reach it, and it has no accounts with passwords",
        fix="add one with `ledgergen users add NAME --role admin`, "
        "or listen on 127.0.0.1 and come by ssh -L 8642:127.0.0.1:8642 HOST",
    )


def _list_hosts(host: str, port: int, names: tuple[str, ...]) -> frozenset[str]:
    """Return what a request's Host may be: this machine by its own names, and the names that were given."""
    own = {"127.0.0.1", "localhost", "[::1]"}
    own |= {socket.gethostname().lower()} if host in _WILDCARDS else {_to_name(host)}
    hosts = {f"{name}:{port}" for name in own}
    for name in names:
        folded = name.lower()
        hosts.add(folded)
        if ":" not in folded.rpartition("]")[2]:
            hosts.add(f"{folded}:{port}")
    return frozenset(hosts)


def _to_name(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _tell_strangers(door: Door) -> None:
    click.echo("sign in with name and password", err=True)
    if not door.is_local:
        click.echo(f"answers to {', '.join(sorted(door.hosts))}; others: --allowed-host NAME", err=True)
        if not door.is_secure:
            click.echo(
                "warning: passwords travel unencrypted; put a proxy with TLS in front (--behind-proxy)",
                err=True,
            )


def _listen(host: str, port: int) -> socket.socket:
    """Bind before anything else is done: a port in use is the user's to know at once.

    The protocol is named, for asyncio looks at it: a socket that does not tell waits with the second
    half of every answer until the first has been acknowledged, forty milliseconds.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        is_taken = error.errno == errno.EADDRINUSE
        raise ConfigError(
            f"cannot listen on {host}:{port}",
            because="another program listens there" if is_taken else (error.strerror or str(error)).lower(),
            fix="pass another --port; --port 0 picks a free one",
        ) from error
    listener.listen(128)
    return listener
