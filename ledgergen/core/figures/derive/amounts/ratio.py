"""Multiples, shares, rests and changes: what one thing is of another.

A ratio has a *head*, the thing it is said of (`derive.amounts.head`), and a *measure*, the
thing that it is measured by (`derive.amounts.measure`). A pair is what the sentence means
when the figure may be said of its head, its measure fits what stands behind
the figure, the two are tied to each other (`derive.amounts.tie`), and the amount in
print before the figure takes part: it stands there to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.derive.amounts.choice import find_choice
from ledgergen.core.figures.derive.amounts.engine import Question, answer, find_meant, reckon_all, reckon_pair
from ledgergen.core.figures.derive.amounts.head import Head, says_length
from ledgergen.core.figures.derive.amounts.measure import Measure
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.reckon_ratio import reckon_ratio
from ledgergen.core.figures.derive.amounts.relations import is_rate, read_relations
from ledgergen.core.figures.derive.amounts.spoken import Spoken, find_spoken
from ledgergen.core.figures.derive.amounts.tie import BONDS, Bond, Tie, name_tie
from ledgergen.core.figures.derive.derivation import Derivation, render_plain
from ledgergen.core.figures.derive.operand import COUNT, SHARE, TIMES, Operand, Source, is_money, read_unit
from ledgergen.core.figures.derive.otherwise import Instead, choose
from ledgergen.core.figures.derive.view import BREAKS, View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import SHARE_KINDS, Kind
from ledgergen.model.lazy import lazy


class Ratio:
    """What one figure may be as a quotient; its sentence is read once, however often it is asked."""

    def __init__(self, view: View, *, is_gapped: bool = False) -> None:
        """Read the sentence.

        Set `is_gapped` where the figure's own clause leaves out what it speaks of: it may be any film then.
        """
        self._view = view
        self._law = _Law(view, is_gapped=is_gapped)

    def find(self) -> Derivation | None:
        """Return the quotient of the two things that the sentence relates, of facts and what is in print."""
        return next((found for pool in self._law.find_pools() if (found := self._ask(pool))), None)

    def find_told(self) -> Derivation | None:
        """Return the quotient, or the share, that takes what passages tell."""
        pool = self._law.find_told_pool()
        found = self._ask(pool) if pool else None
        if found or self._view.claim.mention.kind not in SHARE_KINDS or self._law.is_bound:
            return found
        return _find_same_share(self._view, is_rest=self._relations[0] is Relation.REST)

    def reckon(self) -> Derivation | None:
        """Return the quotient of any two operands at hand that luck does not explain."""
        if self._law.is_rate and not self._law.measure.is_introduced:
            return None
        found = self._ask_spoken(self._spoken)
        if found or (self._spoken.pairs and self._spoken.is_sure):
            return found
        relations = list(self._relations)
        if self._view.behind(1) == ("of",) and self._view.claim.mention.kind in SHARE_KINDS:
            relations = list(dict.fromkeys((*relations, Relation.SHARE)))
        return reckon_ratio(self._view, relations, self._law.measure, self._law.head.territory)

    def _ask_spoken(self, spoken: Spoken) -> Derivation | None:
        """Return the quotient of the pair that words name."""
        scale = Decimal(100) if self._view.claim.mention.kind is Kind.PERCENT else Decimal(1)
        meant = [(one, other) for one, other in spoken.pairs if self._law.measure.is_chosen(one, other)]
        found = (
            reckon_pair(self._view, relation, one, other, scale)
            for relation, (one, other) in product(spoken.relations or self._relations, meant)
        )
        return next(filter(None, found), None)

    def is_bound(self) -> bool:
        """Tell whether the sentence states the amount that a figure is said of, and names its measure."""
        view = self._view
        printed = [operand for operand in view.here if view.is_before(operand) and is_money(operand)]
        return bool(printed) and view.scene.settle(printed[-1]).is_proven and self._law.is_bound

    @lazy
    def _spoken(self) -> Spoken:
        return find_spoken(self._view)

    @lazy
    def _relations(self) -> tuple[Relation, ...]:
        return read_relations(self._view)

    def find_instead(self) -> Instead | None:
        """Return what the quotient is of the two things that the sentence surely relates."""
        view, relations = self._view, self._relations
        if find_choice(view) is not None or len(relations) > 1 or relations == (Relation.REST,):
            # “Even on the smaller”, “came from abroad”, “and left the rest”: the words are not plain enough.
            return None
        question = replace(self._put(next(self._law.find_pools()), relations), bind=self._law.bind_last)
        spoken = find_spoken(view)
        if spoken.pairs and spoken.is_sure:
            return choose(
                reckon_all(question, spoken.relations or relations, spoken.pairs), view.claim.mention
            )
        return choose(find_meant(question, view), view.claim.mention)

    def _ask(self, pool: list[Operand]) -> Derivation | None:
        return answer(self._put(pool, self._relations), self._view)

    def _put(self, pool: list[Operand], relations: tuple[Relation, ...]) -> Question:
        mention = self._view.claim.mention
        scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
        return Question(
            mention=mention,
            relations=relations,
            firsts=pool,
            seconds=pool,
            bind=self._law.bind,
            scale=scale,
        )


def _find_same_share(view: View, *, is_rest: bool) -> Derivation | None:
    """“Two-thirds” where a passage says 67 percent; “all but a twentieth” where it says 95."""
    mention, told = view.claim.mention, view.scene.told
    scale = Decimal(1) if mention.kind is Kind.PERCENT else Decimal("0.01")
    shares = [
        o for o in view.told if o.unit == SHARE and told.matter.shares_words(o.sentence, view.claim.words)
    ]
    for share in (o for o in shares if o.sentence == shares[0].sentence):
        value = Decimal(100) - share.value if is_rest else share.value
        if value > 0 and agree(mention, value * scale):
            formula = f"{'100% - ' if is_rest else ''}{render_plain(share.value)}% = {mention.text}"
            return Derivation(formula=formula, what="the share that a passage tells")
    return None


class _Law:
    """Which two operands one sentence means."""

    def __init__(self, view: View, *, is_gapped: bool) -> None:
        self._view = view
        self._is_gapped = is_gapped
        self.measure = Measure(view)
        self.head = Head(view, self.measure.own)
        self.is_rate = is_rate(view)

    @property
    def is_bound(self) -> bool:
        """Tell whether the sentence itself says what is measured, and by what."""
        return bool(self.head.apposed) or self.measure.is_described

    def find_pools(self) -> Iterator[list[Operand]]:
        """Yield the operands to be tried, in print and facts."""
        yield [*self._pool, *self._lend_unit()]
        if self._is_gapped:
            view = self._view
            films = [n.number for n in view.reading.index.entities if n.kind == "film"][:_MOST_FILMS]
            yield [o for n in films for o in view.scene.find_facts(n) if o.group == "cost"]

    def find_told_pool(self) -> list[Operand]:
        """Return those operands with what passages tell; nothing where they tell nothing."""
        view = self._view
        told = [o for o in view.told if o.unit != SHARE]
        near = [*self.head.nearest, *self.measure.printed]
        beside = [o for n in near for o in view.scene.find_beside(n) if o.unit != SHARE]
        self.head.held = frozenset(o.sentence for o in beside)
        return [*self._pool, *told, *beside] if told or beside else []

    @lazy
    def _pool(self) -> list[Operand]:
        view = self._view
        parts = [o for n in self.measure.persons for o in view.scene.find_facts(n)]
        return [o for o in (*view.here, *view.earlier, *view.facts, *parts) if o.unit != SHARE]

    def _lend_unit(self) -> list[Operand]:
        """“165 nights, three times the 55 planned”: a bare number is in the unit of the head."""
        reading = self._view.reading
        heads = [reading.mentions[o.number] for o in self.head.nearest if o.unit in TIMES]
        bare = [o for o in self.measure.printed if o.unit == COUNT and not o.noun]
        units = [read_unit(mention) for mention in heads[-1:]]
        return [replace(o, unit=unit, value=o.value * worth) for o in bare for unit, worth in units if unit]

    def bind(self, one: Operand, other: Operand, relation: Relation) -> Bond:
        """Say how surely the sentence means this head and this measure."""
        is_rest = relation is Relation.SHARE and self.head.is_at_home(one)
        if one.value == other.value or is_rest or not self._is_head(one, other):
            return Bond.NONE
        bond = self.measure.bind(one, other, is_apposed=bool(self.head.apposed))
        is_printed = any(other.number == o.number for o in self.measure.printed)
        if is_printed and one.source is Source.PRINT:
            return bond  # “$6.4 million, a third of the $20 million”: each has a verdict of its own
        is_beside = self.head.is_beside(one)
        is_sure = (one.is_proven or is_beside) and (
            other.is_proven or (is_beside and self._is_in_mind(other))
        )
        is_meant = is_sure and self._takes_print(one, other) and self.measure.is_chosen(one, other)
        if bond is Bond.NONE or not is_meant:
            return Bond.NONE
        name = self._name_tie(one, other)
        tie = BONDS[relation].get(name, Bond.NONE)
        is_unsaid = name is Tie.STAKE and bond is not Bond.FIRM
        is_astray = name is Tie.BEGUN and self.measure.is_elsewhere(other)
        if is_unsaid or is_astray or (name is Tie.SPLIT and not self.measure.is_of_place(other)):
            return Bond.NONE
        if tie is Bond.NONE or not self._is_comparable(one, other):
            return Bond.NONE
        bond = bond if self.measure.is_renamed else max(bond, tie)
        return Bond.NONE if self.is_rate and bond is Bond.LOOSE else bond

    def bind_last(self, one: Operand, other: Operand, relation: Relation) -> Bond:
        """Say how surely the sentence means a pair whose value vouches for nothing.

        The figure is said of the last amount before it, or of what a territory gave of that.
        """
        last = {o.number for o in self.head.nearest}
        is_part = bool(self.head.territory) and other.number in last
        if last and one.number not in last and not is_part:
            return Bond.NONE
        return self.bind(one, other, relation)

    def _is_head(self, one: Operand, other: Operand) -> bool:
        if self._is_gapped and one.source is Source.FACT:
            return one.subject != MAIN == other.subject
        return self.head.admits(one, other)

    def _is_in_mind(self, other: Operand) -> bool:
        """Tell whether a measure is the last figure before the head: “asked $40,000 and was paid …”."""
        before = [o for o in self._view.here if self._view.is_before(o) and not self.head.is_beside(o)]
        return bool(before) and other.number == before[-1].number

    def _name_tie(self, one: Operand, other: Operand) -> Tie:
        """Name the tie; receipts of two territories are alike where the measure has none of the head's."""
        tie = name_tie(one, other)
        if tie is not Tie.APART:
            return tie
        known = {o.territory for o in self._view.scene.find_facts(other.subject) if o.group == other.group}
        return Tie.APART if one.territory in known else Tie.LIKE

    def _takes_print(self, one: Operand, other: Operand) -> bool:
        """Tell whether a pair takes one of the amounts in print before the figure, as far as they are proven.

        A title behind them begins another matter, and so does a territory in a new clause.
        """
        view, claim = self._view, self._view.claim
        if one.source is Source.PRINT and one.left >= claim.right:
            return True  # “cost $9 million and was worth a fifth as much at home: $24.5 million”
        first = max((c.start for c in view.cues if self._begins_anew(c)), default=claim.first)
        printed = [o for o in view.here if is_money(o) and first <= o.left < claim.left]
        if not is_money(one) or not printed:
            return True
        settled = [view.scene.settle(o) for o in printed]
        if any(o.value == pair.value for o in (*printed, *settled) for pair in (one, other)):
            return True
        return not settled[-1].is_proven

    def _begins_anew(self, cue: Cue) -> bool:
        """Tell whether a cue before the figure begins another matter: “…, and the worldwide total was …”."""
        if cue.end > self._view.claim.left or cue.is_weak:
            return False
        before = self._view.reading.words_between(cue.start - 2, cue.start)
        is_clause = cue.kind == "territory" and not BREAKS.isdisjoint(before)
        return cue.kind == "film" or is_clause

    def _is_comparable(self, one: Operand, other: Operand) -> bool:
        """Tell whether two operands of one tie may be set against each other by this sentence."""
        if one.source is other.source is Source.TOLD and not self._names_told(one):
            return False
        if self._view.claim.mention.kind is Kind.RATIO and one.unit != other.unit:
            return False
        if one.unit in TIMES:
            is_length = says_length(self._view) or self._view.claim.mention.kind is Kind.RATIO
            is_in_print = self.measure.is_renamed and one.source is other.source is Source.PRINT
            return is_length or is_in_print or bool(self.measure.printed)
        if one.unit == COUNT and min(one.value, other.value) < _LEAST and not self.measure.printed:
            return one.value > other.value * _MANY
        is_alike = one.datum is None or other.datum is None or one.group == other.group
        return is_alike or not self.measure.is_like

    def _names_told(self, one: Operand) -> bool:
        """Tell whether the sentence names a film of which only passages tell, and this one does."""
        view = self._view
        cues = [c for c in view.cues if c.kind == "film" and (UNKNOWN in c.entities or self._is_bare(c))]
        words = tuple(w for c in cues for w in view.reading.words_between(c.start, c.end))
        return bool(words) and view.scene.told.matter.shares_words(one.sentence, words)

    def _is_bare(self, cue: Cue) -> bool:
        entities = self._view.reading.index.entities
        return MAIN not in cue.entities and not any(entities[n].data for n in cue.entities)


_MOST_FILMS = 8
_LEAST = 10
_MANY = 20
"""Smaller counts divide to everything; to a hundred they do not."""
