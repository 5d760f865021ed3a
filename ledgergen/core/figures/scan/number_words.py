"""Read a number in words: cardinals that add up, scales, halves and other parts, ordinals.

The longest reading is taken: “two hundred and ten thousand” is one number, and “forty
dozen” two. Articles begin numbers as well: “a hundred and ten”, “a half-million”.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ledgergen.core.figures.closed_classes import INDEFINITE
from ledgergen.core.figures.scan.digits import ONE
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, FRACTION_WORDS, HYPHENS, ORDINALS, SCALES
from ledgergen.core.figures.scan.lexicon.units import TIME_UNITS
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.scaling import Number, apply_scales, is_grandeur, times


def read_words(reader: Reader, index: int) -> Number | None:
    """Read a number in words: “twenty-five”, “two and a half million”, “a hundred and ten”."""
    words = reader.words
    word = words[index]
    if word in INDEFINITE:
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
    if current <= 0 or word in ("score", "hundred") or is_grandeur(reader, at):
        return False
    return word != "dozen" or current <= 20


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
            return apply_scales(reader, number._replace(after=part + 1, value=value, precision=precision))
    if words[after] == "point" and words[after + 1] in CARDINALS and CARDINALS[words[after + 1]] < 10:
        digits = ""
        step = after + 1
        while words[step] in CARDINALS and CARDINALS[words[step]] < 10 and len(digits) < 9:
            digits += str(CARDINALS[words[step]])
            step += 1
        fraction = Decimal("0." + digits)
        return apply_scales(
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
        return apply_scales(reader, _add_half(reader, number))
    if following in ("half", "quarter"):
        step = index + 2
        if words[step] == "-":
            step += 1
        elif words[step] == "of" and words[step + 1] in INDEFINITE:
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
