"""English for the built-in writer: numbers, money, dates, names, lists and articles.

Everything here turns one value into words and knows nothing of films. The
spelling follows a magazine's desk rules: counts to ten in words, `$28.3
million`, `February 8, 1976`, `five percent` never, `5 percent` always. A
rounded amount is rounded at the last digit it shows, half to even, so that the
figure check reads back the value it came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SYMBOLS = {
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "JPY": "¥",
    "KRW": "₩",
    "INR": "₹",
    "CAD": "C$",
    "AUD": "A$",
    "HKD": "HK$",
    "NZD": "NZ$",
}
CURRENCY_NAMES = {
    "RUB": "rubles",
    "CNY": "yuan",
    "FRF": "French francs",
    "DEM": "German marks",
    "ITL": "lire",
    "SEK": "Swedish kronor",
    "NOK": "Norwegian kroner",
    "DKK": "Danish kroner",
    "PLN": "zlotys",
    "MXN": "Mexican pesos",
    "ESP": "pesetas",
    "CHF": "Swiss francs",
    "THB": "baht",
    "TRY": "Turkish lira",
    "HUF": "forints",
    "CZK": "Czech koruny",
    "ILS": "shekels",
}
_MAX_VALUE = Decimal(10) ** 13
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_VOWEL = re.compile(r"[*_\"“‘'(]*(?:[aeio]|u(?!n[iu]|s[eu])|8|11\b|18\b|hour|heir|honest)", re.IGNORECASE)
_CONSONANT = re.compile(r"[*_\"“‘'(]*(?:one|once|eu)", re.IGNORECASE)
_PARTICLES = frozenset(
    {
        "von",
        "van",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "der",
        "den",
        "la",
        "le",
        "ben",
        "bin",
        "ibn",
        "al",
    }
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_GIVEN_LAST = re.compile(r"[A-Z]\w*-[a-z]\w*")
"""Joon-ho, Kar-wai: a given name that stands behind the family name."""
_FAMILY_FIRST = frozenset(
    {"Zhang", "Chen", "Jia", "Feng", "Diao", "Tian", "Lou", "Xie", "Zheng", "Jiang", "Bi", "Bong", "Hou"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as precise as its source: `first` and `last` bound the days it may be."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Tell whether it names a single day."""
        return self.first == self.last

    @property
    def is_year(self) -> bool:
        """Tell whether it names only a year."""
        return (self.last - self.first).days > 31


def parse_number(text: str) -> Decimal | None:
    """Read a positive amount in base units; None for what is not one (`0` means unknown)."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 < value < _MAX_VALUE else None


def parse_count(text: str) -> int | None:
    """Read a whole number, zero included."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value < _MAX_VALUE or value != value.to_integral_value():
        return None
    return int(value)


def parse_day(text: str) -> Day | None:
    """Read an ISO date cut to its precision."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    try:
        if year is None or year < 1:
            return None
        if day and month:
            exact = date(year, month, day)
            return Day(first=exact, last=exact)
        if month:
            following = date(year + month // 12, month % 12 + 1, 1)
            return Day(first=date(year, month, 1), last=following - timedelta(days=1))
        return Day(first=date(year, 1, 1), last=date(year, 12, 31))
    except ValueError:
        return None


def render_count(value: int) -> str:
    """Write a count: words to ten, digits with thousands separators beyond."""
    return _WORDS[value] if value < len(_WORDS) else f"{value:,}"


def render_ordinal(value: int) -> str:
    """Write an ordinal: words to twentieth, `21st` beyond."""
    if value < len(_ORDINALS):
        return _ORDINALS[value]
    tail = "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{tail}"


def render_scaled(value: Decimal) -> str:
    """Write an amount as a magazine does: `1,075`, `28.3 million`, `1.08 billion`."""
    for scale, name in ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")):
        if value >= scale * Decimal("0.9995"):
            scaled = value / scale
            hundredths = scaled.quantize(Decimal("0.01"), ROUND_HALF_UP)
            if hundredths != scaled and name == "million":
                hundredths = scaled.quantize(Decimal("0.1"), ROUND_HALF_UP)
            if hundredths == hundredths.to_integral_value() and hundredths != scaled and name == "billion":
                hundredths = scaled.quantize(Decimal("0.001"), ROUND_HALF_UP)
            if name == "million" and hundredths >= 1000:
                continue
            return f"{render_plain(hundredths)} {name}"
    return f"{value.quantize(Decimal(1), ROUND_HALF_UP):,f}"


def render_plain(value: Decimal) -> str:
    """Write a decimal without trailing zeros, keeping every digit that counts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def render_money(value: Decimal, unit: str) -> str:
    """Write an amount of money in its own currency; `unit` is an ISO 4217 code."""
    amount = render_scaled(value)
    if unit in SYMBOLS:
        return f"{SYMBOLS[unit]}{amount}"
    if unit in CURRENCY_NAMES:
        return f"{amount} {CURRENCY_NAMES[unit]}"
    return f"{unit} {amount}"


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit can be an ISO 4217 code."""
    return unit is not None and re.fullmatch(r"[A-Z]{3}", unit) is not None


def render_day(day: Day) -> str:
    """Write a date at its own precision: `February 8, 1976`, `February 1976`, `1976`."""
    if day.is_day:
        return f"{_MONTHS[day.first.month - 1]} {day.first.day}, {day.first.year}"
    if not day.is_year:
        return f"{_MONTHS[day.first.month - 1]} {day.first.year}"
    return str(day.first.year)


def join_words(words: Sequence[str]) -> str:
    """List words in prose: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def find_article(word: str) -> str:
    """Return `a` or `an`, whichever the next word takes."""
    return "an" if _VOWEL.match(word) and not _CONSONANT.match(word) else "a"


def render_possessive(name: str) -> str:
    """Write whose: `Balagov's`, `the directors'`."""
    return f"{name}'" if name.startswith("the ") and name.endswith("s") else f"{name}'s"


def find_surname(name: str) -> str:
    """Return what prose calls a person after the full name: never a guess at anything but the name."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].casefold() in _SUFFIXES:
        parts.pop()
    if len(parts) < 2 or not name.isprintable():
        return name.strip()
    if len(parts) == 2 and (_GIVEN_LAST.fullmatch(parts[1]) or parts[0] in _FAMILY_FIRST):
        return parts[0]
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def render_plural_name(surname: str) -> str:
    """Write a family: `the Coens`, `the Joneses`."""
    return f"the {surname}{'es' if surname.endswith(('s', 'x', 'z', 'ch', 'sh')) else 's'}"


def find_age(birth: Day, event: Day) -> int | None:
    """Return the age in whole years, or None where the dates leave more than one answer."""
    youngest, oldest = _age(birth.last, event.first), _age(birth.first, event.last)
    return youngest if youngest == oldest and 0 < youngest < 120 else None


def _age(birth: date, event: date) -> int:
    return event.year - birth.year - ((event.month, event.day) < (birth.month, birth.day))


def find_years_between(earlier: Day, later: Day) -> int | None:
    """Return the years from one date to another, or None where rounding would mislead."""
    years = later.first.year - earlier.first.year
    if earlier.is_year or later.is_year:
        return years if earlier.is_year and later.is_year and years > 0 else None
    elapsed = Decimal((later.first - earlier.first).days) / Decimal("365.25")
    return years if years > 0 and abs(elapsed - years) < Decimal("0.3") else None
