"""OMDb's answer about one film: everything is a string, `N/A` is nothing.

OMDb answers 200 to what it does not know, with `"Response": "False"`. Its
`BoxOffice` is the gross of the American market alone (which counts Canada in),
whatever its name says. Its `Awards` sentence runs together where two were glued; it becomes
a passage, mended, and never a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ledgergen.core.sources.reading import Reading, Statement, clean_text
from ledgergen.model.dossier import Source

LICENCE = "CC BY-NC 4.0"
ATTRIBUTION = "Data from the OMDb API, https://www.omdbapi.com"


class _Rating(BaseModel):
    source: str = Field(default="", alias="Source")
    value: str = Field(default="", alias="Value")


class Title(BaseModel):
    """A title as OMDb gives it."""

    model_config = ConfigDict(extra="ignore")

    title: str = Field(default="", alias="Title")
    year: str = Field(default="", alias="Year")
    released: str = Field(default="", alias="Released")
    runtime: str = Field(default="", alias="Runtime")
    director: str = Field(default="", alias="Director")
    plot: str = Field(default="", alias="Plot")
    awards: str = Field(default="", alias="Awards")
    ratings: list[_Rating] = Field(default=[], alias="Ratings")
    votes: str = Field(default="", alias="imdbVotes")
    imdb_id: str = Field(default="", alias="imdbID")
    box_office: str = Field(default="", alias="BoxOffice")
    response: str = Field(default="True", alias="Response")
    error: str = Field(default="", alias="Error")


def read_title(answer: object) -> Title:
    """Read OMDb's answer.

    Raises:
        ValueError: it is no such answer, or says that it knows nothing.
    """
    try:
        title = Title.model_validate(answer)
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} fields are not as OMDb writes them") from None
    if title.response.lower() == "false":
        raise ValueError(f"it says {clean_text(title.error)[:200]!r}")
    return title


def read_film(title: Title, *, retrieved: str) -> Reading:
    """Read what OMDb says about a film."""
    year = re.match("[0-9]{4}", title.year)
    names = [] if _is_nothing(title.director) else title.director.split(",")
    passages = [] if _is_nothing(title.plot) else [clean_text(title.plot)[:1500]]
    if not _is_nothing(title.awards):
        passages.append(f"OMDb sums up the awards: {mend_glued(clean_text(title.awards))[:300]}")
    return Reading(
        source=Source(
            id="omdb",
            name="OMDb",
            url=f"https://www.imdb.com/title/{title.imdb_id}/" if title.imdb_id.startswith("tt") else None,
            retrieved=retrieved,
            licence=LICENCE,
            attribution=ATTRIBUTION,
        ),
        title="" if _is_nothing(title.title) else clean_text(title.title),
        year=int(year[0]) if year else None,
        directors=tuple(clean_text(name) for name in names if name.strip()),
        statements=tuple(_read_statements(title, retrieved)),
        passages=tuple(passages),
    )


def mend_glued(text: str) -> str:
    """Part two sentences that were glued: a word and a number without a space between.

    >>> mend_glued("Nominated for 1 Oscar2 wins & 6 nominations total")
    'Nominated for 1 Oscar. 2 wins & 6 nominations total'
    """
    return re.sub(r"(?<=[a-z])(?=[0-9])", ". ", text)


def _is_nothing(text: str) -> bool:
    return text.strip().upper() in {"", "N/A"}


def _read_statements(title: Title, retrieved: str) -> Iterator[Statement]:
    money = re.fullmatch(r"\$([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)", title.box_office.strip())
    if money and int(money[1].replace(",", "")) > 0:
        value = str(int(money[1].replace(",", "")))
        yield Statement(attribute="gross", value=value, unit="USD", qualifiers={"territory": "US"})
    runtime = re.fullmatch(r"([1-9][0-9]{0,3}) min", title.runtime.strip())
    if runtime:
        yield Statement(attribute="runtime", value=runtime[1], unit="min")
    if (day := _read_day(title.released)) is not None:
        yield Statement(attribute="release_date", value=day)
    for rating in title.ratings:
        score = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9])?)(/10|/100|%)", rating.value)
        if score and Decimal(score[1]) > 0 and rating.source:
            site = "IMDb" if rating.source == "Internet Movie Database" else clean_text(rating.source)[:60]
            yield Statement(
                attribute="rating",
                value=score[1],
                unit="percent" if score[2] == "%" else None,
                qualifiers={"site": site, "as_of": retrieved},
            )
    votes = title.votes.replace(",", "")
    if votes.isdecimal() and int(votes) > 0:
        qualifiers = {"site": "IMDb", "as_of": retrieved}
        yield Statement(attribute="vote_count", value=str(int(votes)), unit="count", qualifiers=qualifiers)


def _read_day(text: str) -> str | None:
    try:
        return datetime.strptime(text.strip(), "%d %b %Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
