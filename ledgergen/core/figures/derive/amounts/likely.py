"""Which two amounts are so far apart, where words do not tell which are meant: “finished $94 million richer”.

A writer compares with what the reader knows, and may name neither side: “the follow-up took $146 million
less”, “the reissue added five”. What remains certain is that something is compared, in which direction,
and of what sort. Amounts that may be set beside each other are few: the like amounts of two films, of
which one is what the talk is of (`talk`), what one film took and cost, two accounts of one
amount. Some of them lie as near by accident, the more of them there are: so the one that fits must fit
closely (`luck.find_chance`). A figure of two digits has that; a round one only where few may be meant.

Where words do tell (`comparison`, `films`), they are kept to: another film is not asked, nor the
other direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ledgergen.core.figures.closed_classes import PUNCTUATION
from ledgergen.core.figures.derive.amounts.guess import Guess, choose
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.talk import find_own_sorts, find_sorts, find_talk
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.comparison import Comparison, read_comparison
from ledgergen.core.figures.derive.counts.order import list_series
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.films import Meant, find_meant_films
from ledgergen.core.figures.derive.operand import COUNT, Operand, is_money, read_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import RECEIPTS, SUMS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set

Pair = tuple[Operand, Operand]


def derive_likely(view: View) -> Derivation | None:
    """Return what lies between two amounts that the words around a figure may set beside each other."""
    mention = view.claim.mention
    unit, worth = read_unit(mention)
    if unit is None or mention.kind not in _KINDS or mention.is_range:
        return None
    if unit == COUNT and not mention.noun and any(o.unit == "minute" for o in view.here):
        unit = "minute"  # “106 minutes, eight longer than”
    said = _read_side(view)
    if said is None:
        return None
    guesses = (
        Guess(Relation.DIFFERENCE, *sorted(pair, key=lambda o: -o.value))
        for pair in _Law(view, said, unit).find_pairs()
    )
    return choose(mention, guesses, scale=1 / worth, least=_OF_TIMES if unit == "minute" else 0.0)


class _Said(NamedTuple):
    """What the words around a figure say of two amounts."""

    is_more: bool | None
    """The first is the greater; None where nothing says."""
    is_return: bool
    """They may be what a film took and what it cost."""
    is_apart: bool
    """They may be two accounts of one amount."""
    is_profit: bool
    """They are what a film took and what it cost."""


def _read_side(view: View) -> _Said | None:
    """Read the words of comparison in the figure's own stretch of words; None where there are none."""
    before, behind = _find_near(view)
    words = {*before[-_BEFORE:], *behind[:_BEHIND]} - _BESIDE
    words |= _BESIDE & {*before[-3:], *behind[:3]}
    near = words | (_APART & {*before})
    more, less = (not words.isdisjoint(near) for words in (_MORE, _LESS))
    is_apart, is_return = not _APART.isdisjoint(near), not _RETURNING.isdisjoint(near)
    if not (more or less or is_apart or is_return or not _PROFITS.isdisjoint(near)):
        return None
    is_profit = not _PROFITS.isdisjoint(near)
    is_return = is_return or (not _MINUS.isdisjoint(near) and {"cost", "gross"} <= view.groups)
    return _Said(more if more is not less else None, is_return or is_profit, is_apart, is_profit)


def _find_near(view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words before and behind a figure, up to the marks around it, without its own hedge."""
    before, behind = view.before(_FAR), view.behind(_FAR)
    start = max((n + 1 for n, word in enumerate(before) if word in PUNCTUATION), default=0)
    end = next((n for n, word in enumerate(behind) if word in PUNCTUATION), len(behind))
    if _ASIDE.issuperset(before[start:]) and before[start - 1 : start] == (",",):
        # “The profit, before anybody's share, was $111 million.”
        aside = max((n for n, word in enumerate(before[: start - 1]) if word == ","), default=-1)
        start = max(
            (n + 1 for n, word in enumerate(before[: max(aside, 0)]) if word in PUNCTUATION), default=0
        )
    if view.claim.mention.hedge is not Hedge.NONE and before[-1:] == ("than",):
        before = before[:-2]
    return before[start:], behind[:end]


class _Law:
    """Which amounts one sentence may set beside each other."""

    def __init__(self, view: View, said: _Said, unit: str) -> None:
        self._view = view
        self._said = said
        self._unit = unit
        self._is_bare = unit == COUNT and not view.claim.mention.noun and view.claim.mention.value >= _LEAST
        self._comparison = read_comparison(view)
        left = view.claim.left
        if self._comparison and self._comparison.verb >= 0:
            left = self._comparison.verb
        self._talk = find_talk(view, left)
        self._sorts = find_sorts(view, view.claim.left)
        self._own = find_own_sorts(view, view.find_break(_FAR))
        self._place = self._find_place()

    def find_pairs(self) -> Iterator[Pair]:
        """Yield the amounts that may be meant, the likeliest first: what is of the sort spoken of."""
        standard = self._find_standard(self._comparison)
        # A studio's profit is no film's surplus over its cost.
        is_net = self._talk.start < 0 or not _CHARGED.isdisjoint(self._view.sentence.words)
        if standard is None or (self._said.is_profit and is_net):
            return
        if self._said.is_profit and not standard.is_sure:
            standard = Meant((), is_sure=True)
        like = (pair for pair in self._find_like(standard) if not self._own or pair[0].group in self._own)
        yield from sorted([*like, *self._find_own()], key=self._rank)

    def _rank(self, pair: Pair) -> tuple[int, int, bool]:
        sorts = {o.group for o in pair}
        known = [self._sorts.index(sort) for sort in sorts if sort in self._sorts]
        is_known = len(known) == len(sorts)
        is_named = any(o.subject in self._view.named for o in pair)
        return 0 if is_known else 1, min(known, default=9), not is_named

    def _find_standard(self, comparison: Comparison | None) -> Meant | None:
        """Return the films that may be the standard; None where words speak of no film."""
        index = self._view.reading.index
        films = tuple(e.number for e in index.entities if e.kind == "film" and e.data)[:_MOST_FILMS]
        if comparison is None or comparison.is_unsaid:
            return Meant(self._find_near() if self._talk.is_sure else films, is_sure=False)
        apart = frozenset(self._talk.films if self._talk.is_sure else ())
        if self._view.reading.words_between(comparison.first, comparison.end) == ("it",):
            return Meant(self._find_near(), is_sure=False)
        meant = find_meant_films(self._view, comparison.first, comparison.end, apart=apart)
        if meant is None:
            words = self._view.reading.words_between(comparison.first, comparison.end)
            is_own = not _OWN_SUMS.isdisjoint(words) and _UNREAL.isdisjoint(words)
            return Meant((), is_sure=True) if is_own else None
        return meant

    def _find_near(self) -> tuple[int, ...]:
        """Return the films that an amount may be compared with without a word: those that the talk was of.

        Of a film of the series it is what came before, too.
        """
        view = self._view
        said = (
            o.subject for o in map(view.scene.settle, (*view.here, *view.earlier)) if o.is_proven and o.datum
        )
        series = [film.number for film in list_series(view.reading.index)]
        before = [one for one, other in pairwise(series) if other in self._talk.films]
        if MAIN in self._talk.films:
            before += [n for role in ("previous", "original") for n in view.reading.index.read_role(role)]
        near = (*view.named, *said, *view.sentence.focus, *before, MAIN)
        return tuple(dict.fromkeys(n for n in near if n != UNKNOWN))

    def _find_heads(self, standard: Meant) -> tuple[int, ...]:
        if self._talk.is_sure:
            return self._talk.films
        index = self._view.reading.index
        films = (e.number for e in index.entities if e.kind == "film" and e.data)
        return tuple(n for n in films if not standard.is_sure or n not in standard.films)[:_MOST_FILMS]

    def _find_like(self, standard: Meant) -> Iterator[Pair]:
        """Yield the like amounts of two films, as far as their order is as the words say."""
        near = {MAIN, *self._view.sentence.focus, *self._view.named}
        is_said = self._comparison is not None and not self._comparison.is_unsaid
        is_open = self._talk.is_sure or standard.is_sure or is_said
        for film in self._find_heads(standard):
            for head in filter(self._may_be, self._view.scene.find_facts(film)):
                for other in (o for n in standard.films if n != film for o in self._view.scene.find_facts(n)):
                    is_like = (other.unit, other.attribute) == (head.unit, head.attribute)
                    is_near = is_open or not near.isdisjoint({film, other.subject})
                    if (
                        is_like
                        and is_near
                        and head.territory == other.territory
                        and self._is_as_said(head, other)
                    ):
                        yield head, other

    def _is_as_said(self, head: Operand, other: Operand) -> bool:
        is_more = self._said.is_more if self._comparison is None else self._comparison.is_more
        return is_more in {None, head.value > other.value}

    def _may_be(self, head: Operand) -> bool:
        """Tell whether an amount is of the unit and the market that are spoken of."""
        if not self._is_of_sort(head):
            return False
        if self._place == "home":
            return not head.territory or head.territory in self._view.reading.index.home
        if self._place and self._place not in WORLD:
            return head.territory in {self._place, ""}
        known = self._view.scene.find_facts(head.subject)
        is_whole = any(o.attribute == head.attribute and o.territory in WORLD for o in known)
        return head.territory in WORLD or not is_whole

    def _is_of_sort(self, operand: Operand) -> bool:
        is_sum = operand.group in SUMS or operand.attribute in _COUNTED
        return (is_sum and operand.unit == self._unit) or (self._is_bare and is_money(operand) and is_sum)

    def _find_own(self) -> Iterator[Pair]:
        """Yield what one film took and cost, and two accounts of one amount, where words speak of such."""
        films = self._talk.films if self._talk.is_sure else self._find_heads(Meant((), is_sure=False))
        for film in (n for n in films if n != UNKNOWN):
            facts = [o for o in self._view.scene.find_facts(film) if self._is_of_sort(o)]
            sums = [o for o in facts if o.group in RECEIPTS and self._is_placed(o)]
            if self._said.is_return:
                yield from ((o, cost) for o in sums for cost in facts if cost.group == "cost")
            if self._said.is_apart:
                yield from (
                    (one, other)
                    for one in facts
                    for other in facts
                    if one.value > other.value
                    and (one.attribute, one.territory) == (other.attribute, other.territory)
                )

    def _is_placed(self, operand: Operand) -> bool:
        if not self._place or self._place in WORLD:
            known = self._view.scene.find_facts(operand.subject)
            is_whole = any(o.attribute == operand.attribute and o.territory in WORLD for o in known)
            return operand.territory in WORLD or not is_whole
        home = self._view.reading.index.home
        return operand.territory in home if self._place == "home" else operand.territory == self._place

    def _find_place(self) -> str:
        """Return the market that the sentence speaks of before the figure, or right behind it."""
        view = self._view
        end = view.find_break(_FAR)
        places = [c.value for c in view.cues if c.kind == "territory" and c.start < end]
        return places[-1] if places else view.claim.territory


_FAR = 12
_LEAST = 1000
_BEFORE = 6
_BEHIND = 5
_BESIDE = word_set("up down over above below under past back clear")
"""These compare only where they stand right beside the figure."""
_MOST_FILMS = 12
_OF_TIMES = 0.02
"""Running times lie so close together that each is met as often as this."""
_KINDS = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION})
_COUNTED = frozenset({"admissions", "runtime", "theaters", "screens"})
_ASIDE = word_set("was is came to stood at amounted reached some about nearly over just")
_MORE = word_set(
    """
    more longer larger bigger higher greater dearer costlier better richer fatter heavier lengthier ahead
    extra over above beyond past gained gain growth grew grown leap lead advantage added rise rose risen
    improvement increase increased up premium clear jump jumped exceeded exceeding exceed surpassed topped
    bettered beat outgrossed outsold outdrew outearned outran outlasted passed climbed
    """
)
_LESS = word_set(
    """
    less fewer shorter smaller lower cheaper leaner worse briefer lighter thinner slimmer poorer behind below
    under short shy down lost surrendered surrender forfeited drop dropped fall fell fallen slipped slid
    shrank shrunk shed declined decline trailed trailing lagged undercut back conceded off
    """
)
_APART = word_set("gap difference differ differs differed apart between margin distance spread discrepancy")
_RETURNING = word_set(
    """
    hand spare black red lost left surrendered good recover back table bottom drain sank evaporated vanished
    unrecovered recovering recovered recoup recouping covering
    repaid repaying short shy hole exceeded gain net over above below beyond
    """
)
_MINUS = frozenset({"less", "minus"})
_PROFITS = word_set("cleared netted profit profits surplus loss losses deficit shortfall margin")
_CHARGED = word_set("charged deducted distribution expenses fees interest taxes")
_OWN_SUMS = word_set(
    "cost costs budget outlay stake investment recovering recouping covering price gross total"
)
_UNREAL = word_set("planned plan average forecast expected estimate estimates hoped limit ceiling record")
