"""The director's path: which film came before this one, and which came next.

One question to Wikidata's query service, asked by the TMDB id together with
everything else, so that it costs no further wait: all films of this film's
directors, with dates. Rows repeat (one per date and kind); a variable that is not
bound is absent from its row, not null. The service gives a bare year as its
January 1, so the precision is asked for and the date cut to it.

A film is a neighbor only where dates leave no doubt of the order: of two films
in one year known by the year alone, neither comes before the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, ValidationError

from ledgergen.core.sources.wikidata_shapes import read_moment

_QUERY = """\
SELECT DISTINCT ?film ?article ?director ?other ?date ?precision WHERE {
  ?film wdt:P4947 "%d"; wdt:P57 ?director.
  OPTIONAL { ?article schema:about ?film; schema:isPartOf <https://en.wikipedia.org/>. }
  ?other wdt:P57 ?director; wdt:P31 ?kind; p:P577 ?dated.
  VALUES ?kind { wd:Q11424 wd:Q24869 wd:Q29168811 wd:Q93204 wd:Q202866 wd:Q20650540 wd:Q226730 }
  ?dated psv:P577 ?when; wikibase:rank ?rank. FILTER(?rank != wikibase:DeprecatedRank)
  ?when wikibase:timeValue ?date; wikibase:timePrecision ?precision.
} LIMIT 3000"""

_ITEM = re.compile(r"/(Q[1-9][0-9]{0,11})$")


class _Term(BaseModel):
    model_config = ConfigDict(extra="ignore")
    value: str


class _Bindings(BaseModel):
    bindings: list[dict[str, _Term]]


class _Answer(BaseModel):
    results: _Bindings


class Neighbor(NamedTuple):
    """A film of one of the directors, next to this one."""

    id: str
    """Item id."""
    role: str
    """`previous film` or `next film`."""
    director: str
    """Item id."""


class Path(NamedTuple):
    """What the query service knows."""

    film: str = ""
    """Item id of the film itself, or ""."""
    article: str = ""
    """Title of its English article, or ""."""
    directors: tuple[str, ...] = ()
    neighbors: tuple[Neighbor, ...] = ()


def build_path_query(movie_id: int) -> str:
    """Write the question for a TMDB film id."""
    return _QUERY % movie_id


def read_path(answer: object) -> Path:
    """Read the query service's answer.

    Raises:
        ValueError: it is not SPARQL's JSON.
    """
    try:
        rows = _Answer.model_validate(answer).results.bindings
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} fields are not as SPARQL writes them") from None
    film = article = ""
    dates: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows[:3000]:
        film = film or _read_item(row, "film")
        article = article or _read_article(row)
        director, other, date = _read_item(row, "director"), _read_item(row, "other"), _read_date(row)
        if director and other and date:
            known = dates[director].get(other)
            dates[director][other] = date if known is None else _choose_date(known, date)
    directors = tuple(dates)
    neighbors = tuple(
        neighbor for director in directors for neighbor in _find_neighbors(film, director, dates[director])
    )
    return Path(film, article, directors, tuple({n.id: n for n in reversed(neighbors)}.values())[::-1])


def _find_neighbors(film: str, director: str, dates: dict[str, str]) -> list[Neighbor]:
    own = dates.get(film)
    if own is None:
        return []
    others = {item: date for item, date in dates.items() if item != film}
    before = {item: date for item, date in others.items() if is_surely_before(date, own)}
    after = {item: date for item, date in others.items() if is_surely_before(own, date)}
    # A film that might lie between makes the nearest one a guess.
    unsure = set(others) - set(before) - set(after)
    found = []
    if before and not unsure:
        found.append(Neighbor(max(before, key=lambda item: (before[item], item)), "previous film", director))
    if after and not unsure:
        found.append(Neighbor(min(after, key=lambda item: (after[item], item)), "next film", director))
    return found


def is_surely_before(one: str, other: str) -> bool:
    """Tell whether one date, cut to its precision, lies wholly before another.

    >>> is_surely_before("1976", "1976-02-08"), is_surely_before("1975", "1976-02")
    (False, True)
    """
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _choose_date(one: str, other: str) -> str:
    """Return the earlier date; of two that may be the same, the more precise."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return max(one, other, key=len) if len(one) != len(other) else min(one, other)
    return min(one, other)


def _read_item(row: dict[str, _Term], name: str) -> str:
    match = _ITEM.search(row[name].value) if name in row else None
    return match[1] if match else ""


def _read_article(row: dict[str, _Term]) -> str:
    value = row["article"].value if "article" in row else ""
    return value.partition("/wiki/")[2]


def _read_date(row: dict[str, _Term]) -> str:
    if "date" not in row or "precision" not in row or not row["precision"].value.isdigit():
        return ""
    time = row["date"].value
    moment = read_moment(time if time[:1] in "+-" else f"+{time}", precision=int(row["precision"].value))
    # A decade orders nothing.
    return moment.value if moment and not moment.value.endswith("s") else ""


class _Hit(BaseModel):
    title: str = ""


class _Hits(BaseModel):
    search: list[_Hit] = []


class _SearchAnswer(BaseModel):
    query: _Hits


def read_search(answer: object) -> tuple[str, ...]:
    """Read the item ids that Wikidata's search found.

    Raises:
        ValueError: it is no answer of a search.
    """
    try:
        hits = _SearchAnswer.model_validate(answer).query.search
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} fields are not as Wikidata writes them") from None
    return tuple(hit.title for hit in hits if re.fullmatch(r"Q[1-9][0-9]{0,11}", hit.title))


def read_article_title(name: str) -> str:
    """Return an article's title from the end of its address: `Inception_%28film%29`."""
    return unquote(name).replace("_", " ")
