"""What parts a figure of a passage from a claim of its value: what both name, and name differently.

Whoever retells a passage changes its words, so little can be asked of them. What is
asked here leaves no doubt: an ordinal is no count, a birth no premiere, a hedged
figure is told of a hedged one, and a bare number stands for hours only where hours
are spoken of beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.facts.attributes import MOMENTS, SHOWINGS, SUMS
from ledgergen.core.figures.facts.beside_count import TURNS
from ledgergen.core.figures.facts.counted import IN_CAREERS, TALLIES, name_counted
from ledgergen.core.figures.facts.roles import FAMILY_OF
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.context import Fit
from ledgergen.core.figures.passages.signs import compare_nouns, counts_time
from ledgergen.core.figures.wordlists import word_set


def are_unlike(stated: Mention, other: Mention, told: Claim) -> bool:
    """Tell whether two figures of one value state two things, by their kinds and what they count.

    `told` is what the second is said of, in its passage.
    """
    if stated.kind is other.kind:
        is_finer = stated.kind is Kind.DATE and _FINE.get(stated.unit, 0) > _FINE.get(other.unit, 0)
        return is_finer or (stated.kind is Kind.ORDINAL and _rank_others(stated, other))
    if Kind.ORDINAL in {stated.kind, other.kind} and _orders_otherwise(stated, other):
        return True
    return _counts_other(stated, other) or _is_bare_elsewhere(stated, other, told)


def counts_another(stated: Mention, evidence: Mention, fit: Fit) -> bool:
    """Tell whether a passage surely counts another thing: six cameras are no six awards.

    It does where it knows the noun and has the figure for another, and where the sentences share no
    word: small numbers stand everywhere.
    """
    if stated.kind is not Kind.COUNT or not fit.other_noun or fit.noun or fit.telling >= _TELLING:
        return False
    return not count_one_thing(stated, evidence) and (fit.other_noun == 1 or not fit.around)


def count_one_thing(stated: Mention, told: Mention) -> bool:
    """Tell whether two counts have nouns of one meaning: screens are theaters, and tales are stories."""
    counted, family = name_counted(stated.noun), _find_family(stated)
    is_counted = bool(counted) and counted == name_counted(told.noun)
    return is_counted or (bool(family) and family == _find_family(told))


def _find_family(mention: Mention) -> str:
    """Return the family of the works that a figure counts, or nothing."""
    words = mention.noun.split()[::-1]
    singles = (word.removesuffix("s") if not word.endswith("ies") else f"{word[:-3]}y" for word in words)
    return next((FAMILY_OF[word] for word in singles if word in FAMILY_OF), "")


def _rank_others(stated: Mention, told: Mention) -> bool:
    """Three pupils are no third feature."""
    if not stated.noun or not told.noun:
        return False
    is_film = stated.noun.rsplit(maxsplit=1)[-1] in FILM_NOUNS
    if told.kind is not Kind.COUNT and not is_film:
        return False
    return stated.noun[:_STEM] != told.noun[:_STEM] and told.noun not in FILM_NOUNS


def _orders_otherwise(stated: Mention, told: Mention) -> bool:
    """The fourth version makes four versions; two features make no second one, and a 43rd film no 43."""
    if stated.kind is Kind.ORDINAL and told.kind is Kind.COUNT and _rank_others(stated, told):
        return True
    is_made = stated.kind is Kind.COUNT and bool(compare_nouns(stated.noun, told.noun))
    return not is_made and _is_ordinal(stated) != _is_ordinal(told)


def counts_before(claim: Claim, told: Claim) -> bool:
    """Tell whether a count is of those before one in an order: before the fourth there were three."""
    if claim.mention.kind is not Kind.COUNT or told.mention.kind is not Kind.ORDINAL:
        return False
    return is_of_those_before(claim)


def is_of_those_before(claim: Claim) -> bool:
    """Tell whether a figure's words say that it counts what came before: “two had preceded her”."""
    behind = (*claim.words[claim.right - claim.first :][:_FAR_BEHIND], "")
    is_before = any(one == "before" and other in _THEM for one, other in pairwise(behind))
    return is_before or not _BEFORE.isdisjoint(behind)


def grades_alone(claim: Claim, told: Claim) -> bool:
    """Tell whether only one of two places is among the most of something: the third dearest is no third."""
    if claim.mention.kind is not Kind.ORDINAL or told.mention.kind is not Kind.ORDINAL:
        return False
    if _is_graded(told):
        return False
    if _is_graded(claim):
        return not _is_on_list(claim, told)
    # Her sixth film is none that a poll placed sixth.
    is_of_career = claim.mention.noun in IN_CAREERS | TURNS and _LISTS.isdisjoint(claim.words)
    return is_of_career and not _LISTS.isdisjoint(told.words)


def _is_on_list(claim: Claim, told: Claim) -> bool:
    """“The second best of all”, where a passage places it second on a list of the best."""
    behind = claim.words[claim.right - claim.first :][:_GRADED]
    return not _BEST.isdisjoint((*claim.mention.noun.split(), *behind)) and not _LISTS.isdisjoint(told.words)


def _is_graded(claim: Claim) -> bool:
    behind = claim.words[claim.right - claim.first :][:_GRADED]
    words = (*claim.mention.noun.split(), *behind)
    return not _SUPERLATIVES.isdisjoint(words)


def _is_ordinal(mention: Mention) -> bool:
    """Tell whether a number is written as an ordinal; “day three” orders with a cardinal."""
    text = mention.text.lower()
    return text.endswith(_ORDINAL_ENDINGS) and not text.endswith("thousand")


def _counts_other(stated: Mention, told: Mention) -> bool:
    """Twelve weeks are no dozen of whatever else is counted there."""
    counted, other = (stated, told) if stated.kind is Kind.COUNT else (told, stated)
    if counted.kind is not Kind.COUNT or other.kind not in _MEASURED:
        return False
    return counted.noun.endswith("s") and not (
        counted.noun.rstrip("s") == other.unit.rstrip("s") or counts_time(counted, other)
    )


def _is_bare_elsewhere(stated: Mention, bare: Mention, told: Claim) -> bool:
    """Eight months are no bare eight, unless months are spoken of beside it: “six of the weeks”."""
    unit = stated.unit if stated.kind in _TIMED else "time" if stated.kind is Kind.MULTIPLE else ""
    if not unit or bare.kind is not Kind.COUNT or bare.noun or bare.value >= _FEW:
        return False
    left, right = told.left - told.first, told.right - told.first
    near = told.words[max(left - _BESIDE, 0) : right + _BESIDE]
    return not any(word.startswith(unit[:_STEM]) for word in near)


def are_other_moments(claim: Claim, told: Claim) -> bool:
    """Tell whether two dates are of different moments, each by a word for it: a birth is no premiere."""
    groups = {claim.group, told.group}
    if claim.is_weak or told.is_weak or len(groups) < 2 or not groups <= MOMENTS:
        return False
    return not groups <= SHOWINGS


def part_counts(claim: Claim, told: Claim) -> str:
    """Return which part of two counts of prizes differs: the event, or winning; empty if none.

    “Lost by a single vote”: what is no prize is counted at whatever event is spoken of.
    """
    if _counts_no_prize(claim.mention) or _counts_no_prize(told.mention):
        return ""
    events = {claim.event, told.event} - {"", "all"}
    if len(events) > 1:
        return "event"
    is_other = claim.result and told.result and _RESULTS[claim.result].isdisjoint(told.words)
    return "result" if is_other else ""


def _counts_no_prize(mention: Mention) -> bool:
    """Tell whether a count names what it counts, and that is neither a prize nor a nomination."""
    return bool(mention.noun) and name_counted(mention.noun) not in TALLIES


def are_apart(claim: Claim, told: Claim, territory: str) -> bool:
    """Tell whether the two speak of different amounts, each by a word that leaves no doubt."""
    if claim.group == told.group or not claim.group or not told.group:
        return False
    if SUMS.isdisjoint((claim.group, told.group)):
        return False
    if told.group == "cost" and claim.group not in SUMS:
        return False  # what is paid for one thing is spent, too
    if claim.is_weak and (territory in {"", told.territory} or told.group == "other"):
        return False
    return not told.is_weak


def find_apposed(claim: Claim, cues: Sequence[Cue]) -> set[str]:
    """Return the country that a sentence calls a market: “Peru, the largest market abroad”.

    `cues` are those of the sentence as far as the claim.
    """
    places = [cue for cue in cues if cue.kind == "territory"]
    if not places[1:] or places[-1].value not in _WIDE:
        return set()
    between = claim.words[places[-2].end - claim.first : places[-1].start - claim.first]
    return {places[-2].value} if between[:1] == (",",) and between.count(",") == 1 else set()


def find_above(claim: Claim, cues: Sequence[Cue]) -> set[int]:
    """Return the films that an ordinal puts before its own: “second to *Harbor Lights*”.

    `cues` are those behind the claim.
    """
    if claim.mention.kind is not Kind.ORDINAL or claim.next_word not in _BEHIND:
        return set()
    return {number for cue in cues if cue.kind == "film" for number in cue.entities}


def is_soft(parting: str, claim: Claim, told: Claim) -> bool:
    """Tell whether figures that are told together outweigh what parts two of them.

    A cost and a gross of one sentence are just what is taken for one another.
    """
    return parting == "subject" or (parting == "attribute" and not {claim.group, told.group} <= SUMS)


def is_hedged(told: Claim) -> bool:
    """Tell whether the passage hedges its figure, too: “over a hundred” is said of what is over it."""
    before = told.words[max(told.left - told.first - 4, 0) : told.left - told.first]
    return not _HEDGES.isdisjoint(before)


_WIDE = frozenset({"overseas", "worldwide"})
_BEHIND = frozenset({"to", "behind", "after"})
_FAR_BEHIND = 10
_GRADED = 3
_BEST = word_set("best greatest finest")
_LISTS = word_set("list lists poll polls best greatest finest ranked ranking voted vote")
_SUPERLATIVES = word_set(
    """
    most least best worst highest lowest largest smallest biggest greatest longest shortest costliest dearest
    cheapest priciest fastest oldest youngest
    """
)
_BEFORE = word_set("preceded previously predecessors")
_THEM = frozenset({"him", "her", "it", "them", "this", "that", ",", ".", ";", ""})
_TELLING = 0.25
"""What a number of two digits tells by itself."""
_FINE = {"day": 4, "month": 3, "season": 2, "part of year": 2, "year": 1}
"""No month is told by its year; a year is told by one of its seasons."""
_STEM = 4
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
_TIMED = frozenset({Kind.DURATION, Kind.MEASURE})
_FEW = 100
_BESIDE = 6
"""Tokens within which a bare number's unit may stand."""
_MEASURED = frozenset({Kind.DURATION, Kind.AGE, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.RATIO})
_RESULTS = {
    "won": word_set("won win wins winning winner awarded earned collected took taken prize prizes"),
    "nominated": word_set("nominated nomination nominations nominee nods shortlisted bids"),
}
TOLD_BY_THE_WAY = frozenset({Kind.DURATION, Kind.MEASURE, Kind.VAGUE})
"""Kinds that films do not have one each of: whose they are, both sides must say."""
HEDGED = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT})
_HEDGES = word_set(
    """
    over more than above exceed exceeds exceeding exceeded under less fewer below nearly almost past beyond
    top topped surpass surpassed pass upwards upward passed least most just up excess
    """
)
