"""Amounts of several accounts, and of a course: which of them the words around one call for.

“By the lower of two estimates” is said of no amount that is the highest; and in “from $4 million to $42
million, her budgets grew” both ends are budgets, whatever else the two films have of that size.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


def is_of_other_account(claim: Claim, data: Sequence[Datum], reading: Reading) -> bool:
    """Tell whether words ask for the higher or the lower of several accounts, and this is the other one."""
    if claim.mention.kind is not Kind.MONEY:
        return False
    before = reading.words_between(max(claim.wall, claim.left - _NEAR, claim.first), claim.left)
    asks_higher = not HIGHER.isdisjoint(before) and not _ACCOUNTS.isdisjoint(before)
    asks_lower = not LOWER.isdisjoint(before) and not _ACCOUNTS.isdisjoint(before)
    if asks_higher is asks_lower:
        return False
    for datum in data:
        values = [
            fact.value
            for fact in reading.index.find(datum.subject, datum.attribute)
            if fact.value is not None and (fact.territory, fact.unit) == (datum.territory, datum.unit)
        ]
        if len(set(values)) > 1 and datum.value == (min(values) if asks_higher else max(values)):
            return True
    return False


def is_of_other_course(claim: Claim, data: Sequence[Datum], reading: Reading) -> bool:
    """“From $4 million to $42 million, her budgets grew”: no end of it is what a film took."""
    if claim.mention.kind is not Kind.MONEY or claim.words[:1] != ("from",):
        return False
    numbers = reading.numbers_between(claim.first, claim.end)
    amounts = [n for n in numbers if reading.mentions[n].kind is Kind.MONEY]
    if len(amounts) != _ENDS or "to" not in reading.words_between(claim.first, reading.places[amounts[1]][0]):
        return False
    behind = reading.words_between(reading.places[amounts[1]][1], claim.end)
    said = {name for name, words in _COURSES.items() if not words.isdisjoint(behind)}
    return len(said) == 1 and all(GROUPS.get(datum.attribute, "") not in said for datum in data)


_ENDS = 2
_NEAR = 9
HIGHER = word_set("higher highest larger largest upper dearer steeper fuller greater bigger kinder")
LOWER = word_set(
    "lower lowest smaller smallest leaner leanest cheaper gentler stingier lesser humbler meaner"
)
"""Which of several accounts of one thing is picked."""
_ACCOUNTS = word_set("estimate estimates account accounts reckoning figure figures source sources")
_COURSES = {
    "cost": word_set("budgets budget costs outlays stakes credit allowances"),
    "gross": word_set("grosses receipts takings returns"),
}
