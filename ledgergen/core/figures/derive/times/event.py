"""What may be the event of which a time tells: a title, or a role at the head of the sentence.

“The sequel, three years on, was issued at a lower price” tells of the sequel, so that the time from
any other film is none. A role that stands elsewhere only measures.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN


def may_be_event(cue: Cue, first: int) -> bool:
    """Tell whether a film of a sentence that begins at a token may be what its time tells of."""
    if not cue.is_weak:
        # “A 2000 re-release … and, a decade after that, …”: a year that names no film is a date.
        return cue.value != "dated" or UNKNOWN not in cue.entities
    is_head = first <= cue.start <= first + 1
    return is_head and cue.value in ROLES and MAIN not in cue.entities and UNKNOWN not in cue.entities


def find_bracket(cue: Cue) -> range:
    """Return the tokens where the year of a title stands, in it or in brackets behind it."""
    return range(cue.start, cue.end + BRACKET)


BRACKET = 3
"""Behind a title its year stands so near: “*Salt Road* (1976)”."""
ROLES = frozenset({"sequel", "remake", "original", "previous", "next"})
"""What one film may be to another, where the word alone names it."""
