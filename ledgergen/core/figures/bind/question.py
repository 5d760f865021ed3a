"""What a question says of the amount in its answer: “What had it cost to make? The ledger says $4 million.”.

The answer seldom says again what was asked for. So the sort of amount and the market
are the question's, where the answer names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledgergen.core.figures.bind.cues import Cue


class Question(NamedTuple):
    """What is asked for; empty means unsaid."""

    group: Cue | None = None
    territory: str = ""


def read_question(words: Sequence[str], cues: Sequence[Cue], tokens: range) -> Question:
    """Return what a sentence asks for; nothing where it is no question, or asks for two sorts or markets.

    `cues` are those of the sentence, `tokens` its own.
    """
    if not tokens or "?" not in words[tokens.stop - _END : tokens.stop]:
        return Question()
    money = [c for c in cues if c.kind == "money" and c.value != "none"]
    strong = [c for c in money if not c.is_weak] or money
    places = {c.value for c in cues if c.kind == "territory"}
    is_one = len({c.value for c in strong}) == 1
    return Question(strong[0] if is_one else None, places.pop() if len(places) == 1 else "")


_END = 2
