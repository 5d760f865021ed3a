"""Laws of reckoning: sentences about an invented series; the true ones pass, the wrong ones are flagged."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ledgergen import Dossier, check

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "laws.toml").read_text("utf-8"))
DOSSIER = Dossier.model_validate(TABLE["dossier"])
HEAD = "**Director:** Ines Kolar\n**Film:** *The Salt Ferry* (1972)\n\n"


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"])
def test_a_law_proves_what_its_sentence_means_and_nothing_else(case: dict[str, Any]) -> None:
    before, figure, behind = case["text"].replace("]", "[").split("[")
    start = len(HEAD + before)
    figures = check(HEAD + before + figure + behind, DOSSIER).figures
    over = [found for found in figures if found.start < start + len(figure) and start < found.end]
    assert over
    assert any(found.flagged for found in over) is case.get("is_wrong", False), over
