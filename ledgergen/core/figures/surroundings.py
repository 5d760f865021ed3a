"""Which cue binds a figure: asked of the words around one mention.

In the order in which they bind:

1. directly behind it (“$39.2 million *budget*”),
2. the nearest before it, up to the neighboring figure of its family, strong
   cues before weak ones; a territory stands for receipts in between,
3. what a row of figures shares (“between $15 million and $19 million”),
4. the nearest behind it, unless that is nearer to the next figure.

A semicolon or a dash ends the search: another clause, another matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledgergen.core.figures.cues import Cue
from ledgergen.core.figures.vocabulary import split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The cues of a mention's sentence, and where its neighbors of the same family stand."""

    words: Sequence[str]
    cues: Sequence[Cue]
    """Without those that another figure has directly behind it: they are taken."""
    left: int
    right: int
    wall_left: int
    wall_right: int
    edge: int
    """Where the next mention of whatever family begins."""
    clause: int
    """Where the clause of the mention begins (`find_clause`)."""

    def find_money_group(self) -> Cue | None:
        """Return the cue that says which amount is meant."""
        wall = max(self.wall_left, self.clause)
        return (
            self._read_rate()
            or self._read_share()
            or self.find_beside("money", reach=2)
            or self._read_return()
            or self._find_specific()
            or self._read_into()
            or self._find_strong(wall)
            or self._read_territory(wall)
            or self._read_article()
            or self._find_before("money", wall)
            or self._find_shared()
            or self._find_behind("money")
            or self._find_before("verb", wall)
            or self._read_for()
        )

    def find_moment(self) -> Cue | None:
        """Return the cue that says which date is meant."""
        return (
            self._find_before("moment", max(self.wall_left, self.clause))
            or self.find_beside("moment", reach=3)
            or self._find_before("moment", self.clause)
        )

    def find_territory(self) -> str:
        """Return the territory that is said of the mention itself, or nothing."""
        before = self._find_before("territory", max(self.wall_left, self.clause))
        if before and self.words[before.start - 1] in _MEASURING and before.end < self.left:
            before = None
        if before and before.end == self.left:
            return before.value
        cue = self.find_beside("territory", reach=5, parting=_PARTING - _PLACING) or before
        if cue is None and all(word in _ROW_WORDS for word in self.words[self.wall_left : self.left]):
            cue = self._find_before("territory", self.clause)
        return cue.value if cue else ""

    def find_event(self) -> str:
        """Return the event that the nearest cue speaks of, `all`, or nothing."""
        parting = _PARTING - _PLACING
        beside = self.find_beside("event", reach=3, parting=parting) or self.find_beside("scope", reach=3)
        if beside:
            return beside.value
        wall = self.clause
        before = [cue for cue in (self._find_before("event", wall), self._find_before("scope", wall)) if cue]
        if before:
            return max(before).value
        behind = self._find_behind("event")
        return behind.value if behind else ""

    def find_event_of_date(self) -> str:
        """Return the event a date belongs to: beside it, or nearer before it than any title or moment."""
        beside = self.find_beside("event", reach=3)
        if beside:
            return beside.value
        behind = self._find_behind("event")
        if behind and "," in self.words[self.right : behind.start]:
            behind = None if self._find_before("moment", self.clause) else behind
        for cue in reversed(self.cues):
            if cue.end > self.left or cue.kind not in {"event", "film", "moment"} or cue.value == "award":
                continue
            if cue.kind == "moment" and self._is_done_by_event(cue):
                continue
            if behind and behind.start - self.right <= self.left - cue.end:
                return behind.value
            return cue.value if cue.kind == "event" and cue.start >= self.clause else ""
        return behind.value if behind else ""

    def _is_done_by_event(self, verb: Cue) -> bool:
        """“The National Film Registry opened its vault”: not the film opened."""
        return any(cue.kind == "event" and 0 <= verb.start - cue.end <= 1 for cue in self.cues)

    def find_result(self) -> str:
        """Return `won` or `nominated` where the mention counts one of them."""
        # “five Oscar nominations”: the last of the words behind is the noun.
        found = ""
        for cue in self.cues:
            if cue.kind == "result" and self.right <= cue.start and self._reaches(cue, 4):
                found = cue.value
        return found or ("won" if self.words[self.left - 1 : self.left] in _WINNING else "")

    def find_beside(self, kind: str, *, reach: int, parting: frozenset[str] | None = None) -> Cue | None:
        """Return the cue directly behind the mention, if one stands there."""
        for cue in self.cues:
            if cue.kind == kind and cue.start >= self.right:
                return cue if self._reaches(cue, reach, parting) and cue.value != "none" else None
        return None

    def _read_rate(self) -> Cue | None:
        """“$940 a screen” is no sum that a fact would state."""
        behind = tuple(self.words[self.right : self.right + 2])
        if len(behind) == 2 and (behind[0] == "per" or (behind[0] in _ARTICLES and behind[1] in _RATED)):
            return Cue(self.left, self.right, "money", "other", False)
        return None

    def _read_for(self) -> Cue | None:
        """“Rushed out in 2002 for $15 million”: what is done for a sum costs it."""
        before = tuple(self.words[max(self.left - 2, 0) : self.left])
        if len(before) == 2 and before[1] == "for" and before[0] not in _YIELDING:
            return Cue(self.left, self.right, "money", "cost", True)
        return None

    def _read_share(self) -> Cue | None:
        """“About $34,000 apiece”, where no noun beside it says of what: a mean, and no sum."""
        noun = self._find_before("money", self.left - 3, is_weak=False)
        if noun and noun.value in {"cost", "gross"}:
            return None
        if self.words[self.right : self.right + 1] in {("apiece",), ("each",)}:
            return Cue(self.left, self.right, "money", "other", False)
        return None

    def _find_strong(self, wall: int) -> Cue | None:
        """A cost has no territory: “did not cover the cost, but the worldwide count, $85 million”."""
        cue = self._find_before("money", wall, is_weak=False)
        territory = self._find_before("territory", wall)
        if cue and cue.value == "cost" and territory and territory.start >= cue.end:
            between = self.words[cue.end : territory.start]
            return None if not _TURNING.isdisjoint(between) else cue
        return cue

    def _find_specific(self) -> Cue | None:
        """An opening or a fee is one whatever verb follows: “the opening weekend brought in …”."""
        wall = max(self.wall_left, self.clause, self.left - _REACH)
        for cue in reversed(self.cues):
            is_specific = cue.kind == "money" and cue.value in _SPECIFIC and not cue.is_weak
            if is_specific and wall <= cue.start and cue.end <= self.left:
                return cue if self._governs(cue) else None
        for cue in self.cues:
            if cue.start < self.right or cue.kind != "money" or cue.value not in _SPECIFIC or cue.is_weak:
                continue
            is_near = cue.start < self.wall_right and cue.start - self.right <= _REACH
            return cue if is_near and _CLAUSES.isdisjoint(self.words[self.right : cue.start]) else None
        return None

    def _governs(self, noun: Cue) -> bool:
        """“The opening weekend, and American receipts were …”: another noun has taken over."""
        for cue in self.cues:
            if cue.kind == "money" and noun.end <= cue.start and cue.end <= self.left and not cue.is_weak:
                return not {",", "and"} <= set(self.words[noun.end : cue.start])
        return True

    def _find_shared(self) -> Cue | None:
        """Figures in a row share what stands before the first: “between $15 million and $19 million”."""
        if self.wall_left < self.left and all(
            w in _ROW_WORDS for w in self.words[self.wall_left : self.left]
        ):
            wall = self.clause
            return self._find_strong(wall) or self._read_territory(wall) or self._find_before("money", wall)
        gap = [word for word in self.words[self.wall_left : self.left] if word.isalpha()]
        if (
            0 < len(gap) <= 7
            and not _JOINING.isdisjoint(gap)
            and not any(word.endswith("ed") for word in gap)
            and not any(cue.kind == "film" and self.wall_left <= cue.start < self.left for cue in self.cues)
        ):
            wall = self.clause
            return self._find_strong(wall) or self._read_territory(wall) or self._find_before("money", wall)
        return None

    def _read_return(self) -> Cue | None:
        """“Failed to return its $25 million”: what was to be returned had been spent."""
        before = tuple(self.words[max(self.left - 2, 0) : self.left])
        if len(before) == 2 and before[0] in _RETURNING and before[1] in {"its", "their"}:
            return Cue(self.left, self.right, "money", "cost", True)
        return None

    def _read_into(self) -> Cue | None:
        """“Turned $15 million into $50 million”: what stands behind “into” came back."""
        if self.wall_left <= self.clause or self.left - self.wall_left > _REACH:
            return None
        before = self.words[max(self.left - 4, self.wall_left) : self.left]
        return Cue(self.left, self.right, "money", "gross", True) if "into" in before else None

    def _read_territory(self, wall: int) -> Cue | None:
        """An amount of a territory came in there, whatever the verb: “worldwide, it closed at …”."""
        weak = self._find_before("money", wall)
        if weak and weak.value == "opening":
            return weak
        if self.find_beside("territory", reach=5) or self._find_before("territory", wall):
            return Cue(self.left, self.right, "money", "gross", True)
        return None

    def _read_article(self) -> Cue | None:
        """“A $14 million vehicle” cost that much, whatever a vehicle is."""
        before = self.words[self.left - 1] if self.left else ""
        behind = self.words[self.right] if self.right < len(self.words) else ""
        if (before in _ARTICLES and behind.isalpha()) or (before == "the" and behind in _TITLE_MARKS):
            return Cue(self.left, self.right, "money", "cost", True)
        return None

    def _find_before(self, kind: str, wall: int, *, is_weak: bool = True) -> Cue | None:
        for cue in reversed(self.cues):
            is_before = wall <= cue.start and cue.end <= self.left
            if cue.kind == kind and is_before and cue.value != "none" and (is_weak or not cue.is_weak):
                return None if kind == "money" and self._is_of_another(cue) else cue
        return None

    def _is_of_another(self, noun: Cue) -> bool:
        """“Returned to English: *Hellboy II* was given $82 million”: a title has begun anew."""
        for cue in self.cues:
            if cue.kind == "film" and not cue.is_weak and noun.end <= cue.start and cue.end <= self.left:
                gap = self.words[noun.end : cue.start]
                return len(gap) > _TIE or ":" in gap
        return False

    def _find_behind(self, kind: str) -> Cue | None:
        """Return the first cue behind, unless it is nearer to the next figure."""
        for cue in self.cues:
            if cue.kind == kind and cue.start >= self.right and cue.value != "none":
                limit = min(self.wall_right, self.edge) if kind == "money" else self.wall_right
                if cue.start - self.right > _FAR or cue.start >= limit:
                    return None
                if kind == "money" and "and" in self.words[self.right : cue.start]:
                    return None
                if not _CLOSING.isdisjoint(self.words[cue.end : self.wall_right]):
                    return cue
                is_nearer = cue.start - self.right <= self.wall_right - cue.end
                return cue if is_nearer or self.words[self.wall_right - 1] == "." else None
        return None

    def _reaches(self, cue: Cue, reach: int, parting: frozenset[str] | None = None) -> bool:
        """Tell whether a cue stands within reach behind the mention, with nothing that parts them."""
        if cue.start > self.edge or cue.start - self.right > reach:
            return False
        return not any(word in (parting or _PARTING) for word in self.words[self.right : cue.start])


_CLOSING = frozenset({";", ":", "."})
"""Behind one of these, another clause has begun."""
_WINNING = {("won",), ("winning",), ("wins",), ("claimed",), ("claiming",)}
_CLAUSES = frozenset([",", ";", ":", ".", "(", "—", "–", *split_words("and but which while that whose to")])
_YIELDING = frozenset({"good", "worth", "sold", "sells", "accounted"})
_MEASURING = frozenset(split_words("behind after before than unlike beyond ahead following"))
"""A territory behind one of these is a yardstick: “five months behind Paris”."""
_TIE = 6
"""So many words, marks included, may stand between a noun and the title that it is said of."""
_RATED = frozenset(
    split_words("screen theater theatre cinema house print day week head seat ticket copy print")
)
_TURNING = frozenset({",", "but", "while", "and", "yet", "whereas"})
_JOINING = frozenset({"or", "and", "to"})
_RETURNING = frozenset(
    {"return", "returned", "recoup", "recouped", "recover", "recovered", "repay", "repaid"}
)
_FAR = 14
_REACH = 10
"""So far, in words, a noun like “opening weekend” reaches over the verb that follows it."""
_WINDOW = 80
_BREAKS = frozenset({";", "—"})
"""A colon goes on with what it announces: “the sources differ on the gross: $58 million, …”."""
_SPECIFIC = frozenset({"opening", "marketing", "salary", "loan", "other"})
_ARTICLES = frozenset({"a", "an"})
_TITLE_MARKS = frozenset({"*", "_"})
_PLACING = frozenset({"from", "on", "for"})
_ROW_WORDS = frozenset(
    [
        ",",
        "to",
        "and",
        "or",
        "from",
        "at",
        "about",
        "roughly",
        "nearly",
        "almost",
        "some",
        "just",
        "over",
        "under",
        "more",
        "than",
        "between",
        "an",
        "as",
        "much",
        "up",
    ]
)
"""Between two amounts in a row stand no other words than these."""
_PARTING = frozenset(
    (
        ",",
        ";",
        ":",
        "(",
        ")",
        "—",
        "–",
        ".",
        *split_words("and or to but that which while against into from on for with"),
    )
)


def find_clause(words: Sequence[str], first: int, left: int) -> int:
    """Return where the clause of a mention begins, in a sentence that begins at `first`."""
    for place in range(left - 1, max(left - _WINDOW, first - 1), -1):
        if words[place] in _BREAKS:
            return place
    return first
