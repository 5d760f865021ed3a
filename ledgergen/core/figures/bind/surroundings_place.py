"""Which place an amount or a count is said of: home, a country, what lies abroad, or the world.

A place directly behind binds first, then one before in the clause. What a place merely raised, took in
or had a share of is the whole, and so the world's.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.pointing import POINTED, find_pointed
from ledgergen.core.figures.bind.surroundings import BEGINNING, PARTING, PARTING_NAMES, Surroundings
from ledgergen.core.figures.wordlists import word_list, word_set
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class PlacedSurroundings(Surroundings):
    """The cues around a mention, asked for its place."""

    def find_territory(self) -> str:  # noqa: PLR0911  first answers, in order
        """Return the territory that is said of the mention itself, or nothing."""
        if "territory" not in self.cues:
            return ""
        if self.is_whole_of_share():
            # A share came from one country, so the whole came from more than that.
            return "" if self._find_before("territory", self.clause) else "worldwide"
        if left_out := self._find_part_of_world() or self._find_left_out():
            return left_out
        before = self._find_territory_before()
        if before and before.end == self.left:
            return before.value
        if before and self._is_raised(before):
            return "worldwide"
        beside = self.find_beside("territory", reach=5, parting=PARTING_NAMES)
        if beside and not _PARTLY.isdisjoint(self.words[max(beside.start - 2, self.right) : beside.start]):
            return ""  # “returns of $278 million, earned mostly abroad” came from everywhere
        if before and (self._is_included(before) or (not beside and self._is_shared_by(before))):
            return "worldwide"
        cue = beside or before
        if cue is None and ROW_WORDS.issuperset(self.words[self.wall_left : self.left]):
            cue = self._find_before("territory", self.clause)
        near = slice(max(self.wall_left, self.left - POINTED), self.left)
        if cue is None and self._opens():  # “$4 million of it was paid by the audiences of France”
            behind = {c.value for c in self.cues["territory"] if self.right <= c.start < self.edge}
            return behind.pop() if len(behind) == 1 else ""
        return cue.value if cue else find_pointed(self.words, near, self.cues["territory"])

    def _opens(self) -> bool:
        """Tell whether the amount begins its sentence, so that all of it is said of the amount."""
        return self.left - 1 <= self.clause or self.words[self.left - 2] in _FULL_STOPS

    def _find_part_of_world(self) -> str:
        """“$4 million of its worldwide gross was earned overseas”: the part is of the second place."""
        if self.words[self.right : self.right + 1] != _OF:
            return ""
        behind = [c.value for c in self.cues["territory"] if self.right <= c.start < self.edge]
        return behind[1] if behind[:1] == ["worldwide"] and behind[1:] else ""

    def _find_left_out(self) -> str:
        """“Outside its home market”, “leave America out, and”: what one market leaves is the other.

        Both, where words put them together: “the foreign column added to the domestic”.
        """
        wall, words = max(self.wall_left, self.clause), self.words
        reach = self.edge if self._opens() else min(self.edge, self.right + _BESIDE)
        near = [c for c in self.cues["territory"] if wall <= c.start <= reach]
        named = [c for c in near if c.value in _SIDES and (c.end <= self.left or c.start >= self.right)]
        if {_SIDES[c.value] for c in named} == {"home", "overseas"} and not _TOGETHER.isdisjoint(
            words[wall : self.left]
        ):
            return "worldwide"
        if len(named) > 1 and self._are_joined(named[0], named[1]):
            return "worldwide"
        if len(named) != 1:
            return ""
        cue = named[0]
        at = cue.start - 1
        while at > wall and words[at] in _OWNING:
            at -= 1
        ahead, behind = words[max(at - 1, 0) : at + 1], words[cue.end : cue.end + _ASIDE]
        is_out = (ahead[-1:] and ahead[-1] in _WITHOUT) or tuple(ahead) in _AWAY_FROM
        if _SIDES[cue.value] == "overseas" and not _COUNTED_IN.isdisjoint(behind):
            return "worldwide"  # “foreign receipts included”
        is_put_out = not _SET_ASIDE.isdisjoint(behind[:2]) or (
            not _PUTTING.isdisjoint(ahead) and not _OUT.isdisjoint(behind)
        )
        if not (is_out or is_put_out) or not _AMOUNTS.isdisjoint(behind[:1] if ahead[-1:] == _BEYOND else ()):
            return ""
        return "home" if _SIDES[cue.value] == "overseas" else "overseas"

    def _are_joined(self, one: Cue, other: Cue) -> bool:
        """“The US and the rest of the world”; “$4 million at home and abroad $6 million” are two."""
        gap = self.words[one.end : other.start]
        is_side = {_SIDES[one.value], _SIDES[other.value]} == {"home", "overseas"}
        is_before = other.end <= self.left
        is_own = is_before or (one.start >= self.right and other.end + _ASIDE < self.edge)
        ahead = self.words[max(one.start - 2, 0) : one.start]
        return is_side and is_own and "and" in gap and len(gap) <= _ASIDE and "between" not in ahead

    def _is_included(self, cue: Cue) -> bool:
        """“And, with foreign sales, $42 million”: an aside says what a whole takes in.

        So does “with foreign markets added, the total is”.
        """
        before = self.words[max(cue.start - _INCLUDED, 0) : cue.start]
        behind = (self.words[at : at + 2] for at in (cue.end, cue.end + 1))
        if any(pair in _ADDED for pair in behind) and not _INCLUDING.isdisjoint(before):
            return True
        if self.words[self.left - 1 : self.left] != _COMMA or cue.end + _INCLUDED < self.left:
            return False
        return any(word in _INCLUDING and before[at - 1] == "," for at, word in enumerate(before) if at)

    def _find_territory_before(self) -> Cue | None:
        """Return the nearest territory before the mention that may be its own."""
        before = self._find_before("territory", max(self.wall_left, self.clause))
        if before is None or before.end == self.left:
            return before
        ahead, behind = self.words[before.start - 1], self.words[before.end : before.end + 2]
        # “From New York to Tokyo” is everywhere, and “abroad, where …” one country of those, until a comma.
        is_within = behind == _WHERE and "," not in self.words[before.end + 2 : self.left]
        is_elsewhere = (ahead == "from" and behind[:1] in _TO) or is_within
        return None if is_elsewhere else before

    def _is_raised(self, cue: Cue) -> bool:
        """“The rest of the world carried the total to $85 million”: what one part raised is the whole."""
        said = self.words[cue.end : self.left]
        return said[-1:] in _TO and not _WHOLES.isdisjoint(said) and not _RAISING.isdisjoint(said)

    def is_whole_of_share(self) -> bool:
        """“Two thirds of the film's $179 million came from abroad”: the share did, and not the whole."""
        return self._is_shared() and not _PARTED_BY.isdisjoint(self.words[self.right : self.right + 2])

    def _is_shared_by(self, cue: Cue) -> bool:
        """“Home audiences paid a fifth of the $51 million”: they paid the share, and the world the whole.

        Of what a country paid, its first weekend is a share, too.
        """
        said = self.words[cue.start : self.left]
        return self._is_shared() and BEGINNING.isdisjoint(said) and _RUNS.isdisjoint(said)

    def _is_shared(self) -> bool:
        """Tell whether a share of the amount stands before it: “two thirds of the film's $179 million”."""
        near = self.words[max(self.left - _SHARED_WITHIN, 0) : self.left]
        if "of" not in near[-_WHOLE_WITHIN:]:
            return False
        last = len(near) - 1 - near[::-1].index("of")
        return not _SHARES.isdisjoint(near[max(last - 2, 0) : last]) and PARTING.isdisjoint(near[last:])


_FULL_STOPS = frozenset(".?!")
_OF = ("of",)
_SET_ASIDE = frozenset({"aside", "apart", "excluded", "excepted"})
_SIDES = {"home": "home", "US": "home", "overseas": "overseas"}
_BESIDE = 6
_ASIDE = 3
_COUNTED_IN = frozenset({"included", "added", "counted"})
_OWNING = frozenset({"the", "in", "its", "own", "his", "her", "their", "of"})
_WITHOUT = word_set("outside beyond without excluding except minus")
_AWAY_FROM = {(word, "from") for word in ("away", "apart", "aside")} | {
    ("other", "than"), ("everywhere", "but"), ("anywhere", "but"), ("take", "away"), ("taking", "away"),
    ("not", "counting"), ("not", "including"), ("elsewhere", "than"), ("leaving", "out"), ("leave", "out"),
}  # fmt: skip
_PUTTING = frozenset({"leave", "leaving", "set", "setting", "put", "putting"})
_OUT = frozenset({"out", "aside"})
_BEYOND = ("beyond",)
_AMOUNTS = word_set("gross total receipts take figure haul number run earnings box")
"""“Beyond its domestic gross” is no place."""
_TOGETHER = word_set("together combined added adding add both sum plus alike")
_PARTLY = word_set("mostly largely chiefly mainly primarily partly principally predominantly overwhelmingly")
_COMMA = (",",)
_TO = {("to",)}
_WHOLES = frozenset({"total", "aggregate", "tally", "sum", "whole", "count", "figure"})
_RAISING = word_set(
    "carried carrying lifted lifting brought bringing raised raising took taking "
    "pushed pushing swelled swelling drove driving"
)
_ADDED = {("added", ","), ("counted", ","), ("included", ",")}
_WHERE = (",", "where")
_INCLUDED = 4
"""Tokens of an aside on either side of its territory."""
_INCLUDING = frozenset({"with", "including", "counting", "adding", "plus"})
_RUNS = frozenset({"weekend", "weekends", "week", "debut", "first", "its"})
_SHARED_WITHIN = 8
_WHOLE_WITHIN = 6
_SHARES = word_set(
    "half third thirds quarter quarters fifth fifths tenth percent cent most bulk part much share"
)
SOURCES = frozenset({"from", "came", "abroad", "overseas"})
_PARTED_BY = SOURCES | {"was", "were", "arrived", "originated", "derived"}
"""Behind a whole of which a share is said, these say where that came from."""
ROW_WORDS = frozenset(
    (
        ",",
        *word_list("to and or from at about roughly nearly almost some just over under more than"),
        *word_list("between an as much up"),
    )
)
"""Between two amounts in a row stand no other words than these."""
