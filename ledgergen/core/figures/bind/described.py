"""Films that are described and not named: “the Warner musical”, “a rival sequel”, “Lund's war romance”.

Who knows the films knows which is meant; a dossier does not say which of its films is
the musical. So a description names no film, and yet tells that the talk is of one
that the words around name by no title. What a figure states of it is then
asked of the figure: a sum of several digits that is another film's very gross, behind
“the receipts of the Warner musical”, is no accident.

A description is an article, or somebody's name, then what says which, and a noun for
films. “The film” and “the new picture” are the film itself, and “its predecessor” has a role.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import GENITIVE, PUNCTUATION
from ledgergen.core.figures.wordlists import word_set


def find_descriptions(words: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens of what describes a film between two tokens, in order."""
    for place in range(first, end):
        if not _opens(words[place]):
            continue
        for at in range(place + 1, min(place + _LONGEST, end)):
            word = words[at].removesuffix("'s").removesuffix("’s")
            if word in _BREAKS:
                break
            if word in _NOUNS and (words[at + 1 : at + 2] or [""])[0] not in _NOUNS:
                if _tells_which(words, place, at):
                    yield place, at + 1
                break


def _opens(word: str) -> bool:
    return word in _ARTICLES or word.endswith(GENITIVE)


def _tells_which(words: Sequence[str], place: int, noun: int) -> bool:
    """Tell whether the words between say which film, and of another than the one at hand."""
    between = words[place + 1 : noun]
    if any(word in _OWN or word.endswith("th") for word in between):
        return False
    return bool(between) or words[place] in _ANY or words[place] not in _ARTICLES


_ARTICLES = frozenset({"the", "a", "an", "another"})
_ANY = frozenset({"a", "an", "another"})
_LONGEST = 6
_OWN = word_set(
    """
    new present finished completed whole same entire main release final film's picture's first second third
    his her
    """
)
"""The film itself is the new picture, the finished film, the first feature."""
_BREAKS = PUNCTUATION | {"*", "of", "and", "in", "for", "to", "was", "had"}
_NOUNS = (FILM_NOUNS - word_set("release entry hit effort production title vehicle copy")) | word_set(
    """
    cartoon spectacle dystopia competitor attempt franchise spoof farce weepie actioner procedural chiller
    whodunit animation benchmark swashbuckler fable parody opera adventure
    """
)
"""Nouns for films alone: “a hit” and “the release” are said of the film at hand as well."""
