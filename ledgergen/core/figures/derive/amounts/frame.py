"""What a sentence names beside a sum of money: films, sorts of amount, a market, a thing counted.

Whoever reckons names what with: two films and what both cost; a film, what it cost and what it
took; a film and its minutes. The words that say what is done with them have no end, but the names are
few. They are the frame, and it leaves so few formulas that the value tells which is meant
(`derive.amounts.framed`).

A question, or the other of two titles, may stand in the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from ledgergen.core.figures.bind.before import find_before, find_question
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.derive.amounts.heading import is_standard
from ledgergen.core.figures.derive.film_before import read_film_before
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import SUMS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.plain import find_called_just
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


class Frame(NamedTuple):
    """What a figure's sentence names, without the words of its own hedge."""

    first: int
    """The token where it begins."""
    films: tuple[int, ...]
    """Those whose titles it has, or else the one that it is about."""
    named: tuple[tuple[int, int], ...]
    """The same, each with the place of its title in `words`; -1 where it has none."""
    titles: tuple[Cue, ...]
    """In their order, each film once."""
    sorts: tuple[str, ...]
    """The sorts of amount."""
    is_sorted: bool
    """Plain words of money say the sort."""
    place: str
    """The market; home and abroad are the world."""
    places: frozenset[str]
    """Every market that is named."""
    words: tuple[str, ...]
    """From its beginning to the end of the sentence; a sign for each token of the figure and of titles."""
    is_borrowed: bool
    """It lacks nothing, and what a statement before names may be another matter."""


def read_frame(view: View) -> Frame | None:
    """Return the frame of a figure of money; None where it has a title of which nothing is known.

    A sentence that tells of other money, too, frames no sum: what those amounts come to, other laws know.
    """
    claim, reading = view.claim, view.reading
    first, cues = claim.first, view.cues
    titles = _find_titles(view, cues)
    if titles is None:
        return None
    before = find_before(claim, reading)
    is_borrowed = False
    if len(titles) < _TWO and before:
        earlier = reading.sentence_cues(before.start, before.stop)
        more = _find_titles(view, earlier)
        is_asked = bool(find_question(claim, reading))
        is_other = more is not None and len({**more, **titles}) == _TWO
        if more is not None and (is_asked or is_other) and not _tells_money(view, before):
            is_borrowed = not is_asked and bool(titles) and any(map(_says_sort, cues))
            first, cues, titles = before.start, [*earlier, *cues], {**more, **titles}
    words = _read_words(view, first, filter(_is_title, cues))
    named = _name_films(view, titles, first, words)
    sorts, is_sorted = _find_sorts(view, cues, words)
    return Frame(
        first=first,
        films=tuple(named),
        named=tuple(named.items()),
        titles=tuple(titles.values()),
        sorts=sorts,
        is_sorted=is_sorted,
        place=_find_place(cues),
        places=frozenset(c.value for c in cues if c.kind == "territory"),
        words=words,
        is_borrowed=is_borrowed,
    )


def _find_titles(view: View, cues: list[Cue]) -> dict[int, Cue] | None:
    """Return each film that has its title among some cues; None where one is not known."""
    found: dict[int, Cue] = {}
    before: dict[int, Cue] = {}
    for cue in cues:
        if role := read_film_before(view, cue):
            before.setdefault(role[0], cue._replace(start=role[1]))
        if not _is_title(cue):
            continue
        called = find_called_just(cue, view.reading) - {UNKNOWN}
        if len(called) != 1:
            return None
        found.setdefault(min(called), cue)
    is_beside = len(before) == 1 and found.keys() <= {MAIN}  # “*A* cost # more than her previous film”
    return {**found, **before} if is_beside else found


def _name_films(view: View, titles: dict[int, Cue], first: int, words: tuple[str, ...]) -> dict[int, int]:
    """Return the films that are spoken of, each with the place of its title among the words, or -1.

    “Compared with *B*, it cost”: a title that is only the standard stands beside the dossier's own film.
    """
    named = {film: cue.start - first for film, cue in titles.items()}
    if MAIN not in named and any(cue.is_weak for cue in titles.values()):
        return {**named, MAIN: -1}
    if len(named) == 1 and MAIN not in named and not _ITSELF.isdisjoint(words):
        is_beside = all(is_standard(words, at) for at in named.values())
        return {**named, MAIN: -1} if is_beside else named
    return named or {view.claim.film: -1}


def _is_title(cue: Cue) -> bool:
    return cue.kind == "film" and not cue.is_weak and cue.value != "dated"


def _says_sort(cue: Cue) -> bool:
    return cue.kind == "money" and not cue.is_weak and cue.value in SUMS


def _tells_money(view: View, tokens: range) -> bool:
    return any(m.kind is Kind.MONEY for m in view.reading.mentions_between(tokens.start, tokens.stop))


def _read_words(view: View, first: int, titles: Iterable[Cue]) -> tuple[str, ...]:
    """Return the words from a token on, with signs for titles, for the figure and for its hedge."""
    claim = view.claim
    words = list(view.reading.words_between(first, claim.end))
    left = claim.left - first
    while left > max(claim.left - first - _LONGEST_HEDGE, 0) and words[left - 1] in _HEDGING:
        left -= 1
    for start, end in ((left, claim.right - first), *((c.start - first, c.end - first) for c in titles)):
        words[start:end] = [SIGN] * (end - start)
    return tuple(word.removesuffix("'s") for word in words)


def _find_sorts(view: View, cues: list[Cue], words: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return the sorts that strong words say, or else that other words of making and of receipts do."""
    document, said = view.reading.document.words, set(words)
    money = [c for c in cues if c.kind == "money" and c.value in SUMS]
    # “It would take # to make” is a cost, “the worldwide take” is none.
    verbs = [c for c in money if document[c.start] in _TAKING and document[c.start - 1] not in _DESCRIBING]
    strong = dict.fromkeys(c.value for c in money if not c.is_weak and c not in verbs)
    is_bought = not _BUYERS.isdisjoint(said)
    if set(strong) <= {"cost"} and is_bought:
        if all(document[c.start] in _SPENDING for c in money if not c.is_weak):
            return ("gross",), False  # “the world spent # on tickets”
        if not _PAYING.isdisjoint(said):
            return ("cost", "gross"), True  # “the budget was # more than the world would pay”
    if set(strong) == {"cost"} and any(c.kind == "territory" for c in cues):
        # “It had to make # more abroad to cover its budget”: no cost has a place.
        return ("cost", "gross"), False
    if not strong and ("paid", "for") in pairwise(words):
        return ("cost",), True
    called = dict.fromkeys(sort for sort, named in _CALLED if not named.isdisjoint(said))
    return tuple(strong or called or dict.fromkeys(c.value for c in money)), bool(strong)


def _find_place(cues: list[Cue]) -> str:
    """Return the one market that is named; home and abroad are the world."""
    places = dict.fromkeys(c.value for c in cues if c.kind == "territory")
    if len(places) > 1:
        return "worldwide" if "worldwide" in places or "overseas" in places else SEVERAL
    return next(iter(places), "")


SIGN = "#"
SEVERAL = "several"
_TWO = 2
_LONGEST_HEDGE = 3
_HEDGING = word_set(
    "about some just only nearly almost roughly around over under more less than a an merely exactly "
    "approximately"
)
_CALLED = (
    (
        "cost",
        word_set(
            "produce producing produced production productions make making costlier costliest dearer pricier "
            "cheaper thriftier spender outspent price prices bill bills debit producer producers backers "
            "financiers studio lavish lean"
        ),
    ),
    ("gross", word_set("outgrossed outearned outsold take takings worldwide income revenue earner")),
)
"""What tells the sort where no cue of money does."""
_BUYERS = word_set(
    "ticket tickets audiences audience moviegoers filmgoers patrons customers viewers crowds world"
)
_SPENDING = word_set("spend spends spent spending paid pay handed")
_PAYING = frozenset({"paid", "pay", "pays", "paying"})
_TAKING = frozenset({"take", "takes", "took", "taken", "taking"})
_DESCRIBING = word_set("the its worldwide global domestic total world's their combined foreign")
_ITSELF = frozenset({"it", "its"})
