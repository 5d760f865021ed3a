"""What each word of a text may begin: phrases of the vocabulary, and names and phrases of the dossier's own.

Phrases are found by their first two words, so that a text is gone through once and few are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ledgergen.core.figures.bind.vocabulary import CUES, CueRow
from ledgergen.core.figures.facts.index import FactIndex

_Phrase = tuple[tuple[str, ...], str, str]
"""Its words, its kind, and its value."""


def look_up_words(
    words: Sequence[str], index: FactIndex
) -> Mapping[str, tuple[Mapping[str, Sequence[CueRow]] | None, Sequence[_Phrase] | None]]:
    """Return what each word may begin: phrases of the vocabulary, and those of the dossier's own.

    A text repeats its words; each is looked up once.
    """
    own = index.phrases
    told = set(words)
    begin = (told & _FIRST_WORDS) | (told & own.keys())
    known = {word: (_BRANCHES.get(word), own.get(word)) for word in begin}
    for word in told:
        if ("'" in word or "’" in word) and word not in known:
            stem = word.replace("’", "'").removesuffix("'s")
            if stem in _BRANCHES or stem in own:
                known[word] = _BRANCHES.get(stem), own.get(stem)
    return known


def _build_branches() -> dict[str, dict[str, tuple[CueRow, ...]]]:
    """Sort the vocabulary by its phrases' first two words; "" has the phrases of one word.

    Phrases of one word are also with those that their word begins, behind them: the longest is first.
    """
    branches: dict[str, dict[str, tuple[CueRow, ...]]] = {}
    for first, rows in CUES.items():
        alone = tuple(row for row in rows if len(row.words) == 1)
        own = branches[first] = {"": alone}
        for second in {row.words[1] for row in rows if len(row.words) > 1}:
            own[second] = (*(row for row in rows if row.words[1:2] == (second,)), *alone)
    return branches


_BRANCHES: Final = _build_branches()
_FIRST_WORDS: Final = frozenset(_BRANCHES)
