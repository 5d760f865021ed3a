"""Time between two moments in view: “two years later it won”, “eighteen days in”, “a year behind Paris”.

Some two dates always lie five years apart. So one end of the span must be near
the figure: said in its sentence, or the moment of something that the sentence
names. The other end may be further away, the further the fewer; two ends that
are both far prove nothing. A duration that is no distance (“shot for three
weeks”) has no word beside it that makes it one, and only dates in print beside
it are its ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.anchor import MOMENTS
from ledgergen.core.figures.derive.derivation import DAYS, YEARS, Derivation, measures, render_period
from ledgergen.core.figures.derive.sight import Moment, Source, View, find_moments
from ledgergen.core.figures.facts.index import UNKNOWN
from ledgergen.core.figures.mention import Kind


def derive_elapsed(view: View) -> Derivation | None:
    """Return the time between two moments in view that the figure states."""
    mention = view.claim.mention
    if mention.kind is Kind.AGE:
        # “The novel, published in 1980, was twenty-five years old”: things have ages, too.
        mention = replace(mention, kind=Kind.DURATION, unit=mention.unit.rstrip("s"))
    if mention.unit not in DAYS and mention.unit not in YEARS:
        return None
    for one, other in islice(_pair(view), _MOST_PAIRS):
        if _is_in_order(view, one, other) and measures(mention, one.period, other.period):
            first, last = sorted((one.period, other.period), key=lambda period: period.first)
            formula = f"{render_period(first)} to {render_period(last)} = {mention.text}"
            inputs = tuple(moment.datum for moment in (one, other) if moment.datum)
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _pair(view: View) -> Iterator[tuple[Moment, Moment]]:
    """Yield the pairs of moments that the figure may lie between, the likeliest first."""
    moments = find_moments(view)
    is_distance = _is_distance(view)
    near = [moment for moment in moments if moment.source in _NEAR]
    pairs = [
        (one, other)
        for one in near
        for other in moments
        if one.period != other.period and (is_distance or one.source is other.source is Source.HERE)
    ]
    if is_distance and not any(moment.source is Source.HERE for moment in near):
        pairs += [
            (one, other)
            for one in moments
            for other in moments
            if (one.source, other.source) in _FAR_PAIRS and one.period != other.period
        ]
    return iter(sorted(pairs, key=lambda pair: pair[0].source + pair[1].source))


def _is_in_order(view: View, one: Moment, other: Moment) -> bool:
    """“On 12 March, six months after the start”: what is said before “after” is the later of the two."""
    claim = view.claim
    behind = view.reading.words_between(claim.right, claim.right + 1)
    sign = {"after": 1, "past": 1, "before": -1, "ahead": -1}.get("".join(behind), 0)
    if not sign:
        return True
    for end, rest in ((one, other), (other, one)):
        if end.place < 0:
            continue
        side = 1 if end.place < claim.left else -1
        if (end.period.first > rest.period.first) is not (sign * side > 0):
            return False
    anchor = _find_anchor(view)
    if anchor and not any(end.place < 0 and end.group in anchor for end in (one, other)):
        return False
    things = _find_things(view)
    return not things or any(end.datum and end.datum.subject in things for end in (one, other))


def _find_things(view: View) -> set[int]:
    """Return the film or person directly behind: “six years after *Salt Road*” counts from nothing else."""
    claim = view.claim
    cues = view.reading.sentence_cues(claim.right, min(claim.right + _CLOSE + 1, claim.end))
    index = view.reading.index
    named = [n for cue in cues if cue.kind in {"film", "person"} for n in cue.entities]
    return {n for n in named if n != UNKNOWN and any(datum.period for datum in index.entities[n].data)}


def _find_anchor(view: View) -> frozenset[str]:
    """Return the groups of dates that a noun directly behind may stand for: “after the premiere”."""
    words = view.reading.words_between(view.claim.right + 1, view.claim.right + _CLOSE + 1)
    return next((MOMENTS[word] for word in words if word in MOMENTS), frozenset())


def _is_distance(view: View) -> bool:
    """Tell whether words beside the duration make it a distance between two moments."""
    claim, reading = view.claim, view.reading
    if claim.mention.kind is Kind.AGE:
        return True
    behind = reading.words_between(claim.right, min(claim.right + _BEHIND, claim.end))
    before = reading.words_between(max(claim.left - _AHEAD, claim.first), claim.left)
    for place, word in enumerate(behind):
        if word in _CLOSING:
            break
        if word in vocabulary.SPAN_WORDS or (word in _DIRECTLY and place < _CLOSE):
            return True
    if not _LEADING.isdisjoint(before[-_CLOSE:]):
        return True
    return "from" in before and "to" in before


_NEAR = frozenset({Source.HERE, Source.NAMED})
_FAR_PAIRS = {
    (Source.BEFORE, Source.TOLD),
    (Source.BEFORE, Source.BASE),
    (Source.BASE, Source.TOLD),
}
"""Ends that are both far off, where the sentence says none: at least one has just been spoken of."""
_MOST_PAIRS = 600
_BEHIND = 5
_AHEAD = 12
_CLOSE = 3
_CLOSING = frozenset(".;:")
_DIRECTLY = word_set("in old into early late gone went ago out went further passed of behind long")
"""Directly behind a duration these make it a distance: “eighteen days in”, “three years old”."""
_LEADING = word_set(
    """
    after within in under for waited wait another next following until took takes taking by over needed need
    lasted lasting lay lies spent between ran running younger older
    """
)
