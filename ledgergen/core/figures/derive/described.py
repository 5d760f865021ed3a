"""A measure that is described and not named: “the tiger's appropriation”, “the estimate for the submarine”.

A writer who has spoken of an amount or a film takes it up by other words, which
no list holds. What they may mean is bounded all the same. In the order of
likelihood it is

1. an amount in print before, where the words beside it have a stem in common with the description,
2. a fact of a film whose name, or the role that facts give it, has such a word,
3. an amount in print before, the only one of its unit in the sentences in mind; “the initial
   subscription” is any that was in print before,
4. a fact of a film that was named just before, or of the dossier's own: “what the bedroom had cost”.

The head is the amount in print before the figure, else what its film cost or took.
A word of finance says of which side the measure is (“the licence fee” went in, “the
dividend” came out); where none does, it is of the head's own sort. “The lower
figure” picks one of several accounts. Little luck is left: few amounts are tried,
and the value must be met within what its written form rounds away.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS, word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.engine import Question, answer
from ledgergen.core.figures.derive.head import is_of_territory
from ledgergen.core.figures.derive.measure import find_choice
from ledgergen.core.figures.derive.operand import Operand, Source, is_money, share_unit
from ledgergen.core.figures.derive.operation import OPERATIONS, Relation
from ledgergen.core.figures.derive.tie import SUMS, WORLD, Bond
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.passages.words import carries_meaning, find_stem


def derive_described(view: View, relations: tuple[Relation, ...]) -> Derivation | None:
    """Return the quotient of the amount before the figure and one that the words behind it describe."""
    described = _describe(view)
    heads = _find_heads(view) if described else []
    if described is None or not heads:
        return None
    mention = view.claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    law = _Law(view, described, heads)

    def bind(one: Operand, other: Operand, relation: Relation) -> Bond:
        value = OPERATIONS[relation].compute(one.value, other.value) * scale
        is_meant = law.is_meant(one, other) and _is_met(mention, value)
        return Bond.FIRM if is_meant else Bond.NONE

    for measures in law.find_measures():
        question = Question(
            mention=mention, relations=relations, firsts=heads, seconds=measures, bind=bind, scale=scale
        )
        if found := answer(question, view):
            return found
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
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
    if any(c.kind == "film" and not c.is_weak for c in cues) or not words:
        return None
    sides = [group for word in words for group, side in _SIDES if word in side]
    groups = {c.value for c in cues if c.kind == "money" and c.value in _LIKE} or set(sides[:1])
    is_owned = any(word.endswith(_OWNING) for word in words)
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


def _find_heads(view: View) -> list[Operand]:
    """Return the last amount in print before the figure; “either” and “the higher” mean any of the last.

    Where the sentence has none before it, it is the film's own, of the sort that is said.
    """
    here = [o for o in view.here if view.is_before(o) and is_money(o)]
    is_any = not _ANY.isdisjoint(view.claim.words)
    if here:
        return here[-_AT_HAND:] if is_any else here[-1:]
    groups = view.groups & SUMS
    own = [o for n in view.claim.films for o in view.scene.find_facts(n) if o.group in groups]
    earlier = [o for o in view.earlier if is_money(o)]
    return (earlier[:_AT_HAND] if is_any else earlier[:1]) or [o for o in own if o.territory in WORLD]


class _Law:
    """Which amounts one description may mean, and which of them fit a head."""

    def __init__(self, view: View, described: _Description, heads: list[Operand]) -> None:
        self._view = view
        self._described = described
        self._settled = [view.scene.settle(o) for o in heads]
        self._left = min((o.left for o in heads if o.left >= 0), default=view.claim.left)
        self._own = {o.subject for o in self._settled}

    def find_measures(self) -> list[list[Operand]]:
        """Return what may be meant, the likeliest first; few in all."""
        view, described = self._view, self._described
        near = view.scene.find_printed(max(view.claim.first - _BACK, 0), self._left)[::-1]
        printed = [o for o in near if any(share_unit(o, head) for head in self._settled)]
        alike = [o for o in printed if self._is_beside_stem(o)]
        called = self._find_called()
        found = [alike, self._find_facts(called)]
        if described.is_initial:
            found.append(printed)
        elif described.groups:
            found.append(self._find_only([o for o in printed if o.left >= view.start]))
        if described.is_definite and not called:
            found.append(self._find_facts(self._find_films()))
        return [self._choose(measures)[:_MOST] for measures in found]

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
        groups = self._described.groups or {o.group for o in self._settled}
        return [o for n in films for o in self._view.scene.find_facts(n) if o.group in groups and is_money(o)]

    def _find_called(self) -> list[int]:
        """Return the films whose name, or the role that facts give them, has a word of the description."""
        entities = self._view.reading.index.entities
        films = [e for e in entities if e.kind == "film" and e.data and e.number not in self._own]
        stems = self._described.stems
        return [
            e.number
            for e in films
            if not stems.isdisjoint(map(find_stem, f"{e.name} {' '.join(e.roles)}".replace(",", "").split()))
        ]

    def _find_films(self) -> list[int]:
        """Return the films named last, and the dossier's own."""
        view = self._view
        cues = view.reading.sentence_cues(max(view.claim.left - _FAR_BACK, 0), view.claim.left)[::-1]
        named = [n for c in cues if c.kind == "film" and not c.is_weak for n in c.entities if n != UNKNOWN]
        entities = view.reading.index.entities
        known = [n for n in dict.fromkeys(named) if n not in self._own and entities[n].data]
        return list(dict.fromkeys([*([MAIN] if MAIN not in self._own else []), *known[:_AT_HAND]]))

    def _choose(self, measures: list[Operand]) -> list[Operand]:
        """Return those that “the lower figure” picks among the accounts of one amount."""
        choice = find_choice(self._view)
        if choice is None or not choice[0]:
            return measures
        accounts: dict[tuple[int, str, str, int], list[Operand]] = {}
        for o in measures:
            key = (o.subject, o.group, o.territory, o.number)
            accounts.setdefault(key, []).append(o)
        pick = min if choice[1] else max
        return [pick(same, key=lambda o: o.value) for same in accounts.values()]

    def is_meant(self, one: Operand, other: Operand) -> bool:
        """Tell whether both are proven, and the measure is of the sort that is described or the head's."""
        if not one.is_proven or not other.is_proven or one.value == other.value:
            return False
        if self._described.is_initial and other.source is Source.PRINT:
            return True
        if self._described.groups:
            is_of_one_sort = other.datum is not None and one.group == other.group
            return self._is_of_groups(other) and (not is_of_one_sort or self._is_like(one, other))
        return self._is_like(one, other)

    def _is_of_groups(self, other: Operand) -> bool:
        # What a passage alone proves is of a sort that nothing says for sure.
        is_unsaid = other.datum is None or (other.datum.is_money and other.group not in SUMS)
        return other.group in self._described.groups or (other.source is Source.PRINT and is_unsaid)

    def _is_like(self, one: Operand, other: Operand) -> bool:
        """Tell whether two amounts are of one sort and of two things, and of one territory."""
        is_apart = one.subject != other.subject or one.subject == UNKNOWN
        if one.group != other.group or not is_apart or one.group != "gross":
            return one.group == other.group and is_apart
        view, end = self._view, self._view.find_break(_FAR)
        places = [c.value for c in view.cues if c.kind == "territory" and view.claim.right <= c.start < end]
        if places and other.source is Source.FACT:
            return is_of_territory(view, other, places[0])
        return one.territory == other.territory or {one.territory, other.territory} <= WORLD


def _is_met(mention: Mention, value: Decimal) -> bool:
    """Tell whether a value is what the written form rounds to: of 135, a hundred and thirty is none."""
    middle, digit = mention.value, mention.precision
    reach = middle * _REACH.get(mention.hedge, _ONE_SIDED)
    if mention.kind is Kind.MULTIPLE and middle >= _FINE and digit < middle * _REACH[Hedge.NONE]:
        reach = digit / 2 if mention.hedge is Hedge.NONE else digit
    return mention.is_range or abs(value - middle) <= reach


_REACH = {Hedge.NONE: Decimal("0.035"), Hedge.ABOUT: Decimal("0.05")}
_ONE_SIDED = Decimal("0.15")
_FINE = 20
_FAR = 12
_NEAR = 8
_BACK = 300
_FAR_BACK = 400
_AT_HAND = 2
_MOST = 4
"""So many amounts are tried at each step."""
_SHORT = 3
_FIGURES = frozenset({Kind.MONEY, Kind.MULTIPLE, Kind.FRACTION, Kind.PERCENT})
_OWNING = ("'s", "’s", "s'", "s’")
_ARTICLES = {("the",), ("a",), ("an",), ("that",)}
_LIKE = frozenset({"cost", "gross", "opening"})
_ANY = word_set("either both higher lower dearer cheaper steeper heavier larger smaller")
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
