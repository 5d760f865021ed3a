"""The seed ledgers: examples that models copy, so each must hold to the form and to its facts."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from ledgergen import Report, check
from ledgergen.adapters.dossiers import load_dossier
from ledgergen.adapters.resources import data_dir
from ledgergen.core.article.rules import check_article

SEEDS = sorted(data_dir("seeds").glob("*.md"))
TEXTS = [path.read_text("utf-8") for path in SEEDS]
OWNERS = "452008-closeness"


def check_seed(path: Path) -> Report:
    return check(path.read_text("utf-8"), load_dossier(path.parent / "dossiers" / f"{path.stem}.yaml"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_nothing_is_flagged(path: Path) -> None:
    report = check_seed(path)
    assert [(figure.text, figure.verdict.value, figure.reason) for figure in report.flagged] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_form_and_style_have_nothing_to_say(path: Path) -> None:
    dossier = load_dossier(path.parent / "dossiers" / f"{path.stem}.yaml")
    assert check_article(path.read_text("utf-8"), dossier=dossier, seeds=TEXTS) == ()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_is_rich_in_proven_figures(path: Path) -> None:
    report = check_seed(path)
    proven = [figure for figure in report.figures if figure.evidence]
    assert len(proven) >= (8 if path.stem == OWNERS else 18)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_has_the_bytes_of_the_house_form(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    dossier = load_dossier(path.parent / "dossiers" / f"{path.stem}.yaml")
    assert lines[:5] == [
        "---",
        f"movieId: {dossier.movie_id}",
        f"movieTitle: {dossier.title}",
        "categoryName: LEDGER",
        "---",
    ]
    assert lines[8] == f"**Director:** {', '.join(dossier.directors)}"
    assert lines[9] == f"**Film:** *{dossier.title}* ({dossier.year})"
    headings = [line for line in lines if re.match(r"\*\*\d\.", line)]
    owners = (path.parent / f"{OWNERS}.md").read_text("utf-8").split("\n")
    assert headings == [line for line in owners if re.match(r"\*\*\d\.", line)]
    assert len(lines) == len(owners)
    assert lines[-1] != ""  # the owner's file ends without a newline, and so do all


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_has_the_length_of_the_house_form(path: Path) -> None:
    paragraphs = path.read_text("utf-8").split("\n")[12::3]
    assert len(paragraphs) == 4
    assert 340 <= sum(len(paragraph.split()) for paragraph in paragraphs) <= 480


@pytest.mark.parametrize(
    ("one", "other"), list(combinations(SEEDS, 2)), ids=lambda path: path.stem.split("-", 1)[1]
)
def test_no_two_seeds_share_a_run_of_six_words(one: Path, other: Path) -> None:
    def runs(path: Path) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z’']+", " ".join(path.read_text("utf-8").split("\n")[12::3]).lower())
        return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}

    assert runs(one) & runs(other) == set()
