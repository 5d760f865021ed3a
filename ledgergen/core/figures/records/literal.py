"""What is written as one with a figure: a whole date, “6 - 3”, “12-4-1”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ledgergen.core.figures.records.fit import Fit
from ledgergen.core.figures.records.words import MONTHS, ORDINAL_SUFFIXES, is_number

_MONTHS = frozenset(MONTHS)
_MAX_LINKED = 8
_SCORE_LINK = re.compile(r"\s?[-–—:/]\s?|\.")
_ORDINAL_LINKS = frozenset({f"{suffix}{of}" for suffix in ORDINAL_SUFFIXES for of in ("", " of")})
_YEAR_LINK = re.compile(r"\s?,\s")


def find_literal(fit: Fit, position: int) -> range:
    """Return the words that are written as one with a figure: a whole date, "6 - 3", "12-4-1"."""
    first = last = position
    while first > max(fit.first, position - _MAX_LINKED) and _is_linked(fit, first - 1):
        first -= 1
    while last + 1 < min(fit.stop, position + _MAX_LINKED) and _is_linked(fit, last):
        last += 1
    return range(first, last + 1)


def _is_linked(fit: Fit, at: int) -> bool:
    """Tell whether the words `at` and the next are written as one."""
    before, after = fit.reading.words[at : at + 2]
    between = fit.reading.text[before.end : after.start]
    if is_number(before.key) and is_number(after.key):
        if _YEAR_LINK.fullmatch(between):
            is_day = at > fit.first and fit.reading.words[at - 1].key in _MONTHS
            return is_day and len(after.key) == 4
        return _SCORE_LINK.fullmatch(between) is not None
    if (before.key in _MONTHS and is_number(after.key)) or (is_number(before.key) and after.key in _MONTHS):
        return between.strip(" ,.") in {"", "of"} or between.strip() in _ORDINAL_LINKS
    return False


def holds(cell: tuple[str, ...], keys: Iterable[str]) -> bool:
    """Tell whether a cell holds all these keys, each as often as they come."""
    left = list(cell)
    for key in keys:
        if key not in left:
            return False
        left.remove(key)
    return True
