"""`ledgergen facts`: what is known about a film, where from, and how to know more."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledgergen.cli.options import facts_option, film_options, json_option, resolve

if TYPE_CHECKING:
    from ledgergen.model.dossier import Dossier
    from ledgergen.settings import Resolved


@click.group(name="facts")
def command() -> None:
    """Gather, show and mend the facts that ledgers rest on.

    Facts written by hand, in the workspace's facts/, win over everything that
    is fetched or imported, and nothing ever overwrites them.

    \b
    Examples:
      ledgergen facts fetch --movie-id 27205
      ledgergen facts show --movie-id 27205
      ledgergen facts import movies.csv
    """


_movie_id = click.option("--movie-id", type=click.IntRange(1), required=True, help="TMDB id of the film.")


@command.command()
@_movie_id
@json_option
def fetch(*, movie_id: int, as_json: bool) -> int:
    """Ask the services about a film and keep what they say.

    Wikidata and Wikipedia need no key; TMDB and OMDb are asked where
    TMDB_API_KEY and OMDB_API_KEY are set. Exit 3 when a service failed: what
    the others said is kept, and what is missing is named.
    """
    from ledgergen.adapters.sources.at_hand import Fetched
    from ledgergen.model.film import FilmRef
    from ledgergen.wiring import open_sources

    resolved = resolve()

    async def run() -> Fetched:
        async with open_sources(resolved, fresh=True) as (evidence,):
            return await evidence.fetch(FilmRef(movie_id=movie_id))

    fetched = asyncio.run(run())
    if fetched.dossier is None:
        raise _nothing_known(movie_id, "the services know no film with this TMDB id")
    _print(fetched.dossier, as_json=as_json)
    return 3 if fetched.lost else 0


@command.command()
@_movie_id
@facts_option
@json_option
def show(*, movie_id: int, facts: tuple[Path, ...], as_json: bool) -> int:
    """Show what is at hand about a film, with sources; conflicts and oddities are marked with '!'."""
    resolved = resolve(facts=facts)
    dossier = _find(resolved, movie_id)
    if dossier is None:
        raise _nothing_known(movie_id, "no file, fetch or imported table knows it")
    _print(dossier, as_json=as_json)
    return 0


@command.command()
@film_options
@click.option("--attribute", required=True, help="What is stated, such as budget or release_date.")
@click.option("--value", required=True, help="In base units: 1900000, 1976-02-08, 1.85:1, or text.")
@click.option("--unit", help="Currency code, min, days, people, … where the value has one.")
@click.option("--subject", help="Whom or what it is about; the film itself where not given.")
@click.option("--source", required=True, help="Who says so: 'Variety, February 11, 1976'.")
@click.option("--url", help="Address of the source.")
@click.option(
    "--qualifier", "qualifiers", multiple=True, help="NAME=VALUE, such as territory=US. Repeatable."
)
@click.option("--approximate", is_flag=True, help="The source itself says 'about'.")
def add(  # noqa: PLR0913 - one parameter an option
    *,
    movie_id: int,
    title: str | None,
    director: str | None,
    year: int | None,
    attribute: str,
    value: str,
    unit: str | None,
    subject: str | None,
    source: str,
    url: str | None,
    qualifiers: tuple[str, ...],
    approximate: bool,
) -> int:
    """Add a fact by hand, with its source. It wins over everything fetched or imported.

    \b
    Example:
      ledgergen facts add --movie-id 103 --attribute budget --value 1900000 --unit USD \\
        --source "Variety, February 11, 1976"
    """
    from datetime import UTC, datetime

    from ledgergen.model.dossier import Fact, Source
    from ledgergen.model.film import FilmRef
    from ledgergen.wiring import build_hand_files

    resolved = resolve()
    film = FilmRef(movie_id=movie_id, title=title, director=director, year=year)
    known = _find(resolved, movie_id)
    about = subject or title or (known.title if known else "")
    fact = Fact(
        id="h0",
        subject=about,
        attribute=attribute,
        value=value,
        unit=unit,
        approximate=approximate,
        qualifiers=_read_pairs(qualifiers, "--qualifier"),
        source="s0",
    )
    retrieved = datetime.now(UTC).date().isoformat()
    path = build_hand_files(resolved).add(
        film, fact, Source(id="s0", name=source, url=url, retrieved=retrieved), known=known
    )
    click.echo(f"added to {path}", err=True)
    return 0


@command.command()
@film_options
def edit(*, movie_id: int, title: str | None, director: str | None, year: int | None) -> int:
    """Open the facts written by hand in your editor ($VISUAL, $EDITOR).

    A film that only a shipped dossier knows is copied into facts/ first. What
    does not read as a dossier is not saved, and every problem is named.
    """
    from ledgergen.model.film import FilmRef
    from ledgergen.wiring import build_hand_files

    resolved = resolve()
    film = FilmRef(movie_id=movie_id, title=title, director=director, year=year)
    hand = build_hand_files(resolved)
    path, text = hand.find_text(film, known=_find(resolved, movie_id))
    edited = click.edit(text, extension=".yaml")
    if edited is None or edited == text:
        click.echo("nothing changed", err=True)
        return 0
    hand.save_text(path, edited, film=film)
    click.echo(f"saved {path}", err=True)
    return 0


@command.command(name="import")
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

    from ledgergen.core.dossier_values import find_date_problem
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
            mapping=_read_pairs(mapping, "--map"),
            name=name,
            url=url,
            licence=licence,
        )
        n_left_out += imported.n_left_out
        taken = ", ".join(f"{role} from {heading!r}" for role, heading in imported.headings.items())
        click.echo(f"{imported.name}: {imported.n_rows:,} rows, {imported.n_left_out:,} left out", err=True)
        click.echo(f"  {taken}", err=True)
    return 3 if n_left_out else 0


@command.command()
@_movie_id
def diff(*, movie_id: int) -> int:
    """Compare what is written by hand (+) with what was fetched and imported (-); ~ marks other values.

    Exit 1 when a value differs.
    """
    from ledgergen.core.sources.show import render_diff
    from ledgergen.model.film import FilmRef
    from ledgergen.wiring import build_sources

    resolved = resolve()
    (evidence,) = build_sources(resolved)
    film = FilmRef(movie_id=movie_id)
    by_hand, gathered = evidence.find_by_hand(film), asyncio.run(evidence.find_gathered(film))
    if by_hand is None and gathered is None:
        raise _nothing_known(movie_id, "no file, fetch or imported table knows it")
    text = render_diff(by_hand, gathered)
    click.echo(text, nl=False)
    return 1 if any(line.startswith("~") for line in text.splitlines()) else 0


@command.command()
@click.option("--published", is_flag=True, required=True, help="The films of all ledgers in ledgers/.")
def refresh(*, published: bool) -> int:
    """Fetch again for every published ledger, and show which now hold stale figures.

    No ledger is changed. Exit 1 when one is stale, 3 when one could not be refreshed whole.
    """
    del published
    from ledgergen.errors import InputError
    from ledgergen.runs.facts import Refreshed, find_published, refresh_published
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


def _say_refreshed(refreshed: object) -> None:
    from ledgergen.runs.facts import Refreshed

    assert isinstance(refreshed, Refreshed)
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


def _find(resolved: Resolved, movie_id: int) -> Dossier | None:
    from ledgergen.model.film import FilmRef
    from ledgergen.wiring import build_sources

    (evidence,) = build_sources(resolved)
    return asyncio.run(evidence.find(FilmRef(movie_id=movie_id)))


def _print(dossier: Dossier, *, as_json: bool) -> None:
    from ledgergen.core.sources.show import facts_to_json, render_facts

    if as_json:
        click.echo(json.dumps(facts_to_json(dossier), indent=2, ensure_ascii=False))
    else:
        click.echo(render_facts(dossier), nl=False)


def _read_pairs(pairs: tuple[str, ...], option: str) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint=option)
        found[name.strip()] = value.strip()
    return found


def _nothing_known(movie_id: int, because: str) -> Exception:
    from ledgergen.errors import NoEvidenceError

    return NoEvidenceError(
        f"nothing is known about film {movie_id}",
        because=because,
        fix=f"try `ledgergen facts fetch --movie-id {movie_id}`, or write facts/{movie_id}.yaml",
    )
