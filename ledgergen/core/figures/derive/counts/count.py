"""Counts of what the facts list, pairs of wins and nominations, places in a career."""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.counts.order import derive_after, derive_installment, derive_series_place
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.reread import is_verb
from ledgergen.core.figures.derive.times.anniversary import derive_anniversary
from ledgergen.core.figures.derive.told import find_told_prizes
from ledgergen.core.figures.facts.career import (
    counts_career,
    find_places,
    find_ranked,
    find_taken_up,
    is_before_main,
)
from ledgergen.core.figures.facts.career_frame import find_made_before
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.plain import find_called_just
from ledgergen.core.figures.facts.rows import is_of_other_row
from ledgergen.core.figures.facts.tally_frame import is_of_losing
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.words import carries_meaning


def derive_count(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the number of things that the facts list."""
    mention, index = claim.mention, reading.index
    cues = reading.sentence_cues(claim.first, claim.end)
    events = {claim.event} if claim.event else {cue.value for cue in cues if cue.kind == "event"}
    events -= {"all", ""}
    won = [
        d
        for d in index.by_attribute.get("award", ())
        if d.fact.qualifiers.get("result", "won") != "nominated"
    ]
    if claim.result == "nominated" or mention.noun in {"nominations", "nomination", "nods"}:
        won = index.by_attribute.get("award", [])  # who won was nominated
    for event in sorted(events):
        listed = [d for d in won if d.event == event and d.subject in claim.films]
        least = 1 if claim.result or not mention.noun else 2
        if len(listed) >= least and mention.value == len(listed):
            prizes = " + ".join(d.fact.value for d in listed)
            return Derivation(
                formula=f"{prizes} = {len(listed)}", inputs=tuple(listed), what="count of awards"
            )
    return _derive_career(claim, reading)


def _derive_career(claim: Claim, reading: Reading) -> Derivation | None:
    """“Two features on file”, “she had issued three comedies”: the films before this one."""
    if not counts_career(claim, reading):
        return None
    places = reading.index.find(MAIN, "film_number")
    rows = {"series" in place.fact.qualifiers for place in places}
    is_series = not _SERIES.isdisjoint(claim.words)
    for datum in places:
        if len(rows) > 1 and ("series" in datum.fact.qualifiers) is not is_series:
            continue
        if datum.value and datum.value - 1 == claim.mention.value:
            formula = f"{datum.fact.value} - 1 = {claim.mention.text}"
            return Derivation(formula=formula, inputs=(datum,), what="films made before this one")
    return None


def derive_made_before(claim: Claim, reading: Reading) -> Derivation | None:
    """“Features directed by Lunn before *Low Tide*: four”: one fewer than the film's place."""
    for datum in find_made_before(claim, reading):
        if datum.value and datum.value - 1 == claim.mention.value:
            formula = f"{datum.fact.value} - 1 = {claim.mention.text}"
            return Derivation(formula=formula, inputs=(datum,), what="films made before this one")
    return None


_SERIES = frozenset({"series", "franchise", "saga", "entries", "installments", "instalments", "chapters"})


def derive_pair(claim: Claim, reading: Reading) -> Derivation | None:
    """“Two out of four” at an event: wins and nominations."""
    mention, index = claim.mention, reading.index
    if mention.other is None:
        return _derive_share_won(claim, reading)
    part = mention.value * mention.other if mention.kind is Kind.FRACTION else mention.value
    if claim.event and is_of_losing(claim.words):
        part = mention.other - part  # “nominations that did not end in a win: four out of eleven”
    won = [d for d in index.by_attribute.get("award_count", ()) if d.value == part]
    named = [d for d in index.by_attribute.get("nomination_count", ()) if d.value == mention.other]
    for one in won:
        for other in named:
            if (one.subject, one.event) == (other.subject, other.event) and claim.event in {one.event, ""}:
                formula = f"{one.fact.value} of {other.fact.value}"
                return Derivation(formula=formula, inputs=(one, other), what="wins and nominations")
    return None


def _derive_share_won(claim: Claim, reading: Reading) -> Derivation | None:
    """“Half of the six Golden Globe claims were honored”: a prize's wins by its nominations."""
    if claim.mention.kind is not Kind.FRACTION or claim.next_word != "of" or not claim.event:
        return None
    behind = reading.numbers_between(claim.right, claim.right + _WHOLE)
    stated = {reading.mentions[number].value for number in behind}
    for film in dict.fromkeys((*claim.films, MAIN)):
        for named in reading.index.find(film, "nomination_count") if film != UNKNOWN else ():
            for won in reading.index.find(film, "award_count"):
                if named.event != claim.event or won.event != named.event or not (named.value and won.value):
                    continue
                is_said = named.value in stated or "nominations" in claim.words
                if is_said and won.value / named.value == claim.mention.value:
                    formula = f"{won.fact.value} / {named.fact.value} = {claim.mention.text}"
                    return Derivation(formula=formula, inputs=(won, named), what="wins by nominations")
    return None


_WHOLE = 4


def derive_ordinal(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the place of the film in a career, or of a prize among those of one giver."""
    index, mention = reading.index, claim.mention
    if "anniversary" in mention.noun or "anniversary" in reading.words_between(claim.right, claim.right + 2):
        return derive_anniversary(claim, reading)
    if mention.value == 1 and mention.noun in {"", "time", "director"}:
        for datum in index.find(MAIN, "film_number"):
            if datum.value == 1:
                return Derivation(formula="film number 1", inputs=(datum,), what="first film")
    found = derive_series_place(claim, reading) or _derive_place(claim, reading)
    found = found or derive_after(claim, reading) or derive_installment(claim, reading)
    if found:
        return found
    named = {*reading.words_between(claim.right, claim.right + 3), *mention.noun.split()} - _COMMON
    if not mention.noun or is_verb(mention.noun):
        # “It won a foreign-language Oscar, and a second followed”: the prize stands before.
        before = reading.words_between(max(claim.left - _PRIZE, claim.first), claim.left)
        named |= {word for word in before if carries_meaning(word) and len(word) > _SHORT} - _COMMON
    awards = [
        datum
        for datum in index.by_attribute.get("award", ())
        if datum.fact.qualifiers.get("result", "won") != "nominated" and datum.year
    ]
    # “A second Palme” is the second of what one giver, or one name, was given for.
    given = [d for d in awards if not named.isdisjoint(_split_names(d))]
    prizes = sorted(
        {(d.year or 0, d.subject, d.fact.value): d for d in given}.items(), key=lambda item: item[0]
    )
    if mention.value == int(mention.value) and 2 <= mention.value <= len(prizes):
        listed = [datum for _, datum in prizes[: int(mention.value)]]
        formula = ", ".join(f"{d.fact.value} ({d.year})" for d in listed)
        return Derivation(formula=formula, inputs=tuple(listed), what="prizes in order of their years")
    return _derive_told_place(claim, reading, given, named) if 2 <= mention.value <= _MOST_PRIZES else None


def _derive_told_place(
    claim: Claim, reading: Reading, given: list[Datum], named: set[str]
) -> Derivation | None:
    """“A second Palme”, of which the first is told in a passage only."""
    for name in sorted(named & {word for datum in given for word in _split_names(datum)}):
        told = find_told_prizes(reading, name)
        for datum in given:
            years = sorted({*told, datum.year or 0})
            if datum.subject == MAIN and years.index(datum.year or 0) + 1 == claim.mention.value:
                formula = ", ".join(str(year) for year in years)
                return Derivation(formula=formula, inputs=(datum,), what="prizes in order of their years")
    return None


_MOST_PRIZES = 12
_PRIZE = 20
_SHORT = 3


def _derive_place(claim: Claim, reading: Reading) -> Derivation | None:
    """“Six times the price of *Salt Road*, for a third feature”, “*Northern Glass*, her fourth”.

    A title that is only measured by does not own the place.
    """
    mention = claim.mention
    ranked = find_ranked(claim, reading) or _find_placed(claim, reading)
    before = reading.words_between(claim.left - 1, claim.left)
    is_bare = not mention.noun or is_verb(mention.noun)
    is_ranking = is_bare and mention.value > 1 and (before in _RANKING or bool(ranked))
    if not (is_ranking or mention.noun.split()[-1:] in _WORKS) or mention.value != int(mention.value):
        return None
    titles = [
        cue
        for cue in reading.sentence_cues(claim.first, claim.left)
        if cue.kind == "film" and not cue.is_weak
    ]
    is_measured = bool(titles) and not _MEASURING.isdisjoint(
        reading.words_between(titles[-1].start - 12, titles[-1].start)
    )
    own = (
        tuple(find_called_just(titles[-1], reading))
        if titles and not is_measured
        else (MAIN,)
        if titles
        else claim.films[:1]
    )
    if not ranked:
        # A film before the dossier's own must have its title beside its place.
        own = tuple(film for film in own if not is_before_main(film, reading.index))
        own += () if titles else find_taken_up(claim, reading)
    films = ranked or dict.fromkeys((*own, MAIN) if is_bare and not titles else own)
    for film in films:
        for place in find_places(film, reading.index):
            if place.value == mention.value and not is_of_other_row(claim, place.datum, reading.index):
                return Derivation(formula=place.formula, inputs=(place.datum,), what="place in a career")
    return None


def _find_placed(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“Lunn's second picture”: the film that a name and a place call (`bind.career_films`)."""
    cues = reading.sentence_cues(claim.left - _CALLED, claim.right)
    return next(
        (cue.entities for cue in cues if cue.value == "placed" and cue.start < claim.left < cue.end), ()
    )


_CALLED = 4
_RANKING = {("the",), ("his",), ("her",), ("their",), ("this",), ("that",)}
_WORKS = (["feature"], ["film"], ["picture"], ["movie"])
_MEASURING = frozenset({"times", "than", "what", "against", "twice", "half", "double", "third", "quarter"})


def _split_names(datum: Datum) -> set[str]:
    event = datum.fact.qualifiers.get("event", "")
    return set(f"{datum.fact.value} {event}".lower().replace("'", " ").split()) - _COMMON


_COMMON = frozenset(
    {"prize", "prizes", "award", "awards", "best", "film", "festival", "the", "of", "for", "in", "a"}
)
