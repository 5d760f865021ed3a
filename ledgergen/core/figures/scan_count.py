"""Read what has no unit: counts, ordinals, fractions, ratios, scores, ages by position, vague words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ledgergen.core.figures.lexicon import (
    CARDINALS,
    COLLECTIVES,
    CURRENCIES,
    FRACTION_WORDS,
    MULTIPLES,
    ORDINAL_SUFFIXES,
    ORDINALS,
    SCALES,
    TIME_UNITS,
    VAGUE_PLURALS,
)
from ledgergen.core.figures.lexicon_names import NUMBERED
from ledgergen.core.figures.lexicon_nouns import AWARDS, COUNTED, ONES, ORDERED
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.scan_date import DECADE_WORDS, is_month, read_century, read_day_first, read_year_number
from ledgergen.core.figures.scan_found import Found
from ledgergen.core.figures.scan_number import ONE, Reader, read_number, read_ordinal_word, starts_figures
from ledgergen.core.figures.scan_quantity import Amount, has_unit, read_amount, read_unit

_HYPHENS: Final = frozenset("-‐‑–")
_POSSESSIVES: Final = frozenset({"his", "her", "their", "my", "its", "our"})
FUNCTION_WORDS: Final = frozenset(
    """
    a an the of in on at by to for from with without into onto over under after before between during since until
    and or but nor so yet as than that which who whom whose this these those it its he she they them his her their is are
    was were be been being has have had do does did will would can could may might must shall should not no also only
    when where while if because per via about against among within across behind beyond near up down out off then
    """.split()
)
_RATING_TOPS: Final = frozenset({4, 5, 10, 20, 100})
_PARTS: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64})


def find_noun(reader: Reader, after: int) -> str:
    """Return what is counted: the last counted noun of the words that follow, else the first plural."""
    best = first = ""
    step = after
    if reader.words[step] in _HYPHENS and reader.glued(step):
        step += 1
    for at in range(step, min(step + 5, reader.size)):
        word = reader.words[at]
        if word in _HYPHENS and reader.glued(at):
            continue
        if (
            not word[:1].isalpha()
            or word in FUNCTION_WORDS
            or (at > after and not reader.near(at) and not reader.glued(at))
        ):
            break
        if word in COUNTED or word in ORDERED:
            best = word
        elif best:
            break
        elif not first and word.endswith("s") and len(word) > 3:
            first = word
    return (
        best
        or first
        or (
            reader.words[step]
            if reader.words[step][:1].isalpha()
            and reader.words[step] not in FUNCTION_WORDS
            and reader.near(step)
            else ""
        )
    )


def read_pair(reader: Reader, index: int) -> tuple[Found, ...]:
    """Read ratios, scores and shares written as two numbers: 1.85:1, 8.1/10, 3-2, 11-of-15, seven in ten."""
    words = reader.words
    number = read_number(reader, index)
    if number is None or not number.is_readable:
        return ()
    mark = words[number.after]
    if mark in (":", "/") and number.is_digits:
        return _read_colon(reader, index, number.after)
    if mark in _HYPHENS:
        return _read_hyphen(reader, index, number.after)
    if mark in ("x", "×", "by") and reader.words[number.after + 1][:1].isdecimal():
        return ()
    return _read_out_of(reader, index, number.after)


def _read_colon(reader: Reader, index: int, mark: int) -> tuple[Found, ...]:
    words = reader.words
    tight = reader.glued(mark) and reader.glued(mark + 1)
    spaced = reader.near(mark) and reader.near(mark + 1)
    if not words[mark + 1][:1].isdecimal() or not (tight or spaced):
        return ()
    left, right = read_number(reader, index), read_number(reader, mark + 1)
    if left is None or right is None or not right.is_readable:
        return ()
    after = mark + 2
    if words[mark] == ":":
        return _read_clock(reader, index, mark) or _ratio(index, after, left.value, right.value)
    if right.value in _RATING_TOPS and left.value <= right.value and (right.value >= 5 or left.precision < 1):
        if not (
            right.value == 5
            and left.value.as_tuple().exponent == 0
            and left.value < 5
            and reader.near(after)
            and words[after] in ("of", "cup", "inch", "teaspoon", "tablespoon")
        ):
            return (
                Found(index, after, Kind.SCORE, left.value, left.value, left.precision, other=right.value),
            )
    if right.value in _PARTS and left.value < right.value and right.value > 0:
        value = left.value / right.value
        return (Found(index, after, Kind.FRACTION, value, value, ONE / right.value),)
    return ()


def _ratio(index: int, after: int, left: Decimal, right: Decimal) -> tuple[Found, ...]:
    if not right or left > 10**9:
        return ()
    value = left / right
    precision = ONE.scaleb(int(left.as_tuple().exponent)) / right
    return (Found(index, after, Kind.RATIO, value, value, precision, other=right),)


def _read_clock(reader: Reader, index: int, mark: int) -> tuple[Found, ...]:
    """Tell 2:15 p.m. and 1:53:20 from a ratio: clocks write two digits behind the colon."""
    words = reader.words
    left, right = words[index], words[mark + 1]
    minutes = right.split(".")[0]
    if (
        len(minutes) != 2
        or not left.isdecimal()
        or len(left) > 2
        or not minutes.isdecimal()
        or int(minutes) > 99
    ):
        return ()
    after = mark + 2
    value = Decimal(int(left) * 60 + int(minutes))
    if (
        words[after] == ":"
        and words[after + 1].isdecimal()
        and len(words[after + 1]) == 2
        and reader.glued(after)
    ):
        after += 2
    return (Found(index, after, Kind.MEASURE, value, value, ONE, unit="clock"),)


def _read_hyphen(reader: Reader, index: int, mark: int) -> tuple[Found, ...]:
    """Read scores: “3-2”, “106 - 88”, “7-of-12”, “5-for-9”; each side is a figure of its own."""
    words = reader.words
    second = mark + 1
    if words[second] in ("of", "for") and words[second + 1] in _HYPHENS:
        second += 2
    if not words[second][:1].isdecimal() and not (second > mark + 1 and words[second] in CARDINALS):
        return ()
    if reader.glued(mark) != reader.glued(mark + 1):
        return ()
    left, right = read_number(reader, index), read_number(reader, second)
    if left is None or right is None or not right.is_readable:
        return ()
    if left.after != mark or left.value > 9999 or right.value > 9999:
        return ()
    if second == mark + 1 and left.value < right.value and has_unit(reader, right.after):
        return ()  # "10-15 percent" is a range
    if read_year_number(reader, index) and len(words[second]) in (2, 4):
        return ()  # two years
    if (
        words[right.after] in _HYPHENS
        and reader.glued(right.after)
        and words[right.after + 1][:1].isdecimal()
    ):
        return ()  # a third part: a telephone number, an ISBN, a set score
    return (
        Found(index, left.after, Kind.SCORE, left.value, left.value, left.precision, other=right.value),
        Found(second, right.after, Kind.SCORE, right.value, right.value, right.precision, other=left.value),
    )


def _read_out_of(reader: Reader, index: int, after: int) -> tuple[Found, ...]:
    """Read “seven in ten”, “two out of three”, “8.1 out of 10”, “four stars out of five”, “one in five”."""
    words, step = reader.words, after
    is_rating = False
    if words[step] in ("stars", "points"):
        is_rating = True
        step += 1
    if words[step] == "out" and words[step + 1] == "of":
        step += 2
    elif words[step] == "in" and not is_rating and _is_one_in(words[index], words[step + 1]):
        step += 1
    else:
        return ()
    left, right = read_number(reader, index), read_number(reader, step)
    if left is None or right is None or not right.is_readable or right.value < left.value or not right.value:
        return ()
    if words[right.after] in TIME_UNITS:
        return ()  # "three in ten days"
    if is_rating or (left.precision < 1 and right.value in _RATING_TOPS):
        return (
            Found(index, right.after, Kind.SCORE, left.value, left.value, left.precision, other=right.value),
        )
    value = left.value / right.value
    return (Found(index, right.after, Kind.FRACTION, value, value, ONE / right.value, other=right.value),)


def _is_one_in(above: str, under: str) -> bool:
    """Tell whether “one in five”, “1 in 20” is a share, and not a count in so many places."""
    if under in ("three", "four", "five", "ten", "twenty", "hundred"):
        return above in CARDINALS
    return above == "1" and under.isdecimal() and 1 < len(under) <= 3


def read_ordinal(reader: Reader, index: int) -> Found | None:
    """Read “17th”, “third feature”, “twenty-first”; a century or a day of the month is a date."""
    words, word = reader.words, reader.words[index]
    if (
        word.isdecimal()
        and words[index + 1] in ORDINAL_SUFFIXES
        and reader.glued(index + 1)
        and len(word) < 10
    ):
        value, after = int(word), index + 2
    else:
        read = read_ordinal_word(reader, index)
        if read is None:
            return None
        value, after = read
    century = read_century(reader, index, after, number=value)
    if century:
        return century
    if words[after] == "of" and is_month(reader, after + 1) or is_month(reader, after):
        day = read_day_first(reader, index)
        if day:
            return day
    unit = (
        "from last"
        if words[after] in ("last",) or (words[after] == "-" and words[after + 1] in ("last", "to"))
        else ""
    )
    return Found(
        index,
        after,
        Kind.ORDINAL,
        Decimal(value),
        Decimal(value),
        ONE,
        unit=unit,
        noun=find_noun(reader, after),
    )


def read_fraction(reader: Reader, index: int) -> Found | None:
    """Read “half”, “a third of”, “two-thirds”, “one quarter”, “nine-tenths”, “half an hour”."""
    words, word = reader.words, reader.words[index]
    if word in ("half", "halves"):
        return _read_half(reader, index)
    if word in ("a", "one", "every") or word in CARDINALS:
        above = CARDINALS.get(word, 1)
        step = index + 1
        if words[step] in _HYPHENS and reader.glued(step):
            step += 1
        under = FRACTION_WORDS.get(words[step], 0)
        if not under or not reader.near(step) or above == 0:
            return None
        if word in ("a", "one") and under not in (2, 4) and not _is_share(reader, index, step + 1):
            return None
        if above > 1 and not words[step].endswith("s"):
            return None
        if under == 4 and above == 1 and not _is_share(reader, index, step + 1):
            return None
        value = Decimal(above) / under
        return _share(reader, index, step + 1, value, ONE / under)
    return None


def _read_half(reader: Reader, index: int) -> Found | None:
    words = reader.words
    if words[index - 1] in ("first", "second", "other", "latter", "better") or words[index + 1] in (
        "time",
        "-time",
    ):
        return None
    first = index - 1 if words[index - 1] in ("a", "one") and reader.near(index) else index
    return _share(reader, first, index + 1, Decimal("0.5"), Decimal("0.5"))


def _share(reader: Reader, first: int, after: int, value: Decimal, precision: Decimal) -> Found:
    """Build a fraction, or a duration where a unit of time follows (“half an hour”, “a quarter-century”)."""
    words, step = reader.words, after
    if words[step] == "of" and words[step + 1] in ("a", "an"):
        step += 2
    elif words[step] in ("a", "an", "-") or words[step] in _HYPHENS:
        step += 1
    unit = TIME_UNITS.get(words[step])
    if unit and reader.near(step) and not words[step].endswith("s"):
        return Found(first, step + 1, Kind.DURATION, value, value, precision, unit=unit)
    return Found(first, after, Kind.FRACTION, value, value, precision)


def _is_share(reader: Reader, index: int, after: int) -> bool:
    """Tell “a third of the budget” from “a third feature”: a share stands alone or before “of”, “the”, a verb."""
    word = reader.words[after]
    if word in (
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
    ):
        return reader.words[after + 1] not in ("a", "an") or reader.words[after + 2] not in SCALES
    if word in _HYPHENS:
        return TIME_UNITS.get(reader.words[after + 1]) == "century"
    return not word[:1].isalnum() or (
        word in FUNCTION_WORDS and reader.words[index - 1] not in ("was", "is", "for")
    )


def read_multiple_word(reader: Reader, index: int) -> Found | None:
    """Read “tripled”, “twofold”, “double”, “twice”."""
    word = reader.words[index]
    value = MULTIPLES[word]
    after = index + 1
    if (
        word in ("double", "triple", "quadruple", "treble")
        and reader.words[index + 1] in _HYPHENS
        and reader.words[index + 2] in ("digit", "digits")
    ):
        low, high = {
            "double": (10, 99),
            "triple": (100, 999),
            "quadruple": (1000, 9999),
            "treble": (100, 999),
        }[word]
        return Found(index, index + 3, Kind.VAGUE, Decimal(low), Decimal(high), Decimal(low))
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


def read_figures_words(reader: Reader, index: int) -> Found | None:
    """Read “six figures”, “a low six-figure sum”, “mid-seven-figure”."""
    words = reader.words
    number = CARDINALS.get(words[index], 0) or (
        int(words[index]) if words[index].isdecimal() and len(words[index]) < 3 else 0
    )
    step = index + 2 if words[index + 1] in _HYPHENS else index + 1
    if (
        words[step] not in ("figure", "figures", "digit")
        or not 2 <= number <= 12
        or (words[step] == "figures" and step > index + 1)
    ):
        return None
    low, high = 10 ** (number - 1), 10**number - 1
    before = index - 1
    if words[before] in _HYPHENS or words[before] == "to":
        before -= 1
    first = index
    if words[before] in ("low", "mid", "middle", "high"):
        first = before
        low, high = {"low": (low, 4 * low - 1), "high": (7 * low, high)}.get(
            words[before], (4 * low, 7 * low - 1)
        )
    return Found(first, step + 1, Kind.VAGUE, Decimal(low), Decimal(high), Decimal(low))


def read_collective(reader: Reader, index: int) -> Found | None:
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
        return Found(index, index + 1, Kind.COUNT, value, value, ONE, noun=noun) if noun in ONES else None
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
    if words[index - 1] not in ("a", "an") or not reader.near(index):
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


def read_age_decade(reader: Reader, index: int) -> Found | None:
    """Read “in his thirties”, “her early forties”; others’ decades are dates."""
    step = index - 1
    part = ""
    if reader.words[step] in _HYPHENS:
        step -= 1
    if reader.words[step] in ("early", "mid", "late"):
        part = reader.words[step]
        step -= 1
    if reader.words[step] not in _POSSESSIVES:
        return None
    start = (
        DECADE_WORDS[reader.words[index]] if reader.words[index] in DECADE_WORDS else int(reader.words[index])
    )
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    after = index + 1 if reader.words[index] in DECADE_WORDS else index + 2
    if reader.words[after - 2] in ("'", "’"):
        after += 1
    first = step + 1 if part else index
    return Found(
        first, after, Kind.AGE, Decimal(start + low), Decimal(start + high), Decimal(10), unit="years"
    )


def read_count(reader: Reader, index: int) -> Found | None:
    """Read a number without a unit: an age where the words around say so, else a count with its noun."""
    amount = read_amount(reader, index)
    if amount is None:
        return None
    after = amount.after
    kind = _age_kind(reader, amount)
    if kind:
        return Found(amount.first, after, Kind.AGE, amount.low, amount.high, amount.precision, unit="years")
    hedge = Hedge.NONE
    if reader.words[after] == "+" and reader.glued(after):
        hedge, after = Hedge.AT_LEAST, after + 1
    elif reader.words[after] in _HYPHENS and reader.words[after + 1] in ("odd", "plus", "ish"):
        hedge = Hedge.AT_LEAST if reader.words[after + 1] == "plus" else Hedge.ABOUT
        after += 2
        united = read_unit(reader, amount._replace(after=after))
        if united:
            return united._replace(hedge=hedge)
    numbered = _find_numbered(reader, amount)
    if numbered:
        return Found(
            amount.first, after, Kind.ORDINAL, amount.low, amount.high, amount.precision, noun=numbered, hedge=hedge
        )
    return Found(
        amount.first, after, Kind.COUNT, amount.low, amount.high, amount.precision,
        noun=find_noun(reader, after), hedge=hedge,
    )  # fmt: skip


def _find_numbered(reader: Reader, amount: Amount) -> str:
    """Return the word that makes a number a place in an order: “season 2”, “No. 1”."""
    at = amount.first - 1
    if at < 0 or amount.low % 1 or not reader.near(amount.first):
        return ""
    if reader.words[at] == "." and reader.glued(at):
        at -= 1
    word = reader.words[at]
    is_numbered = word in NUMBERED and (word != "#" or reader.glued(at + 1))
    return word if is_numbered else ""


def _age_kind(reader: Reader, amount: Amount) -> bool:
    """Tell whether a bare number is an age: “aged 33”, “turned 40”, “at 41,”, “Name, 36,”."""
    if not (1 <= amount.low <= 115 and amount.high <= 115) or amount.precision != 1:
        return False
    words, first = reader.words, amount.first
    before = words[first - 1] if first else ""
    if before in ("aged", "age", "turned", "turning", "turns", "ages") or (
        before == "of" and words[first - 2] == "age"
    ):
        return True
    behind = words[amount.after]
    stands_alone = not behind[:1].isalnum() or behind in FUNCTION_WORDS
    if before in ("at", "only", "just", "barely") and words[first - (1 if before == "at" else 2)] == "at":
        return stands_alone and behind not in ("-", "–", "/", ":", "%", "of", "to", "per", "in")
    if before == "," and behind in (",", ")", ".", ";") and amount.low >= 5 and first >= 2:
        name = reader.text[reader.starts[first - 2] : reader.ends[first - 2]]
        return name[:1].isupper() and name.isalpha() and not is_month(reader, first - 2)
    return False


ORDINAL_WORDS: Final = frozenset(ORDINALS)
