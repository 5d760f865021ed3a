"""Places in an order that a passage tells, and what a text makes of them: how many stand above.

A passage ranks a film 14th and then 22nd, and its reader says that it lost eight places; it calls
one the third-highest earner, and only two earned more; only two films had cost more, and this one was the
third dearest. The passage's sentence is one on the figure's matter, and a film moves as its words say.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.parting import is_of_those_before
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.rolls import Roll
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.counted import IN_CAREERS, name_counted
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.words import find_sense, is_person
from ledgergen.core.figures.wordlists import word_set


def count_places(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“It fell eight places”, where a passage ranks it 14th and then 22nd."""
    mention = view.claim.mention
    near = {*view.before(_NEAR), *view.behind(_NEAR)}
    is_down, is_up = not _DOWN.isdisjoint(near), not _UP.isdisjoint(near)
    if mention.kind is not Kind.COUNT or mention.noun not in PLACES or is_down == is_up:
        return None
    ordinals = [f for f in passages.find_figures(sentence) if f.mention.kind is Kind.ORDINAL]
    for one, other in pairwise(ordinals):
        step = other.mention.low - one.mention.low
        is_one_list = len(ordinals) == _PAIR or ";" not in passages.layout.words[one.end : other.first]
        if is_one_list and step and (step > 0) == is_down and agree(mention, abs(step)):
            return Derivation(
                formula=f"{one.mention.text} to {other.mention.text} = {abs(step)}",
                what="places between two ranks",
            )
    return None


# --- those above -------------------------------------------------------------------------


def count_before(view: View, passages: PassageIndex, sentence: int) -> Derivation | None:
    """“Only two women had preceded her”, where a passage calls her the third woman to do it."""
    mention = view.claim.mention
    if mention.kind is not Kind.COUNT or not mention.noun or not is_of_those_before(view.claim):
        return None
    for figure in passages.find_figures(sentence):
        there = figure.mention
        is_next = there.kind is Kind.ORDINAL and there.low == mention.value + 1
        if is_next and _is_same(mention.noun, there.noun):
            return Derivation(
                formula=f"{there.text} - 1 = {mention.value:f}", what="those before it in an order"
            )
    return None


def _is_same(stated: str, told: str) -> bool:
    return find_sense(stated) == find_sense(told) or (is_person(stated) and is_person(told))


def count_above(view: View) -> Derivation | None:
    """“Only two films earned more that year”, “behind two others”, where a passage calls it the third.

    What it is the third of, the passage says by a superlative, or places it; a fact may rank it as well.
    """
    mention, index = view.claim.mention, view.reading.index
    is_plain = mention.kind is Kind.COUNT and mention.hedge is Hedge.NONE and not mention.is_range
    if not is_plain or mention.value > _MOST or not _stands_below(view):
        return None
    place = mention.value + 1
    ranks = (datum for name in _RANKED_BY for datum in index.find(MAIN, name))
    if known := next((datum for datum in ranks if datum.value == place), None):
        formula = f"{known.fact.value} - 1 = {mention.value:f}"
        return Derivation(formula=formula, inputs=(known,), what="those above it in an order")
    passages = view.scene.passages
    for number in passages.by_value.get(place, ()) if passages else ():
        figure = passages.figures[number] if passages else None
        if figure and passages and figure.mention.kind is Kind.ORDINAL and _is_ranked(figure, passages):
            return Derivation(
                formula=f"{figure.mention.text} - 1 = {mention.value:f}", what="those above it in an order"
            )
    return None


def rank_next_to(view: View, passages: PassageIndex) -> Derivation | None:
    """“Second to a boy wizard”, where a passage calls it the second-highest earner."""
    mention = view.claim.mention
    if mention.kind is not Kind.ORDINAL or view.behind(1) not in _NEXT_TO:
        return None
    for number in passages.by_value.get(mention.value, ()):
        figure = passages.figures[number]
        if figure.mention.kind is Kind.ORDINAL and _is_ranked(figure, passages):
            return Derivation(formula=f"{figure.mention.text} = {mention.text}", what="place in an order")
    return None


def rank_after(view: View, passages: PassageIndex) -> Derivation | None:
    """“It was her sixth feature”, where a passage says that she had directed five before."""
    mention, index = view.claim.mention, view.reading.index
    is_of_career = mention.noun in IN_CAREERS and view.before(1) in _OWNERS
    if mention.kind is not Kind.ORDINAL or not is_of_career or index.find(MAIN, "film_number"):
        return None
    names = {index.entities[number].name.lower().split()[-1] for number in index.directors}
    words = passages.layout.words
    for number in passages.by_value.get(mention.value - 1, ()):
        figure = passages.figures[number]
        first, end = passages.layout.find_places(figure.sentence)
        near = words[figure.end : min(figure.end + _NEAR, end)]
        is_career = name_counted(figure.mention.noun) == "film_number" and not _EARLIER.isdisjoint(near)
        if figure.mention.kind is Kind.COUNT and is_career and not names.isdisjoint(words[first:end]):
            return Derivation(
                formula=f"{figure.mention.text} + 1 = {mention.value:f}", what="place after those before"
            )
    return None


def _stands_below(view: View) -> bool:
    """Tell whether a sentence counts those that are ahead: “only two did better”, “behind one other”."""
    before, behind = view.before(_GRADED), view.behind(_FAR)
    is_behind = before[-1:] in _BEHIND or (before[-1:] in _ONLY and before[-2:-1] in _BEHIND)
    if is_behind:
        return not _OTHERS.isdisjoint((*view.claim.mention.noun.split(), *behind[:_GRADED]))
    is_dated = view.claim.left - view.claim.first == len(_IN_YEAR) and "".join(before[-1:]).isdecimal()
    is_first = view.claim.left == view.claim.first or before[-1:] in _OPENING or is_dated
    is_many = view.claim.mention.value >= _MANY  # “found 96 films that they liked better”
    return (before[-1:] in _ONLY or is_first or is_many) and not _AHEAD.isdisjoint(behind)


def _is_ranked(figure: PlacedFigure, passages: PassageIndex) -> bool:
    """Tell whether an ordinal of a passage ranks: “third-highest-grossing”, “placed it second”."""
    words = passages.layout.words
    first, end = passages.layout.find_places(figure.sentence)
    behind = words[figure.end : min(figure.end + _GRADED, end)]
    before = words[first : figure.first]
    is_graded = any(word in _GRADES or word.endswith("est") for word in behind)
    return is_graded or figure.mention.noun in PLACES or not _PLACING.isdisjoint(before)


def rank_behind(view: View, passages: PassageIndex) -> Derivation | None:
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
            return Derivation(
                formula=f"{names}{' + 1' * ahead} = {mention.value:f}", what="place behind those named"
            )
    return None


def _exceeds(roll: Roll, passages: PassageIndex) -> bool:
    """Tell whether a passage says that only those of a roll cost more: “only *A* and *B* had cost more”."""
    first, end = passages.layout.find_places(roll.sentence)
    words = passages.layout.words[first:end]
    start = next((n for n, word in enumerate(words) if word == roll.names[0].split()[0]), 0)
    is_alone = "only" in words[max(start - 2, 0) : start] or "by" in words[max(start - 1, 0) : start]
    return is_alone and not _COSTING.isdisjoint(words) and not _MORE.isdisjoint(words)


_PAIR = 2
_NEAR = 6
_FAR = 8
_GRADED = 3
_MOST = 200
_MANY = 20
PLACES = word_set("place places spot spots rung rungs notch notches position positions rank ranks")
_DOWN = word_set("lower lost fell fallen slipped dropped slid sank sunk down worse below tumbled retreated")
_UP = word_set("higher climbed rose risen gained up better above advanced jumped improved")
_OWNERS = {("his",), ("her",), ("their",)}
_EARLIER = frozenset({"before", "previously", "earlier", "already"})
_NEXT_TO = {("to",), ("behind",)}
_BEHIND = {("behind",), ("below",), ("beneath",), ("after",)}
_IN_YEAR = ("in", "2007")
"""“In 2007 nine stood above it.”"""
_ONLY = {("only",), ("just",), ("but",), ("merely",)}
_OPENING = {(",",), (";",), (":",), ("and",), ("where",), ("but",), ("which",)}
_OTHERS = word_set(
    "other others another titles films pictures releases features movies entries rivals native"
)
_AHEAD = word_set(
    """
    more better higher above ahead outearned outgrossed outsold outdrew outranked outperformed beat exceeded
    surpassed topped bettered
    """
)
_RANKED_BY = ("rank", "ranking", "chart_position", "place")
_PLACING = word_set(
    "placed ranked ranking stood finished opened voted rated named listed came position place"
)
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
    best
    """
)
