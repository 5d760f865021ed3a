"""The two rows that a film has a place in: its maker's films, and its series.

“Brandt's third film” is of the one and “the third installment” of the other. Where facts
know both places, each answers for its own row alone.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.closed_classes import GENITIVE, PERSONAL_POSSESSIVES
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.wordlists import word_set


def is_of_other_row(claim: Claim, datum: Datum, index: FactIndex) -> bool:
    """Tell whether a place is in the row that the words around an ordinal do not speak of."""
    known = ("series" in place.fact.qualifiers for place in index.find(datum.subject, "film_number"))
    if set(known) != {True, False}:
        return False
    at = claim.left - claim.first
    before, behind = claim.words[max(at - 2, 0) : at], claim.words[claim.right - claim.first :][:_NEAR]
    is_series = not _SERIES.isdisjoint((*before, *behind))
    is_owned = before[-1:] in _OWNERS or "".join(before[-1:]).endswith(GENITIVE)
    is_makers = is_owned and not is_series and not _FILMS.isdisjoint(behind[:1])
    return is_makers if "series" in datum.fact.qualifiers else is_series


_NEAR = 4
SERIES = word_set("series franchise saga trilogy cycle brand")
_SERIES = SERIES | {"installment", "instalment", "chapter", "entry"}
_FILMS = word_set("film feature picture movie outing effort")
_OWNERS = {(word,) for word in PERSONAL_POSSESSIVES}
