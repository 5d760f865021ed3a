"""Money as an encyclopedia's fact box writes it: prose.

    $30–40 million                     two statements, the ends of a range
    ¥1.9 billion ($15–19 million)      yen, and a conversion said to be one
    ₹130 crore (est.)                  approximate
    $4,650,000 (US rentals)            rentals, not gross, and of one territory

Each line of the box is read by itself. What says that it is about something
else (a total of several films, an adjusted sum) or cannot be read to its end
gives no statement: a wrong amount is worse than none, and the line still
reaches the dossier as a passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD",
    "NT$": "TWD", "R$": "BRL", "$": "USD", "£": "GBP", "€": "EUR", "₹": "INR", "Rs.": "INR", "Rs": "INR",
    "₩": "KRW", "¥": "JPY", "JP¥": "JPY", "CN¥": "CNY", "RMB": "CNY", "₽": "RUB", "₺": "TRY", "₱": "PHP",
}  # fmt: skip
_CODES = "USD|EUR|GBP|JPY|INR|KRW|CNY|CAD|AUD|HKD|NZD|SEK|DKK|NOK|RUB|CHF|MXN|BRL|PLN|CZK|HUF|TRY|DEM|FRF|ITL"
_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "m": 10**6, "bn": 10**9,
    "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SCALE = r"thousand|million|billion|bn|m|lakhs?|crores?"
_AMOUNT = re.compile(
    rf"(?P<sign>{_SIGN}|(?:{_CODES})\b)\s*(?P<low>{_NUMBER})(?:\s*(?P<low_scale>{_SCALE})\b)?"
    rf"(?:\s*(?:[–—-]|to)\s*(?:{_SIGN})?\s*(?P<high>{_NUMBER}))?(?:\s*(?P<scale>{_SCALE})\b)?",
    re.IGNORECASE,
)
_OTHER_THING = re.compile(
    r"\btotal\b|\bfilms\)|adjusted|inflation|combined|franchise|series\b|#expr|\bper\b|equivalent|\ufffd",
    re.IGNORECASE,
)
_ODD_POINT = re.compile(
    r"[0-9]\.[0-9]{3}(?![0-9]*\s*(?:thousand|million|billion|bn|m|lakh|crore))", re.IGNORECASE
)
"""A point before three digits groups them in half of Europe: $230.000 is no 230 dollars."""

_HEDGED = re.compile(
    r"\best(?:\.|imated?\b)|\bapprox|\babout\b|\bc(?:irca|\.)|~|\bunder\b|\bover\b|\+", re.IGNORECASE
)
_RENTALS = re.compile(r"\brentals?\b", re.IGNORECASE)
_TERRITORIES = (
    (re.compile(r"\bworldwide\b|\bglobal|\bworld\b", re.IGNORECASE), "worldwide"),
    (re.compile(r"U\.?S\.?\s*(?:/|and|&)\s*Canada|north america|\bdomestic", re.IGNORECASE), "US/Canada"),
    (re.compile(r"\bU\.?S\.?(?:A\b|\b)|united states", re.IGNORECASE), "US"),
    (re.compile(r"\binternational|\boverseas\b|\bforeign\b|other territories", re.IGNORECASE), "overseas"),
    (re.compile(r"\bU\.?K\.?\b|united kingdom", re.IGNORECASE), "UK"),
    (re.compile(r"\bjapan\b", re.IGNORECASE), "Japan"),
    (re.compile(r"\bindia\b", re.IGNORECASE), "India"),
    (re.compile(r"\bfrance\b", re.IGNORECASE), "France"),
    (re.compile(r"\bitaly\b", re.IGNORECASE), "Italy"),
    (re.compile(r"\bsouth korea\b|\bkorea\b", re.IGNORECASE), "South Korea"),
    (re.compile(r"\bchina\b", re.IGNORECASE), "China"),
)  # fmt: skip


class Money(NamedTuple):
    """One amount that a line states."""

    value: str
    """Decimal digits in base units."""
    unit: str
    is_approximate: bool
    territory: str
    part: str
    """`low estimate`, `high estimate`, `converted`, or ""."""
    is_rentals: bool


def extract_money(line: str) -> tuple[Money, ...]:
    """Read the amounts of one line of a fact box, markup removed; () where it is not safe to."""
    line = line.replace("\u00a0", " ").strip()
    if len(line) > 300 or _OTHER_THING.search(line) or _ODD_POINT.search(line):
        return ()
    matches = list(_AMOUNT.finditer(line))
    # A number that no amount accounts for (a count of films, a second scale)
    # makes the reading of the others doubtful.
    rest = _AMOUNT.sub(" ", line)
    if not matches or re.search(r"[0-9]", re.sub(r"\b(?:19|20)[0-9]{2}\b", "", rest)):
        return ()
    return tuple(money for at, match in enumerate(matches) for money in _read_match(match, line, at))


def _read_match(match: re.Match[str], line: str, at: int) -> Iterator[Money]:
    unit = _SIGNS.get(match["sign"]) or _SIGNS.get(match["sign"].title()) or match["sign"].upper()
    scale = _find_scale(match["scale"] or match["low_scale"])
    low_scale = _find_scale(match["low_scale"]) if match["low_scale"] else scale
    ends = [Decimal(match["low"].replace(",", "")) * low_scale]
    if match["high"]:
        ends.append(Decimal(match["high"].replace(",", "")) * scale)
    if any(end <= 0 for end in ends) or len(unit) != 3 or (len(ends) == 2 and ends[0] >= ends[1]):
        return
    in_brackets = line.count("(", 0, match.start()) > line.count(")", 0, match.start())
    is_converted = at > 0 and in_brackets
    names = ("low estimate", "high estimate") if len(ends) == 2 else ("",)
    for end, name in zip(ends, names, strict=True):
        yield Money(
            value=f"{end.normalize():f}",
            unit=unit,
            is_approximate=is_converted or bool(_HEDGED.search(line)),
            territory=_find_territory(_find_note(line, match)),
            part=", ".join(word for word in ("converted" if is_converted else "", name) if word),
            is_rentals=bool(_RENTALS.search(line)),
        )


def _find_note(line: str, match: re.Match[str]) -> str:
    """Return the words that belong to an amount: up to the next one."""
    following = _AMOUNT.search(line, match.end())
    return line[match.end() : following.start() if following else len(line)]


def _find_territory(note: str) -> str:
    return next((name for pattern, name in _TERRITORIES if pattern.search(note)), "")


def _find_scale(word: str | None) -> int:
    return _SCALES[word.lower()] if word else 1
