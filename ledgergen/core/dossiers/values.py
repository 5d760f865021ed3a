"""What a fact's `value` and `unit` may look like, attribute by attribute.

A value is a string in one of a few forms: a decimal number in base units, an
ISO date cut to its precision, a ratio, or text. Which form an attribute takes
is a row of `FORMS`; an attribute that has no row takes a number where it has a
unit, and any text where it has none. Adding an attribute is adding a row.

Complaints are written for the person who typed the value: each says what is
wrong and, wherever it can be worked out, what to write instead.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

CURRENCIES = frozenset(
    re.findall(
        r"[A-Z]{3}",
        """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
    GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT
    LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC
    SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER
    ZAR ZMW ZWL
    ATS BEF CSK CYP DDM DEM EEK ESP FIM FRF GRD IEP ITL LTL LUF LVL MTL NLG PTE ROL RUR SIT SKK SUR TRL VEB
    VEF YUD YUM ZAL
    """,
    )
)
"""ISO 4217 codes; the last two rows are those of money that is no more, which old films were made of."""

UNITS = (
    "min",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "people",
    "screens",
    "percent",
    "count",
)
"""Units that are not money. Others are allowed when they are plain lower-case words."""

UNIT_SPELLINGS = {
    "$": "USD",
    "US$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "pounds": "GBP",
    "¥": "JPY",
    "yen": "JPY",
    "₩": "KRW",
    "won": "KRW",
    "₹": "INR",
    "rupees": "INR",
    "francs": "FRF",
    "lire": "ITL",
    "minute": "min",
    "minutes": "min",
    "mins": "min",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years",
    "hour": "hours",
    "%": "percent",
    "pct": "percent",
    "per cent": "percent",
    "person": "people",
    "screen": "screens",
    "counts": "count",
    "number": "count",
}
"""What people write, and the unit it stands for."""


class Form(NamedTuple):
    """What the values of one attribute look like."""

    kind: str
    """`money`, `number`, `whole`, `date`, `ratio` or `text`."""
    unit: str | None = None
    """The unit the attribute is counted in, where there is only one."""
    zero_is_unknown: bool = False
    """Film databases write 0 for what they do not know."""


FORMS = {
    "budget": Form("money", zero_is_unknown=True),
    "gross": Form("money", zero_is_unknown=True),
    "opening_weekend": Form("money", zero_is_unknown=True),
    "marketing_cost": Form("money", zero_is_unknown=True),
    "salary": Form("money"),
    "loan": Form("money"),
    "grant": Form("money"),
    "rentals": Form("money", zero_is_unknown=True),
    "admissions": Form("whole", zero_is_unknown=True),
    "runtime": Form("number", "min", zero_is_unknown=True),
    "shooting_days": Form("whole", "days", zero_is_unknown=True),
    "award_count": Form("whole"),
    "nomination_count": Form("whole"),
    "vote_count": Form("whole"),
    "screens": Form("whole", zero_is_unknown=True),
    "theaters": Form("whole", zero_is_unknown=True),
    "film_number": Form("whole", zero_is_unknown=True),
    "rating": Form("number"),
    "release_date": Form("date"),
    "premiere_date": Form("date"),
    "production_start": Form("date"),
    "production_end": Form("date"),
    "birth_date": Form("date"),
    "death_date": Form("date"),
    "award_date": Form("date"),
    "event_date": Form("date"),
    "setting_year": Form("date"),
    "founded": Form("date"),
    "aspect_ratio": Form("ratio"),
    "award": Form("text"),
    "credit": Form("text"),
    "company": Form("text"),
    "location": Form("text"),
}
"""Known attributes. Others are allowed; one that is nearly one of these is taken for a slip,
and one that ends like `restoration_date` or `lease_start` takes a date."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}")
_DATE = re.compile(r"([0-9]{3,4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DECADE = re.compile(r"[0-9]{2,3}0s")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?:[0-9]+(?:\.[0-9]+)?")
_UNIT_WORD = re.compile(r"[a-z][a-z /-]{0,30}")

_SCALES = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "lakh": 10**5,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "crore": 10**7,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_PROSE_NUMBER = re.compile(
    r"(?:[A-Z]{2,3})?[^\w.,-]*"
    r"([0-9]+(?:[,_ ][0-9]{3})*(?:\.[0-9]+)?(?:[eE]\+?[0-9]{1,2})?)\s*"
    r"([A-Za-z]*)[^\w]*"
)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def show(text: str) -> str:
    """Quote what somebody typed for a message, cut where it goes on and on."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def find_value_problem(attribute: str, value: str, *, unit: str | None) -> str:
    """Return what is wrong with a value and how to write it, or "" where nothing is.

    >>> find_value_problem("budget", "1.9 million", unit="USD")
    "'1.9 million' is not a number in base units; write 1900000"
    """
    form = _find_form(attribute)
    kind = form.kind if form is not None else ("number" if unit else "text")
    problem = _CHECKS[kind](value)
    if problem or kind in {"text", "date", "ratio"}:
        return problem
    if value.startswith("-") and form is not None:
        return f"{show(value)} is below zero, which no {attribute} can be"
    if form is not None and form.zero_is_unknown and Decimal(value) == 0:
        return f"{show(value)} means 'not known' in film databases; leave the fact out"
    return ""


def find_unit_problem(attribute: str, unit: str | None) -> str:
    """Return what is wrong with the unit of an attribute, or "" where nothing is.

    >>> find_unit_problem("runtime", "minutes")
    "'minutes' is not a unit; write min"
    """
    form = _find_form(attribute)
    is_money = form is not None and form.kind == "money"
    only = form.unit if form is not None else None
    problem = ""
    if unit is None:
        if is_money:
            problem = "the currency is missing; write its ISO code, as in `unit: USD`"
        elif only is not None:
            problem = f"the unit is missing; write `unit: {only}`"
    elif form is not None and form.kind in {"date", "ratio", "text"}:
        problem = f"{attribute} takes no unit; delete it"
    elif (meant := _find_unit_meant(unit)) is not None:
        problem = f"{show(unit)} is not a unit; write {meant}"
    elif is_money and unit not in CURRENCIES:
        near = get_close_matches(unit.upper(), sorted(CURRENCIES), n=1)
        problem = f"{show(unit)} is no ISO 4217 currency code" + (f"; nearest is {near[0]}" if near else "")
    elif only is not None and unit != only:
        problem = f"{show(unit)} is not what {attribute} is counted in; write {only}"
    elif unit not in CURRENCIES and not _UNIT_WORD.fullmatch(unit):
        problem = (
            f"{show(unit)} is neither an ISO 4217 currency code nor a unit; known are {', '.join(UNITS)}"
        )
    return problem


def _find_unit_meant(unit: str) -> str | None:
    if unit.lower() in UNIT_SPELLINGS:
        return UNIT_SPELLINGS[unit.lower()]
    is_miscased = unit not in CURRENCIES and unit.upper() in CURRENCIES and unit not in UNITS
    return unit.upper() if is_miscased else None


def _find_form(attribute: str) -> Form | None:
    """Return the form of a known attribute, or of one whose name says that it is a date."""
    is_dated = attribute.endswith(("_date", "_start", "_end", "_year"))
    return FORMS.get(attribute, Form("date") if is_dated else None)


def find_attribute_problem(attribute: str) -> str:
    """Return the complaint about an attribute that is a slip of a known one, or ""."""
    if attribute in FORMS:
        return ""
    words = attribute.strip().lower().replace(" ", "_").replace("-", "_")
    near = [words] if words in FORMS else get_close_matches(words, sorted(FORMS), n=1, cutoff=0.86)
    return f"{show(attribute)} is no known attribute; did you mean {near[0]}?" if near else ""


def find_date_problem(value: str) -> str:
    """Return what is wrong with an ISO date cut to its precision, or "" where nothing is."""
    parts = _DATE.fullmatch(value)
    if parts is None:
        if _DECADE.fullmatch(value):
            return ""
        return f"{show(value)} is not an ISO date{_suggest_date(value)}"
    year, month, day = parts.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        whole = year if month == "00" else f"{year}-{month}"
        return f"{show(value)} is no day of the calendar" + (f"; write {whole}" if day == "00" else "")
    return ""


def _find_number_problem(value: str) -> str:
    if _NUMBER.fullmatch(value):
        return ""
    return f"{show(value)} is not a plain number{_suggest_number(value)}"


def _find_money_problem(value: str) -> str:
    if _NUMBER.fullmatch(value):
        return ""
    return f"{show(value)} is not a number in base units{_suggest_number(value)}"


def _find_whole_problem(value: str) -> str:
    if _WHOLE.fullmatch(value):
        return ""
    if value.lower() in _ORDINALS:
        return f"{show(value)} is not a whole number; write {_ORDINALS[value.lower()]}"
    ordinal = re.fullmatch(r"([0-9]+)(?:st|nd|rd|th)", value)
    hint = f"; write {ordinal[1]}" if ordinal else _suggest_number(value)
    return f"{show(value)} is not a whole number{hint}"


def _find_ratio_problem(value: str) -> str:
    if _RATIO.fullmatch(value):
        return ""
    bare = re.fullmatch(r"([0-9](?:\.[0-9]+)?)(?:\s*(?:x|:|to)\s*([0-9]+))?", value)
    return f"{show(value)} is not a ratio; write {f'{bare[1]}:{bare[2] or 1}' if bare else 'it like 1.85:1'}"


def _find_text_problem(_value: str) -> str:
    return ""


_CHECKS = {
    "money": _find_money_problem,
    "number": _find_number_problem,
    "whole": _find_whole_problem,
    "date": find_date_problem,
    "ratio": _find_ratio_problem,
    "text": _find_text_problem,
}


def _suggest_number(value: str) -> str:
    """Work out "1.9 million", "$1,900,000", "1.9e6", "62%" or "8.1/10", where that is safe."""
    score = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)/[0-9]+", value)
    if score:
        return f"; write {score[1]}"
    parts = _PROSE_NUMBER.fullmatch(value)
    if parts is None or parts[2].lower() not in _SCALES or len(value) > 40:
        return "; write digits only, and one fact for each end of a range"
    digits = re.sub(r"[,_ ]", "", parts[1])
    number = f"{(Decimal(digits) * _SCALES[parts[2].lower()]).normalize():f}"
    return f"; write {number}" if _NUMBER.fullmatch(number) else "; no sum has so many digits"


def _suggest_date(value: str) -> str:
    numbers = re.findall(r"[0-9]+", value)
    years = [number for number in numbers if len(number) == 4]
    months = [
        at
        for at, name in enumerate(_MONTHS, 1)
        if any(word.lower().startswith(name) for word in re.findall(r"[A-Za-z]+", value))
    ]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) == 1 and len(months) == 1 and len(days) <= 1:
        day = f"-{days[0]:02}" if days else ""
        return f"; write {years[0]}-{months[0]:02}{day}"
    return "; write 1976, 1976-02 or 1976-02-08"
