"""A measure that is described and not named: “the tiger's appropriation”, “the estimate for the submarine”.

A writer who has spoken of an amount or a film takes it up by other words, which
no list holds. What they may mean is bounded all the same. In the order of
likelihood it is

1. an amount in print before, where the words beside it have a stem in common with the description,
2. a fact of a film whose name, or the role that facts give it, has such a word,
3. an amount in print before, the only one of its unit in the sentences in mind; “the initial
   subscription” is any that was in print before,
4. a fact of a film that was named just before, or of the dossier's own: “what the bedroom had cost”.

A word of finance says of which side the measure is (“the licence fee” went in, “the
dividend” came out); where none does, it is of the head's own sort. What is found so
is tried before other facts, under the same bound of luck (`derive.amounts.reckon_ratio`).
"""

from __future__ import annotations

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import GENITIVES
from ledgergen.core.figures.derive.amounts.description import points_back
from ledgergen.core.figures.derive.amounts.head import is_of_territory
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.films import find_films_called
from ledgergen.core.figures.derive.operand import Operand, Source, is_money, share_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import RECEIPTS, SUMS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.valueclass import valueclass


def find_described(view: View, head: Operand) -> list[Operand]:
    """Return what the words behind the figure may mean as the measure of a head, the likeliest first."""
    described = _describe(view)
    if described is None or not is_money(head):
        return []
    law = _Law(view, described, head)
    return [o for o in law.find_measures() if law.is_meant(o)]


@valueclass(frozen=True, slots=True, kw_only=True)
class _Description:
    """What the words behind the figure say of its measure."""

    words: tuple[str, ...]
    groups: frozenset[str]
    """The sorts of amount it may be; empty where nothing says."""
    is_initial: bool
    is_definite: bool
    """It is a thing of its own: “the bedroom”, “the tiger's”; “the cost” is none."""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words that say which amount or film is meant."""
        return frozenset(find_stem(word) for word in self.words if _is_telling(word))


def _is_telling(word: str) -> bool:
    word = _strip(word)
    is_common = word in _COMMON or word in FILM_NOUNS or word in _IN or word in _OUT
    return word.isalpha() and len(word) > _SHORT and carries_meaning(word) and not is_common


def _strip(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def _describe(view: View) -> _Description | None:
    """Read what stands behind the figure; None where a title or an amount says what is meant."""
    claim, reading = view.claim, view.reading
    end = view.find_break(_FAR)
    for number in reading.numbers_between(claim.right, end):
        if reading.mentions[number].kind in _FIGURES:
            end = min(end, reading.places[number][0])
    words = reading.words_between(claim.right, end)
    cues = [c for c in view.cues if claim.right <= c.start < end]
    if any(c.kind == "film" and not c.is_weak for c in cues) or not words or points_back(view):
        return None
    sides = [group for word in words for group, side in _SIDES if word in side]
    groups = {c.value for c in cues if c.kind == "money" and c.value in SUMS} or set(sides[:1])
    # As in `derive.amounts.phrase`, only receipts are of a place.
    groups = groups & RECEIPTS or {"gross"} if "there" in words else groups
    is_owned = any(word.endswith(GENITIVES) for word in words)
    is_definite = is_owned or any(
        words[place : place + 1] in _ARTICLES and any(map(_is_telling, words[place + 1 : place + 4]))
        for place in range(len(words))
    )
    is_initial = not _INITIAL.isdisjoint(words[:3])
    # “Five times the cost” is the film's own, and facts say it.
    is_renamed = bool(sides) and any(words[place : place + 1] in _ARTICLES for place in range(3))
    if not (is_definite or is_initial or is_renamed):
        return None
    return _Description(
        words=words,
        groups=frozenset(groups),
        is_initial=is_initial,
        is_definite=is_definite,
    )


class _Law:
    """Which amounts one description may mean, and which of them fit the head."""

    def __init__(self, view: View, described: _Description, head: Operand) -> None:
        self._view = view
        self._described = described
        self._head = head

    def find_measures(self) -> list[Operand]:
        """Return what may be meant, the likeliest first; few in all."""
        view, described = self._view, self._described
        left = self._head.left if self._head.left >= 0 else view.claim.left
        near = view.scene.find_printed(max(view.claim.first - _BACK, 0), left)[::-1]
        printed = [o for o in near if share_unit(o, self._head)]
        called = self._find_called()
        found = [[o for o in printed if self._is_beside_stem(o)], self._find_facts(called)]
        if described.is_initial:
            found.append(printed)
        elif described.groups:
            found.append(self._find_only([o for o in printed if o.left >= view.start]))
        if described.is_definite and not called:
            found.append(self._find_facts(self._find_films()))
        return [view.scene.settle(o) for measures in found for o in measures[:_MOST]]

    def _is_beside_stem(self, printed: Operand) -> bool:
        """Tell whether the words beside an amount in print have a stem in common with the description."""
        view = self._view
        near = view.reading.words_between(printed.left - _NEAR, printed.right + _NEAR)
        return not self._described.stems.isdisjoint(find_stem(word) for word in near)

    def _find_only(self, printed: list[Operand]) -> list[Operand]:
        """Return the amount that is the only one in mind of a sort that the description allows."""
        fits = [o for o in printed if self._is_of_groups(self._view.scene.settle(o))]
        return fits if len({o.number for o in fits}) == 1 else []

    def _find_facts(self, films: list[int]) -> list[Operand]:
        groups = self._described.groups or {self._head.group}
        return [o for n in films for o in self._view.scene.find_facts(n) if o.group in groups and is_money(o)]

    def _find_called(self) -> list[int]:
        """Return the films whose name, or the role that facts give them, has a word of the description."""
        called = find_films_called(self._view.reading.index, filter(_is_telling, self._described.words))
        return [number for number in called if number != self._head.subject]

    def _find_films(self) -> list[int]:
        """Return the films named last, and the dossier's own."""
        view = self._view
        cues = view.reading.sentence_cues(max(view.claim.left - _FAR_BACK, 0), view.claim.left)[::-1]
        named = [n for c in cues if c.kind == "film" and not c.is_weak for n in c.entities if n != UNKNOWN]
        entities = view.reading.index.entities
        own = self._head.subject
        known = [n for n in dict.fromkeys(named) if n != own and entities[n].data]
        return list(dict.fromkeys([*([MAIN] if own != MAIN else []), *known[:_AT_HAND]]))

    def is_meant(self, other: Operand) -> bool:
        """Tell whether a measure is proven, and of the sort that is described or the head's."""
        if not other.is_proven or self._head.value == other.value:
            return False
        is_printed = other.source is Source.PRINT
        # What a passage alone proves is of a sort that nothing says; a word in common is enough.
        is_called = is_printed and other.datum is None and self._is_beside_stem(other)
        if is_called or (self._described.is_initial and is_printed):
            return True
        if self._described.groups:
            is_of_one_sort = other.datum is not None and self._head.group == other.group
            return self._is_of_groups(other) and (not is_of_one_sort or self._is_like(other))
        return self._is_like(other)

    def _is_of_groups(self, other: Operand) -> bool:
        # What a passage alone proves is of a sort that nothing says for sure.
        is_unsaid = other.datum is None or (other.datum.is_money and other.group not in SUMS)
        return other.group in self._described.groups or (other.source is Source.PRINT and is_unsaid)

    def _is_like(self, other: Operand) -> bool:
        """Tell whether an amount is of the head's sort and territory, and of another thing."""
        one = self._head
        is_apart = one.subject != other.subject or one.subject == UNKNOWN
        if one.group != other.group or not is_apart or one.group != "gross":
            return one.group == other.group and is_apart
        view, end = self._view, self._view.find_break(_FAR)
        places = [c.value for c in view.cues if c.kind == "territory" and view.claim.right <= c.start < end]
        if places and other.source is Source.FACT:
            return is_of_territory(view, other, places[0])
        return one.territory == other.territory or {one.territory, other.territory} <= WORLD


_FAR = 12
_NEAR = 8
_BACK = 300
_FAR_BACK = 400
_AT_HAND = 2
_MOST = 4
"""So many amounts are tried at each step."""
_SHORT = 3
_FIGURES = frozenset({Kind.MONEY, Kind.MULTIPLE, Kind.FRACTION, Kind.PERCENT})
_ARTICLES = {("the",), ("a",), ("an",), ("that",)}
_INITIAL = word_set("initial original opening seed starting founding")
_IN = word_set(
    """
    cost costs outlay stake principal investment subscription allowance allocation appropriation fee price
    licence license allotment deposit advance capital commitment wager bet
    """
)
"""What went in."""
_OUT = word_set("return returns take takings receipts yield dividend proceeds total gross haul harvest")
"""What came out."""
_SIDES = (("cost", _IN), ("gross", _OUT))
_COMMON = word_set(
    """
    budget what that this than then had have been were when with from into films figure figures estimate
    estimates amount account sum lower higher larger smaller bigger lesser greater whole entire initial
    opening seed starting founding first earlier later previous prior next paid spent made raised dollar
    dollars
    """
)
