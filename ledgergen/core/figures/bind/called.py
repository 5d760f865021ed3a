"""Films that a sentence calls by what they are to another: “the sequel”, “the follow-up to *Dusk*”.

Such a phrase is a weak cue: it may be said in passing, and the film in focus be meant. Two things make
it as good as a title. Where it has a title of its own behind it (“the sequel to *Dusk*”, “the film she
made just before *Dusk*”), that title only says whose sequel it is, and governs nothing. And where the
figure stands first and is said to be the phrase's own (“1979 saw the sequel”, “$9 million was
spent on her following film”), no other film is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS, is_participle
from ledgergen.core.figures.closed_classes import DETERMINERS, GENITIVE, PUNCTUATION, QUOTES
from ledgergen.core.figures.wordlists import word_set


def leave_complements(words: Sequence[str], titles: Sequence[Cue]) -> list[Cue]:
    """Return the cues for films without the titles that only say whose sequel or predecessor is meant."""
    left: list[Cue] = []
    for cue in titles:
        if left and is_complement(words, left[-1], cue):
            continue
        if left and is_called(cue) and _is_made_out(words, left[-1], cue):
            left.pop()
        left.append(cue)
    return left


def is_complement(words: Sequence[str], role: Cue, cue: Cue) -> bool:
    """Tell whether a title only says whose sequel a phrase means: “the sequel to *Dusk*”."""
    if cue.is_weak or not is_called(role):
        return False
    said = [word for word in words[role.end : cue.start] if word not in QUOTES]
    return len(said) == 1 and said[0] in _TO if said else words[role.end - 1] in _BEFORE


def _is_made_out(words: Sequence[str], noun: Cue, role: Cue) -> bool:
    """Tell whether “the film” is told by what stands behind it: “the film Ida Marsh made just before”."""
    between = words[noun.end : role.start]
    is_near = len(between) <= _CLAUSE and PUNCTUATION.isdisjoint(between)
    return is_near and noun.is_weak and noun.value == "main" and words[role.end - 1] in _BEFORE


def is_called(cue: Cue) -> bool:
    """Tell whether a cue calls a film by what it is to another one."""
    return cue.is_weak and cue.value in _CALLED


def brings_in(words: Sequence[str], cue: Cue) -> bool:
    """Tell whether a phrase brings in a film that was not spoken of: “*Dusk* got a sequel in 1979”."""
    return cue.value in _NEW and words[cue.start - 1] in {"a", "an"}


def is_said_of(words: Sequence[str], right: int, cue: Cue) -> bool:
    """Tell whether the words from a figure to a phrase behind it give the figure to that phrase.

    “… came the sequel”, “… saw the release of his following film”; “… financed the sequel” does not.
    """
    is_owned = cue.end - cue.start > 1 and words[cue.start].endswith(GENITIVE)  # “Marsh's preceding feature”
    end = cue.start + is_owned
    between = [word for word in words[right:end] if word not in QUOTES]
    if between[:1] and between[0] in _HEADING:
        between.pop(0)  # “$9 million: that was the bill for her following film”
    noun = next((at for at, word in enumerate(between) if word in FILM_NOUNS), len(between))
    is_one = PUNCTUATION.isdisjoint(between)  # “the film Ida Marsh had made just before”
    is_given = is_one and any(word in _GIVING for word in between)
    return is_given and all(_may_stand(between, at) for at in range(noun))


def _may_stand(between: Sequence[str], at: int) -> bool:
    """Tell whether a word may stand between a figure and what it is said of; names of owners may."""
    word = between[at]
    is_owner = any(near.endswith(GENITIVE) for near in between[at : at + _NAME])
    return (
        (is_owner and not is_participle(word)) or word in _GIVING or word in _LEADING or word in DETERMINERS
    )


_CALLED: Final = frozenset(
    {"sequel", "previous", "next", "follow", "remake", "before", "debut", "later", "earlier"}
)
"""The roles of facts (`facts.roles`) that a phrase names."""
_NEW = frozenset({"sequel", "remake", "follow"})
_TO = frozenset({"to", "of", "after", "before"})
_BEFORE = frozenset({"before", "after"})
_CLAUSE = 6
"""Words from “the film” to “made just before”."""
_GIVING = word_set(
    """
    is was were are saw sees seen came comes followed follows arrived went goes spent put poured invested
    brought had has marks marked belongs belonged did
    """
)
_LEADING = word_set(
    """
    in into on of for to by the making production release arrival premiere opening budget cost price gross
    take haul total year up out been what when that audiences theaters worldwide global box office bill sum
    so much such do length running time at home and abroad paid pay see
    """
)
_NAME = 4
"""Words of a name up to the mark of an owner: “Ida Maria von Halloran's next film”."""
_HEADING = frozenset({":", "—", "–"})
