"""A range over several accounts: “between $73 million and $79 million never came back”.

Where sources tell two budgets, what is reckoned with them has two ends. Each is reckoned as a
figure of its own, and the two differ in the account alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.derivation import Derivation, render_short
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Hedge, Kind


def derive_ends(view: View, derive: Callable[[View], Derivation | None]) -> Derivation | None:
    """Return both ends of a range, each derived alone, where accounts of one amount make the difference."""
    mention = view.claim.mention
    if mention.kind is Kind.MULTIPLE and (found := _derive_around(view)):
        return found
    low = _derive_end(view, mention.low, derive)
    high = _derive_end(view, mention.high, derive) if low else None
    if low is None or high is None or not _differ_in_account(low.inputs, high.inputs):
        return None
    inputs = (*low.inputs, *(d for d in high.inputs if all(d is not other for other in low.inputs)))
    formula = f"{low.formula}; {high.formula}"
    return Derivation(formula=formula, inputs=inputs, what=f"{low.what}, by each account")


def _derive_around(view: View) -> Derivation | None:
    """“Between five and seven times the principal, whichever pair is matched”: all pairs lie within."""
    mention = view.claim.mention
    film = view.claim.film
    facts = view.scene.find_facts(film)
    taken = [o for o in facts if o.group == "gross" and o.territory in WORLD]
    costs = [o for o in facts if o.group == "cost" and o.datum and not o.datum.variant]
    pairs = [(one, other) for one in taken for other in costs if one.unit == other.unit]
    values = sorted(one.value / other.value for one, other in pairs)
    if len(values) < 2 or not (mention.low <= values[0] and values[-1] <= mention.high):
        return None
    if values[0] - mention.low >= mention.precision or mention.high - values[-1] >= mention.precision:
        return None
    inputs = [o.datum for o in (*taken, *costs) if o.datum]
    formula = f"{render_short(values[0])} to {render_short(values[-1])}"
    return Derivation(formula=formula, inputs=tuple(inputs), what="gross by budget, by each account")


def _derive_end(view: View, end: Decimal, derive: Callable[[View], Derivation | None]) -> Derivation | None:
    alone = replace(view.claim.mention, low=end, high=end, hedge=Hedge.NONE)
    return derive(replace(view, claim=replace(view.claim, mention=alone)))


def _differ_in_account(one: tuple[Datum, ...], other: tuple[Datum, ...]) -> bool:
    """Tell whether two derivations differ in one fact, of which there are two accounts."""
    apart = [(left, right) for left, right in zip(one, other, strict=False) if left is not right]
    return len(one) == len(other) and len(apart) == 1 and apart[0][0].account == apart[0][1].account
