"""Variants of one fact: cuts of a film, groups of raters, sites, years; and which of them a sentence names.

Where one of several ratings or running times is named near a figure, the others do
not answer for it: “98% among critics and 92% among audiences”.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.bind.before import find_first
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
    shares = [m for m in reading.mentions_between(claim.first, claim.end) if m.kind is Kind.PERCENT]
    group = _leave_one_group(claim, varied, reading) if len(shares) == 1 else frozenset[str]()
    if group and not _PUBLIC.isdisjoint(claim.words):
        return group  # a public stands for itself, however near the site is named
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
    return group


def _leave_one_group(claim: Claim, varied: Sequence[Datum], reading: Reading) -> frozenset[str]:
    """“90 percent on Rotten Tomatoes” is the critics', unless a public is spoken of, and no critic."""
    words = reading.words_between(find_first(claim, reading), claim.end)
    is_public = not _PUBLIC.isdisjoint(words)
    if is_public and _speaks_of_critics(words):
        return frozenset()
    ratings = [datum for datum in varied if datum.attribute == "rating"]
    group = [d.fact.id for d in ratings if ("audience" in d.variant.split()) is is_public]
    return frozenset(group) if len(group) < len(varied) else frozenset()


def _speaks_of_critics(words: Sequence[str]) -> bool:
    """Tell whether critics are spoken of, other than to leave them out: “never mind the critics”."""
    places = (at for at, word in enumerate(words) if RATER_OF.get(word) == "critic")
    return any(_LEAVING_OUT.isdisjoint(words[max(at - _LEFT_OUT, 0) : at]) for at in places)


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
_LEAVING_OUT = word_set("never opposed forget unlike whatever rather instead against not")
_LEFT_OUT = 4
_ENDS = frozenset({";", ","})
_AMONG = {("among",), ("from",), ("with",), ("of",), ("by",), ("at",), ("on",)}
