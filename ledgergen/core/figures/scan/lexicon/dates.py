"""Months, seasons and parts of a year as data: which months each may mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, forms in enumerate(
            (
                "january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul",
                "august aug", "september sep sept", "october oct", "november nov", "december dec",
            ),
            1,
        )
        for word in forms.split()
    }
)  # fmt: skip

SEASONS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "spring": (3, 5), "springtime": (3, 5), "summer": (6, 8), "summertime": (6, 8), "autumn": (9, 11),
        "fall": (9, 11), "winter": (12, 2), "wintertime": (12, 2), "christmas": (12, 12), "easter": (3, 4),
    }
)  # fmt: skip
"""Season to first and last month; winter runs into the next year and may begin the one before."""

YEAR_PARTS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "early": (1, 5), "mid": (4, 9), "middle": (4, 9),
        "late": (8, 12), "end": (10, 12), "beginning": (1, 3),
        "start": (1, 3), "mid-": (4, 9),
    }
)  # fmt: skip
"""Which months of a year “early 1976” may mean; the same shares of a decade or century."""
