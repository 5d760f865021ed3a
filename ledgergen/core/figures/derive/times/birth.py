"""Whose age a figure may be: those who stand beside it, who died on the day said, who are meant."""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.derive.person import find_meant, find_persons_beside
from ledgergen.core.figures.derive.times.age_moment import find_said
from ledgergen.core.figures.facts.index import UNKNOWN, Datum
from ledgergen.core.figures.mention import Period


def find_births(claim: Claim, reading: Reading) -> Iterator[tuple[Datum, Period]]:
    """Yield the birthdays of those who may be that old."""
    persons = _find_dead(claim, reading) or find_persons_beside(claim, reading)
    for person in persons or find_meant(claim, reading) or claim.persons:
        births = reading.index.find(person, "birth_date") if person != UNKNOWN else []
        yield from ((birth, birth.period) for birth in births if birth.period)


def _find_dead(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“The actor died on 3 May 1971, aged 65”: who died that day is meant, whatever they are called."""
    if "died" not in claim.words:
        return ()
    said = [m.period for m in find_said(claim, reading) if m.period]
    deaths = [d for d in reading.index.by_attribute.get("death_date", ()) if d.period]
    return tuple(
        d.subject
        for d in deaths
        if any(p.first <= d.period.first and d.period.last <= p.last for p in said if d.period)
    )


def find_deaths(claim: Claim, reading: Reading, birth: Datum) -> Iterator[tuple[Period, Datum]]:
    """Yield when a person died, where the sentence speaks of it."""
    if _DYING.isdisjoint(claim.words):
        return
    for death in reading.index.find(birth.subject, "death_date"):
        if death.period:
            yield death.period, death


_DYING = frozenset({"died", "dies", "death", "outlived", "survived", "dying", "dead", "buried", "funeral"})
