"""Which two amounts one is a multiple or a share of the other, where words do not tell which are meant.

“The scouts returned four times their keep”, “with three times the budget”, “the sequel barely three”.
As with differences (`likely`) the film may be described by what nobody can look up, and the
measure left out. The words say whether it is measured by what was just told (“as much”), by what another
film has (“of what the original had taken”), by its own cost (“its keep”, or nothing, of a return), or by the
whole (“of the bill”). Only what is so is tried, and what fits must fit closely (`guess`).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.amounts.against import Against
from ledgergen.core.figures.derive.amounts.choice import find_choice
from ledgergen.core.figures.derive.amounts.guess import Guess, choose
from ledgergen.core.figures.derive.amounts.measure import Measure
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.relations import read_relations
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.derive.reread import go_on
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Hedge, Kind

Pair = tuple[Operand, Operand]


def derive_likely_ratio(view: View) -> Derivation | None:
    """Return the quotient of two amounts that the words around a figure may set against each other."""
    view = _read_multiple(view)
    mention = view.claim.mention
    if mention.kind not in _RATIOS or mention.is_range:
        return None
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    if mention.hedge is Hedge.NONE and not _PASSING.isdisjoint(view.before(1)):
        mention = replace(mention, hedge=Hedge.OVER)
    law = Against(view)
    relations = read_relations(view) if mention.kind is not Kind.RATIO else (Relation.MULTIPLE,)
    if law.is_abroad:
        relations = tuple(r for r in relations if r is not Relation.SHARE)
    measure = Measure(view) if find_choice(view) is not None else None
    pairs = (pair for pair in law.find_pairs() if measure is None or measure.is_chosen(*pair))
    guesses = (Guess(relation, *pair) for pair in pairs for relation in relations)
    return choose(mention, guesses, scale=scale)


def _read_multiple(view: View) -> View:
    """Return the view with a bare number read as a multiple, where it goes on from one or is a return."""
    claim, mention = view.claim, view.claim.mention
    if mention.kind not in {Kind.COUNT, Kind.ORDINAL} or mention.noun not in _PLAIN:
        return view
    if gapped := go_on(claim, view.reading):
        return replace(view, claim=gapped)
    if mention.precision < 1 and not _RATES.isdisjoint(view.sentence.words):
        return replace(view, claim=replace(claim, mention=replace(mention, kind=Kind.MULTIPLE, noun="")))
    return view


_PASSING = word_set("exceeds exceeded exceeding passes passed passing tops topped beats beat")
_RATIOS = frozenset({Kind.MULTIPLE, Kind.PERCENT, Kind.FRACTION, Kind.RATIO})
_PLAIN = frozenset({"", "worldwide", "abroad"})
_RATES = word_set("return returns returned multiple multiples yield yields ratio")
