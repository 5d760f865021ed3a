"""Write a value the way a sentence wrote another: the editor's replacement, ready to paste.

“$62 million” with 55,000,000 becomes “$55 million”, “sixty-two percent” becomes
“fifty-five percent”, “8 October 2003” keeps its order. The replacement is read
back before it is given out: what would not be found again as the same kind of
figure, near enough to the value, is not suggested at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.render import render_currency
from ledgergen.core.figures.scan.calendar import YEARLESS
from ledgergen.core.figures.scan.find import build_evidence, find_evidence
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, SCALES, SHORT_SCALES
from ledgergen.core.figures.spell_date import spell_date
from ledgergen.core.figures.spell_number import ordinal_suffix, spell_cardinal, spell_ordinal
from ledgergen.core.figures.text import read_document

_SCALE_NAMES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
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
_AMOUNTS: Final = frozenset({Kind.MONEY, Kind.COUNT})


def spell_like(mention: Mention, value: Decimal | Period) -> str | None:
    """Return the words for `value` in the style of the mention, or None where that style has none.

    `value` is in base units, as `Mention.low`; a `Period` for dates.
    """
    if isinstance(value, Period):
        spelled = spell_date(mention, value)
    elif mention.is_range or not value.is_finite() or abs(value.adjusted()) > 20:
        return None
    else:
        spelled = _SPELLERS.get(mention.kind, _spell_number)(mention, value)
    return spelled if spelled and _reads_back(mention, spelled, value) else None


def spell_fairly(mention: Mention, value: Decimal) -> str | None:
    """Return words for `value` that are fair behind the mention's hedge; None where none are.

    “Nearly fifteen times” with 9.2 becomes “ten times”, for nearly nine it is not, and “under $25
    million” with 28,638,131 becomes “$29 million”.
    """
    for rounded in _find_roundings(mention, value):
        spelled = spell_like(mention, rounded)
        read = _read_alone(spelled) if spelled else None
        if read and agree(replace(read, kind=mention.kind, hedge=mention.hedge), value):
            return spelled
    return None


def _find_roundings(mention: Mention, value: Decimal) -> Iterator[Decimal]:
    """Yield a value as it may be written, to the last digit of the mention's; sums as they are first."""
    if mention.kind in _AMOUNTS:
        yield value
    step = mention.precision if mention.kind in _AMOUNTS and mention.precision > 1 else Decimal(1)
    for rounding in (ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR):
        yield (value / step).quantize(Decimal(1), rounding=rounding) * step
    yield value


def spell_in_currency(mention: Mention, value: Decimal, unit: str) -> str | None:
    """Return an amount in the style of the mention and in another currency: “£8 million” as “€8 million”."""
    match = _NUMBER.search(mention.text)
    if not match or not match.start():
        return None  # “eight million pounds” names its currency in a word
    text = render_currency(unit) + mention.text[match.start() :]
    spelled = spell_like(replace(mention, text=text, unit=unit), value)
    read = _read_alone(spelled) if spelled else None
    return spelled if read and read.unit == unit else None


def _reads_back(mention: Mention, spelled: str, value: Decimal | Period) -> bool:
    read = _read_alone(f"a {spelled} b" if mention.kind is Kind.COUNT else spelled)
    if read is None:
        return False
    if isinstance(value, Period):
        wanted = value.first.replace(year=YEARLESS) if read.is_yearless else value.first
        return read.period is not None and read.period.first <= wanted <= read.period.last
    close = abs(read.low - value) <= max(read.precision, abs(value) * _CLOSE)
    return close and (read.kind is mention.kind or mention.kind in (Kind.AGE, Kind.COUNT, Kind.SCORE))


@lru_cache(maxsize=4_096)
def _read_alone(text: str) -> Mention | None:
    """Return the one figure of a few words; None where they have none, or more."""
    document = read_document(text)
    found = find_evidence(document)
    return build_evidence(document, found[0]) if len(found) == 1 else None


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
    if mention.text.lower() in CARDINALS:
        return spell_cardinal(number)  # “number two on the chart”
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
