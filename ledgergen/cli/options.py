"""Options and helpers that several commands share: same name, same meaning everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from ledgergen.settings import Resolved, resolve_settings

_Command = TypeVar("_Command", bound=Callable[..., Any])

facts_option = click.option(
    "--facts",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Dossier file, or folder of them, to look in first. Can be given again.",
)
database_option = click.option(
    "--database",
    metavar="URL",
    help="PostgreSQL of a team, postgresql://USER@HOST/NAME; a file of the workspace where not given.",
)
engine_option = click.option(
    "--engine",
    metavar="URL",
    help="PostgreSQL database that machines share: postgresql://USER@HOST/DATABASE; "
    "a password is safer in LEDGERGEN_ENGINE.",
)
out_dir_option = click.option(
    "--out-dir", type=click.Path(path_type=Path), help="Where ledgers/ and review/ are written."
)
takeover_option = click.option(
    "--takeover-after",
    metavar="SECONDS",
    type=click.FloatRange(3, 86_400),
    help="Without a sign of life for so long, a worker's films go to others. Kept in the engine, for all "
    "its workers; 30 where nobody has set it.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")


def model_options(function: _Command) -> _Command:
    """Add --model and --base-url."""
    model = click.option("--model", help="Model to draft with; 'built-in' is the built-in writer.")
    base_url = click.option("--base-url", help="Address of an OpenAI-compatible server, ending in /v1.")
    return model(base_url(function))


def film_options(function: _Command) -> _Command:
    """Add --movie-id, --director, --film and --year."""
    for option in (
        click.option("--year", type=click.IntRange(1870, 2100), help="Its year of release."),
        click.option("--film", "title", help="Its title."),
        click.option("--director", help="Its director."),
        click.option("--movie-id", type=click.IntRange(1), required=True, help="TMDB id of the film."),
    ):
        function = option(function)
    return function


def resolve(**flags: object) -> Resolved:
    """Merge the flags given with the environment and configuration files."""
    return resolve_settings(flags, environ=os.environ, cwd=Path.cwd())


def read_pairs(pairs: tuple[str, ...], option: str) -> dict[str, str]:
    """Read what an option was given as NAME=VALUE, any number of times."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint=option)
        found[name.strip()] = value.strip()
    return found


class _Money(click.ParamType[Decimal]):
    name = "USD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:  # noqa: ANN401 - click's
        amount = Decimal(-1)
        with suppress(ArithmeticError):
            amount = Decimal(str(value).removeprefix("$"))
        if not amount.is_finite() or amount < 0:
            self.fail(f"{value!r} is no amount of dollars", param, ctx)
        return amount


MONEY = _Money()
"""An amount of dollars, not negative."""
