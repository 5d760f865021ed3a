"""`ledgergen eval`: suites of cases, their metrics, and whether they reach their thresholds."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledgergen.cli.options import (
    database_option,
    facts_option,
    film_options,
    json_option,
    model_options,
    resolve,
)

if TYPE_CHECKING:
    from ledgergen.adapters.eval_files import LoadedSuite
    from ledgergen.core.evals.diff import Diff
    from ledgergen.core.evals.result import EvalResult
    from ledgergen.runs.eval_setup import Setup
    from ledgergen.settings import Resolved

_file = click.Path(dir_okay=False, path_type=Path)
_folder_option = click.option(
    "--out-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("evals/drafting"),
    show_default=True,
    help="Folder of the suite that the case joins.",
)


class _EvalGroup(click.Group):
    """`eval record …` and `eval export …` are commands of their own; everything else names suites."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(name="eval", cls=_EvalGroup)
def command() -> None:
    """Measure prompts, rules, models and code on suites of cases."""


@command.command(name="run")
@click.argument("suites", nargs=-1, metavar="[SUITE]...")
@model_options
@click.option(
    "--repeat", type=click.IntRange(1, 100), default=1, show_default=True, help="Runs of each case."
)
@click.option(
    "--max-concurrency", type=click.IntRange(1, 64), default=4, show_default=True, help="Live cases at once."
)
@click.option("--baseline", type=_file, help="Result of an earlier run (--output-file) to compare with.")
@click.option("--output-file", type=_file, help="Write the result here, as JSON.")
@click.option("--junit", type=_file, help="Write the cases here, as JUnit XML.")
@click.option("--html", type=_file, help="Write a report here, as one HTML page.")
@click.option(
    "--details", "is_detailed", is_flag=True, help="Show every failure, surviving fault and false alarm."
)
@json_option
def run(  # noqa: PLR0913 - one parameter an option
    *,
    suites: tuple[str, ...],
    model: str | None,
    base_url: str | None,
    repeat: int,
    max_concurrency: int,
    baseline: Path | None,
    output_file: Path | None,
    junit: Path | None,
    html: Path | None,
    is_detailed: bool,
    as_json: bool,
) -> int:
    """Run the suites of evals/, or those named; exit 1 when a threshold is missed.

    Offline and scripted unless --model or --base-url is given: then the
    drafting cases go to that model, each film once. `ledgergen eval record`
    makes a case of a live run, `ledgergen eval export` one of what editors
    decided. With --baseline, exit 1 also when something is
    clearly worse than it was.

    \b
    Examples:
      ledgergen eval
      ledgergen eval figures --details
      ledgergen eval drafting --model gpt-5-mini --repeat 5 --baseline last.json
    """
    from ledgergen.adapters.eval_files import load_suites
    from ledgergen.adapters.eval_outputs import load_baseline, write_outputs
    from ledgergen.core.evals.diff import render_diff
    from ledgergen.core.evals.result import to_json
    from ledgergen.core.evals.table import render_result

    resolved = resolve(model=model, base_url=base_url)
    before = None if baseline is None else load_baseline(baseline)
    loaded = load_suites(suites, workspace=resolved.workspace)
    result = asyncio.run(
        _run(
            resolved,
            loaded,
            is_live=bool(model or base_url),
            repeat=repeat,
            max_concurrency=max_concurrency,
        )
    )
    value = to_json(result)
    diff = None if before is None else _compare(before, value, baseline)
    write_outputs(result, value, diff=diff, output_file=output_file, junit=junit, html=html)
    if as_json:
        click.echo(json.dumps(value, indent=2, ensure_ascii=False))
    else:
        click.echo(render_result(result, is_detailed=is_detailed))
        if diff is not None:
            click.echo("\n" + render_diff(diff))
    _say_verdict(result)
    is_good = result.is_passed and not (diff is not None and diff.is_worse)
    return 0 if is_good else 1


async def _run(
    resolved: Resolved,
    suites: Sequence[LoadedSuite],
    *,
    is_live: bool,
    repeat: int,
    max_concurrency: int,
) -> EvalResult:
    from ledgergen.cli import progress
    from ledgergen.wiring import build_eval_setup, open_completer

    _require_library()
    from ledgergen.runs.evals import run_evals

    @asynccontextmanager
    async def open_setup() -> AsyncIterator[Setup]:
        if not is_live:
            yield build_eval_setup(resolved)
            return
        async with open_completer(resolved, on_wait=progress.say_wait, remember=False) as completer:
            yield build_eval_setup(resolved, live=completer, clock=time.monotonic)

    async with open_setup() as setup:
        return await run_evals(
            suites, setup=setup, repeat=repeat, max_concurrency=max_concurrency, on_suite=_say_suite
        )


def _require_library() -> None:
    try:
        import_module("pydantic_evals")
    except ModuleNotFoundError as error:
        from ledgergen.errors import ConfigError

        raise ConfigError(
            "evals cannot run here",
            because="the package pydantic-evals is not installed",
            fix="pip install 'ledgergen[evals]'",
        ) from error


def _compare(before: dict[str, Any], after: dict[str, Any], path: Path | None) -> Diff:
    from ledgergen.core.evals.diff import compare
    from ledgergen.errors import CaseError

    try:
        return compare(before, after)
    except (KeyError, ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise CaseError(
            f"cannot compare with the baseline {str(path)!r}",
            because=f"{type(error).__name__}: {error}",
            fix="give a file that `ledgergen eval --output-file` wrote",
        ) from error


def _say_suite(name: str, n_cases: int) -> None:
    click.echo(f"{name}: {n_cases} {'case' if n_cases == 1 else 'cases'} …", err=True)


def _say_verdict(result: EvalResult) -> None:
    missed = [f"{suite.name} {metric.name}" for suite in result.suites for metric in suite.missed]
    said = f"missed: {', '.join(missed)}" if missed else "every threshold is reached"
    n_suites = len(result.suites)
    click.echo(f"{n_suites} {'suite' if n_suites == 1 else 'suites'} · {said}", err=True)


@command.command()
@film_options
@model_options
@facts_option
@_folder_option
def record(  # noqa: PLR0913 - one parameter an option
    *,
    movie_id: int,
    title: str | None,
    director: str | None,
    year: int | None,
    model: str | None,
    base_url: str | None,
    facts: tuple[Path, ...],
    out_dir: Path,
) -> None:
    """Draft a film with a model and keep the run as a case and a record.

    The case expects what came of it; change that where the model was wrong.
    Nothing goes to ledgers/ or review/.

    \b
    Examples:
      ledgergen eval record --movie-id 452008 --model gpt-5-mini
    """
    from ledgergen.cli import progress
    from ledgergen.model.film import FilmRef
    from ledgergen.runs.recording import record_draft
    from ledgergen.wiring import build_kit, open_completer, open_sources

    resolved = resolve(model=model, base_url=base_url, facts=facts)
    film = FilmRef(movie_id=movie_id, title=title, director=director, year=year)

    async def draft() -> tuple[Path, Path, str]:
        async with (
            open_completer(resolved, on_wait=progress.say_wait, remember=False) as completer,
            open_sources(resolved) as sources,
        ):
            return await record_draft(
                film, sources=sources, completer=completer, kit=build_kit(resolved), folder=out_dir
            )

    case, record_path, ending = asyncio.run(draft())
    click.echo(f"recorded {record_path}: the draft ended {ending}", err=True)
    click.echo(f"wrote the case {case}", err=True)


@command.command()
@click.argument("movie_id", type=click.IntRange(1))
@_folder_option
@database_option
def export(*, movie_id: int, out_dir: Path, database: str | None) -> None:
    """Make a case of what editors decided about the ledger of MOVIE_ID.

    Its text is the draft as it came into review. What was corrected or removed
    must be flagged; what was waived as misread must not.

    \b
    Examples:
      ledgergen eval export 452008
    """
    from ledgergen.model.film import FilmRef
    from ledgergen.runs.draft import gather_dossier
    from ledgergen.runs.recording import export_decisions
    from ledgergen.wiring import build_sources, load_seeds
    from ledgergen.wiring_review import open_desk

    resolved = resolve(database=database)
    with open_desk(resolved) as parts:
        review = parts.desk.open(movie_id).review
    dossier = asyncio.run(gather_dossier(FilmRef(movie_id=movie_id), sources=build_sources(resolved)))
    path = export_decisions(
        review.state, title=review.title, dossier=dossier, seeds=load_seeds(resolved), folder=out_dir
    )
    click.echo(f"wrote the case {path}", err=True)
