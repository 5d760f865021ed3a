"""Sentences about several invented films: whom a figure is said of decides whether it is flagged."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ledgergen import Dossier, check

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "bindings.toml").read_text("utf-8"))
DOSSIER = Dossier.model_validate(TABLE["dossier"])
HEAD = "**Director:** Mira Kovač\n**Film:** *Salt Harvest* (1987)\n\n"


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"])
def test_what_a_figure_is_said_of_decides(case: dict[str, Any]) -> None:
    text = HEAD + case["text"]
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "", 1).replace("]", "", 1)
    over = [figure for figure in check(plain, DOSSIER).figures if figure.start < end and start < figure.end]
    assert over
    assert [(figure.text, figure.flagged, figure.reason) for figure in over] == [
        (figure.text, case["flagged"], case.get("reason", figure.reason)) for figure in over
    ]
