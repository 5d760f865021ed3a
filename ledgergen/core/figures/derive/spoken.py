"""A ratio both of whose parts are said: “$9.2 million, six times what *Iron Orchard* had cost”.

Luck bounds a search among what a sentence may mean (`derive.luck`). Where words say of
both parts which film, which sort of amount and which market each is of (`derive.phrase`),
nothing is searched: there is one pair, whatever its two are to each other. It makes the
figure, or the figure is wrong, and no other pair is asked.

The measure stands behind the figure, in words (“what its predecessor had drawn”) or in print
(“of the worldwide $31.9 million”). The head is the amount in print before it in its
clause; where there is none, what the clause tells of (“American receipts covered …”), or,
behind a whole in print, the part that the words behind name (“… came from abroad”).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ledgergen.core.figures.derive.measure import INTRODUCING
from ledgergen.core.figures.derive.operand import SHARE, Operand, is_money
from ledgergen.core.figures.derive.operation import Relation
from ledgergen.core.figures.derive.phrase import Phrase, find_amounts, read_phrase
from ledgergen.core.figures.derive.tie import WORLD
from ledgergen.core.figures.derive.view import STOPS, View

Pair = tuple[Operand, Operand]


class Spoken(NamedTuple):
    """The pairs of head and measure that words name: one, by each account of either."""

    pairs: list[Pair]
    is_sure: bool
    """The words leave nothing open: no other pair is asked."""
    relations: tuple[Relation, ...] = ()
    """What the head is to the measure, where that is not for words around the figure to say."""


_NOTHING = Spoken([], is_sure=False)


def find_spoken(view: View) -> Spoken:
    """Return what words name as the head and the measure of a figure, as far as they do."""
    first = _find_clause(view)
    before = [o for o in view.here if view.is_before(o) and o.left >= first and o.unit != SHARE]
    end = view.find_break(_FAR)
    behind = [o for o in view.here if view.claim.right <= o.left < end and o.unit != SHARE]
    if behind:
        return _NOTHING if before else _find_parts(view, behind)
    if (before and not is_money(before[-1])) or view.behind(1) not in INTRODUCING:
        return _NOTHING
    others = view.reading.numbers_between(view.claim.right, end)
    end = view.reading.places[others[0]][0] if others else end
    phrase = read_phrase(view, view.claim.right, end)
    heads = [_settle(view, before)] if before else _find_heads(view, first)
    if phrase is None:
        return _NOTHING
    pairs = ((head, other) for head in heads if head for other in find_amounts(view, phrase, head))
    meant = [(one, other) for one, other in pairs if _are_two(one, other)]
    return Spoken(meant, is_sure=bool(before and phrase.films))


def _find_clause(view: View) -> int:
    """Return where the clause of the figure begins."""
    claim, words = view.claim, view.reading.document.words
    for place in range(claim.left - 1, claim.first, -1):
        if words[place] in STOPS or (words[place] in _JOINING and words[place - 1] == ","):
            return place + 1
    return claim.first


def _settle(view: View, before: list[Operand]) -> Operand | None:
    """Return the amount in print that the figure stands behind, where a fact proves it."""
    settled = [view.scene.settle(o) for o in before if o.number == before[-1].number]
    return next((o for o in settled if o.is_proven and o.datum), None)


def _find_heads(view: View, first: int) -> list[Operand | None]:
    """Return the facts that the words of the clause before the figure name."""
    phrase = read_phrase(view, first, view.claim.left)
    return [*find_amounts(view, phrase, None)] if phrase else []


def _find_parts(view: View, behind: list[Operand]) -> Spoken:
    """Return the part that words behind a whole in print name, with the whole."""
    whole = _settle(view, behind[-1:])
    if whole is None or view.behind(1) != ("of",) or whole.group != "gross":
        return _NOTHING
    words = view.reading.document.words
    end = next((n for n in range(whole.right, view.claim.end) if words[n] in STOPS | {","}), view.claim.end)
    places = {c.value for c in view.cues if c.kind == "territory" and whole.right <= c.start < end} - WORLD
    if len(places) != 1:
        return _NOTHING
    named = Phrase(group="gross", films=(whole.subject,), place=places.pop())
    parts, relation = find_amounts(view, named, whole), Relation.SHARE
    if not parts and named.place == "overseas":
        # What came from abroad is what home leaves of the world.
        parts, relation = find_amounts(view, replace(named, place="home"), whole), Relation.REST
    pairs = [(part, whole) for part in parts if _are_two(part, whole)]
    return Spoken(pairs, is_sure=True, relations=(relation,))


def _are_two(one: Operand, other: Operand) -> bool:
    """Tell whether two operands are amounts in one currency, and not one fact."""
    return one.unit == other.unit and one.value != other.value and one.datum is not other.datum


_FAR = 14
_JOINING = frozenset({"and", "but", "while", "whereas", "though", "yet"})
