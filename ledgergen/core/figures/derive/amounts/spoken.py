"""A ratio both of whose parts are said: “$9.2 million, six times what *Iron Orchard* had cost”.

Luck bounds a search among what a sentence may mean (`derive.luck`). Where words say of
both parts which film, which sort of amount and which market each is of (`derive.amounts.phrase`),
nothing is searched: there is one pair, whatever its two are to each other. It makes the
figure, or the figure is wrong, and no other pair is asked.

The measure stands behind the figure, in words (“what its predecessor had drawn”) or in print
(“of the worldwide $31.9 million”). The head is the amount in print before it in its
clause; where there is none, what the clause tells of (“American receipts covered …”), or,
behind a whole in print, the part that the words behind name (“… came from abroad”).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ledgergen.core.figures.bind.focus import find_before
from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.amounts.measure import introduces
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts, read_phrase
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.clause import find_clause, find_end
from ledgergen.core.figures.derive.comparison import AS_MUCH
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.operand import COUNT, SHARE, Operand, is_money
from ledgergen.core.figures.derive.reread import names_coin
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import RECEIPTS
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Kind

Pair = tuple[Operand, Operand]


class Spoken(NamedTuple):
    """The pairs of head and measure that words name: one, by each account of either."""

    pairs: list[Pair]
    is_sure: bool
    """The words leave nothing open: no other pair is asked."""
    relations: tuple[Relation, ...] = ()
    """What the head is to the measure, where that is not for words around the figure to say."""


_NOTHING = Spoken([], is_sure=False)


def find_spoken(view: View) -> Spoken:
    """Return what words name as the head and the measure of a figure, as far as they do."""
    first = find_clause(view)
    before = [o for o in view.here if view.is_before(o) and o.left >= first and o.unit != SHARE]
    if any(map(is_money, before)):
        # “$15 million from 2,600 theaters”; “… and $25,000, so that the two absorbed …”
        before = [o for o in before if name_counted(o.noun) != "theaters" and not _counts_few(o)]
    end = view.find_break(_FAR)
    behind = [o for o in view.here if view.claim.right <= o.left < end and o.unit != SHARE]
    if behind:
        return _NOTHING if before else _find_parts(view, first, behind)
    if before and not (is_money(before[-1]) or view.scene.settle(before[-1]).group == "admissions"):
        return _NOTHING
    if summed := _find_summed(view, first, before, end):
        return summed
    words = view.reading.words_between(first, find_end(view))
    is_coin = names_coin(words, is_money=True)
    if is_coin or not introduces(view) or not _OLD.isdisjoint(view.behind(2)):
        found = find_returns(view, first, before, is_coin=is_coin)
        return found if found.pairs else find_changes(view, first, before)
    others = view.reading.numbers_between(view.claim.right, end)
    end = view.reading.places[others[0]][0] if others else end
    heads = [settle_last(view, before)] if before else find_heads(view, first)
    own = next((head.group for head in heads if head), "")
    phrase = read_phrase(view, view.claim.right, end, group=own)
    is_like = view.behind(2) in AS_MUCH
    if phrase is None or not (phrase.is_sorted or phrase.films or is_like or _says_given(view)):
        return _NOTHING
    if is_like and not phrase.films:
        phrase = replace(phrase, films=_find_other(view, heads))
    pairs = ((head, other) for head in heads if head for other in find_amounts(view, phrase, head))
    meant = [(one, other) for one, other in pairs if _are_two(one, other)]
    is_whole = phrase.is_sorted and phrase.group != own
    return Spoken(meant, is_sure=bool(before and (phrase.films or is_whole) and not is_like))


def _counts_few(operand: Operand) -> bool:
    return operand.unit == COUNT and operand.value < _FEW


def _find_summed(view: View, first: int, before: list[Operand], end: int) -> Spoken | None:
    """“$18,000 and $10,000, between them 16 percent of the budget”: the amounts in print are one head."""
    settled = [view.scene.settle(o) for o in before if is_money(o)]
    parts = [o for o in settled if o.is_proven and o.datum]
    is_row = len(parts) == len(settled) == len({o.number for o in parts}) and _LEAST <= len(parts) <= _MOST
    words = view.reading.words_between(before[-1].right if before else first, view.claim.left)
    if not is_row or _TOGETHER.isdisjoint(words) or view.behind(1) != ("of",):
        return None
    phrase = read_phrase(view, view.claim.right, end, group=parts[-1].group)
    if len({o.unit for o in parts}) > 1:
        return None
    is_named = phrase is not None and (phrase.is_sorted or bool(phrase.films))
    if phrase is None or not is_named:
        # “Of the requirement”: what parcels of money are a share of is the cost.
        phrase = Phrase(group="cost", films=(MAIN,))
    whole = replace_amount(parts[-1], sum((o.value for o in parts), Decimal(0)))
    if not phrase.place and phrase.group == "gross":
        phrase = replace(phrase, place="worldwide")
    found = find_amounts(view, phrase, parts[-1])
    return Spoken([(whole, o) for o in found if _are_two(whole, o)], is_sure=is_named)


def replace_amount(operand: Operand, value: Decimal) -> Operand:
    """Return an operand of another value, which no fact states."""
    return Operand(value=value, unit=operand.unit, source=operand.source, noun="the two together")


def _says_given(view: View) -> bool:
    """“What they had given”: a clause behind the figure, whose verb says nothing of the sort."""
    return not _HAVING.isdisjoint(view.behind(_FAR))


def _find_other(view: View, heads: Sequence[Operand | None]) -> tuple[int, ...]:
    """Return the film that “as much” is measured by: the one that the talk was about before."""
    own = {head.subject for head in heads if head}
    return next(((n,) for n in (*view.sentence.focus, MAIN) if n not in own), ())


def find_changes(view: View, first: int, before: list[Operand]) -> Spoken:
    """Return an amount with the like one that it has grown from: “her budget had grown fourfold”.

    A change that names no measure is measured by the film before, or by the one that the talk was about.
    """
    is_up = "up" in view.before(_UP) and view.behind(1) != ("of",)
    is_said = is_up or says(view, "rise") or says(view, "fall") or view.claim.mention.text.endswith("ed")
    if not is_said and _GROWING.isdisjoint(view.sentence.words):
        return _NOTHING
    heads = [settle_last(view, before)] if before else find_heads(view, first) or _find_changed(view)
    pairs = [(head, other) for head in heads if head for other in find_former(view, head)]
    if before and heads[0] and view.before(1) == ("by",):
        # “The announced $6 million grew by three quarters”: to what another account tells.
        said = heads[0]
        known = (o for o in view.scene.find_facts(said.subject) if o.group == said.group)
        pairs += [(o, said) for o in known if o.territory == said.territory and _are_two(o, said)]
    relations = (Relation.RISE,) if is_up and view.claim.mention.kind is not Kind.MULTIPLE else ()
    return Spoken(pairs, is_sure=False, relations=relations)


def _find_changed(view: View) -> list[Operand]:
    """“*Dusk* had doubled the outlay”: what a film cost, or took, whose verb the figure is."""
    at, words = view.claim.right, view.behind(2)
    sorts = [c.value for c in view.cues if c.kind == "money" and c.start == at + 1 and c.value in _ALIKE]
    if not view.claim.mention.text.endswith("ed") or words[:1] not in _THE or not sorts:
        return []
    return find_amounts(view, Phrase(group=sorts[0], films=view.claim.films[:1]), None)


def find_former(view: View, head: Operand) -> list[Operand]:
    """Return what an amount may have grown from: a person's other fee, the like amount of the film before."""
    if head.group == "salary":
        known = view.scene.find_facts(head.subject)
        return [o for o in known if o.group == head.group and _are_two(head, o)]
    if head.group not in _ALIKE:
        return []
    phrase = read_phrase(view, view.claim.right, view.find_break(_FAR), group=head.group)
    named = phrase.films if phrase else ()
    films = dict.fromkeys(named or (*_find_before(view, head.subject), *view.sentence.focus[:1]))
    amounts = (o for n in films for o in find_amounts(view, Phrase(group=head.group, films=(n,)), head))
    return [o for o in amounts if o.subject != head.subject and _are_two(head, o)]


def _find_before(view: View, film: int) -> tuple[int, ...]:
    """Return the film that came before another, as far as facts know."""
    index = view.reading.index
    return (index.read_role("previous") if film == MAIN else find_before((film,), index))[:1]


def find_returns(view: View, first: int, before: list[Operand], *, is_coin: bool) -> Spoken:
    """Return what a film took and what it cost, where a clause says that the one came back as the other.

    “It recouped its cost five times over”; “every dollar put in came back as four”.
    """
    end = find_end(view)
    words, text = view.reading.words_between(first, end), view.claim.mention.text
    cues = [c for c in view.cues if first <= c.start < end]
    sorts = {c.value for c in cues if c.kind == "money"}
    is_placed = any(c.kind == "territory" for c in cues) and text.endswith("ed")
    is_back = is_placed or view.behind(1) == ("over",) or "gross" in sorts or "back" in words
    is_cost = "cost" in sorts or not _ITSELF.isdisjoint(words)
    if not ((is_cost and is_back) or is_coin):
        return _NOTHING
    pairs = find_taken(view, first, end)
    mention = view.claim.mention
    is_gain = mention.kind is Kind.PERCENT and mention.value > _WHOLE
    relations = (Relation.RISE, Relation.MULTIPLE) if is_gain else ()
    if before:
        said = settle_last(view, before)
        is_out = said is not None and said.group == "cost"
        if said is None or not (is_out or said.group in RECEIPTS):
            return _NOTHING
        pairs = [(one, said) if is_out else (said, other) for one, other in pairs]
    return Spoken([pair for pair in pairs if _are_two(*pair)], is_sure=False, relations=relations)


def find_taken(view: View, first: int, end: int) -> list[Pair]:
    """Return what the film of a figure took, where the words between two tokens say, and what it cost."""
    films = tuple(n for n in view.claim.films[:1] if n != UNKNOWN)
    places = [c.value for c in view.cues if first <= c.start < end and c.kind == "territory"]
    gross = Phrase(group="gross", films=films, place=places[0] if places else "")
    if not films:
        return []
    spent = find_amounts(view, replace(gross, group="cost"), None)
    return [
        (one, other) for one in find_amounts(view, gross, None) for other in spent if _are_two(one, other)
    ]


def settle_last(view: View, before: list[Operand]) -> Operand | None:
    """Return the amount in print that the figure stands behind, where a fact proves it."""
    settled = [view.scene.settle(o) for o in before if o.number == before[-1].number]
    return next((o for o in settled if o.is_proven and o.datum), None)


def find_heads(view: View, first: int) -> list[Operand]:
    """Return the facts that the words of the clause before the figure name."""
    phrase = read_phrase(view, first, view.claim.left)
    if phrase is None:
        return []
    if not phrase.films:
        # A title behind the figure is the measure's.
        behind = {
            n for c in view.cues if c.kind == "film" and c.start >= view.claim.right for n in c.entities
        }
        films = (*view.claim.films, *view.sentence.focus, MAIN)
        phrase = replace(phrase, films=next(((n,) for n in films if n not in behind and n != UNKNOWN), ()))
    return find_amounts(view, phrase, None)


def _find_parts(view: View, first: int, behind: list[Operand]) -> Spoken:
    """Return the part that words behind a whole in print name, or those before the figure, with the whole."""
    whole = settle_last(view, behind[-1:])
    if whole is None or view.behind(1) != ("of",) or whole.group != "gross":
        return _NOTHING
    words = view.reading.document.words
    end = next((n for n in range(whole.right, view.claim.end) if words[n] in STOPS | {","}), view.claim.end)
    cued = [(c.start, c.value) for c in view.cues if c.kind == "territory"]
    places = {place for at, place in cued if whole.right <= at < end} - WORLD
    places = places or {place for at, place in cued if first <= at < view.claim.left} - WORLD
    if len(places) != 1:
        return _NOTHING
    named = Phrase(group="gross", films=(whole.subject,), place=places.pop())
    parts, relation = find_amounts(view, named, whole), Relation.SHARE
    if not parts and named.place == "overseas":
        # What came from abroad is what home leaves of the world.
        parts, relation = find_amounts(view, replace(named, place="home"), whole), Relation.REST
    pairs = [(part, whole) for part in parts if _are_two(part, whole)]
    return Spoken(pairs, is_sure=True, relations=(relation,))


def _are_two(one: Operand, other: Operand) -> bool:
    """Tell whether two operands are amounts in one currency, and not one fact."""
    return one.unit == other.unit and one.value != other.value and one.datum is not other.datum


_FAR = 14
_FEW = 10
_HAVING = frozenset({"had", "has", "have", "did"})
_THE = {("the",), ("its",), ("that",), ("his",), ("her",)}
_ALIKE = frozenset({"cost", "gross", "opening", "admissions"})
_UP = 3
_WHOLE = 100
"""A percentage beyond this is a gain over the cost, or how many times it came back."""
_LEAST, _MOST = 2, 4
_TOGETHER = frozenset({"together", "both", "between", "combined", "jointly", "two", "three"})
_OLD = frozenset({"old", "last", "previous", "earlier", "former"})
_GROWING = frozenset(
    {"grown", "grew", "risen", "increase", "swollen", "swelled", "fallen", "shrunk", "growth"}
)
_ITSELF = frozenset({"itself", "money"})
"""“It paid for itself three times over.”"""
