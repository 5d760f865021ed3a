"""Read quantities that are words of their own: fractions, multiples, vague plurals, “a decade”."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ledgergen.core.figures.closed_classes import INDEFINITE
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.scan.count import find_noun
from ledgergen.core.figures.scan.digits import ONE
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES
from ledgergen.core.figures.scan.lexicon.nouns import AWARDS, FUNCTION_WORDS, ONES
from ledgergen.core.figures.scan.lexicon.numbers import (
    CARDINALS,
    COLLECTIVES,
    FRACTION_WORDS,
    HYPHENS,
    MULTIPLES,
    SCALES,
    VAGUE_PLURALS,
)
from ledgergen.core.figures.scan.lexicon.units import MEASURE_UNITS, TIME_UNITS
from ledgergen.core.figures.scan.reader import Reader


def read_fraction(reader: Reader, index: int) -> Found | None:
    """Read “half”, “a third of”, “two-thirds”, “one dollar in four”, “between a seventh and a sixth”."""
    return _read_one_in(reader, index) or _join_fractions(reader, _read_one_fraction(reader, index))


def _join_fractions(reader: Reader, one: Found | None) -> Found | None:
    """Read on to the second of two fractions that bound a share."""
    if one is None or one.kind is not Kind.FRACTION:
        return one
    is_between = reader.words[one.first - 1] in ("between", "from")
    if reader.words[one.after] not in (("and", "to") if is_between else ("to",)):
        return one
    other = _read_one_fraction(reader, one.after + 1)
    if other is None or other.kind is not Kind.FRACTION:
        return one
    low, high = sorted((one.low, other.low))
    return Found(one.first, other.after, Kind.FRACTION, low, high, (high - low) / 4)


def _read_one_in(reader: Reader, index: int) -> Found | None:
    """Read “one dollar in four”, “one viewer out of ten”: a share of what the noun names."""
    words = reader.words
    if words[index] not in ("one", "1") or not words[index + 1].isalpha():
        return None
    step = index + (4 if words[index + 2 : index + 4] == ("out", "of") else 3)
    under = Decimal(CARDINALS.get(words[step], 0)) if words[step - 1] in ("in", "of") else Decimal(0)
    if under < 2 or words[index + 1] in ("in", "out", "of") or words[step + 1] in TIME_UNITS:
        return None
    following = words[step + 1]
    if following.isalpha() and not (following in FUNCTION_WORDS or following in _GOING_ON):
        return None
    value = ONE / under
    return Found(index, step + 1, Kind.FRACTION, value, value, value, other=under)


_GOING_ON = frozenset({"came", "comes", "went", "goes", "stayed", "stays", "crossed", "abroad", "overseas"})


def _read_one_fraction(reader: Reader, index: int) -> Found | None:
    words, word = reader.words, reader.words[index]
    if word in ("half", "halves"):
        return _read_half(reader, index)
    above = CARDINALS.get(word, 1 if word in ("a", "an", "every") else 0)
    step = index + (2 if word == "a" and words[index + 1] in WHOLE else 1)
    if words[step] in HYPHENS and reader.glued(step):
        step += 1
    under = FRACTION_WORDS.get(words[step], 0)
    if not above or not under or not reader.near(step):
        return None
    is_plural = words[step].endswith("s")
    is_joined = step > index + 1  # "a one-third stake"
    is_share = is_plural if above > 1 else under == 2 or is_joined or _is_share(reader, index, step + 1)
    return _share(reader, index, step + 1, Decimal(above) / under, ONE / under) if is_share else None


WHOLE: Final = frozenset({"full", "good", "clear", "mere", "bare", "whole", "solid"})
"""“A full third of the staff”: what may stand between the article and the part."""


def _read_half(reader: Reader, index: int) -> Found | None:
    words = reader.words
    if words[index - 1] in ("first", "second", "other", "latter", "better") or words[index + 1] == "time":
        return None
    first = index - 1 if words[index - 1] in ("a", "one") and reader.near(index) else index
    return _share(reader, first, index + 1, Decimal("0.5"), Decimal("0.5"))


def _share(reader: Reader, first: int, after: int, value: Decimal, precision: Decimal) -> Found:
    """Build a fraction, or a duration where a unit of time follows (“half an hour”, “a quarter-century”)."""
    words, step = reader.words, after
    if words[step] == "of" and words[step + 1] in INDEFINITE:
        step += 2
    elif words[step] in ("a", "an", "-") or words[step] in HYPHENS:
        step += 1
    unit = TIME_UNITS.get(words[step])
    if unit and reader.near(step) and not words[step].endswith("s"):
        return Found(first, step + 1, Kind.DURATION, value, value, precision, unit=unit)
    measure = MEASURE_UNITS.get(words[step]) if words[step - 1] in INDEFINITE else None
    if measure and reader.near(step):
        return Found(first, step + 1, Kind.MEASURE, value, value, precision, unit=measure)
    return Found(first, after, Kind.FRACTION, value, value, precision)


_COMPARED: Final = frozenset(
    {
        *(
            "of",
            "more",
            "less",
            "fewer",
            "higher",
            "lower",
            "off",
            "above",
            "below",
            "larger",
            "smaller",
            "again",
        ),
        *("longer", "shorter", "faster", "slower", "cheaper", "dearer", "costlier", "bigger", "greater"),
        *("heavier", "lighter", "richer", "poorer", "wider"),
    }
)


def _is_share(reader: Reader, index: int, after: int) -> bool:
    """Tell “a third of the budget” from “a third feature”: a share stands alone, or a noun phrase ends."""
    word = reader.words[after]
    if word in _COMPARED:
        return reader.words[after + 1] not in INDEFINITE or reader.words[after + 2] not in SCALES
    if word in HYPHENS:
        return TIME_UNITS.get(reader.words[after + 1]) == "century"
    return not word[:1].isalnum() or (
        word in FUNCTION_WORDS and reader.words[index - 1] not in ("was", "is", "for")
    )


def read_multiple_word(reader: Reader, index: int) -> Found | None:
    """Read “tripled”, “twofold”, “double”, “twice”."""
    word = reader.words[index]
    value = MULTIPLES[word]
    after = index + 1
    step = index + 2 if reader.words[after] in HYPHENS else after
    if word in ("double", "triple", "quadruple", "treble") and reader.words[step] in ("digit", "digits"):
        low = Decimal(10) ** (int(value) - 1)
        return Found(index, step + 1, Kind.VAGUE, low, 10 * low - 1, low)
    return Found(index, after, Kind.MULTIPLE, value, value, ONE, noun="times")


def read_vague(reader: Reader, index: int) -> Found | None:
    """Read “dozens”, “hundreds of thousands”, “tens of millions”."""
    low, high = VAGUE_PLURALS[reader.words[index]]
    if reader.words[index] in ("scores", "tens") and reader.words[index + 1] != "of":
        return None
    after = index + 1
    while reader.words[after] == "of" and reader.words[after + 1] in VAGUE_PLURALS and high < 10**12:
        scale = {"hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9}.get(
            reader.words[after + 1], 0
        )
        if not scale:
            break
        low, high = low * scale, high * scale
        after += 2
    unit = ""
    kind = Kind.VAGUE
    if (
        reader.words[after] == "of"
        and reader.words[after + 1] in CURRENCIES
        and reader.words[after + 1].endswith("s")
    ):
        unit, after = CURRENCIES[reader.words[after + 1]], after + 2
    return Found(
        index,
        after,
        kind,
        Decimal(low),
        Decimal(high),
        Decimal(low),
        unit=unit,
        noun=find_noun(reader, after + (reader.words[after] == "of")),
    )


FIGURES_WORDS: Final = frozenset({"figure", "figures", "digit"})


def read_figures_words(reader: Reader, index: int) -> Found | None:
    """Read “six figures”, “a low six-figure sum”, “mid-seven-figure”."""
    words = reader.words
    number = CARDINALS.get(words[index], 0) or (
        int(words[index]) if words[index].isdecimal() and len(words[index]) < 3 else 0
    )
    step = index + 2 if words[index + 1] in HYPHENS else index + 1
    if (
        words[step] not in FIGURES_WORDS
        or not 2 <= number <= 12
        or (words[step] == "figures" and step > index + 1)
    ):
        return None
    low, high = 10 ** (number - 1), 10**number - 1
    before = index - 1
    if words[before] in HYPHENS or words[before] == "to":
        before -= 1
    first = index
    if words[before] in ("low", "mid", "middle", "high"):
        first = before
        low, high = {"low": (low, 4 * low - 1), "high": (7 * low, high)}.get(
            words[before], (4 * low, 7 * low - 1)
        )
    return Found(first, step + 1, Kind.VAGUE, Decimal(low), Decimal(high), Decimal(low))


def read_collective(  # noqa: PLR0911  one return per written form
    reader: Reader, index: int
) -> Found | None:
    """Read “a couple of weeks”, “a trio of prizes”, “a single screen”, “several hundred”."""
    words, word = reader.words, reader.words[index]
    value = Decimal(COLLECTIVES[word])
    if words[index - 1] not in ("a", "one", "another") or not reader.near(index):
        return None
    if word == "single":
        noun = find_noun(reader, index + 1)
        unit = TIME_UNITS.get(words[index + 1])
        if unit:
            return Found(index, index + 2, Kind.DURATION, value, value, ONE, unit=unit)
        # “A single take” emphasizes; it is no claim of a text, and yet what tells of “one take”.
        is_count = noun in ONES or (reader.is_evidence and bool(noun))
        return Found(index, index + 1, Kind.COUNT, value, value, ONE, noun=noun) if is_count else None
    if words[index + 1] != "of":
        return None
    hedge = Hedge.ABOUT if word == "couple" else Hedge.NONE
    scale = SCALES.get(words[index + 2], 0)
    after = index + 2
    if scale:
        value, after = value * scale, index + 3
    amount_unit = TIME_UNITS.get(words[after])
    if amount_unit:
        return Found(index - 1, after + 1, Kind.DURATION, value, value, ONE, unit=amount_unit, hedge=hedge)
    currency = CURRENCIES.get(words[after]) if words[after].endswith("s") else None
    if currency:
        return Found(index - 1, after + 1, Kind.MONEY, value, value, ONE, unit=currency, hedge=hedge)
    noun = find_noun(reader, after)
    if word != "couple" and not scale and noun not in AWARDS:
        return None  # "a pair of leads" describes, and counts nothing that evidence counts
    end = after if scale else index + 1
    return Found(
        index - 1,
        end,
        Kind.COUNT,
        value,
        value,
        Decimal(scale or 1),
        noun=noun,
        hedge=hedge,
    )


def read_span(reader: Reader, index: int) -> Found | None:
    """Read “a decade later”, “a year and a half”, “a fortnight”, “an hour”, “the following year”."""
    words = reader.words
    unit = TIME_UNITS[words[index]]
    if words[index - 1] not in INDEFINITE or not reader.near(index):
        return None
    first, after, value = index - 1, index + 1, ONE
    if words[after] == "and" and words[after + 1] == "a" and words[after + 2] == "half":
        return Found(
            first, after + 3, Kind.DURATION, Decimal("1.5"), Decimal("1.5"), Decimal("0.5"), unit=unit
        )
    if words[index - 2] in ("half", "such", "per", "times", "twice", "once", "quite") or (
        words[index - 2] == "of" and words[index - 3] in ("half", "quarter", "quarters", "third", "thirds")
    ):
        return None
    if (
        words[first - 1] in CURRENCIES
        or words[first - 1] in SCALES
        or words[first - 1][:1].isdecimal()
        or words[first - 1] in ("%", "percent")
    ):
        return None  # "$10,000 a year" is a rate
    return Found(first, after, Kind.DURATION, value, value, ONE, unit=unit)
