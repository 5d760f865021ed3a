"""What a question says of the figure in its answer: “What did the sequel cost? The ledger says $4 million.”.

The answer seldom says again what was asked for. So the film, the sort of amount and the market
are the question's, where the answer names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledgergen.core.figures.bind.called import is_called, leave_complements
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import COMPARING_WORDS


class Question(NamedTuple):
    """What is asked for; empty means unsaid."""

    group: Cue | None = None
    territory: str = ""
    films: tuple[int, ...] = ()


def read_question(words: Sequence[str], cues: Sequence[Cue], tokens: range) -> Question:
    """Return what a sentence asks for; nothing where it is no question, or asks for two of a sort.

    `cues` are those of the sentence, `tokens` its own.
    """
    if not tokens or "?" not in words[tokens.stop - _END : tokens.stop]:
        return Question()
    money = [c for c in cues if c.kind == "money" and c.value != "none"]
    strong = [c for c in money if not c.is_weak] or money
    places = {c.value for c in cues if c.kind == "territory"}
    is_one = len({c.value for c in strong}) == 1
    films = leave_complements(words, [cue for cue in cues if cue.kind == "film"])
    is_of_film = len(films) == 1 and (is_called(films[0]) or not films[0].is_weak)
    is_of_film = is_of_film and _MEASURING.isdisjoint(words[tokens.start : tokens.stop])
    return Question(
        strong[0] if is_one else None,
        places.pop() if len(places) == 1 else "",
        films[0].entities if is_of_film else (),
    )


_END = 2
_MEASURING = COMPARING_WORDS - {"what"} | {"behind", "ahead", "before", "after"}
"""Words that measure by a film, which is then not what is asked about."""
