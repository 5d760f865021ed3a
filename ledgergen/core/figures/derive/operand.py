"""What may take part in a reckoning: a value in a unit, what it is of, and where it stands.

To divide, add or compare, a sentence needs two things of one sort, and each
comes with questions. Of what is it: which film, which amount, which market?
Where is it from: a fact, a figure in print in the draft, a passage? An
*operand* answers both. It is made once for a dossier, a figure in print or a
passage's sentence, and shared by all figures that reckon with it; how near it
stands to one of them is asked of the view (`derive.view`), not of it.

Values are in one unit a sort: currencies in themselves, running times in
minutes, longer times in days, shares in percent, counts in `#`. Only what has
one unit is ever reckoned with; an amount whose currency is not written (`""`)
takes that of its partner.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import IntEnum

from ledgergen.core.figures.durations import DAYS, YEAR_DAYS
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.lazy import lazy
from ledgergen.model.valueclass import valueclass

COUNT = "#"
SHARE = "percent"
RATING = "rating"
"""The group of ratings, and what their unit begins with."""
TIMES = frozenset({"minute", "day"})
BARE = ""
"""The unit of an amount of money that names no currency."""


class Source(IntEnum):
    """Where an operand is from."""

    FACT = 0
    PRINT = 1
    """The draft's own words."""
    TOLD = 2
    """A passage."""


@valueclass(frozen=True, slots=False, kw_only=True)
class Operand:
    """An amount, a count or a length of time that may take part; not slotted, for it caches."""

    value: Decimal
    unit: str
    source: Source
    half: Decimal = Decimal(0)
    """Half the worth of the last digit written: so far the true value may lie on either side."""
    group: str = ""
    """The group of cues its attribute answers to (`cost`, `gross`, `runtime`); empty where nothing says."""
    subject: int = UNKNOWN
    territory: str = ""
    noun: str = ""
    """What a count counts."""
    datum: Datum | None = None
    number: int = -1
    """In print: which mention it is."""
    left: int = -1
    right: int = -1
    """In print: its tokens."""
    sentence: int = -1
    """Told: the passage's sentence."""
    is_proven: bool = True
    """In print: something proves it; nothing does before it is settled (`Scene.settle`)."""

    @lazy
    def size(self) -> float:
        """The value, for looking up."""
        return float(self.value)

    @lazy
    def ends(self) -> tuple[float, float]:
        """The least and the most that the true value may be, for looking up."""
        middle, half = float(self.value), float(self.half)
        return middle - half, middle + half

    @property
    def attribute(self) -> str:
        """The attribute of the fact behind it, or empty."""
        return self.datum.attribute if self.datum else ""


def read_fact(datum: Datum) -> Operand | None:
    """Return a fact as an operand, or None where it is none."""
    if datum.value is None or datum.value <= 0:
        return None
    unit, worth = (datum.unit, _ONE) if datum.is_money else _OF_FACTS.get(datum.attribute, ("", _ONE))
    if datum.attribute == RATING:
        unit = f"{RATING} {datum.unit} {datum.variant}"  # each site has a scale of its own
    if not unit:
        return None
    return Operand(
        value=datum.value * worth,
        unit=unit,
        source=Source.FACT,
        group=GROUPS.get(datum.attribute, datum.attribute),
        subject=datum.subject,
        territory=datum.territory,
        noun=_NOUNS.get(datum.attribute, ""),
        datum=datum,
    )


def read_mention(
    mention: Mention,
    source: Source,
    *,
    number: int = -1,
    tokens: tuple[int, int] = (-1, -1),
    sentence: int = -1,
) -> Iterator[Operand]:
    """Yield what a figure states, in print or told: each end of “$12 or $14 million” is one."""
    unit, worth = read_unit(mention)
    if unit is None:
        return
    # “A quarter of a million” may be a sum of money that leaves out its currency.
    is_sum = unit == COUNT and not mention.noun and mention.low >= _LEAST_SUM
    ends = (mention.low, mention.high) if mention.is_range else (mention.low,)
    names = (unit, BARE) if is_sum else (unit,)
    for value, name in ((end, name) for end in ends for name in names):
        if value > 0:
            yield Operand(
                value=value * worth,
                unit=name,
                source=source,
                half=min(mention.precision / 2, value * _MOST_ROUNDED) * worth,
                noun=mention.noun,
                number=number,
                left=tokens[0],
                right=tokens[1],
                sentence=sentence,
            )


def read_unit(mention: Mention) -> tuple[str | None, Decimal]:
    """Return the unit a figure is reckoned with in, and the worth of one of its own; None where it is none.

    >>> from ledgergen.core.figures.mention import Kind, Mention
    >>> week = Mention(start=0, end=1, text="", kind=Kind.DURATION, low=Decimal(2), high=Decimal(2),
    ...                precision=Decimal(1), unit="week")
    >>> read_unit(week)
    ('day', Decimal('7'))
    """
    kind = mention.kind
    if mention.not_a_claim:
        return None, _ONE
    if kind is Kind.DURATION:
        return _TIMES.get(mention.unit, (None, _ONE))
    if kind in {Kind.MONEY, Kind.MEASURE}:
        return mention.unit, _ONE
    return _READ_AS.get(kind, (None, _ONE))


def share_unit(one: Operand, other: Operand) -> bool:
    """Tell whether two operands are of one sort, so that they can be reckoned with each other."""
    if one.unit == other.unit:
        return one.unit != COUNT or counts_the_same(one.noun, other.noun)
    return BARE in {one.unit, other.unit} and is_money(one) and is_money(other)


def is_money(operand: Operand) -> bool:
    """Tell whether an operand is an amount of money."""
    return operand.unit == BARE or (len(operand.unit) == _CODE and operand.unit.isupper())


def counts_the_same(one: str, other: str) -> bool:
    """Tell whether two nouns count one sort of thing; an unsaid noun may be any.

    >>> counts_the_same("paying theaters", "theater"), counts_the_same("weeks", "prints")
    (True, False)
    """
    if not one or not other or _head(one) == _head(other):
        return True
    return any({_head(one), _head(other)} <= same for same in _SAME)


def _head(noun: str) -> str:
    return noun.rsplit(maxsplit=1)[-1].rstrip("s")


_SAME = (
    word_set("door theater theatre house screen cinema venue room site location print hall place engagement"),
    word_set("head ticket person admission customer viewer people spectator seat patron soul visitor"),
)
"""Nouns that count one sort of thing."""
_ONE = Decimal(1)
_MOST_ROUNDED = Decimal("0.05")
_CODE = 3
_LEAST_SUM = 1000
_READ_AS: dict[Kind, tuple[str | None, Decimal]] = {
    Kind.COUNT: (COUNT, _ONE),
    Kind.SCORE: (COUNT, _ONE),
    Kind.PERCENT: (SHARE, _ONE),
    Kind.FRACTION: (SHARE, Decimal(100)),
}
_TIMES: dict[str, tuple[str | None, Decimal]] = {
    "second": ("minute", 1 / Decimal(60)),
    "minute": ("minute", _ONE),
    "hour": ("minute", Decimal(60)),
    "day": ("day", _ONE),
    "night": ("day", _ONE),
    "week": ("day", Decimal(7)),
    "fortnight": ("day", Decimal(14)),
    "month": ("day", DAYS["month"]),
    "year": ("day", YEAR_DAYS),
}
_OF_FACTS = {
    "runtime": ("minute", _ONE),
    "shooting_days": ("day", _ONE),
    "admissions": (COUNT, _ONE),
    "award_count": (COUNT, _ONE),
    "nomination_count": (COUNT, _ONE),
    "theaters": (COUNT, _ONE),
    "screens": (COUNT, _ONE),
    "vote_count": (COUNT, _ONE),
}
_NOUNS = {"admissions": "admissions", "theaters": "theaters", "screens": "screens", "vote_count": "votes"}
