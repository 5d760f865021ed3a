"""Write a day, a month or a year the way a sentence wrote another: in its order, with its abbreviations."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.spell_number import ordinal_suffix
from ledgergen.core.figures.wordlists import word_list

MONTH_NAMES: Final = word_list(
    "January February March April May June July August September October November December"
)


def spell_date(mention: Mention, value: Period) -> str | None:
    """Return the words for a period of days, or None where the mention is no date or has no such form."""
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
