"""A sum of money by the names around it: what two films cost together, a minute of one, what it made over.

What the words do with the names of a frame (`derive.amounts.frame`) is asked last: there are few formulas,

- of two titles and one sort of amount: the sum of both, and how far they are apart,
- of one film and two sorts: how far these are apart,
- of one film and a thing that facts count: the amount for each of them,
- of one film and the markets abroad: what home leaves of the world,

and a value of two digits and more that is met is its proof. Known words refuse: those of a sum any
difference, those of one direction the other. A round value (“$4 million”) wants known words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, pairwise, product

from ledgergen.core.figures.agree import Agreement, agree
from ledgergen.core.figures.derive.amounts.engine import build
from ledgergen.core.figures.derive.amounts.formula import Formula, find_amount, says_any
from ledgergen.core.figures.derive.amounts.frame import SEVERAL, SIGN, Frame, read_frame
from ledgergen.core.figures.derive.amounts.framed_parts import (
    AFTER,
    reckon_abroad,
    reckon_markets,
    reckon_rest_of_run,
)
from ledgergen.core.figures.derive.amounts.heading import PARTING, find_head, find_side
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.operand import Operand, is_money
from ledgergen.core.figures.derive.otherwise import Instead, choose
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.lazy import lazy


class Framed:
    """What the figure of a view may be of the amounts that its sentence names, where few can be meant."""

    def __init__(self, view: View) -> None:
        self._view = view

    def find(self) -> Derivation | None:
        """Return the formula that makes the figure."""
        found = self._find(is_reversed=False)
        return _build(found) if found else None

    @property
    def is_faced(self) -> bool:
        """Tell whether words say of what makes the figure which of its two is the greater."""
        found = self._find(is_reversed=False)
        return found is not None and found.is_reversed is False

    def find_reversed(self) -> Derivation | None:
        """Return the formula that makes the figure, where words have its two amounts the wrong way round."""
        found = self._find(is_reversed=True)
        return _build(found) if found else None

    def _find(self, *, is_reversed: bool) -> Formula | None:
        mention = self._view.claim.mention
        is_round = len(mention.value.normalize().as_tuple().digits) < _DIGITS
        for formula in (f for f in self._formulas if bool(f.is_reversed) is is_reversed):
            met = _meet(mention, formula)
            if met is Agreement.EXACT or (met and (formula.is_said or not is_round)):
                return formula
        return None

    def find_instead(self) -> Instead | None:
        """Return what the amounts make, where the words leave nothing else."""
        meant = [formula for formula in self._formulas if formula.is_sure and not formula.is_reversed]
        found = (Instead(value=formula.value, derivation=_build(formula)) for formula in meant)
        return choose(found, self._view.claim.mention) if self.is_sure else None

    @property
    def is_sure(self) -> bool:
        """Tell whether the words leave nothing else that the figure might be."""
        is_own = self._frame is not None and not self._frame.is_borrowed
        return is_own and self._is_alone and any(formula.is_sure for formula in self._formulas)

    @lazy
    def _formulas(self) -> list[Formula]:
        view = self._view
        mention = view.claim.mention
        if mention.is_range or any(is_money(o) for o in view.here if not _goes_beside(view)):
            return []
        frame = self._frame
        return list(_list_formulas(view, frame)) if frame and UNKNOWN not in frame.films else []

    @lazy
    def _frame(self) -> Frame | None:
        return read_frame(self._view)

    @lazy
    def _is_alone(self) -> bool:
        """No other figure stands in the sentence, which the words might be of."""
        claim = self._view.claim
        others = self._view.reading.mentions_between(claim.first, claim.end)
        return sum(not (m.not_a_claim or (m.kind is Kind.DURATION and m.value == 1)) for m in others) == 1


def _build(formula: Formula) -> Derivation:
    return build(formula.relation, formula.one, formula.other, formula.value)


def _goes_beside(view: View) -> bool:
    said = view.sentence.words
    return any(not words.isdisjoint(said) for words, _, _ in _THINGS) or not AFTER.isdisjoint(said)


def _list_formulas(view: View, frame: Frame) -> Iterator[Formula]:
    if len(frame.films) == _TWO:
        yield from _reckon_two_films(view, frame)
    elif len(frame.films) == 1:
        yield from _reckon_each(view, frame)
        yield from reckon_rest_of_run(view, frame)
        if not any(map(is_money, view.here)):
            yield from _reckon_two_sorts(view, frame)
            yield from reckon_abroad(view, frame)
            yield from reckon_markets(view, frame)


def _reckon_two_films(view: View, frame: Frame) -> Iterator[Formula]:
    """What two films cost, or took, together; or how far the one is above the other."""
    if len(frame.sorts) > 1 or frame.place == SEVERAL or says_any(frame, _SEVERAL):
        return
    is_apart = says_any(frame, PARTING)
    is_summed = says_any(frame, _SUMMING) or (says_any(frame, _PAIRED) and not is_apart)
    is_joined = _are_joined(view, frame) and PARTING.isdisjoint(view.behind(_COMPARED))
    is_object = _is_object(view, frame)  # “it cost # beside *B*” tells what it cost
    is_sum, is_sum_said = is_summed or is_joined, is_summed or (is_joined and not is_apart)
    is_sum_sure = frame.is_sorted and is_sum_said and not says_any(frame, _EACH)
    for one, other in _pair(view, frame):
        if is_sum or not (is_apart or is_object):
            yield Formula(Relation.SUM, one, other, is_sum_said, is_sure=is_sum_sure)
        if not is_apart and (is_summed or is_object):
            continue
        high, low = (one, other) if one.value > other.value else (other, one)
        is_sure = is_apart and frame.is_sorted
        is_reversed = _is_reversed(frame, high)
        yield Formula(Relation.DIFFERENCE, high, low, is_apart, is_sure=is_sure, is_reversed=is_reversed)


def _pair(view: View, frame: Frame) -> Iterator[tuple[Operand, Operand]]:
    """Yield the like amounts of two films; of what nobody says the sort of, films have cost and taken."""
    for sort in frame.sorts or ("cost", "gross"):
        for one, other in product(*(find_amount(view, frame, film, sort) for film in frame.films)):
            if one.unit == other.unit:
                yield one, other


def _is_reversed(frame: Frame, high: Operand) -> bool | None:
    """Tell whether words say that the greater of two amounts is the lesser; None where they do not say."""
    head = None if says_any(frame, _EITHER_WAY) else find_head(frame.words, frame.named)
    side = find_side(frame.words)
    return None if head is None or side is None else side is not (high.subject == head)


def _is_object(view: View, frame: Frame) -> bool:
    """Tell whether a word of money stands right before the figure: “it had cost #”."""
    before = frame.words[: view.claim.left - frame.first]
    left = frame.first + len(tuple(dropwhile(SIGN.__eq__, before[::-1])))
    return any(c.kind == "money" and c.end == left for c in view.cues)


def _are_joined(view: View, frame: Frame) -> bool:
    """Tell whether two titles stand side by side: “*A* and *B* cost #”."""
    if len(frame.titles) != _TWO:
        return False
    one, other = sorted(frame.titles)
    gap = view.reading.words_between(one.end, other.start)
    return not _JOINING.isdisjoint(gap) and _BESIDE.issuperset(gap)


def _reckon_two_sorts(view: View, frame: Frame) -> Iterator[Formula]:
    """What one film took over what it cost, or fell short of it."""
    if len(frame.sorts) != _TWO or frame.place == SEVERAL:
        return
    is_apart = says_any(frame, PARTING)
    is_sure = is_apart and frame.is_sorted and "cost" in frame.sorts  # a first weekend is part of a gross
    is_sure = is_sure and not _is_parted_behind(view, frame)
    for one, other in product(*(find_amount(view, frame, frame.films[0], sort) for sort in frame.sorts)):
        if one.unit == other.unit:
            high, low = (one, other) if one.value > other.value else (other, one)
            yield Formula(Relation.DIFFERENCE, high, low, is_apart, is_sure=is_sure)


def _is_parted_behind(view: View, frame: Frame) -> bool:
    """“It grossed #, below what it cost”: what is behind the comma weighs an amount that was told before."""
    comma = next(
        (at for at in range(view.claim.right, view.claim.end) if view.reading.document.words[at] == ","), -1
    )
    return comma >= 0 and PARTING.isdisjoint(frame.words[: comma - frame.first])


def _reckon_each(view: View, frame: Frame) -> Iterator[Formula]:
    """What one film cost for each of its minutes or days, or took in each of its theaters."""
    for words, attributes, sorts in _THINGS:
        if words.isdisjoint(frame.words):
            continue
        said = next((sort for sort in sorts if sort in frame.sorts), sorts[0])
        counts = [o for o in view.scene.find_facts(frame.films[0]) if o.attribute in attributes]
        is_said = says_any(frame, _EACH) or any(
            article == "a" and thing in words for article, thing in pairwise(frame.words)
        )
        for top, count in product(find_amount(view, frame, frame.films[0], said), counts):
            yield Formula(Relation.RATE, top, count, is_said, is_sure=is_said and frame.is_sorted)


def _meet(mention: Mention, formula: Formula) -> Agreement | None:
    """Tell whether a formula makes the figure; of a rate, cents may be left out."""
    met = agree(mention, formula.value)
    is_whole = formula.relation is Relation.RATE and mention.hedge is Hedge.NONE and mention.precision == 1
    return met or (Agreement.ROUNDED if is_whole and int(formula.value) == mention.value else None)


_TWO = 2
_COMPARED = 2
_DIGITS = 2
_EACH = word_set(
    """
    per each every apiece typical mean averaging daily divide divided spread average averaged averages shared
    """
)
_THINGS = (
    (word_set("minute minutes"), frozenset({"runtime"}), ("cost", "gross")),
    (word_set("day days daily"), frozenset({"shooting_days"}), ("cost",)),
    (
        word_set(
            """
            theater theaters theatre theatres screen screens house houses cinema cinemas site sites location
            locations door doors venue venues auditorium
            """
        ),
        frozenset({"theaters", "screens"}),
        ("opening", "gross"),
    ),
)
"""What an amount may be for each of: its words, the facts that count it, and the sorts of amount."""
_SUMMING = word_set(
    """
    combined together both jointly sum total totals totaled totalled totaling totalling add adds added adding
    plus aggregate altogether collectively joint summed sums
    """
)
_SEVERAL = word_set("three four five six seven trilogy series saga franchise")
"""Two titles may stand for more films than these."""
_EITHER_WAY = word_set("separates separated separating between gap apart differ differs differed")
"""What lies between two amounts lies so from either end: “# separates it from the dearer *B*”."""
_PAIRED = frozenset({"pair", "duo"})
_JOINING = frozenset({"and", "plus", "&"})
_BESIDE = _JOINING | word_set(
    'the of that for on * _ , “ ” " with its cost costs budget gross making picture film movie called'
)
