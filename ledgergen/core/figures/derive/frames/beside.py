"""The like amounts of two films that a sentence names: what they cost, took or ran.

One is the *head*, which the figure is said of, the other the *standard*, which it is measured by: it
stands behind “than”, “beside”, “over”, or behind the verb (“outspent *B*”). Words of more and less say which
is the greater, and refuse what is the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ledgergen.core.figures.closed_classes import QUOTES
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts
from ledgergen.core.figures.derive.frames import words as lexicon
from ledgergen.core.figures.derive.frames.formula import NONE, Formula, Formulas, divide, exceed, lack, part
from ledgergen.core.figures.derive.frames.said import Said, Title
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.mention import Kind


class Sides(NamedTuple):
    """Which of two films is said to be what."""

    head: int
    """`UNKNOWN` where words do not tell."""
    standard: int
    is_more: bool | None
    """The head has the greater amount; None where words do not tell."""


def find_beside(said: Said, kind: Kind) -> Formulas:
    """Return what a figure may be of the like amounts of two films, and whether nothing else is meant."""
    films = list(dict.fromkeys(title.film for title in said.titles or ()))
    sorts = _find_sorts(said, kind)
    if (
        len(films) != _TWO
        or not sorts
        or said.has(_SUMS if kind is Kind.DURATION else _SUMS | {"together"})
        or said.has(lexicon.OTHER - _APART)
    ):
        return NONE
    pairs = [
        (one, other)
        for sort in sorts
        for one in _find(said, films[0], sort)
        for other in _find(said, films[1], sort)
        if one.unit == other.unit
    ]
    pairs = [(one, other) for one, other in pairs if one.value != other.value]
    sides = read_sides(said, films)
    turned = Sides(sides.standard, sides.head, sides.is_more)
    is_compared = kind is not Kind.DURATION or not _COMPARING.isdisjoint(
        (*said.near_before, *said.near_behind[:_CLOSE])
    )
    return Formulas(
        meant=[formula for pair in pairs for formula in _reckon(said, kind, sides, pair)],
        reversed=[formula for pair in pairs for formula in _reckon(said, kind, turned, pair)],
        is_settled=bool(pairs) and is_compared and len(sorts) == 1 and not said.is_role,
    )


def _find_sorts(said: Said, kind: Kind) -> tuple[str, ...]:
    """Return the sorts of amount that a sentence may compare; both where it says none, or both."""
    if kind is Kind.DURATION:
        return ("runtime",) if said.sorts <= {"gross", "cost"} else ()
    if said.sorts - {"cost", "gross"} or said.places & {"abroad", "other"}:
        return ()
    unsaid = {"gross"} if said.places else {"cost"} if said.has(_MONEY) else {"cost", "gross"}
    sorts = said.sorts or unsaid
    return tuple(sorted(sorts))


def _find(said: Said, film: int, sort: str) -> list[Operand]:
    if sort == "runtime":
        known = [o for o in said.view.scene.find_facts(film) if o.attribute == "runtime"]
    else:
        place = "home" if "home" in said.places else "worldwide"
        known = find_amounts(said.view, Phrase(group=sort, films=(film,), place=place), None)
    return [o for o in known if o.datum is not None and not o.datum.variant] or known


def _reckon(said: Said, kind: Kind, sides: Sides, pair: tuple[Operand, Operand]) -> Iterator[Formula]:
    """Yield what the figure may be of two amounts."""
    low, high = sorted(pair, key=lambda o: o.value)
    head = next((o for o in pair if o.subject == sides.head), None)
    is_more = sides.is_more
    if kind is Kind.DURATION:
        if head is None or is_more in {None, head is high}:
            yield part(high, low, "how far two running times are apart")
        return
    what = "the like amounts of two films"
    if kind is Kind.MULTIPLE:
        is_less = not lexicon.LESS.isdisjoint(said.view.behind(_TWO))
        is_head_high = head is None or (head is high) is not is_less
        yield from [divide(high, low, what)] if is_head_high else []
        return
    behind = said.view.behind(_CLOSE)
    is_share = behind[:1] == ("of",) or behind[:_TWO] in _AS_MUCH
    if is_share and head is not None:
        yield divide(head, low if head is high else high, what)
    elif is_share or (is_more is None and head is low):
        yield divide(low, high, what)
    elif head is None or (head is high) is (is_more is not False):
        yield lack(low, high, what) if is_more is False else exceed(high, low, what)


def read_sides(said: Said, films: list[int]) -> Sides:
    """Return which of two films a sentence says a figure of, and whether it is the greater."""
    less = said.has(lexicon.LESS | _TAKING_OFF)
    more = said.has(lexicon.MORE - _RAN if less else lexicon.MORE)
    is_more = more if more is not less else None
    titles = said.titles or []
    standards = {title.film for title in titles if _is_standard(said, title)}
    reversed_ = {title.film for title in titles if _is_agent(said, title)}
    if len(reversed_) == 1:
        head = next(iter(reversed_))
    elif (reached := _find_reached(said, titles)) is not None:
        head = reached
    elif _is_bought(said):
        return Sides(_find_price(said, titles), UNKNOWN, is_more=True)
    elif len(standards) == 1:
        head = next(film for film in films if film not in standards)
    elif (found := _find_before(said, titles)) is not None:
        head = found
    else:
        return Sides(UNKNOWN, UNKNOWN, is_more)
    return Sides(head, next(film for film in films if film != head), is_more)


def _find_before(said: Said, titles: list[Title]) -> int | None:
    """Return the one film that stands before the figure, where the other stands behind it."""
    left = said.view.claim.left
    before, behind = ({t.film for t in titles if (t.start < left) is side} for side in (True, False))
    return next(iter(before)) if len(before) == len(behind) == 1 and before != behind else None


def _find_reached(said: Said, titles: list[Title]) -> int | None:
    """Return the film whose amount another's is changed into: “*B*, multiplied by #, gives *A*”.

    “For every dollar spent on *B*, # were spent on *A*” begins with what it is measured by, too.
    """
    named = sorted((title for title in titles if title.start >= said.first), key=lambda title: title.start)
    if len({title.film for title in named}) != _TWO:
        return None
    if any(one in _EVERY and two in _DOLLARS for one, two in pairwise(said.words)):
        return next(title.film for title in named if title.film != named[0].film)
    if not said.has(_CHANGED):
        return None
    at = next((n for n, word in enumerate(said.words, said.first) if word in _REACHING), -1)
    before, behind = ({t.film for t in named if (t.start < at) is side} for side in (True, False))
    return next(iter(behind)) if len(before) == len(behind) == 1 and before != behind else None


def _is_standard(said: Said, title: Title) -> bool:
    """Tell whether what stands before a title makes it what the other film is measured by."""
    words = said.view.reading.document.words
    if title.start < said.first:
        return False
    at = title.start - 1
    while at >= said.first and words[at] in lexicon.FILLING:
        at -= 1
    if at < said.first:
        return words[said.first] in _TAKING
    return words[at] in lexicon.STANDARD or words[at] in lexicon.PASSED


def _is_agent(said: Said, title: Title) -> bool:
    """“*A* was outspent by *B*”: who did it is the head."""
    words = said.view.reading.document.words
    at = title.start - 1
    while at >= said.first and words[at] in QUOTES:
        at -= 1
    return at > said.first and words[at] == "by" and words[at - 1] in lexicon.PASSED


def _is_bought(said: Said) -> bool:
    """Tell whether one is bought with the other's cost: “*B* could have been made four times over”."""
    return said.has(_MIGHT) and said.has(_PRICES) and said.has(_BUYING)


def _find_price(said: Said, titles: list[Title]) -> int:
    words = said.view.reading.document.words
    priced = [
        t.film for t in titles if not _PRICES.isdisjoint(words[max(t.start - _NEAR, said.first) : t.start])
    ]
    return priced[0] if len(set(priced)) == 1 else UNKNOWN


_TWO, _CLOSE = 2, 3
_RAN = frozenset({"ran"})
"""“It ran # shorter.”"""
_TAKING_OFF = frozenset({"subtract", "subtracted", "subtracting", "knock", "knocked", "deduct", "off"})
_EVERY = frozenset({"every", "each"})
_DOLLARS = frozenset({"dollar", "cent", "penny"})
_CHANGED = _TAKING_OFF | frozenset(
    {"multiplied", "multiply", "multiplying", "raised", "increased", "add", "added", "cut", "reduced", "grow"}
)
_REACHING = frozenset(
    {"reach", "reaches", "give", "gives", "equal", "equals", "match", "matches", "arrive", "yield", "yields"}
)
_NEAR = 5
_SUMS = frozenset({"combined", "altogether"})
_APART = frozenset({"margin", "average", "estimate", "screens"})
_MONEY = frozenset({"money", "financing", "funds", "capital", "backing", "went", "into"})
_TAKING = frozenset({"take", "multiply", "add"})
_MIGHT = frozenset({"could", "would", "might"})
_PRICES = frozenset({"price", "budget", "cost", "money", "outlay", "sum"})
_BUYING = frozenset({"made", "make", "produced", "produce", "paid", "bought", "financed", "funded", "shot"})
_AS_MUCH = {("as", "much"), ("as", "long"), ("as", "expensive"), ("the", "budget"), ("the", "cost")}
_COMPARING = lexicon.MORE | lexicon.LESS | lexicon.LONGER | frozenset({"than", "gap", "difference", "apart"})
