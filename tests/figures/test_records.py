"""Figures against records: what each rule passes, what each flags, and that nothing breaks it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergen.core.figures.mention import Ruling
from ledgergen.core.figures.records import judge as records
from ledgergen.core.figures.records.json import MAX_DEPTH, extract_grids
from ledgergen.core.figures.records.words import fold, fold_name, fold_text
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document
from ledgergen.model.dossier import Dossier
from tests.steps import count_steps

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "records.toml").read_text("utf-8"))


def judge_all(text: str, *evidence: object) -> list[tuple[int, int, Ruling | None]]:
    document = read_document(text)
    index = records.build_index(Dossier.from_records(evidence))
    return [
        (mention.start, mention.end, records.judge(document, mention, index))
        for mention in extract_mentions(document)
    ]


def rule_of(rulings: list[tuple[int, int, Ruling | None]], offset: int) -> str:
    ruling = next(ruling for start, end, ruling in rulings if start <= offset < end)
    return ruling.rule if ruling else ""


def _param(case: dict[str, Any]) -> object:
    return pytest.param(case["record"], case["text"], case["want"], id=case["text"])


@pytest.mark.parametrize(("record", "text", "want"), [_param(case) for case in TABLE["case"]])
def test_the_rule_that_decides(record: str, text: str, want: dict[str, str]) -> None:
    rulings = judge_all(text, TABLE["records"][record])
    assert {exact: rule_of(rulings, text.index(exact)) for exact in want} == want


def test_every_rule_decides_some_case() -> None:
    decided = {rule for case in TABLE["case"] for rule in case["want"].values()}
    assert decided == {rule.code for rule in records.RULES}


def test_flagged_rules_are_errors_and_name_a_fix() -> None:
    flagged = {f"V{number}" for number in range(75, 80)}
    assert {rule.code for rule in records.RULES if rule.fix} == flagged
    assert {rule.code for rule in records.RULES if rule.severity.value == "error"} == flagged


def test_a_ruling_shows_the_cell_and_suggests_its_value() -> None:
    [(_, _, ruling)] = judge_all("Dana Okafor scored 25 points.", TABLE["records"]["box"])
    assert ruling is not None
    assert ruling.verdict.value == "conflict"
    assert ruling.suggestion == "21"
    [support] = ruling.evidence
    assert support.id == "r1.players[1].pts"
    assert support.statement == "Row 'Dana Okafor', pts: 21"
    assert not support.agrees


def test_a_suggestion_is_spelled_as_the_sentence_does() -> None:
    [(_, _, ruling)] = judge_all("Ruth Alvarez added nine assists.", TABLE["records"]["box"])
    assert ruling is not None
    assert ruling.suggestion == "seven"


def test_a_count_keeps_its_formula() -> None:
    [(_, _, ruling)] = judge_all("three of the prizes were won", TABLE["records"]["prizes"])
    assert ruling is not None
    assert ruling.verdict.value == "derived"
    assert ruling.formula == "count of rows = 3"


def test_no_records_no_ruling() -> None:
    assert [ruling for _, _, ruling in judge_all("It cost 12 dollars.")] == [None]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("TEAM-PTS_QTR2", ("team", "point", "quarter", "2")),
        ("fg3m", ("3", "pointer", "made")),
        ("openingWeekend", ("open", "weekend")),
        ("to", ("turnover",)),
        ("to par", ("to", "par")),
    ],
)
def test_field_names_are_written_out(name: str, keys: tuple[str, ...]) -> None:
    assert fold_name(name) == keys


def test_both_sides_fold_alike() -> None:
    assert fold("attendees") == fold("attendance")
    assert fold_text("31st") == fold_text("31") == ("31",)
    assert fold_text("1,200.50") == ("1200.5",)
    assert "1999" in fold_text("1998 - 99")


def test_inner_objects_say_more_of_their_owner() -> None:
    [grid] = extract_grids([TABLE["records"]["film"]])
    assert grid.columns == ["title", "year", "box_office domestic_gross", "box_office opening_weekend"]


def test_siblings_of_one_shape_are_rows_of_one_grid() -> None:
    teams, players = extract_grids([TABLE["records"]["box"]])
    assert [teams.name_of(row) for row in range(len(teams.rows))] == ["Owls", "Foxes"]
    assert [players.name_of(row) for row in range(len(players.rows))] == [
        "Dana Okafor",
        "Li Wei",
        "Ruth Alvarez",
    ]


def test_depth_is_bounded() -> None:
    nested: object = "7"
    for _ in range(50_000):
        nested = {"a": nested, "n": 7}
    assert len(extract_grids([nested])) <= MAX_DEPTH + 1


def test_headings_repeated_inside_a_table_are_no_rows() -> None:
    [grid] = extract_grids(
        [{"title": "t", "columns": ["film", "year"], "rows": [["film", "year"], ["a", "1999"]]}]
    )
    assert grid.rows == [["a", "1999"]]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["12", "may 5 , 2001", "0 - 3", "- 24", "1:32.4", "54,591", "w", "9" * 60, "٣", "½"]),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(["title", "columns", "rows", "name", "pts", "", "TEAM-PTS"]), inner, max_size=5
        )
    ),
    max_leaves=25,
)
WORDS = (
    "the Film film 12 three 3-2 (5-1) May 5 , 2001 more than fewer highest average total 7-of-9 points Owls "
    "he while and won 50 percent in from to first quarter . ; ٣ 9999999999999999999999999999999999999999999"
)
PROSE = st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map(" ".join)


@given(evidence=st.lists(JSON, max_size=3), text=PROSE)
@settings(max_examples=300, deadline=None)
def test_any_json_and_any_text_are_judged_without_an_exception(evidence: list[Any], text: str) -> None:
    for start, end, ruling in judge_all(text, *evidence):
        assert start < end
        assert ruling is None or ruling.rule in {rule.code for rule in records.RULES}


def test_ruling_twice_is_ruling_once() -> None:
    text = "in porto the film grossed 640000 on 118 screens"
    assert judge_all(text, TABLE["records"]["weekends"]) == judge_all(text, TABLE["records"]["weekends"])


@pytest.mark.parametrize("unit", ["1-", "three ", "Film 1, 2-3, ", "more than 7 "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def measure(n_units: int) -> int:
        document = read_document(unit * n_units)
        mentions = extract_mentions(document)
        index = records.build_index(Dossier.from_records([TABLE["records"]["weekends"]]))
        return count_steps(lambda: [records.judge(document, mention, index) for mention in mentions])

    measure(100)
    assert measure(800) < 5 * measure(200)


def test_a_year_is_not_proven_by_a_table_that_knows_no_years() -> None:
    rulings = judge_all(
        "The harbor choir sang in 1998.", {"title": "choir", "columns": ["voice"], "rows": [["alto"]]}
    )
    assert [ruling.rule for _, _, ruling in rulings if ruling] == ["V79"]


def test_a_bound_is_none_beside_a_record_without_numbers() -> None:
    rulings = judge_all("It sold more than 300 tickets.", {"choir": "harbor", "voice": "alto"})
    assert [ruling.rule for _, _, ruling in rulings if ruling] == ["V79"]


def test_what_rests_on_the_table_as_a_whole_says_so() -> None:
    table = {"title": "harbor choir in 1998", "columns": ["voice", "n"], "rows": [["alto", "4"]]}
    _, _, ruling = judge_all("The harbor choir of 1998 had 4 altos.", table)[0]
    assert ruling is not None
    assert (ruling.rule, ruling.evidence[0].statement) == (
        "V61",
        "Table 'harbor choir in 1998' of 1 rows, columns 'voice', 'n'",
    )
