"""What was done with a sum, by the words right beside it: it was made for that, it multiplied, it was repaid.

Prepositions and verbs say what an amount is where no noun does. Each habit of theirs is a
method, which returns the cue that such words stand for, or None; their order, and what else
there is to ask, is `bind.surroundings_money`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.surroundings_place import PlacedSurroundings
from ledgergen.core.figures.bind.vocabulary import is_participle
from ledgergen.core.figures.closed_classes import BEING, INDEFINITE, POSSESSIVES
from ledgergen.core.figures.wordlists import word_list, word_set
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Dealings(PlacedSurroundings):
    """The words beside an amount."""

    def _read_rate(self) -> Cue | None:
        """“$940 a screen” is no sum that a fact would state."""
        behind = self.words[self.right : self.right + 2]
        if len(behind) == 2 and (behind[0] == "per" or (behind[0] in INDEFINITE and behind[1] in _RATED)):
            return Cue(self.left, self.right, "money", "other", False)
        return None

    def _read_for(self) -> Cue | None:
        """“Hurried out in 1961 for $2 million”, “passed to Brel with $15 million”: such sums are costs."""
        before = tuple(self.words[max(self.left - 2, 0) : self.left])
        is_spent = before[1:] == ("for",) and before[0] not in _YIELDING
        if is_spent or before[1:] == ("with",):
            return Cue(self.left, self.right, "money", "cost", True)
        return None

    def _read_making(self) -> Cue | None:
        """“Made by two brothers for $3 million”, “was held to $400,000”: such a sum is a cost."""
        if tuple(self.words[max(self.left - 2, 0) : self.left]) in _HELD_TO:
            return Cue(self.left, self.right, "money", "cost", True)
        if self.words[self.left - 1 : self.left] not in _FOR:
            return None
        if is_done_for(self.words, self.left):
            return Cue(self.left, self.right, "money", "cost", True)
        near = self.words[max(self.left - REACH, self.clause, self.wall_left) : self.left]
        made = max((at for at, word in enumerate(near) if word in _MADE), default=-1)
        if made < 0 or not CLAUSES.isdisjoint(near[made:]):
            return None
        return Cue(self.left, self.right, "money", "cost", False)

    def _read_price(self) -> Cue | None:
        """“American buyers secured the rights for $1 million” is what was paid, and not what came in."""
        if self.words[self.left - 1 : self.left] not in _FOR:
            return None
        near = self.words[max(self.left - REACH, self.clause) : self.left]
        is_trade = not _TRADED.isdisjoint(near) and not _TRADING.isdisjoint(near)
        return Cue(self.left, self.right, "money", "other", False) if is_trade else None

    def _read_passive(self) -> Cue | None:
        """“$3,000 was earned by testing drugs”: what somebody earned is no film's gross."""
        behind = self.words[self.right : self.right + 3]
        if len(behind) < 3 or behind[0] not in BEING or behind[2] != "by":
            return None
        return Cue(self.left, self.right, "money", "other", True)

    def _read_agent(self) -> Cue | None:
        """“The $9 million drawn by its predecessor” came in, “the $2 million risked on *Dusk*” went out."""
        behind = self.words[self.right : self.right + 2]
        if len(behind) < _PAIR or behind[1] not in _AGENTS or not is_participle(behind[0]):
            return None
        film = next((cue for cue in self.cues.get("film", ()) if cue.start >= self.right), None)
        if film is None or film.start - self.right > _AGENT_WITHIN:
            return None
        strong = self.find_beside("money", reach=0)
        if strong and not strong.is_weak:
            return strong
        return Cue(self.left, self.right, "money", "gross" if behind[1] == "by" else "cost", True)

    def _read_purpose(self) -> Cue | None:
        """“It was costlier still: $145 million to produce” is a cost, whatever else is said of the film."""
        behind = self.words[self.right : self.right + 2]
        if len(behind) < _PAIR:
            return None
        if behind[0] in _WAYS and behind[1] in _BREAKING:
            return Cue(
                self.left, self.right, "money", _WAYS[behind[0]], False
            )  # “$3 million in, $8 million out”
        if behind[0] != "to" or behind[1] not in _MAKING:
            return None
        return Cue(self.left, self.right, "money", "cost", False)

    def _read_yield(self) -> Cue | None:
        """“$185 million fetched some $261 million”: one sum became the other."""
        if self.words[self.right : self.right + 1] in _BECOMING and self.edge - self.right <= _YIELDED:
            return Cue(self.left, self.right, "money", "cost", False)
        is_near = 0 < self.left - self.wall_left <= _YIELDED
        if is_near and self.words[self.wall_left : self.wall_left + 1] in _BECOMING:
            return Cue(self.left, self.right, "money", "gross", False)
        return None

    def _read_share(self) -> Cue | None:
        """“About $34,000 apiece”, where no noun beside it says of what: a mean, and no sum."""
        if self.words[self.right : self.right + 1] not in _SHARED_OUT:
            return None
        noun = self._find_before("money", self.left - 3, is_weak=False)
        if noun and noun.value in {"cost", "gross"}:
            return None
        return Cue(self.left, self.right, "money", "other", False)

    def _read_return(self) -> Cue | None:
        """“Failed to return its $25 million”: what was to be returned had been spent.

        So had what is multiplied (“three times its $4 million”), and what is redeemed at another sum.
        """
        before = tuple(self.words[max(self.left - 2, 0) : self.left])
        if len(before) == _PAIR and before[1] in POSSESSIVES:
            if before[0] in _RETURNING:
                return Cue(self.left, self.right, "money", "cost", True)
            said = self.words[max(self.left - _LOST, 0) : self.left]
            is_lost = before[0] == "of" and not _LOSING.isdisjoint(said)
            if before[0] in _MULTIPLYING or is_lost:
                return Cue(self.left, self.right, "money", "cost", False)
        is_repaid = before[1:] in _REPAYING and self.words[self.right : self.right + 1] == ("at",)
        return Cue(self.left, self.right, "money", "cost", False) if is_repaid else None

    def _read_into(self) -> Cue | None:
        """“Turned $15 million into $50 million”: what stands behind “into” came back."""
        if self.wall_left <= self.clause or self.left - self.wall_left > REACH:
            return None
        before = self.words[max(self.left - 4, self.wall_left) : self.left]
        return Cue(self.left, self.right, "money", "gross", True) if "into" in before else None


def is_done_for(words: Sequence[str], left: int) -> bool:
    """Tell whether an amount is what something was done for: “had been minted for $2 million” is a price.

    >>> is_done_for(("had", "been", "minted", "for", "$"), 4), is_done_for(("it", "earned", "for", "$"), 3)
    (True, False)
    """
    return words[left - 1 : left] in _FOR and words[left - 2].endswith("ed") and words[left - 3] in BEING


_PAIR = 2
_AGENTS = frozenset({"by", "on"})
_AGENT_WITHIN = 4
_SHARED_OUT = {("apiece",), ("each",)}
_FOR = {("for",)}
_HELD_TO = {(verb, "to") for verb in ("held", "kept", "limited", "confined", "capped", "restricted")}
_MADE = word_set("made shot produced built filmed mounted completed financed finished assembled")
_TRADED = word_set(
    "rights territory territories distribution license licence market book novel story play script"
)
_TRADING = word_set("bought buy acquired secured sold purchased licensed took picked")
_YIELDING = frozenset({"good", "worth", "sold", "sells", "accounted"})
_RATED = word_set("screen theater theatre cinema house print day week head seat ticket copy print")
_RETURNING = frozenset(
    {"return", "returned", "recoup", "recouped", "recover", "recovered", "repay", "repaid"}
)
_MULTIPLYING = frozenset({"times", "multiplied", "doubled", "tripled", "trebled", "quadrupled"})
_BECOMING = {
    (verb,) for verb in ("fetched", "became", "brought", "returned", "yielded", "begat", "made", "earned")
}
_WAYS = {"in": "cost", "out": "gross"}
_BREAKING = frozenset(",.;:")
_YIELDED = 4
"""Tokens between the two sums: the verb, a hedge, a sign."""
_LOSING = frozenset({"lost", "losing", "recovered", "recovering", "recouped", "recouping", "repaid"})
_LOST = 8
_REPAYING = {("redeemed",), ("repaid",)}
_MAKING = word_set("make produce shoot film mount build finance complete finish")
REACH = 10
"""So far, in words, a noun like “opening weekend” reaches over the verb that follows it."""
CLAUSES = frozenset([",", ";", ":", ".", "(", "—", "–", *word_list("and but which while that whose to")])
