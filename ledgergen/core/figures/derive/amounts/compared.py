"""How far an amount is from the like amount of another film that is described: “20 longer than the original”.

A sentence that compares (`derive.comparison`) has a head and a standard. The head is the
amount in print before the figure, or the like amount of the film that its clause speaks
of. The standard is another film's, which words name or describe (`derive.films`), or that of
the film the talk is of where nothing names it. Both are of one sort and of one market,
and which is the greater is as the words say. Where words do not say which film
is meant, it may be any that has the like amount, as long as they are few.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.derive.amounts.engine import build, reckon_pair
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.spoken import find_clause
from ledgergen.core.figures.derive.amounts.tie import SUMS, WORLD
from ledgergen.core.figures.derive.comparison import Comparison, read_comparison
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.films import Meant, find_meant_films
from ledgergen.core.figures.derive.operand import COUNT, Operand, is_money, read_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Kind


def derive_compared(view: View) -> Derivation | None:
    """Return the difference between two films' like amounts that a figure states, or None."""
    mention = view.claim.mention
    unit, worth = read_unit(mention)
    if unit is None or mention.kind not in _KINDS or (mention.kind is Kind.DURATION and unit != "minute"):
        return None
    comparison = read_comparison(view)
    if comparison is None or _is_of_figure(view, comparison):
        return None
    law = _Law(view, comparison, unit)
    for head, other in law.find_pairs():
        is_more = head.value > other.value
        if head.value == other.value or comparison.is_more not in {None, is_more}:
            continue
        high, low = (head, other) if is_more else (other, head)
        if comparison.is_bound:
            apart = high.value - low.value
            if mention.value * worth / 2 < apart <= mention.value * worth:
                return build(Relation.DIFFERENCE, high, low, apart)
        elif found := reckon_pair(view, Relation.DIFFERENCE, high, low, 1 / worth):
            return found
    return None


def _is_of_figure(view: View, comparison: Comparison) -> bool:
    """Tell whether the standard is an amount in print: other laws know what lies between two."""
    numbers = view.reading.numbers_between(comparison.first, comparison.end)
    return any(view.reading.mentions[n].kind in _AMOUNTS for n in numbers)


class _Law:
    """Which amounts one comparison may set beside each other."""

    def __init__(self, view: View, comparison: Comparison, unit: str) -> None:
        self._view = view
        self._comparison = comparison
        self._unit = unit
        self._left = comparison.verb if comparison.verb >= 0 else view.claim.left
        """The token that the head stands before."""

    def find_pairs(self) -> Iterator[tuple[Operand, Operand]]:
        """Yield a head and its standard, the likeliest first."""
        printed = self._find_printed()
        if printed is not None:
            for other in self._find_standards(printed):
                yield printed, other
            return
        for film in self._find_head_films():
            for head in self._find_amounts(film):
                for other in self._find_standards(head):
                    yield head, other

    # --- the head ---------------------------------------------------------------------

    def _find_printed(self) -> Operand | None:
        """Return the last amount of the figure's sort in print before it, if it is proven and of its film."""
        view = self._view
        left = max(self._left, self._comparison.first)  # “$3 million separated its $9 million from *B*”
        before = [o for o in view.here if o.left < left and self._is_of_sort(o)]
        if not before:
            return None
        last = view.scene.settle(before[-1])
        behind = [c for c in view.cues if c.kind == "film" and not c.is_weak and last.right <= c.start]
        if any(c.end <= self._left and last.subject not in c.entities for c in behind):
            return None
        said = self._find_groups(last.right, self._comparison.end)
        if not last.is_proven or last.datum is None or (said and last.group not in said):
            return None
        return last

    def _is_of_sort(self, operand: Operand) -> bool:
        if self._unit == COUNT:
            return operand.unit == "minute" and not is_money(operand)
        return operand.unit == self._unit

    def _find_head_films(self) -> tuple[int, ...]:
        """Return the films of which the words before the figure speak."""
        view = self._view
        first = find_clause(view) if self._comparison.verb < 0 else view.claim.first
        told = find_meant_films(view, min(first, self._left), self._left, apart=frozenset())
        if told and told.is_sure:
            return told.films
        other = find_meant_films(view, self._comparison.first, self._comparison.end, apart=frozenset())
        apart = {UNKNOWN, *(other.films if other and other.is_sure else ())}
        films = [n for n in (*view.claim.films, *view.sentence.focus, MAIN) if n not in apart]
        return tuple(films[:1])

    # --- the standard -----------------------------------------------------------------

    def _find_standards(self, head: Operand) -> list[Operand]:
        """Return the amounts like the head's that may be the standard; none where they are too many."""
        meant = self._find_standard_films(head.subject)
        if meant is None:
            return []
        found = [o for n in meant.films for o in self._find_like(n, head)]
        return found if meant.is_sure or len({o.subject for o in found}) <= _MOST else []

    def _find_standard_films(self, head: int) -> Meant | None:
        view, comparison = self._view, self._comparison
        apart = frozenset({head})
        if not comparison.is_unsaid:
            return find_meant_films(view, comparison.first, comparison.end, apart=apart)
        if head != MAIN:
            return Meant((MAIN,), is_sure=True)
        cues = view.reading.sentence_cues(view.start, self._left)
        named = [n for c in cues[::-1] if c.kind == "film" for n in c.entities]
        films = tuple(dict.fromkeys(n for n in named if n not in {UNKNOWN, MAIN}))
        return Meant(films[:1], is_sure=True) if films else None

    def _find_like(self, film: int, head: Operand) -> Iterator[Operand]:
        """Yield the facts of a film that are of the head's sort and market."""
        place = self._find_place(self._comparison.first, self._comparison.end) or head.territory
        for other in self._view.scene.find_facts(film):
            is_like = (other.unit, other.group, other.attribute) == (head.unit, head.group, head.attribute)
            if is_like and self._is_of_place(other, place):
                yield other

    # --- sorts and markets --------------------------------------------------------------

    def _find_amounts(self, film: int) -> list[Operand]:
        """Return the facts of a head's film that the sentence may speak of."""
        view = self._view
        facts = view.scene.find_facts(film)
        if self._unit == "minute":
            return [o for o in facts if o.group == "runtime"]
        if self._unit == COUNT:
            return []
        first = find_clause(view) if self._comparison.verb < 0 else self._comparison.verb
        groups = self._find_groups(min(first, view.claim.left), view.find_break(_FAR))
        if not groups and self._comparison.verb >= 0:
            groups = frozenset({"gross"})
        place = self._find_place(min(first, view.claim.left), view.find_break(_FAR))
        alike = [o for o in facts if o.unit == self._unit and o.group in groups]
        return [o for o in alike if self._is_of_place(o, place)]

    def _find_groups(self, first: int, end: int) -> frozenset[str]:
        """Return the sorts of money that words between two tokens speak of."""
        cues = [
            c for c in self._view.cues if first <= c.start < end and c.kind == "money" and c.value in SUMS
        ]
        strong = frozenset(c.value for c in cues if not c.is_weak)
        return strong or frozenset(c.value for c in cues)

    def _find_place(self, first: int, end: int) -> str:
        places = [c.value for c in self._view.cues if first <= c.start < end and c.kind == "territory"]
        return places[-1] if places else ""

    def _is_of_place(self, operand: Operand, place: str) -> bool:
        if operand.group not in _OF_PLACES:
            return True
        if place == "home":
            return operand.territory in self._view.reading.index.home
        return operand.territory in WORLD if place in WORLD else operand.territory == place


_KINDS = frozenset({Kind.MONEY, Kind.DURATION, Kind.COUNT})
_AMOUNTS = frozenset({Kind.MONEY, Kind.DURATION, Kind.COUNT, Kind.PERCENT, Kind.MULTIPLE, Kind.FRACTION})
_OF_PLACES = frozenset({"gross", "opening", "admissions"})
_FAR = 14
_MOST = 6
"""Films among which one with just such an amount proves something."""
