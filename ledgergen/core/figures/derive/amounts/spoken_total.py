"""A difference, a sum or a mean whose parts are said: “surpassed its budget by $25.7 million”.

As a ratio's (`derive.amounts.spoken`), the two parts of a difference are named by words or in print,
and then there is one pair: the amount before the figure, or what its clause tells of,
and what stands behind “short of” and “more than”; what a film took and what it cost, where
a clause that ends in “by” tells of both; else, behind “by” or “an increase of”, the
amount from which it has grown. Of films that are counted or named as one (“the three
films between them”, “together *A* and *B*”) the like amounts are added up, where each has
one, or averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.passing import is_comparison
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.derive.amounts.engine import reckon_pair
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts, read_phrase
from ledgergen.core.figures.derive.amounts.spoken import (
    Pair,
    find_clause,
    find_end,
    find_former,
    find_heads,
    find_taken,
    settle_last,
)
from ledgergen.core.figures.derive.cues import find_names, says
from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import Operand, read_unit
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN
from ledgergen.core.figures.scan.hedge import stands_behind_by
from ledgergen.core.figures.scan.lexicon import CARDINALS


def reckon_difference(view: View, pairs: Iterable[Pair]) -> Derivation | None:
    """Return what lies between the two amounts of one of some pairs."""
    _, worth = read_unit(view.claim.mention)
    ordered = (sorted(pair, key=lambda o: -o.value) for pair in pairs)
    found = (reckon_pair(view, Relation.DIFFERENCE, high, low, 1 / worth) for high, low in ordered)
    return next(filter(None, found), None)


def find_apart(view: View) -> Iterator[Pair]:
    """Yield the two amounts between which a figure lies, where words name both."""
    start = next((len(words) for words in _COMPARING if view.behind(len(words)) == words), 0)
    start = start or (_COMPARISON if is_comparison(view.behind(_COMPARISON)) else 0)
    is_by = stands_behind_by(view.reading.document.words, view.claim.left)
    is_change = view.before(3)[-1:] == ("of",) and (says(view, "rise") or says(view, "fall"))
    if not (start or is_by or is_change):
        return
    first = find_clause(view)
    before = [o for o in view.here if view.is_before(o) and o.left >= first]
    said = settle_last(view, before) if before else None
    heads = [said] if said else [] if before else find_heads(view, first)
    if start:
        group = next((head.group for head in heads), "")
        phrase = read_phrase(view, view.claim.right + start, view.find_break(_FAR), group=group)
        if phrase and (phrase.is_sorted or phrase.films):
            yield from ((head, other) for head in heads for other in find_amounts(view, phrase, head))
        return
    if is_by and not before:
        yield from find_taken(view, first, find_end(view))
    yield from ((head, other) for head in heads for other in find_former(view, head))


def find_spoken_sum(view: View) -> Derivation | None:
    """Return the like amounts of the films that the clause counts or names together: their sum, or mean."""
    is_mean = "mean" in view.said and "mean" in find_names(
        view.reading.words_between(find_clause(view), find_end(view))
    )
    is_summed = "sum" in view.said or not _FILMS.isdisjoint(view.sentence.words)
    if not (is_mean or is_summed) or is_comparison(view.behind(_COMPARISON)):
        return None  # “cost $5 million more than planned” is a difference
    sets = list(_find_sets(view, is_mean=is_mean))
    phrase = _read_summed(view) if sets else None
    if phrase is None or phrase.group not in _SUMMED:
        return None
    for films in sets:
        amount = Phrase(group=phrase.group, place=phrase.place)
        rows = [find_amounts(view, replace(amount, films=(n,)), None) for n in films]
        for run in islice(product(*rows), _MOST_MIXED):
            total = sum((o.value for o in run), Decimal(0)) / (len(run) if is_mean else 1)
            if len({o.unit for o in run}) == 1 and agree(view.claim.mention, total):
                return _build(run, total, is_mean=is_mean)
    return None


def _read_summed(view: View) -> Phrase | None:
    """Return the amount that the clause of the figure speaks of; of a territory it is receipts."""
    return read_phrase(view, find_clause(view), find_end(view), group=view.claim.group)


def _build(run: tuple[Operand, ...], value: Decimal, *, is_mean: bool) -> Derivation:
    terms = " + ".join(render_plain(o.value) for o in run)
    formula = f"{terms} = {render_plain(value)}"
    what = "sum over the films"
    if is_mean:
        formula = f"({terms}) / {len(run)} = {render_short(value)}"
        what = "mean of the films"
    return Derivation(formula=formula, inputs=tuple(o.datum for o in run if o.datum), what=what)


def _find_sets(view: View, *, is_mean: bool) -> Iterator[tuple[int, ...]]:
    """Yield the films that are spoken of as one: “her three pictures”, “*Salt Road* and *Coral* together”."""
    first, end = find_clause(view), find_end(view)
    if not _FILMS.isdisjoint(view.sentence.words):
        number = _count_films(view.reading.words_between(first, end))
        yield from _find_films(view, number) if number else ()
    if is_mean or not _TOGETHER.isdisjoint(view.reading.words_between(view.claim.first, end)):
        titles = [c for c in view.cues if c.kind == "film" and not c.is_weak and c.start < view.claim.left]
        named = tuple(dict.fromkeys(n for c in titles for n in c.entities))
        if _LEAST <= len(named) <= _MOST and UNKNOWN not in named:
            yield named


def _count_films(words: tuple[str, ...]) -> int:
    """Return how many films some words speak of as one: “her three pictures”."""
    for at, word in enumerate(words):
        if _LEAST <= CARDINALS.get(word, 0) <= _MOST and not _FILMS.isdisjoint(words[at + 1 : at + 3]):
            return CARDINALS[word]
    return 0


def _find_films(view: View, number: int) -> Iterator[tuple[int, ...]]:
    """Yield the films that may be so many: all of which facts tell, or those on one side of one of them."""
    index = view.reading.index
    earlier = [n for n in index.read_role("earlier") if n != UNKNOWN]
    later = [n for n in index.read_role("later") if n != UNKNOWN]
    row = [*earlier[::-1], MAIN, *later]
    for films in (row, [*earlier, MAIN], [MAIN, *later], earlier, later):
        if len(films) == number:
            yield tuple(films)


_COMPARING = (
    ("in", "excess", "of"),
    *((word, "of") for word in ("short", "shy", "ahead")),
    *((word,) for word in ("above", "below", "under", "over", "beyond")),
)
_FILMS = frozenset(f"{noun}s" for noun in FILM_NOUNS)
_SUMMED = frozenset({"cost", "gross", "admissions"})
_COMPARISON = 2
"""Tokens of “cheaper than”."""
_TOGETHER = frozenset({"together", "between", "combined", "jointly", "pair", "both"})
_FAR = 14
_LEAST, _MOST = 2, 6
_MOST_MIXED = 8
