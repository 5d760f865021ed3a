"""What tallies of prizes come to together, and what one is of another: “ten for the pair”, “twice as many”.

Tallies are small, and any two of a dossier add up to something. So a sum takes what words bind
together: all prizes of one film, where several givers are spoken of, or one prize of the films that the
sentence and the one before it name. A difference says of two tallies which is the greater (“two more than”,
“three short of a sweep”). A multiple or a share is of a film's wins in its nominations, where
words speak of that rate; or of a tally that the sentence states, or whose giver begins its clause, by that of
the film or giver that stands behind the figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.canonical import find_academy
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.films import find_meant_films
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.tally_gap import Gap
from ledgergen.core.figures.facts.told_tallies import find_prize
from ledgergen.core.figures.mention import SHARE_KINDS, Kind
from ledgergen.core.figures.wordlists import word_set

# --- sums ---------------------------------------------------------------------------


def derive_together(claim: Claim, reading: Reading) -> Derivation | None:
    """“The two academies gave twelve”, “the pair had six Oscars between them”."""
    counted = _find_counted(claim, reading)
    if not counted or _TOGETHER.isdisjoint(claim.words):
        return None
    for data in _find_sets(claim, reading, counted):
        total = sum(datum.value or 0 for datum in data)
        if len(data) > 1 and total == claim.mention.value:
            formula = f"{' + '.join(datum.fact.value for datum in data)} = {claim.mention.value}"
            return Derivation(formula=formula, inputs=tuple(data), what="sum of tallies")
    return None


def _find_counted(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return the tallies that a number may be a sum of, by its noun, its verb, or what is told before."""
    counted = name_counted(claim.mention.noun)
    if counted in TALLIES:
        return ("nomination_count",) if claim.result == "nominated" else (counted,)
    if claim.mention.noun:
        return ()
    if claim.result:
        return ("nomination_count",) if claim.result == "nominated" else ("award_count",)
    told = (name_counted(mention.noun) for mention in reading.mentions_between(claim.first, claim.left))
    return TALLIES if claim.event or not set(TALLIES).isdisjoint(told) else ()


def _find_sets(claim: Claim, reading: Reading, counted: tuple[str, ...]) -> Iterator[list[Datum]]:
    """Yield the tallies that may be summed: of one film's several prizes, or of several films' one prize."""
    events = {cue.value for cue in reading.sentence_cues(claim.first, claim.end) if cue.kind == "event"}
    if len(events) != 1:
        own = claim.film
        for attribute in counted:
            yield [datum for datum in reading.index.find(own, attribute) if datum.value]
    if not _GIVERS.isdisjoint(claim.words):
        return
    films = _find_films_in_mind(claim, reading)
    is_pair = not _PAIRS.isdisjoint(claim.words)
    for attribute in counted:
        rows = reading.index.by_attribute.get(attribute, [])
        for event in dict.fromkeys(datum.event for datum in rows if not events or datum.event in events):
            row = [datum for datum in rows if datum.event == event]
            known = [datum for datum in row if datum.subject in films]
            yield row if is_pair and len(row) == _PAIR else known
            yield from (list(pair) for pair in combinations(known, _PAIR) if len(known) > _PAIR)
            if is_pair and len(known) < _PAIR:
                # “His two epics had won eleven between them”: the dossier's film and another one.
                yield from (list(pair) for pair in combinations(row, _PAIR) if pair[0].subject == MAIN)


def _find_films_in_mind(claim: Claim, reading: Reading) -> set[int]:
    before = find_before(claim, reading)
    first = before.start if before else claim.first
    named = (n for c in reading.sentence_cues(first, claim.end) if c.kind == "film" for n in c.entities)
    return {n for n in (*named, *claim.films, MAIN) if n != UNKNOWN}


# --- differences ------------------------------------------------------------------------


def derive_haul_difference(view: View) -> Derivation | None:
    """“Five awards, two more than the Academy's”, “three short of a sweep”: how far two tallies are apart."""
    mention, behind = view.claim.mention, view.behind(_COMPARING)
    is_plain = mention.noun in _PLAIN or name_counted(mention.noun) in TALLIES
    if mention.kind is not Kind.COUNT or not is_plain or not _speaks_of_prizes(view.claim):
        return None
    sign = next((_SIGNS[word] for word in behind if word in _SIGNS), 0)
    for one in _find_heads(view) if sign else ():
        for other in (*_find_measures(view, one), *_find_unsaid(view, one)):
            step = (one.value or 0) - (other.value or 0)
            if step * sign == mention.value:
                formula = f"{one.fact.value} - {other.fact.value} = {step:f}"
                return Derivation(formula=formula, inputs=(one, other), what="difference of tallies")
    return None


def derive_gap(gap: Gap, claim: Claim) -> Derivation | None:
    """Return the distance of two films' tallies, if it is the number stated and as the sentence says."""
    for one in gap.greater:
        for other in gap.lesser:
            step = (one.value or 0) - (other.value or 0)
            if (step if gap.is_ordered else abs(step)) == claim.mention.value:
                formula = f"{one.fact.value} - {other.fact.value} = {step:f}"
                return Derivation(formula=formula, inputs=(one, other), what="difference of tallies")
    return None


def _find_unsaid(view: View, one: Datum) -> Iterator[Datum]:
    """Yield what a tally is measured by where no words say it: its nominations, or another film's tally."""
    index = view.reading.index
    if not _SWEEPS.isdisjoint(view.behind(_NEAR)):
        yield from (d for d in index.find(one.subject, "nomination_count") if d.event == one.event)
        return
    films = _find_films_in_mind(view.claim, view.reading) - {one.subject}
    known = [d for film in films for d in index.find(film, one.attribute) if d.event == one.event]
    yield from known[:1] if len(known) == 1 else ()


# --- shares and multiples -------------------------------------------------------------


def compares_hauls(view: View) -> bool:
    """Tell whether a multiple or a share sets one tally beside another, so that nothing else is meant."""
    return _speaks_of_prizes(view.claim) and any(True for _ in _find_pairs(view))


def derive_haul_ratio(view: View) -> Derivation | None:
    """Return a film's wins by its nominations, or one tally by another, where words ask for it."""
    if not _speaks_of_prizes(view.claim):
        return None
    found = (_divide(view.claim, one, other, "one tally by another") for one, other in _find_pairs(view))
    return _derive_rate_won(view) or next(filter(None, found), None)


def _speaks_of_prizes(claim: Claim) -> bool:
    return not _PRIZES.isdisjoint(claim.words) or any(map(find_academy, claim.words))


def _derive_rate_won(view: View) -> Derivation | None:
    """“It converted 73 percent of its nominations”, “a strike rate of 44 percent at the British academy”."""
    claim, index = view.claim, view.reading.index
    if claim.mention.kind not in SHARE_KINDS or not _asks_for_rate(view):
        return None
    prize = find_prize(claim, view.reading) or claim.event
    film = claim.film
    known = index.find(film, "nomination_count")
    if not prize and len(known) > 1:
        return None
    rows = ((won, named) for named in known for won in index.find(film, "award_count"))
    rates = (
        _divide(claim, won, named, "wins by nominations")
        for won, named in rows
        if won.event == named.event and prize in {"", won.event}
    )
    return next(filter(None, rates), None)


def _asks_for_rate(view: View) -> bool:
    near = {*view.before(_NEAR), *view.behind(_NEAR)}
    if "rate" in near or "ratio" in near:
        return not _RATES.isdisjoint(near)
    behind = view.reading.words_between(view.claim.right, view.find_break(_NEAR))
    return behind[:1] == ("of",) and not _CHANCES.isdisjoint(behind)


def _find_pairs(view: View) -> Iterator[tuple[Datum, Datum]]:
    """“Six statuettes, double its rival's haul”, “Hollywood gave twice what London did”."""
    if view.claim.mention.kind in _COMPARED:
        yield from ((one, other) for one in _find_heads(view) for other in _find_measures(view, one))


def _find_heads(view: View) -> Iterator[Datum]:
    """Yield the tallies that a sentence states before a figure, or whose giver it begins with."""
    claim, reading = view.claim, view.reading
    films = [n for n in dict.fromkeys((*claim.films, MAIN)) if n != UNKNOWN]
    own = [datum for film in films for name in TALLIES for datum in reading.index.find(film, name)]
    said = [
        (mention.value, name_counted(mention.noun))
        for mention in reading.mentions_between(claim.first, claim.left)
        if mention.kind is Kind.COUNT and (not mention.noun or name_counted(mention.noun) in TALLIES)
    ]
    if said:
        value, counted = said[-1]
        yield from (d for d in own if d.value == value and counted in {"", d.attribute})
        return
    giver = next(filter(None, map(find_academy, claim.words[: claim.left - claim.first])), "") or claim.event
    yield from (d for d in own if giver and d.event == giver)


def _find_measures(view: View, one: Datum) -> Iterator[Datum]:
    """Yield what the words behind a figure measure a tally by."""
    claim, index = view.claim, view.reading.index
    end = view.find_break(_FAR)
    words = view.reading.words_between(claim.right, end)
    givers = {*filter(None, map(find_academy, words))}
    givers |= {c.value for c in view.cues if c.kind == "event" and claim.right <= c.start < end}
    others = [d for d in index.find(one.subject, one.attribute) if d.event in givers - {one.event}]
    if others:
        yield from others
        return
    meant = find_meant_films(view, claim.right, end, apart=frozenset({one.subject}))
    for film in meant.films if meant and meant.is_sure else ():
        yield from (d for d in index.find(film, one.attribute) if d.event == one.event)


def _divide(claim: Claim, one: Datum, other: Datum, what: str) -> Derivation | None:
    if not one.value or not other.value:
        return None
    scale = Decimal(100) if claim.mention.kind is Kind.PERCENT else Decimal(1)
    if agree(claim.mention, one.value / other.value * scale) is None:
        return None
    formula = f"{one.fact.value} / {other.fact.value} = {claim.mention.text}"
    return Derivation(formula=formula, inputs=(one, other), what=what)


_COMPARED = SHARE_KINDS | {Kind.MULTIPLE}
_PAIR = 2
_NEAR = 8
_FAR = 10
_TOGETHER = word_set(
    """
    together combined altogether both pair total between sum jointly told academies juries making brought
    """
)
"""Beside these words a number is of several prizes, or films."""
_COMPARING = 2
_PLAIN = frozenset({"", "more", "fewer", "less", "short", "ahead", "behind"})
_SIGNS = {"more": 1, "ahead": 1, "above": 1, "fewer": -1, "less": -1, "short": -1, "behind": -1, "below": -1}
_SWEEPS = frozenset({"sweep", "nominations", "all"})
_GIVERS = frozenset({"academies", "juries"})
_PAIRS = frozenset({"two", "both", "pair", "couple"})
_PRIZES = word_set(
    """
    oscar oscars award awards prize prizes statuette statuettes nomination nominations nods bids trophies
    trophy academy academies jury juries baftas bafta césars césar globes haul wins
    """
)
_RATES = word_set("conversion converted converting strike success hit redemption oscar oscars prizes wins")
_CHANCES = word_set("nominations bids nods chances")
