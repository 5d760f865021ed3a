"""Names of territories and events brought to the one spelling under which they are compared."""

from __future__ import annotations

from functools import lru_cache

from ledgergen.core.figures.bind.vocabulary import CUES, CueRow
from ledgergen.core.figures.bind.vocabulary_names import NATIONAL, is_country_word
from ledgergen.core.figures.wordlists import split_words


@lru_cache(maxsize=4_096)
def find_territory(name: str) -> str:
    """Return the canonical territory of a name in a fact; the name itself where it is in no table."""
    return _find_canonical(name, "territory") or name.strip()


def is_territory(name: str) -> bool:
    """Tell whether a name is in the table of territories.

    >>> is_territory("Hong Kong"), is_territory("Golden Horse")
    (True, False)
    """
    return bool(_find_canonical(name, "territory"))


@lru_cache(maxsize=512)
def find_event(name: str) -> str:
    """Return the canonical event of a name in a fact; the name in lower case where it is in no table.

    >>> find_event("Academy Awards (24th)"), find_event("all besides Oscars")
    ('academy', 'all')
    """
    lower = name.strip().lower()
    if lower.startswith(("all", "overall", "total", "any")) or lower.endswith((" festivals", "various")):
        return "all"
    return _find_canonical(name, "event") or lower


@lru_cache(maxsize=65_536)
def find_academy(word: str) -> str:
    """Return the prize of a country's academy, by the word that calls the country; empty for other words.

    >>> find_academy("spain's"), find_academy("american"), find_academy("peru's"), find_academy("abroad")
    ('goya', 'academy', 'national', '')
    """
    country = word.removesuffix("'s").removesuffix("’s")
    if country in _HOLLYWOOD:
        return _ACADEMY
    country = _CAPITALS.get(country, country)
    if not is_country_word(country):
        return ""
    known = find_event(f"{country}'s academy" if country != word else f"{country} academy")
    return NATIONAL if known == _ACADEMY else known


_ACADEMY = "academy"
_CAPITALS = {"london": "britain", "paris": "france", "madrid": "spain", "rome": "italy"}
"""Cities that an academy is called by."""
_HOLLYWOOD = frozenset({"american", "america", "us", "hollywood"})


def _find_canonical(name: str, kind: str) -> str:
    words = split_words(name)
    best: CueRow | None = None
    for start, word in enumerate(words):
        for row in CUES.get(word, ()):
            if row.kind != kind or words[start : start + len(row.words)] != row.words:
                continue
            if best is None or len(row.words) > len(best.words):
                best = row
    return best.value if best else ""
