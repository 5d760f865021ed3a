"""Laws of the check, told of invented films: the true sentences pass, the wrong ones are flagged."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ledgergen import Dossier, check

CASES = Path(__file__).parents[1] / "cases"
TABLES = {
    name: tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    for name in (
        "laws",
        "coincidences",
        "refusals",
        "counts",
        "told",
        "times",
        "reckonings",
        "spoken",
        "directions",
        "moments",
        "described",
        "called",
        "outright",
        "compared",
        "frames",
        "retold",
        "happenings",
        "likely",
        "amounts",
        "contradictions",
        "elsewhere",
        "framed",
        "subjects",
        "ages",
        "plain",
        "occasions",
        "tallies",
        "prizes",
        "careers",
    )
}


@pytest.mark.parametrize(
    ("table", "case"),
    [pytest.param(name, case, id=case["text"]) for name, table in TABLES.items() for case in table["case"]],
)
def test_a_law_proves_what_its_sentence_means_and_nothing_else(table: str, case: dict[str, Any]) -> None:
    dossier = Dossier.model_validate(TABLES[table]["dossier"])
    head = f"**Director:** {dossier.directors[0]}\n**Film:** *{dossier.title}* ({dossier.year})\n\n"
    before, figure, behind = case["text"].replace("]", "[").split("[")
    start = len(head + before)
    figures = check(head + before + figure + behind, dossier).figures
    over = [found for found in figures if found.start < start + len(figure) and start < found.end]
    assert over
    assert any(found.flagged for found in over) is case.get("is_wrong", False), over
