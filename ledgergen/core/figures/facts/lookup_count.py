"""Which attribute a count states: “four nominations”, “151 theaters”, “three from five”.

The noun names it, or the words of winning and nominating around a bare number
at an event; a noun that names an attribute of the dossier's own (“units”) will
do as well.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary_names import is_people
from ledgergen.core.figures.closed_classes import GENITIVE
from ledgergen.core.figures.facts.beside_count import is_turn, name_by_verb
from ledgergen.core.figures.facts.counted import COUNTED_AS, IN_CAREERS, SAME_COUNTS, TALLIES
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.rows import SERIES
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.words import find_stem
from ledgergen.core.figures.wordlists import split_words, word_set


def is_part_of_nominations(claim: Claim, reading: Reading) -> bool:
    """Tell whether a number is a part of all nominations: “it won four of its nominations”."""
    behind = reading.words_between(claim.right, claim.right + _PART)
    is_part = behind[:1] == ("of",) and claim.mention.kind is Kind.COUNT and not claim.mention.noun
    return is_part and behind[1:2] in _POSSESSIVE_OF and "nominations" in behind


_PART = 7
_POSSESSIVE_OF = {("its",), ("his",), ("her",), ("their",)}
NOWHERE = ("-",)
"""No attribute that facts could have."""

ANY_AMOUNT = ("*",)
"""“The downside was three and a half million”: any amount of money, or of tickets."""
_MILLIONS = 100_000
_PARTS = {("of", "them"), ("of", "which"), ("of", "those"), ("of", "these")}
"""“Two of them” is a part of what was counted."""
ANY_COUNT = ("#",)
"""“The schedule had 55 days; the island consumed 159”: whatever is counted, in words nobody foresaw."""
_PARTICULAR = 20
_CROWD = 1000
SITES = word_set("imdb tmdb")
_NAME_OF_SITE = 4


def find_attributes(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return the attributes that a count may state; empty where any will do."""
    attributes = _find_attributes(claim, reading)
    is_count = claim.mention.kind is Kind.COUNT and claim.mention.precision >= 1
    is_anything = claim.event in {"", "all"}  # “for a few days a year, 45 in all”
    if attributes == NOWHERE and is_count and claim.mention.value >= _PARTICULAR and is_anything:
        return NOWHERE if _is_beside_person(claim) else ANY_COUNT
    return attributes


def _is_beside_person(claim: Claim) -> bool:
    """“Robert Mitchum, 37 as shooting began”: an age, whatever else there is so many of."""
    place = claim.left - claim.first
    is_apposed = claim.words[max(place - 1, 0) : place] == (",",) and claim.next_word in _WHEN
    return is_apposed and claim.mention.value < _OLDEST and any(n != UNKNOWN for n in claim.persons)


_WHEN = frozenset({"as", "when", "at", "on"})
_OLDEST = 110


def _find_attributes(  # noqa: C901, PLR0911, PLR0912  first answers, in order
    claim: Claim, reading: Reading
) -> tuple[str, ...]:
    mention = claim.mention
    if "figure" in mention.text:
        return ()
    if mention.kind is Kind.ORDINAL:
        return ("film_number",) if _is_place_of_film(claim, reading) else NOWHERE
    if mention.kind not in {Kind.COUNT, Kind.VAGUE}:
        return ()
    if reading.words_between(claim.right, claim.right + 2) in _PARTS:
        return _find_taken_up(claim, reading)
    if is_part_of_nominations(claim, reading):
        return NOWHERE if "lost" in claim.words else ("award_count",)
    if mention.kind is Kind.COUNT and mention.value >= _MILLIONS and not mention.noun:
        return ANY_AMOUNT
    if rated := _find_rating(claim, reading):
        return rated
    for noun in mention.noun.removesuffix(_MANY).split()[::-1]:
        attribute = COUNTED_AS.get(noun)
        if attribute == "film_number":
            return NOWHERE  # a film's place is no count of films
        if attribute == "award_count" and claim.result == "nominated":
            return ("nomination_count",)
        if attribute:
            return SAME_COUNTS.get(attribute, (attribute,))
        if is_people(noun) and mention.value >= _CROWD:
            return ("admissions",)
        named = _find_named(noun, reading.index)
        return TALLIES if named == NOWHERE and claim.event else named
    if _is_list_of_minutes(claim, reading) or _runs(claim, reading):
        return ("runtime",)
    if gone := name_by_verb(claim, reading):
        return (gone,)
    if claim.result:
        return ("nomination_count",) if claim.result == "nominated" else ("award_count",)
    if paired := _read_pairing(claim, reading):
        return (paired,)
    # “Ticket sales came to 13 million”: the noun may stand before.
    for word in reading.words_between(max(claim.left - 8, claim.first), claim.left)[::-1]:
        if word in _NAMED_BEFORE:
            return SAME_COUNTS.get(COUNTED_AS[word], (COUNTED_AS[word],))
        if word[:_NAME_OF_SITE] in SITES and mention.value >= _PARTICULAR:
            return ("vote_count",)  # “TMDB's panel numbers 851”
    is_sum = claim.event == "all" and mention.value >= _PARTICULAR
    return TALLIES if claim.event and not is_sum else NOWHERE


def _find_rating(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return what a number is of a rating: its score, or who gave it, “78,000 IMDb accounts”."""
    mention = claim.mention
    before = reading.words_between(claim.left - _NEAR_RATING, claim.left)
    is_rated = mention.precision < 1 or not _RATING.isdisjoint(before)
    if is_rated and _noun(mention) in {"", "rating", "score", "average"}:
        return ("rating",)
    is_crowd = mention.kind is Kind.COUNT and mention.value >= _PARTICULAR
    return ("vote_count",) if is_crowd and claim.next_word[:_NAME_OF_SITE] in SITES else ()


def _is_place_of_film(claim: Claim, reading: Reading) -> bool:
    """Tell whether an ordinal is a film's place in a career or a series."""
    mention = claim.mention
    behind = reading.words_between(claim.right, min(claim.right + 5, claim.end))
    is_directed = _noun(mention) not in _TIMES and not _DIRECTING.isdisjoint(behind)
    is_film = _noun(mention) in IN_CAREERS or is_directed or is_turn(claim, reading)
    return is_film or _goes_on(claim, reading) or _is_of_series(claim, reading)


def _find_taken_up(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return what “of them” takes up: “then came the nominations, ten of them”."""
    named = reading.words_between(claim.left - 2, claim.left)
    if named[1:] == (",",) and named[0] in _TALLIED:
        return (COUNTED_AS[named[0]],)
    before = reading.words_between(max(claim.left - _NEAR_VOTERS, claim.first), claim.left)
    is_rated = claim.mention.value >= _PARTICULAR and not _VOTERS.isdisjoint(before)
    return ("vote_count",) if is_rated else NOWHERE  # “its voters, some 4,000 of them”


def _is_of_series(claim: Claim, reading: Reading) -> bool:
    """“The fourth mission”, of a film whose title has the word."""
    title = split_words(reading.index.dossier.title)
    return bool(claim.mention.noun) and find_stem(_noun(claim.mention)) in map(find_stem, title)


_MANY = "strong"
"""“The electorate, eight thousand strong”: the noun stands before."""
_NAMED_BEFORE = word_set(
    """
    ticket tickets admissions attendances spectators screens theaters theatres print prints houses
    votes voters electorate
    """
)


def _goes_on(claim: Claim, reading: Reading) -> bool:
    """“*127 Hours*, his ninth,”; “his sixth film … The seventh was cheaper”: the noun is a film still."""
    before = reading.words_between(claim.left - 2, claim.left)
    if before[-1:] in _POSSESSIVES:
        return before[:1] == (",",) and any(
            cue.kind == "film" and cue.end <= claim.left <= cue.end + _BESIDE
            for cue in reading.sentence_cues(claim.first, claim.left)
        )
    if _is_of_series_itself(before):
        return True
    if claim.mention.noun or before[-1:] != ("the",):
        return False
    earlier = reading.mentions_between(claim.left - _PARAGRAPH, claim.left)
    return any(other.kind is Kind.ORDINAL and _noun(other) in IN_CAREERS for other in earlier)


def _is_of_series_itself(before: tuple[str, ...]) -> bool:
    """“The series' third”, “the saga's fourth”."""
    if before[-1:] in {("'",), ("’",)}:
        return before[0] in SERIES
    return "".join(before[-1:]).endswith(GENITIVE) and before[-1][:-2] in SERIES


_POSSESSIVES = {("his",), ("her",), ("their",)}
_BESIDE = 6
_PARAGRAPH = 60


def _read_pairing(claim: Claim, reading: Reading) -> str:
    """“Three from five”: of two bare counts joined so, the first are wins, the second nominations."""
    before = reading.numbers_between(claim.first, claim.left)
    if before and reading.mentions[before[-1]].kind is Kind.COUNT:
        end = reading.places[before[-1]][1]
        if reading.words_between(end, claim.left) in _PAIRINGS:
            return "nomination_count"
    behind = reading.numbers_between(claim.right, claim.end)
    if behind and reading.mentions[behind[0]].kind is Kind.COUNT:
        start = reading.places[behind[0]][0]
        if reading.words_between(claim.right, start) in _PAIRINGS:
            return "award_count"
    return ""


_PAIRINGS = {("from",), ("of",), ("out", "of"), ("from", "its"), ("of", "its"), ("from", "a", "possible")}


def _runs(claim: Claim, reading: Reading) -> bool:
    """“A picture that runs for 96” runs for minutes."""
    before = reading.words_between(claim.left - 2, claim.left)
    return before[-1:] in _RUNNING or (before[:1] in _RUNNING and before[1:] in _FOR)


_RUNNING = {("runs",), ("ran",), ("running",)}
_FOR = {("for",), ("to",), ("at",)}


def _is_list_of_minutes(claim: Claim, reading: Reading) -> bool:
    """Tell whether a bare number goes on from a running time: “130 minutes, listed elsewhere as 135”.

    Or stands beside another title: “*Salt Road* took 130 minutes; *Dusk*, at 90, …”.
    """
    said = reading.mentions_between(claim.first, claim.left)
    before = [mention for mention in said if mention.kind is not Kind.RATIO]
    if before and before[-1].kind is Kind.DURATION and before[-1].unit == "minute":
        return True
    titles = [cue.end for cue in reading.sentence_cues(claim.first, claim.left) if cue.kind == "film"]
    is_apposed = bool(titles) and _APPOSING.issuperset(reading.words_between(titles[-1], claim.left))
    return is_apposed and any(m.kind is Kind.DURATION and m.unit == "minute" for m in before)


_APPOSING = frozenset({"*", "_", ",", "at", "with", "(", "only", "its"})
_RATING = word_set("rate rates rated averaged averages")
_NEAR_RATING = 4
_TALLIED = frozenset({"nominations", "wins", "prizes", "awards"})
_NEAR_VOTERS = 8
_VOTERS = word_set("voters voter viewers users raters subscribers tmdb imdb letterboxd")


_TIMES = word_set("day night week month year time take attempt draft cut birthday decade century")
_DIRECTING = frozenset({"camera", "director", "directing", "director's", "helm", "megaphone"})


def _noun(mention: Mention) -> str:
    return mention.noun.split()[-1] if mention.noun else ""


def _find_named(noun: str, index: FactIndex) -> tuple[str, ...]:
    """Return attributes that the noun itself names: “units” may be counted by a fact called so."""
    stem = noun[:-1] if noun.endswith("s") and len(noun) > 3 else noun
    return index.find_called(stem) or NOWHERE
