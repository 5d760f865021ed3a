"""A sentence that retells a report is proven by what the report comes to, and no other figure is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ledgergen import Dossier, check

REPORTS = tomllib.loads((Path(__file__).parents[1] / "cases" / "reports.toml").read_text("utf-8"))["report"]


@pytest.mark.parametrize(
    ("evidence", "text", "is_wrong"),
    [
        pytest.param(report["evidence"], text, is_wrong, id=text)
        for report in REPORTS
        for key, is_wrong in (("told", False), ("mistold", True))
        for text in report[key]
    ],
)
def test_a_report_proves_what_it_comes_to(evidence: str, text: str, *, is_wrong: bool) -> None:
    before, figure, behind = text.replace("]", "[").split("[")
    figures = check(before + figure + behind, Dossier.from_texts([evidence])).figures
    end = len(before + figure)
    over = [found for found in figures if found.start < end and len(before) < found.end]
    assert over
    assert any(found.flagged for found in over) is is_wrong, over
