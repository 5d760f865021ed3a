"""A figure is proven by prose that says the same of the same thing, and by nothing less."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.figures.mention import Ruling
from ledgergen.core.figures.passages import judge as passages
from ledgergen.core.figures.passages.lists import extract_listings
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document
from ledgergen.model.dossier import Dossier
from tests.steps import count_steps

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "passages.toml").read_text("utf-8"))


def judge_all(text: str, evidence: list[str], *, is_strict: bool = False) -> list[tuple[int, Ruling | None]]:
    index = passages.build_index(Dossier.from_texts(evidence))
    document = read_document(text)
    return [
        (mention.start, passages.judge(document, mention, index, is_strict=is_strict))
        for mention in extract_mentions(document)
    ]


def judge_one(case: dict[str, Any]) -> Ruling | None:
    start = case["text"].index(case["figure"])
    end = start + len(case["figure"])
    found = [ruling for at, ruling in judge_all(case["text"], case["evidence"]) if start <= at < end]
    assert len(found) == 1, "the case names one figure"
    return found[0]


def name_case(case: dict[str, Any]) -> str:
    return f"{case['rule']} {case['text'].strip()[:60]}"


@pytest.mark.parametrize("case", [*TABLE["proven"], *TABLE["flagged"]], ids=name_case)
def test_the_rule_decides(case: dict[str, Any]) -> None:
    ruling = judge_one(case)
    assert ruling is not None
    assert (ruling.rule, ruling.verdict.value) == (case["rule"], case["verdict"])
    assert ruling.suggestion == case.get("suggestion")


@pytest.mark.parametrize("case", TABLE["alone"], ids=name_case)
def test_the_rule_leaves_alone(case: dict[str, Any]) -> None:
    ruling = judge_one(case)
    assert ruling is None or (ruling.rule != case["rule"] and ruling.verdict.flagged)


def test_every_rule_has_both_tables() -> None:
    codes = {rule.code for rule in passages.RULES}
    assert {case["rule"] for case in [*TABLE["proven"], *TABLE["flagged"]]} == codes
    assert {case["rule"] for case in TABLE["alone"]} == codes


@pytest.mark.parametrize("case", TABLE["proven"], ids=name_case)
def test_proof_is_a_verbatim_excerpt_with_its_source(case: dict[str, Any]) -> None:
    ruling = judge_one(case)
    assert ruling is not None
    for support in ruling.evidence:
        number = int(support.id.removeprefix("p"))
        assert support.statement in case["evidence"][number - 1]
        assert (support.kind, support.source, support.agrees) == ("passage", "given text", True)


def test_a_figure_over_a_line_end_is_shown_whole() -> None:
    (_, ruling), *_ = judge_all(
        "It was due at the quay on 31\nFEB.", ["Due at the quay on 31\nFEB of a year."]
    )
    assert ruling is not None
    assert "31\nFEB" in ruling.evidence[0].statement


def test_nothing_is_ruled_without_prose() -> None:
    assert judge_all("It cost $4 million.", []) == [(8, None)]
    assert judge_all("It cost $4 million.", ["  \n"]) == [(8, None)]


def test_strict_asks_for_closer_words_and_derives_nothing() -> None:
    evidence = ["Ann Lee, Bo Fry and Cy Dean were driving to work when they saw the boat sink."]
    text = "Three guards have told how they saved a sailor from a boat."
    (_, lenient), (_, strict) = judge_all(text, evidence)[0], judge_all(text, evidence, is_strict=True)[0]
    assert lenient is not None
    assert not lenient.verdict.flagged
    assert strict is None or strict.verdict.flagged


PIECES_OF_TEXT = """three|350°F|(175°C)|$1.9 million|1976|the film|Ann Lee|and|,|.|aged 25, 31 and 33
25-year-old|10-15 minutes|2-1|half|twice|May 7, 2018|Saturday|step 4|4.|75th anniversary|years|15%|quarter
from 2.75% to 3%|cut by|1980s|17th century|http://a/2004/b|“|*|one year|12 miles|20 km|low six figures
up to|more than|\u200b|٣|½|é"""
PIECES = st.sampled_from(PIECES_OF_TEXT.replace("\n", "|").split("|"))
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.just("9" * 400))


@given(text=TEXTS, evidence=st.lists(TEXTS, max_size=3))
def test_any_text_and_any_passages_can_be_judged(text: str, evidence: list[str]) -> None:
    for _, ruling in judge_all(text, evidence):
        assert ruling is None or ruling.reason


@given(text=st.lists(PIECES, max_size=14).map(" ".join))
def test_a_text_that_is_its_own_evidence_has_no_conflict(text: str) -> None:
    sentence = f"The harbor keeper wrote {text} in the ledger of the port"
    rulings = [ruling for _, ruling in judge_all(sentence, [sentence])]
    assert not any(ruling and ruling.verdict.value == "conflict" for ruling in rulings)


@pytest.mark.parametrize(
    "unit", ["Two men ", "In 1976 it ", "On May 7 he. ", "A", "Aa Bb, ", "1,", "aged 3, 4, "], ids=repr
)
def test_cost_grows_no_faster_than_the_text(unit: str) -> None:
    def measure(size: int) -> int:
        text = unit * (size // len(unit))
        return count_steps(lambda: judge_all(text[: size // 20], [text]))

    measure(2_000)
    assert measure(32_000) < 5 * measure(8_000)


@pytest.mark.parametrize("unit", ["Two men ", "In 1976 it "], ids=repr)
def test_a_phrase_repeated_on_both_sides_costs_the_same_each_time(unit: str) -> None:
    def measure(size: int) -> int:
        text = unit * (size // len(unit))
        return count_steps(lambda: judge_all(text, [text]))

    measure(1_000)
    assert measure(8_000) < 5 * measure(2_000)


_NAMED = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "a ", "the boy ", "his old friend ", "x's ")),
    st.sampled_from(("Ann", "Ann Lee", "J.P. O'Brien", "Mo van Ley", "Jean-Paul", "X")),
    st.sampled_from(("", ", 33", ", aged 4", " (of Ely)")),
)


@given(
    st.lists(_NAMED, min_size=2, max_size=6),
    st.sampled_from((" and ", ", and ", " or ", " & ")),
    st.sampled_from(("", "Then came ", "bread and butter for ", "both ")),
    st.sampled_from((".", " sang and danced.", " and others", "")),
)
def test_a_list_of_names_is_found_wherever_it_ends(
    names: list[str], last: str, before: str, behind: str
) -> None:
    text = f"{before}{', '.join(names[:-1])}{last}{names[-1]}{behind}"
    counts = [listing.count for listing in extract_listings(text) if listing.kind == "names"]
    assert counts == [len(names)]
