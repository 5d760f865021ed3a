"""What may stand in a field that somebody typed."""

from __future__ import annotations

import re

from ledgergen.errors import ReviewError

MAX_CHARS = 20_000
"""No text an editor types into one field is longer."""

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def refuse_odd(text: str, what: str) -> str:
    """Return the text, unless it holds what no file and no page can show.

    Raises:
        ReviewError: it holds control characters or halves of characters.
    """
    if match := _ODD.search(text):
        raise ReviewError(f"{what} holds the character U+{ord(match[0]):04X}", fix="type it without")
    return text


def require(text: str, what: str) -> str:
    """Return what was typed, without the space around it.

    Raises:
        ReviewError: nothing was, or too much, or what no page can show.
    """
    stripped = refuse_odd(text, what).strip()
    if not stripped:
        raise ReviewError(f"{what} is empty", fix=f"type {what}")
    if len(stripped) > MAX_CHARS:
        raise ReviewError(f"{what} has {len(stripped):,} characters", because=f"{MAX_CHARS:,} fit")
    return stripped
