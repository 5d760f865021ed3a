"""The amounts in view of a figure: what its sentence may divide, add or subtract.

A quantity is a value in one unit: a currency, minutes, days, meters, a count
of one sort of thing. Two quantities can be reckoned with each other only where
the units are the same; whether they *are* is for `derive.arithmetic`, which asks
the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.derive.sight import Source, View
from ledgergen.core.figures.facts.index import Datum
from ledgergen.core.figures.mention import Kind, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount in view."""

    value: Decimal
    unit: str
    """ISO 4217 code, `minute`, `day`, `percent`, a unit of measure, or `#` for a count."""
    source: Source
    place: int = -1
    """Token at which it stands, where it is in print here or before."""
    noun: str = ""
    """What a count counts."""
    group: str = ""
    """The group of cues that its fact answers to: `cost`, `gross`, `runtime`, …"""
    datum: Datum | None = None
    sentence: int = -1
    """The passage's sentence it is told in."""


def find_quantities(view: View) -> list[Quantity]:
    """Return the amounts in view, the likeliest first."""
    found: list[Quantity] = []
    for source, mentions in (
        (Source.HERE, _by_distance(view, view.find_here())),
        (Source.BEFORE, view.find_before()),
    ):
        proven = (m for m in mentions if read_unit(m)[0] and view.is_proven(m))
        found += [quantity for mention in proven for quantity in read_quantity(view, mention, source)]
    named = view.find_named()
    found += _find_facts(view, named, Source.NAMED)
    base = (*view.find_base(), *view.reading.index.parties)
    found += _find_facts(view, [n for n in base if n not in named], Source.BASE)
    for mention, sentence in view.find_told():
        found += _read(mention, Source.TOLD, sentence=sentence)
    return _lend_currency(found)[:_MOST]


def _lend_currency(found: list[Quantity]) -> list[Quantity]:
    """“Came to a quarter of a million”: a bare sum is in the currency of the amount next to it."""
    units = [q.unit for q in found if len(q.unit) == _CODE and q.unit.isupper()]
    lent = [
        replace(q, unit=units[0])
        for q in found
        if units and q.unit == "#" and not q.noun and q.value >= _LEAST_SUM and q.datum is None
    ]
    return lent + found if lent else found


def _by_distance(view: View, mentions: list[Mention]) -> list[Mention]:
    middle = view.claim.mention.start
    return sorted(mentions, key=lambda mention: abs(mention.start - middle))


def read_quantity(view: View, mention: Mention, source: Source) -> Iterator[Quantity]:
    """Yield what a figure in print states; both ends of a range."""
    return _read(mention, source, place=view.reading.document.token_at(mention.start))


def _read(mention: Mention, source: Source, *, place: int = -1, sentence: int = -1) -> Iterator[Quantity]:
    unit, worth = read_unit(mention)
    if not unit:
        return
    for value in dict.fromkeys((mention.low, mention.high)):
        if value > 0:
            yield Quantity(
                value=value * worth,
                unit=unit,
                source=source,
                place=place,
                noun=mention.noun,
                sentence=sentence,
            )


def read_unit(mention: Mention) -> tuple[str, Decimal]:
    """Return the unit in which a figure is reckoned with, and what one of its own is worth in it."""
    if mention.kind is Kind.DURATION:
        unit, table = ("minute", _MINUTES) if mention.unit in _MINUTES else ("day", _DAYS)
        return (unit, table[mention.unit]) if mention.unit in table else ("", _ONE)
    if mention.kind in _READ_AS:
        return _READ_AS[mention.kind]
    if mention.kind is Kind.MONEY:
        return mention.unit or "money", _ONE
    return (mention.unit, _ONE) if mention.kind is Kind.MEASURE else ("", _ONE)


def _find_facts(view: View, numbers: list[int], source: Source) -> Iterator[Quantity]:
    for number in numbers:
        for datum in view.reading.index.entities[number].data:
            if datum.value is None or datum.value <= 0:
                continue
            unit = datum.unit if datum.is_money else _UNITS.get(datum.attribute, "")
            if unit:
                group = vocabulary.GROUPS.get(datum.attribute, datum.attribute)
                yield Quantity(value=datum.value, unit=unit, source=source, group=group, datum=datum)


_ONE = Decimal(1)
_READ_AS = {
    Kind.PERCENT: ("percent", _ONE),
    Kind.FRACTION: ("percent", Decimal(100)),
    Kind.COUNT: ("#", _ONE),
    Kind.SCORE: ("#", _ONE),
}
_MOST = 80
_CODE = 3
_LEAST_SUM = 1000
_MINUTES = {"second": 1 / Decimal(60), "minute": _ONE, "hour": Decimal(60)}
_DAYS = {
    "day": _ONE,
    "night": _ONE,
    "week": Decimal(7),
    "fortnight": Decimal(14),
    "month": Decimal("30.44"),
    "year": Decimal("365.2425"),
}
_UNITS = {
    "runtime": "minute",
    "shooting_days": "day",
    "admissions": "#",
    "award_count": "#",
    "nomination_count": "#",
    "theaters": "#",
    "screens": "#",
    "vote_count": "#",
}
