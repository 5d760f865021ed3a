"""Which amount a figure of money is: a cost, a gross, an opening, a fee.

Films have many sums, and a sentence names one of them by a noun, a verb, a
place or a preposition. They are asked in this order, and the first that knows
decides:

1. what is no sum at all: a rate, a mean,
2. the cue directly behind, and the nouns that no verb takes away (“opening weekend”),
3. the nearest strong cue before, then a territory, which stands for receipts,
4. what a row of figures shares, the cue behind, the verb alone.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.dealings import CLAUSES, REACH, Dealings
from ledgergen.core.figures.bind.surroundings_place import ROW_WORDS, SOURCES
from ledgergen.core.figures.closed_classes import BEING, CONJUNCTIONS, DETERMINERS, INDEFINITE
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class MoneySurroundings(Dealings):
    """The cues around an amount."""

    def find_money_group(self, *, is_investment: bool) -> Cue | None:
        """Return the cue that says which amount is meant; `is_investment`: in the ledger's section of it."""
        group = self._find_money_group()
        if group and is_investment and self.words[group.start] in _GIVING:
            return None  # who supplies or contributes money there puts it in
        return group

    def _find_money_group(self) -> Cue | None:
        wall = max(self.wall_left, self.clause)
        return (
            self._read_rate()
            or self._read_share()
            or self._read_passive()
            or self._read_agent()
            or self._read_purpose()
            or self._read_return()
            or self._read_yield()
            or self._read_noun()
            or self.find_beside("money", reach=2)
            or self._read_price()
            or self._read_making()
            or self._find_specific()
            or self._find_verb()
            or self._read_into()
            or self._find_strong(wall)
            or self._read_source_behind()
            or self._read_territory(wall)
            or self._read_article()
            or self._find_before("money", wall)
            or self._find_shared()
            or self._find_behind("money")
            or self._read_for()
            or self._find_before("verb", wall)
        )

    def leaves_open(self, group: Cue | None, *, is_investment: bool) -> bool:
        """Tell whether an amount may be what was put in: “a total of”, “the freer loan”."""
        is_placed = self.find_beside("territory", reach=5) if is_investment else self.find_territory()
        if group is None or is_placed:
            return False  # a cost has no country
        if group.value == _BORROWED or (is_investment and group.is_weak and group.value == "gross"):
            return True
        return not self.is_sure(group)

    def is_sure(self, group: Cue) -> bool:
        """Tell whether the cue governs the amount: no clause stands between the two.

        “It cost, and rivals grossed more, $4 million” says cost; but who reads cues by their distance may
        take another for it. Sums that are read without a cue (`start` at the amount) are sure if no verb is
        guessed.
        """
        if group.start == self.left:
            is_guessed = group.is_weak and group.value == "gross"
            return not is_guessed or self.find_beside("territory", reach=5) is not None
        if group.value == "opening" and not group.is_weak:
            return True
        if group.end <= self.left:
            gap = self.words[group.end : self.left]
            return len(gap) <= _SURE and _ASIDE.isdisjoint(gap)
        gap = self.words[self.right : group.start]
        return len(gap) <= _SURE and _ASIDE.isdisjoint(gap)

    def _read_noun(self) -> Cue | None:
        """“Its opening weekend of $47 million repaid …”: the noun that the amount belongs to."""
        if self.words[self.left - 1 : self.left] not in _OF:
            return None
        near = (cue for cue in self.cues.get("money", ()) if cue.end == self.left - 1)
        return next((cue for cue in near if cue.value in _SPECIFIC and not cue.is_weak), None)

    def _find_verb(self) -> Cue | None:
        """“Which cost eight times as much, sold $122 million of tickets”: a verb rules its own object."""
        before = self._find_before("money", max(self.wall_left, self.clause))
        if before is None or before.value not in {"cost", "gross"}:
            return None
        gap = self.words[before.end : self.left]
        if not BEING.isdisjoint(self.words[max(before.start - 2, 0) : before.start]):
            return None
        if self.words[before.start] in _EATING and self.find_beside("territory", reach=5):
            return Cue(before.start, before.end, "money", "gross", False)  # “swallowed $90 million abroad”
        return before if _HEDGING.issuperset(gap) else None

    def _find_strong(self, wall: int) -> Cue | None:
        """A cost has no territory: “did not cover the cost, but the worldwide count, $85 million”."""
        cue = self._find_before("money", wall, is_weak=False)
        if cue and cue.value in _SPECIFIC and not self._governs(cue):
            return None
        territory = self._find_before("territory", wall)
        if cue and cue.value == "cost" and territory and territory.start >= cue.end:
            between = self.words[cue.end : territory.start]
            return None if not _TURNING.isdisjoint(between) else cue
        return cue

    def _find_specific(self) -> Cue | None:
        """An opening or a fee is one whatever verb follows: “the opening weekend brought in …”."""
        wall = max(self.wall_left, self.clause, self.left - _FRONTED)
        specific = [cue for cue in self.cues.get("money", ()) if cue.value in _SPECIFIC and not cue.is_weak]
        for cue in reversed(specific):
            if wall <= cue.start and cue.end <= self.left:
                is_near = cue.start >= self.left - REACH or self._is_fronted(cue)
                return cue if is_near and self._governs(cue) else None
        for cue in specific:
            if cue.start < self.right:
                continue
            is_near = cue.start < self.wall_right and cue.start - self.right <= REACH
            gap = self.words[self.right : cue.start]
            gap = gap[:-1] if gap[-1:] == ("that",) else gap  # “in that weekend” begins no clause
            return cue if is_near and CLAUSES.isdisjoint(gap) else None
        return None

    def _is_fronted(self, noun: Cue) -> bool:
        """“On its first weekend in the houses of the region, *A Long Title* took …”: what it begins with."""
        ahead = self.words[self.clause : noun.start]
        return noun.value == "opening" and len(ahead) <= _AHEAD and ahead[:1] in _OPENING_WITH

    def _governs(self, noun: Cue) -> bool:
        """“The opening weekend, and American receipts were …”: another noun has taken over."""
        for cue in self.cues.get("money", ()):
            if noun.end <= cue.start and cue.end <= self.left and not cue.is_weak:
                if noun.value == "other" and cue.value == "cost":
                    return False  # “the video men wrote a cheque for …”
                return not {",", "and"} <= set(self.words[noun.end : cue.start])
        if noun.value == "opening":
            return True
        gap = self.words[noun.end : self.left]
        return not any(one == "," and other in _GOING_ON for one, other in pairwise(gap))

    def _find_shared(self) -> Cue | None:
        """Figures in a row share what stands before the first: “between $15 million and $19 million”."""
        if self.wall_left < self.left and ROW_WORDS.issuperset(self.words[self.wall_left : self.left]):
            wall = self.clause
            if source := self._read_source(wall):
                return source
            return self._find_strong(wall) or self._read_territory(wall) or self._find_before("money", wall)
        gap = [word for word in self.words[self.wall_left : self.left] if word.isalpha()]
        if (
            0 < len(gap) <= 7
            and not _JOINING.isdisjoint(gap)
            and not any(word.endswith("ed") for word in gap)
            and not any(self.wall_left <= cue.start < self.left for cue in self.cues.get("film", ()))
        ):
            wall = self.clause
            return self._find_strong(wall) or self._read_territory(wall) or self._find_before("money", wall)
        return None

    def _read_source(self, wall: int) -> Cue | None:
        """“Earned $9 million from $2 million”: what stands behind “from” was put in."""
        if "from" not in self.words[self.wall_left : self.left]:
            return None
        earned = self._find_before("money", wall)
        if earned is None or earned.value != "gross":
            return None
        return Cue(self.left, self.right, "money", "cost", False)

    def _read_source_behind(self) -> Cue | None:
        """“Settled for $9 million on $2 million”: what stands before “on” came of what stands behind."""
        near = self.words[self.right : self.right + _NEAR_SOURCE]
        behind = [word for word in near if word not in ROW_WORDS]
        is_source = near[:1] == ("on",) and behind[1:_PAIR] and behind[1] in _SIGNS
        return Cue(self.left, self.right, "money", "gross", True) if is_source else None

    def _read_territory(self, wall: int) -> Cue | None:
        """An amount of a territory came in there, whatever the verb: “worldwide, it closed at …”."""
        if self.is_whole_of_share() and not SOURCES.isdisjoint(self.words[self.right : self.right + 2]):
            return Cue(self.left, self.right, "money", "gross", False)
        weak = self._find_before("money", wall)
        if weak and weak.value == "opening":
            return weak
        if self.find_beside("territory", reach=5) or self._find_before("territory", wall):
            return Cue(self.left, self.right, "money", "gross", True)
        return None

    def _read_article(self) -> Cue | None:
        """“A $14 million vehicle” cost that much, whatever a vehicle is; “the $5 million *Dusk* took” not.

        So does what is made “on an identical $16 million”.
        """
        if verb := self._find_verb_of_title():
            return verb
        if (
            tuple(self.words[max(self.left - 3, 0) : self.left - 1]) in _ON_A
            and self.words[self.left - 1].isalpha()
        ):
            return Cue(self.left, self.right, "money", "cost", True)
        before = self.words[self.left - 1] if self.left else ""
        behind = self.words[self.right] if self.right < len(self.words) else ""
        if (before in INDEFINITE and behind.isalpha()) or (before == "the" and behind in _TITLE_MARKS):
            return Cue(self.left, self.right, "money", "cost", True)
        return None

    def _find_verb_of_title(self) -> Cue | None:
        """Return the verb of a film that stands directly behind the amount: “the $5 million *Dusk* took”."""
        title = next((cue for cue in self.cues.get("film", ()) if cue.start >= self.right), None)
        if title is None or any(word.isalnum() for word in self.words[self.right : title.start]):
            return None
        return next(
            (cue for cue in self.cues.get("money", ()) if 0 <= cue.start - title.end <= _VERB_OF_TITLE),
            None,
        )


_FRONTED = 24
_AHEAD = 2
_OPENING_WITH = {("on",), ("in",), ("over",), ("during",), ("by",), ("for",)}
_EATING = frozenset({"swallowed", "devoured", "consumed", "ate", "absorbed"})
"""Productions eat money, and films what they are paid in a place; a cost has none."""
_OF = (("of",),)
_VERB_OF_TITLE = 2
_PAIR = 2
_NEAR_SOURCE = 4
_SIGNS = frozenset("$£€¥")
_GOING_ON = frozenset({"and", "but", "while", "then", "so"})
_SURE = 8
_ASIDE = frozenset((",", *CLAUSES)) - {"to"}
_TURNING = CONJUNCTIONS | {","}
_JOINING = frozenset({"or", "and", "to"})
_HEDGING = ROW_WORDS - {",", "and", "or", "at", "from", "between"}
_SPECIFIC = frozenset({"opening", "marketing", "salary", "loan", "other"})
_ON_A = {("on", article) for article in DETERMINERS}
_TITLE_MARKS = frozenset({"*", "_"})
INVESTMENT = 2
"""The ledger's second section."""
_BORROWED = "loan"
_GIVING = frozenset({"supplied", "contributed", "remitted", "added", "delivered", "came"})
