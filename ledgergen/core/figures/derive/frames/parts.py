"""What the amounts of one film are to each other, where its sentence names them.

- a market and a percentage: the market's part of what the world paid; all but home is what home leaves
- a first weekend and a share or a multiple: of the run at home, or in the world where that is said
- a cost and a multiple: what came back of it, in the market that is said
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts
from ledgergen.core.figures.derive.comparison import AS_MUCH
from ledgergen.core.figures.derive.frames import words as lexicon
from ledgergen.core.figures.derive.frames.formula import NONE, Formula, Formulas, divide, lack
from ledgergen.core.figures.derive.frames.said import Said
from ledgergen.core.figures.derive.operand import BARE, Operand
from ledgergen.core.figures.facts.datum import UNKNOWN


def find_parts(said: Said, *, is_multiple: bool) -> Formulas:
    """Return what a figure may be of the amounts of one film, and whether nothing else is meant."""
    if said.film == UNKNOWN or "other" in said.places or said.has(lexicon.OTHER):
        return NONE
    is_parted = {"home", "abroad"} <= said.places
    if said.sorts - _SORTS or (is_parted and (is_multiple or said.sorts & {"cost", "opening"})):
        return NONE
    if "opening" in said.sorts:
        found = _find_opening(said, is_multiple=is_multiple)
    elif "cost" in said.sorts:
        found = _find_returns(said) if is_multiple else _find_recouped(said)
    else:
        found = NONE if is_multiple else _find_shares(said)
    return replace(found, is_settled=found.is_settled and not said.is_of_other)


def _find_shares(said: Said) -> Formulas:
    """Return what part of its receipts came from home, or from elsewhere."""
    market = said.places & {"home", "abroad"}
    is_parted = len(market) > 1
    if is_parted and "world" in said.places:
        market = frozenset({said.nearest})
    is_whole = "world" in said.places or said.has(lexicon.WHOLE)
    is_fall = "world" not in said.places and (said.is_of_other or said.has(lexicon.FALLING))
    if len(market) != 1 or not is_whole or is_fall or _is_of_market(said):
        return NONE
    formulas = []
    for world in _find_receipts(said, "worldwide"):
        homes = [o for o in _find_receipts(said, "home") if _is_part(o, world)]
        if market == {"home"} and not said.has(lexicon.LEAVING):
            formulas += [divide(home, world, _PART) for home in homes]
            continue
        abroad = [o for o in _find_receipts(said, "overseas") if _is_part(o, world)]
        formulas += [divide(o, world, _PART) for o in abroad]
        formulas += [lack(home, world, "what home leaves of the receipts") for home in homes]
    return Formulas(
        meant=formulas,
        reversed=[],
        is_settled=bool(formulas) and not is_parted and not said.has(lexicon.CHANGING | lexicon.LEAVING),
    )


def _is_of_market(said: Said) -> bool:
    """“26 percent of its domestic gross”: the market is that of the whole."""
    behind = said.view.behind(_NEAR)
    near = range(said.view.claim.right, said.view.claim.right + _NEAR)
    if behind[:1] != ("of",):
        return False
    places = [c for c in said.cues if c.kind == "territory" and c.start in near]
    return (
        bool(places)
        and places[0].value not in _WORLDS
        and not lexicon.GROSS.isdisjoint(
            said.view.reading.words_between(places[0].end, places[0].end + _BESIDE)
        )
    )


def _find_opening(said: Said, *, is_multiple: bool) -> Formulas:
    """Return what a first weekend is of the run, or the run of it."""
    if "cost" in said.sorts or "abroad" in said.places or (said.has(lexicon.FALLING) and not is_multiple):
        return NONE
    is_run = bool(said.places) or "gross" in said.sorts or said.has(lexicon.WHOLE)
    if not is_run:
        return NONE
    places = ("home",) if "home" in said.places else ("worldwide",) if said.places else ("home", "worldwide")
    openings = _find(said, "opening", "home") or _find(said, "opening", "")
    formulas = []
    for place in places:
        pairs = product(openings, _find_receipts(said, place))
        meant = [(one, other) for one, other in pairs if _is_part(one, other)]
        for one, other in meant:
            formulas.append(
                divide(other, one, "the run by its first weekend")
                if is_multiple
                else divide(one, other, "a first weekend's part of the run")
            )
    return Formulas(meant=formulas, reversed=[], is_settled=bool(formulas) and not said.has(lexicon.CHANGING))


def _find_returns(said: Said) -> Formulas:
    """Return how many times its cost a film took."""
    is_taken = "gross" in said.sorts or bool(said.places)
    if not is_taken or said.has(lexicon.LESS & lexicon.CHANGING):
        return NONE
    place = "home" if "home" in said.places else "overseas" if "abroad" in said.places else "worldwide"
    pairs = product(_find_receipts(said, place), _find(said, "cost", ""))
    formulas = [divide(one, other, "receipts by the cost") for one, other in pairs if one.unit == other.unit]
    return Formulas(meant=formulas, reversed=[], is_settled=bool(formulas) and _is_of_own(said))


def _is_of_own(said: Said) -> bool:
    """Tell whether a multiple is surely said of the film's receipts, and of nobody else's cost."""
    view, before, behind = said.view, said.near_before, said.near_behind
    near = {*before, *behind}
    is_taken = not (
        lexicon.GROSS | lexicon.TAKING | lexicon.WORLD | lexicon.HOME | lexicon.ABROAD
    ).isdisjoint(near)
    is_of_gross = not lexicon.GROSS.isdisjoint(behind) and not _WHAT.isdisjoint(behind[:1])
    is_price = not _AT.isdisjoint(view.before(_PRICED)) and not lexicon.COST.isdisjoint(behind)
    is_like = view.behind(2) in AS_MUCH  # “on an identical $16 million, it earned three times as much”
    is_told = any(one in lexicon.COST and two in _TELLING for one, two in pairwise(behind))
    is_of_other = is_like or is_told
    return is_taken and not (is_of_gross or is_price or is_of_other)


def _find_recouped(said: Said) -> Formulas:
    """Return what part of its cost a film took, where words say “of its cost”."""
    behind = said.view.behind(_NEAR)
    is_of_cost = behind[:1] == ("of",) and not lexicon.COST.isdisjoint(behind)
    if not is_of_cost or not ("gross" in said.sorts or said.places) or not lexicon.GROSS.isdisjoint(behind):
        return NONE
    return _find_returns(said)


def _find_receipts(said: Said, place: str) -> list[Operand]:
    """Return what the film took in a market, by each account."""
    return _find(said, "gross", place)


def _find(said: Said, group: str, place: str) -> list[Operand]:
    found = find_amounts(said.view, Phrase(group=group, films=(said.film,), place=place), None)
    return [o for o in found if o.datum is not None and not o.datum.variant] or found


def _is_part(one: Operand, other: Operand) -> bool:
    return one.unit == other.unit and one.value < other.value


def is_named(said: Said, formulas: list[Formula]) -> bool:
    """Tell whether each amount in print beside the figure is one that the formulas take."""
    taken = [o for formula in formulas for o in formula.inputs]
    return all(_is_any(o, taken) for o in said.others)


def _is_any(printed: Operand, taken: list[Operand]) -> bool:
    return any(
        printed.unit in {one.unit, BARE} and abs(one.value - printed.value) <= max(printed.half, one.half)
        for one in taken
    )


_PART = "a market's part of the receipts"
_SORTS = frozenset({"cost", "gross", "opening"})
_WORLDS = frozenset({"worldwide"})
_NEAR = 8
_TELLING = frozenset({"of", "that"})
_PRICED = 3
_AT = frozenset({"with", "on", "for", "at"})
_WHAT = frozenset({"what", "everything", "all", "the"})
_BESIDE = 2
