"""Films that words count together: “her three pictures”, “both sequels”, “the two earlier thrillers”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS
from ledgergen.core.figures.wordlists import word_set

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
    if _COUNTING.isdisjoint(words):
        return
    for at, word in enumerate(words):
        number = 2 if word == "both" else CARDINALS.get(word, 0)
        if word in _PAIRS and words[at - 1 : at] and words[at - 1] == "the":
            yield at, 2
        elif LEAST <= number <= MOST and (
            not FILMS.isdisjoint(words[at + 1 : at + _NEAR]) or _is_of_side(words[at + 1 : at + 3])
        ):
            yield at, number


def _is_of_side(words: Sequence[str]) -> bool:
    """“The two earlier superheroes”: whatever films are called, they are told by their side."""
    side, *noun = *words, ""
    return side in _SIDES and noun[0].endswith("s") and noun[0] not in _NO_FILMS


_SIDES: Final = frozenset({"earlier", "previous", "later", "prior", "subsequent"})
_NO_FILMS: Final = word_set(
    "years months weeks days hours minutes nominations prizes awards wins attempts estimates accounts drafts"
)
_PAIRS: Final = frozenset({"pair", "duo"})
_COUNTING: Final = _PAIRS | {"both"} | {w for w, number in CARDINALS.items() if LEAST <= number <= MOST}
_NEAR = 5
