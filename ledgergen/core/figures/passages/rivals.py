"""Other figures of the evidence that fit a sentence better than the one that has its value.

A wrong figure is seldom new: it is the true figure of something else. Whoever
writes “dinosaurs fill nine minutes” where a source gives nine minutes to the
models and six to the animals has taken the neighbor's number. So a figure that
a passage proves is held against the figures beside it. Where one of the same
kind fits the sentence clearly better, and the text says that one nowhere near,
the sentence speaks of the better one, and says it wrong.

A source that lists dates says nearly the same of each: “in 2004 one paper's list, in
2018 another's”. There the words of the figure's own clause decide: a date that has
all of them that its rival has, and more, is the one meant.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from decimal import Decimal

from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.context import Fit, Surroundings, compare, weigh
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.segments import find_clause, find_stretch, has_more, is_of_neighbor
from ledgergen.core.figures.passages.signs import compare_nouns
from ledgergen.core.figures.passages.values import compare_values

Vet = Callable[[PlacedFigure, Fit], float | None]

_MARGIN = 0.35
"""Logits by which another figure must fit better: sentences seldom copy their source word for word."""
_FITTING = 0.8
"""Logits from which a figure is surely told of what the sentence tells."""
_CERTAIN = 3.0
"""Logits from which nothing but a neighbor in the same sentence could be meant instead."""
_LIKELIEST = 3
"""Sentences of the evidence, beside the figure's own, whose figures are looked at."""
_MOST_RIVALS = 12


def find_rival(
    here: Surroundings,
    best: tuple[float, PlacedFigure],
    index: PassageIndex,
    vet: Vet,
    said: Container[Decimal],
) -> PlacedFigure | None:
    """Return the figure of another value that fits a stated figure clearly better than `best` does.

    `best` is how well the figure of the stated value fits, in logits, and that figure; `said` are the
    values that the text states nearby, each of which is in its own place.
    """
    kind, layout = here.figure.mention.kind, here.reading.layout
    if kind is Kind.ORDINAL:
        return None  # of places in an order a source gives many, each in another
    rival, least = None, max(best[0] + _MARGIN, _FITTING)
    names = _find_names(here, index)
    named = names & _find_stems(best[1], index)
    for figure in _find_others(here, best[1], index):
        if figure.mention.value in said or _is_far_smaller(figure.mention, here.figure.mention):
            continue
        if _is_of_one_row(figure, best[1], here.figure.mention):
            continue
        fit = compare(here, figure, index)
        added = vet(figure, fit)
        if added is None or not named <= _find_stems(figure, index):
            continue  # whoever is named stands with the figure that was found
        if _is_of_others(here, best[1], figure, names, index):
            continue
        if kind is Kind.DATE and has_more(here.figure, layout, best[1], figure, index):
            continue
        if kind is not Kind.DATE and is_of_neighbor(here.figure, layout, best[1], figure, index):
            return figure
        if best[0] < _CERTAIN and weigh(fit) + added > least:
            rival, least = figure, weigh(fit) + added
    return rival


def _is_of_others(
    here: Surroundings, best: PlacedFigure, rival: PlacedFigure, names: frozenset[str], index: PassageIndex
) -> bool:
    """Tell whether a sentence gives two figures to two, and the stated one's clause names the first.

    “In 2000 the Institute chose it, and in 2017 a poll named it …”: 2017 is none of the Institute's.
    """
    if best.sentence != rival.sentence:
        return False
    own = names & find_clause(here.reading.layout, here.figure) & find_stretch(best, index)
    return bool(own) and not own <= find_stretch(rival, index)


def _is_of_one_row(one: PlacedFigure, bare: PlacedFigure, stated: Mention) -> bool:
    """“From one part to two”: a bare number counts what the number before it does."""
    is_behind = one.sentence == bare.sentence and one.end <= bare.first
    return is_behind and not bare.mention.noun and compare_nouns(stated.noun, one.mention.noun) == 1


def _find_names(here: Surroundings, index: PassageIndex) -> frozenset[str]:
    """Return the stems of a sentence's names; its first word is one where the evidence has it as one."""
    there = index.layout
    return frozenset(
        term.stem
        for term in here.reading.terms
        if term.is_name
        or (
            here.reading.layout.is_capitalized(term.place)
            and any(
                there.is_capitalized(place) and place > there.sentences[there.sentence_of[place]]
                for place in term.places[:_MOST_RIVALS]
            )
        )
    )


def _find_stems(figure: PlacedFigure, index: PassageIndex) -> frozenset[str]:
    first, end = index.layout.find_places(figure.sentence)
    return frozenset(index.layout.stems[first:end])


def _is_far_smaller(rival: Mention, stated: Mention) -> bool:
    """Five hundred men are not the one or two that stand beside them in the evidence."""
    return stated.kind is Kind.COUNT and stated.value >= _PARTICULAR and rival.value < stated.value / _FAR


_PARTICULAR = 100
_FAR = 20


def is_rival(stated: Mention, evidence: Mention) -> bool:
    """Tell whether a figure of the evidence is of the stated one's kind, and says otherwise."""
    if stated.kind is not evidence.kind or stated.unit != evidence.unit:
        return False
    if stated.is_yearless != evidence.is_yearless:
        return False
    return compare_values(stated, evidence) is None


def _find_others(here: Surroundings, best: PlacedFigure, index: PassageIndex) -> Iterator[PlacedFigure]:
    overlaps, mention = here.reading.overlaps, here.figure.mention
    likeliest = sorted(overlaps, key=lambda number: -overlaps[number])[:_LIKELIEST]
    found = 0
    for sentence in dict.fromkeys((best.sentence, *likeliest)):
        for figure in index.find_figures(sentence):
            if figure.mention.not_a_claim or not is_rival(mention, figure.mention):
                continue
            yield figure
            found += 1
            if found == _MOST_RIVALS:
                return
