"""The film before the dossier's own, where a sentence calls it by nothing else: “her previous film”.

Facts know which film it is where just one may be meant. Then the phrase is as good as a title: it names
the one of two films, and the other, where no title stands beside it, is the dossier's own.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.wordlists import word_set


def read_film_before(view: View, cue: Cue) -> tuple[int, int] | None:
    """Return the film that a cue calls the one before, and the token where the phrase begins."""
    if cue.value != _ROLE or cue.kind != "film" or UNKNOWN in cue.entities:
        return None
    words, start = view.reading.document.words, cue.start
    named = {n for c in view.cues if c.kind == "person" for n in range(c.start, c.end)}
    while start > view.claim.first and (
        start - 1 in named or words[start - 1] in _LEADING or words[start - 1].endswith(_OWNING)
    ):
        start -= 1
    films = set(cue.entities)
    if len(films) > 1 and not named.isdisjoint(range(start, cue.end)):
        entities = view.reading.index.entities  # “her previous film” is hers, and not the series'
        films = {n for n in films if not any("series" in role for role in entities[n].roles)}
    return (films.pop(), start) if len(films) == 1 else None


_ROLE = "previous"
_LEADING = word_set(
    "the a its his her their director film picture movie one that cheaper dearer shorter longer"
)
_OWNING = ("'s", "’s", "s'")
