"""The clause that a reckoned figure stands in, and the film that it is of.

A clause ends at a stop, or at a comma that a conjunction follows. Its film is the
one whose title it has, or else the one that the figure is said of; a clause that has two
titles, or says “its” of what a title behind it does not own, is of no one film.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.closed_classes import CONJUNCTIONS, POSSESSIVES, STOPS
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN


def find_end(view: View) -> int:
    """Return where the clause of the figure ends."""
    words, claim = view.reading.document.words, view.claim
    return next((n for n in range(claim.right, claim.end) if words[n] in STOPS or words[n] == ","), claim.end)


def find_clause(view: View) -> int:
    """Return where the clause of the figure begins."""
    claim, words = view.claim, view.reading.document.words
    for place in range(claim.left - 1, claim.first, -1):
        if words[place] in STOPS or (words[place] in CONJUNCTIONS and words[place - 1] == ","):
            return place + 1
    return claim.first


def find_clause_cues(view: View, kind: str) -> list[Cue]:
    """Return the clause's cues of a kind."""
    first, end = find_clause(view), find_end(view)
    return [cue for cue in view.cues if cue.kind == kind and first <= cue.start < end]


def find_film(view: View) -> int:
    """Return the one film that the clause is of; `UNKNOWN` where it may be of two."""
    titles = find_clause_cues(view, "film")
    named = list(dict.fromkeys(n for c in titles for n in c.entities))
    if not named:
        return view.claim.film
    is_behind = titles[0].start >= view.claim.right and named != [MAIN]
    is_of_two = len(named) > 1 or (is_behind and not POSSESSIVES.isdisjoint(view.before(_FAR)))
    return UNKNOWN if is_of_two else named[0]


_FAR = 12
