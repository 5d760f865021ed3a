"""Write a value the way a sentence wrote another: the editor's replacement, ready to paste.

“$62 million” with 55,000,000 becomes “$55 million”, “sixty-two percent” becomes
“fifty-five percent”, “8 October 2003” keeps its order. The replacement is read
back before it is given out: what would not be found again as the same kind of
figure, near enough to the value, is not suggested at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.scan.calendar import YEARLESS
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.scan.lexicon import CARDINALS, ORDINALS, SCALES, SHORT_SCALES
from ledgergen.core.figures.scan.lexicon_tables import split_words
from ledgergen.core.figures.text import read_document

MONTH_NAMES: Final = split_words(
    "January February March April May June July August September October November December"
)
_SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "KRW": "₩", "INR": "₹", "CAD": "C$", "AUD": "A$",
        "HKD": "HK$", "NZD": "NZ$", "BRL": "R$", "RUB": "₽", "TRY": "₺",
    }
)  # fmt: skip
_UNITS: Final[Mapping[str, str]] = MappingProxyType({"percent": "%", "min": " min", "count": "", "year": ""})
_WORDS_BY_VALUE: Final = {
    value: word for word, value in CARDINALS.items() if word not in ("fourty", "nought")
}
_ORDINALS_BY_VALUE: Final = {value: word for word, value in ORDINALS.items()}
_SCALE_NAMES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SUFFIXES: Final = {1: "st", 2: "nd", 3: "rd"}
_SHARES: Final = (
    (Decimal(1) / 2, "half"), (Decimal(1) / 3, "a third"), (Decimal(2) / 3, "two thirds"),
    (Decimal(1) / 4, "a quarter"), (Decimal(3) / 4, "three quarters"), (Decimal(1) / 5, "a fifth"),
    (Decimal(2) / 5, "two fifths"), (Decimal(3) / 5, "three fifths"), (Decimal(4) / 5, "four fifths"),
    (Decimal(1) / 10, "a tenth"), (Decimal(9) / 10, "nine tenths"),
)  # fmt: skip
_MULTIPLE_VERBS: Final = {
    Decimal("0.5"): "halved",
    Decimal(2): "doubled",
    Decimal(3): "tripled",
    Decimal(4): "quadrupled",
}
_NUMBER: Final = re.compile(
    r"(?P<digits>\d[\d.,'’\u00a0\u202f]*\d|\d)(?P<gap>[ \u00a0-]?)"
    r"(?P<scale>(?i:thousand|million|billion|trillion|bn|mn|m|k)\b)?"
)
_WORD: Final = re.compile(r"[A-Za-z]+")
_CLOSE: Final = Decimal("0.01")


def render_value(  # noqa: PLR0911  one return per kind of value
    value: str, unit: str | None
) -> str:
    """Write a fact's value for a reader: “$1,900,000”, “8 February 1976”, “113 min”, “Palme d'Or”.

    Text that is neither a number nor a date is returned as it is.

    >>> render_value("1900000", "USD"), render_value("1976-02-08", None), render_value("113", "min")
    ('$1,900,000', '8 February 1976', '113 min')
    """
    if unit is None or unit == "date":
        day = _render_iso_date(value)
        if day:
            return day
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return value
    if unit is None and re.fullmatch(r"[12]\d{3}", value):
        return value  # a bare number of this shape is a year
    digits = f"{number:,f}"
    if unit and unit in _SYMBOLS:
        return f"{_SYMBOLS[unit]}{digits}"
    if unit and len(unit) == 3 and unit.isupper():
        return f"{unit} {digits}"
    return digits + _UNITS.get(unit or "", f" {unit}" if unit else "")


def _render_iso_date(value: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", value)
    if not match or not 1 <= int(match[2]) <= 12:
        return ""
    month = f"{MONTH_NAMES[int(match[2]) - 1]} {int(match[1])}"
    return f"{int(match[3])} {month}" if match[3] else month


def spell_like(mention: Mention, value: Decimal | Period) -> str | None:
    """Return the words for `value` in the style of the mention, or None where that style has none.

    `value` is in base units, as `Mention.low`; a `Period` for dates.
    """
    if isinstance(value, Period):
        spelled = _spell_date(mention, value)
    elif mention.is_range or not value.is_finite() or abs(value.adjusted()) > 20:
        return None
    else:
        spelled = _SPELLERS.get(mention.kind, _spell_number)(mention, value)
    return spelled if spelled and _reads_back(mention, spelled, value) else None


def spell_cardinal(number: int) -> str:
    """Write a whole number below a thousand in words: “two hundred and five”."""
    if number in _WORDS_BY_VALUE:
        return _WORDS_BY_VALUE[number]
    if number < 100:
        return f"{_WORDS_BY_VALUE[number - number % 10]}-{_WORDS_BY_VALUE[number % 10]}"
    rest = f" and {spell_cardinal(number % 100)}" if number % 100 else ""
    return f"{_WORDS_BY_VALUE[number // 100]} hundred{rest}"


def spell_ordinal(number: int) -> str:
    """Write an ordinal below a hundred in words, others in digits: “twenty-first”, “121st”."""
    if number in _ORDINALS_BY_VALUE and number < 100:
        return _ORDINALS_BY_VALUE[number]
    if 20 < number < 100:
        return f"{_WORDS_BY_VALUE[number - number % 10]}-{_ORDINALS_BY_VALUE[number % 10]}"
    return f"{number}{ordinal_suffix(number)}"


def ordinal_suffix(number: int) -> str:
    """Return “st”, “nd”, “rd” or “th”."""
    if number % 100 in (11, 12, 13):
        return "th"
    return _SUFFIXES.get(number % 10, "th")


def _reads_back(mention: Mention, spelled: str, value: Decimal | Period) -> bool:
    found = extract_mentions(read_document(f"a {spelled} b" if mention.kind is Kind.COUNT else spelled))
    if len(found) != 1:
        return False
    if isinstance(value, Period):
        read = found[0].period
        wanted = value.first.replace(year=YEARLESS) if found[0].is_yearless else value.first
        return read is not None and read.first <= wanted <= read.last
    close = abs(found[0].low - value) <= max(found[0].precision, abs(value) * _CLOSE)
    return close and (found[0].kind is mention.kind or mention.kind in (Kind.AGE, Kind.COUNT, Kind.SCORE))


def _spell_number(mention: Mention, value: Decimal) -> str | None:
    match = _NUMBER.search(mention.text)
    if match:
        return _spell_digits(mention, value, match)
    return _spell_words(mention, value)


def _spell_digits(mention: Mention, value: Decimal, match: re.Match[str]) -> str | None:
    written, scale = match["digits"], match["scale"]
    head = mention.text[: match.start()]
    tail = mention.text[match.end() if scale else match.end("digits") :]
    if re.search(r"(?i)\b(?:cents?|pence|p)\b|¢", tail):
        value *= 100
    decimals = len(written.rpartition(".")[2]) if re.search(r"\.\d{1,2}$", written) else 0
    if scale is None:
        if mention.kind in (Kind.COUNT, Kind.AGE, Kind.SCORE) and value % 1 and not decimals:
            return None
        figure = _round(value, decimals if decimals or mention.kind is not Kind.MONEY else _cents(value))
        is_grouped = "," in written or not written.isdecimal() or len(written) < 4
        return head + (f"{figure:,f}" if is_grouped else f"{figure:f}") + tail
    name, factor = _choose_scale(scale, value)
    if factor == 1:
        return f"{head}{_round(value, 0):,f}{tail}"
    scaled = value / factor
    while decimals < 2 and abs(_round(scaled, decimals) - scaled) > abs(scaled) * _CLOSE:
        decimals += 1
    return f"{head}{_round(scaled, decimals):f}{match['gap']}{name}{tail}"


def _cents(value: Decimal) -> int:
    return 2 if value % 1 and value < 1000 else 0


def _choose_scale(written: str, value: Decimal) -> tuple[str, int]:
    """Keep the scale where the value fits it, else take the one that does; 1 for small values."""
    factor = SCALES.get(written.lower()) or SHORT_SCALES[written.lower()]
    if factor <= abs(value) < 1000 * factor:
        return written, factor
    for other, name in _SCALE_NAMES:
        if abs(value) >= other:
            short = {"trillion": "tn", "billion": "bn", "million": "m"}[name]
            return (name if len(written) > 2 else short), other
    return "", 1


def _round(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def _spell_words(mention: Mention, value: Decimal) -> str | None:
    """Replace the number words at the head: “sixty-two percent”, “two million dollars”, “a dozen prizes”."""
    words = list(_WORD.finditer(mention.text))
    end = 0
    scale = 1
    for word in words:
        lower = word[0].lower()
        if lower in SCALES and SCALES[lower] >= 1000:
            scale = SCALES[lower]
        elif not (lower in CARDINALS or lower in ("a", "an", "and", "half", "hundred", "dozen")):
            break
        end = word.end()
    if not end:
        return None
    scaled = value / scale
    name = next((word[0] for word in words if SCALES.get(word[0].lower(), 0) == scale), "")
    if scaled < 1 and scale > 1:
        return f"{_round(value, 0):,f}{mention.text[end:]}"
    whole = _round(scaled, 0)
    if abs(whole - scaled) > abs(scaled) * _CLOSE or not 0 <= whole < 1000:
        if scale == 1:
            if mention.kind is not Kind.MULTIPLE:
                return None
            return f"{_round(value, 1):f}{mention.text[end:]}"
        return f"{_round(scaled, 1):f} {name}{mention.text[end:]}"
    spelled = spell_cardinal(int(whole)) + (f" {name}" if scale > 1 else "")
    if mention.text[:1].isupper():
        spelled = spelled[:1].upper() + spelled[1:]
    return spelled + mention.text[end:]


def _spell_multiple(mention: Mention, value: Decimal) -> str | None:
    lower = mention.text.lower()
    if lower.endswith("fold") and lower.isalpha() and value % 1 == 0 and 2 <= value <= 20:
        return f"{spell_cardinal(int(value))}fold"
    if lower.isalpha():
        return _MULTIPLE_VERBS.get(_round(value, 1).normalize()) if lower.endswith("ed") else None
    return _spell_number(mention, value)


def _spell_ordinal(mention: Mention, value: Decimal) -> str | None:
    if value % 1 or not 1 <= value < 10000:
        return None
    number = int(value)
    if mention.text.isdecimal():
        return str(number)  # "season 2"
    spelled = f"{number}{ordinal_suffix(number)}" if mention.text[:1].isdecimal() else spell_ordinal(number)
    return spelled[:1].upper() + spelled[1:] if mention.text[:1].isupper() else spelled


def _spell_fraction(mention: Mention, value: Decimal) -> str | None:
    if mention.other is not None and not mention.text[:1].isalpha():
        return None
    near = min(_SHARES, key=lambda row: abs(row[0] - value))
    return near[1] if abs(near[0] - value) <= Decimal("0.02") else None


def _spell_ratio(mention: Mention, value: Decimal) -> str | None:
    if mention.text.endswith(":1"):
        return f"{_round(value, 2):f}:1"
    known = {Decimal("1.33"): "4:3", Decimal("1.78"): "16:9"}
    return known.get(_round(value, 2), f"{_round(value, 2):f}:1")


def _spell_score(mention: Mention, value: Decimal) -> str | None:
    number, mark, rest = mention.text.partition("/")
    if mark:
        return f"{_round(value, 1 if '.' in number else 0):f}/{rest}"
    return _spell_number(mention, value)


def _spell_nothing(mention: Mention, value: Decimal) -> str | None:  # noqa: ARG001  the table's signature
    return None


_SPELLERS: Final[Mapping[Kind, Callable[[Mention, Decimal], str | None]]] = MappingProxyType(
    {
        Kind.MULTIPLE: _spell_multiple,
        Kind.ORDINAL: _spell_ordinal,
        Kind.FRACTION: _spell_fraction,
        Kind.RATIO: _spell_ratio,
        Kind.SCORE: _spell_score,
        Kind.VAGUE: _spell_nothing,
        Kind.DATE: _spell_nothing,
    }
)


def _spell_date(mention: Mention, value: Period) -> str | None:
    if mention.kind is not Kind.DATE or mention.period is None:
        return None
    day, year = value.first, value.first.year
    is_day = value.first == value.last
    if mention.unit == "day" and mention.period.first == mention.period.last and is_day:
        return _spell_day(mention, day)
    is_month = (value.first.year, value.first.month) == (value.last.year, value.last.month)
    if mention.unit in ("day", "month") and is_month:
        return f"{_month_name(mention.text, day)} {year}"
    if mention.unit == "decade":
        return f"{year // 10 * 10}s" if mention.text[:4].isdecimal() else None
    if mention.unit in ("day", "month", "year", "part of year", "season"):
        return f"{year:04}"
    return None


def _month_name(text: str, day: date) -> str:
    name = MONTH_NAMES[day.month - 1]
    abbreviated = re.search(r"\b([A-Z][a-z]{2})(\.?)(?![a-z])", text)
    if abbreviated and abbreviated[1] != "May":
        return name[:3] + (abbreviated[2] if len(name) > 3 else "")
    return name


def _spell_day(mention: Mention, day: date) -> str | None:
    text = mention.text
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return day.isoformat()
    if not re.search(r"[A-Za-z]{3}", text):
        return None
    month = _month_name(text, day)
    suffix = ordinal_suffix(day.day) if re.search(r"\d(?:st|nd|rd|th)\b", text) else ""
    year = "" if mention.is_yearless else f"{day.year:04}"
    if text[:1].isdecimal():
        joint = " of " if " of " in text else " "
        return f"{day.day}{suffix}{joint}{month}" + (f" {year}" if year else "")
    return f"{month} {day.day}{suffix}" + (f", {year}" if year else "")
