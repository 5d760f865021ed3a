"""What the tallies of prizes add up to: “of eleven nominations, eight lapsed”, “ten from two academies”.

A film's nominations less its wins are those that came to nothing; a word of losing says
so, beside the nominations or the prize. What several prizes gave together is summed over all
that stand in one row, and over no fewer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.counts.hauls import derive_together
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.tally_frame import LOST, NOMINATED, WON, Frame, find_tallies, read_frame
from ledgergen.core.figures.facts.tally_words import LOSING
from ledgergen.core.figures.mention import Hedge, Kind


def derive_tally(claim: Claim, reading: Reading) -> Derivation | None:
    """Return a count of prizes as those that were lost, or as those of several givers."""
    mention = claim.mention
    if mention.kind is not Kind.COUNT or mention.hedge is not Hedge.NONE or mention.is_range:
        return None
    if (frame := read_frame(claim, reading)) and LOST in frame.roles:
        return _subtract(claim, frame, reading)
    counted = name_counted(mention.noun)
    if counted not in TALLIES and mention.noun and not _is_of_losing(mention.noun):
        return None
    films = dict.fromkeys(film for film in (*claim.films, MAIN) if film != UNKNOWN)
    for film in films:
        found = _derive_lost(claim, reading, film) or _derive_sum(claim, reading, film, counted)
        if found:
            return found
    return derive_together(claim, reading)


def _subtract(claim: Claim, frame: Frame, reading: Reading) -> Derivation | None:
    """Return what a film's nominations at a prize leave when its wins are taken away."""
    for named in find_tallies(frame, NOMINATED, reading):
        for won in find_tallies(frame, WON, reading):
            if (named.value or 0) - (won.value or 0) == claim.mention.value:
                formula = f"{named.fact.value} - {won.fact.value} = {claim.mention.value}"
                return Derivation(formula=formula, inputs=(named, won), what="nominations that were lost")
    return None


def _derive_lost(claim: Claim, reading: Reading, film: int) -> Derivation | None:
    first, end = max(claim.left - _NEAR, claim.first), min(claim.right + _BEHIND, claim.end)
    if LOSING.isdisjoint(reading.words_between(first, end)):
        return None
    said = {mention.value for mention in reading.mentions_between(claim.first, claim.end)}
    prizes = {cue.value for cue in reading.sentence_cues(claim.first, claim.end) if cue.kind == "event"}
    for named in reading.index.find(film, "nomination_count"):
        for won in reading.index.find(film, "award_count"):
            if named.event != won.event or named.value is None or won.value is None:
                continue
            is_said = not {named.value, won.value}.isdisjoint(said) or "nominations" in claim.words
            is_meant = is_said and (not prizes or named.event in prizes)
            if is_meant and named.value - won.value == claim.mention.value:
                formula = f"{named.fact.value} - {won.fact.value} = {claim.mention.value}"
                return Derivation(formula=formula, inputs=(named, won), what="nominations that were lost")
    return None


def _derive_sum(claim: Claim, reading: Reading, film: int, counted: str) -> Derivation | None:
    for row in _find_rows(claim, reading):
        for attribute in (counted,) if counted in TALLIES else TALLIES:
            tallies = [_find_tally(reading, film, attribute, event) for event in row]
            listed = [datum for datum in tallies if datum and datum.value is not None]
            total = sum(datum.value or 0 for datum in listed)
            if len(listed) == len(row) and total == claim.mention.value:
                formula = f"{' + '.join(datum.fact.value for datum in listed)} = {claim.mention.value}"
                return Derivation(formula=formula, inputs=tuple(listed), what="sum over the prizes named")
    return None


def _find_tally(reading: Reading, film: int, attribute: str, event: str) -> Datum | None:
    return next((datum for datum in reading.index.find(film, attribute) if datum.event == event), None)


def _find_rows(claim: Claim, reading: Reading) -> Iterator[tuple[str, ...]]:
    """Yield the prizes that stand in one row with marks and “and” alone between them, two or more."""
    row: list[Cue] = []
    later = reading.mentions_between(claim.right, claim.end)
    if any(m.kind is Kind.COUNT and name_counted(m.noun) in TALLIES for m in later) and (
        name_counted(claim.mention.noun) in TALLIES
    ):
        return  # “three Oscars, and the Globes added one”: each has its own
    for cue in reading.sentence_cues(claim.first, claim.end):
        if cue.kind != "event" or (row and cue.start < row[-1].end):
            continue
        if row and not _JOINING.issuperset(reading.words_between(row[-1].end, cue.start)):
            if len(row) > 1:
                yield tuple(dict.fromkeys(cue.value for cue in row))
            row = []
        row.append(cue)
    if len(row) > 1:
        yield tuple(dict.fromkeys(cue.value for cue in row))


def _is_of_losing(noun: str) -> bool:
    return not LOSING.isdisjoint(noun.split())


def is_of_like(view: View, found: Derivation) -> bool:
    """Tell whether a small count is made of counts of one prize, unless it is said how many more they are.

    Seven Goyas less three Oscars are nothing that four could mean.
    """
    tallies = [datum for datum in found.inputs if datum.attribute in _COUNTED]
    if not tallies:
        return True
    is_one = len({datum.event for datum in tallies}) == 1 and len(tallies) == len(found.inputs) > 1
    return is_one or not _SET_APART.isdisjoint((*view.before(1), *view.behind(_BESIDE)))


_COUNTED = frozenset({*TALLIES, "film_number"})
_SET_APART = frozenset({"more", "fewer", "less", "ahead", "behind", "by"})
_BESIDE = 2
_NEAR = 6
_BEHIND = 8
_JOINING = frozenset({",", "and", "&", "the", "plus", "from", "at", "of"})
