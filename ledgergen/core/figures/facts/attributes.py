"""The attributes of facts: their other spellings, and the groups of cues that they answer to.

A sentence says “cost” or “drew”, a fact says `budget` or `gross`. Between them stand
*groups*: what a cue of `bind.vocabulary` speaks of, and what an attribute answers to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledgergen.core.figures.wordlists import word_set

ATTRIBUTE_ALIASES: Final[Mapping[str, str]] = {
    "revenue": "gross",
    "box_office": "gross",
    "production_budget": "budget",
    "cost": "budget",
    "running_time": "runtime",
    "release": "release_date",
    "premiere": "premiere_date",
    "born": "birth_date",
    "died": "death_date",
    "opening": "opening_weekend",
    "cinemas": "theaters",
    "theatres": "theaters",
    "awards_won": "award_count",
    "wins": "award_count",
    "nominations": "nomination_count",
}

FILM_ATTRIBUTES: Final = word_set(
    """
    budget gross opening_weekend release_date premiere_date runtime admissions rentals production_start
    production_end shooting_days film_number aspect_ratio rating award_count nomination_count screens
    theaters marketing_cost
    """
)
"""A subject that has one of these is a film."""

GROUPS: Final[Mapping[str, str]] = {
    "budget": "cost",
    "gross": "gross",
    "rentals": "gross",
    "opening_weekend": "opening",
    "marketing_cost": "marketing",
    "salary": "salary",
    "loan": "loan",
    "grant": "loan",
    "release_date": "release",
    "premiere_date": "premiere",
    "production_start": "shoot",
    "production_end": "shoot",
    "shooting_days": "shoot",
    "birth_date": "birth",
    "death_date": "death",
    "award_date": "award",
    "award": "award",
    "founded": "founded",
    "setting_year": "setting",
}
"""The group of cues that an attribute answers to; other attributes are their own."""

SHOWINGS: Final = frozenset({"release", "premiere"})
"""Groups of the moments at which a film is shown: a country beside a date is where that was."""
LIVES: Final = frozenset({"birth", "death"})
"""Groups of the moments of a life."""
FILM_MOMENTS: Final = SHOWINGS | {"shoot"}
MOMENTS: Final = FILM_MOMENTS | LIVES
SUMS: Final = frozenset({"cost", "gross", "opening"})
"""Groups of the amounts that every film has; others are told in too many words to be told apart by one."""
RECEIPTS: Final = frozenset({"gross", "opening"})
"""Those that were taken in."""
OTHER_RECEIPTS: Final = frozenset({"sales", "rentals", "revenue", "receipts"})
"""Attributes that are receipts, and no gross."""
