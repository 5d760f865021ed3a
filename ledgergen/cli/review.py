"""What the review commands share: who decides, and how a ledger in review is printed."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ledgergen.core.review.accounts import refuse_action
from ledgergen.errors import ReviewError

if TYPE_CHECKING:
    from ledgergen.runs.review.opening import Opened
    from ledgergen.wiring_review import People

_Command = TypeVar("_Command", bound=Callable[..., Any])

MARKS = {
    "exact": " ",
    "rounded": "≈",
    "derived": "ƒ",
    "not_a_claim": "·",
    "conflict": "≠",
    "unsupported": "?",
    "stale": "↻",
    "not_examined": "!",
}
"""Verdict → the glyph that stands for it beside the word."""

movie_id_argument = click.argument("movie_id", metavar="ID", type=click.IntRange(1, 999_999_999_999))
base_option = click.option(
    "--base-rev", "base", default="", help="Revision you were looking at; refused if it has changed there."
)


def actor_option(function: _Command) -> _Command:
    """Add --as."""
    option = click.option("--as", "actor", help="Who decides; your user name where not given.")
    return option(function)


def find_actor(actor: str | None, people: People, *, action: str) -> str:
    """Return whose decision this is: where there are accounts, one of theirs that may do it.

    Raises:
        click.UsageError: nobody can be named.
        ReviewError: there is no such account, or it may not do that.
    """
    name = (actor or "").strip() or _find_user()
    if not people.accounts.count():
        return name[:80]
    account = people.accounts.find(name)
    if account is None:
        there = ", ".join(account.name for account in people.accounts.list_all())
        raise ReviewError(
            f"there is no account {name!r}",
            because=f"every decision here is somebody's: {there}",
            fix="say whose with --as NAME",
        )
    refuse_action(account.name, account.role, action)
    return account.name


def _find_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise click.UsageError("say who decides with --as NAME") from error


def print_opened(opened: Opened, *, as_json: bool) -> None:
    """Print a ledger in review: JSON, or its state and what is open."""
    from ledgergen.core.review.json_shape import review_to_json

    if as_json:
        click.echo(json.dumps(review_to_json(opened.review), indent=2, ensure_ascii=False))
        return
    for line in describe(opened):
        click.echo(line)


def describe(opened: Opened) -> Iterator[str]:
    """Tell where a ledger stands, and what is open in it."""
    review = opened.review
    state = review.state
    year = f" ({review.year})" if review.year else ""
    yield f"{review.title}{year} · film {state.movie_id} · {state.status.value} · rev {state.rev}"
    yield (
        f"{review.report.found} figures found, {review.report.examined} examined, "
        f"{len(review.open_figures)} need you"
    )
    if opened.has_drifted:
        yield f"the file {opened.disk.path} has changed, and so has the text in review"
    for figure in review.open_figures:
        mark = MARKS[figure.figure.verdict.value]
        yield ""
        yield f"{figure.figure.id}  {mark} {figure.figure.verdict.value}  “{figure.figure.text}”"
        yield f"    {figure.figure.reason}"
        for number, option in enumerate(figure.options, 1):
            source = f"  ({option.source})" if option.source else ""
            yield f"    --use {number}  “{option.text}”{source}"
    for finding in review.errors:
        yield f"\n{finding.code} in line {finding.line}: {finding.message}"
    yield ""
    if review.gate:
        yield f"not ready: {'; '.join(review.gate)}"
    elif state.status.value == "approved":
        yield "approved"
    else:
        yield f"ready: ledgergen approve {state.movie_id}"
