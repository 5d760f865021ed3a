"""Slots and flags: every phrase with a figure that the patterns may use, each with its citation.

A *slot* is a finished phrase (`about $130,000 [f4]`); a *flag* is something
true of this film that chooses between patterns (`debut`, `flop`). All figures a
ledger states are made here and in the modules this one calls, from facts: the
patterns themselves hold none. That is why the writer cannot invent one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ledgergen.core.writer import grammar
from ledgergen.core.writer.material import Amount
from ledgergen.model.dossier import Fact

_TWICE = 2
_HEDGES = ("about", "roughly", "around")


@dataclass(slots=True, kw_only=True)
class Desk:
    """Where slots and flags are gathered while the dossier is read."""

    slots: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    n_hedges: int = 0

    def put(self, name: str, text: str) -> None:
        """Lay down a slot and the flag of the same name."""
        self.slots[name] = text
        self.flags.add(name)

    def hedge(self) -> str:
        """Return a word for "about", another one each time."""
        self.n_hedges += 1
        return _HEDGES[self.n_hedges % len(_HEDGES)]

    def put_money(self, name: str, amount: Amount) -> None:
        """Lay down an amount of money, hedged where its sources are."""
        money = grammar.render_money(amount.rounded, amount.unit)
        hedge = f"{self.hedge()} " if amount.is_approximate else ""
        self.put(name, cite(f"{hedge}{money}", amount.facts))

    def put_multiple(self, name: str, over: Amount, under: Amount) -> None:
        """Lay down how many times one amount is another: `14.9 times`, `twice`, `about three times`."""
        ratio = over.value / under.value
        hedged = over.is_approximate or under.is_approximate
        tenths = ratio.quantize(Decimal("0.1"), ROUND_HALF_UP)
        if ratio >= 20:
            tenths = ratio.quantize(Decimal(1), ROUND_HALF_UP)
        if tenths == tenths.to_integral_value():
            hedged = hedged or tenths != ratio
            text = grammar.render_count(int(tenths))
        else:
            text = grammar.render_plain(tenths)
        hedge = f"{self.hedge()} " if hedged else ""
        text = "twice" if tenths == _TWICE else f"{text} times"
        self.put(name, cite(f"{hedge}{text}", (*over.facts[:1], *under.facts[:1])))

    def put_percent(self, name: str, part: Amount, whole: Amount) -> None:
        """Lay down which percentage one amount is of another; nothing below one percent."""
        percent = (part.value / whole.value * 100).quantize(Decimal(1), ROUND_HALF_UP)
        hedge = f"{self.hedge()} " if part.is_approximate or whole.is_approximate else ""
        if percent >= 1:
            self.put(name, cite(f"{hedge}{percent:f} percent", (*part.facts[:1], *whole.facts[:1])))


def cite(text: str, facts: Iterable[Fact]) -> str:
    """Set the facts a figure rests on right behind it: `$1.9 million [f1]`."""
    ids = dict.fromkeys(fact.id for fact in facts)
    return f"{text} [{','.join(ids)}]"


def cite_ids(text: str, *facts: Fact | None) -> str:
    """Cite single facts, leaving out those that are missing."""
    return cite(text, [fact for fact in facts if fact is not None])
