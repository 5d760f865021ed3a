"""A decision for all ledgers that state the same fact: looked at first, then done, ledger by ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ledgergen.core.review.commands import Correct
    from ledgergen.core.review.same_fact import Place
    from ledgergen.runs.review.many import Outcome
    from ledgergen.wiring_review import ReviewParts


def correct_all(  # noqa: PLR0913 - one parameter an option
    parts: ReviewParts, movie_id: int, command: Correct, *, actor: str, dry_run: bool, as_json: bool
) -> int:
    """Put a figure's fact right wherever it is stated; with `dry_run` only tell where and how."""
    from ledgergen.core.review.conflicts import read_replacement
    from ledgergen.errors import NoLedgerError
    from ledgergen.runs.review.many import list_corrections

    figure = parts.desk.open(movie_id).review.find(command.figure)
    if figure is None:
        raise NoLedgerError(
            f"there is no figure {command.figure!r} in the ledger of film {movie_id}",
            fix=f"`ledgergen show {movie_id}` lists its figures",
        )
    places = parts.many.find_places(movie_id, command.figure, wanted=read_replacement(command, figure))
    if dry_run:
        _print_places(places, as_json=as_json)
        return 0
    outcome = parts.many.correct(list_corrections(places), actor=actor)
    return print_outcome(outcome, as_json=as_json)


def undo_all(parts: ReviewParts, movie_id: int, *, actor: str, as_json: bool) -> int:
    """Undo what this editor last did to this ledger and others in one go."""
    from ledgergen.errors import ReviewError

    events = parts.desk.open(movie_id).review.state.list_undoable(actor)
    batch = next((event.batch for event in events if event.batch), "")
    if not batch:
        raise ReviewError(
            f"nothing of yours in the ledger of film {movie_id} was done to others as well",
            fix=f"ledgergen decide {movie_id} --undo",
        )
    return print_outcome(parts.many.undo(batch, actor=actor), as_json=as_json)


def _print_places(places: tuple[Place, ...], *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"movie_id": p.movie_id, "figure": p.figure, "text": p.text, "replacement": p.replacement}
            for p in places
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for place in places:
        then = "says so already" if place.is_right else f"→ “{place.replacement}”"
        then = then if place.replacement else "has no words for that value"
        click.echo(f"{place.movie_id:>9}  {place.figure}  “{place.text}” {then}  {place.title}")


def print_outcome(outcome: Outcome, *, as_json: bool) -> int:
    """Tell what became of each ledger; return the exit code: 3 where something was left."""
    from ledgergen.cli.app import EXIT_CLEAN, EXIT_INCOMPLETE

    if as_json:
        results = [{"movie_id": r.movie_id, "done": r.is_done, "problem": r.problem} for r in outcome.results]
        click.echo(json.dumps({"batch": outcome.batch, "results": results}, indent=2, ensure_ascii=False))
    else:
        for result in outcome.results:
            click.echo(
                f"{result.movie_id:>9}  {'done' if result.is_done else result.problem}  {result.title}"
            )
    click.echo(outcome.summary, err=True)
    return EXIT_CLEAN if all(result.is_done for result in outcome.results) else EXIT_INCOMPLETE
