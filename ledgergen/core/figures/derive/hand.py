"""What may take part in a reckoning: amounts, counts and times, each with what it is said of.

Operands come from three places. The facts hold them outright. The draft itself
states them, and a figure of the draft may be reckoned with once something has
proven it: two inventions would bear a third out. The passages hold the rest,
and only sentences that speak of the same matter as the claim are read.

Whatever its source, an operand has a family (money, time, a count of things),
and only one family is ever divided by, added to or taken from itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.facts.index import UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind, Mention

if TYPE_CHECKING:
    from ledgergen.core.figures.derive.prose import Prose
    from ledgergen.core.figures.derive.scene import Scene

SENTENCES = 2
"""So many sentences back, within the paragraph, a figure in print is still at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """All that a derivation may rest on."""

    reading: Reading
    told: Prose
    prove: Callable[[int], Datum | bool]
    """Says of a mention, by its number, whether it is proven: by the fact returned, or otherwise."""
    scene: Scene
    stated: dict[tuple[int, int, int, int], list[Operand]] = field(default_factory=dict)
    """What `find_stated` found for the claim it was last asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A number that may take part."""

    value: Decimal
    family: str
    """`money`, `time` or `count`."""
    unit: str = ""
    """The currency; empty for other families, and for an amount that states none."""
    group: str = ""
    """What kind of amount it is, such as `cost`; empty where nothing says so."""
    films: tuple[int, ...] = ()
    territory: str = ""
    noun: str = ""
    datum: Datum | None = None
    left: int = -1
    """For figures of the draft: where it begins among the tokens."""
    right: int = -1


def find_stated(claim: Claim, grounds: Grounds, *, back: int = SENTENCES) -> list[Operand]:
    """Return the proven amounts, counts and times in print near a claim, in reading order.

    Several reckonings ask for the same claim, one after another; what they ask about is found once.
    """
    asked = (claim.left, claim.right, claim.end, back)
    if asked not in grounds.stated:
        grounds.stated.clear()
        grounds.stated[asked] = _find_stated(claim, grounds, back=back)
    return grounds.stated[asked]


def _find_stated(claim: Claim, grounds: Grounds, *, back: int) -> list[Operand]:
    reading = grounds.reading
    sentence = reading.sentence_of(claim.mention)
    first = sentence
    while first > sentence - back and reading.follows(first):
        first -= 1
    start = max(reading.tokens_of(first).start, claim.left - _WINDOW)
    found: list[Operand] = []
    for number in reversed(reading.numbers_between(start, min(claim.end, claim.right + _WINDOW))):
        mention = reading.mentions[number]
        if mention.start != claim.mention.start and _find_family(mention):
            found[:0] = _read_stated(number, grounds)
            if len(found) >= _MOST_STATED:
                break
    return found[-_MOST_STATED:]


def find_unproven(claim: Claim, grounds: Grounds) -> int:
    """Return where the last unproven amount of the sentence before a claim ends: nothing reaches over it."""
    reading = grounds.reading
    for number in reversed(reading.numbers_between(max(claim.first, claim.left - _WINDOW), claim.left)):
        if reading.mentions[number].kind is Kind.MONEY and not grounds.prove(number):
            return reading.places[number][1]
    return 0


def _read_stated(number: int, grounds: Grounds) -> Iterator[Operand]:
    proof = grounds.prove(number)
    if not proof:
        return
    left, right = grounds.reading.places[number]
    datum = proof if isinstance(proof, Datum) else None
    told = grounds.reading.read_claim(number)
    mention = told.mention
    if not _find_family(mention):
        return
    for value in dict.fromkeys((mention.low, mention.high)):
        yield Operand(
            value=value * _find_worth(mention),
            family=_find_family(mention),
            unit=mention.unit if mention.kind is Kind.MONEY else "",
            group=vocabulary.GROUPS.get(datum.attribute, "other") if datum else told.group,
            films=(datum.subject,) if datum else told.films[:1],
            territory=datum.territory if datum else told.territory,
            noun=mention.noun,
            datum=datum,
            left=left,
            right=right,
        )


def read_told(mention: Mention) -> Operand | None:
    """Return a figure of a passage as an operand, or None where it can be none."""
    family = _find_family(mention)
    if not family:
        return None
    unit = mention.unit if mention.kind is Kind.MONEY else ""
    value = mention.value * _find_worth(mention)
    return Operand(value=value, family=family, unit=unit, noun=mention.noun)


def read_fact(datum: Datum) -> Operand | None:
    """Return a fact as an operand, or None where it can be none."""
    if datum.value is None or datum.value <= 0:
        return None
    if datum.is_money:
        group = vocabulary.GROUPS.get(datum.attribute, "other")
        return Operand(
            value=datum.value, family="money", unit=datum.unit, group=group, films=(datum.subject,),
            territory=datum.territory, datum=datum,
        )  # fmt: skip
    if datum.attribute not in _OF_FACTS:
        return None
    family, worth = _OF_FACTS[datum.attribute]
    return Operand(
        value=datum.value * worth, family=family, group=datum.attribute, films=(datum.subject,),
        territory=datum.territory, noun=datum.attribute, datum=datum,
    )  # fmt: skip


def find_known(grounds: Grounds, subjects: Iterable[int]) -> list[Operand]:
    """Return what the facts say of some films and persons."""
    entities = grounds.reading.index.entities
    data = [d for n in dict.fromkeys(subjects) if n != UNKNOWN for d in entities[n].data[:_MOST_FACTS]]
    return [operand for datum in data if (operand := read_fact(datum))]


def _find_family(mention: Mention) -> str:
    if mention.not_a_claim or mention.value <= 0:
        return ""
    if mention.kind is Kind.COUNT:
        return "count"
    if mention.kind is Kind.DURATION:
        return "time" if mention.unit in _MINUTES else ""
    return "money" if mention.kind is Kind.MONEY else ""


def _find_worth(mention: Mention) -> Decimal:
    return _MINUTES[mention.unit] if mention.kind is Kind.DURATION else Decimal(1)


def are_alike(one: Operand, other: Operand) -> bool:
    """Tell whether two operands can be measured by each other."""
    if one.family != other.family or one.value == other.value:
        return False
    return one.unit == other.unit or "" in {one.unit, other.unit}


_WINDOW = 120
_MOST_STATED = 14
_MOST_FACTS = 40
_MINUTES = {
    "minute": Decimal(1), "hour": Decimal(60), "day": Decimal(1440), "night": Decimal(1440),
    "week": Decimal(10080), "fortnight": Decimal(20160), "month": Decimal(43834), "year": Decimal(525949),
    "decade": Decimal(5259492),
}  # fmt: skip
"""Times are compared in minutes."""
_OF_FACTS = {
    "runtime": ("time", Decimal(1)),
    "shooting_days": ("time", Decimal(1440)),
    "admissions": ("count", Decimal(1)),
    "theaters": ("count", Decimal(1)),
    "screens": ("count", Decimal(1)),
    "vote_count": ("count", Decimal(1)),
    "nomination_count": ("count", Decimal(1)),
    "award_count": ("count", Decimal(1)),
}
