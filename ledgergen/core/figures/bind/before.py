"""What a sentence goes on from: the one before it in its paragraph, and the question that it answers.

“How old was Ida Marsh when it opened? 41.”: an answer seldom says again what was asked, so what it speaks
of is looked for from the question on.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading


def find_before(claim: Claim, reading: Reading) -> range:
    """Return the tokens of the sentence before a figure's own; none where its own begins a paragraph."""
    number = reading.sentence_of(claim.mention)
    return reading.tokens_of(number - 1) if reading.follows(number) else range(0)


def find_question(claim: Claim, reading: Reading) -> range:
    """Return the tokens of the question that a figure's sentence answers; none where it answers none."""
    before = find_before(claim, reading)
    is_asked = bool(before) and "?" in reading.words_between(before.stop - _END, before.stop)
    return before if is_asked else range(0)


def find_first(claim: Claim, reading: Reading) -> int:
    """Return where what a figure's sentence says begins: with the question that it answers, if it does."""
    question = find_question(claim, reading)
    return question.start if question else claim.first


_END = 2
"""A question mark may stand within quotes."""
