"""What a sentence says a figure is about.

“*Salt Harbor* (1973) had cost $600,000 and taken $4 million” holds three
figures, and nothing in the figures themselves tells the cost from the take.
The words around them do. They are read (`reading`) without grammar and
without a model, by three habits of English prose:

- *A title governs what follows it*, up to the next title or the end of the
  sentence; and what follows it in later sentences as far as “it” and “its”
  reach. A title spoken of in passing (“twice what *Salt Harbor* had
  cost”) shares its rule with the film the paragraph is about. Where no title
  comes before, one behind may be meant (“raised $9 million for *Dusk*”).
- *A cue binds the nearest figure.* Words directly behind a figure bind it
  first (“a $39.2 million budget”, “$426 million globally”), then the nearest
  before it (“grossed $86.8 million”), then those further behind. A figure of
  the same kind is a wall: words beyond it belong to it.
- *What the sentence leaves unsaid is left open*, and an open question matches
  any evidence: precision comes from contradicting what is said, never from
  demanding what is not.

How the three are told apart: `subject` finds whose figure it is, `windows` and
`surroundings` which cue binds it, `clause` what is said plainly of it alone.

Cues are data (`vocabulary`), to which the dossier adds the names of its own
people, films, awards and territories.
"""

from __future__ import annotations

from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Mention
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a mention is about, as far as its sentence says; empty means unsaid."""

    mention: Mention
    films: tuple[int, ...]
    """Entities it may be about, the likeliest first; `UNKNOWN` for a film without facts."""
    is_governed: bool
    """A title before it in its sentence rules: no other film is meant."""
    persons: tuple[int, ...]
    parties: tuple[int, ...] = ()
    """Persons and companies that the sentence names, whose own amounts may be meant."""
    group: str = ""
    """For money and dates: the group of attributes the words speak of."""
    is_weak: bool = False
    """`group` rests on a weak cue."""
    is_open: bool = False
    """Money that is told in words which do not surely govern it, or as a loan: a cost may be meant."""
    territory: str = ""
    event: str = ""
    result: str = ""
    """`won` or `nominated`."""
    first: int = 0
    """Tokens of the sentence: first and end."""
    end: int = 0
    left: int = 0
    """Tokens of the mention: first and end."""
    words: tuple[str, ...] = ()
    """The words of the sentence, lower case."""
    next_word: str = ""
    wall: int = 0
    """Where the mention before it of the same family ends."""
    right: int = 0

    @property
    def film(self) -> int:
        """The likeliest film with facts that it is about, or else the dossier's own."""
        return next((number for number in self.films if number != UNKNOWN), MAIN)
