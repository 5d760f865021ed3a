"""What a clause begins with: “the rival cost …”, “*and* her previous film took …”, “the trailer ran …”.

The noun phrase in front of the first verb is what the clause is about. Which film or
thing it means is for others to say (`described_subject`, `other_subject`).
"""

from __future__ import annotations

from ledgergen.core.figures.closed_classes import CONJUNCTIONS
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.wordlists import word_set

CHANGES = word_set(
    """
    raised raise rose rising risen increased increase grew grown cut reduced lowered shrank shrunk fell fallen
    trimmed slashed swelled swollen
    """
)
"""Verbs of an amount that becomes another."""
CUTS = word_set("cut version assembly print edit")
"""Nouns for one of a film's lengths; “cut” is a verb elsewhere."""


def find_opening(view: View, first: int) -> tuple[int, int]:
    """Return the tokens of the noun phrase that a clause begins with, which itself begins at `first`.

    The second is where its verb is, or the figure where no verb stands before that.
    """
    known = view.openings.get(first)
    if known is None:
        known = view.openings[first] = _find_opening(view, first)
    return known


def _find_opening(view: View, first: int) -> tuple[int, int]:
    words, left = view.reading.document.words, view.claim.left
    while first < left and words[first] in _JOINING:
        first += 1
    verbs = view.sentence.verbs
    ends = (at for at in range(first + 1, left) if words[at] in _ENDS or (at in verbs and at > first + 1))
    return first, next(ends, left)


_JOINING = CONJUNCTIONS | word_set(", so * _")
_ENDS = (CHANGES - CUTS) | word_set(
    """
    lasts has had have was were is ran runs run lasted cost costs took made won drew paid earned
    opened went got gave carried came stood needed would did swallowed absorbed consumed spent lost owed
    began begun started ended closed broke burned failed of for by in at , that which
    """
)
