"""How many more prizes one film has than another: “by three Academy Awards, *Salt Road* outdid *Low Tide*”.

Two films that facts know tallies of at the one prize, a word that sets them apart, and a count in a place
where only the distance can stand (“by three”, “three more”, “a margin of three”): that count is no tally
of either, and nothing but the difference of the two proves it. The standard is the film that comes next
behind the word of comparison, or behind its “than”; the other may be named in the sentence before: “*Low
Tide* was well liked. To *Salt Road* they gave three more.”
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.facts.tally_frame import NOMINATED, WON, counts_prizes, find_scene
from ledgergen.core.figures.facts.tally_words import NOMINATING
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


class Gap(NamedTuple):
    """Two films' tallies at one prize, of which a count says how far they are apart."""

    greater: tuple[Datum, ...]
    lesser: tuple[Datum, ...]
    is_ordered: bool
    """The sentence says which of the two is the greater."""


def find_gap(claim: Claim, reading: Reading) -> Gap | None:
    """Return the tallies between which a count is the distance; None where it may be anything else."""
    if claim.mention.kind is not Kind.COUNT or not _may_count(claim) or not _stands_apart(claim, reading):
        return None
    scene = find_scene(claim, reading)
    if scene is None:
        return None
    counted = name_counted(claim.mention.noun)
    is_hoped = counted == NOMINATED or (
        not counted and not NOMINATING.isdisjoint(reading.words_between(scene.first, scene.end))
    )
    rows = reading.index.by_attribute.get(NOMINATED if is_hoped else WON, ())
    told = [datum for datum in rows if datum.event == scene.prize]
    before = find_before(claim, reading)
    for first in dict.fromkeys((claim.first, before.start)):
        titles = _find_titles(first, claim.end, told, reading) if first < claim.end else []
        films = list(dict.fromkeys(film for _, film in titles))
        if len(films) == _PAIR:
            return _order(claim, reading, titles, told, first)
        if not before:
            break
    return None


def _may_count(claim: Claim) -> bool:
    return counts_prizes(claim.mention) or claim.mention.noun.split()[:1] in _MORE_OF


def _find_titles(first: int, end: int, told: list[Datum], reading: Reading) -> list[tuple[int, int]]:
    """Return where films that have a tally are named, and which they are."""
    counted = {datum.subject for datum in told}
    titles = [c for c in reading.sentence_cues(first, end) if c.kind == "film" and not c.is_weak]
    return [(c.start, n) for c in titles for n in c.entities if n in counted and n != UNKNOWN]


def _order(
    claim: Claim, reading: Reading, titles: list[tuple[int, int]], told: list[Datum], first: int
) -> Gap | None:
    words = reading.words_between(first, claim.end)
    at = next((first + n for n, word in enumerate(words) if word in _MORE or word in _LESS), None)
    films = list(dict.fromkeys(film for _, film in titles))
    if at is None or not _PARTING.isdisjoint(words):
        return _build((films[0], films[1]), told, is_ordered=False)
    standard = _find_standard(claim, reading, titles, at)
    head = next(film for film in films if film != standard)
    is_more = reading.words_between(at, at + 1)[0] in _MORE
    return _build((head, standard) if is_more else (standard, head), told, is_ordered=True)


def _find_standard(claim: Claim, reading: Reading, titles: list[tuple[int, int]], at: int) -> int:
    """Return the film behind “than”, or behind the word of comparison, or else the one named before."""
    words = reading.words_between(at, claim.end)
    than = at + words.index("than") if "than" in words else at
    behind = [film for place, film in titles if place > than]
    if behind:
        return behind[0]
    here = [film for place, film in titles if place >= claim.first]
    films = dict.fromkeys(film for _, film in titles)
    return next(film for film in films if film != (here or [*films])[-1])


def _build(pair: tuple[int, int], told: list[Datum], *, is_ordered: bool) -> Gap:
    greater, lesser = (tuple(d for d in told if d.subject == film) for film in pair)
    return Gap(greater, lesser, is_ordered)


def _stands_apart(claim: Claim, reading: Reading) -> bool:
    """Tell whether a count stands where only a distance can: “by three”, “three more”, “a lead of three”."""
    right, nouns = claim.right, claim.mention.noun.split()
    while right < claim.end and reading.document.words[right] in nouns:
        right += 1
    called = (
        c.end for c in reading.sentence_cues(right, right + 1) if c.kind == "event" and c.start == right
    )
    right = next(called, right)
    behind = (*nouns[:1], *reading.words_between(right, min(right + 1, claim.end)))
    before = reading.words_between(claim.left - 1, claim.left)
    is_by = before in _BY or ("by", "which") in pairwise(claim.words)
    return is_by or not _APART.isdisjoint(behind) or not _GAPS.isdisjoint(claim.words)


_MORE = word_set(
    """
    more ahead outdid outdo outdoes outdoing beat beats beating beaten exceeded exceeds exceeding surpassed
    surpasses surpassing outscored outscores outscoring outstripped outstrips topped tops topping bettered
    betters bested bests eclipsed eclipses led leads leading over above outshone outranked outpaced outpaces
    outperformed overtook outweighed outweighs outnumber outnumbered outnumbers advantage lead margin edge
    clear higher greater larger richer superior
    """
)
_LESS = word_set(
    """
    fewer less trails trailed trailing trail behind short below lagged lags lagging shy level match matched
    equal equaled equalled deficit lower smaller catch
    """
)
_PARTING = word_set(
    "difference gap separate separates separated separating apart between distance divides divided"
)
_GAPS = _PARTING | word_set("margin lead advantage edge deficit surplus excess gulf")
_APART = word_set(
    "more fewer less ahead behind clear above below better short higher lower apart adrift additional extra"
)
_BY = {("by",), ("another",), ("further",)}
_MORE_OF = (["more"], ["fewer"], ["less"], ["extra"], ["further"])
_PAIR = 2
