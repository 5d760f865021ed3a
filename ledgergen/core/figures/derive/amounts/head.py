"""The head of a ratio: what the figure is said of.

It is in apposition (“took $15,000 – forty percent under the rival bid”), or the last
amount in print before the figure, or a fact that the sentence speaks of: the takings
of its film, in the territory that is said, of the sort that a word names (“returned”).
"""

from __future__ import annotations

from decimal import Decimal
from itertools import dropwhile, takewhile

from ledgergen.core.figures.bind.canonical import find_territory
from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.operand import SHARE, TIMES, Operand, Source, is_money
from ledgergen.core.figures.derive.view import BREAKS, View
from ledgergen.core.figures.facts.attributes import SUMS
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


class Head:
    """What one figure may be said of."""

    def __init__(self, view: View, own: list[int]) -> None:
        self._view = view
        self._own = own
        """The films that the figure may be about, those aside that it is measured by."""
        self.apposed = _find_apposed(view)
        self.nearest = _find_nearest(view)
        self._persons = _find_paid(view)
        self.held: frozenset[int] = frozenset()
        """The passages' sentences that hold the figure in print before this one."""
        self.territory = _find_territory(view)
        is_given = view.claim.mention.kind is Kind.MULTIPLE and says(view, "given")
        self._is_given = is_given and not _comes_back(view)
        self._group = "cost" if self._is_given else _find_group(view)

    def is_beside(self, one: Operand) -> bool:
        """Tell whether an operand stands in print right beside the figure: it has a verdict of its own."""
        if self.apposed:
            return one.number in {o.number for o in self.apposed}
        return one.left >= self._view.claim.right and _is_right_behind(self._view, one)

    def is_at_home(self, one: Operand) -> bool:
        """Tell whether what came from abroad is spoken of, and this came from home: it leaves the rest."""
        return self.territory == "overseas" and one.territory in self._view.reading.index.home

    def admits(self, one: Operand, other: Operand) -> bool:
        """Tell whether the figure may be said of the first operand, beside the second."""
        if one.source is Source.PRINT:
            return self._admits_print(one, other)
        if self.apposed:
            return self._admits_apposed(one, other)
        return self._admits_far(one, other)

    def _admits_print(self, one: Operand, other: Operand) -> bool:
        view = self._view
        if one.datum and not self._is_of_group(one):
            return False
        if self.apposed:
            return one.number in {o.number for o in self.apposed}
        if one.left >= view.claim.right:
            return _is_right_behind(view, one)
        near = {operand.number for operand in self.nearest}
        # “He took $200,000 and she $50,000, so that he was paid four times what she was.”
        return one.number in near or (view.is_before(other) and other.number in near)

    def _admits_apposed(self, one: Operand, other: Operand) -> bool:
        """What stands in apposition is the head, or its fact; any fact may be where nothing proves it."""
        if _is_stated(self.apposed, one):
            return one.source is Source.FACT
        if one.source is Source.TOLD or one.unit not in {o.unit for o in self.apposed}:
            return False
        is_proven = all(self._view.scene.settle(operand).is_proven for operand in self.apposed)
        return not is_proven and self._admits_far(one, other)

    def _admits_far(self, one: Operand, other: Operand) -> bool:
        view = self._view
        if one.source is Source.FACT:
            return self._is_spoken_of(one, other)
        if one.sentence == other.sentence or one.sentence in self.held:
            return True
        return view.scene.told.matter.shares_words(one.sentence, (*view.behind(_FAR), *_find_proper(view)))

    def _is_spoken_of(self, one: Operand, other: Operand) -> bool:
        """Tell whether a fact is what the sentence speaks of."""
        view, claim = self._view, self._view.claim
        owners = {*self._own, *claim.parties, *claim.persons, *self._persons}
        if one.subject not in owners or not self._is_of_group(one):
            return False
        if one.group == "gross":
            return is_of_territory(view, one, self.territory)
        if one.group == "cost":
            return one.subject != other.subject
        if one.group == "marketing" or one.group in view.groups:
            return True
        return not _WORDS_OF.get(one.group, frozenset({one.group})).isdisjoint(claim.words)

    def _is_of_group(self, one: Operand) -> bool:
        """Tell whether a head is of the sort that words before the figure speak of: “returned”, “cost”."""
        if self._is_given:
            return one.group == "cost"
        return not self._group or one.group not in SUMS or one.group == self._group


def _find_proper(view: View) -> tuple[str, ...]:
    """Return the names before the figure, and what its clause begins with: “Lund's fee”, “the wheel”."""
    document, claim = view.reading.document, view.claim
    titles = {n for c in view.cues if c.kind == "film" for n in range(c.start, c.end)}
    tokens = (n for n in range(claim.first, claim.left) if n not in titles)
    named = (n for n in tokens if document.text[document.starts[n]].isupper())
    first = view.reading.read_clause(claim).first
    verbs = (c.start for c in view.cues if c.kind in _VERBS and first < c.start <= first + _LONG)
    end = next(verbs, first)
    is_thing = not any(c.kind in _NAMING and first <= c.start < end for c in view.cues)
    said = (*named, *(range(first, end) if is_thing else ()))
    return tuple(document.words[n].replace("’", "'").removesuffix("'s") for n in said)


def _find_paid(view: View) -> frozenset[int]:
    """Return who is named before the figure, where the sentence speaks of what people are paid."""
    if "salary" not in view.groups:
        return frozenset()
    cues = (c for c in view.cues if c.kind == "person" and c.value == "name" and c.end <= view.claim.left)
    return frozenset(n for c in cues for n in c.entities)


def _find_apposed(view: View) -> list[Operand]:
    """Return the amount that the figure restates: “$412,000, almost half of the cost”."""
    is_length = says_length(view)
    before = [o for o in view.here if view.is_before(o) and (is_length or o.unit not in TIMES)]
    if not before:
        return []
    head, nouns = before[-1], before[-1].noun.split()
    words = view.reading.words_between(head.right, view.claim.left)
    gap = tuple(dropwhile(lambda word: word in nouns, words))  # “270,000 admissions, a fifth of …”
    is_apposed = len(gap) <= _APPOSED and not _MARKS.isdisjoint(gap)
    if not is_apposed or not all(word in _APPOSING or not word.isalpha() for word in gap):
        return []
    others = [o for o in before if o.number != head.number][-1:]
    link = view.reading.words_between(others[0].right, head.left) if others else ()
    if link[:1] == ("of",):
        return others  # “600 of 900 seats, two thirds”
    # “$10 million, or 77 million francs, a fifth of …”; “$140,000 against $5 million, three cents …”
    is_pair = {",", "or"} >= set(link) != set() or link[:1] in _AGAINST
    return [o for o in before if o.number in {head.number, *(o.number for o in others if is_pair)}]


def says_length(view: View) -> bool:
    """Tell whether a figure compares times: “twice as long”."""
    return not _LENGTHS.isdisjoint((*view.before(4), *view.claim.mention.text.split(), *view.behind(5)))


def _is_stated(apposed: list[Operand], fact: Operand) -> bool:
    """Tell whether a fact stands behind an amount in print."""
    return any(abs(o.value - fact.value) <= max(o.half, o.value * _AS_STATED) for o in apposed)


def _find_nearest(view: View) -> list[Operand]:
    """Return the last figure of each sort before this one; else the last of the sentence before."""
    before = [o for o in view.here if view.is_before(o) and o.unit != SHARE]
    last = {_name_sort(o): o.number for o in before}
    found = [o for o in before if last[_name_sort(o)] == o.number]
    earlier = view.earlier[0].number if view.earlier else -1
    return found or [o for o in view.earlier if o.number == earlier and o.unit != SHARE]


def _name_sort(operand: Operand) -> str:
    return "money" if is_money(operand) else operand.unit


def _is_right_behind(view: View, operand: Operand) -> bool:
    """“A third of it, US$2,104,000”; “ten times as expensive at four million”."""
    gap = view.reading.words_between(view.claim.right, operand.left)
    return len(gap) <= _BEHIND and (STOPS - {":"}).isdisjoint(gap)


def _find_group(view: View) -> str:
    """Return what sort of amount the words between the last figure and this one speak of: “returned”."""
    claim, reading = view.claim, view.reading
    if claim.mention.kind is Kind.MULTIPLE and (view.behind(1) == ("over",) or _comes_back(view)):
        return "gross"  # “it came back five times over”, “the cost came back almost seventeen times”
    numbers = reading.numbers_between(claim.first, claim.left)
    first = max((reading.places[number][1] for number in numbers), default=claim.first)
    words = reading.document.words
    first = max((n for n in range(first, claim.left) if words[n] in BREAKS), default=first)
    cues = [c for c in view.cues if c.kind == "money" and not c.is_weak and first <= c.start < claim.left]
    return cues[-1].value if cues and cues[-1].value in SUMS else ""


def _comes_back(view: View) -> bool:
    return "back" in view.before(3)


def _find_territory(view: View) -> str:
    """Return the territory that is said of the head; that of a share is a part of the world."""
    claim = view.claim
    if claim.mention.kind is Kind.MULTIPLE and not _IN_ALL.isdisjoint(_find_clause(view)):
        return "worldwide"  # “the home market supplied a half, while total receipts ran to …”
    if claim.mention.kind is not Kind.MULTIPLE:
        end = view.find_break(_NEAR)
        places = [c for c in view.cues if c.kind == "territory" and c.value != "worldwide" and c.start < end]
        behind = [c.value for c in places if c.start >= claim.right]
        before = [c.value for c in places if c.end <= claim.left]
        if behind or (before and claim.territory in WORLD):
            return (behind or before[::-1])[0]
        for word in view.behind(_NEAR):
            place = find_territory(word)
            if place != word and place:
                return place  # “40 percent was American”
    return claim.territory


def _find_clause(view: View) -> tuple[str, ...]:
    """Return the words before the figure, back to where its clause begins."""
    words = view.reading.words_between(view.claim.first, view.claim.left)
    return tuple(takewhile(lambda word: word not in _CLAUSES, words[::-1]))


def is_of_territory(view: View, gross: Operand, territory: str) -> bool:
    """Tell whether takings are of the territory that is said; of the world where none is."""
    if territory == "home":
        return gross.territory not in {"worldwide", "overseas"}
    if territory == "overseas":
        return gross.territory in {"overseas", *view.reading.index.home}
    if territory and territory != "worldwide":
        return gross.territory in {territory, ""}
    known = view.scene.find_facts(gross.subject)
    return gross.territory in WORLD or not any(o.group == "gross" and o.territory in WORLD for o in known)


_VERBS = frozenset({"money", "verb"})
_LONG = 5
_NAMING = frozenset({"film", "yard", "territory", "moment"})
_IN_ALL = frozenset({"total", "overall", "whole", "worldwide", "global"})
_CLAUSES = STOPS | {"while", "but", "whereas", "though", "although"}
_APPOSED = 8
_AS_STATED = Decimal("0.001")
_BEHIND = 8
_NEAR = 7
_FAR = 9
_LENGTHS = word_set("long longer length")
_MARKS = frozenset({",", "–", "—", "("})
_AGAINST = {("against",)}
_APPOSING = word_set(
    """
    or some about roughly nearly almost more well than less over under just around approximately close to good
    only merely a mere better exactly precisely barely an estimated worldwide globally domestically
    abroad overseas home at total loss rate yield return of
    """
)
_WORDS_OF = {
    "opening": word_set("opening weekend"),
    "runtime": word_set("minutes running runs runtime length long longer shorter film picture feature"),
    "salary": word_set("salary fee paid pay wage"),
}
