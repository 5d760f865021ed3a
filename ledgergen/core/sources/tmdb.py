"""TMDB v3 answers: a film with its credits, ids and releases; a person with their films.

TMDB is kept by its users. Three of its habits shape this module:

- `0` and `""` mean that nobody has filled it in, never nothing;
- a crew list holds a dozen jobs with the word *director*: only the job that is
  exactly `Director` makes one;
- a film has many release dates of six types. Types 1 to 3 are of cinemas (a
  premiere, a limited and a general release), later years are reissues. The
  first of each type in the United States and the film's own countries counts.

Ratings and votes move every day: they carry the day they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ledgergen.core.dossiers.values import find_date_problem
from ledgergen.core.sources.reading import Reading, Statement, clean_text, drop_empty
from ledgergen.core.sources.tmdb_answers import Credits, Movie, Person
from ledgergen.model.dossier import Source

LICENCE = "TMDB terms of use"
ATTRIBUTION = "This product uses the TMDB API but is not endorsed or certified by TMDB."

_JOBS = {
    "Screenplay": "screenwriter",
    "Writer": "screenwriter",
    "Director of Photography": "cinematographer",
    "Original Music Composer": "composer",
    "Editor": "film editor",
    "Producer": "producer",
}
_PREMIERE, _LIMITED, _GENERAL = 1, 2, 3
_COUNTRIES = {
    "GB": "UK", "FR": "France", "DE": "Germany", "IT": "Italy", "ES": "Spain", "JP": "Japan",
    "KR": "South Korea", "CN": "China", "HK": "Hong Kong", "TW": "Taiwan", "IN": "India", "AU": "Australia",
    "NZ": "New Zealand", "CA": "Canada", "MX": "Mexico", "BR": "Brazil", "AR": "Argentina", "CL": "Chile",
    "CO": "Colombia", "RU": "Russia", "PL": "Poland", "SE": "Sweden", "NO": "Norway", "DK": "Denmark",
    "FI": "Finland", "NL": "Netherlands", "BE": "Belgium", "AT": "Austria", "CH": "Switzerland",
    "IE": "Ireland", "CZ": "Czech Republic", "HU": "Hungary", "RO": "Romania", "GR": "Greece",
    "PT": "Portugal", "TR": "Turkey", "IR": "Iran", "IL": "Israel", "EG": "Egypt", "ZA": "South Africa",
    "TH": "Thailand", "ID": "Indonesia", "PH": "Philippines", "VN": "Vietnam",
}  # fmt: skip
"""ISO 3166 codes as words; `US` and whatever is not here stay as they are."""

MAX_CAST = 6
MAX_CREDITS = 12


class Neighbor(NamedTuple):
    """A film of the director's next to this one."""

    movie_id: int
    role: str
    director: str
    """Name."""


def read_film(movie: Movie, *, retrieved: str) -> Reading:
    """Read what TMDB says about the film itself."""
    gaps = () if movie.directors else ("TMDB names no director.",)
    return Reading(
        source=_build_source(movie, retrieved=retrieved),
        title=clean_text(movie.title),
        original_title=clean_text(movie.original_title) or None,
        year=int(movie.release_date[:4]) if movie.release_date[:4].isdigit() else None,
        directors=tuple(clean_text(member.name) for member in movie.directors),
        statements=tuple(_read_film(movie, retrieved)),
        passages=(clean_text(movie.overview)[:1500],) if movie.overview else (),
        gaps=gaps,
    )


def read_other_film(movie: Movie, *, role: str, person: str) -> tuple[Statement, ...]:
    """Read the figures of another film of the director's."""
    relation = {"role": role, "person": clean_text(person)}
    return tuple(
        Statement(
            about=clean_text(movie.title),
            attribute=s.attribute,
            value=s.value,
            unit=s.unit,
            qualifiers={**relation, **s.qualifiers},
        )
        for s in (*_read_figures(movie), *_read_single_date(movie))
        if movie.title
    )


def read_dates(person: Person, *, name: str = "") -> tuple[Statement, ...]:
    """Read a person's birth and death; an empty string is no date."""
    about = clean_text(name or person.name)
    pairs = (("birth_date", person.birthday), ("death_date", person.deathday))
    return tuple(
        Statement(about=about, attribute=attribute, value=day)
        for attribute, day in pairs
        if day and about and not find_date_problem(day)
    )


def find_neighbors(person: Person, movie: Movie) -> tuple[Neighbor, ...]:
    """Return the films the person directed just before and just after this one, by release date."""
    crew = person.movie_credits.crew if person.movie_credits else []
    films = {
        credit.id: credit.release_date
        for credit in crew
        if credit.job == "Director"
        and credit.id != movie.id
        and _is_date(credit.release_date)
        and not credit.video
    }
    own = movie.release_date
    if not _is_date(own):
        return ()
    before = [(day, item) for item, day in films.items() if day < own]
    after = [(day, item) for item, day in films.items() if day > own]
    found = []
    if before:
        found.append(Neighbor(max(before)[1], "previous film", person.name))
    if after:
        found.append(Neighbor(min(after)[1], "next film", person.name))
    return tuple(found)


def _is_date(text: str) -> bool:
    return len(text) == 10 and not find_date_problem(text)


def _build_source(movie: Movie, *, retrieved: str) -> Source:
    return Source(
        id="tmdb",
        name="TMDB",
        url=f"https://www.themoviedb.org/movie/{movie.id}",
        retrieved=retrieved,
        licence=LICENCE,
        attribution=ATTRIBUTION,
    )


def _read_film(movie: Movie, retrieved: str) -> Iterator[Statement]:
    yield from _read_figures(movie)
    releases = tuple(_read_releases(movie))
    yield from releases or _read_single_date(movie)
    moving = {"site": "TMDB", "as_of": retrieved}
    if movie.vote_count > 0:
        yield Statement(attribute="rating", value=f"{movie.vote_average.normalize():f}", qualifiers=moving)
        yield Statement(attribute="vote_count", value=str(movie.vote_count), unit="count", qualifiers=moving)
    for company in movie.production_companies[:MAX_CREDITS]:
        if company.name:
            yield Statement(attribute="company", value=clean_text(company.name))
    yield from _read_credits(movie.credits)


def _read_figures(movie: Movie) -> Iterator[Statement]:
    if movie.budget > 0:
        yield Statement(attribute="budget", value=str(movie.budget), unit="USD")
    if movie.revenue > 0:
        world = {"territory": "worldwide"}
        yield Statement(attribute="gross", value=str(movie.revenue), unit="USD", qualifiers=world)
    if movie.runtime > 0:
        yield Statement(attribute="runtime", value=str(movie.runtime), unit="min")


def _read_single_date(movie: Movie) -> Iterator[Statement]:
    if _is_date(movie.release_date):
        yield Statement(attribute="release_date", value=movie.release_date)


def _read_releases(movie: Movie) -> Iterator[Statement]:
    own = [*movie.origin_country, *(str(c.get("iso_3166_1", "")) for c in movie.production_countries)]
    wanted = dict.fromkeys(["US", *own])
    for country in movie.release_dates.results if movie.release_dates else []:
        if country.iso_3166_1 not in wanted:
            continue
        dated = [r for r in country.release_dates if _is_date(r.release_date[:10])]
        for kind in (_PREMIERE, _LIMITED, _GENERAL):
            first = min((r for r in dated if r.type == kind), key=lambda r: r.release_date, default=None)
            if first is None:
                continue
            note = clean_text(first.note)
            qualifiers = {
                "territory": name_country(country.iso_3166_1),
                "event" if kind == _PREMIERE else "part": note,
            }
            if kind == _LIMITED:
                qualifiers["kind"] = "limited"
            yield Statement(
                attribute="premiere_date" if kind == _PREMIERE else "release_date",
                value=first.release_date[:10],
                qualifiers=drop_empty(qualifiers),
            )


def _read_credits(listed: Credits | None) -> Iterator[Statement]:
    if listed is None:
        return
    for member in listed.cast[:MAX_CAST]:
        if member.name:
            qualifiers = drop_empty({"role": "actor", "part": clean_text(member.character)[:80]})
            yield Statement(attribute="credit", value=clean_text(member.name), qualifiers=qualifiers)
    seen: set[tuple[str, str]] = set()
    for member in listed.crew:
        role = _JOBS.get(member.job)
        if role and member.name and (role, member.name) not in seen and len(seen) < MAX_CREDITS:
            seen.add((role, member.name))
            yield Statement(attribute="credit", value=clean_text(member.name), qualifiers={"role": role})


def name_country(code: str) -> str:
    """Return the country as words, where it is known by heart."""
    return _COUNTRIES.get(code, code)


def find_ids(movie: Movie) -> tuple[str, str]:
    """Return the IMDb title id and the Wikidata item id that TMDB gives, or ""."""
    ids = movie.external_ids
    return (ids.imdb_id if ids else "") or movie.imdb_id, ids.wikidata_id if ids else ""


def list_director_ids(movie: Movie, *, limit: int = 2) -> Iterable[int]:
    """Return the ids of the first directors."""
    return [member.id for member in movie.directors[:limit] if member.id]
