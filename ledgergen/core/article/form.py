"""The house form of a ledger, as data.

A ledger is front matter, a title line, two credit lines and four sections:

    ---
    movieId: 452008
    movieTitle: Closeness
    categoryName: LEDGER
    ---

    **The Director's Ledger: …**

    **Director:** Kantemir Balagov
    **Film:** *Closeness* (2017)

    **1. The Balance Sheet (The Situation Immediately Before)**
    one paragraph

    … sections 2, 3 and 4 alike

Lines end in `\\n` alone, and the file ends with its last sentence: no newline
follows. Reading is `parse`, writing is `render`, holding a text to this form
is `rules`; all three take the words from here.
"""

from __future__ import annotations

from dataclasses import dataclass

CATEGORY = "LEDGER"
KEYS = ("movieId", "movieTitle", "categoryName")
"""The front matter's keys, in their order; there are no others."""

FENCE = "---"
TITLE = "The Director's Ledger: A Data-Driven Analysis of a High-Stakes Investment"
DIRECTOR_LABEL = "**Director:**"
FILM_LABEL = "**Film:**"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionForm:
    """One of the four sections."""

    number: int
    key: str
    """Its name in a model's reply."""
    name: str
    gloss: str
    """What stands in parentheses behind the name."""

    @property
    def words(self) -> str:
        """The heading without its asterisks."""
        return f"{self.number}. {self.name} ({self.gloss})"

    @property
    def heading(self) -> str:
        """The heading's line."""
        return f"**{self.words}**"


SECTIONS = (
    SectionForm(
        number=1, key="balance_sheet", name="The Balance Sheet", gloss="The Situation Immediately Before"
    ),
    # The small g is the house's.
    SectionForm(number=2, key="investment", name="The Investment", gloss="The Specifics of the gamble"),
    SectionForm(number=3, key="execution", name="The Execution", gloss="Managing the Risk"),
    SectionForm(number=4, key="aftermath", name="The Return on Investment", gloss="The Aftermath"),
)

SECTION_WORDS = (60, 130)
"""Fewest and most words of a section, after the seed ledgers."""
TOTAL_WORDS = (320, 480)
"""Fewest and most words of the four sections together."""
