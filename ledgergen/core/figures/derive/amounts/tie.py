"""What two operands are to each other, and which relations hold between such things, as data.

“However well they divide”: receipts in one country are no share of what another
film cost. A reckoning needs one of few ties: part and whole, return and outlay,
like amounts of two things, two accounts of one. The table says for each relation
how surely each tie bears it; what it does not name is not reckoned.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum

from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.operand import Operand, Source
from ledgergen.core.figures.facts.attributes import RECEIPTS, SUMS
from ledgergen.core.figures.facts.datum import UNKNOWN


class Bond(IntEnum):
    """How surely a sentence means a pair of operands."""

    NONE = 0
    LOOSE = 1
    """It points at one of them, and several may be meant: only a close value will do."""
    FIRM = 2


class Tie(Enum):
    """What the first of two operands is to the second."""

    PART = "part"
    """What one film took in one country, and in the world."""
    BEGUN = "begun"
    """What a first weekend took, and the run: “two-fifths of what the country would pay”."""
    GROWN = "grown"
    """What a run took in the end, and its first weekend: “a multiple of three on the opening”."""
    SPLIT = "split"
    """What one film took in two countries: “twice what America contributed”."""
    RETURN = "return"
    """What came of a film, and what went into it."""
    STAKE = "stake"
    """What went into a film, and what came of it: “a third of what it would fetch”."""
    OUTLAY = "outlay"
    """Two things that were paid for one film: its making and its marketing."""
    LIKE = "like"
    """One sort of amount of two films or persons."""
    ACCOUNT = "account"
    """Two accounts of one amount, one of them in print."""
    EXPENSE = "expense"
    """An amount in print that is nobody's receipts, and an outlay."""
    APART = "apart"
    """One sort of receipts of two films, in two territories."""
    VERSION = "version"
    """One sort of amount of one film, of two cuts, runs or prizes."""
    UNSAID = "unsaid"
    """Nothing says what one of them is."""
    OTHER = "other"


def name_tie(one: Operand, other: Operand) -> Tie:
    """Say what one operand is to another, both settled."""
    if {one.group, other.group} <= RECEIPTS and one.subject == other.subject != UNKNOWN:
        if one.group != other.group:
            return _name_tie_of_run(one, other)
        if one.group == "gross":
            return _name_tie_of_shares(one, other)
    if not one.group or not other.group or one.datum is None or other.datum is None:
        return Tie.UNSAID
    if one.group == other.group:
        return _name_tie_of_like(one, other)
    return _name_tie_of_outlay(one, other)


def _name_tie_of_outlay(one: Operand, other: Operand) -> Tie:
    if other.group not in OUTLAYS:
        is_stake = one.group in OUTLAYS and other.group in _RECEIPTS and one.subject == other.subject
        return Tie.STAKE if is_stake else Tie.OTHER
    if one.subject == other.subject:
        return Tie.RETURN if one.group in _RECEIPTS else Tie.OUTLAY
    return Tie.EXPENSE if one.source is Source.PRINT and one.group not in SUMS else Tie.OTHER


def _name_tie_of_shares(one: Operand, other: Operand) -> Tie:
    if _is_part(one, other):
        return Tie.PART
    is_split = one.territory != other.territory and WORLD.isdisjoint({one.territory, other.territory})
    return Tie.SPLIT if is_split else Tie.OTHER


def _name_tie_of_run(one: Operand, other: Operand) -> Tie:
    """A first weekend is a part of what was taken there, and of the world's."""
    first, total = (one, other) if one.group == "opening" else (other, one)
    if first.value >= total.value or (total.territory not in WORLD and total.territory != first.territory):
        return Tie.OTHER
    return Tie.BEGUN if first is one else Tie.GROWN


def _is_part(one: Operand, other: Operand) -> bool:
    return one.territory not in WORLD and other.territory in WORLD and one.value < other.value


def _name_tie_of_like(one: Operand, other: Operand) -> Tie:
    if one.subject == other.subject:
        return Tie.ACCOUNT if Source.PRINT in {one.source, other.source} else Tie.OTHER
    is_apart = one.group == "gross" and len({one.territory, other.territory} - {""}) > 1
    return Tie.APART if is_apart else Tie.LIKE


WORLD = frozenset({"", "worldwide"})
OUTLAYS = frozenset({"cost", "loan", "salary", "other"})
_RECEIPTS = frozenset({"gross", "opening", "sales"})
_OF_RATIOS = {
    Tie.STAKE: Bond.LOOSE,
    Tie.OUTLAY: Bond.FIRM,
    Tie.RETURN: Bond.FIRM,
    Tie.SPLIT: Bond.FIRM,
    Tie.LIKE: Bond.FIRM,
    Tie.ACCOUNT: Bond.LOOSE,
    Tie.EXPENSE: Bond.LOOSE,
    Tie.UNSAID: Bond.LOOSE,
}
_OF_PARTS = {**_OF_RATIOS, Tie.PART: Bond.FIRM, Tie.BEGUN: Bond.FIRM}
_OF_SUMS = {
    Tie.OUTLAY: Bond.FIRM,
    Tie.PART: Bond.FIRM,
    Tie.RETURN: Bond.FIRM,
    Tie.LIKE: Bond.FIRM,
    Tie.ACCOUNT: Bond.FIRM,
    Tie.VERSION: Bond.FIRM,
    Tie.UNSAID: Bond.LOOSE,
}
BONDS: Mapping[Relation, Mapping[Tie, Bond]] = {
    Relation.MULTIPLE: {**_OF_RATIOS, Tie.GROWN: Bond.FIRM},
    Relation.SHARE: _OF_PARTS,
    Relation.REST: _OF_PARTS,
    Relation.FALL: {**_OF_RATIOS, Tie.PART: Bond.FIRM},
    Relation.RISE: _OF_RATIOS,
    Relation.DIFFERENCE: _OF_SUMS,
    Relation.SUM: {
        Tie.LIKE: Bond.FIRM,
        Tie.OUTLAY: Bond.FIRM,
        Tie.EXPENSE: Bond.LOOSE,
        Tie.UNSAID: Bond.LOOSE,
        Tie.VERSION: Bond.FIRM,
    },
    Relation.ODDS: {
        Tie.UNSAID: Bond.LOOSE,
        Tie.LIKE: Bond.LOOSE,
        Tie.RETURN: Bond.LOOSE,
        Tie.ACCOUNT: Bond.LOOSE,
    },
}
"""How surely each tie bears each relation."""
