"""How far critics and public are apart on one site: “14 points above the audience's”.

Points between two groups of raters are the difference of their percentages, and nothing else; where the
sentence says who is the kinder, it must be so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledgergen.core.figures.bind.before import find_first
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.datum import MAIN, PERCENT_UNITS, UNKNOWN, Datum
from ledgergen.core.figures.facts.variants import RATER_OF
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set

_CRITICS, _AUDIENCE = "critic", "audience"


class Spread(NamedTuple):
    """Ratings by two groups, of which a figure says how far they are apart."""

    greater: tuple[Datum, ...]
    lesser: tuple[Datum, ...]
    is_ordered: bool
    """The sentence says which group is the kinder."""


def find_spread(claim: Claim, reading: Reading) -> Spread | None:
    """Return the ratings between which points are the distance; None where it may be anything else."""
    mention = claim.mention
    if _POINTS.isdisjoint((mention.unit, *mention.noun.split(), claim.next_word)):
        return None
    words = reading.words_between(find_first(claim, reading), claim.end)
    said = [(n, RATER_OF[word]) for n, word in enumerate(words) if word in RATER_OF]
    is_of_site = not _SITES.isdisjoint(words) and not _APART.isdisjoint(words)
    if not (said or is_of_site) or any(
        m.kind is Kind.PERCENT and m.start != mention.start
        for m in reading.mentions_between(claim.first, claim.end)
    ):
        return None
    film = claim.films[0] if claim.films else MAIN
    ratings = _find_ratings(film, words, reading) if film != UNKNOWN else {}
    if len(ratings) < len(_RATERS):
        return None
    kinder = _find_kinder(words, said)
    other = _AUDIENCE if kinder == _CRITICS else _CRITICS
    return Spread(tuple(ratings[kinder or _AUDIENCE]), tuple(ratings[other]), bool(kinder))


def _find_ratings(film: int, words: Sequence[str], reading: Reading) -> dict[str, list[Datum]]:
    """Return a film's percentages by group, on the site that words name, or on the one that has both."""
    found: dict[str, dict[str, list[Datum]]] = {}
    for datum in reading.index.find(film, "rating"):
        if datum.value is None or datum.unit not in PERCENT_UNITS:
            continue
        told = datum.fact.qualifiers
        group = _AUDIENCE if _AUDIENCE in " ".join(told.values()).lower() else _CRITICS
        found.setdefault(told.get("site", ""), {}).setdefault(group, []).append(datum)
    both = {site: groups for site, groups in found.items() if len(groups) == len(_RATERS)}
    named = [site for site in both if site and not set(site.lower().split()).isdisjoint(words)]
    site = named[0] if named else next(iter(both), None)
    return both[site] if site is not None else {}


def _find_kinder(words: Sequence[str], said: list[tuple[int, str]]) -> str:
    """Return the group that a sentence says to be the kinder, if it says so."""
    if not said:
        return ""
    for marks, is_more in ((_FAVORING, False), (_MORE, True), (_LESS, False)):
        at = next((n for n, word in enumerate(words) if word in marks), None)
        if at is None:
            continue
        than = words.index("than", at) if "than" in words[at:] else at
        behind = [rater for n, rater in said if n > than]
        if not behind and is_more is False and marks is _FAVORING:
            return ""
        standard = behind[0] if behind else _name_other(said[-1][1])
        if than == at and words[at].endswith("er") and any(n == at + 1 for n, _ in said):
            standard = _name_other(standard)  # “the lower critics' score”
        return _name_other(standard) if is_more else standard
    return ""


def _name_other(rater: str) -> str:
    return _AUDIENCE if rater == _CRITICS else _CRITICS


_RATERS = frozenset(RATER_OF.values())
_SITES = frozenset({"tomatoes", "tomatometer"})
_APART = word_set(
    "apart difference differ differs gap separate separates separated distance spread divide divides"
)
_POINTS = frozenset({"point", "points"})
_FAVORING = frozenset({"favor", "favour", "favoring", "favouring", "favors", "favours"})
_MORE = word_set(
    """
    above over higher better warmer kinder more ahead exceeds exceeded exceeding exceed outscored outscores
    outscore tops topped leads led lead outstrips outstripped surpasses surpassed beats beat friendlier
    softer fonder easier
    """
)
_LESS = word_set(
    """
    below under lower behind trails trailed trail trailing less cooler colder harsher harder short worse
    lags lagged sterner stingier
    """
)
