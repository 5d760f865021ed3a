"""The same classes with edits that stay true: what is flagged here is a false alarm.

Each row rewrites a proven figure in other words of the same value: other
digits, other scale, other order of a date, a bound on the right side, a fair
rounding; or it adds a sentence that states a fact. A check that knew only the
words of the ledgers it was built on would fail here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ledgergen.core.faults.classes import Edit, FaultClass, Propose
from ledgergen.core.faults.sites import Site
from ledgergen.core.faults.wrongness import read_day, read_number
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.render import render_value
from ledgergen.core.figures.spell_date import MONTH_NAMES
from ledgergen.core.figures.spell_number import ordinal_suffix, spell_cardinal, spell_ordinal
from ledgergen.model.dossier import Dossier, Fact

_SIGNS: Final = {"USD": "$", "GBP": "£", "EUR": "€"}
_NAMES: Final = {"USD": "dollars", "GBP": "pounds", "EUR": "euros"}


def _put(site: Site, words: str) -> Edit:
    return Edit(start=site.figure.start, end=site.figure.end, text=words, is_sure=True)


def _find_truth(site: Site) -> Decimal | None:
    """Return the amount of the fact that was read, in its full digits."""
    fact = site.fact
    return None if fact is None or site.mention.is_range else read_number(fact.value)


def _write_full(site: Site, _: Dossier) -> Iterator[Edit]:
    truth, sign = _find_truth(site), _SIGNS.get(site.mention.unit)
    if truth is not None and sign and site.mention.hedge is Hedge.NONE:
        yield _put(site, f"{sign}{truth:,.0f}")


def _write_scaled(site: Site, _: Dossier) -> Iterator[Edit]:
    truth, sign = _find_truth(site), _SIGNS.get(site.mention.unit)
    if truth is None or not sign or truth < 1_000_000 or site.mention.hedge is not Hedge.NONE:
        return
    millions = truth / 1_000_000
    for decimals in (1, 2):
        yield _put(site, f"{sign}{round(millions, decimals)} million")
        yield _put(site, f"{sign}{round(millions, decimals)}m")


def _name_currency(site: Site, _: Dossier) -> Iterator[Edit]:
    words, unit = site.mention.text, site.mention.unit
    if words.startswith(_SIGNS.get(unit, " ")) and not site.mention.is_range:
        yield _put(site, f"{words[1:]} {_NAMES[unit]}")
        yield _put(site, f"{unit} {words[1:]}")
        if unit == "USD":
            yield _put(site, f"US{words}")


def _reorder_date(site: Site, _: Dossier) -> Iterator[Edit]:
    period = site.mention.period
    if period is None or site.mention.unit != "day" or site.mention.is_yearless:
        return
    day = period.first
    month = MONTH_NAMES[day.month - 1]
    yield _put(site, f"{day.day} {month} {day.year}")
    yield _put(site, f"{month} {day.day}{ordinal_suffix(day.day)}, {day.year}")
    yield _put(site, f"{month[:3]} {day.day}, {day.year}")


def _shorten_date(site: Site, _: Dossier) -> Iterator[Edit]:
    period = site.mention.period
    if period is None or site.mention.unit != "day" or site.mention.is_yearless:
        return
    if site.text[: site.figure.start].endswith("on "):
        start = site.figure.start - 3
        words = f"in {MONTH_NAMES[period.first.month - 1]} {period.first.year}"
        yield Edit(start=start, end=site.figure.end, text=words, is_sure=True)
        yield Edit(start=start, end=site.figure.end, text=f"in {period.first.year}", is_sure=True)


def _swap_digits(site: Site, _: Dossier) -> Iterator[Edit]:
    """Write digits as words and words as digits."""
    words, value = site.mention.text, site.mention.low
    if site.mention.is_range or value % 1 or not 0 < value < 1000:
        return
    number = int(value)
    spelled = spell_cardinal(number)
    if re.search(rf"(?<!\d){number}(?![\d.,])", words):
        yield _put(site, words.replace(str(number), spelled, 1))
    elif words.lower().startswith(spelled):
        yield _put(site, f"{number}{words[len(spelled) :]}")


def _swap_ordinal(site: Site, _: Dossier) -> Iterator[Edit]:
    number = int(site.mention.low)
    short, spelled = f"{number}{ordinal_suffix(number)}", spell_ordinal(number)
    if site.mention.text == short:
        yield _put(site, spelled)
    elif site.mention.text == spelled:
        yield _put(site, short)


def _swap_percent(site: Site, _: Dossier) -> Iterator[Edit]:
    words = site.mention.text
    yield from (
        _put(site, words.replace(" percent", sign)) for sign in ("%", " per cent") if " percent" in words
    )
    if words.endswith("%"):
        yield _put(site, f"{words[:-1]} percent")


def _bound(site: Site, _: Dossier) -> Iterator[Edit]:
    """Put a bound before the figure on the side where the truth lies."""
    truth = _find_truth(site)
    if truth is None or site.mention.hedge is not Hedge.NONE or site.mention.kind is not Kind.MONEY:
        return
    stated, words = site.mention.low, site.mention.text
    if truth > stated:
        yield from (_put(site, f"{hedge} {words}") for hedge in ("more than", "just over", "over"))
    elif truth < stated:
        yield from (_put(site, f"{hedge} {words}") for hedge in ("nearly", "almost", "just under"))
    else:
        yield _put(site, f"about {words}")


def _round_fairly(site: Site, _: Dossier) -> Iterator[Edit]:
    truth, sign = _find_truth(site), _SIGNS.get(site.mention.unit)
    if truth is None or not sign or truth < 10_000_000 or site.mention.hedge is not Hedge.NONE:
        return
    yield _put(site, f"about {sign}{round(truth / 1_000_000)} million")
    yield _put(site, f"roughly {sign}{round(truth / 1_000_000)} million")


def _say(fact: Fact) -> str | None:
    """State a fact in a sentence of its own, or not at all."""
    value = render_value(fact.value, fact.unit)
    film, place = f"*{fact.subject}*", fact.qualifiers.get("territory")
    if fact.attribute == "budget" and not fact.qualifiers.get("part"):
        return f"{film} cost {value} to make."
    if fact.attribute == "gross" and place in _WHERE and not fact.qualifiers.get("as_of"):
        return f"{film} grossed {value} {_WHERE[place]}."
    if fact.attribute == "runtime":
        return f"{film} runs {fact.value} minutes."
    if fact.attribute == "release_date" and read_day(fact.value) and place in {"US", None}:
        return f"{film} was released on {value}" + (" in the United States." if place else ".")
    return None


_WHERE: Final = {"worldwide": "worldwide", "US": "in the United States"}


def _state(*, attributes: frozenset[str], is_other: bool) -> Propose:
    def propose(site: Site, dossier: Dossier) -> Iterator[Edit]:
        for fact in dossier.facts:
            if (fact.subject != dossier.title) is not is_other or fact.attribute not in attributes:
                continue
            sentence = _say(fact)
            if sentence is not None:
                end = site.sentence.end
                yield Edit(start=end, end=end, text=f" {sentence}", is_sure=True)

    return propose


_MONEY: Final = frozenset({Kind.MONEY})
_DATES: Final = frozenset({Kind.DATE})
_ANY: Final = frozenset(Kind)
_AMOUNTS: Final = frozenset({"budget", "gross"})

HONEST: Final[tuple[FaultClass, ...]] = tuple(
    FaultClass(name=name, says=says, kinds=kinds, propose=propose)
    for name, says, kinds, propose in (
        ("digit", "all digits written out", _MONEY, _write_full),
        ("magnitude", "another scale", _MONEY, _write_scaled),
        ("currency", "the currency in other words", _MONEY, _name_currency),
        (
            "attribute",
            "a true sentence added",
            _ANY,
            _state(attributes=frozenset({"runtime", "budget"}), is_other=False),
        ),
        ("territory", "a true gross added", _ANY, _state(attributes=frozenset({"gross"}), is_other=False)),
        ("entity", "a true sentence on another film", _ANY, _state(attributes=_AMOUNTS, is_other=True)),
        ("year", "a day cut to its month or year", _DATES, _shorten_date),
        ("date", "a date in another order", _DATES, _reorder_date),
        ("age", "digits for words, words for digits", frozenset({Kind.AGE}), _swap_digits),
        ("multiple", "digits for words, words for digits", frozenset({Kind.MULTIPLE}), _swap_digits),
        ("percent", "another sign for percent", frozenset({Kind.PERCENT}), _swap_percent),
        ("count", "digits for words, words for digits", frozenset({Kind.COUNT}), _swap_digits),
        ("ordinal", "digits for words, words for digits", frozenset({Kind.ORDINAL}), _swap_ordinal),
        ("duration", "digits for words, words for digits", frozenset({Kind.DURATION}), _swap_digits),
        ("hedge", "a bound on the right side", _MONEY, _bound),
        ("precision", "fairly rounded, and said so", _MONEY, _round_fairly),
        (
            "invention",
            "a true release added",
            _ANY,
            _state(attributes=frozenset({"release_date"}), is_other=False),
        ),
    )
)
"""Every class again, in the same order and under the same names."""
