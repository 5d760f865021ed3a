"""The words of a shoot, and of the work on a film that is none: which of the two a figure is told of."""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.vocabulary import word_set

SHOOTS: Final = word_set("shoot shooting filming photography cameras")
"""What may be said to last, begin and end."""
SHOT: Final = SHOOTS | word_set("shot filmed camera")
SHOOTING: Final = SHOT | word_set("film schedule scheduled production set")
"""What makes a number of days that of the shoot, where nothing else does."""
OTHER_WORK: Final = word_set(
    """
    reshoot reshoots pickups rehearsal rehearsals rehearsed editing edited animation score mixing
    post-production preproduction pre-production
    """
)
"""Work on a film that is no shooting of it."""


def is_of_other_work(claim: Claim) -> bool:
    """Tell whether a figure's sentence speaks of other work, and not nearer to the figure of the shoot.

    “Filming took 55 days and the editing 44”: each has its own, and so has what follows behind a mark.
    """
    if OTHER_WORK.isdisjoint(claim.words):
        return False
    if SHOT.isdisjoint(claim.words):
        return True
    left, right = claim.left - claim.first, claim.right - claim.first
    end = next((at for at, word in enumerate(claim.words) if at >= right and word in _MARKS), None)
    near = [(left - at if at < left else at - right + 1, word) for at, word in enumerate(claim.words[:end])]
    return min(
        ((distance, word in OTHER_WORK) for distance, word in near if word in OTHER_WORK | SHOT),
        default=(0, False),
    )[1]


_MARKS = frozenset({",", ";", ":", "—"})
