"""The measure of a ratio: what stands behind “times”, “of”, “than”, “under”.

It is described behind the figure: by an amount (“of the $40 million”), a title (“what
*Salt Road* had cost”), a kind of amount (“the grant”), a person (“his co-star's
price”). What is described must fit the description, and its bond is firm. Where it
is only pointed at (“that sum”, “as many”, “over”), it is at hand, and the bond is
loose. Of several accounts “the lower figure” picks one.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.bind.passing import is_compared
from ledgergen.core.figures.derive.amounts.choice import find_choice
from ledgergen.core.figures.derive.amounts.description import describe, points_back, takes_up
from ledgergen.core.figures.derive.amounts.head import is_of_territory
from ledgergen.core.figures.derive.amounts.tie import Bond
from ledgergen.core.figures.derive.comparison import AS_MUCH
from ledgergen.core.figures.derive.operand import Operand, Source, is_money, share_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import RECEIPTS, SUMS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN


class Measure:
    """What the head of one figure may be measured by."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._described = describe(view)
        self._choice = find_choice(view)
        self.is_like = view.behind(2) in AS_MUCH
        """“As much”: one sort of amount of both."""
        self.printed = self._described.printed
        self.persons = self._described.persons
        self.own = _find_own(view, self._described.films)
        """The films that the figure may be about, those aside that it is measured by."""

    @property
    def is_described(self) -> bool:
        """Tell whether the sentence names what it measures by."""
        described = self._described
        return bool(described.printed or described.films or described.persons or described.groups)

    @property
    def is_sorted(self) -> bool:
        """Tell whether the words behind the figure name the sort of amount that it is measured by."""
        return self.is_introduced and bool(self._described.groups)

    @property
    def is_introduced(self) -> bool:
        """Tell whether the word behind the figure begins what it is measured by: “of”, “the”, “below”."""
        return introduces(self._view)

    @property
    def is_chosen_among(self) -> bool:
        """Tell whether the sentence picks one of several accounts: “the lower count”."""
        return self._choice is not None

    @property
    def is_renamed(self) -> bool:
        """Tell whether the measure has a name that no operand answers to: “a tenth of the earlier house”."""
        return self._described.is_other

    def is_of_place(self, other: Operand) -> bool:
        """Tell whether an operand is of the territory that the measure is described by."""
        return any(is_of_territory(self._view, other, place) for place in self._described.places)

    def is_elsewhere(self, other: Operand) -> bool:
        """Tell whether the measure is described by a territory that is not an operand's."""
        return bool(self._described.places) and not self.is_of_place(other)

    def orient(self, head: Operand, other: Operand, *, is_open: bool) -> list[tuple[Operand, Operand]]:
        """Return which of two operands may be measured by the other, where plain words do not exclude it.

        What words behind the figure introduce is the measure; what they point back to, or “of which” before
        the figure, is the head. Set `is_open` where a territory says which is which.
        """
        view = self._view
        pairs = [(head, other), (other, head)]
        is_open = is_open or points_back(view)
        is_taken_up = takes_up(view) or ("of", "which") in pairwise(view.before(_FAR))
        if head.left >= view.claim.right or is_taken_up:
            pairs = pairs[1:]
        elif introduces(view) and not is_open:
            pairs = pairs[:1]
        return [pair for pair in pairs if not self._excludes(*pair, is_open=is_open)]

    def _excludes(self, one: Operand, other: Operand, *, is_open: bool) -> bool:
        """Tell whether plain words behind the figure say that the first is measured by something else."""
        described = self._described
        has_accounts = any(len(self._find_accounts(o)) >= _ACCOUNTS for o in (one, other))
        if (has_accounts and not self.is_chosen(one, other)) or self._is_own_twice(one, other):
            return True
        if not self.is_introduced:
            return False
        printed = [o.number for o in described.printed if share_unit(o, other)]
        if printed:
            return other.number not in printed
        is_of_another = bool(described.titles) and other.subject not in described.titles | {UNKNOWN}
        return is_of_another or (not is_open and self._is_of_another_sort(one, other))

    def _is_of_another_sort(self, one: Operand, other: Operand) -> bool:
        """Tell whether the measure is described as an amount of another sort, territory or film."""
        described = self._described
        # “The opening entry” is the first of several, if the head is no opening.
        groups = described.groups - ({"opening"} if one.group != "opening" else set())
        if groups and other.group and not groups & {other.group, other.attribute}:
            return True
        if groups and groups <= SUMS and not is_money(other):
            return True
        if described.places and one.group in RECEIPTS and groups <= {"gross"}:
            return other.group != "gross" or not self.is_of_place(other)
        is_own = one.group != other.group and bool(groups) and not described.titles
        return is_own and other.source is Source.FACT and other.subject not in self._find_owners(one, other)

    def _is_own_twice(self, one: Operand, other: Operand) -> bool:
        """“Eight times its cost” is said of no cost."""
        view = self._view
        first = view.claim.right + 1
        is_own = view.behind(1) in _OWN and any(c.kind == "money" and c.start == first for c in view.cues)
        return is_own and bool(one.group) and one.group == other.group

    def bind(self, one: Operand, other: Operand, *, is_apposed: bool) -> Bond:
        """Say how surely the second operand is what the first is measured by.

        Beside an amount that it restates (`is_apposed`) a share is one of such amounts, whatever its
        measure is called.
        """
        view, described = self._view, self._described
        if any(other.number == operand.number for operand in described.printed):
            return Bond.FIRM
        if other.source is Source.PRINT and not view.is_before(other):
            return Bond.NONE
        is_meant = not described.is_other or self._is_same_sort(one, other, is_apposed=is_apposed)
        is_meant = is_meant and not self._is_own_twice(one, other)
        if not is_meant or any(view.scene.settle(o).is_proven for o in described.printed):
            return Bond.NONE
        # A person's price is what they are paid.
        groups = {"salary"} if described.persons else described.groups
        if groups and other.group and not groups & {other.group, other.attribute}:
            return Bond.NONE
        if described.films or described.persons:
            return self._bind_named(other)
        return self._bind_unnamed(one, other)

    def _is_same_sort(self, one: Operand, other: Operand, *, is_apposed: bool) -> bool:
        """Tell whether a measure under a new name may be this one: like the head, or both in print before."""
        if self._view.behind(2)[1:] not in _DEFINITE:
            return False
        if one.source is other.source is Source.PRINT:
            return one.unit == other.unit and one.left > other.left >= self._view.claim.first
        return is_apposed and other.source is Source.FACT and one.group == other.group

    def _bind_named(self, other: Operand) -> Bond:
        films = self._described.films
        if other.subject in (films or self._described.persons) and other.subject != UNKNOWN:
            return Bond.FIRM
        return Bond.LOOSE if UNKNOWN in films and other.source is Source.TOLD else Bond.NONE

    def _bind_unnamed(self, one: Operand, other: Operand) -> Bond:
        view = self._view
        is_told_sum = other.source is Source.TOLD and is_money(other) and one.sentence != other.sentence
        # Every film has its sums: one that only a passage tells must be spoken of behind the figure.
        if is_told_sum and not view.scene.told.matter.shares_words(other.sentence, view.behind(_NEAR)):
            return Bond.NONE
        if self._described.groups:
            is_own = other.subject in self._find_owners(one, other)
            return Bond.FIRM if is_own and other.group else Bond.LOOSE
        if other.source is not Source.FACT or self.is_like:
            return Bond.LOOSE
        is_known = other.subject in {one.subject, MAIN, *self.own, *view.named}
        return Bond.LOOSE if is_known and other.group in {"cost", one.group} else Bond.NONE

    def _find_owners(self, one: Operand, other: Operand) -> set[int]:
        """Return whose cost “its cost” may be: that of the head's film, where the facts know it."""
        if one.group and one.group == other.group:
            return {*self.own, MAIN, UNKNOWN} - {one.subject}
        known = self._view.scene.find_facts(one.subject) if one.datum else ()
        if any(o.group == other.group for o in known):
            return {one.subject, UNKNOWN}
        return {one.subject, *self.own, MAIN, UNKNOWN}

    def is_chosen(self, one: Operand, other: Operand) -> bool:
        """Tell whether a pair has the one of several accounts that “the lower figure” picks."""
        if self._choice is None:
            return True
        is_measure, is_lower = self._choice
        for chosen in (other, one) if is_measure else (one, other):
            same = self._find_accounts(chosen)
            if len(same) >= _ACCOUNTS:
                near = min(same) if is_lower else max(same)
                return abs(chosen.value - near) <= near * _AS_PICKED
        return False

    def _find_accounts(self, chosen: Operand) -> set[Decimal]:
        """Return the accounts among which one is picked: amounts just said, or those of facts."""
        view = self._view
        said = [o.value for o in view.here if view.is_before(o) and o.unit == chosen.unit][-_ACCOUNTS:]
        is_said = chosen.source is Source.PRINT and len(said) >= _ACCOUNTS
        account = (chosen.unit, chosen.subject, chosen.group, chosen.territory)
        same = [o for o in view.facts if (o.unit, o.subject, o.group, o.territory) == account]
        plain = {o.value for o in same if o.datum and o.datum.fact.qualifiers.keys() <= _PLAIN}
        return set(said) if is_said else plain if len(plain) >= _ACCOUNTS else {o.value for o in same}


def introduces(view: View) -> bool:
    """Tell whether the word behind a figure begins what it is measured by; of a multiple “on” does, too."""
    return view.behind(1) in _INTRODUCING or (view.behind(1) == ("on",) and "multiple" in view.before(_NEAR))


def _find_own(view: View, measured: frozenset[int]) -> list[int]:
    titles = [c for c in view.cues if c.kind == "film" and not c.is_weak and c.end <= view.claim.left]
    words = view.reading.document.words
    against = {n for cue in titles if is_compared(words, cue) for n in cue.entities}
    own = [number for number in view.claim.films if number not in measured | against]
    named = [n for cue in titles[-1:] for n in cue.entities if n not in against]
    return own or named or [number for number in view.base if number not in against]


_PLAIN = frozenset({"territory", "role", "as_of"})
"""“As announced in 1965” says of a fact that it is no account of what there was in the end."""
_AS_PICKED = Decimal("0.02")
_ACCOUNTS = 2
_FAR = 12
_NEAR = 7
_INTRODUCING = {
    ("of",), ("the",), ("its",), ("his",), ("her",), ("their",), ("what",), ("that",), ("as",), ("than",),
    ("more",), ("less",), ("below",), ("above",), ("under",),
}  # fmt: skip
"""Behind a figure these begin what it is measured by."""
_OWN = {("its",)}
_DEFINITE = {("the",), ("that",), ("this",)}
