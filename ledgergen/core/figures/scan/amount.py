"""Read an amount: [currency] number [to number], before its unit is known.

The two ends of a range share what only one of them writes: “$15–19 million”
is 15 to 19 million dollars.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from ledgergen.core.figures.mention import Hedge
from ledgergen.core.figures.scan.digits import starts_figures
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES, CURRENCY_PREFIXES, CURRENCY_SYMBOLS
from ledgergen.core.figures.scan.lexicon.nouns import COUNTED
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, GLYPH_FRACTIONS, HYPHENS, SHORT_SCALES
from ledgergen.core.figures.scan.lexicon.units import MEASURE_UNITS, PERCENT_WORDS, TIME_UNITS
from ledgergen.core.figures.scan.number import GOING_ON, is_alone, read_alone, read_number
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.scaling import Number, scaled

RANGE_MARKS: Final = frozenset({"-", "–", "—", "‐", "‑", "to", "or", "and", "~"})


_GLUED: Final = {"r": "ZAR", "rs": "INR", "rm": "DEM", "dm": "DEM", "l": "ITL", "f": "FRF", "fr": "FRF"}
"""Letters that stand for a currency where they are glued before digits."""
_LETTERS: Final = frozenset({"r", "l", "f"})
_LEAST_SUM: Final = 1000
CODES: Final = frozenset(code.lower() for code in set(CURRENCIES.values()))
_SHORT_CODES: Final = frozenset({"rs", "fr", "kr", "dm", "rm", "ff", "rmb", "us", "tl"})
CURRENCIES_BEFORE: Final = frozenset({".", *CURRENCY_SYMBOLS, *_GLUED, *CODES, *_SHORT_CODES})
"""The last token of every currency that is written before its number."""
LEADING: Final = CURRENCIES_BEFORE | {"-", "−", "minus", "negative"}
FOLLOWING: Final = GOING_ON | RANGE_MARKS | frozenset((*SHORT_SCALES, *PERCENT_WORDS))
"""What may belong to an amount before and behind its first number, unit aside: most have neither."""


class Amount(NamedTuple):
    """A number or range of numbers, with the currency written before it."""

    first: int
    after: int
    low: Decimal
    high: Decimal
    precision: Decimal
    currency: str | None
    number: Number
    """The number that stands last."""
    hedge: Hedge = Hedge.NONE


def read_amount(reader: Reader, index: int) -> Amount | None:
    """Read a number, the currency before it, and the other end of a range."""
    words = reader.words
    word = words[index]
    if words[index + 1] not in FOLLOWING and words[index - 1] not in LEADING and is_alone(word):
        alone = read_alone(reader, index)
        return Amount(index, index + 1, alone.value, alone.value, alone.precision, None, alone)
    number = read_number(reader, index)
    if number is None:
        return None
    first, currency = _currency_before(reader, index)
    if first < index and words[first] in _LETTERS and number.value < _LEAST_SUM:
        first, currency = index, None  # "R2" is a name, "R350,000" a sum
    first, sign = _sign_before(reader, first, number)
    number = _short_scale(reader, number, currency)
    low = sign * number.value
    amount = Amount(first, number.after, low, low, number.precision, currency, number)
    if not number.is_readable:
        return amount
    return _read_range(reader, amount, index) or amount


def _currency_before(  # noqa: PLR0911  one return per written form
    reader: Reader, index: int
) -> tuple[int, str | None]:
    """Find “US$”, “HK $”, “€”, “EUR”, “Rs.” before a number."""
    words = reader.words
    at = index - 1
    if at < 0:
        return index, None
    word = words[at]
    if word == "." and words[at - 1] in ("rs", "fr", "kr") and reader.glued(at):
        at, word = at - 1, words[at - 1]
    if word in CURRENCY_SYMBOLS and reader.starts[index] - reader.ends[at] <= 1:
        prefix = words[at - 1] if at > 0 else ""
        if prefix == "." and reader.glued(at) and words[at - 2] == "s":  # U.S.$
            return at - 4, "USD"
        if prefix in CURRENCY_PREFIXES and reader.glued(at) and not reader.glued(at - 1):
            return at - 1, CURRENCY_PREFIXES[prefix]
        return at, CURRENCIES.get(word, "")
    if word in _GLUED and reader.glued(index) and reader.is_capital(at):
        return at, _GLUED[word]  # R350,000
    if word in CODES or word in _SHORT_CODES:
        raw = reader.text[reader.starts[at] : reader.ends[at]]
        if (
            (raw.isupper() or word in ("rs", "kr", "fr"))
            and reader.near(index)
            and raw not in ("TRY", "ALL", "US", "MAD", "PHP")
        ):
            return at, CURRENCIES.get(word, word.upper())
    return index, None


def _sign_before(reader: Reader, first: int, number: Number) -> tuple[int, int]:
    before = reader.words[first - 1] if first > 0 else ""
    if before in ("minus", "negative") and reader.near(first):
        return first - 1, -1
    if before in ("-", "−") and number.is_digits and reader.glued(first):
        opens = first == 1 or not reader.glued(first - 1) or reader.words[first - 2] in ("(", "[")
        return (first - 1, -1) if opens else (first, 1)
    return first, 1


def _short_scale(reader: Reader, number: Number, currency: str | None) -> Number:
    """Read “$2m”, “€1.4bn”, “5k”, “1.4m euros”, “2.3M viewers”."""
    after = number.after
    word = reader.words[after]
    if word not in SHORT_SCALES or not number.is_digits:
        return number
    if word in ("mm", "t", "cr") and currency is None:
        return number  # "16mm cameras"
    is_glued = reader.glued(after)
    is_spaced = word in ("bn", "mn", "tn") or (currency is not None and word in ("m", "b", "k"))
    if not is_glued and not (is_spaced and reader.near(after)):
        return number
    following = reader.words[after + 1]
    raw = reader.text[reader.starts[after] : reader.ends[after]]
    sure = currency is not None or word in ("bn", "mn", "tn", "mio")
    if not sure and following not in COUNTED and following not in CURRENCIES:
        if word == "k" and raw == "K" and number.value in (2, 4, 5, 6, 8, 16):
            return number
        if word not in ("k", "b") and not (raw == "M" and number.value < 1000):
            return number
    return scaled(number, SHORT_SCALES[word], after=after + 1)


def _read_range(reader: Reader, amount: Amount, index: int) -> Amount | None:
    """Read the other end: “15–19 million”, “between 2 and 3 million”, “four or five”, “6% to 8%”."""
    words, step = reader.words, amount.after
    if words[step] in PERCENT_WORDS and words[step + 1] in RANGE_MARKS:
        step += 1
    mark = words[step]
    if mark not in RANGE_MARKS or not reader.near(step):
        return None
    before = words[amount.first - 1] if amount.first else ""
    if mark == "and" and before != "between" and words[amount.first - 2] != "between":
        return None
    step += 1
    if words[step] in ("about", "some", "perhaps", "nearly", "maybe", "around", "over"):
        step += 1
    prefix = step
    while words[step] in CURRENCY_SYMBOLS or (
        words[step] in CURRENCY_PREFIXES and words[step + 1] in CURRENCY_SYMBOLS
    ):
        step += 1
    if not reader.near(step) or not _starts_number(words[step]):
        return None
    if before == "from" and mark == "to" and (prefix < step or amount.precision >= 1000):
        return None
    number = read_number(reader, step)
    # “Trimmed by ten to 114” is no range.
    is_far = number is not None and before == "by" and mark == "to" and number.value > _FAR_END * amount.high
    is_pronoun = words[index] == "one" and number is not None and number.value >= _YEARS
    # “Rose 12% to 1.4 million” says what it came to.
    is_share = words[amount.after] in PERCENT_WORDS
    is_other = is_share and number is not None and words[number.after] not in (*PERCENT_WORDS, "per")
    if number is None or not number.is_readable or is_far or is_pronoun or is_other:
        return None
    number = _short_scale(reader, number, amount.currency)
    return _join_range(reader, amount, number, mark=mark, index=index)


_YEARS: Final = 1000
"""“The wide one to 1968” is no range."""
_FAR_END: Final = 4
"""No range begun with “by” ends at so many times its start."""


def _starts_number(word: str) -> bool:
    return starts_figures(word) or word in CARDINALS or word in GLYPH_FRACTIONS or word in ("a", "half")


def _join_range(reader: Reader, amount: Amount, number: Number, *, mark: str, index: int) -> Amount | None:
    low, precision = amount.low, amount.precision
    scale = number.scale
    if scale > 1 and precision < scale and low * scale <= number.value:
        low, precision = low * scale, precision * scale
    if low >= number.value or (mark == "or" and number.value > 3 * low):
        return None
    is_hyphen = mark in HYPHENS
    if is_hyphen and scale == 1 and amount.currency is None and not has_unit(reader, number.after):
        return None
    if (
        amount.number.is_plain
        and number.is_plain
        and len(reader.words[index]) == 4
        and amount.currency is None
    ):
        return None  # two years: each is a date of its own
    return amount._replace(
        after=number.after,
        low=low,
        high=number.value,
        precision=min(precision, number.precision),
        number=number,
    )


def has_unit(reader: Reader, after: int) -> bool:
    """Tell whether what follows a number is a unit or a plural noun: two numbers before it are a range."""
    word = reader.words[after]
    if word in HYPHENS and reader.glued(after):
        word = reader.words[after + 1]
    return (
        word in PERCENT_WORDS
        or word in TIME_UNITS
        or word in MEASURE_UNITS
        or word in COUNTED
        or word in CURRENCIES
        or word in ("times", "fold", "x", "scale", "metre")
        or (word.endswith("s") and len(word) > 3 and not reader.is_capital(after))
    )
