"""The seats of a text: which facts it states, and where.

A text says each thing once. So when the words around a figure call for one fact
and the figure is the value of another, the rest of the text tells which of the
two is wrong:

- If the fact that is called for is stated elsewhere, and the one that has the
  value is not, the figure sits in its own seat, and the words were misread: “a
  position closed at $70 million” is no cost where the cost stands in the next
  clause.
- If the fact that has the value is stated elsewhere, or the one that is called
  for is stated nowhere, the figure sits in another's seat, as whoever swaps
  figures puts it.

No vocabulary is needed for this, and so it holds for words that no table has.
"""

from __future__ import annotations

from ledgergen.core.figures.agree import agree, agree_on_date
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Kind, Mention


def is_told_elsewhere(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether another figure of the text, of the same kind, states a fact."""
    own = claim.mention
    return any(
        states(mention, datum)
        for mention in reading.mentions
        if mention.kind is own.kind and mention.start != own.start and not mention.not_a_claim
    )


def states(mention: Mention, datum: Datum) -> bool:
    """Tell whether a figure is the value of a fact: a date, an amount in its currency, a count."""
    if mention.kind is Kind.DATE:
        return datum.period is not None and agree_on_date(mention, datum.period) is not None
    if datum.value is None or datum.is_money is not (mention.kind is Kind.MONEY):
        return False
    if mention.kind is Kind.MONEY and mention.unit not in {"", datum.unit}:
        return False
    if mention.kind is not Kind.MONEY and mention.kind is not Kind.COUNT:
        return False
    return agree(mention, datum.value, is_approximate=datum.fact.approximate) is not None
