"""`ledgergen check`: the figures and the form of ledgers that are there already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledgergen.cli.options import facts_option, json_option, resolve

if TYPE_CHECKING:
    from ledgergen.runs.check import CheckedFile


@click.command(name="check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@facts_option
@click.option(
    "--output-format",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@json_option
def command(*, paths: tuple[Path, ...], facts: tuple[Path, ...], output_format: str, as_json: bool) -> int:
    """Check the figures and the form of ledgers: files, or folders of them.

    Exit 1 when something is wrong, 3 when something could not be examined.

    \b
    Examples:
      ledgergen check ledgers/
      ledgergen check draft.md --facts my-film.yaml --output-format concise
    """
    from ledgergen.runs.check import check_files, find_ledger_paths
    from ledgergen.wiring import build_sources, load_seeds

    resolved = resolve(facts=facts)
    checked = check_files(
        find_ledger_paths(paths), sources=build_sources(resolved), seeds=load_seeds(resolved)
    )
    output_format = "json" if as_json else output_format
    results = []
    for result in checked:
        results.append(result)
        if output_format != "json":
            _print(result, output_format)
    if output_format == "json":
        click.echo(json.dumps(_to_json(results), indent=2, ensure_ascii=False))
    click.echo(_summarize(results), err=True)
    return _find_exit_code(results)


def _print(result: CheckedFile, output_format: str) -> None:
    from ledgergen.core.listing import render_concise, render_full

    if result.error is not None:
        click.echo(str(result.error), err=True)
    elif result.problems:
        render = render_full if output_format == "full" else render_concise
        click.echo(render(result.problems))


def _to_json(results: list[CheckedFile]) -> dict[str, Any]:
    from ledgergen.codec import report_to_json

    reports = [result.report for result in results if result.report is not None]
    return {
        "schema_version": 1,
        "summary": {
            "files": len(results),
            "found": sum(report.found for report in reports),
            "examined": sum(report.examined for report in reports),
            "flagged": sum(len(report.flagged) for report in reports),
        },
        "results": [
            {"path": result.path, "report": report_to_json(result.report)}
            for result in results
            if result.report is not None
        ],
        "errors": [
            {"path": r.path, "what": r.error.what, "because": r.error.because, "try": r.error.fix}
            for r in results
            if r.error is not None
        ],
    }


def _summarize(results: list[CheckedFile]) -> str:
    from ledgergen.core.listing import count_severities
    from ledgergen.model.report import Severity

    reports = [result.report for result in results if result.report is not None]
    found = sum(report.found for report in reports)
    examined = sum(report.examined for report in reports)
    counts = count_severities([problem for result in results for problem in result.problems])
    n_unread = len(results) - len(reports)
    unread = f", {n_unread} could not be checked" if n_unread else ""
    without = sum(result.report is not None and not result.has_dossier for result in results)
    missing = f"\n{without} without a dossier: give facts with --facts" if without else ""
    return (
        f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings "
        f"in {len(results)} {'file' if len(results) == 1 else 'files'}{unread}"
        f" · {found} figures found, {examined} examined{missing}"
    )


def _find_exit_code(results: list[CheckedFile]) -> int:
    from ledgergen.cli.app import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INCOMPLETE

    if any(result.is_incomplete for result in results):
        return EXIT_INCOMPLETE
    is_clean = all(result.report is not None and result.report.is_clean for result in results)
    return EXIT_CLEAN if is_clean else EXIT_FINDINGS
