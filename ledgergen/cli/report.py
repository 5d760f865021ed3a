"""`ledgergen report`: a collection's figures on one page, to be read, mailed and kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ledgergen.cli.check_options import selection_options, speed_options
from ledgergen.cli.options import facts_option, resolve
from ledgergen.errors import InputError


@click.command(name="report")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path), required=True, help="The page; '-' is stdout."
)
@facts_option
@selection_options
@speed_options
def command(paths: tuple[Path, ...], output_file: Path, **options: Any) -> int:  # noqa: ANN401 - click's values
    """Write an audit of ledgers as one HTML page: shares, charts, every flagged figure.

    Exit 2 when a path does not exist, 3 when something could not be read or
    examined; flagged figures are what the page is for, and no failure.

    \b
    Example:
      ledgergen report content/ -o audit.html
    """
    import ledgergen
    from ledgergen.cli.check_output import find_exit_code, open_output, render_summary
    from ledgergen.core.collection.audit import Audit
    from ledgergen.core.collection.audit_page import render_audit
    from ledgergen.core.collection.results import FailLevel
    from ledgergen.runs.check import Check
    from ledgergen.runs.check_setup import CheckOptions, build_check_kit
    from ledgergen.wiring import build_sources, load_seeds

    resolved = resolve(facts=options["facts"])
    chosen = CheckOptions(
        select=options["select"],
        ignore=options["ignore"],
        exclude=options["exclude"],
        baseline=options["baseline"],
        waivers=options["waivers"],
        use_cache=not options["no_cache"],
        n_workers=options["jobs"],
    )
    kit = build_check_kit(resolved, chosen, sources=build_sources(resolved), seeds=load_seeds(resolved))
    run = Check(kit, paths)
    audit = Audit(tally=run.tally)
    for result in run:
        if not result.is_folder:
            audit.add(result)
    if not run.tally.files:
        where = ", ".join(repr(str(path)) for path in paths)
        raise InputError(
            f"found no ledger in {where}",
            because="no file there ends in .md",
            fix="name a file or another folder",
        )
    made_at = datetime.now(UTC).strftime("%d %B %Y, %H:%M UTC").lstrip("0")
    page = render_audit(
        audit, checker=f"ledgergen {ledgergen.__version__}", made_at=made_at, across=run.across
    )
    with open_output(output_file) as out:
        out.write(page)
    click.echo(render_summary(run.tally), err=True)
    if str(output_file) != "-":
        click.echo(f"wrote {output_file}", err=True)
    return find_exit_code(run.tally, FailLevel.NONE, exit_zero=True, allow_empty=False)
