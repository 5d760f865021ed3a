"""The `ledgergen facts` commands about many films at once: import tables, refresh what is published."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledgergen.cli.options import read_pairs, resolve

if TYPE_CHECKING:
    from ledgergen.runs.facts import Refreshed


@click.command(name="import")
@click.argument("tables", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--map", "mapping", multiple=True, help="ROLE=HEADING, such as tmdb_id=Id. Repeatable.")
@click.option("--name", help="What to call the table as a source; its file name where not given.")
@click.option("--url", help="Where the table is from.")
@click.option("--licence", help="On what terms.")
@click.option("--retrieved", help="ISO date of the table; the day its file was last changed where not given.")
def import_tables(  # noqa: PLR0913 - one parameter an option
    *,
    tables: tuple[Path, ...],
    mapping: tuple[str, ...],
    name: str | None,
    url: str | None,
    licence: str | None,
    retrieved: str | None,
) -> int:
    """Import tables of films: CSV, TSV, JSONL or Parquet, packed with gzip or not.

    Columns are recognized by their headings (the dumps of TMDB, IMDb, MovieLens,
    The Numbers, …) or named with --map. Importing a table again replaces it.

    \b
    Examples:
      ledgergen facts import tmdb-movies.csv
      ledgergen facts import mine.csv --map tmdb_id=Id --map budget=Cost
    """
    from datetime import UTC, datetime

    from ledgergen.core.dossiers.values import find_date_problem
    from ledgergen.wiring import build_tables

    if name is not None and len(tables) > 1:
        raise click.BadParameter(
            "two tables cannot have one name; import them one by one", param_hint="--name"
        )
    if retrieved is not None and (problem := find_date_problem(retrieved)):
        raise click.BadParameter(problem, param_hint="--retrieved")
    store = build_tables(resolve())
    n_left_out = 0
    for path in tables:
        changed = path.stat().st_mtime if path.is_file() else 0.0
        imported = store.load(
            path,
            retrieved=retrieved or datetime.fromtimestamp(changed, UTC).date().isoformat(),
            mapping=read_pairs(mapping, "--map"),
            name=name,
            url=url,
            licence=licence,
        )
        n_left_out += imported.n_left_out
        taken = ", ".join(f"{role} from {heading!r}" for role, heading in imported.headings.items())
        click.echo(f"{imported.name}: {imported.n_rows:,} rows, {imported.n_left_out:,} left out", err=True)
        click.echo(f"  {taken}", err=True)
    return 3 if n_left_out else 0


@click.command(name="refresh")
@click.option("--published", is_flag=True, required=True, help="The films of all ledgers in ledgers/.")
def refresh(*, published: bool) -> int:
    """Fetch again for every published ledger, and show which now hold stale figures.

    No ledger is changed. Exit 1 when one is stale, 3 when one could not be refreshed whole.
    """
    del published
    from ledgergen.errors import InputError
    from ledgergen.runs.facts import find_published, refresh_published
    from ledgergen.wiring import open_sources

    resolved = resolve()
    folder = resolved.settings.out_dir / "ledgers"
    paths = find_published(folder)
    if not paths:
        raise InputError(f"there is no published ledger in {str(folder)!r}", fix="draft one first")

    async def run() -> list[Refreshed]:
        found = []
        async with open_sources(resolved, fresh=True) as (evidence,):
            async for refreshed in refresh_published(paths, evidence=evidence):
                _say_refreshed(refreshed)
                found.append(refreshed)
        return found

    found = asyncio.run(run())
    n_stale = sum(bool(each.stale) for each in found)
    n_failed = sum(each.error is not None or bool(each.gaps) for each in found)
    click.echo(f"{len(found)} ledgers, {n_stale} stale, {n_failed} not refreshed whole", err=True)
    return 3 if n_failed else 1 if n_stale else 0


def _say_refreshed(refreshed: Refreshed) -> None:
    if refreshed.error is not None:
        because = f": {refreshed.error.because}" if refreshed.error.because else ""
        click.echo(f"{refreshed.path}: {refreshed.error.what}{because}")
        return
    state = f"{len(refreshed.stale)} stale" if refreshed.stale else "holds"
    click.echo(f"{refreshed.path}: {state} ({refreshed.n_changed} facts changed)")
    for figure in refreshed.stale:
        click.echo(f"  {figure.text!r}: {figure.reason}")
    for gap in refreshed.gaps:
        click.echo(f"  missing: {gap}")
