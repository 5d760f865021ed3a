"""Variants of one fact: cuts of a film, groups of raters, sites, years; and which of them a sentence names.

Where one of several ratings or running times is named near a figure, the others do
not answer for it: “98% among critics and 92% among audiences”.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


def tell_apart(varied: Sequence[Datum]) -> bool:
    """Tell whether some facts with variants are of more than one."""
    return len({datum.variant for datum in varied}) > 1


def find_said(claim: Claim, varied: Sequence[Datum], reading: Reading) -> frozenset[str]:
    """Return those of some facts with variants whose variant is named near the mention."""
    if not tell_apart(varied):
        return frozenset()
    named = [(datum, datum.variant) for datum in varied]
    parts = {part.rstrip("s'"): None for _, value in named for part in value.split() if len(part) > 3}
    before = reading.words_between(max(claim.left - 6, claim.wall, claim.first), claim.left)[::-1]
    behind = reading.words_between(claim.right, min(claim.right + 5, claim.end))
    # “98% among critics and 92% among audiences”: what stands directly behind is the mention's own.
    close = behind if behind[:1] in _AMONG else ()
    for words in (close, before, behind):
        for word in words:
            called = RATER_OF.get(word, word).rstrip("s")
            if called in parts:
                return frozenset(
                    datum.fact.id
                    for datum, value in named
                    if called in {part.rstrip("s'") for part in value.split()}
                )
            if word in _ENDS:
                break
    shares = [m for m in reading.mentions_between(claim.first, claim.end) if m.kind is Kind.PERCENT]
    if _PUBLIC.isdisjoint(claim.words) and len(shares) == 1:
        return _leave_public(varied)
    return frozenset()


def _leave_public(varied: Sequence[Datum]) -> frozenset[str]:
    """“90 percent on Rotten Tomatoes” is the critics' percentage, as long as no public is spoken of."""
    critics = [d.fact.id for d in varied if d.attribute == "rating" and "audience" not in d.variant.split()]
    return frozenset(critics) if len(critics) < len(varied) else frozenset()


RATER_OF: Final = {
    **dict.fromkeys(
        ("critic", "critics", "critic's", "critics'", "reviewer", "reviewers", "press"),
        "critic",
    ),
    **dict.fromkeys(
        ("audience", "audiences", "audience's", "viewers", "viewers'", "public", "public's", "crowd"),
        "audience",
    ),
}
"""Whoever rates, by one word."""
_PUBLIC = word_set(
    """
    audience audiences audience's public public's viewers viewer users user crowd popcorn customers moviegoers
    filmgoers cinemagoers ticket-buyers buyers spectators everyone fans house people
    """
)
_ENDS = frozenset({";", ","})
_AMONG = {("among",), ("from",), ("with",), ("of",), ("by",), ("at",), ("on",)}
