"""The two sides of a comparison of films' like amounts: what may be its head, and what its standard.

The head is the amount in print before the figure, unless another title or a word for
another sort of amount stands between; else it is a fact of the film that the clause speaks of. The
standard is of the head's sort and market, of a film that words behind the figure name or describe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledgergen.core.figures.bind.passing import is_compared
from ledgergen.core.figures.derive.amounts.head import says_length
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.clause import find_clause
from ledgergen.core.figures.derive.comparison import Comparison
from ledgergen.core.figures.derive.films import Meant, find_meant_films
from ledgergen.core.figures.derive.operand import COUNT, RATING, Operand, is_money
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import SUMS
from ledgergen.core.figures.facts.counted import TALLIES
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN


class Sides:
    """The amounts that one comparison may set beside each other."""

    def __init__(self, view: View, comparison: Comparison, unit: str) -> None:
        """Read what is compared in a unit; a ratio, which has none, may be of any."""
        self._view = view
        self._comparison = comparison
        self._unit = unit
        self._left = comparison.verb if comparison.verb >= 0 else view.claim.left
        """The token that the head stands before."""
        self.is_sure = True
        """Words say which film the standard is of, as far as it was asked for."""

    def find_pairs(self) -> Iterator[tuple[Operand, Operand]]:
        """Yield a head and its standard, the likeliest first."""
        printed = self._find_printed()
        if printed is not None:
            for other in self._find_standards(printed):
                yield printed, other
            return
        if not self._unit and not self._comparison.is_unsaid and self._is_of_another_sort():
            return
        for film in self._find_head_films():
            for head in self._find_amounts(film):
                for other in self._find_standards(head):
                    yield head, other

    def _is_of_another_sort(self) -> bool:
        """“It earned $15 million, three times what *B* had cost” compares no like amounts."""
        view, first = self._view, find_clause(self._view)
        last = next(self._settle([o for o in view.here[::-1] if first <= o.left < self._left]), None)
        return last is not None and last.datum is not None and not self._is_of_said(last)

    # --- the head ---------------------------------------------------------------------

    def _find_printed(self) -> Operand | None:
        """Return the last amount of the figure's sort in print before it, if it is proven and of its film."""
        view = self._view
        left = max(self._left, self._comparison.first)  # “$3 million separated its $9 million from *B*”
        settled = list(self._settle([o for o in view.here[::-1] if o.left < left]))
        meant = find_meant_films(view, self._comparison.first, self._comparison.end, apart=frozenset())
        own = meant.films if meant and meant.is_sure else ()
        if settled and own == (settled[0].subject,):
            # “Next to *B* at $17 million the sum was modest, a third of the rival's.”
            settled += self._settle(view.earlier)
            settled = [o for o in settled if o.subject not in own]
        # “… and $5 million above that of *B*” goes on behind another difference.
        last = next((o for o in settled if o.datum or not o.is_proven), None)
        if last is None or not last.is_proven or self._is_left_behind(last, own):
            return None
        return last if self._is_of_said(last) else None

    def _is_of_said(self, printed: Operand) -> bool:
        """Tell whether an amount in print is of the sort that words behind it speak of."""
        view, end = self._view, self._comparison.end
        said: frozenset[str] = frozenset()
        if self._comparison.is_unsaid:
            end = view.find_break(_NEAR)
            said = self._find_groups(view.claim.right, end)  # “$9 million ahead in gross”
            said = said or (frozenset({"gross"}) if self._find_place(view.claim.right, end) else said)
        # “… ¥19 billion, eight times the investment, two-thirds of what *B* had drawn.”
        first = self._split(printed.right)[0][0] if printed.right <= self._left else printed.right
        said = said or self._find_groups(first, end, is_strict=True)
        return printed.group not in SUMS or not said or printed.group in said

    def _is_left_behind(self, printed: Operand, own: tuple[int, ...]) -> bool:
        """Tell whether another title stands behind an amount in print, and the talk is of that."""
        view = self._view
        return any(
            c.kind == "film" and not c.is_weak and {printed.subject, *own}.isdisjoint(c.entities)
            for c in view.cues
            if printed.right <= c.start and c.end <= self._left
            if not is_compared(view.reading.document.words, c)
        )

    def _settle(self, operands: Iterable[Operand]) -> Iterator[Operand]:
        """Yield those of some amounts in print that are of the figure's sort, settled."""
        return filter(self._is_of_sort, map(self._view.scene.settle, operands))

    def _is_of_sort(self, settled: Operand) -> bool:
        is_rating = settled.group == RATING
        if self._unit == COUNT:
            is_points = self._view.claim.mention.noun.rsplit(maxsplit=1)[-1:] in _POINTS
            return is_rating or (settled.unit == "minute" and not is_points)
        if self._unit:
            return settled.unit == self._unit
        if says_length(self._view):
            return settled.unit == "minute"
        is_large = settled.unit == COUNT and settled.value >= _LEAST
        is_tally = settled.group in TALLIES
        return is_large or is_rating or is_tally or settled.unit == "minute" or is_money(settled)

    def _find_head_films(self) -> tuple[int, ...]:
        """Return the films of which the words before the figure speak."""
        view, comparison = self._view, self._comparison
        first = min(find_clause(view) if comparison.verb < 0 else view.claim.first, self._left)
        # “It ran longer than *B* and cost $51 million less”: *B* is no head.
        parts = [part for part in self._split(first) if not self._names_yardstick(*part)]
        sure = (
            m for at, end in parts if (m := find_meant_films(view, at, end, apart=frozenset())) and m.is_sure
        )
        told = next(sure, None)
        other = find_meant_films(view, comparison.first, comparison.end, apart=frozenset())
        apart = {UNKNOWN, *(other.films if other and other.is_sure else ())}
        is_titled = any(
            c.kind == "film" and not c.is_weak and at <= c.start < end for at, end in parts for c in view.cues
        )
        if told and told.is_sure and (is_titled or comparison.is_unsaid):
            return told.films
        own = told.films if told and told.is_sure else view.sentence.focus[:1]
        return tuple(dict.fromkeys(n for n in (*own, *view.claim.films[:1], MAIN) if n not in apart))

    def _names_yardstick(self, first: int, end: int) -> bool:
        words = self._view.reading.document.words
        titles = (c for c in self._view.cues if first <= c.start < end and c.kind == "film" and not c.is_weak)
        return any(is_compared(words, c) for c in titles)

    def _split(self, first: int) -> list[tuple[int, int]]:
        """Return the stretches of words between marks before the figure, the nearest first."""
        words = self._view.reading.document.words
        ends = [n for n in range(first, self._left) if words[n] in _PARTING]
        return list(zip([first, *(n + 1 for n in ends)], [*ends, self._left], strict=True))[::-1]

    # --- the standard -----------------------------------------------------------------

    def _find_standards(self, head: Operand) -> list[Operand]:
        """Return the amounts like the head's that may be the standard; none where they are too many."""
        meant = self._find_standard_films(head.subject)
        if meant is None:
            return []
        self.is_sure = meant.is_sure and len(meant.films) <= _FEW
        found = [o for n in meant.films for o in self._find_like(n, head)]
        return found if meant.is_sure or len({o.subject for o in found}) <= _MOST else []

    def _find_standard_films(self, head: int) -> Meant | None:
        view, comparison = self._view, self._comparison
        apart = frozenset({head})
        if not comparison.is_unsaid:
            return find_meant_films(view, comparison.first, comparison.end, apart=apart)
        cues = view.reading.sentence_cues(view.start, self._left)
        named = [n for c in cues[::-1] if c.kind == "film" for n in c.entities]
        films = tuple(dict.fromkeys(n for n in named if n not in {UNKNOWN, MAIN, head}))[:1]
        return Meant((*films, *([] if head == MAIN else [MAIN])), is_sure=True)

    def _find_like(self, film: int, head: Operand) -> Iterator[Operand]:
        """Yield the facts of a film that are of the head's sort and market."""
        place = self._find_place(self._comparison.first, self._comparison.end) or head.territory
        for other in self._view.scene.find_facts(film):
            is_like = (other.unit, other.group, other.attribute) == (head.unit, head.group, head.attribute)
            if head.group in TALLIES and head.datum and other.datum:
                is_like = is_like and head.datum.event == other.datum.event
            if is_like and self._is_of_place(other, place):
                yield other

    # --- sorts and markets --------------------------------------------------------------

    def _find_amounts(self, film: int) -> list[Operand]:
        """Return the facts of a head's film that the sentence may speak of."""
        view = self._view
        facts = view.scene.find_facts(film)
        if self._unit == "minute" or (not self._unit and says_length(view)):
            return [o for o in facts if o.group == "runtime"]
        if self._unit == COUNT:
            return []
        first = find_clause(view) if self._comparison.verb < 0 else self._comparison.verb
        groups = self._find_groups(min(first, view.claim.left), view.find_break(_FAR))
        place = self._find_place(view.claim.right, view.find_break(_FAR))
        place = place or self._find_place(find_clause(view), view.claim.left)
        if not groups and (self._comparison.verb >= 0 or place):
            is_cost = not _PRICED.isdisjoint(view.reading.words_between(first, view.claim.left))
            groups = frozenset({"cost" if is_cost else "gross"})  # only receipts are of a place
        if not groups and view.earlier and not _PRONOUNS.isdisjoint(view.before(_FAR)):
            # “It was four times what *B* had been given”: of what the talk was of.
            groups = SUMS.intersection(o.group for o in map(view.scene.settle, view.earlier) if is_money(o))
            groups = groups if len(groups) == 1 else frozenset()
        alike = [o for o in facts if o.unit == (self._unit or o.unit) and o.group in groups]
        # Of a film whose receipts are known of one market alone, that one is meant.
        is_only = not place and len({o.territory for o in alike}) == 1
        return [o for o in alike if is_only or self._is_of_place(o, place)]

    def _find_groups(self, first: int, end: int, *, is_strict: bool = False) -> frozenset[str]:
        """Return the sorts of money that words between two tokens speak of."""
        cues = [
            c for c in self._view.cues if first <= c.start < end and c.kind == "money" and c.value in SUMS
        ]
        strong = frozenset(c.value for c in cues if not c.is_weak)
        return strong if strong or is_strict else frozenset(c.value for c in cues)

    def _find_place(self, first: int, end: int) -> str:
        places = [c.value for c in self._view.cues if first <= c.start < end and c.kind == "territory"]
        return places[-1] if places else ""

    def _is_of_place(self, operand: Operand, place: str) -> bool:
        if operand.group not in _OF_PLACES:
            return True
        if place == "home":
            return operand.territory in self._view.reading.index.home
        return operand.territory in WORLD if place in WORLD else operand.territory == place


_PRONOUNS = frozenset({"it", "that", "this"})
_LEAST = 1000
_POINTS = (["point"], ["points"])
_OF_PLACES = frozenset({"gross", "opening", "admissions"})
_PARTING = frozenset({",", "and", "but", "while", "though", "although"})
_PRICED = frozenset({"costlier", "cheaper", "dearer", "pricier"})
_FEW = 2
_FAR = 14
_NEAR = 6
_MOST = 6
"""Films among which one with just such an amount proves something."""
