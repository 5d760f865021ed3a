from __future__ import annotations

from pathlib import Path

import pytest

from ledgergen import Dossier, Fact, Verdict, check
from ledgergen.core.dossiers.dossier import parse_dossier
from ledgergen.core.drafting.sums import MAX_SUMS, find_sums

ROOT = Path(__file__).parents[2]
HARBOR = parse_dossier((ROOT / "tests" / "cases" / "harbor.yaml").read_text("utf-8"), where="harbor")


def build(*facts: tuple[str, str, str]) -> Dossier:
    """Make a dossier of facts given as subject, attribute, value; money in dollars."""
    money = {"budget", "gross"}
    return Dossier(
        movie_id=1,
        title="Harbor Lights",
        directors=("Nora Vance",),
        facts=tuple(
            Fact(
                id=f"f{n}",
                subject=subject,
                attribute=attribute,
                value=value,
                unit="USD" if attribute in money else None,
                source="s",
            )
            for n, (subject, attribute, value) in enumerate(facts, 1)
        ),
    )


BORN = ("Nora Vance", "birth_date", "1950-11-17")
OUT = ("Harbor Lights", "release_date", "1984-02-08")
COST = ("Harbor Lights", "budget", "2000000")


@pytest.mark.parametrize(
    ("facts", "values"),
    [
        ([BORN, OUT], ["33 years"]),
        ([BORN, ("Harbor Lights", "production_start", "1983"), OUT], ["33 years"]),  # 1983 leaves 32 or 33
        ([("Nora Vance", "birth_date", "1950"), OUT], []),
        ([BORN, ("Nora Vance", "birth_date", "1951-11-17"), OUT], []),
        ([BORN, ("Tidewater", "release_date", "1981-01-01")], []),
        ([BORN, OUT, ("Harbor Lights", "release_date", "1984-12-01")], ["33 years"]),
        ([COST, ("Harbor Lights", "gross", "28262574")], ["14.1 times"]),
        ([COST, ("Harbor Lights", "gross", "500000")], ["25.0 percent"]),
        ([COST, ("Harbor Lights", "gross", "460000000")], ["230 times"]),
        ([COST, ("Harbor Lights", "budget", "3000000"), ("Harbor Lights", "gross", "9")], []),
        ([COST, ("Tidewater", "gross", "9000000")], []),
        ([COST, ("Harbor Lights", "gross", "much")], []),
        ([("Harbor Lights", "budget", "0"), ("Harbor Lights", "gross", "9")], []),
    ],
)
def test_only_what_follows_without_a_choice_is_worked_out(
    facts: list[tuple[str, str, str]], values: list[str]
) -> None:
    assert [item.value for item in find_sums(build(*facts))] == values


def test_directors_come_first_and_the_list_is_bounded() -> None:
    others = [(f"Actor {letter}", "birth_date", "1950-01-01") for letter in "ABCDEFGHIJKLMNOP"]
    found = find_sums(build(*others, BORN, OUT))
    assert "Nora Vance" in found[0].statement
    assert found[0].ids == ("f17", "f18")
    assert len(found) == MAX_SUMS


def test_the_figure_check_comes_to_the_same_values() -> None:
    values = [item.value for item in find_sums(HARBOR)]
    assert values == ["33 years", "14.9 times"]
    text = "Nora Vance was 33 when *Harbor Lights* opened. It grossed 14.9 times its budget in America."
    figures = check(text, HARBOR).figures
    assert [figure.verdict for figure in figures] == [Verdict.DERIVED, Verdict.DERIVED]
