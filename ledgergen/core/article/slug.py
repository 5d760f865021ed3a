"""File names of ledgers: `<movie_id>-<slug>`, whatever the title holds.

The id tells two films of one title apart and keeps the name from ever being
empty, hidden, or one of Windows' reserved words. Letters of every script stay
as they are; nothing is transliterated. What is no letter, digit or combining
mark becomes a hyphen, so no title can leave its folder.
"""

from __future__ import annotations

import unicodedata

_MAX_BYTES = 100
"""Of the slug in UTF-8. File systems allow 255 for a name; suffixes and temporary names need theirs."""
_APOSTROPHES = frozenset("'’ʼ‘")


def build_stem(movie_id: int, title: str) -> str:
    """Return the name of a film's files, without folder and suffix.

    >>> build_stem(10935, "Heaven's Gate")
    '10935-heavens-gate'
    >>> build_stem(7, "../..")
    '7'
    """
    slug = slugify_title(title)
    return f"{movie_id}-{slug}" if slug else str(movie_id)


def slugify_title(title: str) -> str:
    """Return the title in lower case, words joined by hyphens, at most 100 bytes of UTF-8."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).casefold())
    words = "".join(_keep(char) for char in folded).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer.encode()) > _MAX_BYTES:
            # A cut falls between words; only a first word that fills everything is cut itself.
            return slug or _cut(word)
        slug = longer
    return slug


def _keep(char: str) -> str:
    if char in _APOSTROPHES:
        return ""
    is_word = char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"}
    return char if is_word else " "


def _cut(word: str) -> str:
    return word.encode()[:_MAX_BYTES].decode("utf-8", "ignore")
