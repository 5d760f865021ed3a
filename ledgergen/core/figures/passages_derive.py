"""What passages do not say outright and still prove.

A summary counts what its source lists, subtracts what its source compares,
and puts inches where its source has centimeters. Each way of doing so is one
function here, and each is *typed*: it answers only to the kind of figure, the
noun and the words that ask for it, and it looks only at sentences that share
words with the one that is checked. Without those two limits small numbers
prove anything: among ten figures there are ninety differences.

    listing       three guards            a list of three names, or of three ages
    parts         five scouts             four boys and one girl
    one           a one-day strike        a day of strikes
    anniversary   the 75th anniversary    75 years ago
    conversion    350 °F (175 °C), a kilometer in miles, two years for 24 months
    difference    cut by 25 basis points  2.75 % from 3 %
    span          a seven-year high in 2015    the highest since 2008
    step          repeat step 4           the text's own fourth step
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages_index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages_reading import Reading
from ledgergen.core.figures.passages_words import PERSONS, find_stem

MOST_SENTENCES = 8
"""Evidence sentences that a derivation looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A figure recomputed from passages."""

    rule: str
    formula: str
    sentence: int
    """The evidence sentence that it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One figure to be derived, and where to look."""

    stated: PlacedFigure
    reading: Reading
    index: PassageIndex
    sentences: tuple[int, ...]
    """Evidence sentences that share words with the stated one, most first, with their neighbors."""

    @property
    def mention(self) -> Mention:
        """The stated figure."""
        return self.stated.mention

    def find_figures(self, *kinds: Kind) -> Iterator[PlacedFigure]:
        """Yield the evidence figures of these kinds in the sentences to look at."""
        for sentence in self.sentences:
            for figure in self.index.find_figures(sentence):
                if figure.mention.kind in kinds:
                    yield figure


def derive(stated: PlacedFigure, reading: Reading, index: PassageIndex) -> Derivation | None:
    """Recompute a figure from what the passages say around the same words, or return None."""
    question = Question(
        stated=stated, reading=reading, index=index, sentences=_choose_sentences(reading, index)
    )
    for way in _WAYS.get(stated.mention.kind, ()):
        derivation = way(question)
        if derivation:
            return derivation
    return None


def _choose_sentences(reading: Reading, index: PassageIndex) -> tuple[int, ...]:
    best = sorted(reading.overlaps, key=lambda number: -reading.overlaps[number])[:MOST_SENTENCES]
    last = len(index.layout.sentences) - 1
    around = dict.fromkeys(
        number for middle in best for number in (middle, middle + 1, middle - 1) if 0 <= number <= last
    )
    return tuple(around)


# --- counting what is listed ------------------------------------------------------------------------------


def _count_listing(question: Question) -> Derivation | None:
    mention = question.mention
    if mention.is_range or not mention.noun or not 2 <= mention.low <= 12 or mention.low % 1:
        return None
    wanted = int(mention.low)
    near = set(question.sentences) | _OPENING
    for listing in question.index.listings.get(wanted, ()):
        if listing.sentence not in near:
            continue
        if (
            listing.kind == "ages"
            and mention.noun
            and mention.noun not in PERSONS
            and not _names_people(mention)
        ):
            continue
        items = question.index.layout.text[listing.start : listing.end]
        return Derivation(rule="V43", formula=f"{wanted} listed: {items[:120]}", sentence=listing.sentence)
    return None


_OPENING = frozenset(range(4))
"""A source's first sentences introduce who it is about."""


def _names_people(mention: Mention) -> bool:
    return mention.noun.endswith(("ers", "ists", "ors", "ants", "ians", "men", "women"))


def _sum_parts(question: Question) -> Derivation | None:
    mention = question.mention
    if mention.is_range or mention.low % 1 or mention.low < 3:
        return None
    for sentence in question.sentences:
        counts = [f for f in question.index.find_figures(sentence) if f.mention.kind is Kind.COUNT]
        for one, other in pairwise(counts):
            if _are_joined(question.index, one, other) and one.mention.low + other.mention.low == mention.low:
                formula = f"{one.mention.low:f} + {other.mention.low:f} = {mention.low:f}"
                return Derivation(rule="V44", formula=formula, sentence=sentence)
        same = [f.mention.low for f in counts if mention.noun and f.mention.noun == mention.noun]
        if len(same) > 2 and sum(same) == mention.low:
            formula = " + ".join(f"{value:f}" for value in same) + f" = {mention.low:f}"
            return Derivation(rule="V44", formula=formula, sentence=sentence)
    return None


def _are_joined(index: PassageIndex, one: PlacedFigure, other: PlacedFigure) -> bool:
    between = index.layout.words[one.end : other.first]
    return len(between) <= 8 and "and" in between


def _read_article_as_one(question: Question) -> Derivation | None:
    mention = question.mention
    noun = mention.unit if mention.kind is Kind.DURATION else mention.noun
    if mention.low != 1 or mention.is_range or not noun:
        return None
    stem, layout = find_stem(noun), question.index.layout
    for sentence in question.sentences:
        first, end = layout.find_places(sentence)
        for place in range(first + 1, end):
            if layout.stems[place] == stem and layout.words[place - 1] in ("a", "an", "single", "per"):
                formula = f"{layout.words[place - 1]} {layout.words[place]} = 1"
                return Derivation(rule="V45", formula=formula, sentence=sentence)
    return None


# --- the same quantity in another form --------------------------------------------------------------------


def _find_anniversary(question: Question) -> Derivation | None:
    mention = question.mention
    if not mention.noun.startswith(("anniversar", "birthday", "jubilee")):
        return None
    for figure in question.index.figures:
        there = figure.mention
        if (
            there.low == mention.low
            and there.kind in (Kind.DURATION, Kind.AGE)
            and there.unit.startswith("year")
        ):
            return Derivation(
                rule="V46", formula=f"{there.text} = {mention.text} {mention.noun}", sentence=figure.sentence
            )
    return None


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
_CONVERTED = Decimal("0.03")
"""How far off a converted quantity may be written: 80 km as 50 miles."""


def _convert(question: Question) -> Derivation | None:
    mention = question.mention
    if mention.unit == "degree":
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
        if abs(value - mention.low) <= value * _CONVERTED:
            formula = f"{there.low:f} {there.unit} = {value.normalize():.4g} {mention.unit}"
            return Derivation(rule="V47", formula=formula, sentence=figure.sentence)
    return None


_SCALE = re.compile(r"[\s°º]*(?:degrees?)?\s*(c|f)\b", re.IGNORECASE)


def _read_scale(text: str, mention: Mention) -> str:
    match = _SCALE.search(mention.text) or _SCALE.match(text, mention.end)
    return match[1].upper() if match else ""


def _convert_degrees(question: Question) -> Derivation | None:
    mention, layout = question.mention, question.index.layout
    scale = _read_scale(question.reading.layout.text, mention)
    if not scale or mention.is_range:
        return None
    for number in question.index.sorted_by_kind.get(Kind.MEASURE, ((), ()))[1]:
        figure = question.index.figures[number]
        there = figure.mention
        other = _read_scale(layout.text, there)
        if not other or other == scale:
            continue
        for low in {there.low, there.high}:
            value = _turn_degrees(low, to=scale)
            if abs(value - mention.low) <= 1:
                formula = f"{low:f} °{other} = {value:.1f} °{scale}"
                return Derivation(rule="V47", formula=formula, sentence=figure.sentence)
    return _convert_own_degrees(question)


# --- what two figures come to -----------------------------------------------------------------------------

_COMPARING = frozenset(
    map(
        find_stem,
        """rise rose risen increase fall fell drop cut reduce decline up down more less fewer gap difference margin
        lead ahead behind grow grew jump climb slump gain lose lost raise boost slash extra additional""".split(),
    )
)


def _is_comparing(question: Question) -> bool:
    layout = question.reading.layout
    first, end = max(question.stated.first - 8, 0), question.stated.end + 5
    return any(stem in _COMPARING for stem in layout.stems[first:end])


def _subtract(question: Question) -> Derivation | None:
    mention = question.mention
    if mention.is_range or not _is_comparing(question):
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        same = [f.mention for f in question.index.find_figures(sentence) if _can_subtract(mention, f.mention)]
        for one, other in pairwise(same[:6]):
            value = abs(one.low - other.low)
            if value and agree(mention, value):
                formula = f"{max(one.low, other.low):f} - {min(one.low, other.low):f} = {value:f}"
                return Derivation(rule="V48", formula=formula, sentence=sentence)
    return None


def _can_subtract(stated: Mention, evidence: Mention) -> bool:
    if evidence.kind is not stated.kind or evidence.is_range:
        return False
    if stated.kind is Kind.PERCENT:
        return stated.unit == "points"
    return stated.unit == evidence.unit and (stated.kind is Kind.MONEY or stated.noun == evidence.noun)


def _span_years(question: Question) -> Derivation | None:
    """A stretch of years between a year the text names in the sentence and one that the passages do."""
    mention = question.mention
    if not mention.unit.startswith("year") or mention.is_range or mention.low < 2:
        return None
    years_here = {
        int(word)
        for word in question.reading.layout.words[
            slice(*question.reading.layout.find_places(question.stated.sentence))
        ]
        if _YEAR.fullmatch(word)
    }
    there = [
        (int(figure.mention.low), figure.sentence)
        for figure in question.find_figures(Kind.DATE)
        if figure.mention.low == figure.mention.high and not figure.mention.is_yearless
    ][:12]
    for year, sentence in there:
        for other in [*years_here, *(y for y, s in there if s == sentence)]:
            span = Decimal(abs(other - year))
            if span and (span == mention.low or agree(mention, span)):
                formula = f"{max(year, other)} - {min(year, other)} = {span:f}"
                return Derivation(rule="V49", formula=formula, sentence=sentence)
    return None


# --- dates told by weekday --------------------------------------------------------------------------------

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_BACK = 7


def _date_weekday(question: Question) -> Derivation | None:
    """“died on Saturday”, in a report dated within the week after the stated day."""
    mention, index = question.mention, question.index
    if mention.period is None or mention.is_yearless or mention.period.first != mention.period.last:
        return None
    day = mention.period.first
    words = {_WEEKDAYS[day.weekday()], "today", "yesterday"}
    reports = {
        figure.mention.period.first
        for number in index.sorted_by_kind.get(Kind.DATE, ((), ()))[1][:_MOST_DATES]
        if (figure := index.figures[number]).mention.period
        and not figure.mention.is_yearless
        and figure.mention.period.first == figure.mention.period.last
    }
    reports = {report for report in reports if 0 <= (report - day).days <= _DAYS_BACK}
    if not reports:
        return None
    report = min(reports)
    if report != day:
        words.discard("today")
    if (report - day).days != 1:
        words.discard("yesterday")
    for sentence in question.sentences[:MOST_SENTENCES]:
        told = words.intersection(index.layout.words[slice(*index.layout.find_places(sentence))])
        if told:
            formula = f"{min(told)} in a report of {report.isoformat()} = {day.isoformat()}"
            return Derivation(rule="V53", formula=formula, sentence=sentence)
    return None


_MOST_DATES = 200


def _span_weekdays(question: Question) -> Derivation | None:
    """“closed from Friday until Monday” is three days, or four."""
    mention, layout = question.mention, question.index.layout
    if mention.unit != "day" or mention.is_range or not 2 <= mention.low <= 7:
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        words = layout.words[slice(*layout.find_places(sentence))]
        told = [place for place, word in enumerate(words) if word in _WEEKDAYS]
        for one, other in pairwise(told):
            n_days = (_WEEKDAYS.index(words[other]) - _WEEKDAYS.index(words[one])) % 7
            is_span = {"until", "till", "to", "through"}.intersection(words[one:other])
            if is_span and mention.low - n_days in (0, 1):
                formula = f"{words[one]} to {words[other]} = {n_days} days"
                return Derivation(rule="V49", formula=formula, sentence=sentence)
    return None


_PARTS_OF_YEAR = {"quarter": 3}


def _name_part_of_year(question: Question) -> Derivation | None:
    """“the first three months of the year” is the first quarter."""
    mention, layout = question.mention, question.index.layout
    if mention.unit != "month" or mention.is_range:
        return None
    part = next((part for part, months in _PARTS_OF_YEAR.items() if months == mention.low), None)
    stem = find_stem(part) if part else ""
    for sentence in question.sentences[:MOST_SENTENCES] if part else ():
        first, end = layout.find_places(sentence)
        if stem in layout.stems[first:end]:
            return Derivation(rule="V47", formula=f"one {part} = {mention.low:f} months", sentence=sentence)
    return None


# --- what the text itself says ----------------------------------------------------------------------------


def _refer_to_own_step(question: Question) -> Derivation | None:
    """“Repeat step 4” in a text that has a fourth step."""
    layout, stated = question.reading.layout, question.stated
    before = layout.words[max(stated.first - 4, 0) : stated.first]
    if not _STEPS.intersection(before) and question.mention.noun not in _STEPS:
        return None
    mark = re.compile(rf"(?m)^\s*(?:\W{{0,2}}step\s*)?{question.mention.low:f}\s?[.):]", re.IGNORECASE)
    if not mark.search(layout.text):
        return None
    return Derivation(rule="V50", formula=f"item {question.mention.low:f} of this text", sentence=-1)


_STEPS = frozenset({"step", "steps", "item", "items", "point", "points"})
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
    return Derivation(rule="V47", formula=f"{match[1]} °{match[2]} = {value:.1f} °{scale}", sentence=-1)


_DEGREES_OFF = 3


def _turn_degrees(value: Decimal, *, to: str) -> Decimal:
    return (value - 32) * 5 / 9 if to == "C" else value * 9 / 5 + 32


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_WAYS: dict[Kind, tuple[Callable[[Question], Derivation | None], ...]] = {
    Kind.COUNT: (_count_listing, _sum_parts, _read_article_as_one, _subtract, _refer_to_own_step),
    Kind.ORDINAL: (_find_anniversary, _refer_to_own_step),
    Kind.DATE: (_date_weekday,),
    Kind.MEASURE: (_convert,),
    Kind.DURATION: (_convert, _read_article_as_one, _span_years, _span_weekdays, _name_part_of_year),
    Kind.AGE: (_convert,),
    Kind.MONEY: (_subtract,),
    Kind.PERCENT: (_subtract,),
}
