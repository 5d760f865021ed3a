"""Web addresses, whose numbers are no figures of the prose that they stand in."""

from __future__ import annotations


def may_hold_address(text: str) -> bool:
    """Tell whether a text has the marks of a web address."""
    return any(mark in text for mark in _ADDRESS_MARKS)


def is_in_address(text: str, start: int, end: int) -> bool:
    """Tell whether a bare number is a piece of a web address; a whole date in one is news of its day."""
    if end - start > _MOST_DIGITS or not text[start:end].isdigit():
        return False
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    if "/" not in around and "=" not in around:
        return False
    before = text[max(start - _LONGEST_ADDRESS, 0) : start].split()
    return bool(before) and before[-1].startswith(_ADDRESS_MARKS)


_MOST_DIGITS = 4
_LONGEST_ADDRESS = 200
_ADDRESS_MARKS = ("http", "www.")
