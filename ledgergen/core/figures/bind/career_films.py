"""Films that are called by their place in a career: “Scott's picture”, “Lunn's next”, “his second feature”.

Whose career it is, a director's name says, or the pronoun for one beside a place. Which film has the
place, facts say: by its number or by what it is to the dossier's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import GENITIVES
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.scan.lexicon.numbers import ORDINALS
from ledgergen.core.figures.wordlists import word_set

if TYPE_CHECKING:
    from ledgergen.core.figures.bind.cues import Cue


def find_career_films(words: Sequence[str], cues: Sequence[Cue], index: FactIndex) -> Iterator[Cue]:
    """Yield cues for the films that a director's name tells with a place in a career."""
    directors = set(index.directors)
    for cue in cues:
        if cue.kind != "person" or directors.isdisjoint(cue.entities):
            continue
        if not words[cue.end - 1].endswith(GENITIVES):
            continue
        at = cue.end + 1 if words[cue.end : cue.end + 1] == ("own",) else cue.end
        word, noun = (*words[at : at + 2], "", "")[:2]
        if word in _PICTURES:
            yield cue._replace(end=at + 1, kind="film", value="main", is_weak=True, entities=(MAIN,))
        elif role := _ROLES.get(word):
            end = at + 2 if noun in _ISSUES else at + 1
            films = index.read_role(role)
            if films and UNKNOWN not in films:
                yield cue._replace(end=end, kind="film", value=role, is_weak=True, entities=films)
        elif (
            noun in _ISSUES
            and _TELLING.isdisjoint(words[max(cue.start - _NAMES, 0) : cue.start])
            and (films := _find_numbered(ORDINALS.get(word, 0), index))
        ):
            yield cue._replace(end=at + 2, kind="film", value="placed", is_weak=True, entities=films)


def _find_numbered(place: int, index: FactIndex) -> tuple[int, ...]:
    """Return the neighbors of the dossier's own film in a career that have a place, if any."""
    own = [int(datum.value) for datum in index.find(MAIN, "film_number") if datum.value is not None]
    roles = {own[0] - 1: "previous", own[0] + 1: "next"} if own and place else {}
    films = index.read_role(roles[place]) if place in roles else ()
    return () if UNKNOWN in films else films


_TELLING = word_set("was is be been being became remained as for would made")
"""“It was Lunn's second picture” says the place of the film that the talk is of."""
_NAMES = 4
"""First names may stand before a surname, which alone is the cue."""
_PICTURES = frozenset({"film", "picture", "movie", "feature"})
_ROLES = {"next": "next", "previous": "previous", "last": "previous", "preceding": "previous"}
_ISSUES = FILM_NOUNS | word_set(
    """
    issue offering flotation float listing filing enterprise business venture tranche position assignment
    undertaking project deal dive
    """
)
