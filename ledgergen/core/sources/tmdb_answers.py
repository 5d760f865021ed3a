"""The shapes of TMDB's answers, as far as they are read: old ones and new ones, with holes in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ledgergen.core.sources.reading import clean_text


def _none_is_zero(value: object) -> object:
    return 0 if value is None or value == "" else value


def _none_is_empty(value: object) -> object:
    return "" if value is None else value


def _none_is_list(value: object) -> object:
    return [] if value is None else value


_Whole = Annotated[int, Field(ge=-(10**13), le=10**13), BeforeValidator(_none_is_zero)]
_Number = Annotated[Decimal, BeforeValidator(_none_is_zero)]
_Text = Annotated[str, BeforeValidator(_none_is_empty)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Named(_Answer):
    name: _Text = ""


class Member(_Answer):
    """One of the cast or crew."""

    id: int = 0
    name: _Text = ""
    job: _Text = ""
    character: _Text = ""


class Credits(_Answer):
    """Cast and crew of a film."""

    cast: Annotated[list[Member], BeforeValidator(_none_is_list)] = []
    crew: Annotated[list[Member], BeforeValidator(_none_is_list)] = []


class _Release(_Answer):
    release_date: _Text = ""
    type: int = 0
    note: _Text = ""


class _Country(_Answer):
    iso_3166_1: _Text = ""
    release_dates: list[_Release] = []


class _Releases(_Answer):
    results: list[_Country] = []


class _Ids(_Answer):
    imdb_id: _Text = ""
    wikidata_id: _Text = ""


class Movie(_Answer):
    """A film as `GET /movie/{id}` gives it, with or without what was to be appended."""

    id: int
    title: _Text = ""
    original_title: _Text = ""
    original_language: _Text = ""
    release_date: _Text = ""
    budget: _Whole = 0
    revenue: _Whole = 0
    runtime: _Whole = 0
    vote_average: _Number = Decimal(0)
    vote_count: _Whole = 0
    overview: _Text = ""
    imdb_id: _Text = ""
    origin_country: Annotated[list[str], BeforeValidator(_none_is_list)] = []
    production_countries: Annotated[list[dict[str, Any]], BeforeValidator(_none_is_list)] = []
    production_companies: Annotated[list[_Named], BeforeValidator(_none_is_list)] = []
    credits: Credits | None = None
    release_dates: _Releases | None = None
    external_ids: _Ids | None = None

    @property
    def directors(self) -> tuple[Member, ...]:
        """The crew whose job is exactly `Director`, each once."""
        crew = self.credits.crew if self.credits else []
        return tuple({m.name: m for m in crew if m.job == "Director" and m.name}.values())


class _Credit(_Answer):
    id: int
    title: _Text = ""
    release_date: _Text = ""
    job: _Text = ""
    video: bool = False


class MovieCredits(_Answer):
    """The films a person worked on."""

    crew: Annotated[list[_Credit], BeforeValidator(_none_is_list)] = []


class Person(_Answer):
    """A person as `GET /person/{id}` gives them."""

    id: int
    name: _Text = ""
    birthday: _Text = ""
    deathday: _Text = ""
    movie_credits: MovieCredits | None = None


def read_movie(answer: object) -> Movie:
    """Read a film.

    Raises:
        ValueError: it is no film, or TMDB's own error; says which.
    """
    _raise_reported(answer)
    try:
        return Movie.model_validate(answer)
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} fields are not as TMDB writes them") from None


def read_person(answer: object) -> Person:
    """Read a person.

    Raises:
        ValueError: as `read_movie`.
    """
    _raise_reported(answer)
    try:
        return Person.model_validate(answer)
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} fields are not as TMDB writes them") from None


def _raise_reported(answer: object) -> None:
    if isinstance(answer, dict) and "id" not in answer and "status_message" in answer:
        raise ValueError(f"it says {clean_text(str(answer['status_message']))[:200]!r}")
