"""What a fact becomes when it is read: a `Datum`, kept with its entity and by what it states."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ledgergen.core.figures.mention import Period
from ledgergen.model.dossier import Fact
from ledgergen.model.valueclass import valueclass

MAIN = 0
"""The entity number of the film that the dossier is about."""

UNKNOWN = -1
"""The entity number of a film or person of whom the dossier says nothing."""

HOME: Final = frozenset({"US", "home"})
"""The territories of facts that are the market at home, wherever the film came out first."""


@valueclass(frozen=True, slots=True)
class Datum:
    """One fact, read."""

    fact: Fact
    subject: int
    """Entity number."""
    attribute: str
    value: Decimal | None
    period: Period | None
    unit: str
    territory: str
    """Canonical (`vocabulary_names.TERRITORIES`), or empty."""
    event: str
    """Canonical (`vocabulary_names.EVENTS`), `all`, or empty."""
    year: int | None
    """Of the event or the listing, from the qualifiers."""
    variant: str
    """Which of several: the cut, the group of raters, the site, … in lower case; or empty."""
    is_money: bool
    """The unit is a currency."""

    @property
    def account(self) -> tuple[int, str, str, str]:
        """What it has in common with other sources' accounts of the same thing."""
        return self.subject, self.attribute, self.territory, self.event


@dataclass(slots=True)
class Pool:
    """Facts by what they state: those of one entity, or all of them."""

    data: list[Datum] = field(default_factory=list)
    by_attribute: dict[str, list[Datum]] = field(default_factory=dict)
    by_value: dict[Decimal, list[Datum]] = field(default_factory=dict)
    """Facts that are numbers."""
    money: list[Datum] = field(default_factory=list)
    shares: list[Datum] = field(default_factory=list)
    """Percentages."""

    def add(self, datum: Datum) -> None:
        """Put one fact where it will be looked for."""
        self.data.append(datum)
        self.by_attribute.setdefault(datum.attribute, []).append(datum)
        if datum.value is not None:
            self.by_value.setdefault(datum.value, []).append(datum)
        if datum.is_money:
            self.money.append(datum)
        elif datum.unit in PERCENT_UNITS:
            self.shares.append(datum)


PERCENT_UNITS = frozenset({"percent", "%"})


@dataclass(slots=True, kw_only=True)
class Entity(Pool):
    """A film, person or company that facts are about."""

    number: int
    name: str
    kind: str
    """`film`, `person`, or `other`."""
    roles: set[str] = field(default_factory=set)
    """What facts call it in relation to the main film: “previous film”, “debut”."""
    release: Period | None = None
    """The earliest release or premiere."""
    work: str = ""
    """The family of a work that is no film (`roles.find_family`): a novel, a musical; or empty."""
