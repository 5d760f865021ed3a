"""The fuzz of the figure check: a slice of it on every run, and proof that it catches what it looks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evals import fuzz_figures
from evals.fuzz_figures import Input, build_input, find_wrongs
from ledgergen import Dossier, check
from ledgergen.model.dossier import Fact
from ledgergen.model.report import Report, Verdict

FACT = Fact(id="f", subject="Film", attribute="gross", value="4007", unit="USD", source="s")
GIVEN = Input("plain", "It won 3 prizes.", Dossier(movie_id=1, title="Film", facts=(FACT,)))


def test_a_slice_of_the_fuzz_is_handled_rightly(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz_figures.main(["2500", "--seed", "7"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "2,500  inputs of seed 7, 0 handled wrongly" in printed.out


def test_an_input_is_made_of_its_seed_and_number_alone() -> None:
    assert build_input(3, 14) == build_input(3, 14)
    assert len({build_input(3, number).text for number in range(20)}) > 15


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"start": 8, "end": 7}, "span 8..7"),
        ({"end": 99}, "span 7..99"),
        ({"text": "4"}, "'4' is not the text at 7"),
        ({"start": 0, "end": 2, "text": "It"}, "lost the digits '3'"),
        ({"verdict": Verdict.EXACT}, "'3' is exact by nothing"),
        ({"rule": "V00"}, "gave up on '3'"),
        ({"reason": ""}, "has no rule or no reason"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_report_that_is_wrong_is_found_out(
    monkeypatch: pytest.MonkeyPatch, broken: dict[str, Any], said: str
) -> None:
    def check_wrongly(text: str, dossier: Dossier) -> Report:
        report = check(text, dossier)
        return replace(report, figures=(replace(report.figures[0], **broken),))

    assert list(find_wrongs(GIVEN, is_thorough=True)) == []
    monkeypatch.setattr(fuzz_figures, "check", check_wrongly)
    assert any(said in wrong for wrong in find_wrongs(GIVEN, is_thorough=True))


def test_an_exception_is_found_out_and_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(text: str, dossier: Dossier) -> Report:
        raise ValueError(text)

    monkeypatch.setattr(fuzz_figures, "check", fail)
    assert fuzz_figures.main(["3"]) == 1
    assert "raised ValueError" in capsys.readouterr().err
