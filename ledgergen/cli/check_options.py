"""The options of `ledgergen check`, in groups; `ledgergen report` shares some of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

FORMAT_NAMES = ("full", "concise", "json", "jsonl", "sarif", "github", "junit", "markdown")


def _split(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def selection_options(function: _Command) -> _Command:
    """Add --select, --ignore, --exclude, --baseline and --waivers."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--waivers", type=path, help="File of waivers.  [default: ledgergen-waivers.json]"),
        click.option("--baseline", type=path, help="File of findings known already; only new ones count."),
        click.option("--exclude", multiple=True, callback=_split, help="Globs of files not to check."),
        click.option("--ignore", multiple=True, callback=_split, help="Codes to leave out: LG307, or LG3."),
        click.option("--select", multiple=True, callback=_split, help="Codes to report, and no others."),
    ):
        function = option(function)
    return function


def speed_options(function: _Command) -> _Command:
    """Add --jobs and --no-cache."""
    for option in (
        click.option("--no-cache", is_flag=True, help="Judge every file anew, and keep nothing."),
        click.option("--jobs", type=click.IntRange(1), help="Processes to judge in.  [default: all cores]"),
    ):
        function = option(function)
    return function


def output_options(function: _Command) -> _Command:
    """Add what decides how findings are printed and what the exit code is."""
    for option in (
        click.option("--allow-empty", is_flag=True, help="Exit 0 where no file was found."),
        click.option("--exit-zero", is_flag=True, help="Exit 0 even where something was found."),
        click.option(
            "--fail-level",
            type=click.Choice(["none", "error", "warning", "any"]),
            help="From which severity on findings make the exit code 1.  [default: error]",
        ),
        click.option(
            "--statistics", is_flag=True, help="Count the findings by code instead of listing them."
        ),
        click.option(
            "-o", "--output-file", type=click.Path(path_type=Path), help="Write the result to a file."
        ),
        click.option(
            "--output-format",
            type=click.Choice(FORMAT_NAMES),
            default="full",
            show_default=True,
            help="How findings are written.",
        ),
    ):
        function = option(function)
    return function


def fix_options(function: _Command) -> _Command:
    """Add --fix, --unsafe-fixes and --diff."""
    for option in (
        click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing."),
        click.option("--unsafe-fixes", is_flag=True, help="Also replace figures by a rounded value."),
        click.option("--fix", is_flag=True, help="Mend form, and figures by the evidence's exact value."),
    ):
        function = option(function)
    return function
