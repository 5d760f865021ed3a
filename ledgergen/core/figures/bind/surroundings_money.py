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

from collections.abc import Sequence
from itertools import pairwise

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.surroundings import ROW_WORDS, SOURCES, Surroundings
from ledgergen.core.figures.bind.vocabulary import is_participle, split_words
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class MoneySurroundings(Surroundings):
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
            or self.find_beside("money", reach=2)
            or self._read_price()
            or self._read_making()
            or self._find_specific()
            or self._find_verb()
            or self._read_into()
            or self._find_strong(wall)
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

    def _read_rate(self) -> Cue | None:
        """“$940 a screen” is no sum that a fact would state."""
        behind = self.words[self.right : self.right + 2]
        if len(behind) == 2 and (behind[0] == "per" or (behind[0] in _ARTICLES and behind[1] in _RATED)):
            return Cue(self.left, self.right, "money", "other", False)
        return None

    def _read_for(self) -> Cue | None:
        """“Rushed out in 2002 for $15 million”, “passed to Brel with $15 million”: such sums are costs."""
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
        near = self.words[max(self.left - _REACH, self.clause, self.wall_left) : self.left]
        made = max((at for at, word in enumerate(near) if word in _MADE), default=-1)
        if made < 0 or not _CLAUSES.isdisjoint(near[made:]):
            return None
        return Cue(self.left, self.right, "money", "cost", False)

    def _read_price(self) -> Cue | None:
        """“American buyers secured the rights for $1 million” is what was paid, and not what came in."""
        if self.words[self.left - 1 : self.left] not in _FOR:
            return None
        near = self.words[max(self.left - _REACH, self.clause) : self.left]
        is_trade = not _TRADED.isdisjoint(near) and not _TRADING.isdisjoint(near)
        return Cue(self.left, self.right, "money", "other", False) if is_trade else None

    def _read_passive(self) -> Cue | None:
        """“$3,000 was earned by testing drugs”: what somebody earned is no film's gross."""
        behind = self.words[self.right : self.right + 3]
        if len(behind) < 3 or behind[0] not in _PASSIVE or behind[2] != "by":
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
        if len(behind) < _PAIR or behind[0] != "to" or behind[1] not in _MAKING:
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

    def _find_verb(self) -> Cue | None:
        """“Which cost eight times as much, sold $122 million of tickets”: a verb rules its own object."""
        before = self._find_before("money", max(self.wall_left, self.clause))
        if before is None or before.value not in {"cost", "gross"}:
            return None
        gap = self.words[before.end : self.left]
        if not _PASSIVE.isdisjoint(self.words[max(before.start - 2, 0) : before.start]):
            return None
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
        wall = max(self.wall_left, self.clause, self.left - _REACH)
        specific = [cue for cue in self.cues.get("money", ()) if cue.value in _SPECIFIC and not cue.is_weak]
        for cue in reversed(specific):
            if wall <= cue.start and cue.end <= self.left:
                return cue if self._governs(cue) else None
        for cue in specific:
            if cue.start < self.right:
                continue
            is_near = cue.start < self.wall_right and cue.start - self.right <= _REACH
            gap = self.words[self.right : cue.start]
            gap = gap[:-1] if gap[-1:] == ("that",) else gap  # “in that weekend” begins no clause
            return cue if is_near and _CLAUSES.isdisjoint(gap) else None
        return None

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

    def _read_return(self) -> Cue | None:
        """“Failed to return its $25 million”: what was to be returned had been spent.

        So had what is multiplied (“three times its $4 million”), and what is redeemed at another sum.
        """
        before = tuple(self.words[max(self.left - 2, 0) : self.left])
        if len(before) == _PAIR and before[1] in _OWNERS:
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
        if self.wall_left <= self.clause or self.left - self.wall_left > _REACH:
            return None
        before = self.words[max(self.left - 4, self.wall_left) : self.left]
        return Cue(self.left, self.right, "money", "gross", True) if "into" in before else None

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
        if (before in _ARTICLES and behind.isalpha()) or (before == "the" and behind in _TITLE_MARKS):
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


def is_done_for(words: Sequence[str], left: int) -> bool:
    """Tell whether an amount is what something was done for: “had been minted for $2 million” is a price.

    >>> is_done_for(("had", "been", "minted", "for", "$"), 4), is_done_for(("it", "earned", "for", "$"), 3)
    (True, False)
    """
    return words[left - 1 : left] in _FOR and words[left - 2].endswith("ed") and words[left - 3] in _PASSIVE


_VERB_OF_TITLE = 2
_PAIR = 2
_AGENTS = frozenset({"by", "on"})
_AGENT_WITHIN = 4
_CLAUSES = frozenset([",", ";", ":", ".", "(", "—", "–", *split_words("and but which while that whose to")])
_SHARED_OUT = {("apiece",), ("each",)}
_GOING_ON = frozenset({"and", "but", "while", "then", "so"})
_FOR = {("for",)}
_HELD_TO = {(verb, "to") for verb in ("held", "kept", "limited", "confined", "capped", "restricted")}
_MADE = frozenset(
    split_words("made shot produced built filmed mounted completed financed finished assembled")
)
_SURE = 8
_ASIDE = frozenset((",", *_CLAUSES)) - {"to"}
_TRADED = frozenset(
    split_words(
        "rights territory territories distribution license licence market book novel story play script"
    )
)
_TRADING = frozenset(split_words("bought buy acquired secured sold purchased licensed took picked"))
_YIELDING = frozenset({"good", "worth", "sold", "sells", "accounted"})
_RATED = frozenset(
    split_words("screen theater theatre cinema house print day week head seat ticket copy print")
)
_TURNING = frozenset({",", "but", "while", "and", "yet", "whereas"})
_JOINING = frozenset({"or", "and", "to"})
_RETURNING = frozenset(
    {"return", "returned", "recoup", "recouped", "recover", "recovered", "repay", "repaid"}
)
_OWNERS = frozenset({"its", "their", "his", "her"})
_MULTIPLYING = frozenset({"times", "multiplied", "doubled", "tripled", "trebled", "quadrupled"})
_BECOMING = {
    (verb,) for verb in ("fetched", "became", "brought", "returned", "yielded", "begat", "made", "earned")
}
_YIELDED = 4
"""Tokens between the two sums: the verb, a hedge, a sign."""
_LOSING = frozenset({"lost", "losing", "recovered", "recovering", "recouped", "recouping", "repaid"})
_LOST = 8
_REPAYING = {("redeemed",), ("repaid",)}
_MAKING = frozenset(split_words("make produce shoot film mount build finance complete finish"))
_REACH = 10
"""So far, in words, a noun like “opening weekend” reaches over the verb that follows it."""
_PASSIVE = frozenset({"was", "were", "been", "is", "be"})
_HEDGING = ROW_WORDS - {",", "and", "or", "at", "from", "between"}
_SPECIFIC = frozenset({"opening", "marketing", "salary", "loan", "other"})
_ARTICLES = frozenset({"a", "an"})
_ON_A = {("on", article) for article in ("a", "an", "the", "its", "his", "her")}
_TITLE_MARKS = frozenset({"*", "_"})
INVESTMENT = 2
"""The ledger's second section."""
_BORROWED = "loan"
_GIVING = frozenset({"supplied", "contributed", "remitted", "added", "delivered", "came"})
