"""What scanning yields and judging decides: mentions and rulings.

A *mention* is a stretch of text that states a quantity, read to a value. It
says nothing yet of what the quantity is about (`claim`) or whether it is true
(`judge`). Values are Decimals in base units: dollars and not millions,
minutes for running times, a fraction of one for nothing (percent stay percent).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from ledgergen.model.report import Support, Verdict
from ledgergen.model.valueclass import valueclass


class Kind(StrEnum):
    """What sort of quantity a mention states."""

    MONEY = "money"
    """“$1.9 million”; unit is the ISO 4217 code, “” where only a scale is written."""
    PERCENT = "percent"
    """“15%”, “a 62 percent share”; value 15 and 62, unit “percent” (or “points”)."""
    FRACTION = "fraction"
    """“half”, “two thirds”, “a quarter of”; value between 0 and 1 (or “one and a half”)."""
    MULTIPLE = "multiple"
    """“14.9 times”, “tripled”, “fivefold”, “double”; value 14.9, 3, 5, 2."""
    COUNT = "count"
    """“four nominations”, “1,200 screens”, “12”: a number with or without its noun."""
    ORDINAL = "ordinal"
    """“third feature”, “17th”."""
    AGE = "age"
    """“33-year-old”, “aged 33”, “at 41”, “in his thirties”; unit “years”."""
    DATE = "date"
    """A day, month, season, year, decade or century; see `Mention.period`."""
    DURATION = "duration"
    """“44-day”, “twelve weeks”, “a decade later”, “113 minutes”; unit as written, singular."""
    RATIO = "ratio"
    """“1.85:1”, “4:3”; value is the quotient."""
    SCORE = "score"
    """“8.1/10”, “3-2” (two mentions, one a side), “four stars out of five”; see `Mention.other`."""
    MEASURE = "measure"
    """“35 pounds”, “16 mm”, “4K”: a number with a physical or technical unit."""
    VAGUE = "vague"
    """“low six figures”, “dozens”, “hundreds of thousands”: a range, not a number."""


SHARE_KINDS: Final = frozenset({Kind.PERCENT, Kind.FRACTION})
"""Kinds of parts of a whole."""


class Hedge(StrEnum):
    """What the words around a number do to it."""

    NONE = ""
    ABOUT = "about"
    """about, some, roughly, approximately, around, circa, an estimated"""
    NEARLY = "nearly"
    """nearly, almost, close to, just under: the truth is a little below"""
    UNDER = "under"
    """under, less than, below, fewer than, never reached: the truth is below"""
    AT_MOST = "at most"
    """up to, at most, no more than, a maximum of"""
    OVER = "over"
    """over, more than, above, exceeding, upwards of, north of, past: the truth is above"""
    JUST_OVER = "just over"
    """just over, slightly more than, a little above: above, and close"""
    AT_LEAST = "at least"
    """at least, no fewer than, a minimum of"""
    BARELY = "barely"
    """barely, scarcely, only just: the truth is the value or a little above"""


@valueclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, both ends included: 1976 is 1976-01-01 to 1976-12-31."""

    first: date
    last: date


@valueclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure as found and read. Offsets are code points, end exclusive."""

    start: int
    end: int
    text: str
    """Number with its unit ("$1.9 million", "33-year-old", "February 8, 1976")."""
    kind: Kind
    low: Decimal
    """Lower end of what is stated, in base units; equals `high` unless a range."""
    high: Decimal
    precision: Decimal
    """The worth of the last digit written: 100000 for "$1.9 million"."""
    unit: str = ""
    """ISO 4217 code, “percent”, “minute”, “pound”; for dates the grain: “day”, “month”, “season”, “year”,
    “part of year”, “years”, “decade”, “century”. “?” where the number has no reading."""
    hedge: Hedge = Hedge.NONE
    period: Period | None = None
    """For dates; `low` and `high` are then the first and last year."""
    is_yearless: bool = False
    """A date without its year ("on February 8"): `period` has year 4, a leap year."""
    noun: str = ""
    """What is counted or ordered, lower case, as written ("nominations", "feature")."""
    not_a_claim: str = ""
    """Why this is no claim ("part of the title 'Seven Samurai'"), or empty."""
    rule: str = ""
    """Id of the rule behind `not_a_claim` (`scan.name.RULES`), or empty."""
    other: Decimal | None = None
    """The number this one is paired with: 10 in “8.1/10”, the rival's 2 beside the 3 of “3-2”
    (each side of a score is a mention), 1 in “1.85:1”, 10 in “seven in ten”."""

    @property
    def value(self) -> Decimal:
        """The single value stated; the middle of a range."""
        low, high = self.low, self.high
        return low if low is high or low == high else (low + high) / 2

    @property
    def is_range(self) -> bool:
        """Tell whether two ends are stated."""
        return self.low is not self.high and self.low != self.high


@valueclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What one rule decided about one mention."""

    verdict: Verdict
    rule: str
    reason: str
    evidence: tuple[Support, ...] = ()
    formula: str | None = None
    suggestion: str | None = None
    about: str = ""
