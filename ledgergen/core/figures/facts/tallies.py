"""A tally of prizes, or a film's place in a career, that some fact has: when may a sentence mean it?

Ledgers tell tallies in words that nobody foresees: “the Academy converted eleven
into two”, “the jury had already paid out nine”. The number is small, and met by
luck in any dossier; but a tally is said of a prize, and that is named. So it is
enough that the prize stands beside the number, in its clause or, where that
names none, in the sentence or the one before, and that the film is the ledger's
own or one that the sentence names. Nominations and wins are told apart where a
noun or a verb says which; or by each other, for a sentence that tells one of them
beside the other (“five of the eight Oscars it was up for”) tells both, and then no prize need be named.

A place in a career needs a word of films beside it, or its title. Where the
sentence names another film before it of which the facts know the place, that is
what it ranks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.bind.canonical import find_academy
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import POSSESSIVES
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.lookup_count import is_part_of_nominations
from ledgergen.core.figures.facts.rows import is_of_other_row
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set


def find_called_tallies(claim: Claim, reading: Reading) -> list[tuple[Datum, Agreement]]:
    """Return the tallies of a figure's very value that its sentence calls up."""
    mention = claim.mention
    if mention.hedge is not Hedge.NONE or mention.is_range or not _TOGETHER.isdisjoint(claim.words):
        return []
    if mention.kind is Kind.ORDINAL:
        found = _find_places(claim, reading)
    elif mention.kind in _COUNTS and (mention.value > 1 or name_counted(mention.noun) in TALLIES):
        found = _find_tallies(claim, reading)
    else:
        return []
    return [(datum, Agreement.EXACT) for datum in found]


def _is_of_occasions(claim: Claim, reading: Reading) -> bool:
    """“BAFTA paid out three times, and …” multiplies nothing."""
    behind = "".join(reading.words_between(claim.right, claim.right + 1))
    return not behind[:1].isalnum()


def _find_tallies(claim: Claim, reading: Reading) -> Iterator[Datum]:
    mention = claim.mention
    counted = name_counted(mention.noun)
    is_other = counted not in TALLIES and bool(mention.noun) and mention.kind is Kind.COUNT
    if is_other and not _is_joined(claim, reading):
        return
    is_part = is_part_of_nominations(claim, reading)
    if is_part and "lost" in claim.words:
        return
    films, prizes = _find_films(claim, reading), _find_prizes(claim, reading)
    is_alone = mention.kind is Kind.COUNT or _is_of_occasions(claim, reading)
    for subject in dict.fromkeys((*films, *(film for film in claim.films if film != UNKNOWN), MAIN)):
        for attribute in ("award_count",) if is_part else TALLIES:
            can_be = attribute == "nomination_count" if is_other else _can_be(attribute, counted, claim)
            may_pair = can_be or (attribute == "nomination_count" and _is_second(claim, reading))
            is_said = is_alone and subject in films and can_be
            for datum in reading.index.find(subject, attribute):
                if datum.value != mention.value or (prizes and datum.event not in prizes):
                    continue
                if (is_said and prizes) or (
                    may_pair and _is_paired(claim, datum, reading, is_named=bool(prizes))
                ):
                    yield datum


def _is_second(claim: Claim, reading: Reading) -> bool:
    """“Six of the nine prizes it was up for”: the second of two is what it was nominated for."""
    before = reading.words_between(claim.left - 2, claim.left)
    return before[-1:] in _PARTING or (before[-1:] in {("the",), ("its",)} and before[:1] in _PARTING)


_PARTING = {("of",), ("from",)}


def _is_joined(claim: Claim, reading: Reading) -> bool:
    """“Turned seven chances into four wins”: what goes into wins is nominations, whatever it is called."""
    after = reading.numbers_between(claim.right, claim.end)
    end = reading.places[after[0]][0] if after else claim.right + _GAP
    gap = reading.words_between(claim.right, end)
    return len(gap) <= _GAP and "into" in gap


def _is_paired(claim: Claim, datum: Datum, reading: Reading, *, is_named: bool) -> bool:
    """Tell whether the sentence tells the film's other tally at that prize: “five of the eight Oscars”.

    Where no prize is named, the other must be said to count prizes: “eight statuettes out of thirteen”.
    """
    other = "award_count" if datum.attribute == "nomination_count" else "nomination_count"
    values = {fact.value for fact in reading.index.find(datum.subject, other) if fact.event == datum.event}
    return any(
        mention.value in values
        and mention.kind in _COUNTS
        and mention.start != claim.mention.start
        and (is_named or name_counted(mention.noun) == other)
        for mention in reading.mentions_between(claim.first, claim.end)
    )


def _can_be(attribute: str, counted: str, claim: Claim) -> bool:
    """Tell whether nominations, or wins, may be counted: by the noun, or else by the verb.

    What is counted by a noun of prizes and “nominated” is nominations.
    """
    if counted in TALLIES:
        return attribute == counted or (attribute == "nomination_count" and claim.result == "nominated")
    return claim.result != ("won" if attribute == "nomination_count" else "nominated")


def _find_prizes(claim: Claim, reading: Reading) -> set[str]:
    """Return the prizes named nearest to a number: in its clause, its sentence, or the one before."""
    clause = reading.read_clause(claim)
    if national := _find_national(claim, reading):
        return {national}
    before = reading.tokens_of(max(reading.sentence_of(claim.mention) - 1, 0))
    for first, end in ((clause.first, clause.end), (claim.first, claim.end), (before.start, before.stop)):
        prizes = {cue.value for cue in reading.sentence_cues(first, end) if cue.kind == "event"}
        if prizes:
            return prizes
    return set()


def _find_national(claim: Claim, reading: Reading) -> str:
    """“The Danish ones with six”, “Hollywood's own a single nomination”: the prize of a country."""
    words = reading.words_between(max(claim.left - _NEAR, claim.first), claim.left)
    for word, behind in pairwise(words):
        if behind in _ELLIPTIC and (academy := find_academy(word)):
            return academy
    return ""


def _find_films(claim: Claim, reading: Reading) -> list[int]:
    """Return the films that a sentence names before a number, or else those it may be about."""
    named = [
        number
        for cue in reading.sentence_cues(claim.first, claim.left)
        if cue.kind == "film" and not cue.is_weak
        for number in cue.entities
    ]
    return [number for number in dict.fromkeys(named or (*claim.films, MAIN)) if number != UNKNOWN]


def _find_places(claim: Claim, reading: Reading) -> Iterator[Datum]:
    behind = reading.words_between(claim.right, min(claim.right + _NEAR, claim.end))
    before = reading.words_between(max(claim.left - _NEAR, claim.first), claim.left)
    is_owned = not _OWNERS.isdisjoint((*before, *behind))
    if _FILMS.isdisjoint(behind) and (_FILMS.isdisjoint(before) or not is_owned):
        return
    index = reading.index
    ranked = [number for number in _find_films(claim, reading) if index.find(number, "film_number")]
    for subject in ranked[-1:] or [MAIN]:
        for datum in index.find(subject, "film_number"):
            if datum.value == claim.mention.value and not is_of_other_row(claim, datum, index):
                yield datum


_COUNTS = frozenset({Kind.COUNT, Kind.MULTIPLE})
_TOGETHER = word_set("all altogether together combined total")
"""“In all it turned …”: of several prizes, or films, at once."""
_ELLIPTIC = frozenset({"one", "ones", "own", "equivalent", "counterpart"})
_GAP = 4
_NEAR = 6
_FILMS = FILM_NOUNS | word_set("feature features project projects direction directing venture")
_OWNERS = POSSESSIVES | {"whose"}
