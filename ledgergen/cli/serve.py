"""`ledgergen serve`: the review service in the browser."""

from __future__ import annotations

import errno
import ipaddress
import socket
import webbrowser
from decimal import Decimal

import click

from ledgergen.cli.options import MONEY, database_option, resolve
from ledgergen.errors import ConfigError


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; loopback only.")
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="0 picks one.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that serve."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the sign-in link in the browser.")
@database_option
@click.option("--max-cost", type=MONEY, help="Dollars that one list asked for on the page may cost.")
@click.option("--price", help="Dollars a million tokens, IN/OUT, in place of list prices.")
@click.option("--offline", is_flag=True, help="Drafts asked for on the page: ask no network for facts.")
@click.option("--api-token", "wants_token", is_flag=True, help="Also print a token for the API.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    host: str,
    port: int,
    workers: int,
    open_browser: bool,
    max_cost: Decimal | None,
    price: str | None,
    database: str | None,
    offline: bool,
    wants_token: bool,
) -> None:
    """Serve the review pages of the workspace, and print a sign-in link.

    \b
    Examples:
      ledgergen serve
      ledgergen serve --port 0 --open
    """
    _refuse_strangers(host)
    from ledgergen.core.batch.pricing import parse_price
    from ledgergen.wiring_drafts import DraftTerms
    from ledgergen.wiring_review import open_desk

    resolved = resolve(database=database)
    terms = DraftTerms(cap_usd=max_cost, price=None if price is None else parse_price(price), offline=offline)
    with open_desk(resolved) as parts:
        # Behind the desk: it is what says in words that the extra is missing.
        from ledgergen.web.access import SESSION_S, Access
        from ledgergen.web.serving import serve

        listener = _listen(host, port)
        bound = listener.getsockname()[1]
        names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
        hosts = frozenset(f"{name}:{bound}" for name in names)
        access = Access(parts.people)
        home = f"http://{f'[{host}]' if ':' in host else host}:{bound}"
        link = f"{home}/sign-in?token={access.issue('link')}"
        click.echo(f"reviewing {resolved.workspace} at {home}", err=True)
        click.echo("sign in with this link, once, within a quarter of an hour:", err=True)
        click.echo(link)
        if wants_token:
            click.echo(f"API token: {access.issue('api', actor='api', lifetime_s=SESSION_S)}")
        if open_browser:
            webbrowser.open(link)
        serve(resolved, listener, hosts=hosts, n_workers=workers, terms=terms)


def _refuse_strangers(host: str) -> None:
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise ConfigError(
            f"will not listen on {host!r}",
            because="it is not of this machine alone, and the service has no accounts with passwords",
            fix="listen on 127.0.0.1, and reach it from elsewhere by ssh -L 8642:127.0.0.1:8642 HOST",
        )


def _listen(host: str, port: int) -> socket.socket:
    """Bind before anything else is done: a port in use is the user's to know at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
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
