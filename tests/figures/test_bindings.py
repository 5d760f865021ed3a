"""Sentences about several invented films: whom a figure is said of decides whether it is flagged."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ledgergen import Dossier, check

CASES = Path(__file__).parents[1] / "cases"
TABLES = [tomllib.loads((CASES / name).read_text("utf-8")) for name in ("bindings.toml", "tellings.toml")]
DOSSIERS = [Dossier.model_validate(table["dossier"]) for table in TABLES]
HEADINGS = ("1. The Setup", "2. The Investment", "3. The Execution", "4. The Return")


@pytest.mark.parametrize(
    ("dossier", "case"),
    [
        pytest.param(dossier, case, id=case["text"])
        for dossier, table in zip(DOSSIERS, TABLES, strict=True)
        for case in table["case"]
    ],
)
def test_what_a_figure_is_said_of_decides(dossier: Dossier, case: dict[str, Any]) -> None:
    head = f"**Director:** {dossier.directors[0]}\n**Film:** *{dossier.title}* ({dossier.year})\n\n"
    sections = [
        f"**{heading}**\n\n{case['text'] if number == case.get('section') else ''}\n\n"
        for number, heading in enumerate(HEADINGS, 1)
    ]
    text = head + ("".join(sections) if "section" in case else case["text"])
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "", 1).replace("]", "", 1)
    over = [figure for figure in check(plain, dossier).figures if figure.start < end and start < figure.end]
    assert over
    assert [(figure.text, figure.flagged, figure.reason) for figure in over] == [
        (figure.text, case["flagged"], case.get("reason", figure.reason)) for figure in over
    ]
