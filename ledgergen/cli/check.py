"""`ledgergen check`: the figures and the form of ledgers that are there already."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledgergen.cli.check_options import fix_options, output_options, selection_options, speed_options
from ledgergen.cli.options import facts_option, json_option, resolve
from ledgergen.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergen.core.collection.results import CheckedFile, Tally
    from ledgergen.core.formats.format import Format
    from ledgergen.core.listing import Problem
    from ledgergen.runs.check import CheckKit
    from ledgergen.settings import Resolved

SHOWN_BY_GITHUB = 5_000
"""Results of one SARIF run that GitHub's pages show."""


@click.command(name="check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@facts_option
@output_options
@json_option
@fix_options
@selection_options
@click.option("--write-baseline", is_flag=True, help="Take all present findings as known, and exit 0.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="What to call the text of '-'.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until interrupted.")
@speed_options
def command(paths: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401 - click's own values
    """Check the figures and the form of ledgers: files, folders of them, or '-' for standard input.

    Exit 1 when something is wrong, 2 when a path does not exist, 3 when
    something could not be read or examined; the rest is checked all the same.

    \b
    Examples:
      ledgergen check ledgers/
      ledgergen check draft.md --facts my-film.yaml --output-format concise
      ledgergen check content/ --diff
      ledgergen check content/ --output-format sarif -o findings.sarif
    """
    if options["as_json"]:
        options["output_format"] = "json"
    resolved = resolve(facts=options["facts"])
    if any(str(path) == "-" for path in paths):
        return _check_stdin(paths, resolved, options)
    if options["watch"]:
        from ledgergen.cli.check_watch import watch

        return watch(paths, lambda: _check(paths, resolve(facts=options["facts"]), options))
    return _check(paths, resolved, options)


def _check(paths: tuple[Path, ...], resolved: Resolved, options: dict[str, Any]) -> int:
    from ledgergen.runs.check import Check
    from ledgergen.runs.check_setup import find_baseline_path, save_baseline

    kit = _build_kit(resolved, options)
    run = Check(kit, paths)
    if options["write_baseline"]:
        from ledgergen.core.collection.inspection import list_known
        from ledgergen.runs.check import find_relative

        known = {find_relative(Path(result.path), kit.root): list_known(result) for result in run}
        path = find_baseline_path(resolved, options["baseline"])
        save_baseline(path, known)
        n_known = sum(map(len, known.values()))
        click.echo(f"{n_known} findings in {run.tally.files} files are known now: {path}", err=True)
        return _find_code(run.tally, resolved, {**options, "exit_zero": True})
    _write(run, run.tally, options, kit=kit, across=lambda: run.across)
    for note in run.notes:
        click.echo(f"note: {note}", err=True)
    if not run.tally.files:
        where = ", ".join(repr(str(path)) for path in paths)
        click.echo(f"error: found no ledger in {where}", err=True)
        click.echo("because: no file there ends in .md\ntry: name a file or another folder", err=True)
    return _find_code(run.tally, resolved, options)


def _check_stdin(paths: tuple[Path, ...], resolved: Resolved, options: dict[str, Any]) -> int:
    from ledgergen.adapters.ledger_texts import MAX_BYTES, decode_ledger
    from ledgergen.core.collection.results import Tally
    from ledgergen.runs.check import UNREAD, build_failed, check_text

    stdin = sys.stdin.buffer
    if len(paths) > 1 or options["watch"] or options["write_baseline"]:
        raise InputError("'-' stands alone", because="one text has no others beside it", fix="drop the rest")
    if stdin.isatty():
        raise InputError("'-' reads standard input, and that is a terminal", fix="pipe a ledger in")
    path = options["stdin_filename"] or Path("<stdin>")
    kit = _build_kit(resolved, options)
    tally = Tally()
    try:
        text = decode_ledger(stdin.read(MAX_BYTES + 1), what=f"cannot read {str(path)!r}")
        result = check_text(text, kit, path=path)
    except InputError as error:
        text, result = "", build_failed(path, UNREAD, error)
    if options["fix"] and not options["diff"]:
        # As formatters do: the mended text goes out, what is left to say goes beside it.
        click.echo(result.mended.text if result.mended else text, nl=False)
        options = {**options, "quiet_result": True}
    tally_results = [result]
    tally.add(result)
    _write(tally_results, tally, options, kit=kit, across=tuple)
    return _find_code(tally, resolved, options)


def _build_kit(resolved: Resolved, options: dict[str, Any]) -> CheckKit:
    from ledgergen.runs.check_setup import CheckOptions, build_check_kit
    from ledgergen.wiring import build_sources, load_seeds

    chosen = CheckOptions(
        select=options["select"],
        ignore=options["ignore"],
        exclude=options["exclude"],
        baseline=options["baseline"],
        waivers=options["waivers"],
        without_baseline=options["write_baseline"],
        fix=options["fix"] or options["diff"],
        unsafe=options["unsafe_fixes"],
        dry=options["diff"],
        use_cache=not options["no_cache"],
        n_workers=options["jobs"],
    )
    return build_check_kit(resolved, chosen, sources=build_sources(resolved), seeds=load_seeds(resolved))


def _write(
    results: Iterable[CheckedFile],
    tally: Tally,
    options: dict[str, Any],
    *,
    kit: CheckKit,
    across: Any,  # noqa: ANN401
) -> None:
    """Write all results as they come, then the totals; `across` is asked for when they are through."""
    from ledgergen.cli.check_output import open_output, render_statistics, render_summary
    from ledgergen.core.formats.concise import render_concise

    name, is_listed = options["output_format"], not (options["statistics"] or options["diff"])
    notation = _build_format(name, kit)
    summary: Format | None = _build_job_summary(name)
    with open_output(options["output_file"]) as out:
        if options.get("quiet_result"):
            out = sys.stderr  # noqa: PLW2901 - stdout has the mended text
        out.write(notation.open() if is_listed else "")
        for result in results:
            if summary:
                summary.add(result)
            if result.error is not None and not is_listed:
                click.echo(render_concise(result.active), err=True, nl=False)
            if options["diff"]:
                out.write(_printable(result.diff))
            elif is_listed:
                out.write(_printable(notation.add(result)))
                out.flush()
        between: tuple[Problem, ...] = across()
        out.write(_printable(notation.close(tally, between)) if is_listed else "")
        if options["statistics"]:
            out.write(render_statistics(tally))
        out.flush()
    if summary:
        _append_job_summary(summary.open() + summary.close(tally, between))
    click.echo(render_summary(tally), err=True)
    if name == "sarif" and tally.severities.total() > SHOWN_BY_GITHUB:
        note = f"note: GitHub shows the first {SHOWN_BY_GITHUB:,} results of a run, and takes at most 25,000"
        click.echo(note, err=True)


def _printable(text: str) -> str:
    """Keep what no terminal or file can take from stopping the list."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _build_format(name: str, kit: CheckKit) -> Format:
    from ledgergen.core.formats.registry import FORMATS, Context

    selection = kit.policy.selection
    config = {
        "select": list(selection.select),
        "ignore": list(selection.ignore),
        "exclude": list(selection.exclude),
        "baseline": kit.policy.baseline is not None,
        "waivers": len(kit.policy.waivers),
    }
    return FORMATS[name](Context(config=config, has_baseline=kit.policy.baseline is not None))


def _build_job_summary(name: str) -> Format | None:
    """Return the notation of GitHub's job summary, which has room for what annotations have not."""
    from ledgergen.core.formats.markdown import Markdown

    return Markdown() if name == "github" and os.environ.get("GITHUB_STEP_SUMMARY") else None


def _append_job_summary(text: str) -> None:
    path = Path(os.environ["GITHUB_STEP_SUMMARY"])
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(_printable(text))
    except OSError as error:
        click.echo(f"note: the job summary {str(path)!r} cannot be written: {error.strerror}", err=True)


def _find_code(tally: Tally, resolved: Resolved, options: dict[str, Any]) -> int:
    from ledgergen.cli.app import EXIT_FINDINGS
    from ledgergen.cli.check_output import find_exit_code
    from ledgergen.core.collection.results import FailLevel

    level = FailLevel(options["fail_level"] or resolved.settings.check.fail_level)
    code = find_exit_code(tally, level, exit_zero=options["exit_zero"], allow_empty=options["allow_empty"])
    # As formatters do: a difference that was asked for and found is a finding.
    has_diff = options["diff"] and tally.mended and not options["exit_zero"]
    return code or (EXIT_FINDINGS if has_diff else code)
