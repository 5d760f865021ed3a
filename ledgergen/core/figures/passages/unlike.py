"""What parts two figures of one value in prose, however many words around them agree.

The words of a sentence say what it is about; these say that a figure in it is of
something else: another thing counted, another order, a clause that denies what
the text says.
"""

from __future__ import annotations

from ledgergen.core.figures.closed_classes import GENITIVE
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.changes import go_other_ways
from ledgergen.core.figures.passages.context import Fit
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.people import is_age_of_name
from ledgergen.core.figures.passages.signs import compare_nouns, counts_time, find_neighbors
from ledgergen.core.figures.passages.sorts import are_of_other_sorts, find_sorts, may_happen
from ledgergen.core.figures.passages.words import find_sense

_MEASURED = frozenset({Kind.DURATION, Kind.MEASURE, Kind.PERCENT, Kind.MONEY, Kind.AGE})
_COUNTED = frozenset({Kind.COUNT, Kind.ORDINAL})


def are_unlike(
    here: Layout, stated: PlacedFigure, index: PassageIndex, evidence: PlacedFigure, fit: Fit
) -> bool:
    """Tell whether two figures of one value are surely said of two things."""
    one, other, there = stated.mention, evidence.mention, index.layout
    return (
        _count_and_measure(one, other)
        or _count_others(one, other)
        or _counts_beside(one, evidence, index)
        or _rank_others(one, other, fit)
        or _count_and_rank(one, other, fit)
        or _happen_otherwise(one, other)
        or (one.kind in _COUNTED and bool(one.noun) and is_age_of_name(index, evidence))
        or _is_denied(here, stated, there, evidence)
        or _is_of_another(here, stated, there, evidence)
        or _are_owned_by_others(here, stated, there, evidence)
        or go_other_ways(here, stated, there, evidence)
    )


def _name_counted(mention: Mention) -> str:
    """Return what a figure counts or orders, where that is sure: more than one thing is a plural."""
    noun = mention.noun
    if noun.endswith(GENITIVE):
        return ""
    is_plural = noun.endswith(("s", "people", "men", "women", "children"))
    is_one = mention.kind is Kind.ORDINAL or mention.low == 1
    return noun if is_plural is not is_one else ""


def _count_and_measure(stated: Mention, evidence: Mention) -> bool:
    """Three weeks are no three candidates."""
    counted, other = (stated, evidence) if stated.kind in _COUNTED else (evidence, stated)
    if counted.kind not in _COUNTED or other.kind not in _MEASURED:
        return False
    noun = _name_counted(counted)
    return bool(noun) and not counts_time(counted, other) and find_sense(noun) != find_sense(other.unit)


def _count_others(stated: Mention, evidence: Mention) -> bool:
    """Forty firefighters are no forty stations."""
    if stated.kind not in _COUNTED or evidence.kind not in _COUNTED:
        return False
    return are_of_other_sorts(_name_counted(stated), _name_counted(evidence))


def _counts_beside(stated: Mention, evidence: PlacedFigure, index: PassageIndex) -> bool:
    """Fourteen aces are no double faults, where the same sentence counts eight of those."""
    one, other = _name_counted(stated), _name_counted(evidence.mention)
    if not one or not other or stated.kind is not Kind.COUNT or compare_nouns(one, other):
        return False
    if not find_sorts(one).isdisjoint(find_sorts(other)):
        return False
    sense = find_sense(one)
    return any(
        figure.mention.kind is Kind.COUNT and find_sense(figure.mention.noun) == sense
        for figure in index.find_figures(evidence.sentence)
    )


def _rank_others(stated: Mention, evidence: Mention, fit: Fit) -> bool:
    """The first album is not number one, where the passage speaks of another album."""
    one, other = _name_counted(stated), _name_counted(evidence)
    if stated.kind is not Kind.ORDINAL or not one or not other or fit.noun:
        return False
    return fit.other_noun == 1 and find_sorts(one).isdisjoint(find_sorts(other))


def _count_and_rank(stated: Mention, evidence: Mention, fit: Fit) -> bool:
    """The eleventh in the table has no eleven goals; a fifth suspect makes five suspects."""
    if {stated.kind, evidence.kind} != _COUNTED:
        return False
    ranked = stated if stated.kind is Kind.ORDINAL else evidence
    if ranked.text.isdecimal():
        return False  # “Form 30” ranks nothing
    is_named = bool(_name_counted(stated) or _name_counted(evidence))
    return is_named and fit.noun < _SAME_NOUN and fit.before < _SAME_NOUN


def _happen_otherwise(stated: Mention, evidence: Mention) -> bool:
    """Who struck three times is no father of three."""
    if stated.kind is not Kind.MULTIPLE or evidence.kind is not Kind.COUNT:
        return False
    return stated.text.endswith("times") and evidence.noun != "times" and not may_happen(evidence.noun)


_SAME_NOUN = 0.5
_DENYING = frozenset({"not", "never", "without", "no", "nor", "neither"})


def _is_denied(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> bool:
    """Tell whether the passage denies of its figure what the text says: “released without charge”."""
    first, end = there.find_places(evidence.sentence)
    if _DENYING.isdisjoint(there.words[first:end]):
        return False
    start, stop = here.find_places(stated.sentence)
    if not _DENYING.isdisjoint(here.words[start:stop]):
        return False
    said = {here.stems[place] for place in range(start, stop) if here.is_meaningful(place)}
    return any(
        there.words[place] in _DENYING and not said.isdisjoint(there.stems[place + 1 : min(place + 3, end)])
        for place in range(evidence.end, end)
    )


def _is_of_another(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> bool:
    """Tell whether the passage's time is that of a thing the text does not name: a three-year plan."""
    told = evidence.mention
    if stated.mention.kind is not Kind.DURATION or told.kind is not Kind.DURATION or "-" not in told.text:
        return False
    if "-" in stated.mention.text:
        return False
    named = find_neighbors(there, evidence, 1, 1)
    first, end = here.find_places(stated.sentence)
    return bool(named) and named[0] not in _TERMS and named[0] not in here.stems[first:end]


_TERM_WORDS = "term sentence spell stint ban period stretch deal contract run wait absence career reign"
_TERMS = frozenset(map(find_sense, _TERM_WORDS.split()))
"""“Jailed for five years” is “a five-year term”: these name no other thing than the time itself."""


def _are_owned_by_others(here: Layout, stated: PlacedFigure, there: Layout, evidence: PlacedFigure) -> bool:
    """Tell whether text and passage say of two names that each did so: “Ann Lee hit 36”, “Bo Fry, 29”."""
    own, verb = _find_owner(here, stated)
    other, same = _find_owner(there, evidence) if own else (own, verb)
    are_places = stated.mention.kind is evidence.mention.kind is Kind.ORDINAL
    is_same = are_places or verb == same
    if not own or not other or not is_same or not other.isdisjoint(here.stems):
        return False
    return any(stem in own and there.is_capitalized(place) for place, stem in enumerate(there.stems))


def _find_owner(layout: Layout, figure: PlacedFigure) -> tuple[frozenset[str], str]:
    """Return the stems of the name right before a figure, and the verb between them, if there is one."""
    first, _ = layout.find_places(figure.sentence)
    place = figure.first - 1
    if place <= first:
        return frozenset(), ""
    verb = layout.stems[place]
    if not _is_name(layout, place):
        place -= 1
    end = place + 1
    while place >= first and _is_name(layout, place):
        place -= 1
    is_led = place >= first and layout.words[place] in _LEADING
    return (frozenset() if is_led else frozenset(layout.stems[place + 1 : end])), verb


def _is_name(layout: Layout, place: int) -> bool:
    return layout.is_capitalized(place) and layout.is_meaningful(place)


_LEADING = frozenset({"of", "in", "at", "from", "to", "on", "for", "by", "near", "after", "since", "the"})
"""A name behind these is where or when, not whose."""
