"""What is said of a list before its run and after it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.core.batch.page import render_batch_page
from ledgergen.core.batch.summary import Summary
from ledgergen.model.batch import FilmOutcome, LoadedList, State


def save_page(out_dir: Path, summary: Summary, outcomes: Iterable[FilmOutcome]) -> Path:
    """Write the page with charts; return where."""
    path = out_dir / "batch.report.html"
    write_text_atomically(path, render_batch_page(summary, outcomes))
    return path


def say_loaded(loaded: LoadedList | None) -> None:
    """Tell what is unusual about a list that was just read."""
    if loaded is not None and loaded.is_changed:
        click.echo("the list has changed since the last run; films that left it keep their ledgers", err=True)
    if loaded is not None and loaded.n_duplicates:
        shown = ", ".join(f"{row.film.movie_id} (line {row.line})" for row in loaded.duplicates)
        more = loaded.n_duplicates - len(loaded.duplicates)
        rest = f" and {more:,} more" if more else ""
        click.echo(f"drafted once, though listed more than once: {shown}{rest}", err=True)


def print_summary(
    summary: Summary, *, as_json: bool, on_interrupt: str = "the same command goes on from here"
) -> int:
    """Print what a run came to, and how to go on; return the exit code."""
    if as_json:
        click.echo(json.dumps(summary.to_json(), indent=2, ensure_ascii=False))
    else:
        click.echo(summary.render())
    if summary.problem is not None:
        click.echo(str(summary.problem), err=True)
    if summary.is_interrupted:
        click.echo(f"interrupted: nothing is lost; {on_interrupt}", err=True)
    elif summary.is_cancelled:
        click.echo("cancelled with 'batch cancel'; the same command goes on from here", err=True)
    elif summary.tally is not None and summary.states.get(State.FAILED):
        click.echo(f"failed films stay failed: ledgergen batch retry-failed {summary.shown}", err=True)
    return summary.exit_code
