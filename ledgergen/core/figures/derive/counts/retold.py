"""Counts, places and parts that a passage sets out in two steps, and the text in one.

A passage ranks a film 14th and then 22nd, and its reader says that it lost eight
places; nine of twelve boats sank, so that three were left; only two films had cost
more, and this one was the third dearest. Each way here names both steps, stays in one
sentence of the passages on the figure's matter, and keeps to the direction that the
sentence's own words give: no film rose by the places that it lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.parting import is_of_those_before
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.rolls import Roll
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.words import find_sense, is_person


def derive_retold(view: View) -> Derivation | None:
    """Return what two steps of a passage come to, where the figure's words ask for it."""
    passages = view.scene.passages
    mention = view.claim.mention
    if passages is None or mention.is_range:
        return None
    asks = [way for cue, way in _WAYS if not cue.isdisjoint(view.claim.words)]
    near = _find_sentences(view, passages) if asks else ()
    for way in asks:
        for sentence in near:
            found = way(view, passages, sentence)
            if found:
                return found
    return _rank_behind(view, passages)


def _find_sentences(view: View, passages: PassageIndex) -> Sequence[int]:
    """Return the passages' sentences on the figure's matter, the likeliest first.

    Where one sentence alone ranks the film twice, it is on the matter of places whatever its words.
    """
    near = dict.fromkeys(sentence for _, sentence in view.scene.told.find_near(view.claim))
    if view.claim.mention.noun in _PLACES:
        ordinals = [passages.figures[number] for _, number in passages.by_kind.get(Kind.ORDINAL, ())]
        twice = {one.sentence for one, other in pairwise(ordinals) if one.sentence == other.sentence}
        near.update(dict.fromkeys(twice if len(twice) == 1 else ()))
    return list(near)


def _say(formula: str, what: str) -> Derivation:
    return Derivation(formula=formula, inputs=(), what=what)


# --- places ------------------------------------------------------------------------------


def _count_places(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“It fell eight places”, where a passage ranks it 14th and then 22nd."""
    mention = view.claim.mention
    near = {*view.before(_NEAR), *view.behind(_NEAR)}
    is_down, is_up = not _DOWN.isdisjoint(near), not _UP.isdisjoint(near)
    if mention.kind is not Kind.COUNT or mention.noun not in _PLACES or is_down == is_up:
        return None
    ordinals = [f for f in passages.find_figures(sentence) if f.mention.kind is Kind.ORDINAL]
    for one, other in pairwise(ordinals):
        step = other.mention.low - one.mention.low
        is_one_list = len(ordinals) == _PAIR or ";" not in passages.layout.words[one.end : other.first]
        if is_one_list and step and (step > 0) == is_down and agree(mention, abs(step)):
            return _say(
                f"{one.mention.text} to {other.mention.text} = {abs(step)}", "places between two ranks"
            )
    return None


# --- what a part leaves -----------------------------------------------------------------


def _find_parts(passages: PassageIndex, sentence: int) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the part and the whole of “nine of the twelve sank”, “of 600 keepers 450 never returned”."""
    words = passages.layout.words
    counts = [f for f in passages.find_figures(sentence) if f.mention.kind is Kind.COUNT]
    for one, other in pairwise(counts):
        between = words[one.end : other.first]
        is_part = between[:1] == ("of",) or ("of" in between and _OF.issuperset(between))
        is_part = is_part and len(between) <= _NEAR
        is_whole = words[max(one.first - 1, 0)] == "of" or words[max(one.first - 2, 0)] == "of"
        if is_part and other.mention.low > one.mention.low:
            yield one.mention.low, other.mention.low
        elif is_whole and _BREAKS.isdisjoint(between) and one.mention.low > other.mention.low:
            yield other.mention.low, one.mention.low


def _is_lost(words: Sequence[str]) -> bool:
    return not _LOST.isdisjoint(words)


def _count_rest(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Only three came back”, where a passage says that nine of the twelve sank."""
    mention = view.claim.mention
    first, end = passages.layout.find_places(sentence)
    is_left = not _LEFT.isdisjoint(view.behind(_NEAR)) or not _LEFT.isdisjoint(view.before(2))
    is_rest = is_left and _is_lost(passages.layout.words[first:end])
    if mention.kind is not Kind.COUNT or not (is_rest or view.before(2) == ("all", "but")):
        return None
    for part, whole in _find_parts(passages, sentence):
        if whole - part == mention.value:
            return _say(f"{whole:f} - {part:f} = {mention.value:f}", "what a part of a whole leaves")
    return None


def _share_parts(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Three quarters were lost”, “one in four came home”: of 600 keepers 450 never returned."""
    mention = view.claim.mention
    scale = {Kind.FRACTION: Decimal(1), Kind.PERCENT: Decimal(100)}.get(mention.kind)
    first, end = passages.layout.find_places(sentence)
    if scale is None:
        return None
    is_rest = _is_lost(view.claim.words) != _is_lost(passages.layout.words[first:end])
    for part, whole in _find_parts(passages, sentence):
        counted = whole - part if is_rest else part
        if agree(mention, counted / whole * scale):
            return _say(f"{counted:f} / {whole:f} = {mention.text}", "part of a whole")
    return None


# --- who came before ----------------------------------------------------------------------


def _count_before(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Only two women had preceded her”, where a passage calls her the third woman to do it."""
    mention = view.claim.mention
    if mention.kind is not Kind.COUNT or not mention.noun or not is_of_those_before(view.claim):
        return None
    for figure in passages.find_figures(sentence):
        there = figure.mention
        is_next = there.kind is Kind.ORDINAL and there.low == mention.value + 1
        if is_next and _is_same(mention.noun, there.noun):
            return _say(f"{there.text} - 1 = {mention.value:f}", "those before it in an order")
    return None


def _is_same(stated: str, told: str) -> bool:
    return find_sense(stated) == find_sense(told) or (is_person(stated) and is_person(told))


def _rank_behind(view: View, passages: PassageIndex) -> Derivation | None:
    """“The third dearest film”, “only two had been dearer”: a passage names the two that cost more."""
    mention, words = view.claim.mention, view.claim.words
    ahead = {Kind.ORDINAL: 1, Kind.COUNT: 0}.get(mention.kind)
    if ahead is None or _COSTING.isdisjoint(words):
        return None
    graded = {*mention.noun.split(), *view.behind(_GRADED)}
    if _GRADES.isdisjoint(graded if ahead else words):
        return None
    for roll in view.scene.rolls:
        if len(roll.names) + ahead == mention.value and _exceeds(roll, passages):
            names = ", ".join(roll.names)
            return _say(f"{names}{' + 1' * ahead} = {mention.value:f}", "place behind those named")
    return None


def _exceeds(roll: Roll, passages: PassageIndex) -> bool:
    """Tell whether a passage says that only those of a roll cost more: “only *A* and *B* had cost more”."""
    first, end = passages.layout.find_places(roll.sentence)
    words = passages.layout.words[first:end]
    start = next((n for n, word in enumerate(words) if word == roll.names[0].split()[0]), 0)
    is_alone = "only" in words[max(start - 2, 0) : start] or "by" in words[max(start - 1, 0) : start]
    return is_alone and not _COSTING.isdisjoint(words) and not _MORE.isdisjoint(words)


# --- plan and deed --------------------------------------------------------------------------


def _count_short(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Six fewer than planned”, where a passage says that it took 77 days and not the 83 of the plan."""
    mention = view.claim.mention
    near = {*view.before(_GRADED), *view.behind(_GRADED)}
    is_less, is_more = not _LESS.isdisjoint(near), not _OVER.isdisjoint(near)
    if mention.kind not in {Kind.COUNT, Kind.DURATION} or is_less == is_more:
        return None
    for one, other in pairwise(passages.find_figures(sentence)):
        between = passages.layout.words[one.end : other.first]
        step = other.mention.low - one.mention.low
        is_pair = "than" in between and len(between) <= _NEAR and _are_alike(one, other)
        if is_pair and step and (step > 0) == is_less and agree(mention, abs(step)):
            low, high = sorted((one.mention.low, other.mention.low))
            return _say(f"{high:f} - {low:f} = {abs(step):f}", "difference of plan and deed")
    return None


def _are_alike(one: PlacedFigure, other: PlacedFigure) -> bool:
    """Tell whether two figures count one thing; the second may leave it unsaid: “fewer than the 83”."""
    there = other.mention
    is_bare = there.kind is Kind.COUNT and not there.noun
    return is_bare or (one.mention.kind, one.mention.unit) == (there.kind, there.unit)


_PAIR = 2
_NEAR = 6
_GRADED = 3
_PLACES = word_set("place places spot spots rung rungs notch notches position positions rank ranks")
_DOWN = word_set("lower lost fell fallen slipped dropped slid sank sunk down worse below tumbled retreated")
_UP = word_set("higher climbed rose risen gained up better above advanced jumped improved")
_OF = word_set("of out the in its their all from these those")
_BREAKS = frozenset({";", ":", "and", "but", "while"})
_LOST = word_set(
    """
    not never no lost sank sunk sink wrecked destroyed died killed perished failed burned burnt ruined smashed
    dropped removed missing without
    """
)
_LEFT = word_set(
    """
    left remained remain remaining survived survive survivors surviving intact whole spared escaped returned
    back unharmed unscathed undamaged afloat lived stayed
    """
)
_BEFORE = word_set("before preceded previously predecessors")
_COSTING = word_set(
    """
    cost costs costing costly costlier costliest expensive dear dearer dearest sum budget budgets outlay spent
    invested committed pricier priciest
    """
)
_MORE = word_set("more higher larger bigger exceeded surpassed exceeding surpassing")
_GRADES = word_set(
    """
    most more largest biggest highest costliest dearest priciest costlier dearer pricier larger bigger higher
    """
)
_LESS = word_set("fewer less shorter under ahead early below")
_OVER = word_set("more longer over late beyond above")
_SHARES = word_set(
    """
    half third quarter quarters thirds fifth fifths sixth eighth tenth percent one two three four nine
    """
)
_WAYS = (
    (_PLACES, _count_places),
    (_LEFT | {"but"}, _count_rest),
    (_BEFORE, _count_before),
    (_LESS | _OVER, _count_short),
    (_SHARES, _share_parts),
)
"""What asks for each way: a word of these anywhere in the sentence."""
