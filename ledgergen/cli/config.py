"""`ledgergen config`: every setting, its value, and where the value comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click
from pydantic import BaseModel

from ledgergen.adapters.reviews.address import hide_password
from ledgergen.cli.options import json_option, resolve


@click.group(name="config")
def command() -> None:
    """Show the configuration.

    Flags win over LEDGERGEN_* variables, those over ledgergen.toml, that over
    the user's own file, that over the defaults.
    """


@command.command()
@json_option
def show(*, as_json: bool) -> None:
    """Print every setting, its value and where the value comes from."""
    resolved = resolve()
    rows = [
        (name, hide_password(_to_text(value)), origin)
        for key, origin in resolved.origins.items()
        for name, value in _spread(key, getattr(resolved.settings, key))
    ]
    rows += [
        (secret, "set" if secret in resolved.secrets else "not set", resolved.secret_origins.get(secret, ""))
        for secret in ("api_key", "tmdb_api_key", "omdb_api_key")
    ]
    if as_json:
        settings = {key: {"value": value, "origin": origin} for key, value, origin in rows}
        click.echo(json.dumps({"workspace": str(resolved.workspace), "settings": settings}, indent=2))
        return
    click.echo(f"workspace  {resolved.workspace}")
    key_width = max(len(key) for key, _, _ in rows)
    value_width = min(_WIDEST, max(len(value) for _, value, _ in rows))
    for key, value, origin in rows:
        click.echo(f"{key:<{key_width}}  {value:<{value_width}}  {origin}".rstrip())


def _spread(key: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield a setting under the name that it has in a file: a table as one row a key."""
    if isinstance(value, BaseModel):
        for name, part in value.model_dump(by_alias=True).items():
            yield f"{key}.{name}", part
    else:
        yield key, value


def _to_text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_to_text(part)}" for name, part in value.items()) or "none"
    return "none" if value is None or not str(value) else str(value)


_WIDEST = 40
