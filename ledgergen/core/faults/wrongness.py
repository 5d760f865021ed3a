"""What makes a planted figure surely false.

A changed figure may be true again by accident: another budget is disputed,
another year stands in the same sentence's evidence, seven times may be the
ratio of two other facts. Then an unflagged "fault" would be counted against
a check that is right. So a new value is compared with everything that the
dossier could possibly prove for a figure of its kind: not just the fact that
was there, but every value of that attribute, every year, every ratio, every
age at every date. Only a value far from all of them is a fault; the others are
thrown away, however many that costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from ledgergen.core.faults.sites import Site
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.model.dossier import Dossier, Fact

_RATIOS = frozenset({Kind.MULTIPLE, Kind.PERCENT, Kind.FRACTION})
_HONORS = frozenset({"award", "award_count", "nomination_count", "nomination"})


def is_surely_wrong(new: Mention, site: Site, dossier: Dossier, *, same_place: str | None = None) -> bool:
    """Tell whether the evidence can prove the new reading in no way.

    `same_place` narrows the rivals of an amount to the facts of that territory,
    for texts that name it.
    """
    if _stands_in_prose(new, dossier):
        return False
    if new.kind is Kind.DATE:
        return _is_wrong_date(new, site, dossier)
    slack = new.precision * (2 if new.kind is Kind.MONEY else 1)
    rivals = tuple(_find_rivals(new, site, dossier, same_place=same_place))
    return all(
        abs(stated - rival) > max(slack if new.kind is Kind.MONEY else 0, margin)
        for rival, margin in rivals
        for stated in (new.low, new.high)
    )


def find_years(dossier: Dossier) -> frozenset[int]:
    """Return every year that the dossier's facts name."""
    words = [dossier.year and str(dossier.year), *(f.value for f in dossier.facts)]
    words += [value for fact in dossier.facts for value in fact.qualifiers.values()]
    return frozenset(int(word[:4]) for word in words if word and word[:4].isdecimal() and len(word) >= 4)


def read_number(value: str) -> Decimal | None:
    """Read a fact's value as a number, or None."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_day(value: str) -> date | None:
    """Read a fact's value as a whole date, or None."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _is_wrong_date(new: Mention, site: Site, dossier: Dossier) -> bool:
    if new.period is None or new.is_yearless:
        return False
    if new.unit in {"day", "month"}:
        days = [fact.value for fact in dossier.facts if _is_same_thing(fact, site)]
        stated = new.period.first.isoformat()[: 10 if new.unit == "day" else 7]
        return not any(day.startswith(stated) or stated.startswith(day) for day in days)
    years = find_years(dossier) if site.mention.unit == "year" else frozenset[int]()
    own = {fact.value[:4] for fact in site.facts}
    return int(new.low) not in years and str(int(new.low)) not in own


def _find_rivals(
    new: Mention, site: Site, dossier: Dossier, *, same_place: str | None
) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield every value that evidence could prove here, and how far from it a fault must be."""
    for fact in dossier.facts:
        number = read_number(fact.value)
        if number is None or not (_is_same_thing(fact, site) or _is_honor(fact, site)):
            continue
        if same_place is None or fact.qualifiers.get("territory", same_place) == same_place:
            yield number, abs(number) * Decimal("0.03")
    if site.is_derived and new.kind is not Kind.AGE:
        yield site.mention.low, site.mention.low * Decimal("0.2")
    if new.kind in _RATIOS:
        for ratio in _find_ratios(dossier, is_share=new.kind is not Kind.MULTIPLE, scale=_scale_of(new)):
            yield ratio, ratio * Decimal("0.15")
    if new.kind is Kind.AGE or (site.is_derived and new.kind in {Kind.DURATION, Kind.COUNT}):
        yield from ((span, Decimal(0)) for span in _find_spans(site, dossier))
    if new.kind is Kind.COUNT:
        n_honors = sum(fact.attribute in _HONORS for fact in dossier.facts)
        yield from ((Decimal(number), Decimal(0)) for number in range(n_honors + 1))


def _scale_of(new: Mention) -> int:
    return 100 if new.kind is Kind.PERCENT else 1


def _find_ratios(dossier: Dossier, *, is_share: bool, scale: int) -> Iterator[Decimal]:
    numbers = (read_number(fact.value) for fact in dossier.facts if fact.unit and len(fact.unit) == 3)
    amounts = [number for number in numbers if number]
    for one in amounts:
        for other in amounts:
            ratio = one / other
            yield ratio * scale
            if is_share:
                yield abs(1 - ratio) * scale


def _find_spans(site: Site, dossier: Dossier) -> Iterator[Decimal]:
    """Yield the years from each beginning that the figure may count from to any year at all."""
    births = {int(fact.value[:4]) for fact in dossier.facts if fact.attribute == "birth_date"}
    years = find_years(dossier)
    firsts = births if site.mention.kind is Kind.AGE else years
    for span in {last - first for first in firsts for last in years if 0 <= last - first <= 120}:
        yield from (Decimal(span + slip) for slip in (-1, 0, 1))


def _is_same_thing(fact: Fact, site: Site) -> bool:
    return any(fact.subject == own.subject and fact.attribute == own.attribute for own in site.facts)


def _is_honor(fact: Fact, site: Site) -> bool:
    return fact.attribute in _HONORS and any(own.attribute in _HONORS for own in site.facts)


def _stands_in_prose(new: Mention, dossier: Dossier) -> bool:
    return _holds_words(new.text, (passage.text for passage in dossier.passages))


def _holds_words(words: str, texts: Iterable[str]) -> bool:
    folded = words.casefold()
    return any(folded in text.casefold() for text in texts)
