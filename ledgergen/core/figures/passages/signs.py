"""The signs by which two figures' surroundings are told alike or apart.

Each function here compares one thing: the words next to the figures, the nouns
counted, words copied verbatim, kinds, ranges and scores, and how much a value
tells by itself. What they come to together is `passages.context`.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.vocabulary_names import is_country_word
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.passages.index import PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.restating import are_notations
from ledgergen.core.figures.passages.sorts import may_happen, may_name_people
from ledgergen.core.figures.passages.words import carries_meaning, find_sense, is_person

COPIED = 4
"""Words copied on both sides that count in full."""
_REACH = 6
"""Words that are looked at for a meaningful one."""
_COUNTING = frozenset({Kind.COUNT, Kind.ORDINAL, Kind.MULTIPLE, Kind.VAGUE})


def find_neighbors(layout: Layout, figure: PlacedFigure, step: int, n: int) -> list[str]:
    """Return up to `n` meaningful stems after (`step` 1) or before (-1) a figure in its sentence."""
    first, end = layout.find_places(figure.sentence)
    place = figure.end if step > 0 else figure.first - 1
    found: list[str] = []
    words = layout.words
    stop = min(end, place + _REACH) if step > 0 else max(first, place - _REACH + 1) - 1
    for at in range(place, stop, step):
        if carries_meaning(words[at]):
            found.append(layout.stems[at])
            if len(found) == n:
                break
    return found


def compare_after(stated: str, after: list[str], before: list[str], *, is_ordinal: bool) -> float:
    """Tell whether the word after a stated figure stands after, or before, the evidence figure."""
    if stated in after:
        return 1.0 if stated == after[0] else 0.7
    if stated in before:
        # "round two" is the second round.
        return 1.0 if is_ordinal and stated == before[0] else 0.4
    return 0.0


def compare_before(stated: str, after: list[str], before: list[str]) -> float:
    """Tell whether the word before a stated figure stands before, or after, the evidence figure."""
    if stated in before:
        return 1.0 if stated == before[0] else 0.5
    return 0.5 if stated in after else 0.0


def compare_nouns(stated: str, evidence: str) -> float:
    """Tell whether the same thing is counted: 1 for one sense, 0.6 for two words for people."""
    if not stated or not evidence:
        return 0.0
    if find_sense(stated) == find_sense(evidence) or {stated, evidence} <= _PLACES:
        return 1.0
    are_people = _is_attendance(stated) and _is_attendance(evidence)
    are_people = are_people or (is_person(stated) and may_name_people(evidence))
    return 0.6 if are_people else 0.0


def _is_attendance(noun: str) -> bool:
    """Tell whether a noun counts people, or the tickets that they bought."""
    return is_person(noun) or find_sense(noun) in _TICKETS


def compare_other_noun(stated: Mention, evidence: Mention, *, is_known: bool) -> float:
    """Tell how sure it is that something else is counted; `is_known`: the evidence uses the stated noun."""
    if stated.kind not in _COUNTING or not stated.noun:
        return 0.0
    if stated.noun in _PLACES or stated.noun == "others" or _is_within(stated.noun, evidence):
        return 0.0
    if not evidence.noun:
        return 0.5 if is_known else 0.0
    if compare_nouns(stated.noun, evidence.noun):
        return 0.0
    return 1.0 if is_known else 0.5


_TICKETS = frozenset(map(find_sense, ("ticket", "admission", "viewer")))
_PLACES = frozenset({"place", "spot", "position", "rank", "number"})
"""What “in third place” counts is nothing: “the third-highest” and “number three” are places, too."""


def _is_within(noun: str, evidence: Mention) -> bool:
    """Tell whether an evidence figure has a noun within it: the stars of “four stars out of five”."""
    return evidence.kind is Kind.SCORE and find_sense(noun) in map(find_sense, evidence.text.split())


def count_copied(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> int:
    """Count the words that stand alike on both sides of two figures, at most `COPIED`."""
    n = 0
    for step, a, b in ((1, stated.end, evidence.end), (-1, stated.first - 1, evidence.first - 1)):
        place, other = a, b
        while (
            n < COPIED
            and 0 <= place < len(here.stems)
            and 0 <= other < len(there.stems)
            and here.stems[place] == there.stems[other]
        ):
            n += 1
            place += step
            other += step
    return n


def lead_to_other_names(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> bool:
    """Tell whether the same words behind two figures lead to other names: “8-0 at Dunmore”, “8-0 at Ely”."""
    for step in range(_FURTHEST):
        place, other = stated.end + step, evidence.end + step
        if place >= len(here.stems) or other >= len(there.stems) or here.words[place] in _STOPS:
            return False
        is_name = here.is_meaningful(place) and here.is_capitalized(place)
        is_name = is_name and not is_country_word(here.words[place])
        if here.stems[place] == there.stems[other]:
            if is_name:
                return False
            continue
        first, end = there.find_places(evidence.sentence)
        is_other = is_name and there.is_capitalized(other)
        return step >= _LEADING and is_other and here.stems[place] not in there.stems[first:end]
    return False


_FURTHEST = 8
"""Words within which the names must follow."""
_STOPS = frozenset(".;:!?")
_LEADING = 2
"""Words that must lead to the names; fewer are shared by accident."""


def compare_kinds(stated: Mention, evidence: Mention) -> float:
    """Tell whether two figures were read as the same kind and unit; one may be bare."""
    if stated.kind is evidence.kind:
        # Times of two units are compared only where one is the other said otherwise.
        return 1.0 if stated.unit == evidence.unit or stated.kind is Kind.DURATION else 0.5
    if are_notations(stated.kind, evidence.kind) or _is_within(stated.noun, evidence):
        return 1.0
    if stated.noun and compare_nouns(stated.noun, evidence.noun) == 1:
        return 0.5
    if counts_time(stated, evidence) or _counts_occasions(stated, evidence):
        return 1.0
    bare = stated if stated.kind is Kind.COUNT else evidence
    return 0.5 if bare.kind is Kind.COUNT and not bare.noun else 0.0


def counts_time(one: Mention, other: Mention) -> bool:
    """Tell whether one of two figures counts the unit of the other by another name: evenings are nights."""
    counted, timed = (one, other) if one.kind is Kind.COUNT else (other, one)
    if counted.kind is not Kind.COUNT or timed.kind is not Kind.DURATION or not counted.noun:
        return False
    return find_sense(counted.noun) == find_sense(timed.unit)


def _counts_occasions(one: Mention, other: Mention) -> bool:
    """Tell whether “times” are what the other counts: who makes 87 appearances plays 87 times."""
    times, counted = (one, other) if one.kind is Kind.MULTIPLE else (other, one)
    if times.kind is not Kind.MULTIPLE or counted.kind is not Kind.COUNT:
        return False
    return times.text.endswith(("times", "twice", "Twice")) and may_happen(counted.noun)


def compare_ranges(stated: Mention, evidence: Mention) -> float:
    """Tell whether a range meets the same range: 1 if so, below 0 where only one end does."""
    if stated.kind is Kind.DATE:
        return 0.0
    if stated.is_range:
        return 1.0 if (stated.low, stated.high) == (evidence.low, evidence.high) else -1.0
    return -0.5 if evidence.is_range else 0.0


def compare_scores(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> float:
    """A score is two numbers and a dash: “2-1” is not “2-0”."""
    ours, theirs = _find_partner(here, stated), _find_partner(there, evidence)
    if not ours:
        return 0.0
    if not theirs:
        # "Ashby Town 2, Ely United 1" has no dash, but it has both numbers.
        around = there.words[max(evidence.first - _TOLD_WITHIN, 0) : evidence.end + _TOLD_WITHIN]
        return 0.0 if ours in around else -1.0
    return 1.0 if ours == theirs else -1.0


_TOLD_WITHIN = 10
"""Words within which the other number of a score stands where no dash joins them."""


def _find_partner(layout: Layout, figure: PlacedFigure) -> str:
    """Return the other number; its side says nothing, for a loss is a win told by the other team."""
    stems = layout.stems
    place = figure.end + 1 if "-" in stems[figure.end : figure.end + 1] else figure.first - 2
    is_joined = place > figure.first or (place >= 0 and stems[figure.first - 1] == "-")
    return stems[place] if is_joined and place < len(stems) and stems[place].isdigit() else ""


def are_opposed(stated: Mention, there: Layout, evidence: PlacedFigure) -> bool:
    """Tell whether a figure's hedge points the other way: “fewer than 150” is not said of more than 150."""
    if stated.hedge not in _MORE and stated.hedge not in _LESS:
        return False
    before = {*there.words[max(evidence.first - 3, 0) : evidence.first]}
    is_more, is_less = not _MORE_WORDS.isdisjoint(before), not _LESS_WORDS.isdisjoint(before)
    if is_more == is_less or not before & {"than", *_ALONE}:
        return False
    return is_less if stated.hedge in _MORE else is_more


_MORE = frozenset({Hedge.OVER, Hedge.JUST_OVER, Hedge.AT_LEAST})
_LESS = frozenset({Hedge.UNDER, Hedge.AT_MOST})
_PASSING = frozenset(
    {"exceed", "exceeds", "exceeding", "exceeded", "surpass", "surpassed", "top", "topped", "pass", "passed"}
)
_MORE_WORDS = frozenset({"more", "over", "above"}) | _PASSING
_LESS_WORDS = frozenset({"fewer", "less", "under", "below"})
_ALONE = frozenset({"over", "above", "under", "below"}) | _PASSING
"""Words that need no “than”."""


def measure_telling(mention: Mention) -> float:
    """Say how much a value tells by itself, 0 to 1: 28,262,574 stands nowhere by accident, 2 does."""
    if mention.kind is Kind.DATE:
        if mention.period is None:
            return 0.25
        days = (mention.period.last - mention.period.first).days
        return 0.4 if days > 200 else 0.6 if days > 20 else 0.9
    digits = len(format(abs(mention.low).normalize(), "f").replace(".", "").strip("0"))
    size = 1 if abs(mention.low) >= 100 else 0
    extra = 0.5 if mention.kind in (Kind.MONEY, Kind.PERCENT) else 0.0
    extra += 1 if mention.is_range else 0
    return min(1.0, max(0.0, (digits - 1 + size + extra) / 4))
