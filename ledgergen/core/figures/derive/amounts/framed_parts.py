"""What a part leaves of a whole, by the names around it: home of the world, a first weekend of the run.

No fact tells what the markets abroad paid, or what came in after the first weekend; two that facts do tell
leave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ledgergen.core.figures.derive.amounts.formula import Formula, says_any
from ledgergen.core.figures.derive.amounts.frame import Frame
from ledgergen.core.figures.derive.amounts.heading import PARTING
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts
from ledgergen.core.figures.derive.operand import is_money
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.wordlists import word_set


def reckon_abroad(view: View, frame: Frame) -> Iterator[Formula]:
    """What one film took in the markets abroad, which home leaves of the world."""
    named = {n - frame.first for c in view.cues if c.value == "overseas" for n in range(c.start, c.end)}
    is_of_home = any(word == "home" and at not in named for at, word in enumerate(frame.words))
    is_compared = is_of_home or says_any(frame, PARTING - _BEYOND)
    if view.claim.territory != "overseas" or is_compared or not set(frame.sorts) <= {"gross"}:
        return
    abroad, world, home = (
        find_amounts(view, Phrase(group="gross", films=frame.films, place=place), None)
        for place in ("overseas", "worldwide", "home")
    )
    if abroad:
        return  # a fact tells
    for one, other in product(world, home):
        if one.unit == other.unit and one.value > other.value:
            yield Formula(Relation.DIFFERENCE, one, other, is_said=True, is_sure=True)


def reckon_markets(view: View, frame: Frame) -> Iterator[Formula]:
    """What home leaves of the world, where both are named: “the worldwide gross less the domestic”."""
    is_of_both = "worldwide" in frame.places and not frame.places.isdisjoint({"home", "US"})
    if not is_of_both or frame.sorts != ("gross",) or not says_any(frame, _TAKING_AWAY):
        return
    world, home = (
        find_amounts(view, Phrase(group="gross", films=frame.films, place=place), None)
        for place in ("worldwide", "home")
    )
    for one, other in product(world, home):
        if one.unit == other.unit and one.value > other.value:
            yield Formula(Relation.DIFFERENCE, one, other, is_said=True, is_sure=True)


def reckon_rest_of_run(view: View, frame: Frame) -> Iterator[Formula]:
    """What a run took after its first weekend: “the rest of the domestic run added # to that”."""
    if not says_any(frame, AFTER) or not frame.places <= {"home", "US", "worldwide"}:
        return
    before = [o for o in (*view.here, *view.earlier) if is_money(o)]
    if "opening" not in frame.sorts and all(view.scene.settle(o).group != "opening" for o in before):
        return
    place = "worldwide" if frame.places == {"worldwide"} else "home"
    run = find_amounts(view, Phrase(group="gross", films=frame.films, place=place), None)
    first = find_amounts(view, Phrase(group="opening", films=frame.films, place="home"), None)
    for one, other in product(run, first):
        if one.unit == other.unit and one.value > other.value:
            yield Formula(Relation.DIFFERENCE, one, other, is_said=True)


AFTER = word_set(
    """
    after further another rest remainder remaining added adding add adds more later following subsequent
    subsequently additional extra once thereafter beyond since left
    """
)
"""What tells that an amount came in behind another."""
_TAKING_AWAY = word_set(
    """
    subtract subtracted subtracting deduct deducted minus remains remaining remainder
    """
)
_BEYOND = word_set("beyond apart over past additional extra remaining remainder left net")
"""These set no market against another: “an additional # from beyond its borders”."""
