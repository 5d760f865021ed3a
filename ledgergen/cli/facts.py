"""`ledgergen facts`: what is known about a film, where from, and how to know more."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledgergen.cli.facts_many import import_tables, refresh
from ledgergen.cli.options import facts_option, film_options, json_option, read_pairs, resolve

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


command.add_command(import_tables)
command.add_command(refresh)

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
        qualifiers=read_pairs(qualifiers, "--qualifier"),
        source="s0",
    )
    retrieved = datetime.now(UTC).date().isoformat()
    path = build_hand_files(resolved).add(
        film, fact, Source(id="s0", name=source, url=url, retrieved=retrieved), known=known
    )
    click.echo(f"added to {_shorten(path)}", err=True)
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
    click.echo(f"saved {_shorten(path)}", err=True)
    return 0


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


def _shorten(path: Path) -> Path:
    """Return a path as somebody in this folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _nothing_known(movie_id: int, because: str) -> Exception:
    from ledgergen.errors import NoEvidenceError

    return NoEvidenceError(
        f"nothing is known about film {movie_id}",
        because=because,
        fix=f"try `ledgergen facts fetch --movie-id {movie_id}`, or write facts/{movie_id}.yaml",
    )
