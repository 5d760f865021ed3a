"""The classes of fault, one row each: the sites it applies to and the edits that plant it.

An edit replaces a stretch of the text with words of the same style, so that a
planted fault reads like the rest. Edits come in a fixed order and are only
proposals: `trial` draws among them and throws away what may be true after all
(`wrongness`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ledgergen.core.faults.sites import Site
from ledgergen.core.faults.wrongness import read_day, read_number
from ledgergen.core.figures.mention import Hedge, Kind, Period
from ledgergen.core.figures.spell import spell_like
from ledgergen.model.dossier import Dossier, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of a text. `is_sure` says that the words alone make it false or true."""

    start: int
    end: int
    text: str
    is_sure: bool = False
    same_place: str | None = None
    """The territory that the edited text names, where the fault is one of territory."""


Propose = Callable[[Site, Dossier], Iterator[Edit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultClass:
    """One way to be wrong."""

    name: str
    says: str
    """What is done to the figure, in a few words."""
    kinds: frozenset[Kind]
    propose: Propose


def _respell(site: Site, *values: Decimal | Period) -> Iterator[Edit]:
    for value in values:
        words = spell_like(site.mention, value)
        if words is not None and words != site.mention.text:
            yield _replace(site, words)


def _replace(site: Site, words: str) -> Edit:
    return Edit(start=site.figure.start, end=site.figure.end, text=words)


def _propose_digit(site: Site, _: Dossier) -> Iterator[Edit]:
    words = site.mention.text
    for at, char in enumerate(words):
        if not char.isdecimal():
            continue
        for step in (3, 6, 2, 5):
            digit = (int(char) + step) % 10
            if digit or at:
                yield _replace(site, words[:at] + str(digit) + words[at + 1 :])


_SCALES: Final = {"thousand": "million", "million": "billion", "billion": "million"}


def _propose_magnitude(site: Site, _: Dossier) -> Iterator[Edit]:
    words = site.mention.text
    for scale, other in _SCALES.items():
        if scale in words:
            yield _replace(site, words.replace(scale, other))
    yield from _respell(site, *(site.mention.low * factor for factor in (10, 100, Decimal("0.1"))))


_CURRENCIES: Final = {"$": "£€¥", "£": "$€", "€": "$£", "¥": "$€", "₩": "$€"}


def _propose_currency(site: Site, dossier: Dossier) -> Iterator[Edit]:
    words = site.mention.text
    codes = {fact.unit for fact in dossier.facts if fact.unit and len(fact.unit) == 3}
    named = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₩": "KRW"}
    for sign, others in _CURRENCIES.items():
        if words.count(sign) == 1 and (words.startswith(sign) and site.mention.unit in codes):
            for other in others:
                if named[other] not in codes:
                    yield Edit(
                        start=site.figure.start,
                        end=site.figure.end,
                        text=words.replace(sign, other),
                        is_sure=True,
                    )


def _propose_attribute(site: Site, dossier: Dossier) -> Iterator[Edit]:
    own = site.fact
    if own is None:
        return
    for fact in dossier.facts:
        if fact.subject == own.subject and fact.attribute != own.attribute:
            yield from _respell_as(site, fact)


def _respell_as(site: Site, fact: Fact) -> Iterator[Edit]:
    """Write another fact's value in the site's place, where it is a value of such a kind."""
    if site.mention.kind is Kind.DATE:
        day = read_day(fact.value)
        if day is not None and site.mention.unit == "day":
            yield from _respell(site, Period(first=day, last=day))
        return
    number = read_number(fact.value)
    is_money = bool(fact.unit and len(fact.unit) == 3 and fact.unit.isupper() and fact.unit != "min")
    if number and is_money == (site.mention.kind is Kind.MONEY) and (not is_money or _same_unit(fact, site)):
        yield from _respell(site, number)


def _same_unit(fact: Fact, site: Site) -> bool:
    return fact.unit == site.mention.unit


_PLACES: Final = (
    ("worldwide", re.compile(r"(?i)\b(?:worldwide|globally|around the world|global)\b")),
    (
        "US",
        re.compile(r"(?i)\b(?:in the United States|domestic(?:ally)?|American|in North America|at home)\b"),
    ),
)
_PLACE_SWAPS: Final = (
    ("worldwide", "domestically", "US"),
    ("around the world", "in the United States", "US"),
    ("in the United States", "worldwide", "worldwide"),
    ("in North America", "worldwide", "worldwide"),
)


def _propose_territory(site: Site, dossier: Dossier) -> Iterator[Edit]:
    own = site.fact
    if own is None or own.attribute not in {"gross", "opening_weekend", "admissions"}:
        return
    said = site.text[slice(*site.sentence)]
    places = [place for place, words in _PLACES if words.search(said)]
    if places != [own.qualifiers.get("territory")]:
        return
    others = [f for f in dossier.facts if (f.subject, f.attribute) == (own.subject, own.attribute)]
    for fact in others:
        number = read_number(fact.value)
        if number and fact.qualifiers.get("territory") != places[0] and _same_unit(fact, site):
            for edit in _respell(site, number):
                yield Edit(start=edit.start, end=edit.end, text=edit.text, same_place=places[0])
    for words, other, place in _PLACE_SWAPS:
        if said.count(words) == 1:
            at = site.sentence.start + said.index(words)
            if at < site.figure.start:
                continue
            kept = site.text[site.figure.start : at]
            end = at + len(words)
            yield Edit(start=site.figure.start, end=end, text=kept + other, same_place=place)


def _propose_entity(site: Site, dossier: Dossier) -> Iterator[Edit]:
    own = site.fact
    if own is None:
        return
    for fact in dossier.facts:
        if fact.subject != own.subject and fact.attribute == own.attribute:
            yield from _respell_as(site, fact)
            if site.mention.kind is Kind.DATE and site.mention.unit == "year" and fact.value[:4].isdecimal():
                yield _replace(site, fact.value[:4])


def _propose_year(site: Site, _: Dossier) -> Iterator[Edit]:
    words = site.mention.text
    year = re.search(r"\b[12]\d{3}\b", words)
    if year is None:
        return
    for step in (-1, 1, -2, 2, -3, 3, -7, 7, -10, 10):
        moved = str(int(year[0]) + step)
        yield _replace(site, words[: year.start()] + moved + words[year.end() :])


def _propose_date(site: Site, _: Dossier) -> Iterator[Edit]:
    period = site.mention.period
    if period is None or site.mention.unit != "day" or site.mention.is_yearless:
        return
    for days in (1, -2, 7, -9, 31, -61, 122):
        moved: date = period.first + timedelta(days=days)
        yield from _respell(site, Period(first=moved, last=moved))


def _step(*steps: int) -> Propose:
    def propose(site: Site, _: Dossier) -> Iterator[Edit]:
        if not site.mention.is_range:
            values = (site.mention.low + step for step in steps)
            yield from _respell(site, *(value for value in values if value > 0))

    return propose


def _scale(*factors: str) -> Propose:
    def propose(site: Site, _: Dossier) -> Iterator[Edit]:
        if not site.mention.is_range:
            moved = (site.mention.low * Decimal(factor) for factor in factors)
            whole = site.mention.low % 1 == 0
            yield from _respell(site, *((value.to_integral_value() if whole else value) for value in moved))

    return propose


def _propose_hedge(site: Site, dossier: Dossier) -> Iterator[Edit]:
    """Put a bound before the figure on whose wrong side every source's value lies."""
    own = site.fact
    is_bare = site.mention.text[0].isdecimal() or site.mention.text[0] in _CURRENCIES
    if own is None or own.approximate or not is_bare:
        return
    if site.mention.is_range or site.mention.hedge is not Hedge.NONE:
        return
    same = (f for f in dossier.facts if (f.subject, f.attribute) == (own.subject, own.attribute))
    truths = [number for fact in same if (number := read_number(fact.value)) is not None]
    stated = site.mention.low
    for hedge, is_wrong in (
        ("less than", all(truth >= stated for truth in truths)),
        ("more than", all(truth <= stated for truth in truths)),
    ):
        if truths and is_wrong:
            words = f"{hedge} {site.mention.text}"
            yield Edit(start=site.figure.start, end=site.figure.end, text=words, is_sure=True)


def _propose_precision(site: Site, _: Dossier) -> Iterator[Edit]:
    """Write digits that the evidence does not have."""
    own = site.fact
    truth = read_number(own.value) if own is not None else None
    if own is None or truth is None or site.mention.precision < 10_000:
        return
    sign = site.mention.text[:1]
    if sign not in _CURRENCIES:
        return
    for part in ("0.0137", "-0.0211", "0.0293"):
        odd = int(truth * (1 + Decimal(part))) // 1000 * 1000 + 613
        yield Edit(
            start=site.figure.start,
            end=site.figure.end,
            text=f"{sign}{odd:,}",
            is_sure=abs(odd - truth) > truth / 200 and not _is_near_another(odd, site),
        )


def _is_near_another(value: int, site: Site) -> bool:
    numbers = [read_number(fact.value) for fact in site.facts]
    return any(number is not None and abs(number - value) < 1000 for number in numbers)


_INVENTIONS: Final = (
    "Costs overran by 12 percent.",
    "The crew came to 46 people.",
    "Backers put up a bond of $310,000.",
    "Insurers charged a premium of $85,000.",
    "The schedule slipped by nine days.",
    "It had sold 1.37 million soundtrack albums by then.",
    "Test audiences scored it at 83 percent.",
    "Eleven distributors passed on it.",
    "The negative was stored for six weeks.",
    "Marketing took another $4.4 million.",
    "Reshoots consumed 17 days.",
    "Her agent's fee was doubled.",
    "Television rights brought €620,000.",
    "A rival bid of £2.3 million was refused.",
)


def _propose_invention(site: Site, dossier: Dossier) -> Iterator[Edit]:
    held = {fact.attribute for fact in dossier.facts}
    for sentence in _INVENTIONS:
        if "Marketing" in sentence and "marketing_cost" in held:
            continue
        yield Edit(start=site.sentence.end, end=site.sentence.end, text=f" {sentence}", is_sure=True)


_NUMBERS: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION, Kind.PERCENT, Kind.MULTIPLE})
_VALUES: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION, Kind.DATE})
_MONEY: Final = frozenset({Kind.MONEY})
_DATES: Final = frozenset({Kind.DATE})

CLASSES: Final[tuple[FaultClass, ...]] = tuple(
    FaultClass(name=name, says=says, kinds=kinds, propose=propose)
    for name, says, kinds, propose in (
        ("digit", "one digit changed", _NUMBERS, _propose_digit),
        (
            "magnitude",
            "a thousand, ten or a hundred times too much or too little",
            _MONEY,
            _propose_magnitude,
        ),
        ("currency", "another currency", _MONEY, _propose_currency),
        ("attribute", "another figure of the same film", _VALUES, _propose_attribute),
        ("territory", "another territory's figure", _MONEY, _propose_territory),
        ("entity", "another film's or person's figure", _VALUES, _propose_entity),
        ("year", "another year", _DATES, _propose_year),
        ("date", "another day or month", _DATES, _propose_date),
        ("age", "years older or younger", frozenset({Kind.AGE}), _step(-3, 3, 4, -5, 6, 9, -8)),
        ("multiple", "another multiple", frozenset({Kind.MULTIPLE}), _scale("1.6", "2.5", "0.5", "3")),
        (
            "percent",
            "another share",
            frozenset({Kind.PERCENT, Kind.FRACTION}),
            _scale("1.5", "0.6", "2", "1.3", "0.4"),
        ),
        ("count", "more or fewer of them", frozenset({Kind.COUNT}), _step(1, 2, -1, 3, 5, 7)),
        ("ordinal", "another place in the row", frozenset({Kind.ORDINAL}), _step(1, -1, 2, 3, 4)),
        (
            "duration",
            "longer or shorter",
            frozenset({Kind.DURATION}),
            _scale("1.4", "0.7", "2", "0.5", "1.15"),
        ),
        ("hedge", "a bound on the wrong side", _NUMBERS, _propose_hedge),
        ("precision", "digits nobody published", _MONEY, _propose_precision),
        ("invention", "a figure about something no source mentions", frozenset(Kind), _propose_invention),
    )
)
"""Every class, in the order of reports. Names are stable: baselines and thresholds use them."""
