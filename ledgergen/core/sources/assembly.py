"""All answers about one film, and the dossier they make.

The order of readings is their authority for title, year and directors: TMDB,
whose id names the film; then Wikidata, OMDb and Wikipedia. For figures none is
above another: what they disagree about stays side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ledgergen.core.sources import omdb, tmdb, tmdb_answers, wikidata_film, wikidata_path, wikipedia
from ledgergen.core.sources.merge import build_gathered
from ledgergen.core.sources.reading import Reading, Statement
from ledgergen.core.sources.wikidata_shapes import Entity
from ledgergen.model.dossier import Dossier


@dataclass(slots=True, kw_only=True)
class Answers:
    """What came in about one film; empty where nothing did."""

    movie_id: int
    film: Entity | None = None
    path: wikidata_path.Path = field(default_factory=wikidata_path.Path)
    items: dict[str, Entity] = field(default_factory=dict)
    """Directors and neighboring films, by item id."""
    labels: dict[str, str] = field(default_factory=dict)
    currencies: dict[str, str] = field(default_factory=dict)
    page: wikipedia.Page | None = None
    movie: tmdb_answers.Movie | None = None
    people: list[tmdb_answers.Person] = field(default_factory=list)
    neighbors: list[tuple[tmdb.Neighbor, tmdb_answers.Movie]] = field(default_factory=list)
    title: omdb.Title | None = None
    gaps: list[str] = field(default_factory=list)


def build_answered(answers: Answers, *, retrieved: str) -> Dossier:
    """Make the dossier of all answers; `retrieved` is the ISO date of today."""
    readings: list[Reading] = []
    others: list[tuple[str, Statement]] = []
    if answers.movie is not None:
        readings.append(tmdb.read_film(answers.movie, retrieved=retrieved))
        others += [("tmdb", s) for person in answers.people for s in tmdb.read_dates(person)]
        others += [
            ("tmdb", s)
            for neighbor, movie in answers.neighbors
            for s in tmdb.read_other_film(movie, role=neighbor.role, person=neighbor.director)
        ]
    if answers.film is not None:
        readings.append(
            wikidata_film.read_film(
                answers.film, labels=answers.labels, currencies=answers.currencies, retrieved=retrieved
            )
        )
        others += [("wikidata", s) for s in _read_around(answers)]
    if answers.title is not None:
        readings.append(omdb.read_film(answers.title, retrieved=retrieved))
    if answers.page is not None:
        readings.append(wikipedia.read_article(answers.page, retrieved=retrieved))
    return build_gathered(answers.movie_id, readings, others=others, gaps=answers.gaps)


def _read_around(answers: Answers) -> list[Statement]:
    """Read the directors and the neighboring films that Wikidata knows."""
    assert answers.film is not None, "without the film's item nothing says that the path is its own"
    statements: list[Statement] = []
    directors = wikidata_film.find_director_ids(answers.film)
    for item in directors:
        if item in answers.items:
            statements += wikidata_film.read_person(answers.items[item])
    for neighbor in answers.path.neighbors:
        entity = answers.items.get(neighbor.id)
        if entity is not None and neighbor.director in directors:
            statements += wikidata_film.read_other_film(
                entity,
                role=neighbor.role,
                person=answers.labels.get(neighbor.director, ""),
                labels=answers.labels,
                currencies=answers.currencies,
            )
    return statements
