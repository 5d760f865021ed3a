"""Sums, differences, parts and rests: “their combined cost”, “$7 million under *Dusk*”, “which leaves 460”.

A difference is between two things of one tie (`derive.amounts.tie`): what a film took and
what it cost, the world and a country, the like amounts of two films, two accounts.
Where amounts stand in print before the figure, one of them takes part. Sums
of more than two are a run (`derive.amounts.run`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.counted import find_counted
from ledgergen.core.figures.derive.amounts.engine import Question, answer
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.rate import derive_product, derive_rate, find_operands, find_thing
from ledgergen.core.figures.derive.amounts.reckon_total import (
    reckon_rate,
    reckon_rest,
    reckon_total,
    stands_by_share,
)
from ledgergen.core.figures.derive.amounts.remainder import derive_remainder
from ledgergen.core.figures.derive.amounts.run import ask_runs, find_runs, find_told_rows, is_alike
from ledgergen.core.figures.derive.amounts.several import find_sum_of_films
from ledgergen.core.figures.derive.amounts.spoken_total import find_apart, reckon_difference
from ledgergen.core.figures.derive.amounts.tie import BONDS, Bond, Tie, name_tie
from ledgergen.core.figures.derive.counts.collection import names_series
from ledgergen.core.figures.derive.cues import says, says_close
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.operand import (
    BARE,
    COUNT,
    SHARE,
    TIMES,
    Operand,
    Source,
    is_money,
    read_unit,
)
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import SUMS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.lazy import lazy


class Total:
    """What one figure may be as a rate, a sum, a difference, a part or a product."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._unit = read_unit(view.claim.mention)[0]

    def find(self) -> Derivation | None:
        """Return the figure as one of these, of facts and what is in print."""
        view = self._view
        found = derive_rate(view, self._thing) or self._find_run() or self._find_pair()
        found = found or derive_remainder(view) or derive_product(view)
        return found or (find_sum_of_films(view) if self._unit is not None else None)

    def find_told(self) -> Derivation | None:
        """Return the figure as one that takes what passages tell, where its sentence asks for any."""
        if _is_of_schedule(self._view):
            return None
        told = self._view.told if self._thing or self._is_run or self._relations else []
        if not told:
            return None
        found = derive_rate(self._view, self._thing, told=told) or self._find_run(told)
        return found or self._find_pair(told)

    def reckon(self) -> Derivation | None:
        """Return the sum or the difference of any two amounts at hand that luck does not explain."""
        view, unit = self._view, self._unit
        found = reckon_rate(view, *find_operands(view, self._thing)) if self._thing else None
        if found:
            return found
        if unit is None:
            return None
        apart = list(find_apart(view))
        if spoken := reckon_difference(view, apart):
            return spoken
        if apart:
            return None
        named = [r for cue, r in _RECKONED if says_close(view, cue)]
        # What is all but the rest of several parts, the remainder's law knows.
        if named and not says(view, "allbut"):
            alike = (o for o in (*view.here, *view.earlier, *view.facts) if is_alike(view, o, unit))
            found = reckon_total(view, [o for o in alike if unit == BARE or o.unit != BARE], named)
        return found or self.reckon_rest()

    def reckon_rest(self) -> Derivation | None:
        """Return what lies between two amounts told of before, or between two facts (“within”)."""
        view, unit = self._view, self._unit
        near = [*[o for o in view.here if view.is_before(o)][-_MOST_BEFORE:], *view.facts]
        if unit is not None and says(view, "near"):
            return reckon_total(view, [o for o in near if is_alike(view, o, unit)], [Relation.DIFFERENCE])
        if unit is None or not any(view.is_before(o) for o in view.here):
            return None
        is_bare = unit == COUNT and not view.claim.mention.noun
        return reckon_rest(
            view, [o for o in near if is_alike(view, o, unit) or (is_bare and o.unit in TIMES)]
        )

    @property
    def is_rate(self) -> bool:
        """Tell whether the figure is so much for each of a thing that is named: “$9,000 a site”."""
        return bool(self._thing)

    @lazy
    def _thing(self) -> str:
        return find_thing(self._view)

    @lazy
    def _is_run(self) -> bool:
        view = self._view
        is_said = says(view, "sum") or names_series(view.claim) or view.behind(3) in _FOR_BOTH
        return self._unit is not None and is_said

    @lazy
    def _relations(self) -> list[Relation]:
        """What the sentence says of the figure and two others."""
        view = self._view
        if self._unit is None:
            return []
        relations = [r for cue, named in _RELATIONS if says(view, cue) for r in named]
        if view.behind(1) == ("of",) or stands_by_share(view):
            relations.append(Relation.PART)
        claim = view.claim
        if claim.group in SUMS and not claim.is_weak and any(find_counted(view.before(_NEAR))):
            relations = [r for r in relations if r is not Relation.DIFFERENCE]  # “the two sequels cost …”
        return relations

    def _find_pair(self, told: Sequence[Operand] = ()) -> Derivation | None:
        view = self._view
        if not self._relations:
            return None
        pool = [*view.here, *view.earlier, *view.facts, *told]
        return _ask_pairs(view, self._law, pool, self._relations)

    @lazy
    def _law(self) -> _Law:
        return _Law(self._view)

    def _find_run(self, told: Sequence[Operand] = ()) -> Derivation | None:
        if not self._is_run or self._unit is None:
            return None
        view, unit = self._view, self._unit
        return ask_runs(view, find_told_rows(view, unit, told) if told else find_runs(view, unit))


def _is_of_schedule(view: View) -> bool:
    """“Twelve weeks ahead of its calendar”: how far off the plan a shoot was is told outright, if at all."""
    if view.claim.mention.kind is not Kind.DURATION or view.behind(1) not in _OFF_PLAN:
        return False
    return not _PLANS.isdisjoint(view.behind(_BESIDE))


def _ask_pairs(view: View, law: _Law, pool: list[Operand], relations: list[Relation]) -> Derivation | None:
    mention = view.claim.mention
    unit, worth = read_unit(mention)
    alike = [o for o in pool if unit is not None and is_alike(view, o, unit)]
    for relation in dict.fromkeys(relations):
        is_part = relation in {Relation.PART, Relation.LEFTOVER}
        wholes = [o for o in alike if o.source is Source.PRINT or o.source is Source.FACT]
        question = Question(
            mention=mention,
            relations=(relation,),
            firsts=wholes if is_part else alike,
            seconds=[o for o in pool if o.unit == SHARE] if is_part else alike,
            bind=law.bind_part if is_part else law.bind,
            scale=1 / worth,
        )
        found = answer(question, view)
        if found:
            return found
    return None


class _Law:
    """Which two amounts one sentence adds or subtracts."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._words = set(view.claim.words)
        self._printed = [o for o in view.here if view.is_before(o) and o.unit != SHARE]

    def bind_part(self, one: Operand, other: Operand, relation: Relation) -> Bond:
        """A share and its whole are in print; the share of what is said to be “of” it may be told."""
        is_told = other.source is Source.TOLD and relation is Relation.PART
        is_printed = one.source is Source.PRINT and (other.source is Source.PRINT or is_told)
        is_proven = (one.is_proven and other.is_proven) or self._are_here(one, other)
        return Bond.FIRM if is_printed and is_proven else Bond.NONE

    def bind(self, one: Operand, other: Operand, relation: Relation) -> Bond:
        """Say how surely the sentence adds, or subtracts, these two."""
        if one.datum is other.datum is not None or (
            one.value == other.value and relation is not Relation.SUM
        ):
            return Bond.NONE
        # Of two figures in print beside this one each has a verdict of its own.
        if not self._are_here(one, other) and not (one.is_proven and other.is_proven):
            return Bond.NONE
        sources = {one.source, other.source}
        if sources == {Source.PRINT}:
            # “175 by one account and 172 by another, so that …” reckons with one of these at least.
            is_meant = self._are_near(one, other) and self._takes_print(one, other)
            return Bond.FIRM if is_meant else Bond.NONE
        if Source.TOLD in sources:
            is_meant = one.sentence == other.sentence or Source.PRINT in sources
            return Bond.LOOSE if is_meant and self._is_told_of(one, other) else Bond.NONE
        return self._bind_facts(one, other, relation) if self._takes_print(one, other) else Bond.NONE

    def _are_here(self, one: Operand, other: Operand) -> bool:
        first = self._view.claim.first
        return one.source is other.source is Source.PRINT and min(one.left, other.left) >= first

    def _is_told_of(self, one: Operand, other: Operand) -> bool:
        """Every film has its sums: one that only a passage tells must be spoken of behind the figure."""
        told = one if one.source is Source.TOLD else other
        return not is_money(told) or self._view.scene.told.matter.shares_words(
            told.sentence, self._view.behind(_NEAR)
        )

    def _are_near(self, one: Operand, other: Operand) -> bool:
        """Two figures in print belong together where both are of one film or of different ones in one way."""
        view = self._view
        if one.datum and other.datum and one.subject == other.subject and one.group == other.group:
            return True
        before = [o.number for o in view.earlier if o.unit == one.unit]
        is_here = max(one.left, other.left) >= view.claim.first
        return is_here or {one.number, other.number} <= set(before[:2])

    def _takes_print(self, one: Operand, other: Operand) -> bool:
        """Tell whether a pair takes an amount in print before the figure, where one is proven."""
        printed = [o for o in self._printed if o.unit == one.unit]
        settled = [self._view.scene.settle(o) for o in printed]
        if not printed or any(o.value == pair.value for o in settled for pair in (one, other)):
            return True
        return not settled[-1].is_proven

    def _bind_facts(self, one: Operand, other: Operand, relation: Relation) -> Bond:
        """Say how surely two facts, or a fact and its print, are added or subtracted."""
        view = self._view
        tie = name_tie(other, one) if relation is Relation.DIFFERENCE else name_tie(one, other)
        if tie not in BONDS[relation]:
            tie = name_tie(one, other)
        if tie is Tie.RETURN and not self._speaks_of_return(one, other):
            return Bond.NONE
        subjects = {o.subject for o in (one, other)} - {UNKNOWN}
        reach = {*view.claim.films, *view.named, *view.claim.persons, MAIN}
        if not subjects <= reach:
            return Bond.NONE
        is_spoken_of = one.subject == other.subject and {one.group, other.group} <= view.groups
        if relation is Relation.SUM and is_spoken_of and one.group != other.group:
            return Bond.FIRM  # “cost and first weekend together came to …”
        if tie is Tie.PART and not (says(view, "elsewhere") or view.claim.territory == "overseas"):
            return Bond.NONE
        if tie in {Tie.OTHER, Tie.SPLIT} and one.group == other.group and one.subject == other.subject:
            tie = Tie.VERSION
        return BONDS[relation].get(tie, Bond.NONE)

    def _speaks_of_return(self, one: Operand, other: Operand) -> bool:
        view = self._view
        if {one.group, other.group} <= view.groups:
            return True
        return says(view, "profit") and one.group in {"gross", "cost"}


_RELATIONS = (
    ("sum", (Relation.SUM,)),
    ("difference", (Relation.DIFFERENCE,)),
    ("leaves", (Relation.LEFTOVER,)),
)
"""What a cue makes of a figure that is neither a ratio nor a time."""
_RECKONED = (
    ("difference", Relation.DIFFERENCE),
    ("near", Relation.DIFFERENCE),
    ("sum", Relation.SUM),
)
"""What a cue makes of it that does not say of which two."""
_OFF_PLAN = {("ahead",), ("behind",), ("under",), ("over",), ("inside",), ("early",), ("late",)}
_PLANS = word_set("schedule calendar plan timetable diary allotment")
_FOR_BOTH = {("for", "the", word) for word in ("pair", "two", "duo", "lot", "three")}
_NEAR = 7
_BESIDE = 4
_MOST_BEFORE = 12
"""Amounts told of before a figure that it may be the rest of: luck would end sooner."""
