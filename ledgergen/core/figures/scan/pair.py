"""Read two numbers that belong together: ratios, clock times, scores, shares “out of”."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.amount import has_unit
from ledgergen.core.figures.scan.calendar import read_year_number
from ledgergen.core.figures.scan.digits import ONE
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.money import CURRENCY_SYMBOLS
from ledgergen.core.figures.scan.lexicon.nouns import FUNCTION_WORDS
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, HYPHENS, SCALES
from ledgergen.core.figures.scan.lexicon.units import TIME_UNITS
from ledgergen.core.figures.scan.number import read_number
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.scaling import Number
from ledgergen.core.figures.wordlists import word_set

_RATING_TOPS: Final = frozenset({4, 5, 10, 20, 100})


_PARTS: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64})
_FULL_MARKS: Final = 100
_PORTIONS: Final = frozenset({"of", "cup", "inch", "teaspoon", "tablespoon", "mile"})


def read_pair(reader: Reader, index: int) -> tuple[Found, ...]:
    """Read ratios, scores and shares written as two numbers: 1.85:1, 8.1/10, 3-2, 11-of-15, seven in ten."""
    words = reader.words
    number = read_number(reader, index)
    if number is None or not number.is_readable:
        return ()
    mark = words[number.after]
    if mark in (":", "/") and number.is_digits:
        return _read_colon(reader, index, number.after)
    odds = _read_odds(reader, index, number) or _read_every(reader, index, number)
    odds = odds or _read_many_in(reader, index, number)
    if odds:
        return odds
    if mark in HYPHENS:
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
    is_rating = right.value >= 5 or left.precision < 1
    is_part = right.value == 5 and left.precision == 1 and words[after] in _PORTIONS  # "2/5 of"
    if right.value in _RATING_TOPS and left.value <= right.value and is_rating and not is_part:
        return (Found(index, after, Kind.SCORE, left.value, left.value, left.precision, other=right.value),)
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


def _read_odds(reader: Reader, index: int, number: Number) -> tuple[Found, ...]:
    """Read “10-to-1”, “four to one”, “a hundred for one”."""
    words, at = reader.words, number.after
    step = at + 1 if words[at] in HYPHENS else at
    if words[step] not in ("to", "for") or number.value <= 1:
        return ()
    one = step + 2 if words[step + 1] in HYPHENS else step + 1
    if words[one] not in ("1", "one") or words[one + 1] in SCALES or has_unit(reader, one + 1):
        return ()
    if words[step] == "for" and words[one + 1][:1].isalnum():
        return ()  # "two for one night"
    return (Found(index, one + 1, Kind.RATIO, number.value, number.value, number.precision, other=ONE),)


EVERY: Final = frozenset({"every", "each"})


def leads_to_every(reader: Reader, index: int) -> bool:
    """Tell whether a number of one word may be one in every so many: “three viewers out of every four”."""
    return reader.words[index + 3] in EVERY or reader.words[index + 4] in EVERY


def _read_every(reader: Reader, index: int, number: Number) -> tuple[Found, ...]:
    """Read “three in every four”, “$1 in every $38”, “one yen in every 1,500”, “one for every six”."""
    words, step = reader.words, number.after
    if words[step].isalpha() and words[step] not in FUNCTION_WORDS:
        step += 1
    step += 2 if words[step : step + 2] == ("out", "of") else 1
    if words[step - 1] not in ("in", "of", "for") or words[step] not in EVERY:
        return ()
    at = step + 1 if words[step + 1] in CURRENCY_SYMBOLS else step
    under = read_number(reader, at + 1)
    if under is None or not under.is_readable or not 0 < number.value < under.value:
        return ()
    if words[under.after] in TIME_UNITS:
        return ()
    first = index - 1 if index and words[index - 1] in CURRENCY_SYMBOLS else index
    value = number.value / under.value
    return (Found(first, under.after, Kind.FRACTION, value, value, ONE / under.value, other=under.value),)


def leads_to_parts(reader: Reader, index: int) -> bool:
    """Tell whether a number of one word may be so many in a round number: “nine critics in ten”."""
    words = reader.words
    behind = words[index + 3]
    is_number = behind[:1].isdecimal() or behind in CARDINALS or behind in {"a", "of", "every"}
    return words[index + 2] in _WITHIN and is_number and _is_many(words[index + 1])


def _read_many_in(reader: Reader, index: int, number: Number) -> tuple[Found, ...]:
    """Read “nine critics in ten”, “97 reviewers out of a hundred”: people, or things, by a round number."""
    words, step = reader.words, number.after + 1
    if words[step] not in _WITHIN or not _is_many(words[number.after]):
        return ()
    step += 2 if words[step] == "out" else 1
    under = _read_round(reader, step)
    if under is None and words[number.after] in _SHARED:
        under = read_number(reader, step)
    if (
        under is None
        or not under.is_readable
        or not 0 < number.value <= under.value
        or _is_counted(words[under.after])
    ):
        return ()
    value = number.value / under.value
    noun = words[number.after]
    return (
        Found(
            index, under.after, Kind.FRACTION, value, value, ONE / under.value, noun=noun, other=under.value
        ),
    )


def _read_round(reader: Reader, step: int) -> Number | None:
    """Read “ten”, “100”, “a hundred”."""
    words = reader.words
    first = step + 1 if words[step] in ("a", "every") else step
    if words[first] in _HUNDREDS and words[first + 1] not in SCALES:
        return Number(first + 1, Decimal(100), ONE, is_digits=False)
    under = read_number(reader, step)
    is_round = under is not None and under.is_readable and under.value in _ROUNDS
    return under if is_round else None


def _is_many(word: str) -> bool:
    return word in ("people", "men", "women") or (
        word.endswith("s") and word.isalpha() and len(word) > _SHORT
    )


def _is_counted(word: str) -> bool:
    """Tell whether a number counts what follows: “nine critics in ten cities”, “in ten years”."""
    return word in TIME_UNITS or word in SCALES or (word not in FUNCTION_WORDS and _is_many(word))


_WITHIN: Final = frozenset({"in", "out"})
_HUNDREDS: Final = frozenset({"hundred", "100"})
_ROUNDS: Final = frozenset({Decimal(10), Decimal(20), Decimal(100), Decimal(1000)})
_SHORT: Final = 3
_SHARED: Final = word_set(
    "critics reviewers reviews notices voters viewers readers users people men women "
    "dollars pounds euros francs yen cents pence tickets seats admissions"
)
"""“Three dollars in four” are a share of all of them."""


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


def _read_hyphen(  # noqa: PLR0911  one return per thing a hyphen may be
    reader: Reader, index: int, mark: int
) -> tuple[Found, ...]:
    """Read scores: “3-2”, “106 - 88”, “7-of-12”, “5-for-9”; each side is a figure of its own."""
    words = reader.words
    second = mark + 1
    if words[second] in ("of", "for") and words[second + 1] in HYPHENS:
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
    if words[right.after] in HYPHENS and reader.glued(right.after) and words[right.after + 1][:1].isdecimal():
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
    elif words[step] == "in" and not is_rating and _is_in(words[index], words[step + 1 : step + 3]):
        step += 1
    else:
        return ()
    left, right = read_number(reader, index), _read_round(reader, step) or read_number(reader, step)
    if left is None or right is None or not right.is_readable or right.value < left.value or not right.value:
        return ()
    if words[right.after] in TIME_UNITS:
        return ()  # "three in ten days"
    is_mark = right.value == _FULL_MARKS and not words[right.after][:1].isalnum()  # "73 out of 100."
    if is_rating or is_mark or (left.precision < 1 and right.value in _RATING_TOPS):
        return (
            Found(index, right.after, Kind.SCORE, left.value, left.value, left.precision, other=right.value),
        )
    value = left.value / right.value
    return (Found(index, right.after, Kind.FRACTION, value, value, ONE / right.value, other=right.value),)


def _is_in(above: str, under: Sequence[str]) -> bool:
    return tuple(under) == ("a", "hundred") or _is_one_in(above, under[0])


def _is_one_in(above: str, under: str) -> bool:
    """Tell whether “one in five”, “1 in 20” is a share, and not a count in so many places."""
    if under in ("three", "four", "five", "ten", "twenty", "hundred"):
        return above in CARDINALS
    return above in ("1", "one") and under.isdecimal() and len(under) <= 3 and int(under) > 1
