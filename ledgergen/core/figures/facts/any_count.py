"""Which fact a count states that its sentence does not name: “the network never grew beyond 72”.

Of what is counted in words nobody foresaw, any fact of that number will do, if the talk is of its thing:
theaters, days, drafts. A number in a person's age's place, or of another thing, is none of them, however
many theaters there were.
"""

from __future__ import annotations

from itertools import chain

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.lookup_count import SITES
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.core.figures.wordlists import word_set


def speaks_of(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether the words about a count, or the talk before it, speak of what a fact counts."""
    noun = claim.mention.noun
    if datum.attribute == "runtime":
        near = reading.mentions_between(claim.first - _BEFORE, claim.left)
        return not noun and any(mention.unit == "minute" for mention in near)
    if not noun and _is_age(claim, reading):
        return False
    words = set(noun.split() if noun else claim.words)
    if not noun:
        words.update(reading.words_between(claim.first - _BEFORE, claim.first))
    if datum.territory and any(
        cue.kind == "territory" and cue.value in {datum.territory, "home"}
        for cue in reading.sentence_cues(claim.first, claim.end)
    ):
        return True
    if any(name_counted(word) == datum.attribute for word in words) or _is_of_voters(claim, datum):
        return True
    if not _SPOKEN_OF_AS.get(datum.attribute, frozenset()).isdisjoint(words):
        return True
    fact = datum.fact
    told = chain((datum.attribute.replace("_", " "), fact.value), fact.qualifiers.values())
    stems = {find_stem(word) for word in " ".join(told).lower().split() if carries_meaning(word)}
    return not stems.isdisjoint(map(find_stem, words))


def _is_of_voters(claim: Claim, datum: Datum) -> bool:
    """“On TMDB 1,204 depositors have left an opinion”: whatever they are called, critics they are not."""
    is_voted = datum.attribute == "vote_count" and not SITES.isdisjoint(claim.words)
    return is_voted and _CRITICS.isdisjoint(claim.mention.noun.split())


def _is_age(claim: Claim, reading: Reading) -> bool:
    """“Brandt, still 37”, “with Brandt 37”, “he was 37”: what stands so beside a person is an age."""
    cues = reading.sentence_cues(claim.left - _NEAR, claim.left)
    ends = [cue.end for cue in cues if cue.kind == "person" and cue.end <= claim.left]
    before = reading.words_between(claim.left - _NEAR, claim.left)
    if before[-1:] in _BEING and before[-2:-1] in _PRONOUNS:
        return True
    return bool(ends) and _BESIDE.issuperset(reading.words_between(ends[-1], claim.left))


_OF_HOUSES = word_set("count network expansion expanded widened widest footprint wide")
_SPOKEN_OF_AS = {
    "shooting_days": word_set("daily hours nights dawn morning mornings schedule timetable calendar"),
    "theaters": _OF_HOUSES,
    "screens": _OF_HOUSES,
}
"""Words beside which a count may be of a thing that they do not name."""
_CRITICS = frozenset({"critics", "reviewers", "notices"})
_NEAR = 4
_BEING = {("was",), ("were",), ("been",), ("turned",)}
_PRONOUNS = {("he",), ("she",), ("they",), ("had",)}
_BESIDE = word_set(", at was were is now still then aged turned each himself herself only just all of being")
_BEFORE = 60
"""Tokens before a sentence in which its matter may be named."""
