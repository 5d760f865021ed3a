"""Read the unit behind an amount: money, shares, multiples, durations, ages, measures.

What has no unit is a count, and `scan.count` reads on.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.amount import CODES, Amount
from ledgergen.core.figures.scan.digits import ONE
from ledgergen.core.figures.scan.found import UNREADABLE, Found
from ledgergen.core.figures.scan.lexicon.money import (
    AMBIGUOUS_CURRENCIES,
    CURRENCIES,
    CURRENCY_ADJECTIVES,
    SUBUNITS,
)
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, HYPHENS
from ledgergen.core.figures.scan.lexicon.units import MEASURE_UNITS, PERCENT_WORDS, SHORT_TIMES, TIME_UNITS
from ledgergen.core.figures.scan.number import read_number
from ledgergen.core.figures.scan.reader import Reader

_SUB_MINUTES: Final[Mapping[str, Decimal]] = {
    "hour": Decimal(60),
    "minute": Decimal(1),
    "second": Decimal(1) / 60,
}
UNIT_BEGINNINGS: Final = frozenset(
    {
        *PERCENT_WORDS, *TIME_UNITS, *SHORT_TIMES, *SUBUNITS, *CURRENCIES, *AMBIGUOUS_CURRENCIES,
        *CURRENCY_ADJECTIVES, *MEASURE_UNITS, "per", "percentage", "basis", "times", "time", "fold", "x", "×",
        "k", "m", "c", "f",
    }
)  # fmt: skip
"""All words that a unit can begin with: most numbers have none, and are done after one look-up."""
STRETCHING: Final = frozenset(
    {
        *("additional", "extra", "further", "more", "full", "whole", "entire", "solid", "long", "short"),
        *("straight", "consecutive", "successive"),
    }
)
"""“Four additional minutes”, “five straight weeks”: what may stand between a number and its unit of time."""
_YEARS: Final = 1000
_DOUBTFUL: Final = frozenset(
    {"marks", "pts", "ft", "real", "rand", "pounds", "pound", "$", "rs", "ff", "try", "lei", "sterling"}
)


def read_quantity(reader: Reader, amount: Amount) -> Found | None:
    """Read an amount that has a unit; None where it has none and may be a count."""
    if not amount.number.is_readable:
        return _found(amount, Kind.COUNT, unit=UNREADABLE)
    if amount.currency is not None:
        return _read_money(reader, amount)
    return read_unit(reader, amount)


def _found(  # noqa: PLR0913  a figure has that many parts
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
    if words[after - 1] == "grand":
        return _found(amount, Kind.MONEY)
    word, at = words[after], after
    if word in HYPHENS and reader.glued(after) and reader.glued(after + 1):
        word, at = words[after + 1], after + 1
    if word in STRETCHING and reader.near(at) and reader.near(at + 1) and words[at + 1] in TIME_UNITS:
        return _read_time(reader, amount, at + 1)
    if word not in UNIT_BEGINNINGS or (at == after and not reader.near(at)):
        return None
    return (
        _read_share(reader, amount, at)
        or _read_multiple(reader, amount, at)
        or (_read_time(reader, amount, at) if word in TIME_UNITS or word in SHORT_TIMES else None)
        or _read_currency_behind(reader, amount, at)
        or _read_measure(reader, amount, at)
    )


def _read_share(  # noqa: PLR0911  one return per written form
    reader: Reader, amount: Amount, at: int
) -> Found | None:
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
    if at == amount.after and _is_no_unit(reader, amount, at):
        return None
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


def _is_no_unit(reader: Reader, amount: Amount, at: int) -> bool:
    """Tell whether a singular unit begins another word: “two night-shift workers”, “in 2007 second”."""
    word = reader.words[at]
    if word == "second" and amount.low >= _YEARS:
        return True
    is_joined = reader.words[at + 1] in HYPHENS and reader.glued(at + 1) and reader.glued(at + 2)
    is_one = amount.low <= 1 or word.endswith("s")
    return is_joined and not is_one and reader.words[at + 2] not in ("old", "olds", "long")


def _read_age_behind(reader: Reader, amount: Amount, at: int) -> Found | None:
    """Read “25-year-old”, “33 years old”, “41 years of age”."""
    words = reader.words
    step = at + 1
    if words[step] in HYPHENS:
        step += 1
    if words[step] in ("old", "olds", "old's", "old’s"):
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
    return plain._replace(
        after=at + 1,
        low=plain.low * whole + minutes,
        high=plain.high * whole + minutes,
        precision=ONE,
        unit="minute",
    )


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
    if words[step] == "-":
        step += 1
    currency = "" if words[step] in AMBIGUOUS_CURRENCIES else CURRENCIES.get(words[step])
    if words[step] == "mark" and adjective:
        currency = adjective  # “100,000 Deutsche Mark”
    if currency is None or not (reader.near(step) or reader.glued(step)):
        return None
    is_code = words[step] in CODES and len(words[step]) == 3 and words[step] not in ("won", "yen")
    if is_code and not reader.is_capital(step):
        return None
    if words[step] == "won" and amount.low < 1000:
        return None
    if words[step] in _DOUBTFUL and not adjective:
        weight = _read_doubtful(reader, amount, step)
        if weight is not None:
            return weight
    end = step + 2 if words[step + 1] == "sterling" else step + 1
    return _found(amount, Kind.MONEY, unit=adjective or currency, after=end)


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


_DEGREES: Final = {
    "c": "celsius", "f": "fahrenheit", "celsius": "celsius", "centigrade": "celsius",
    "fahrenheit": "fahrenheit",
}  # fmt: skip
_LEAST_HEAT: Final = 30
"""Degrees from which a letter that stands by itself is taken for a scale: “bake at 350 F”."""


def _is_heat(reader: Reader, amount: Amount, at: int) -> bool:
    is_initial = reader.words[at + 1] == "." and reader.glued(at + 1)
    return amount.number.is_plain and amount.low >= _LEAST_HEAT and not is_initial


def _read_measure(reader: Reader, amount: Amount, at: int) -> Found | None:
    word = reader.words[at]
    if word == "k" and reader.glued(at):
        return _found(amount, Kind.MEASURE, unit="K", after=at + 1)
    if word == "m" and reader.glued(at):
        return _found(amount, Kind.MEASURE, unit="meter", after=at + 1)
    if word in ("c", "f") and (reader.glued(at) or _is_heat(reader, amount, at)) and reader.is_capital(at):
        return _found(amount, Kind.MEASURE, unit=_DEGREES[word], after=at + 1)
    unit = MEASURE_UNITS.get(word)
    if unit == "degree":
        scale = _DEGREES.get(reader.words[at + 1], "") if reader.near(at + 1) else ""
        return _found(amount, Kind.MEASURE, unit=scale or unit, after=at + 2 if scale else at + 1)
    if unit is None or (len(word) <= 3 and not amount.number.is_digits and word not in ("cup", "ton")):
        return None
    return _found(amount, Kind.MEASURE, unit=unit, after=at + 1)
