"""Which evidence figures could be what a stated figure renders.

Only the value is compared here: equal, a fair rounding (`agree`), a date at
least as precise, an end of a range. Whether they are about the same thing is
`passages.context`. Lookups go by value and by bisection, so that a passage of
a thousand figures costs no more than one of ten; what is left is bounded and
the likeliest sentences go first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.agree import Agreement, agree, agree_on_date, find_bounds
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.passages.currency import is_other_currency
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.reading import TextReading
from ledgergen.core.figures.passages.restating import restate
from ledgergen.core.figures.passages.signs import are_opposed, compare_scores
from ledgergen.core.figures.scan.found import UNREADABLE

MOST_CANDIDATES = 12
_MOST_LOOKED_AT = 150
YEARLESS = Decimal(4)
"""The year that a date without one is given (`Mention.is_yearless`)."""


def find_candidates(
    placed: PlacedFigure, text: TextReading, index: PassageIndex
) -> list[tuple[PlacedFigure, Agreement]]:
    """Return the evidence figures whose value fits, likeliest sentence first.

    They are bounded by `_MOST_LOOKED_AT`; only the first `MOST_CANDIDATES` are worth comparing.
    """
    stated, here = placed.mention, text.layout
    found = [
        (figure, agreement)
        for figure, agreement in _find_fitting(stated, index)
        if stated.kind is not Kind.SCORE or compare_scores(here, placed, index.layout, figure) >= 0
        if not are_opposed(stated, index.layout, figure)
    ]
    if not found:
        found = [(figure, Agreement.EXACT) for figure in _find_verbatim(placed, here, index)]
    if len(found) > 1:
        overlaps = text.read(placed.sentence, index).overlaps
        found.sort(key=lambda pair: (-overlaps.get(pair[0].sentence, 0.0), pair[1] is not Agreement.EXACT))
    return found


def _find_fitting(stated: Mention, index: PassageIndex) -> list[tuple[PlacedFigure, Agreement]]:
    """Return the evidence figures whose value fits; a text that repeats a value asks only once."""
    asked = (
        stated.kind, stated.unit, stated.low, stated.high, stated.precision, stated.hedge,
        stated.period, stated.is_yearless, stated.text if stated.unit == UNREADABLE else "",
    )  # fmt: skip
    known = index.fitting.get(asked)
    if known is not None:
        return known
    found = _find_by_value(stated, index)
    found += [pair for other in restate(stated) for pair in _find_by_value(other, index)]
    index.fitting[asked] = found
    return found


def _find_by_value(stated: Mention, index: PassageIndex) -> list[tuple[PlacedFigure, Agreement]]:
    found: list[tuple[PlacedFigure, Agreement]] = []
    for number in _look_up(stated, index):
        figure = index.figures[number]
        agreement = compare_values(stated, figure.mention) or _compose_date(stated, figure.mention, index)
        pair = None if agreement else _find_pair(stated, number, index)
        if pair:
            figure, agreement = pair, Agreement.EXACT
        if agreement:
            found.append((figure, agreement))
    return found


_WORTH_COPYING = 2
"""Words of a figure from which it is found by its letters alone, whatever its reading."""


def _find_verbatim(stated: PlacedFigure, here: Layout, index: PassageIndex) -> Iterator[PlacedFigure]:
    """The scanner may read one and the same writing in two ways; the writing itself is evidence."""
    words = here.words[stated.first : stated.end]
    if len(words) < _WORTH_COPYING:
        return
    there = index.layout
    for place in index.find_stem_places(here.stems[stated.first])[:_MOST_LOOKED_AT]:
        if there.words[place : place + len(words)] == words:
            yield PlacedFigure(
                mention=stated.mention, first=place, end=place + len(words), sentence=there.sentence_of[place]
            )


_APART = 6


def _find_pair(stated: Mention, number: int, index: PassageIndex) -> PlacedFigure | None:
    """A range may be written as two figures: “from $15 million in spring to $19 million”."""
    if not stated.is_range or stated.kind is Kind.DATE or number + 1 == len(index.figures):
        return None
    one, other = index.figures[number], index.figures[number + 1]
    is_pair = one.mention.low == stated.low and other.mention.high == stated.high
    if not is_pair or other.first - one.end > _APART:
        return _find_alternatives(stated, number, index) if " or " in stated.text else None
    start, end = one.mention.start, other.mention.end
    whole = replace(other.mention, low=one.mention.low, start=start, text=index.layout.text[start:end])
    return PlacedFigure(mention=whole, first=one.first, end=other.end, sentence=one.sentence)


_ALTERNATIVE = 60
"""Words within which the other of two alternatives stands."""


def _find_alternatives(stated: Mention, number: int, index: PassageIndex) -> PlacedFigure | None:
    """“7.5% or 9%”: a source may give each of them with what it applies to."""
    one = index.figures[number]
    if (one.mention.kind, one.mention.low, one.mention.high) != (stated.kind, stated.low, stated.low):
        return None
    is_given = any(
        abs(other.first - one.first) <= _ALTERNATIVE
        and other.mention.kind is stated.kind
        and other.mention.unit == one.mention.unit
        for other in (index.figures[at] for at in index.by_value.get(stated.high, ())[:_MOST_LOOKED_AT])
    )
    if not is_given:
        return None
    return replace(one, mention=replace(one.mention, low=stated.low, high=stated.high))


_SHORT_PERIOD = 31


def _compose_date(stated: Mention, evidence: Mention, index: PassageIndex) -> Agreement | None:
    """A source may date itself once and then say “on May 7”; or give two years, of which one is named."""
    here, there = stated.period, evidence.period
    if here is None or there is None or stated.is_yearless:
        return None
    if evidence.is_yearless:
        is_short = (here.last - here.first).days <= _SHORT_PERIOD
        if not is_short or stated.low not in index.years:
            return None
        return agree_on_date(replace(stated, is_yearless=True), there)
    return Agreement.ROUNDED if here.first == there.first or here.last == there.last else None


def _look_up(stated: Mention, index: PassageIndex) -> Iterable[int]:
    numbers = dict.fromkeys(index.by_value.get(stated.low, ())[:_MOST_LOOKED_AT])
    if stated.is_range:
        numbers |= dict.fromkeys(index.by_value.get(stated.high, ())[:_MOST_LOOKED_AT])
    if stated.kind is Kind.DATE and stated.is_yearless:
        numbers |= dict.fromkeys(index.sort_kind(Kind.DATE)[1][: _MOST_LOOKED_AT * 4])
    kind = Kind.COUNT if stated.kind is Kind.VAGUE else stated.kind
    if kind in index.by_kind and not (kind is Kind.DATE and stated.is_yearless):
        is_wide = stated.kind in (Kind.DATE, Kind.VAGUE) or _is_decade_of_life(stated)
        low, high = (stated.low, stated.high) if is_wide else find_bounds(stated)
        values, figures = index.sort_kind(kind)
        first, end = bisect_left(values, low), bisect_right(values, high)
        numbers |= dict.fromkeys(figures[first : min(end, first + _MOST_LOOKED_AT)])
    if stated.kind is Kind.DATE:
        numbers |= dict.fromkeys(index.by_value.get(YEARLESS, ())[:_MOST_LOOKED_AT])
    return numbers


_BARE = frozenset({Kind.COUNT, Kind.SCORE, Kind.MEASURE, Kind.ORDINAL})
"""Kinds that a number is read as where its unit is not written, or not next to it."""
_NEVER = frozenset(
    frozenset(pair)
    for pair in (
        (Kind.ORDINAL, Kind.MONEY),
        (Kind.ORDINAL, Kind.PERCENT),
        (Kind.ORDINAL, Kind.SCORE),
        (Kind.ORDINAL, Kind.AGE),
        (Kind.ORDINAL, Kind.DURATION),
        (Kind.ORDINAL, Kind.FRACTION),
        (Kind.MEASURE, Kind.MONEY),
        (Kind.MEASURE, Kind.PERCENT),
        (Kind.MEASURE, Kind.DATE),
        (Kind.MEASURE, Kind.AGE),
        (Kind.MEASURE, Kind.DURATION),
        (Kind.MEASURE, Kind.RATIO),
        (Kind.SCORE, Kind.MONEY),
    )
)


def compare_values(stated: Mention, evidence: Mention) -> Agreement | None:
    """Tell whether the evidence figure's value is what the stated figure renders, context aside.

    A figure may be read under two kinds for want of its unit (“ages 12 and 14”), so kinds may
    differ where one of them is bare; then the values must be equal. A number without a reading has
    no value: it agrees with the very same writing alone.
    """
    if UNREADABLE in (stated.unit, evidence.unit):
        return Agreement.EXACT if stated.text == evidence.text else None
    if stated.kind is evidence.kind:
        return _compare_same_kind(stated, evidence)
    if stated.kind is Kind.VAGUE and evidence.kind is Kind.COUNT:
        return Agreement.ROUNDED if stated.low <= evidence.low and evidence.high <= stated.high else None
    pair = frozenset((stated.kind, evidence.kind))
    if pair in _NEVER or not pair & _BARE or is_other_currency(stated, evidence):
        return None
    return Agreement.EXACT if (stated.low, stated.high) == (evidence.low, evidence.high) else None


DEGREES = frozenset({"degree", "celsius", "fahrenheit"})


def _are_degrees(stated: Mention, evidence: Mention) -> bool:
    """Tell whether one of two temperatures leaves its scale open."""
    return "degree" in (stated.unit, evidence.unit) and {stated.unit, evidence.unit} <= DEGREES


def _is_in_other_unit(stated: Mention, evidence: Mention) -> bool:
    if stated.kind is Kind.MONEY and is_other_currency(stated, evidence):
        return True
    are_said = stated.unit != evidence.unit and bool(stated.unit and evidence.unit)
    return are_said and not _are_degrees(stated, evidence)


def _compare_same_kind(stated: Mention, evidence: Mention) -> Agreement | None:
    if stated.kind is Kind.DATE:
        return _compare_dates(stated, evidence)
    if _is_in_other_unit(stated, evidence):
        return None
    if (stated.low, stated.high) == (evidence.low, evidence.high):
        return Agreement.EXACT
    if _is_decade_of_life(stated):
        return Agreement.ROUNDED if stated.low <= evidence.low and evidence.high <= stated.high else None
    if evidence.is_range:
        is_end = not stated.is_range and stated.low in (evidence.low, evidence.high)
        return Agreement.ROUNDED if is_end else None
    return _round(stated, evidence.low)


def _compare_dates(stated: Mention, evidence: Mention) -> Agreement | None:
    if stated.unit == evidence.unit == "BC":
        return Agreement.EXACT if stated.low == evidence.low else None
    is_coarser = stated.unit in _PARTS_OF_YEARS and evidence.unit == "year"
    if evidence.period is None or is_coarser or not _is_in_season(stated, evidence.period):
        return None
    return agree_on_date(stated, evidence.period)


def _is_decade_of_life(stated: Mention) -> bool:
    """Tell whether an age is a whole decade: “in her twenties” is said of any age in it."""
    return stated.kind is Kind.AGE and stated.is_range and stated.text.endswith("s")


def _is_in_season(stated: Mention, evidence: Period) -> bool:
    """Tell whether a date lies in the months of a season; the winter of 1975 has no May."""
    if stated.unit != "season" or stated.period is None:
        return True
    first, last = stated.period.first.month, stated.period.last.month
    months = range(first, last + 1) if first <= last else (*range(first, 13), *range(1, last + 1))
    return evidence.first.month in months and evidence.last.month in months


_PARTS_OF_YEARS = frozenset({"season", "part of year"})
"""Winter begins the year before and ends the year after; no year is as precise as that."""


def _round(stated: Mention, value: Decimal) -> Agreement | None:
    if (stated.is_range and stated.kind in _WHOLE) or stated.kind is Kind.ORDINAL:
        return None
    if not stated.hedge and abs(stated.low - value) > _MOST_OFF * abs(value):
        return None
    return agree(stated, value)


_WHOLE = frozenset({Kind.DURATION, Kind.MEASURE, Kind.PERCENT, Kind.COUNT, Kind.SCORE})
"""Kinds whose ranges say something as ranges (“bake 20-30 minutes”): one value inside proves neither end."""
_MOST_OFF = Decimal("0.1")
"""Nobody rounds further than this without saying so, however few digits are written."""
