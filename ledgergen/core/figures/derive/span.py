"""Spans between dates: “three years later”, “seven weeks before release”.

Some two dates always lie five years apart. One end must therefore be spoken
of: a date in the sentence, a film or an event that it names; and a date that
stands beside the duration is its end.
"""

from __future__ import annotations

from datetime import date
from itertools import islice

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.derive.anchor import derive_anchored, derive_compound, find_halves
from ledgergen.core.figures.derive.derivation import (
    DAYS,
    MOST_PAIRS,
    YEARS,
    Derivation,
    measures,
    render_period,
)
from ledgergen.core.figures.derive.person import find_birthdays
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.mention import Mention, Period


def derive_span(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the time between two dates that the sentence speaks of."""
    if find_halves(claim, reading):
        return derive_compound(claim, reading)
    return derive_anchored(claim, reading) or _derive_between(claim, reading)


def _derive_between(claim: Claim, reading: Reading) -> Derivation | None:
    mention = claim.mention
    if mention.unit not in DAYS and mention.unit not in YEARS:
        return None
    words = reading.words_between(claim.left - 6, claim.left) + reading.words_between(
        claim.right, claim.right + 6
    )
    if "of" in reading.words_between(claim.right, claim.right + 1):
        return _derive_decades(claim, reading)
    if not any(word in vocabulary.SPAN_WORDS for word in words):
        return None
    near, far = _find_ends(claim, reading)
    order = _read_order(claim, reading)
    pairs = ((one, other) for one in near for other in far if one[0] != other[0])
    for (one, datum), (other, second) in islice(pairs, MOST_PAIRS):
        if order and (one.first < other.first) is (order > 0):
            continue
        if measures(mention, one, other):
            inputs = tuple(d for d in (datum, second) if d)
            first, last = sorted((one, other), key=lambda period: period.first)
            formula = f"{render_period(first)} to {render_period(last)} = {mention.text}"
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _derive_decades(claim: Claim, reading: Reading) -> Derivation | None:
    """“Three decades of …, from the 1960s through the 1970s to the 1980s” counts what it lists."""
    decades = {m.low for m in reading.dates_between(claim.first, claim.end) if m.unit == "decade"}
    if claim.mention.unit == "decade" and len(decades) > 1 and claim.mention.value == len(decades):
        names = " + ".join(f"{year}s" for year in sorted(decades))
        return Derivation(formula=f"{names} = {len(decades)}", inputs=(), what="count of the decades named")
    return None


_End = tuple[Period, Datum | None]


def _find_ends(claim: Claim, reading: Reading) -> tuple[list[_End], list[_End]]:
    """Return the dates the sentence speaks of, and those it may count from."""
    index = reading.index
    said = reading.dates_between(claim.first, claim.end)
    cues = reading.sentence_cues(claim.first, claim.end)
    films = [n for cue in cues if cue.kind == "film" for n in cue.entities if n != UNKNOWN]
    people = [n for cue in cues if cue.kind == "person" for n in cue.entities if n != UNKNOWN]
    known: list[_End] = []
    # Years after a film are years after its showing, unless somebody speaks of the shoot.
    is_shoot = not _STARTING.isdisjoint(claim.words) or any(
        cue.kind == "moment" and cue.value == "shoot" for cue in cues
    )
    for number in dict.fromkeys((*films, *claim.films, MAIN, *people)):
        if number != UNKNOWN:
            known.extend(
                (d.period, d)
                for d in index.entities[number].data
                if d.period and (is_shoot or vocabulary.GROUPS.get(d.attribute) != "shoot")
            )
    events = {cue.value for cue in cues if cue.kind == "event"}
    known.extend(
        (Period(first=date(d.year, 1, 1), last=date(d.year, 12, 31)), d)
        for d in index.entities[MAIN].data
        if d.year and d.event in events
    )
    known.extend(find_birthdays(claim, reading))
    sentence = reading.sentence_of(claim.mention)
    before = reading.tokens_of(sentence - 1)
    there: list[_End] = [
        (m.period, None) for m in (*said, *reading.dates_between(before.start, before.stop)[-1:]) if m.period
    ]
    beside = _find_date_beside(claim, reading, said)
    if beside:
        # “thirteen days later, on July 16”: one end is said.
        near = [(period, datum) for period, datum in known if _is_within(period, beside)] or [(beside, None)]
        return near, (there + known)[:60]
    named = dict.fromkeys((*films, *people)) or dict.fromkeys(claim.films)
    near = [(period, d) for period, d in known if d and (d.subject in named or d.event in events)]
    return (there[: len(said)] + near)[:40], (there + known)[:60]


_STARTING = frozenset({"start", "started", "began", "begun", "beginning", "wrap", "wrapped", "delivery"})


def _is_within(period: Period, stated: Period) -> bool:
    return stated.first <= period.first and period.last <= stated.last


def _find_date_beside(claim: Claim, reading: Reading, said: list[Mention]) -> Period | None:
    """Return the date that stands next to the duration with at most a comma and small words between."""
    document = reading.document
    for mention in said:
        left, right = document.token_at(mention.start), document.token_at(mention.end)
        gap = (
            document.words[claim.right : left] if left >= claim.right else document.words[right : claim.left]
        )
        if len(gap) <= 5 and all(word in _LINKING or not word.isalnum() for word in gap):
            return mention.period
    return None


def _read_order(claim: Claim, reading: Reading) -> int:
    """Return 1 where the date beside is the later one (“thirteen days later, on July 16”), -1, or 0."""
    said = list(reading.dates_between(claim.right, claim.end))
    before = list(reading.dates_between(claim.first, claim.left))
    if _find_date_beside(claim, reading, before):
        # “On July 16, thirteen days after Venice”; “later” would count from that date, or to it.
        behind = reading.words_between(claim.right, claim.right + 1)
        return {"after": 1, "past": 1, "before": -1}.get("".join(behind), 0)
    if _find_date_beside(claim, reading, said) is None:
        return 0
    words = reading.words_between(claim.right, claim.right + 2)
    return 1 if "later" in words or "after" in words else -1 if "earlier" in words or "before" in words else 0


_LINKING = frozenset(
    {"later", "on", "in", "after", "earlier", "almost", "nearly", "exactly", "about", "some", "just", "only"}
)
