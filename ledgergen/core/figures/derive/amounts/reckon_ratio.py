"""Reckon a ratio that no other law explains: the operation that its form names, over what is at hand.

The other laws of this folder know what a sentence claims: its head, its measure,
the words between. A writer has more ways of saying it than laws can list, and a
sound figure in an unknown construction is no less sound. What remains certain is

- the *operation*, for the figure's own form says it: a percent, a fraction and a
  multiple are a quotient or its complement,
- the *operands*, for a reader has nothing else before them: the proven figures of the
  sentence, the one that stands last before the figure above all; those of the sentences
  still in mind; the facts of what these name; at last like facts of any film,
- what is *excluded*, for words that say plainly of what the figure is said leave
  nothing to choose: “a third of the $20 million” is of no other sum, and “its cost”
  of no other film (`Measure.orient`).

What these leave open is tried in the order of nearness, as long as luck allows
(`derive.luck`). Nothing that is unproven takes part, and a figure behind an
unproven amount is not reckoned at all: it is most likely said of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from ledgergen.core.figures.agree import find_bounds
from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.amounts.described import find_described
from ledgergen.core.figures.derive.amounts.engine import reckon_pair
from ledgergen.core.figures.derive.amounts.head import is_of_territory
from ledgergen.core.figures.derive.amounts.measure import Measure
from ledgergen.core.figures.derive.amounts.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.amounts.tie import BONDS, WORLD, Bond, Tie, name_tie
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.luck import Luck
from ledgergen.core.figures.derive.operand import (
    BARE,
    COUNT,
    SHARE,
    TIMES,
    Operand,
    Source,
    is_money,
    share_unit,
)
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import SUMS
from ledgergen.core.figures.facts.counted import TALLIES
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def reckon_ratio(
    view: View, relations: Sequence[Relation], measure: Measure, territory: str
) -> Derivation | None:
    """Return the figure as a quotient of two operands at hand, or as what one leaves of the other.

    `territory` is that of the head, where the sentence says one.
    """
    mention = view.claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    windows = [(relation, _find_window(mention, relation, scale)) for relation in relations]
    luck, law = Luck(), _Law(view, measure, territory)
    for head, other, is_described in _find_pairs(view, is_chosen=measure.is_chosen_among):
        for relation, window in windows:
            if is_described:
                pairs = [(head, other)] if measure.is_chosen(head, other) else []
            else:
                pairs = law.orient(head, other, relation)
            if pairs and not luck.allows(*window):
                return None
            for one, two in pairs:
                if found := reckon_pair(view, relation, one, two, scale):
                    return found
    return None


def _find_window(mention: Mention, relation: Relation, scale: Decimal) -> tuple[float, float]:
    """Return between what the quotient of two operands must lie for a figure to be met."""
    half = mention.precision / 2
    low, high = (mention.low - half, mention.high + half) if mention.is_range else find_bounds(mention)
    return OPERATIONS[relation].reach(float(low / scale), float(high / scale), 1.0, 1.0)


def _find_pairs(view: View, *, is_chosen: bool) -> Iterator[tuple[Operand, Operand, bool]]:
    """Yield what the figure may be said of, with what it may be set beside, each the nearest first.

    The third says whether words behind the figure describe the second.
    """
    settle = view.scene.settle
    own = [_read_sum(settle(o)) for o in view.here if o.unit != SHARE and not _is_share(o)]
    before = [o for o in own if view.is_before(o)][::-1]
    said = [o for o in before if o.is_proven]
    if is_chosen and said:
        # “… in one ledger and … in another; the lower count is …”: whichever of the accounts is in print.
        last = said[0]
        known = view.scene.find_facts(last.subject)
        said += [o for o in known if _name_amount(o) == _name_amount(last) and o.datum is not last.datum]
    yield from ((one, other, True) for one, other in _find_named(view))
    if before and not before[0].is_proven and not (is_chosen and said):
        return
    behind = [o for o in own if not view.is_before(o) and o.is_proven]
    earlier = [o for o in map(settle, view.earlier) if o.unit not in _NOT_FAR and o.is_proven]
    # “It is two-fifths of a picture that runs for 96”: what stands behind is the measure.
    heads = said or ((earlier or behind) if view.behind(1) == ("of",) else (behind or earlier))
    for head in heads:
        in_print = [o for o in (*said, *behind, *earlier) if o is not head and o.number != head.number]
        in_print = [_lend_unit(o, head) for o in in_print]
        described = [o for o in find_described(view, head) if o.number < 0 or o.number != head.number]
        yield from ((head, other, True) for other in described)
        seen = {id(o.datum) for o in (head, *in_print, *described)}
        facts = (fact for fact in _find_facts(view, head) if id(fact.datum) not in seen)
        yield from ((head, other, False) for other in chain(in_print, facts))


def _read_sum(operand: Operand) -> Operand:
    """“A five-million outlay” is a sum of money that leaves out its currency."""
    is_sum = operand.unit == COUNT and operand.group in SUMS and operand.value >= _LEAST_SUM
    return replace(operand, unit=BARE) if is_sum else operand


def _lend_unit(operand: Operand, head: Operand) -> Operand:
    is_bare = operand.unit == COUNT and not operand.noun and head.unit == "minute"
    return replace(operand, unit=head.unit) if is_bare else operand


def _find_named(view: View) -> Iterator[tuple[Operand, Operand]]:
    """Yield what a film took and what it cost, where the figure's clause tells of a “surplus over cost”."""
    words, left = view.reading.document.words, view.claim.left
    first = max((n for n in range(view.claim.first, left) if words[n] in STOPS | {","}), default=-1)
    if first < 0:
        return
    own = {cue.value for cue in view.cues if first < cue.start < left and cue.kind == "money"}
    is_said = "cost" in own and not _PROFITS.isdisjoint(words[first + 1 : left])
    if not is_said or any(is_money(o) and o.left > first for o in view.here):
        return
    for film in dict.fromkeys((*view.claim.films, MAIN)):
        facts = view.scene.find_facts(film)
        taken = [o for o in facts if o.group == "gross" and o.territory in WORLD]
        yield from ((one, other) for one in taken for other in facts if other.group == "cost")


def _is_share(operand: Operand) -> bool:
    """“63 cents on each dollar” is a share in other words."""
    return is_money(operand) and operand.value < 1


def _find_facts(view: View, head: Operand) -> Iterator[Operand]:
    """Yield the facts that may stand beside an amount: of its film, of what is named, of any film."""
    if head.unit in TIMES:
        return
    own = view.scene.find_facts(head.subject)
    films = [e.number for e in view.reading.index.entities if e.kind == "film" and e.data][:_MOST_FILMS]
    far = (o for n in films for o in view.scene.find_facts(n) if o.group == head.group)
    seen: set[int] = set()
    for fact in chain(own, view.facts, far):
        if id(fact.datum) not in seen:
            seen.add(id(fact.datum))
            yield fact


class _Law:
    """Which two operands may be set against each other at all."""

    def __init__(self, view: View, measure: Measure, territory: str) -> None:
        self._view = view
        self._measure = measure
        self._territory = territory

    def orient(self, head: Operand, other: Operand, relation: Relation) -> list[tuple[Operand, Operand]]:
        """Return which of two may be measured by the other: one, both, or neither."""
        pairs = self._measure.orient(head, other, is_open=self._is_open(head))
        return [pair for pair in pairs if self._may_be(*pair, relation)]

    def _is_open(self, head: Operand) -> bool:
        """Tell whether the figure is of a territory that the amount before it is not.

        That amount is the measure then: “… in the world, with 74 percent of the takings domestic”.
        """
        is_astray = head.group == "gross" and not is_of_territory(self._view, head, self._territory)
        return bool(self._territory) and is_astray

    def _may_be(self, one: Operand, other: Operand, relation: Relation) -> bool:
        """Tell whether the first may be measured by the second, whatever their values."""
        if _are_prizes(one, other) or _are_stages(one, other):
            return True
        if one.value == other.value or not self._is_of_one_sort(one, other):
            return False
        is_small = one.unit == COUNT and min(one.value, other.value) < _LEAST
        is_of_one_name = bool(one.group) and _name_amount(one) == _name_amount(other)
        if is_small or self._is_astray(one):
            return False
        is_in_print = Source.FACT not in {one.source, other.source}
        if is_of_one_name and _are_accounts(one, other):
            # “$100,000 by one account and $175,000 by another, 75 percent above the former.”
            return is_in_print and not _FORMER.isdisjoint(self._view.behind(_NEAR))
        return is_in_print or self._are_tied(one, other, relation, is_of_one_name=is_of_one_name)

    def _are_tied(self, one: Operand, other: Operand, relation: Relation, *, is_of_one_name: bool) -> bool:
        """Tell whether a fact is to the operand beside it what may be set against it without a word of it."""
        # “Of which the biggest revival produced a quarter”: both are what the film took there.
        is_part = is_of_one_name and one.value < other.value
        tie = Tie.PART if is_part else name_tie(one, other)
        if tie is Tie.UNSAID:
            return self._measure.is_sorted
        is_told = tie not in _OF_RUNS or self._speaks_of_opening(one, other)
        return is_told and tie in _TIES and BONDS[relation].get(tie, Bond.NONE) is not Bond.NONE

    def _speaks_of_opening(self, one: Operand, other: Operand) -> bool:
        """Tell whether a first weekend is in print or spoken of: every film has one."""
        is_fact = any(o.group == "opening" and o.source is Source.FACT for o in (one, other))
        return not is_fact or "opening" in self._view.groups

    def _is_astray(self, one: Operand) -> bool:
        """Tell whether the sentence says a territory of the figure, and this is no taking there."""
        if not self._territory or (one.group != "gross" and one.source is not Source.FACT):
            return False
        return one.group != "gross" or not is_of_territory(self._view, one, self._territory)

    def _is_of_one_sort(self, one: Operand, other: Operand) -> bool:
        """Tell whether two operands may be compared; counts of one sentence may, whatever they are called."""
        if share_unit(one, other):
            return True
        return one.unit == other.unit and min(one.left, other.left) >= self._view.claim.first


def _are_prizes(one: Operand, other: Operand) -> bool:
    """Tell whether two counts are of prizes won and nominated for, by one film at one event."""
    if {one.group, other.group} != set(TALLIES) or one.datum is None or other.datum is None:
        return False
    return (one.subject, one.datum.event) == (other.subject, other.datum.event)


def _are_stages(one: Operand, other: Operand) -> bool:
    """Tell whether two counts are of one thing at two stages: theaters of the opening, and at the widest."""
    is_of_one_name = one.unit == COUNT and bool(one.group) and _name_amount(one) == _name_amount(other)
    if not is_of_one_name or one.datum is None or other.datum is None:
        return False
    return one.datum.variant != other.datum.variant and one.value != other.value


def _are_accounts(one: Operand, other: Operand) -> bool:
    """Tell whether two amounts of one name are accounts of it, and no part and whole."""
    return one.group != "gross" or max(one.value, other.value) < min(one.value, other.value) * _APART


def _name_amount(operand: Operand) -> tuple[int, str, str]:
    return operand.subject, operand.group, operand.territory


_PROFITS = word_set("surplus profit gain margin return excess")
_NOT_FAR = frozenset({SHARE, "day"})
"""Times that were told before are not set beside one another."""
_TIES = frozenset({Tie.PART, Tie.BEGUN, Tie.GROWN, Tie.SPLIT, Tie.RETURN, Tie.LIKE, Tie.OUTLAY})
"""What a fact may be to the operand beside it where no words say so."""
_NEAR = 4
_FORMER = frozenset({"former", "latter"})
_OF_RUNS = frozenset({Tie.BEGUN, Tie.GROWN})
_LEAST = 10
_LEAST_SUM = 1000
_APART = Decimal("1.5")
"""Two accounts of one amount lie no further apart."""
_MOST_FILMS = 12
