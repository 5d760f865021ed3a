"""The rules of form and style: each case of the table, and what must hold for any text."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.article.parse import parse_article
from ledgergen.core.article.rules import CHECKS, RULES, check_article
from ledgergen.model.dossier import Dossier, Fact, Passage
from ledgergen.model.report import Severity

SEED = (Path(__file__).parents[2] / "seeds" / "452008-closeness.md").read_bytes().decode()
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "article_rules.toml").read_text("utf-8"))["case"]


def edit_seed(edits: list[list[str]]) -> str:
    text = SEED
    section_3 = parse_article(SEED).sections[2]
    for old, new in edits:
        if old == "CRLF":
            text = text.replace("\n", "\r\n")
            continue
        target = section_3 if old == "@SECTION3" else old
        assert target in text, f"the case edits what is not there: {old!r}"
        text = text.replace(target, new, 1)
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_finds_exactly_this(case: dict[str, Any]) -> None:
    text = edit_seed(case.get("edits", []))
    dossier = Dossier.model_validate(case["dossier"]) if "dossier" in case else None
    findings = check_article(text, dossier=dossier, seeds=[SEED])
    got = [[f.code, f.line, f.column, f.end_column, f.message] for f in findings]
    assert got == case["want"]


def test_every_rule_has_a_check_and_a_text_to_explain_it() -> None:
    assert [rule.code for rule in RULES] == sorted({rule.code for rule in RULES})
    assert {rule.code for rule in RULES} == set(CHECKS)
    for rule in RULES:
        assert all((rule.name, rule.summary, rule.why, rule.bad, rule.good, rule.fix)), rule.code
        assert 2 <= len(rule.name.split()) <= 6 or rule.name in {"list", "link", "HTML", "spacing"}, rule.code
        for sentence in (rule.summary, rule.why, rule.fix):
            assert sentence.endswith("."), (rule.code, sentence)


def test_every_rule_speaks_in_some_case() -> None:
    spoken = {want[0] for case in CASES for want in case["want"]}
    elsewhere = {"LG411", "LG412"}  # seeds of other films: test_article_overlap
    assert {rule.code for rule in RULES} - elsewhere == spoken


def test_severities_follow_the_rules() -> None:
    severities = {rule.code: rule.severity for rule in RULES}
    text = edit_seed(
        [["zero commercial equity.", "zero commercial equity [f3].\n"], ["of the gamble", "of the Gamble"]]
    )
    for finding in check_article(text):
        assert finding.severity is severities[finding.code]


def test_findings_name_their_section() -> None:
    text = edit_seed(
        [["zero commercial equity.", "zero commercial equity [f3]."], ["movieId: 452008", "movieId: x"]]
    )
    assert [(f.code, f.section) for f in check_article(text)] == [("LG305", 0), ("LG401", 1)]


def test_findings_stand_in_reading_order() -> None:
    text = edit_seed([["2020 Academy", "2020 2020 Academy [f1]"], ["In 2016", "TBD In 2016"]])
    places = [(f.line, f.column) for f in check_article(text)]
    assert places == sorted(places)


def test_a_flood_of_slips_is_cut_short_and_says_so() -> None:
    text = SEED + " [f1]" * 500
    findings = [f for f in check_article(text) if f.code == "LG401"]
    assert len(findings) == 101
    assert findings[-1].message == "and more of the same: only the first 100 are listed"


def test_a_dossier_of_loose_texts_has_no_title_to_compare() -> None:
    assert check_article(SEED, dossier=Dossier.from_texts(["It cost money."])) == ()


def test_several_directors_may_be_joined_in_any_way() -> None:
    dossier = Dossier(movie_id=452008, title="Closeness", year=2017, directors=("Joel Coen", "Ethan Coen"))
    for joined in ("Joel Coen and Ethan Coen", "Ethan Coen & Joel Coen", "Joel Coen, Ethan Coen"):
        text = SEED.replace("Director:** Kantemir Balagov", f"Director:** {joined}")
        assert check_article(text, dossier=dossier) == ()
    text = SEED.replace("Director:** Kantemir Balagov", "Director:** Joel Coen")
    assert [f.message for f in check_article(text, dossier=dossier)] == [
        "the Director line names 'Joel Coen'; the dossier has 'Joel Coen and Ethan Coen'"
    ]


def test_without_a_year_the_dossier_s_dates_are_its_years() -> None:
    dates = [("release_date", "2017-08-03"), ("premiere_date", "2016-05-24")]
    facts = tuple(
        Fact(id=f"f{n}", subject="Closeness", attribute=name, value=value, source="s")
        for n, (name, value) in enumerate(dates)
    )
    dossier = Dossier(movie_id=452008, title="Closeness", directors=("Kantemir Balagov",), facts=facts)
    assert check_article(SEED, dossier=dossier) == ()
    text = SEED.replace("*Closeness* (2017)\n", "*Closeness* (2018)\n")
    assert [f.message for f in check_article(text, dossier=dossier)] == [
        "the Film line says 2018; the dossier has 2016 or 2017"
    ]


_MARKUP = st.sampled_from(
    [
        "---\n",
        "movieId: 7\n",
        "**",
        "*",
        "#### ",
        "\n",
        "\r\n",
        "[f1]",
        "<!--",
        "`",
        "| a |",
        "> ",
        "- ",
        "\ufeff",
        "1. The Balance Sheet (The Situation Immediately Before)",
        "**Film:** *A* (1999)",
        "**Director:** B",
        "(Word count: 3)",
        "{{x}}",
        "&a: *a",
        "\t",
        ": ",
        "a a ",
        "$130,000 ",
        "Here is the ledger:",
    ]
)


@given(st.lists(_MARKUP | st.text(max_size=10), max_size=40).map("".join))
def test_any_text_has_an_answer_with_places_inside_it(text: str) -> None:
    dossier = Dossier(
        movie_id=7, title="A", directors=("B",), passages=(Passage(id="p1", text="$1 million", source="s"),)
    )
    findings = check_article(text, dossier=dossier, seeds=[SEED])
    assert findings == check_article(text, dossier=dossier, seeds=[SEED])
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= (finding.end_column or 0)
        assert (finding.end_column or 0) <= len(
            lines[finding.line - 1]
        ) + 2  # a CR is no character of its line


FLOODS = tomllib.loads((Path(__file__).parents[1] / "cases" / "article_floods.toml").read_text("utf-8"))[
    "flood"
]


@pytest.mark.parametrize("unit", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_is_read_to_its_end(unit: str) -> None:
    dossier = Dossier(movie_id=452008, title="Closeness", year=2017, directors=("Kantemir Balagov",))
    # It starts inside the Director line, so that the head is put to the test as well.
    flood = unit * (20_000 // len(unit))
    text = f"{SEED[: SEED.index('Kantemir') + 1]}{flood}x\n{SEED[300:]} {flood}"
    findings = check_article(text, dossier=dossier, seeds=[SEED])
    assert findings, "a drowned ledger is not in the house form"
    assert findings == check_article(text, dossier=dossier, seeds=[SEED])


def test_the_findings_are_plain_data() -> None:
    text = edit_seed([["zero commercial equity.", "zero commercial equity [f3]."]])
    (finding,) = check_article(text)
    assert finding.severity is Severity.ERROR
    assert json.dumps(finding.message) == "\"the citation mark '[f3]' was left in\""
