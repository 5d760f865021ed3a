"""What several films took or cost, where words speak of them as one: “the two sequels cost $102 million”.

The films are counted (“her three pictures”), told by their side (“the two earlier thrillers”, “both
sequels”), named together, or pointed back to (“for the pair”). They are never picked to
fit a sum: only those count that stand together in the order of the films, and of them as many as the words
say. The like amount of each, where each has one, is added up, or averaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.counted import LEAST, MOST, find_counted
from ledgergen.core.figures.bind.passing import is_comparison
from ledgergen.core.figures.derive.amounts.phrase import Phrase, find_amounts, read_phrase
from ledgergen.core.figures.derive.clause import find_clause, find_end
from ledgergen.core.figures.derive.counts.collection import find_series
from ledgergen.core.figures.derive.cues import find_names
from ledgergen.core.figures.derive.derivation import Derivation, render_plain, render_short
from ledgergen.core.figures.derive.operand import Operand, is_money
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.wordlists import word_set


def find_sum_of_films(view: View) -> Derivation | None:
    """Return the like amounts of the films that the clause counts or names together: their sum, or mean."""
    is_mean = "mean" in view.said and "mean" in find_names(
        view.reading.words_between(find_clause(view), find_end(view))
    )
    is_summed = "sum" in view.said or any(find_counted(view.claim.words))
    if not (is_mean or is_summed) or is_comparison(view.behind(_COMPARISON)):
        return None  # “cost $5 million more than planned” is a difference
    sets = list(dict.fromkeys(_find_sets(view, is_mean=is_mean)))
    phrase = _read_summed(view) if sets else None
    if phrase is None or phrase.group not in _SUMMED:
        return None
    for films in sets:
        rows = [
            find_amounts(view, Phrase(group=phrase.group, place=phrase.place, films=(n,)), None)
            for n in films
        ]
        for run in islice(product(*rows), _MOST_MIXED):
            total = sum((o.value for o in run), Decimal(0)) / (len(run) if is_mean else 1)
            if len({o.unit for o in run}) == 1 and agree(view.claim.mention, total):
                return _build(run, total, is_mean=is_mean)
    return None


def _read_summed(view: View) -> Phrase | None:
    """Return the amount that the figure's own words speak of; of a territory it is receipts."""
    claim = view.claim
    last = max((o.right for o in view.here if is_money(o) and view.is_before(o)), default=-1)
    if last > 0 and (own := read_phrase(view, last, find_end(view))):
        return own  # “cost $26 million between them and drew $61.2 million”
    if claim.group in _SUMMED and not claim.is_weak:
        return Phrase(group=claim.group, place=claim.territory)
    return read_phrase(view, max(find_clause(view), last), find_end(view), group=claim.group)


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
    words = view.reading.words_between(first, end)
    for at, number in find_counted(words):
        if words[at] in _PAIRS:
            yield from _find_pairs(view)
        else:
            yield from _find_films(view, number, words[max(at - _BEFORE, 0) : at + _BEHIND])
    if is_mean or not _TOGETHER.isdisjoint(view.reading.words_between(view.claim.first, end)):
        for start in dict.fromkeys((view.claim.first, view.start)):
            cues = view.reading.sentence_cues(start, view.claim.left)
            titles = [c for c in cues if c.kind == "film" and not c.is_weak]
            named = tuple(dict.fromkeys(n for c in titles for n in c.entities))
            if LEAST <= len(named) <= MOST and UNKNOWN not in named:
                yield named


def _find_pairs(view: View) -> Iterator[tuple[int, int]]:
    """Yield the films that “the pair” may be: one and the film before it, or behind it."""
    roles = view.reading.index.read_role
    for one, other in ((roles("previous"), (MAIN,)), ((MAIN,), roles("next"))):
        if one and other and UNKNOWN not in {one[0], other[0]}:
            yield one[0], other[0]


def _find_films(view: View, number: int, words: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the films that may be so many: those of a side that words tell, or of either side."""
    index, foreign = view.reading.index, _find_foreign(view)
    earlier, later, sequels = (
        [n for n in index.read_role(role) if n != UNKNOWN] for role in ("earlier", "later", "sequel")
    )
    sides = ((_SEQUELS, sequels), (_EARLIER, earlier), (_LATER, later))
    side = next((films for said, films in sides if not said.isdisjoint(words)), None)
    if side is not None and len(side) >= number:  # “the two earlier films” of a third may be this one, too
        own = [n for n in side if n not in foreign]
        for films in (own, side):
            if len(films) >= number:
                yield tuple(films[:number])
                yield tuple(films[-number:])
        return
    row = [*earlier[::-1], MAIN, *later]
    made = [n for n in row if n not in foreign]
    series = [n for n in find_series(index) if n not in foreign]
    nearest = ([*earlier[:1], MAIN], [MAIN, *later[:1]])
    for films in (row, made, series, [*earlier, MAIN], [MAIN, *later], *nearest, earlier, later):
        if len(films) == number:
            yield tuple(films)


def _find_foreign(view: View) -> frozenset[int]:
    """Return the films that facts give to somebody else: a rival's, “Brandt's own film”."""
    films = (e for e in view.reading.index.entities if e.kind == "film")
    return frozenset(
        e.number
        for e in films
        if any(not _FOREIGN.isdisjoint(role.split()) or "'s" in role for role in e.roles)
    )


_PAIRS = frozenset({"pair", "duo"})
_SUMMED = frozenset({"cost", "gross", "admissions"})
_COMPARISON = 2
"""Tokens of “cheaper than”."""
_SEQUELS = frozenset({"sequels", "follow-ups"})
_EARLIER = word_set("earlier previous prior preceding older past former")
_LATER = word_set("later next subsequent following successors")
_FOREIGN = word_set("rival rivals competitor unrelated company studio producer")
_TOGETHER = frozenset({"together", "between", "combined", "jointly", "pair", "duo", "both"})
_BEFORE, _BEHIND = 2, 4
_MOST_MIXED = 8
