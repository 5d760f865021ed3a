"""Which column of a table holds what: the tables people have, recognized by their headings.

A *role* is what a column means to us (`budget`, `imdb_id`); `_ALIASES` lists the
headings each goes by in the dumps of TMDB, IMDb, MovieLens, The Numbers and Box
Office Mojo, in the Academy's nominations, and in tables that people keep
themselves. To teach a heading, add it to a row; `--map role=Heading` overrules.

`id` alone says nothing about whose id it is: it is TMDB's where other columns of
TMDB's stand beside it. `movieId` is MovieLens' own number and no key at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ledgergen.errors import InputError

_ALIASES: Mapping[str, str] = {
    "tmdb_id": "tmdbid tmdb themoviedbid",
    "imdb_id": "imdbid imdb tconst imdbtitleid filmid movieimdblink imdblink",
    "title": "title movietitle moviename film movie primarytitle name",
    "original_title": "originaltitle",
    "year": "year releaseyear startyear titleyear",
    "release_date": "releasedate released release date",
    "budget": "budget productionbudget productioncost cost",
    "gross": "revenue worldwidegross grossworldwide worldgross gross totalgross boxoffice",
    "gross_domestic": "domesticgross domestic usgross grossus",
    "gross_foreign": "foreigngross foreign internationalgross overseasgross",
    "opening_weekend": "openingweekend opening",
    "currency": "currency budgetcurrency",
    "country": "country",
    "runtime": "runtime runtimeminutes duration runningtime",
    "directors": "director directors directorname directedby",
    "crew": "crew",
    "companies": "productioncompanies companies studio productioncompany",
    "rating": "voteaverage averagerating rating imdbscore",
    "vote_count": "votecount numvotes votes numvotedusers",
    "category": "canonicalcategory category",
    "person": "nominees",
    "winner": "winner",
    "ceremony_year": "ceremonyyear",
}
_ROLE_OF = {alias: role for role, aliases in _ALIASES.items() for alias in aliases.split()}
ROLES = tuple(_ALIASES)
_TMDB_SIGNS = frozenset({"voteaverage", "originaltitle", "imdbid", "productioncompanies", "popularity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the roles stand in a row."""

    columns: Mapping[str, int]
    """Role to position."""
    headings: Mapping[str, str]
    """Role to heading, as written."""
    kind: str
    """`tmdb`, `imdb5000`, `oscars`, or "" for any other table."""


def recognize(headings: Sequence[str], *, mapping: Mapping[str, str], where: str) -> Layout:
    """Find the roles of a table's columns; `mapping` (role to heading) goes first.

    Raises:
        InputError: a mapped role or heading does not exist, or no column names the
            film (a TMDB id, an IMDb id, or a title with a year or date).
    """
    plain = [_fold(heading) for heading in headings]
    columns: dict[str, int] = {}
    for role, heading in mapping.items():
        if role not in ROLES:
            near = get_close_matches(role, ROLES, n=1)
            fix = f"did you mean {near[0]!r}?" if near else f"the names are {', '.join(ROLES)}"
            raise InputError(
                f"--map names no column {role!r} of ours", because="nothing is read from it", fix=fix
            )
        if heading not in headings:
            raise InputError(
                f"{where!r} has no column {heading!r}",
                because=f"its columns are {', '.join(headings[:40])}",
                fix="correct --map",
            )
        columns[role] = list(headings).index(heading)
    taken = set(columns.values())
    for at, name in enumerate(plain):
        role_found = _ROLE_OF.get(name)
        if name == "id" and len(_TMDB_SIGNS.intersection(plain)) >= 2:
            role_found = "tmdb_id"
        if role_found and role_found not in columns and at not in taken:
            columns[role_found] = at
            taken.add(at)
    _require_key(columns, headings, where)
    return Layout(
        columns=columns, headings={role: headings[at] for role, at in columns.items()}, kind=_find_kind(plain)
    )


def _require_key(columns: Mapping[str, int], headings: Sequence[str], where: str) -> None:
    has_title = "title" in columns and ({"year", "release_date"} & columns.keys())
    if "tmdb_id" in columns or "imdb_id" in columns or has_title:
        return
    raise InputError(
        f"{where!r} does not say which films its rows are about",
        because="no column holds a TMDB id, an IMDb id, or a title with its year; its columns are "
        + ", ".join(headings[:40]),
        fix="name the column, as in --map tmdb_id=HEADING",
    )


def _find_kind(plain: Sequence[str]) -> str:
    names = set(plain)
    if {"canonicalcategory", "filmid"} <= names:
        return "oscars"
    if "movieimdblink" in names:
        return "imdb5000"
    return "tmdb" if len(_TMDB_SIGNS & names) >= 3 else ""


def _fold(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading.lower())
