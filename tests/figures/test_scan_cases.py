"""Sentences and the figures they hold: tables that anyone can extend."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.scan.find import RULES, extract_mentions
from ledgergen.core.figures.text import read_document

CASES = Path(__file__).parents[1] / "cases"


def _load(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / name).read_text("utf-8"))["case"]
    return [pytest.param(row, id=row["text"]) for row in rows]


def _scan(text: str, *titles: str) -> tuple[Mention, ...]:
    return extract_mentions(read_document(text), titles)


def _claims(text: str, *titles: str) -> list[Mention]:
    return [mention for mention in _scan(text, *titles) if not mention.not_a_claim]


def _row(mention: Mention) -> list[str]:
    first, last = str(mention.low.normalize()), str(mention.high.normalize())
    if mention.period:
        first, last = mention.period.first.isoformat(), mention.period.last.isoformat()
    else:
        first, last = f"{mention.low.normalize():f}", f"{mention.high.normalize():f}"
    value = first if first == last else f"{first}..{last}"
    return [mention.text, mention.kind.value, value, mention.unit]


@pytest.mark.parametrize("row", _load("figures_found.toml"))
def test_finds_exactly_these_figures(row: dict[str, Any]) -> None:
    assert [_row(mention) for mention in _claims(row["text"])] == row["want"]


@pytest.mark.parametrize("row", _load("figures_exempt.toml"))
def test_exempts_exactly_these_numbers(row: dict[str, Any]) -> None:
    found = _scan(row["text"])
    assert [[mention.text, mention.rule] for mention in found if mention.not_a_claim] == row["exempt"]
    assert [mention.text for mention in found if not mention.not_a_claim] == row["claims"]


def test_every_exemption_rule_is_shown_by_a_case() -> None:
    rows = tomllib.loads((CASES / "figures_exempt.toml").read_text("utf-8"))["case"]
    assert {rule for row in rows for _, rule in row["exempt"]} == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("It grew in the past three years.", Hedge.NONE),
        ("It cost about $3 million.", Hedge.ABOUT),
        ("It cost some 3 million dollars.", Hedge.ABOUT),
        ("It cost an estimated $3 million.", Hedge.ABOUT),
        ("It cost $3 million or so.", Hedge.ABOUT),
        ("It cost nearly $3 million.", Hedge.NEARLY),
        ("It cost just under $3 million.", Hedge.NEARLY),
        ("It cost less than $3 million.", Hedge.UNDER),
        ("It cost <$3 million.", Hedge.UNDER),
        ("It cost up to $3 million.", Hedge.AT_MOST),
        ("It cost no more than $3 million.", Hedge.AT_MOST),
        ("It cost more than $3 million.", Hedge.OVER),
        ("It cost over $3 million.", Hedge.OVER),
        ("It cost upwards of $3 million.", Hedge.OVER),
        ("It cost just over $3 million.", Hedge.JUST_OVER),
        ("It cost at least $3 million.", Hedge.AT_LEAST),
        ("It cost $3 million or more.", Hedge.AT_LEAST),
        ("It cost barely $3 million.", Hedge.BARELY),
        ("It cost exactly $3 million.", Hedge.NONE),
        ("The run never exceeded 41 screens.", Hedge.AT_MOST),
        ("The bill did not exceed $3 million.", Hedge.AT_MOST),
        ("The jury handed over four statuettes.", Hedge.NONE),
        ("The bank turned over $3 million.", Hedge.NONE),
        ("They signed over 240 prints.", Hedge.NONE),
        ("It was listed under nine headings.", Hedge.AT_MOST),
        ("It won over three awards.", Hedge.AT_LEAST),
        ("It sold over 240 prints.", Hedge.OVER),
        ("It took more than three awards.", Hedge.OVER),
        ("It cost $3 million.", Hedge.NONE),
    ],
)
def test_reads_the_hedge_around_a_figure(text: str, hedge: Hedge) -> None:
    [mention] = _claims(text)
    assert mention.hedge is hedge


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("It had four Guild Award nominations.", "nominations"),
        ("It opened on 1,200 screens.", "screens"),
        ("Her third feature sank.", "feature"),
        ("It drew 2.5 million paying visitors.", "visitors"),
        ("It came in season 2.", "season"),
        ("It came 17th.", ""),
    ],
)
def test_names_what_is_counted(text: str, noun: str) -> None:
    [mention] = _claims(text)
    assert mention.noun == noun


@pytest.mark.parametrize(
    ("text", "precision"),
    [("$1.9 million", "100000"), ("$28,262,574", "1"), ("8.25 percent", "0.01"), ("two million", "1000000")],
)
def test_precision_is_the_worth_of_the_last_digit(text: str, precision: str) -> None:
    [mention] = _claims(text)
    assert mention.precision == Decimal(precision)


def test_a_pair_knows_its_other_half() -> None:
    assert [(m.low, m.other) for m in _claims("They won 3-2.")] == [
        (Decimal(3), Decimal(2)),
        (Decimal(2), Decimal(3)),
    ]
    assert [(m.low, m.other) for m in _claims("It got 8.1/10.")] == [(Decimal("8.1"), Decimal(10))]


def test_a_title_the_caller_knows_needs_no_italics() -> None:
    text = "With Boats of Ten the studio sank, and ten boats with it."
    assert [m.rule for m in _scan(text, "Boats of Ten")] == ["N02", ""]
    assert not any(m.not_a_claim for m in _scan(text, "Boats of Nine"))


def test_a_one_word_title_hides_no_figure_without_its_italics() -> None:
    assert [m.not_a_claim for m in _scan("They paid 300 extras.", "300")] == [""]


def test_the_year_behind_a_title_is_a_claim() -> None:
    assert [m.text for m in _claims("*Nine Lanterns* (1954) sank.")] == ["1954"]


def test_front_matter_and_headings_of_a_ledger_claim_nothing() -> None:
    text = "---\nmovieId: 12\n---\n\n**Film:** *Sand* (1976)\n\n**1. The Balance Sheet**\nIt cost $5."
    assert [m.text for m in _claims(text)] == ["1976", "$5"]


def test_a_number_that_cannot_be_read_is_kept() -> None:
    [mention] = _claims("The code 1.2.3.4 stood there.")
    assert (mention.kind, mention.unit) == (Kind.COUNT, "?")
