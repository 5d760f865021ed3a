"""Dossiers as text: what is read, what is refused and how, and the way back."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.dossiers.dossier import MAX_PROBLEMS, parse_dossier, render_dossier
from ledgergen.core.dossiers.text import MAX_DEPTH, parse_text
from ledgergen.errors import DossierError
from ledgergen.model.dossier import Dossier, Fact, Passage, Source

TABLE = Path(__file__).parents[1] / "cases" / "dossiers.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["case"]

FACT = """\
movie_id: 1
title: The Film
sources: [{{id: s1, name: A table}}]
facts:
- id: f1
  subject: The Film
  {}
  source: s1
"""


def parse_fact(fact: str) -> Fact:
    return parse_dossier(FACT.format(fact), where="film.yaml").facts[0]


def explain(text: str) -> DossierError:
    with pytest.raises(DossierError) as caught:
        parse_dossier(text, where="film.yaml")
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_says_what_is_wrong_and_where(case: dict[str, Any]) -> None:
    error = explain(FACT.format(case["fact"]) if "fact" in case else case["text"])
    assert [line.strip() for line in error.because.splitlines()] == case["because"]
    assert error.what.startswith("cannot read the dossier 'film.yaml'")
    assert error.fix


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("attribute: aspect_ratio\n  value: 1.85:1", "1.85:1"),
        ("attribute: aspect_ratio\n  value: 4:3", "4:3"),
        ("attribute: birth_date\n  value: 1976-02-08", "1976-02-08"),
        ("attribute: birth_date\n  value: 1976-02", "1976-02"),
        ("attribute: setting_year\n  value: 1890s", "1890s"),
        ("attribute: setting_year\n  value: 932", "932"),
        ("attribute: rating\n  value: 7.10", "7.10"),
        ("attribute: location\n  value: NO", "NO"),
        ("attribute: location\n  value: 0123", "0123"),
        ("attribute: credit\n  value: 0x1F", "0x1F"),
        ("attribute: award\n  value: |\n    Palme\n    d'Or", "Palme\n    d'Or".replace("    ", "")),
        ("attribute: budget\n  value: '7000'\n  unit: AUD", "7000"),
        ("attribute: box_office_rank\n  value: 3\n  unit: count", "3"),
    ],
)
def test_keeps_a_value_as_it_was_typed(fact: str, value: str) -> None:
    assert parse_fact(fact).value == value


def test_reads_json_with_tabs_and_escapes() -> None:
    text = '{\n\t"movie_id": 1,\n\t"title": "Amélie \\ud83c\\udfac",\n\t"original_title": null, "year": 2001}'
    dossier = parse_dossier(text, where="film.json")
    assert (dossier.movie_id, dossier.title, dossier.original_title, dossier.year) == (
        1,
        "Amélie 🎬",
        None,
        2001,
    )


def test_reads_crlf_like_lf() -> None:
    text = FACT.format("attribute: runtime\n  value: 113\n  unit: min")
    assert parse_dossier(text.replace("\n", "\r\n"), where="x") == parse_dossier(text, where="x")


def test_reads_records_without_floats() -> None:
    text = '{"movie_id": 1, "title": "T", "records": [{"n": 3, "share": 0.10, "open": true, "by": null}]}'
    assert parse_dossier(text, where="x").records == ({"n": 3, "share": "0.10", "open": True, "by": None},)


def test_names_ten_problems_and_counts_the_rest() -> None:
    facts = "\n".join(
        f"- {{id: f{n}, subject: T, attribute: rating, value: bad, source: s1}}" for n in range(13)
    )
    error = explain(f"movie_id: 1\ntitle: T\nsources: [{{id: s1, name: A}}]\nfacts:\n{facts}\n")
    lines = error.because.splitlines()
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1].strip() == "and 3 more"
    assert error.what == "cannot read the dossier 'film.yaml': 13 problems"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 50_000,
        '{"a": ' * 100_000,
        "{a: " * 1_000,
        '{"a":' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "}",
    ],
    ids=["open brackets", "dashes", "JSON objects", "YAML mappings", "valid JSON"],
)
def test_refuses_deep_nesting_whatever_the_syntax(text: str) -> None:
    assert "levels deep" in explain(text).because or "JSON" in explain(text).because


def test_a_bomb_of_aliases_ends_at_its_first_anchor() -> None:
    layers = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    assert explain(f"a0: &a0 lol\n{layers}\n").because.startswith("line 1: '&a0' is a YAML anchor")


@given(st.text(max_size=200))
def test_any_text_is_a_tree_or_a_dossier_error(text: str) -> None:
    try:
        parse_text(text, where="x")
    except DossierError as error:
        assert error.because  # noqa: PT017 - either outcome is fine; what is tested is that no third one exists


WORDS = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and text != ""
)
IDS = st.from_regex(r"[a-z][a-z0-9_.-]{0,6}", fullmatch=True)
DATES = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}") | st.integers(
    1000, 2100
).map(str)
NUMBERS = st.integers(1, 10**12).map(str) | st.decimals(1, 100, places=2).map(str)
RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    sources = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    ids = draw(st.lists(IDS, min_size=2, max_size=8, unique=True))
    shapes = st.sampled_from(
        [
            ("budget", NUMBERS, "EUR"),
            ("runtime", NUMBERS, "min"),
            ("release_date", DATES, None),
            ("credit", WORDS, None),
        ]
    )
    facts = []
    for name in ids[1:]:
        attribute, values, unit = draw(shapes)
        facts.append(
            Fact(
                id=name,
                subject=draw(WORDS),
                attribute=attribute,
                value=draw(values),
                unit=unit,
                approximate=draw(st.booleans()),
                qualifiers=draw(st.dictionaries(st.sampled_from(["territory", "role", "event"]), WORDS)),
                source=draw(st.sampled_from(sources)),
            )
        )
    return Dossier(
        movie_id=draw(st.integers(1, 10**9)),
        title=draw(WORDS),
        original_title=draw(st.none() | WORDS),
        year=draw(st.none() | st.integers(1880, 2100)),
        directors=tuple(draw(st.lists(WORDS, max_size=3))),
        sources=tuple(
            Source(id=name, name=draw(WORDS), retrieved=draw(st.none() | DATES)) for name in sources
        ),
        facts=tuple(facts),
        passages=(Passage(id=ids[0], text=draw(WORDS), source=sources[0]),),
        records=tuple(draw(st.lists(RECORDS, max_size=2))),
    )


@given(dossiers())
def test_what_is_rendered_parses_to_the_same_dossier(dossier: Dossier) -> None:
    text = render_dossier(dossier)
    assert parse_dossier(text, where="rendered") == dossier
    assert render_dossier(parse_dossier(text, where="rendered")) == text


@given(dossiers())
def test_its_json_parses_to_the_same_dossier(dossier: Dossier) -> None:
    text = json.dumps(dossier.model_dump(mode="json", by_alias=True), indent="\t")
    assert parse_dossier(text, where="dumped") == dossier


def test_renders_without_keys_that_say_nothing() -> None:
    fact = Fact(id="f1", subject="The Film", attribute="aspect_ratio", value="1.85:1", source="s1")
    dossier = Dossier(
        movie_id=1, title="The Film", year=1976, sources=(Source(id="s1", name="A table"),), facts=(fact,)
    )
    assert render_dossier(dossier) == (
        "schema: dossier/1\n"
        "movie_id: 1\n"
        "title: The Film\n"
        "year: 1976\n"
        "sources:\n"
        "- id: s1\n"
        "  name: A table\n"
        "facts:\n"
        "- id: f1\n"
        "  subject: The Film\n"
        "  attribute: aspect_ratio\n"
        "  value: 1.85:1\n"
        "  source: s1\n"
    )
