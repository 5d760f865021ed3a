"""Read a number with its unit: money, shares, multiples, durations, ages, measures.

A quantity is [currency] number [to number] [unit]. The two ends of a range
share what only one of them writes: “$15–19 million” is 15 to 19 million
dollars. What has no unit is a count, and `scan_count` reads on.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from ledgergen.core.figures.lexicon import (
    CARDINALS,
    CURRENCIES,
    CURRENCY_ADJECTIVES,
    CURRENCY_PREFIXES,
    CURRENCY_SYMBOLS,
    GLYPH_FRACTIONS,
    MEASURE_UNITS,
    PERCENT_WORDS,
    SHORT_SCALES,
    SHORT_TIMES,
    SUBUNITS,
    TIME_UNITS,
)
from ledgergen.core.figures.lexicon_nouns import COUNTED
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.scan_found import UNREADABLE, Found
from ledgergen.core.figures.scan_number import ONE, Number, Reader, read_number, starts_figures, times

_HYPHENS: Final = frozenset("-‐‑–")
_RANGE_MARKS: Final = frozenset({"-", "–", "—", "‐", "‑", "to", "or", "and", "~"})
_MINUS: Final = frozenset({"-", "−", "–", "minus", "negative"})
_CODES: Final = frozenset(code.lower() for code in set(CURRENCIES.values()))
_SUB_MINUTES: Final = {"hour": 60, "minute": 1, "second": Decimal(1) / 60}


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
    number = read_number(reader, index)
    if number is None:
        return None
    first, currency = _currency_before(reader, index)
    first, sign = _sign_before(reader, first, number)
    number = _short_scale(reader, number, currency)
    low = sign * number.value
    amount = Amount(first, number.after, low, low, number.precision, currency, number)
    if not number.is_readable:
        return amount
    return _read_range(reader, amount, index) or amount


def _currency_before(reader: Reader, index: int) -> tuple[int, str | None]:
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
    if word in _CODES or word in ("rs", "fr", "kr", "dm", "ff", "rmb", "us", "tl"):
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
    is_glued = reader.glued(after)
    if not (
        is_glued or (currency is not None and reader.near(after) and word in ("m", "mn", "bn", "b", "k"))
    ):
        return number
    following = reader.words[after + 1]
    raw = reader.text[reader.starts[after] : reader.ends[after]]
    sure = currency is not None or word in ("bn", "mn", "tn", "mio")
    if not sure and following not in COUNTED and following not in CURRENCIES:
        if word == "k" and raw == "K" and number.value in (2, 4, 5, 6, 8, 16):
            return number
        if word not in ("k", "b") and not (raw == "M" and number.value < 1000):
            return number
    factor = SHORT_SCALES[word]
    return number._replace(
        after=after + 1,
        value=times(number.value, factor),
        precision=times(number.precision, factor),
        scale=Decimal(factor),
        is_plain=False,
    )


def _read_range(reader: Reader, amount: Amount, index: int) -> Amount | None:
    """Read the other end: “15–19 million”, “between 2 and 3 million”, “four or five”, “6% to 8%”."""
    words, step = reader.words, amount.after
    if words[step] in PERCENT_WORDS and words[step + 1] in _RANGE_MARKS:
        step += 1
    mark = words[step]
    if mark not in _RANGE_MARKS or not reader.near(step):
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
    if number is None or not number.is_readable:
        return None
    number = _short_scale(reader, number, amount.currency)
    return _join_range(reader, amount, number, mark=mark, index=index)


def _starts_number(word: str) -> bool:
    return starts_figures(word) or word in CARDINALS or word in GLYPH_FRACTIONS or word in ("a", "half")


def _join_range(reader: Reader, amount: Amount, number: Number, *, mark: str, index: int) -> Amount | None:
    low, precision = amount.low, amount.precision
    scale = number.scale
    if scale > 1 and precision < scale and low * scale <= number.value:
        low, precision = low * scale, precision * scale
    if low >= number.value or (mark == "or" and number.value > 3 * low):
        return None
    is_hyphen = mark in _HYPHENS
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
    word = reader.words[after]
    if word in _HYPHENS and reader.glued(after):
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


def read_quantity(reader: Reader, index: int) -> Found | None:
    """Read the figure that begins with the number at this token; None where no number does."""
    amount = read_amount(reader, index)
    if amount is None:
        return None
    if not amount.number.is_readable:
        return _found(amount, Kind.COUNT, unit=UNREADABLE)
    if amount.currency is not None:
        return _read_money(reader, amount)
    return read_unit(reader, amount)


def _found(
    amount: Amount, kind: Kind, *, unit: str = "", after: int = 0, noun: str = "", factor: Decimal = ONE
) -> Found:
    return Found(
        amount.first, after or amount.after, kind, amount.low * factor, amount.high * factor,
        amount.precision * factor, unit=unit, noun=noun, hedge=amount.hedge,
    )  # fmt: skip


def _read_money(reader: Reader, amount: Amount) -> Found:
    """Finish an amount that has its currency in front; a word or code behind it says no more."""
    after = amount.after
    word = reader.words[after]
    if word in ("cad", "aud", "usd", "us", "hkd") and reader.near(after):
        return _found(amount, Kind.MONEY, unit={"us": "USD"}.get(word, word.upper()), after=after + 1)
    if word in ("cents", "¢") and amount.currency == "USD":
        return _found(amount, Kind.MONEY, unit="USD", after=after + 1, factor=Decimal("0.01"))
    if word in ("dollars", "euros", "pounds") and reader.near(after):
        after += 1
    if amount.currency == "" or reader.words[amount.first] == "¢":
        return _found(amount, Kind.MONEY, unit="", after=after)
    return _found(amount, Kind.MONEY, unit=amount.currency or "", after=after)


def read_unit(reader: Reader, amount: Amount) -> Found | None:
    """Read the unit behind a number; None where it has none."""
    words, after = reader.words, amount.after
    is_hyphen = words[after] in _HYPHENS and reader.glued(after) and reader.glued(after + 1)
    at = after + 1 if is_hyphen else after
    if words[after - 1] == "grand":
        return _found(amount, Kind.MONEY)
    if not is_hyphen and not reader.near(at):
        return None
    word = words[at]
    return (
        _read_share(reader, amount, at)
        or _read_multiple(reader, amount, at)
        or (_read_time(reader, amount, at) if word in TIME_UNITS or word in SHORT_TIMES else None)
        or _read_currency_behind(reader, amount, at)
        or _read_measure(reader, amount, at)
    )


def _read_share(reader: Reader, amount: Amount, at: int) -> Found | None:
    words, word = reader.words, reader.words[at]
    if word in PERCENT_WORDS:
        if word == "pc" and not reader.glued(at):
            return None
        end = at + 1
        step = end + 1 if words[end] == "-" else end
        if words[step] in ("point", "points"):
            return _found(amount, Kind.PERCENT, unit="points", after=step + 1)
        return _found(amount, Kind.PERCENT, unit="percent", after=end)
    if word == "per" and words[at + 1] == "cent":
        return _found(amount, Kind.PERCENT, unit="percent", after=at + 2)
    if word == "percentage" and words[at + 1] in ("point", "points"):
        return _found(amount, Kind.PERCENT, unit="points", after=at + 2)
    if word == "basis" and words[at + 1] in ("point", "points"):
        return _found(amount, Kind.PERCENT, unit="points", after=at + 2, factor=Decimal("0.01"))
    return None


def _read_multiple(reader: Reader, amount: Amount, at: int) -> Found | None:
    word = reader.words[at]
    if word in ("times", "fold") or (
        word in ("x", "×") and reader.glued(at) and not reader.words[at + 1][:1].isdecimal()
    ):
        return _found(amount, Kind.MULTIPLE, after=at + 1, noun="times")
    if word == "time" and at > amount.after:  # "two-time winner"
        return _found(amount, Kind.COUNT, after=at + 1, noun="times")
    return None


def _read_time(reader: Reader, amount: Amount, at: int) -> Found | None:
    """Read durations, ages, and the parts of a compound duration (“1h 53m”)."""
    words, word = reader.words, reader.words[at]
    unit = TIME_UNITS.get(word)
    if word in SHORT_TIMES and len(word) == 1:
        if not reader.glued(at) or not amount.number.is_digits:
            return None
        unit = SHORT_TIMES[word]
        if word in ("m", "d") and not amount.number.is_plain:
            return None
        if word in ("s", "d") or (word == "m" and not words[at + 1][:1].isdecimal()):
            return None
    if unit is None:
        return None
    age = _read_age_behind(reader, amount, at) if unit in ("year", "month", "day", "week") else None
    return age or _read_compound(reader, amount, at + 1, unit)


def _read_age_behind(reader: Reader, amount: Amount, at: int) -> Found | None:
    """Read “25-year-old”, “33 years old”, “41 years of age”."""
    words = reader.words
    step = at + 1
    if words[step] in _HYPHENS:
        step += 1
    if words[step] in ("old", "olds"):
        return _found(amount, Kind.AGE, unit=TIME_UNITS[words[at]] + "s", after=step + 1)
    if words[step] == "of" and words[step + 1] == "age":
        return _found(amount, Kind.AGE, unit=TIME_UNITS[words[at]] + "s", after=step + 2)
    return None


def _read_compound(reader: Reader, amount: Amount, after: int, unit: str) -> Found:
    """Add “… and a half”, “53 minutes” behind hours; such a whole is given in minutes."""
    words = reader.words
    plain = _found(amount, Kind.DURATION, unit=unit, after=after)
    step = after
    if words[step] in (",", "and"):
        step += 1
    if words[step] == "and":
        step += 1
    if words[step] in ("a", "one") and words[step + 1] in ("half", "quarter") and words[after] == "and":
        share = Decimal("0.5") if words[step + 1] == "half" else Decimal("0.25")
        return plain._replace(after=step + 2, low=plain.low + share, high=plain.high + share, precision=share)
    if unit not in ("hour", "minute") or not reader.near(step):
        return plain
    if not (words[step][:1].isdecimal() or words[step] in CARDINALS):
        return plain
    rest = read_number(reader, step)
    if rest is None or not rest.is_readable or rest.value >= 60:
        return plain
    at = rest.after + 1 if words[rest.after] == "-" else rest.after
    smaller = TIME_UNITS.get(words[at]) or SHORT_TIMES.get(words[at])
    if smaller not in ("minute", "second") or smaller == unit:
        return plain
    minutes = rest.value * _SUB_MINUTES[smaller]
    whole = _SUB_MINUTES[unit]
    joined = plain._replace(
        after=at + 1,
        low=plain.low * whole + minutes,
        high=plain.high * whole + minutes,
        precision=ONE,
        unit="minute",
    )
    return joined


def _read_currency_behind(reader: Reader, amount: Amount, at: int) -> Found | None:
    """Read “28 million dollars”, “1.4m euros”, “two million Canadian dollars”, “80 cents”."""
    words, word = reader.words, reader.words[at]
    if word in SUBUNITS and (len(word) > 1 or (reader.glued(at) and words[at + 1] != ".")):
        unit, factor = SUBUNITS[word]
        return _found(amount, Kind.MONEY, unit=unit, after=at + 1, factor=factor)
    step, adjective = at, ""
    while words[step] in CURRENCY_ADJECTIVES and step < at + 2:
        adjective = CURRENCY_ADJECTIVES[words[step]] or adjective
        step += 1
    if words[step] in ("-",):
        step += 1
    currency = CURRENCIES.get(words[step])
    if currency is None or not (reader.near(step) or reader.glued(step)):
        return None
    if words[step] in _CODES and len(words[step]) == 3 and not reader.text[reader.starts[step]].isupper():
        if words[step] not in ("won", "yen"):
            return None
    if words[step] == "won" and amount.low < 1000:
        return None
    if words[step] in (
        "marks",
        "pts",
        "ft",
        "real",
        "rand",
        "pounds",
        "pound",
        "$",
        "rs",
        "ff",
        "try",
        "lei",
        "sterling",
    ):
        weight = _read_doubtful(reader, amount, step)
        if weight is not None:
            return weight
    return _found(amount, Kind.MONEY, unit=adjective or currency, after=step + 1)


def _read_doubtful(reader: Reader, amount: Amount, step: int) -> Found | None:
    """Pounds may be weight and marks may be points: small amounts are, unless the sentence says money."""
    word = reader.words[step]
    if word in ("pounds", "pound") and amount.high < 1000 and reader.words[step + 1] != "sterling":
        return _found(amount, Kind.MEASURE, unit="pound", after=step + 1)
    if word in ("marks", "pts") and amount.high < 1000:
        return _found(amount, Kind.COUNT, noun=word, after=amount.after)
    if word == "ft":
        return _found(amount, Kind.MEASURE, unit="foot", after=step + 1)
    if word in ("try", "real", "rs", "$", "ff", "rand") and amount.high < 100:
        return _found(amount, Kind.COUNT, after=amount.after)
    return None


def _read_measure(reader: Reader, amount: Amount, at: int) -> Found | None:
    word = reader.words[at]
    if word == "k" and reader.glued(at):
        return _found(amount, Kind.MEASURE, unit="K", after=at + 1)
    if word == "m" and reader.glued(at):
        return _found(amount, Kind.MEASURE, unit="meter", after=at + 1)
    unit = MEASURE_UNITS.get(word)
    if unit is None or (len(word) <= 3 and not amount.number.is_digits and word not in ("cup", "ton")):
        return None
    return _found(amount, Kind.MEASURE, unit=unit, after=at + 1)
