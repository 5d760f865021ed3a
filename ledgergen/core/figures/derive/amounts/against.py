"""Which two amounts a multiple or a share may set against each other, where words do not tell.

The words say by what sort of thing it is measured: what was just told (“as much”, “of that”), what another
film has (“of what the original had taken”), its own cost (“its keep”, or nothing, of a return), the whole
(“of the bill”), another's cost (“with three times the budget”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ledgergen.core.figures.bind.canonical import find_territory
from ledgergen.core.figures.closed_classes import POSSESSIVES, STOPS
from ledgergen.core.figures.derive.amounts.description import points_back, takes_up
from ledgergen.core.figures.derive.amounts.talk import (
    Talk,
    find_last,
    find_own_sorts,
    find_stretches,
    find_talk,
)
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.comparison import AS_MUCH
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.films import find_meant_films
from ledgergen.core.figures.derive.operand import Operand, is_money
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import RECEIPTS, SUMS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import SHARE_KINDS, Kind
from ledgergen.core.figures.wordlists import word_set

Pair = tuple[Operand, Operand]


class Against:
    """Which amounts one sentence may set against each other."""

    def __init__(self, view: View) -> None:
        self._view = view
        claim = view.claim
        self._talk = find_talk(view, claim.left)
        self._is_in_row = self._talk.start < 0 and _is_in_row(view)
        if self._is_in_row:
            self._talk = Talk(tuple(self._list_films()), is_sure=False)
        last = self._find_last()
        is_new = last is not None and self._talk.start >= last.right
        self._last = last
        self._head = None if is_new else last
        self.is_open = last is None or is_new or last.is_proven
        """What it may be said of is proven."""
        self._end = view.find_break(_FAR)
        self._behind = view.reading.words_between(claim.right, self._end)
        first, _ = next(find_stretches(view, claim.left))
        places = [c.value for c in view.cues if c.kind == "territory" and first <= c.start < self._end]
        words = view.reading.words_between(first, self._end)
        places = places or [place for word in words if (place := find_territory(word)) not in {word, ""}]
        self._place = places[-1] if places else claim.territory
        self.is_abroad = "overseas" in {*places, claim.territory}
        self._sorts = find_own_sorts(view, claim.left, is_plain=False)

    def _find_last(self) -> Operand | None:
        """Return the last amount in print before the figure, or the fact that it is nearly."""
        last = find_last(self._view, self._view.claim.left)
        if last is None or last.is_proven:
            return last
        known = (o for n in self._talk.films[:1] if n != UNKNOWN for o in self._view.scene.find_facts(n))
        near = (o for o in known if o.unit == last.unit and abs(o.value - last.value) < last.value * _NEARLY)
        return next((replace(o, left=last.left, right=last.right) for o in near), last)

    def find_pairs(self) -> Iterator[Pair]:
        """Yield heads with what they may be measured by, the likeliest first."""
        view = self._view
        if not self.is_open:
            return
        ends = {o.value for o in view.here if self._last and o.number == self._last.number}
        if len(ends) > 1 or not _EITHER.isdisjoint((*view.before(_NEAR), *view.behind(_NEAR))):
            yield from self._find_accounts()
        if view.behind(2) in AS_MUCH or takes_up(view) or self._is_of_that():
            yield from self._find_as_much()
        elif _AT.search(" ".join(view.before(_NEAR))) and not _BUDGETS.isdisjoint(self._behind):
            yield from self._find_prices()
        elif self._place and self._is_bare() and view.claim.mention.kind in SHARE_KINDS:
            yield from self._find_parts()
        elif self._is_own():
            yield from self._find_returns()
        elif takes_up(view) or points_back(view) or not _WHOLES.isdisjoint(self._behind):
            yield from self._find_parts()
        else:
            yield from self._find_measured()

    def _find_accounts(self) -> Iterator[Pair]:
        """“$47.9 million or $58.9 million, more than tenfold in either event”: of the lesser, too."""
        last = self._last
        said = [self._view.scene.settle(o) for o in self._view.here if self._view.is_before(o)]
        for one in (o for o in said if last and o.is_proven and o.subject == last.subject and is_money(o)):
            costs = (o for o in self._view.scene.find_facts(one.subject) if o.group == "cost")
            yield from ((one, o) for o in costs if one.group in RECEIPTS and o.unit == one.unit)

    def _is_own(self) -> bool:
        """Tell whether it is measured by its own cost: “its keep”, “to one”, or a return by nothing said."""
        if not _COSTS.isdisjoint(self._behind):
            return self._sort_of_head() != "cost"
        kind = self._view.claim.mention.kind
        is_bare = self._is_bare() or self._is_in_row or bool(self._find_of())
        return (is_bare or kind is Kind.RATIO) and kind not in SHARE_KINDS

    def _is_of_that(self) -> bool:
        """“Ten times that”, “ten times that in America alone”."""
        return self._behind in _THAT or (self._behind[:1] == ("that",) and self._behind[1:2] in _PLACED)

    def _is_bare(self) -> bool:
        return not self._behind or self._behind[0] in _CLOSING

    def _sort_of_head(self) -> str:
        if self._head:
            return self._head.group
        return next(iter(self._sorts)) if len(self._sorts) == 1 else ""

    # --- whose amounts ------------------------------------------------------------------

    def _find_heads(self) -> tuple[int, ...]:
        if self._talk.is_sure:
            return self._talk.films
        return tuple(n for n in self._list_films() if n in self._talk.films)

    def _list_films(self) -> list[int]:
        """Return the films of the dossier, what the sentence names first."""
        view = self._view
        films = [e.number for e in view.reading.index.entities if e.kind == "film" and e.data][:_MOST_FILMS]
        return list(
            dict.fromkeys([*(n for n in (*view.named, *view.sentence.focus, MAIN) if n in films), *films])
        )

    def _find_amounts(self, film: int) -> list[Operand]:
        """Return what is known of a film, in the market that is spoken of; of the world where none is."""
        if film == UNKNOWN:
            return []
        facts = [o for o in self._view.scene.find_facts(film) if o.group in SUMS or o.attribute in _COUNTED]
        return [o for o in facts if o.group == "cost" or self._is_placed(o, facts)]

    def _is_placed(self, operand: Operand, facts: list[Operand]) -> bool:
        home = self._view.reading.index.home
        if self._place == "home":
            return operand.territory in home or not operand.territory
        if self._place and self._place not in WORLD:
            return operand.territory in {self._place, ""}
        is_whole = any(o.attribute == operand.attribute and o.territory in WORLD for o in facts)
        return operand.territory in WORLD or not is_whole

    def _find_like(self, one: Operand, films: list[int]) -> Iterator[Operand]:
        for film in (n for n in films if n not in {one.subject, UNKNOWN}):
            for other in self._view.scene.find_facts(film):
                is_like = (other.unit, other.group) == (one.unit, one.group)
                if is_like and (
                    other.territory == one.territory or {other.territory, one.territory} <= WORLD
                ):
                    yield other

    # --- what is measured by what -------------------------------------------------------

    def _find_as_much(self) -> Iterator[Pair]:
        """“As much” is measured by what was told last, or what was told last by what was told before."""
        last, is_taken_up = self._last, takes_up(self._view) or self._is_of_that()
        is_other = last is not None and bool(self._sorts) and last.group not in self._sorts
        if self._head and is_taken_up:
            yield from self._find_returns() if self._head.group == "cost" else self._find_parts()
        elif self._head and is_other:
            yield from self._find_returns()
            yield from self._find_sorted(self._list_films())
        elif self._head:
            yield from self._find_returns()
            yield from ((self._head, o) for o in self._find_like(self._head, self._list_films()))
        elif last is None:
            yield from self._find_taken_up() if is_taken_up else self._find_sorted(self._list_films())
        elif last.is_proven:
            heads = self._find_like(last, list(self._find_heads()))
            yield from ((o, last) for o in heads)

    def _find_taken_up(self) -> Iterator[Pair]:
        """“*A* had taken $1.7 million. The weekend alone was twelve times that”: of the sentence before."""
        earlier = [self._view.scene.settle(o) for o in self._view.earlier if is_money(o)][:1]
        earlier = [o for o in earlier if o.is_proven]
        for film in self._find_heads():
            heads = [o for o in self._find_amounts(film) if not self._sorts or o.group in self._sorts]
            yield from (
                (o, other) for o in heads for other in earlier if other.is_proven and o.unit == other.unit
            )

    def _find_sorted(self, others: list[int]) -> Iterator[Pair]:
        """Yield amounts of the sort that the clause speaks of, with the like ones of other films."""
        for film in self._find_heads():
            for one in (o for o in self._find_amounts(film) if o.group in self._sorts):
                yield from ((one, other) for other in self._find_like(one, others))

    def _find_returns(self) -> Iterator[Pair]:
        """Yield what a film took, with what it cost."""
        head = self._head
        if head and head.group != "cost" and says(self._view, "given"):
            return  # “was handed $70 million, fourteen times its cost”
        films = [head.subject] if head and head.datum else list(self._find_heads())
        if meant := self._find_of():
            films = [n for n in meant if n != UNKNOWN]
        for film in films:
            known = self._find_amounts(film)
            costs = [o for o in known if o.group == "cost"]
            taken = [o for o in known if o.group in RECEIPTS]
            if head and head.datum:
                taken, costs = ([head], costs) if head.group in RECEIPTS else (taken, [head])
            yield from ((one, other) for one, other in product(taken, costs) if one.unit == other.unit)

    def _find_of(self) -> tuple[int, ...]:
        """“71.5 for the first, 23.2 for the second”, “the 3.9 of *B*”."""
        view = self._view
        if self._behind[:1] not in {("for",), ("with",), ("of",)} or self._head:
            return ()
        meant = find_meant_films(view, view.claim.right + 1, self._end, apart=frozenset())
        return meant.films if meant and meant.is_sure else ()

    def _find_parts(self) -> Iterator[Pair]:
        """Yield what a film took in one market, or at first, with what it took in all."""
        home = self._view.reading.index.home
        for film in self._find_heads():
            facts = self._view.scene.find_facts(film) if film != UNKNOWN else ()
            world = [o for o in facts if o.group == "gross" and o.territory in WORLD]
            places = home if self._place in {"home", "overseas"} else {self._place}
            parts = [o for o in facts if o.group == "gross" and o.territory in places - WORLD]
            first = [o for o in facts if o.group == "opening"] if "opening" in self._sorts else []
            if self._head and self._head.subject in {film, UNKNOWN} and is_money(self._head):
                yield from ((self._head, o) for o in (*world, *parts) if o.value > self._head.value)
            yield from product(first, (*parts, *world))
            if not first:
                yield from product(parts, world)

    def _find_prices(self) -> Iterator[Pair]:
        """“With three times the budget”: what a film cost, with what another did."""
        for film in self._find_heads():
            costs = [o for o in self._find_amounts(film) if o.group == "cost"]
            pairs = [(one, other) for one in costs for other in self._find_like(one, self._list_films())]
            yield from pairs
            if self._talk.start < 0:
                yield from ((other, one) for one, other in pairs)

    def _find_measured(self) -> Iterator[Pair]:
        """Yield an amount with the like one of the film that words behind the figure name or describe."""
        view = self._view
        meant = find_meant_films(view, view.claim.right, self._end, apart=frozenset())
        is_in_print = any(view.claim.right <= o.left < self._end for o in view.here)
        is_own = _BUDGETS.isdisjoint(self._behind) or not POSSESSIVES.isdisjoint(self._behind[:1])
        if is_in_print or (meant is None and is_own):
            return  # what is in print, other laws know
        others = list(meant.films) if meant else self._list_films()
        said = {
            c.value for c in view.cues if view.claim.right <= c.start < self._end and c.kind == "money"
        } & SUMS
        is_of_sort = not self._sorts or not self._head or self._head.group in self._sorts
        if self._head and (is_of_sort or said):
            if not said or self._head.group in said:
                yield from ((self._head, o) for o in self._find_like(self._head, others))
            elif meant and meant.is_sure and self._head.group not in SUMS:
                # “His fee was three times what the debut had cost.”
                known = (o for n in others for o in self._find_amounts(n) if o.group in said)
                yield from ((self._head, o) for o in known if o.unit == self._head.unit)
            return
        self._sorts = said or self._sorts
        if not self._sorts and meant and meant.is_sure:
            self._sorts = set(SUMS)
        yield from self._find_sorted(others)


def _is_in_row(view: View) -> bool:
    """“The return slid from 9.0 to 4.7 to 3.1”: each is of another film."""
    numbers = view.reading.mentions_between(view.claim.first, view.claim.end)
    broken = (m for m in numbers if m.kind is Kind.COUNT and m.precision < 1)
    return sum(1 for _ in broken) >= _ROW


_EITHER = word_set("either whichever both any")
_FAR = 12
_ROW = 2
_NEAR = 4
_NEARLY = Decimal("0.1")
_AT = re.compile(r"\b(?:with|on|for)(?: \w+){0,2}$")
_PLACED = {("in",), ("at",), ("abroad",), ("overseas",), ("worldwide",)}
_THAT = {("that",), ("it",)}
_MOST_FILMS = 12
_COUNTED = frozenset({"admissions"})
_CLOSING = STOPS | {",", "–", ")", "and", "but", "while", "whereas", "again", "over", "to"}
_COSTS = word_set("cost costs outlay stake keep money price principal capital investment budget bet wager")
_BUDGETS = word_set("cost budget money stake outlay allowance")
_WHOLES = word_set("whole total bill run worldwide all overall eventual final lifetime")
