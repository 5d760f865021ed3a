"""Sentences about an invented film, and the rule that must decide about each figure."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ledgergen import Dossier, Fact, Figure, Verdict, check
from ledgergen.core.figures.judge import Judge
from ledgergen.core.figures.mention import Ruling
from ledgergen.core.figures.rules import RULES

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "verdicts_film.toml").read_text("utf-8"))
DOSSIER = Dossier.model_validate(TABLE["dossier"])
HEAD = "**Director:** Ana Torres\n**Film:** *Harbor Lights* (1981)\n\n"


def _find_figure(marked: str) -> Figure:
    """Check a sentence whose figure stands in brackets, and return what was said of it."""
    text = HEAD + marked
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "", 1).replace("]", "", 1)
    over = [figure for figure in check(plain, DOSSIER).figures if figure.start < end and start < figure.end]
    assert len(over) == 1, over
    return over[0]


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: f"{case['rule']} {case['text']}")
def test_the_rule_decides(case: dict[str, Any]) -> None:
    figure = _find_figure(case["text"])
    assert (figure.rule, figure.reason) == (case["rule"], figure.reason)
    if "suggestion" in case:
        assert figure.suggestion == case["suggestion"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Its budget was [$31.2 million].", id="gross said as budget"),
        pytest.param("It grossed [$2 million].", id="budget said as gross"),
        pytest.param("Its domestic gross was [$31.2 million].", id="world said as home"),
        pytest.param("Its worldwide gross was [$18.4 million].", id="home said as world"),
        pytest.param("*Salt Road* cost [$12 million].", id="another film's budget"),
        pytest.param("*Northern Glass* grossed [$1.5 million].", id="another film's gross"),
        pytest.param("The opening weekend brought in [$18.4 million].", id="run said as opening"),
        pytest.param("Critics stand at [84 percent].", id="audience said as critics"),
        pytest.param("It opened in American theaters on [September 4, 1981].", id="premiere said as release"),
        pytest.param("It won [five] Oscars.", id="nominations said as wins"),
        pytest.param("Domestic receipts were [$18.4 billion].", id="magnitude"),
        pytest.param("It returned [forty times] its cost.", id="multiple"),
        pytest.param("In May 1980 the [37-year-old] director began to shoot.", id="age"),
        pytest.param("*Northern Glass* opened in 1984, [five years] later.", id="span"),
        pytest.param("It was her [fourth] feature.", id="ordinal"),
        pytest.param("The budget was more than [$3 million].", id="hedge points the other way"),
    ],
)
def test_a_true_figure_in_the_wrong_place_is_flagged(sentence: str) -> None:
    assert _find_figure(sentence).flagged


def test_a_rule_that_breaks_flags_its_figure_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge.rule

    def break_on_the_first(self: Judge, number: int) -> Ruling:
        if number == 0:
            raise ZeroDivisionError
        return judge(self, number)

    monkeypatch.setattr(Judge, "rule", break_on_the_first)
    first, second = check("It ran 104 minutes. Its worldwide gross was $31.2 million.", DOSSIER).figures
    assert (first.verdict, first.rule, first.flagged) == (Verdict.NOT_EXAMINED, "V00", True)
    assert second.verdict is Verdict.ROUNDED


def test_every_rule_has_a_sentence() -> None:
    asked = {case["rule"] for case in TABLE["case"]}
    assert {rule.code for rule in RULES} - asked == {"V00"}


def test_sources_that_disagree_are_both_named() -> None:
    figure = _find_figure("The budget was [$2 million].")
    assert {support.source: support.agrees for support in figure.evidence} == {
        "Archive": True,
        "Bulletin": False,
    }
    assert "Bulletin says $2,400,000" in figure.reason


def test_a_derived_figure_keeps_its_formula_and_inputs() -> None:
    figure = _find_figure("Foreign territories added [$12.8 million].")
    assert figure.formula == "31200400 - 18432117 = 12768283"
    assert {support.id for support in figure.evidence} == {"f3", "f4"}


def test_a_conflict_says_what_an_editor_can_act_on() -> None:
    figure = _find_figure("Domestic receipts came to [$14.8 million].")
    assert figure.reason == (
        "The draft says $14.8 million; Archive says $18,432,117 (Harbor Lights, gross, US). "
        "Rounding would allow $18.4 million."
    )


@pytest.mark.parametrize(
    ("sentence", "said", "suggestion"),
    [
        ("Harbor Lights cost more than [$3 million].", "The draft says over $3 million; ", "$2 million"),
        ("Harbor Lights cost more than [$2.4 million].", "It is exactly that, and not “over” it.", None),
        ("Harbor Lights cost less than [$2.4 million].", "It is exactly that, and not “under” it.", None),
    ],
)
def test_a_conflict_says_how_the_draft_hedges(sentence: str, said: str, suggestion: str | None) -> None:
    figure = _find_figure(sentence)
    assert figure.verdict is Verdict.CONFLICT
    assert said in figure.reason
    assert figure.suggestion == suggestion


def _cost(subject: str, value: int, **qualifiers: str) -> Fact:
    return Fact(
        id=f"f{value}",
        subject=subject,
        attribute="budget",
        value=str(value),
        unit="USD",
        source="s",
        qualifiers=qualifiers,
    )


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Night Ferry", "Night Ferry (1971 film)"),
        ("Nocné prístavy", "Nocne Pristavy"),
        ("The Night Ferry", "Night Ferry"),
        ("Harbor Wars: Episode I - The Night Ferry", "The Night Ferry"),
        ("The Night Ferry", "Harbor Wars: The Night Ferry"),
        ("Night Ferry", "NIGHT FERRY!"),
    ],
)
def test_a_film_is_known_by_the_names_that_facts_give_it(title: str, subject: str) -> None:
    facts = _cost(subject, 7_200_000), _cost("Other Quay", 3_100_000)
    dossier = Dossier(movie_id=1, title=title, year=1971, facts=facts)
    proven, swapped = check("It cost $7.2 million. The film was made for $3.1 million.", dossier).figures
    assert (proven.flagged, swapped.flagged) == (False, True), (proven.reason, swapped.reason)


def test_another_film_of_the_series_is_not_taken_for_the_dossiers() -> None:
    cost = _cost("Harbor Wars", 7_200_000, role="first film")
    dossier = Dossier(movie_id=1, title="Harbor Wars: The Night Ferry", year=1971, facts=(cost,))
    (figure,) = check("The picture cost $7.2 million.", dossier).figures
    assert figure.flagged


def test_an_older_film_of_the_same_title_is_another() -> None:
    facts = _cost("Quiet Quarry", 7_200_000), _cost("The Quiet Quarry", 900_000, role="original")
    dossier = Dossier(movie_id=1, title="Quiet Quarry", year=1971, facts=facts)
    figures = check("The picture cost $7.2 million. The original had cost $7.2 million.", dossier).figures
    assert [figure.flagged for figure in figures] == [False, True]
