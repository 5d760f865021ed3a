"""Whatever a service answers: it is refused in words, or it makes a dossier; it never breaks a run."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergen.core.drafting.evidence import render_evidence
from ledgergen.core.sources import omdb, tmdb, tmdb_answers, wikidata_film, wikidata_path, wikipedia
from ledgergen.core.sources.assembly import Answers, build_answered
from ledgergen.core.sources.money_text import extract_money
from ledgergen.core.sources.show import facts_to_json, render_facts
from ledgergen.core.sources.wikidata_shapes import Entity, read_entities
from ledgergen.core.sources.wikitext import find_box, strip_markup
from tests.sources.service_server import (
    build_items,
    build_movie,
    build_page,
    build_path_rows,
    build_person,
    build_title,
)

Path = tuple[str | int, ...]
T = TypeVar("T")

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["NaN", "+1e999999", "-0", "Q1", "+2012-13-45T00:00:00Z", "\ud800", "$" * 9, "</evidence>"]
    ),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(
        st.sampled_from(["id", "value", "amount", "time", "en"]), st.text(max_size=3), max_size=2
    ),
)


def list_paths(value: object, path: Path = ()) -> list[Path]:
    found: list[Path] = [path]
    if isinstance(value, dict):
        found += [p for key, inner in value.items() for p in list_paths(inner, (*path, key))]
    elif isinstance(value, list):
        found += [p for at, inner in enumerate(value) for p in list_paths(inner, (*path, at))]
    return found


@st.composite
def damage(draw: st.DrawFn, build: Callable[[], Any]) -> object:
    """An answer with up to three of its values replaced or taken away."""
    answer = copy.deepcopy(build())
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list_paths(answer)))
        if not path:
            return draw(LEAVES)
        holder = answer
        for step in path[:-1]:
            holder = holder[step]
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[path[-1]]
        else:
            holder[path[-1]] = draw(LEAVES)
    return answer


def read(reader: Callable[[object], T], answer: object) -> T | None:
    try:
        return reader(answer)
    except ValueError:
        return None


def make_and_show(answers: Answers) -> None:
    dossier = build_answered(answers, retrieved="2026-03-01")
    assert render_facts(dossier)
    assert json.dumps(facts_to_json(dossier))
    assert render_evidence(dossier).endswith("</evidence>")


def build_entities() -> dict[str, Any]:
    items = build_items()
    return {"entities": {number: items[number] for number in ("Q101", "Q102", "Q201")}}


@settings(max_examples=150)
@given(damage(build_entities))
def test_wikidata_items(answer: object) -> None:
    items = read(read_entities, answer) or {}
    path = wikidata_path.read_path(build_path_rows())
    film = items.get("Q101", Entity(id="Q101"))
    labels = dict.fromkeys(wikidata_film.find_label_ids(film), "A Name")
    make_and_show(Answers(movie_id=7001, film=film, path=path, items=items, labels=labels))


@settings(max_examples=60)
@given(damage(build_path_rows))
def test_query_rows(answer: object) -> None:
    path = read(wikidata_path.read_path, answer)
    assert path is None or len(path.neighbors) <= 2


@settings(max_examples=150)
@given(damage(build_movie), damage(build_person))
def test_tmdb_films_and_people(one: object, other: object) -> None:
    movie, person = read(tmdb_answers.read_movie, one), read(tmdb_answers.read_person, other)
    answers = Answers(movie_id=7001, movie=movie, people=[person] if person else [])
    if movie and person:
        answers.neighbors = [(neighbor, movie) for neighbor in tmdb.find_neighbors(person, movie)]
    make_and_show(answers)


@settings(max_examples=100)
@given(damage(build_title))
def test_omdb_titles(answer: object) -> None:
    make_and_show(Answers(movie_id=7001, title=read(omdb.read_title, answer)))


@settings(max_examples=100)
@given(damage(build_page))
def test_wikipedia_pages(answer: object) -> None:
    make_and_show(Answers(movie_id=7001, page=read(wikipedia.read_page, answer)))


PIECES = [
    "{{", "}}", "[[", "]]", "|", "=", "<ref>", "</ref>", "<!--", "-->", "budget", "$", "1", "–", "2.5",
    "million", "(", ")", "INR", "*", "<br>", "¥", "é", "Infobox film", "\n", "\u00a0",
]  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(MARKUP)
def test_markup_and_money(text: str) -> None:
    assert all(len(value) <= len(text) for value in find_box(text, "infobox film").values())
    for line in strip_markup(text).split("\n"):
        assert all(money.value.isdigit() or "." in money.value for money in extract_money(line))
