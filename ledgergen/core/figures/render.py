"""Write a fact's value for a reader, whatever any sentence says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.spell_date import MONTH_NAMES

_SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "KRW": "₩", "INR": "₹", "CAD": "C$", "AUD": "A$",
        "HKD": "HK$", "NZD": "NZ$", "BRL": "R$", "RUB": "₽", "TRY": "₺",
    }
)  # fmt: skip
_UNITS: Final[Mapping[str, str]] = MappingProxyType({"percent": "%", "min": " min", "count": "", "year": ""})


def render_value(value: str, unit: str | None) -> str:
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
    if unit and (mark := render_currency(unit)):
        return f"{mark}{digits}"
    return digits + _UNITS.get(unit or "", f" {unit}" if unit else "")


def render_currency(unit: str) -> str:
    """Return what stands before an amount in a currency, “$” or “DEM ”; empty for another unit.

    >>> render_currency("EUR"), render_currency("DEM"), render_currency("min")
    ('€', 'DEM ', '')
    """
    is_code = len(unit) == 3 and unit.isupper()
    return _SYMBOLS.get(unit) or (f"{unit} " if is_code else "")


def _render_iso_date(value: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", value)
    if not match or not 1 <= int(match[2]) <= 12:
        return ""
    month = f"{MONTH_NAMES[int(match[2]) - 1]} {int(match[1])}"
    return f"{int(match[3])} {month}" if match[3] else month
