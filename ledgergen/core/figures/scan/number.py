"""Read one number, in digits or in words, to its exact value, with the scales that follow it.

Most numbers of a text are one token: `read_alone` is for them, where the caller
has seen that nothing behind goes on with the number (`GOING_ON`).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from ledgergen.core.figures.scan.digits import ONE, read_digits, starts_figures
from ledgergen.core.figures.scan.lexicon import (
    CARDINALS,
    FRACTION_WORDS,
    GLYPH_FRACTIONS,
    HYPHENS,
    ORDINALS,
    SCALES,
    TIME_UNITS,
)
from ledgergen.core.figures.scan.lexicon_nouns import FUNCTION_WORDS
from ledgergen.core.figures.scan.reader import Reader

_LARGEST: Final = Decimal(10) ** 24
"""Nothing is scaled past this: later arithmetic, `% 1` above all, must not run out of digits."""
GOING_ON: Final = frozenset({"e", "and", "point", *CARDINALS, *SCALES, *GLYPH_FRACTIONS, *HYPHENS})
"""What may go on with a number that has begun: “twenty-five”, “2 million”, “two and a half”, “1e9”."""


class Number(NamedTuple):
    """A number as written, before any unit."""

    after: int
    """Index of the first token behind it."""
    value: Decimal
    precision: Decimal
    """The worth of its last digit; the scale, for words."""
    is_digits: bool
    is_plain: bool = False
    """Digits without separators or scale: may be a year."""
    is_readable: bool = True
    scale: Decimal = ONE
    """What scale words multiplied it by."""


def read_number(reader: Reader, index: int) -> Number | None:
    """Read the number that begins at this token, with the scales that follow it."""
    word = reader.words[index]
    if starts_figures(word):
        return _read_figures(reader, index)
    if word in GLYPH_FRACTIONS:
        over, under = GLYPH_FRACTIONS[word]
        return _scale(reader, Number(index + 1, Decimal(over) / under, ONE / under, is_digits=True))
    return read_words(reader, index)


def read_bare(word: str) -> tuple[Decimal, Decimal] | None:
    """Return value and precision of a number of one token, None where it is none or has no reading."""
    return _read_bare(word) if len(word) <= _LONGEST else None


@lru_cache(maxsize=4_096)
def _read_bare(word: str) -> tuple[Decimal, Decimal] | None:
    if starts_figures(word):
        return read_digits(word)
    cardinal = _ALONE.get(word)
    return None if cardinal is None else (cardinal, ONE)


def is_alone(word: str) -> bool:
    """Tell whether a token is a number by itself: digits, or one of the cardinals."""
    return word in CARDINALS or starts_figures(word)


def read_alone(reader: Reader, index: int) -> Number:
    """Read a number of one token: in digits, or one of the cardinals."""
    word = reader.words[index]
    cardinal = _ALONE.get(word)
    if cardinal is not None:
        return Number(index + 1, cardinal, ONE, is_digits=False)
    read = read_digits(word)
    if read is None:
        return Number(index + 1, _ZERO, ONE, is_digits=True, is_readable=False)
    return Number(index + 1, *read, is_digits=True, is_plain=word.isdecimal())


_LONGEST: Final = 48
"""Characters of a number up to which its reading is kept for the next text that has it."""
_ZERO: Final = Decimal(0)
_ALONE: Final = {word: Decimal(value) for word, value in CARDINALS.items()}


def _read_figures(reader: Reader, index: int) -> Number:
    read = read_digits(reader.words[index])
    if read is None:
        return Number(index + 1, Decimal(0), ONE, is_digits=True, is_readable=False)
    value, precision = read
    after = index + 1
    following = reader.words[after]
    if (
        following == "e"
        and reader.glued(after)
        and reader.words[after + 1][:1].isdecimal()
        and reader.glued(after + 1)
    ):
        return Number(after + 2, Decimal(0), ONE, is_digits=True, is_readable=False)
    if following in GLYPH_FRACTIONS and reader.near(after):
        over, under = GLYPH_FRACTIONS[following]
        return _scale(reader, Number(after + 1, value + Decimal(over) / under, ONE / under, is_digits=True))
    plain = reader.words[index].isdecimal()
    return _scale(reader, Number(after, value, precision, is_digits=True, is_plain=plain))


def times(value: Decimal, factor: Decimal | int) -> Decimal:
    """Multiply, without the “.0” that Decimal keeps: 1.9 times a million is 1900000."""
    product = value * factor
    whole = product.to_integral_value()
    return whole if whole == product else product


def _scale(reader: Reader, number: Number) -> Number:
    """Multiply by the scale words that follow: “2.5 million”, “1.2 lakh crore”."""
    after, factor = number.after, 1
    while (
        (scale := SCALES.get(reader.words[after]))
        and reader.words[after] != "score"
        and reader.near(after)
        and not _is_grandeur(reader, after)
        and factor < 10**15
    ):
        if reader.words[after] in ("dozen", "hundred") and factor > 1:
            break
        factor *= scale
        after += 1
    if (
        factor == 1
        and reader.words[after] == "-"
        and SCALES.get(reader.words[after + 1], 0) >= 1000
        and reader.glued(after)
    ):
        factor = SCALES[reader.words[after + 1]]
        after += 2
    return scaled(number, factor, after=after) if factor > 1 else number


def scaled(number: Number, factor: int, *, after: int) -> Number:
    """Multiply a number by its scale; one that grows past all sense is unreadable."""
    if number.value * factor >= _LARGEST:
        return Number(after, Decimal(0), ONE, is_digits=number.is_digits, is_readable=False)
    return number._replace(
        after=after,
        value=times(number.value, factor),
        precision=times(number.precision, factor),
        scale=Decimal(factor),
        is_plain=False,
    )


def read_words(reader: Reader, index: int) -> Number | None:
    """Read a number in words: “twenty-five”, “two and a half million”, “a hundred and ten”."""
    words = reader.words
    word = words[index]
    if word in ("a", "an"):
        return _read_article(reader, index)
    if word == "half":
        return _read_half(reader, index)
    total, current, after, precision = 0, -1, index, 1
    last_scale = 10**18
    while True:
        at = after if after == index else _step(reader, after, takes_and=current < 0 or current % 100 == 0)
        word = words[at]
        if word in CARDINALS and (current < 0 or _fits(current, CARDINALS[word], words[at - 1])):
            current = max(current, 0) + CARDINALS[word]
            precision = 1
        elif word == "hundred" and 0 < current < 100:
            current *= 100
            precision = 100
        elif 12 <= (scale := SCALES.get(word, 0)) < last_scale and _scales(reader, at, current):
            total += current * scale
            last_scale, current, precision = scale, -1, scale
        else:
            break
        after = at + 1
    if after == index:
        return None
    value = Decimal(total + max(current, 0))
    worth = Decimal(precision)
    return _add_half(
        reader, Number(after, value, worth, is_digits=False, scale=worth if precision >= 1000 else ONE)
    )


def _scales(reader: Reader, at: int, current: int) -> bool:
    """Tell whether the scale may follow: not “a score” of music, nor “forty dozen” of two numbers."""
    word = reader.words[at]
    if current <= 0 or word in ("score", "hundred") or _is_grandeur(reader, at):
        return False
    return word != "dozen" or current <= 20


def _is_grandeur(reader: Reader, at: int) -> bool:
    """Tell “three grand divisions” from “three grand in cash”: thousands stand before no noun."""
    if reader.words[at] != "grand":
        return False
    behind = reader.words[at + 1]
    is_plural = behind.endswith("s") and len(behind) > 3
    return is_plural and reader.near(at + 1) and behind not in FUNCTION_WORDS


def _fits(current: int, number: int, before: str) -> bool:
    """Tell whether one more word continues the number: “twenty” + “five”, “two hundred” + “ten”."""
    if current == 0:
        return False
    if current % 100 == 0:
        return number > 0
    if 20 <= current % 100 <= 90 and current % 10 == 0:
        return 0 < number < 10 and before != "and"
    return False


def _step(reader: Reader, after: int, *, takes_and: bool) -> int:
    """Return where the next word of the number may stand: behind a hyphen, or an “and” inside it."""
    word = reader.words[after]
    if not reader.near(after):
        return reader.size
    following = reader.words[after + 1]
    if word in HYPHENS and reader.glued(after) and reader.glued(after + 1):
        return after + 1 if following in CARDINALS or following in SCALES else after
    if word == "and" and takes_and and following in CARDINALS and reader.words[after - 1] in SCALES:
        return after + 1
    return after


def _past_joiner(reader: Reader, index: int) -> int:
    """Step over the hyphens of “two-and-a-half”."""
    return index + 1 if reader.words[index] in HYPHENS and reader.glued(index) else index


def _add_half(reader: Reader, number: Number) -> Number:
    """Read “… and a half”, “… and two thirds”, “… point five”, then a scale."""
    words, after = reader.words, number.after
    at = _past_joiner(reader, after)
    if words[at] == "and" and reader.near(at):
        article = _past_joiner(reader, at + 1)
        part = _past_joiner(reader, article + 1)
        if words[article] in _NUMERATORS and _is_part(reader, part):
            share = Decimal(_NUMERATORS[words[article]]) / FRACTION_WORDS[words[part]]
            value = times(number.value + share * number.scale, 1)
            precision = times(number.scale / FRACTION_WORDS[words[part]], 1)
            return _scale(reader, number._replace(after=part + 1, value=value, precision=precision))
    if words[after] == "point" and words[after + 1] in CARDINALS and CARDINALS[words[after + 1]] < 10:
        digits = ""
        step = after + 1
        while words[step] in CARDINALS and CARDINALS[words[step]] < 10 and len(digits) < 9:
            digits += str(CARDINALS[words[step]])
            step += 1
        fraction = Decimal("0." + digits)
        return _scale(
            reader,
            number._replace(after=step, value=number.value + fraction, precision=ONE.scaleb(-len(digits))),
        )
    return number


def _is_part(reader: Reader, index: int) -> bool:
    """Tell whether a word is the part in “two and a half”; thirds need a “times” or a unit."""
    word, behind = reader.words[index], reader.words[index + 1]
    is_of = behind in SCALES or behind in TIME_UNITS or behind == "times"
    return word in _PARTS or (word in _FINER_PARTS and is_of)


_NUMERATORS: Final = {"a": 1, "one": 1, "two": 2, "three": 3}
_PARTS: Final = frozenset({"half", "quarter", "quarters"})
_FINER_PARTS: Final = frozenset({"third", "thirds", "fifth", "fifths"})


def _read_article(reader: Reader, index: int) -> Number | None:
    """Read “a million”, “a hundred and ten”, “a dozen”, “a half-million”, “a quarter of a million”."""
    words = reader.words
    following = words[index + 1]
    if following in SCALES and following not in ("score", "grand", "mil"):
        if following == "hundred":
            rest = _after_hundred(reader, index + 2)
            if rest:
                return rest
        worth = Decimal(SCALES[following])
        number = Number(index + 2, worth, worth, is_digits=False, scale=worth)
        return _scale(reader, _add_half(reader, number))
    if following in ("half", "quarter"):
        step = index + 2
        if words[step] == "-":
            step += 1
        elif words[step] == "of" and words[step + 1] in ("a", "an"):
            step += 2
        scale = SCALES.get(words[step], 0)
        if scale >= 12:
            share = Decimal(scale) / FRACTION_WORDS[following]
            return Number(step + 1, share, share, is_digits=False, scale=Decimal(scale))
    return None


def _after_hundred(reader: Reader, index: int) -> Number | None:
    """Read what follows “a hundred”: “and ten”, “thousand”, “and fifty million”."""
    step = index + 1 if reader.words[index] == "and" else index
    if step == index and reader.words[index] not in CARDINALS:
        return None
    rest = read_words(reader, step) if reader.words[step] in CARDINALS else None
    if rest is None or (rest.value >= 100 and rest.precision < 1000):
        return None
    scale = rest.precision if rest.precision >= 1000 else ONE
    return rest._replace(value=rest.value + 100 * scale)


def _read_half(reader: Reader, index: int) -> Number | None:
    """Read “half a million”, “half-million”, “half a dozen”."""
    words = reader.words
    step = index + 1
    if words[step] in ("a", "an", "-"):
        step += 1
    scale = SCALES.get(words[step], 0)
    if scale >= 12 and reader.near(step):
        return Number(step + 1, Decimal(scale) / 2, Decimal(scale) / 2, is_digits=False, scale=Decimal(scale))
    return None


def read_ordinal_word(reader: Reader, index: int) -> tuple[int, int] | None:
    """Read “seventeenth”, “twenty-first”, “one hundredth”; return its value and the token behind it."""
    words = reader.words
    if words[index] in ORDINALS:
        return ORDINALS[words[index]], index + 1
    value = CARDINALS.get(words[index], 0)
    if 0 < value < 20 and words[index + 1] in ("hundredth", "thousandth", "millionth"):
        return value * ORDINALS[words[index + 1]], index + 2
    if value >= 20 and words[index + 1] in HYPHENS and ORDINALS.get(words[index + 2], 99) < 10:
        return value + ORDINALS[words[index + 2]], index + 3
    return None
