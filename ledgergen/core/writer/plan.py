"""The plan of a ledger: which moves a section may make, in which order, and what comes first.

A *move* is what a sentence is for: stating the cost, naming a rival account,
drawing the lesson. Each section has a few orders to choose between; `PRIORITY`
says in which order moves are filled while there is room, so that facts come
before reflections and every section gets its share of both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one section may run."""

    orders: tuple[tuple[str, ...], ...]
    """Each holds the same moves."""


_SHOWING = ("unveiling", "opening", "screens", "craft_more", "blank3")

SHAPES: dict[int, Shape] = {
    1: Shape(
        orders=(
            ("standing", "schooling", "record", "elder", "interval", "eve", "eve_more", "blank1"),
            ("standing", "schooling", "elder", "record", "eve", "interval", "eve_more", "blank1"),
            ("standing", "interval", "schooling", "record", "elder", "eve", "eve_more", "blank1"),
        ),
    ),
    2: Shape(
        orders=(
            ("price", "rival", "step", "backing", "ground", "promotion", "exposure", "exposure_more"),
            ("price", "rival", "backing", "step", "exposure", "ground", "promotion", "exposure_more"),
            ("ground", "price", "rival", "step", "backing", "promotion", "exposure", "exposure_more"),
            ("backing", "price", "rival", "step", "ground", "exposure", "promotion", "exposure_more"),
        ),
    ),
    3: Shape(
        # Reflections on the craft lean on the shape of the film, and never come before it.
        orders=(
            ("shoot", "shape", "length_note", "crew", "craft", *_SHOWING),
            ("shape", "length_note", "crew", "shoot", "craft", *_SHOWING),
            ("shape", "length_note", "shoot", "craft", "crew", *_SHOWING),
            ("crew", "shoot", "shape", "length_note", "craft", *_SHOWING),
        ),
    ),
    4: Shape(
        orders=(
            (
                *(
                    "takings",
                    "gross_note",
                    "home",
                    "crowd",
                    "verdict",
                    "honors",
                    "honors_more",
                    "tally",
                    "opinion",
                ),
                *("canon", "verdict_more", "sequel", "next", "next_tally", "later", "close", "blank4"),
            ),
            (
                *(
                    "takings",
                    "gross_note",
                    "home",
                    "crowd",
                    "honors",
                    "honors_more",
                    "tally",
                    "verdict",
                    "opinion",
                ),
                *("verdict_more", "sequel", "next", "next_tally", "later", "canon", "close", "blank4"),
            ),
        ),
    ),
}

LAURELS_FIRST = (
    *("honors", "honors_more", "tally", "takings", "gross_note", "home", "crowd", "verdict", "opinion"),
    *("canon", "verdict_more", "sequel", "next", "next_tally", "later", "close", "blank4"),
)
"""The order of the return where prizes and not money are the story."""

PRIORITY: tuple[str, ...] = (
    # What a ledger cannot do without; an account that differs belongs beside the figure it disputes.
    *("standing", "price", "takings", "honors", "next", "rival", "gross_note", "close"),
    # The evidence that makes this film this film.
    *("schooling", "record", "ground", "shape", "shoot", "unveiling", "opening", "backing", "home"),
    # An argument for every section.
    *("eve", "verdict", "craft", "exposure"),
    # The rest of the evidence, the more telling first.
    *("step", "canon", "tally", "opinion", "promotion", "honors_more", "interval", "crowd"),
    *("next_tally", "elder", "crew", "screens", "sequel", "length_note", "later"),
    # More argument where facts have left room.
    *("verdict_more", "craft_more", "exposure_more", "eve_more"),
)

AGAIN = {"eve_more": "eve", "exposure_more": "exposure", "craft_more": "craft", "verdict_more": "verdict"}
"""Moves that draw on the sentences of another move."""

REFLECTIVE = frozenset({"eve", "exposure", "craft", "verdict", "close", *AGAIN})
"""Moves that argue and state no figure."""

ESSENTIAL = frozenset({"standing", "price", "takings", "honors", "next", "rival", "gross_note", "close"})
"""Moves that are filled whatever the length."""

BLANKS = {1: "blank1", 3: "blank3", 4: "blank4"}
"""What a section says where the dossier gave it nothing; the cost always has a sentence of its own."""

DEPENDENT = {
    "rival": "price",
    "gross_note": "takings",
    "home": "takings",
    "next_tally": "next",
    "length_note": "shape",
    "honors_more": "honors",
    "tally": "honors",
}
"""Moves whose sentence leans on the one before and cannot stand without it."""
