"""Birthdays to come: “a month from forty”, “two weeks short of 30”, “a few weeks before thirty”."""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.times.age_moment import find_moments
from ledgergen.core.figures.derive.times.birth import find_births
from ledgergen.core.figures.derive.times.birthday import find_birthday
from ledgergen.core.figures.durations import DAYS
from ledgergen.core.figures.mention import Kind, Mention


def find_countdown(claim: Claim, reading: Reading) -> Mention | None:
    """Return the time that is left to a birthday: “a month from forty”, “two weeks short of 30”."""
    words = reading.words_between(claim.left - 4, claim.left)
    if not words or (words[-1] not in _BEFORE and words[-2:] not in {("short", "of"), ("shy", "of")}):
        return None
    before = reading.mentions_between(claim.left - 6, claim.left)
    if before and before[-1].kind is Kind.DURATION and before[-1].unit in _LONGEST:
        return before[-1]
    # “A few weeks left before thirty” gives no number of weeks.
    return claim.mention if any(word in _FEW for word in words) else None


def derive_countdown(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the birthday that a person had so shortly before them at the film's showing."""
    left = find_countdown(claim, reading)
    age = int(claim.mention.value)
    if left is None:
        return None
    words = reading.words_between(claim.left - 5, claim.left)
    unit = left.unit if left is not claim.mention else next(_FEW[word] for word in words if word in _FEW)
    for birth, born in find_births(claim, reading):
        for moment, datum in find_moments(claim, reading):
            if born.first != born.last or moment.first != moment.last:
                continue
            days = Decimal((find_birthday(born.first, born.first.year + age) - moment.first).days)
            is_near = (
                0 < days <= _LONGEST[unit]
                if left is claim.mention
                else abs(days / DAYS[unit] - left.value) <= _HALF
            )
            if is_near:
                formula = f"{moment.first} plus {days} days = {age} years after {birth.fact.value}"
                inputs = (birth, datum) if datum else (birth,)
                return Derivation(formula=formula, inputs=inputs, what="the birthday to come")
    return None


_HALF = Decimal("0.6")
_LONGEST = {"day": 13, "week": 62, "fortnight": 62, "month": 200}
"""Days that “a few days”, “a few weeks” may be at most."""
_FEW = {"days": "day", "weeks": "week", "months": "month"}
_BEFORE = frozenset({"from", "before", "off", "till", "until"})
