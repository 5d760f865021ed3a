"""`ledgergen draft`: the ledger of one film, published clean or held for review."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledgergen.cli.options import (
    facts_option,
    film_options,
    json_option,
    model_options,
    out_dir_option,
    resolve,
)

if TYPE_CHECKING:
    from ledgergen.model.report import ModelUse
    from ledgergen.runs.draft import DraftResult


@click.command(name="draft")
@film_options
@model_options
@facts_option
@out_dir_option
@click.option(
    "-o",
    "--output-file",
    "output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write a clean ledger to this file instead of ledgers/; '-' is stdout.",
)
@click.option("--offline", is_flag=True, help="Ask no network: evidence at hand and the built-in writer.")
@click.option("--force", is_flag=True, help="Replace a ledger that was changed by hand.")
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    movie_id: int,
    title: str | None,
    director: str | None,
    year: int | None,
    model: str | None,
    base_url: str | None,
    facts: tuple[Path, ...],
    out_dir: Path | None,
    output: Path | None,
    offline: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Draft the ledger of one film.

    Every figure is proven by the film's dossier, or the draft is held in
    review/ and the exit code is 1. Without a model the built-in writer drafts,
    from the dossier alone. Facts come from dossier files, from what was fetched
    before and from imported tables; where they do not know the film, from
    Wikidata and Wikipedia, and from TMDB and OMDb where their keys are set.

    \b
    Examples:
      ledgergen draft --movie-id 452008
      ledgergen draft --movie-id 452008 --model gpt-5-mini
      ledgergen draft --movie-id 1 --facts my-film.yaml --base-url http://localhost:8080/v1
    """
    from ledgergen.cli import progress
    from ledgergen.model.film import FilmRef
    from ledgergen.runs.draft import draft_film
    from ledgergen.wiring import build_files, build_kit, open_completer, open_sources, uses_model

    resolved = resolve(model=model, base_url=base_url, facts=facts, out_dir=out_dir)
    film = FilmRef(movie_id=movie_id, title=title, director=director, year=year)

    async def run() -> DraftResult:
        async with (
            open_completer(resolved, offline=offline, on_wait=progress.say_wait) as completer,
            open_sources(resolved, offline=offline) as sources,
        ):
            return await draft_film(
                film,
                sources=sources,
                completer=completer,
                kit=build_kit(resolved),
                files=build_files(resolved, output=output),
                force=force,
                on_step=progress.say_step if uses_model(resolved) else None,
            )

    result = asyncio.run(run())
    if as_json:
        click.echo(json.dumps(_to_json(result), indent=2, ensure_ascii=False))
    elif str(output) == "-" and result.outcome.is_clean:
        click.echo(result.outcome.text, nl=False)
    for line in _summarize(result):
        click.echo(line, err=True)
    return 0 if result.outcome.is_clean else 1


def _to_json(result: DraftResult) -> dict[str, Any]:
    from ledgergen.codec import report_to_json

    saved = result.saved
    return {
        "path": str(saved.path),
        "report_path": str(saved.report_path),
        "published": saved.is_published,
        "gaps": list(result.dossier.gaps),
        "report": report_to_json(result.outcome.report),
    }


def _summarize(result: DraftResult) -> Iterator[str]:
    """Say for a person what was written, by whom, what the check found, and what to do next."""
    from ledgergen.core.formats.full import render_full
    from ledgergen.core.listing import list_problems

    report, saved = result.outcome.report, result.saved
    problems = list_problems(report, text=result.outcome.text, path=str(saved.path))
    if problems:
        yield render_full(problems)
    head = f"{result.dossier.title} ({result.dossier.year})" if result.dossier.year else result.dossier.title
    yield f"{head}: {report.found} figures found, {report.examined} examined, {len(report.flagged)} flagged"
    for gap in result.dossier.gaps:
        yield f"missing: {gap}"
    yield _name_writer(report.model)
    for path in saved.kept:
        yield f"kept {path}: it was changed by hand"
    if saved.is_published:
        yield "published to stdout" if str(saved.path) == "-" else f"published {saved.path}"
    else:
        yield f"held {saved.path} for review; nothing was published"


def _name_writer(use: ModelUse | None) -> str:
    from ledgergen.adapters.models.builtin import PROVIDER

    assert use is not None
    if use.provider == PROVIDER:
        return (
            "written by the built-in writer, from the dossier alone "
            "(--model or --base-url: a language model drafts)"
        )
    usage = use.usage
    tokens = f"{usage.input_tokens:,} tokens in ({usage.cached_tokens:,} cached), {usage.output_tokens:,} out"
    cost = "price unknown" if use.cost_usd is None else f"${use.cost_usd:.4f}"
    return f"written by {use.name} at {use.provider}: {tokens}, {cost}"
