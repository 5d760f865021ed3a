"""Films that words count together: “her three pictures”, “both sequels”, “the two earlier thrillers”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS, word_set
from ledgergen.core.figures.scan.lexicon import CARDINALS

_NOUNS: Final = FILM_NOUNS | word_set("chapter part venture title project")
FILMS: Final = frozenset(f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s" for noun in _NOUNS)
"""What films are called, several at once."""
LEAST, MOST = 2, 6
"""So many films are counted together."""


def find_counted(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where some words count films, and how many.

    >>> list(find_counted(("both", "sequels"))), list(find_counted(("two", "weeks")))
    ([(0, 2)], [])
    """
    for at, word in enumerate(words):
        number = 2 if word == "both" else CARDINALS.get(word, 0)
        if LEAST <= number <= MOST and not FILMS.isdisjoint(words[at + 1 : at + _NEAR]):
            yield at, number


_NEAR = 5
