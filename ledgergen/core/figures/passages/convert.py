"""The same quantity in another unit.

Lengths, weights, volumes, times and temperatures have fixed rates, and writers
turn them into what their readers use: 80 km into 50 miles, 24 months into two
years, 350 °F into 175 °C. Currencies have no fixed rate and are not here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.question import MOST_SENTENCES, NOWHERE, Derivation, Question
from ledgergen.core.figures.passages.values import DEGREES

_MOST_LOOKED_AT = 200

_IN_BASE = {
    "second": ("s", Decimal(1)),
    "minute": ("s", Decimal(60)),
    "hour": ("s", Decimal(3600)),
    "day": ("d", Decimal(1)),
    "night": ("d", Decimal(1)),
    "week": ("d", Decimal(7)),
    "fortnight": ("d", Decimal(14)),
    "month": ("mo", Decimal(1)),
    "year": ("mo", Decimal(12)),
    "years": ("mo", Decimal(12)),
    "months": ("mo", Decimal(1)),
    "decade": ("mo", Decimal(120)),
    "century": ("mo", Decimal(1200)),
    "mm": ("m", Decimal("0.001")),
    "cm": ("m", Decimal("0.01")),
    "meter": ("m", Decimal(1)),
    "kilometer": ("m", Decimal(1000)),
    "inch": ("m", Decimal("0.0254")),
    "foot": ("m", Decimal("0.3048")),
    "yard": ("m", Decimal("0.9144")),
    "mile": ("m", Decimal("1609.344")),
    "acre": ("m2", Decimal("4046.86")),
    "hectare": ("m2", Decimal(10000)),
    "gram": ("g", Decimal(1)),
    "kilogram": ("g", Decimal(1000)),
    "ton": ("g", Decimal(1_000_000)),
    "pound": ("g", Decimal("453.592")),
    "ounce": ("g", Decimal("28.3495")),
    "liter": ("l", Decimal(1)),
    "milliliter": ("l", Decimal("0.001")),
    "gallon": ("l", Decimal("3.78541")),
    "cup": ("l", Decimal("0.236588")),
    "tablespoon": ("l", Decimal("0.0147868")),
    "teaspoon": ("l", Decimal("0.00492892")),
}
"""Unit: dimension and size in that dimension's base unit. Years are twelve months, never so many days."""
_TIMES = frozenset({"s", "d", "mo"})
_CONVERTED = Decimal("0.03")
"""How far off a converted quantity may be written: 80 km as 50 miles."""


def convert(question: Question) -> Derivation | None:
    """Find the quantity in the passages in another unit."""
    mention = question.mention
    if mention.unit in DEGREES:
        return _convert_degrees(question)
    here = _IN_BASE.get(mention.unit)
    if here is None or mention.is_range:
        return None
    for figure in question.find_figures(mention.kind):
        there = figure.mention
        base = _IN_BASE.get(there.unit)
        if base is None or there.unit == mention.unit or base[0] != here[0] or there.is_range:
            continue
        value = there.low * base[1] / here[1]
        if _is_converted(mention, value, here[0]):
            formula = f"{there.low:f} {there.unit} = {value:.4g} {mention.unit}"
            return Derivation(rule=rules.CONVERTED, formula=formula, sentence=figure.sentence)
    return None


def join_spans(question: Question) -> Derivation | None:
    """“30 months” are “two years and six months”."""
    mention, words = question.mention, question.index.layout.words
    here = _IN_BASE.get(mention.unit)
    if here is None or mention.is_range:
        return None
    for one, other in pairwise(question.find_figures(Kind.DURATION)):
        whole, part = _IN_BASE.get(one.mention.unit), _IN_BASE.get(other.mention.unit)
        if not whole or not part or not whole[0] == part[0] == here[0] or whole[1] <= part[1]:
            continue
        between = words[one.end : other.first]
        value = (one.mention.low * whole[1] + other.mention.low * part[1]) / here[1]
        if one.sentence == other.sentence and between in ((), ("and",)) and value == mention.low:
            formula = f"{one.mention.text} and {other.mention.text} = {mention.text}"
            return Derivation(rule=rules.CONVERTED, formula=formula, sentence=one.sentence)
    return None


def _is_converted(mention: Mention, value: Decimal, dimension: str) -> bool:
    """Tell whether a quantity renders one of another unit; hours are so many minutes exactly."""
    if dimension in _TIMES:
        return value == mention.low or agree(mention, value) is not None
    return abs(value - mention.low) <= value * _CONVERTED or agree(mention, value) is not None


_SCALES = {"celsius": "C", "fahrenheit": "F"}
_SCALE = re.compile(r"[\s°º]*(?:degrees?)?\s*(c|f)\b", re.IGNORECASE)


def _read_scale(text: str, mention: Mention) -> str:
    if mention.unit in _SCALES:
        return _SCALES[mention.unit]
    match = _SCALE.search(mention.text) or _SCALE.match(text, mention.end)
    return match[1].upper() if match else ""


def _convert_degrees(question: Question) -> Derivation | None:
    mention, layout = question.mention, question.index.layout
    scale = _read_scale(question.reading.layout.text, mention)
    if not scale or mention.is_range:
        return None
    for number in question.index.sort_kind(Kind.MEASURE)[1][:_MOST_LOOKED_AT]:
        figure = question.index.figures[number]
        there = figure.mention
        other = _read_scale(layout.text, there)
        if not other or other == scale:
            continue
        for low in {there.low, there.high}:
            value = _turn_degrees(low, to=scale)
            if abs(value - mention.low) <= 1:
                formula = f"{low:f} °{other} = {value:.1f} °{scale}"
                return Derivation(rule=rules.CONVERTED, formula=formula, sentence=figure.sentence)
    return _convert_own_degrees(question)


_DEGREES_BEFORE = re.compile(r"(\d+(?:\.\d+)?)\s?°?\s?([CF])\s?\(\s?$")


def _convert_own_degrees(question: Question) -> Derivation | None:
    """“350 °F (175 °C)”: the figure repeats the one before it, and that one the passages have."""
    mention, text = question.mention, question.reading.layout.text
    match = _DEGREES_BEFORE.search(text, max(mention.start - 16, 0), mention.start)
    scale = _read_scale(text, mention)
    if not match or not scale or scale == match[2]:
        return None
    if Decimal(match[1]) not in question.index.by_value:
        return None
    value = _turn_degrees(Decimal(match[1]), to=scale)
    if abs(value - mention.low) > _DEGREES_OFF:
        return None
    return Derivation(
        rule=rules.CONVERTED, formula=f"{match[1]} °{match[2]} = {value:.1f} °{scale}", sentence=NOWHERE
    )


_DEGREES_OFF = 3


def _turn_degrees(value: Decimal, *, to: str) -> Decimal:
    return (value - 32) * 5 / 9 if to == "C" else value * 9 / 5 + 32


def name_quarter(question: Question) -> Derivation | None:
    """“The first three months of the year” are the first quarter."""
    mention = question.mention
    if mention.kind is Kind.ORDINAL:
        return _order_quarter(question)
    if mention.unit != "month" or mention.low != _IN_QUARTER or mention.is_range:
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        if "quarter" in question.find_words(sentence):
            return Derivation(rule=rules.CONVERTED, formula="one quarter = 3 months", sentence=sentence)
    return None


def _order_quarter(question: Question) -> Derivation | None:
    """“The second quarter” is “the three months to June”."""
    mention = question.mention
    if mention.noun != "quarter" or not 1 <= mention.low <= len(_QUARTERS):
        return None
    month = _QUARTERS[int(mention.low) - 1]
    for figure in question.find_figures(Kind.DURATION):
        behind = question.index.layout.words[figure.end : figure.end + _BEHIND]
        if figure.mention.unit == "month" and figure.mention.low == _IN_QUARTER and month in behind:
            formula = f"three months to {month.title()} = {mention.text} quarter"
            return Derivation(rule=rules.CONVERTED, formula=formula, sentence=figure.sentence)
    return None


_IN_QUARTER = 3
_QUARTERS = ("march", "june", "september", "december")
_BEHIND = 4
