"""Which two amounts one is a multiple or a share of the other, where words do not tell which are meant.

“The scouts returned four times their keep”, “with three times the budget”, “the sequel barely three”.
As with differences (`likely`) the film may be described by what nobody can look up, and the
measure left out. The words say whether it is measured by what was just told (“as much”), by what another
film has (“of what the original had taken”), by its own cost (“its keep”, or nothing, of a return), or by the
whole (“of the bill”). Only what is so is tried, and what fits must fit closely (`guess`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.derive.amounts.against import Against
from ledgergen.core.figures.derive.amounts.choice import find_choice
from ledgergen.core.figures.derive.amounts.guess import Guess, choose
from ledgergen.core.figures.derive.amounts.measure import Measure
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.relations import read_relations
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.operand import Operand, is_money
from ledgergen.core.figures.derive.reread import go_on
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set

Pair = tuple[Operand, Operand]


def derive_likely_ratio(view: View) -> Derivation | None:
    """Return the quotient of two amounts that the words around a figure may set against each other."""
    if is_bought := _is_bought(view):
        view = replace(
            view, claim=replace(view.claim, mention=replace(view.claim.mention, kind=Kind.MULTIPLE))
        )
    else:
        view = _read_multiple(view)
    mention = view.claim.mention
    if mention.kind not in _RATIOS or mention.is_range:
        return None
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    if mention.hedge is Hedge.NONE and not _PASSING.isdisjoint(view.before(1)):
        mention = replace(mention, hedge=Hedge.OVER)
    if is_bought:
        guesses = (Guess(Relation.MULTIPLE, *pair) for pair in _find_prices(view))
        return choose(mention, guesses, scale=scale)
    law = Against(view)
    relations = read_relations(view) if mention.kind is not Kind.RATIO else (Relation.MULTIPLE,)
    if law.is_abroad:
        relations = tuple(r for r in relations if r is not Relation.SHARE)
    measure = Measure(view) if find_choice(view) is not None else None
    pairs = (pair for pair in law.find_pairs() if measure is None or measure.is_chosen(*pair))
    guesses = (Guess(relation, *pair) for pair in pairs for relation in relations)
    return choose(mention, guesses, scale=scale)


def _is_bought(view: View) -> bool:
    """“For the price of one *B* the firm could have made eight of these”: a count is a multiple of costs."""
    mention = view.claim.mention
    is_times = mention.kind is Kind.MULTIPLE and view.behind(1) == ("over",)
    if not (mention.kind is Kind.COUNT or is_times) or _BUYING.isdisjoint(view.before(_FAR)):
        return False
    words = view.sentence.words
    return not _MIGHT.isdisjoint(words) and not _PRICES.isdisjoint(words)


def _find_prices(view: View) -> Iterator[Pair]:
    """Yield what one film cost, in print or by a fact, with what the film of the talk did."""
    printed = [o for o in map(view.scene.settle, (*view.here, *view.earlier)) if o.is_proven and is_money(o)]
    films = dict.fromkeys((*view.claim.films, *view.sentence.focus, *view.named, MAIN))
    facts = [o for n in films if n != UNKNOWN for o in view.scene.find_facts(n) if o.group == "cost"]
    yield from (
        (one, other)
        for one in (*printed, *facts)
        for other in facts
        if one.value > other.value and one.unit == other.unit and one.datum is not other.datum
    )


def _read_multiple(view: View) -> View:
    """Return the view with a bare number read as a multiple, where it goes on from one or is a return."""
    claim, mention = view.claim, view.claim.mention
    if mention.kind not in {Kind.COUNT, Kind.ORDINAL} or mention.noun not in _PLAIN:
        return view
    if gapped := go_on(claim, view.reading):
        return replace(view, claim=gapped)
    is_row = not _NOUNS.isdisjoint(view.before(_NEAR)) and not _CHANGING.isdisjoint(view.before(_NEAR))
    if (mention.precision < 1 or is_row) and not _RATES.isdisjoint(view.sentence.words):
        return replace(view, claim=replace(claim, mention=replace(mention, kind=Kind.MULTIPLE, noun="")))
    return view


_FAR = 14
_NEAR = 7
_NOUNS = word_set("return multiple ratio yield")
_CHANGING = word_set("from to shrank fell rose grew climbed dropped slid")
_BUYING = word_set(
    "bought buy made make paid pay financed finance funded fund produced produce covered cover"
)
_MIGHT = word_set("could would might")
_PRICES = word_set("price cost budget money sum bill outlay")
_PASSING = word_set("exceeds exceeded exceeding passes passed passing tops topped beats beat")
_RATIOS = frozenset({Kind.MULTIPLE, Kind.PERCENT, Kind.FRACTION, Kind.RATIO})
_PLAIN = frozenset({"", "worldwide", "abroad"})
_RATES = word_set("return returns returned multiple multiples yield yields ratio")
