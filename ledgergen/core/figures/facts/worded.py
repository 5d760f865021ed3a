"""Figures that facts hold in words: “a village 6 miles south of the city”, “Audience Award, second place”.

A fact's value, or a qualifier, may be a phrase, and an attribute of the dossier's own
may count what no rule foresaw (`episodes`, 6). Such a phrase says what a sentence of a
passage would, only shorter, and it proves a figure of the same kind and value where the
sentence calls the fact up: it is the film's own or its subject is named, and a word of
the phrase is used, or its unit, or its prize. Small numbers are met by luck, but of
phrases with figures a dossier has few.
"""

from __future__ import annotations

from ledgergen.core.figures.agree import Agreement, agree
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.facts.phrases import Phrase
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.words import find_stem


def find_worded(claim: Claim, reading: Reading) -> list[tuple[Datum, Agreement]]:
    """Return the facts whose words hold a figure, where its sentence calls them up."""
    found = (
        (phrase.datum, agreement)
        for phrase in reading.index.worded
        if (agreement := _compare(claim.mention, phrase)) and _is_called(claim, phrase, reading)
    )
    return list(found)


def _compare(stated: Mention, phrase: Phrase) -> Agreement | None:
    told = phrase.mention
    kind = Kind.ORDINAL if phrase.is_place else told.kind
    if stated.kind is not kind or stated.is_range:
        return None
    if stated.unit in _YEARS and told.unit in _YEARS:
        return Agreement.EXACT if stated.low * _YEARS[stated.unit] == told.low * _YEARS[told.unit] else None
    return agree(stated, told.value) if stated.unit == told.unit else None


def _is_called(claim: Claim, phrase: Phrase, reading: Reading) -> bool:
    datum = phrase.datum
    if phrase.is_place and _is_of_another_year(claim, datum, reading):
        return False
    cues = reading.sentence_cues(claim.first, claim.end)
    is_named = any(datum.subject in cue.entities for cue in cues if cue.kind in _SUBJECTS)
    is_own = datum.subject == MAIN or datum.subject in claim.films
    # Its unit is no word that calls a figure up: minutes are said of everything.
    stems = {find_stem(word) for word in claim.words} - {find_stem(claim.mention.unit)}
    is_counted = claim.mention.noun and (
        find_stem(claim.mention.noun) in phrase.stems or _counts_alike(claim.mention, phrase.mention)
    )
    if datum.event and any(cue.value == datum.event for cue in cues if cue.kind == "event"):
        return is_own or is_named
    if is_counted or claim.mention.kind is Kind.MEASURE:
        return is_own or is_named or not stems.isdisjoint(phrase.stems)
    return is_named or (is_own and not stems.isdisjoint(phrase.stems))


def _counts_alike(stated: Mention, told: Mention) -> bool:
    """“Four screens” are four theaters."""
    counted = name_counted(stated.noun)
    return bool(counted) and counted == name_counted(told.noun)


def _is_of_another_year(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """“It was 93rd in 2012 and 66th in 2022”: a place is the place of its year."""
    dates = reading.dates_between(claim.right, min(claim.right + _BESIDE, claim.end))
    return bool(dates and datum.year) and not dates[0].low <= (datum.year or 0) <= dates[0].high


_BESIDE = 12
_YEARS = {"year": 1, "decade": 10, "century": 100}
"""“Half a century” is said of 50 years."""
_SUBJECTS = frozenset({"film", "person", "party", "work", "name"})
