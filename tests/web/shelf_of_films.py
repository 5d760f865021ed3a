"""A workspace of several ledgers, some of which state the same fact of another film."""

from __future__ import annotations

from pathlib import Path

from ledgergen.model.dossier import Dossier
from tests.web.review_workspace import build_text, make_workspace, write_dossier, write_draft

OTHERS = (990002, 990003)
"""Ledgers of other films that mention Low Water's budget; each says it in its own words."""
WORDS = ("sixty-two million dollars", "$62 million")
ABOUT_LOW_WATER = (
    '  - {id: f9, subject: "Low Water", attribute: budget, value: "55000000", unit: USD, source: almanac}\n'
)


def make_shelf(folder: Path) -> Path:
    """Make a workspace with Low Water's ledger and two that mention its budget."""
    make_workspace(folder)
    for movie_id, words in zip(OTHERS, WORDS, strict=True):
        title = f"Tide {movie_id}"
        path = folder / "facts" / f"{movie_id}.yaml"
        write_dossier(folder, title, movie_id)
        path.write_text(path.read_text("utf-8") + ABOUT_LOW_WATER, "utf-8")
        text = build_text(title, movie_id).replace(
            "She signed it", f"*Low Water* had a budget of {words}. She signed it"
        )
        write_draft(folder, text, Dossier.load(path))
    return folder


def add_films(folder: Path, n_films: int) -> None:
    """Add ledgers of further films to the workspace."""
    for movie_id in range(991000, 991000 + n_films):
        title = f"Film {movie_id}"
        write_draft(folder, build_text(title, movie_id), write_dossier(folder, title, movie_id))
