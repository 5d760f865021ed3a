"""Other figures of the evidence that fit a sentence better than the one that has its value.

A wrong figure is seldom new: it is the true figure of something else. Whoever
writes “dinosaurs fill nine minutes” where a source gives nine minutes to the
models and six to the animals has taken the neighbor's number. So a figure that
a passage proves is held against all the others of its kind. Where one of them
fits the sentence clearly better, and the text says that one nowhere near, the
sentence speaks of the better one, and says it wrong.

How well a figure fits beside others is another question than how well it fits by
itself. What the sentence shares with the whole passage speaks for each of its
figures alike; what tells them apart is what is shared with each one's own stretch
of it (`segments`), the thing counted, the names and the other figures beside it,
and what a closer reading of both agrees in. `_WEIGHTS` weighs these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.changes import go_other_ways
from ledgergen.core.figures.passages.context import Fit, Surroundings, compare, shares_words
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.layout import Layout
from ledgergen.core.figures.passages.others import PARTICULAR, find_others, is_no_rival
from ledgergen.core.figures.passages.segments import are_parted, find_clause, find_stretch
from ledgergen.model.valueclass import valueclass

Vet = Callable[[PlacedFigure, Fit], float | None]

_MARGIN = 0.7
"""By so much another figure must fit better: sentences seldom copy their source word for word."""
_MARGIN_IN_LIST = 2.2
"""The same for places in an order and for dates of one sentence: a source lists many in the same words."""
_SLIGHT = 2.0
"""Weight of words that say little: a clause of one common word tells no figure from another."""


class _Beside(NamedTuple):
    """What tells the figures of a passage apart, each from 0 to 1 but for the last."""

    near: float
    around: float
    noun: float
    before: float
    names: float
    """These five are of `context.Fit`."""
    own: float
    """Share of the weight of the figure's clause in the stretch that the evidence figure has to itself."""
    paired: float
    """How close another figure of the sentence stands to both: “third in 2000”."""
    agreed: float
    """What a closer reading of both agrees in, in logits."""


# By logistic regression on figures that people labelled, each against all others of its passages; rounded.
_WEIGHTS = _Beside(near=2.1, around=2.4, noun=1.5, before=1.0, names=2.2, own=5.5, paired=2.4, agreed=4.0)


@valueclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """A figure of the text, for which its rivals are looked for."""

    here: Surroundings
    near: tuple[PlacedFigure, ...]
    """The other figures that the text states nearby, each of which is in its own place."""
    clause: Mapping[str, float]
    """The meaningful stems of the figure's clause, and what each weighs."""
    companions: tuple[PlacedFigure, ...]
    """Those of `near` that stand in its own sentence, small numbers aside."""


class Fitted(NamedTuple):
    """A figure of the evidence, compared with a stated one."""

    figure: PlacedFigure
    fit: Fit
    agreed: float
    """What a closer reading of both agrees in, in logits; 0 where there is none."""


def find_plain_rival(
    here: Surroundings, best: Fitted, index: PassageIndex, *, near: Iterable[PlacedFigure]
) -> PlacedFigure | None:
    """Return the figure that a stated one plainly stands for, by the words alone.

    No closer reading speaks here, and a text that retells prose is mostly right. So the sentence must be
    nearly that of the rival, and its clause be the rival's and hardly that of `best`.
    """
    if best.fit.near > 1 - _NEARER:
        return None
    stated = _state(here, near)
    own = _set_beside(stated, best, index)
    if own.own > 1 - _MORE_OWN:
        return None
    least = max(_NEAR, own.near + _NEARER)
    for figure in find_others(here, best.figure, index):
        if _is_said(figure.mention, stated.near) or is_no_rival(figure, best.figure, here.figure.mention):
            continue
        if not shares_words(here, figure, index, near=least, around=_AROUND):
            continue
        if go_other_ways(here.reading.layout, here.figure, index.layout, figure):
            continue
        fit = compare(here, figure, index)
        other = _set_beside(stated, Fitted(figure, fit, 0.0), index)
        is_ahead = _weigh(other) - _weigh(own) > (_MARGIN_IN_LIST if _are_listed(figure, best.figure) else 1)
        if is_ahead and other.own >= own.own + _MORE_OWN and _has_own(other, own):
            return figure
    return None


_NEAR, _AROUND = 0.6, 0.65
"""What a plain rival has at least of the words near the stated figure, and of those of its sentence."""
_NEARER, _MORE_OWN = 0.15, 0.3
"""By so much at least it is nearer to them, and has more of the clause to itself."""


def find_rival(
    here: Surroundings, best: Fitted, index: PassageIndex, *, vet: Vet, near: Iterable[PlacedFigure]
) -> PlacedFigure | None:
    """Return the figure of another value that fits a stated figure clearly better than `best` does.

    `near` are the other figures that the text states nearby, each of which is in its own place.
    """
    stated = _state(here, near)
    own = _set_beside(stated, best, index)
    weight = _weigh(own)
    rival, most = None, 0.0
    for figure in find_others(here, best.figure, index):
        if _is_said(figure.mention, stated.near) or is_no_rival(figure, best.figure, here.figure.mention):
            continue
        fit = compare(here, figure, index)
        agreed = vet(figure, fit)
        if agreed is None:
            continue
        other = _set_beside(stated, Fitted(figure, fit, agreed), index)
        ahead = _weigh(other) - weight - (_MARGIN_IN_LIST if _are_listed(figure, best.figure) else _MARGIN)
        if ahead > most and _has_own(other, own):
            rival, most = figure, ahead
    return rival


def _state(here: Surroundings, near: Iterable[PlacedFigure]) -> _Stated:
    near, own = tuple(near), here.figure.sentence
    companions = tuple([one for one in near if one.sentence == own and one.mention.value >= _TELLING])
    return _Stated(here=here, near=near, clause=_weigh_clause(here), companions=companions)


def _is_said(rival: Mention, near: Iterable[PlacedFigure]) -> bool:
    """Tell whether the text states a figure nearby, or what the evidence rounds in it."""
    value = rival.value
    is_particular = value >= PARTICULAR
    for figure in near:
        stated = figure.mention
        if stated.value == value:
            return True
        is_rounded = is_particular and stated.kind is rival.kind and stated.unit == rival.unit
        if is_rounded and abs(stated.value - value) <= rival.precision:
            return True
    return False


def _has_own(one: _Beside, other: _Beside) -> bool:
    """Tell whether one figure has more of a figure's own clause than another, not only of its matter."""
    return one.own > other.own or one.noun > other.noun or one.paired > other.paired


def _weigh(beside: _Beside) -> float:
    return sum(map(float.__mul__, _WEIGHTS, beside))


def _are_listed(figure: PlacedFigure, best: PlacedFigure) -> bool:
    kind = figure.mention.kind
    return kind is Kind.ORDINAL or (kind is Kind.DATE and figure.sentence == best.sentence)


def _set_beside(stated: _Stated, fitted: Fitted, index: PassageIndex) -> _Beside:
    """Say how a figure fits beside others."""
    figure, fit, agreed = fitted
    stretch = find_stretch(figure, index)
    own = sum(weight for stem, weight in stated.clause.items() if stem in stretch)
    is_date = stated.here.figure.mention.kind is Kind.DATE  # dates count nothing, and all stand behind “in”
    return _Beside(
        near=fit.near,
        around=fit.around,
        noun=0.0 if is_date else fit.noun,
        before=0.0 if is_date else fit.before,
        names=fit.names,
        own=own / (sum(stated.clause.values()) + _SLIGHT),
        paired=_pair(stated, figure, index),
        agreed=agreed,
    )


def _weigh_clause(here: Surroundings) -> dict[str, float]:
    clause = find_clause(here.reading.layout, here.figure)
    return {term.stem: term.weight for term in here.reading.terms if term.stem in clause}


def _pair(stated: _Stated, figure: PlacedFigure, index: PassageIndex) -> float:
    """Say how close the nearest figure that both have beside them stands to both, 0 to 1."""
    own, best = stated.here.figure, 0.0
    if not stated.companions:
        return best
    there = [
        other
        for sentence in range(figure.sentence - 1, figure.sentence + 2)
        for other in index.find_figures(sentence)
        if other is not figure
    ]
    for companion in stated.companions:
        for other in there:
            if _are_equal(other.mention, companion.mention):
                layout = stated.here.reading.layout
                nearness = _be_near(companion, own, layout) * _be_near(other, figure, index.layout)
                best = max(best, nearness)
    return best


def _are_equal(one: Mention, other: Mention) -> bool:
    return one.kind is other.kind and (one.low, one.unit) == (other.low, other.unit)


def _be_near(one: PlacedFigure, other: PlacedFigure, layout: Layout) -> float:
    """Say how near two figures of a sentence are; in another clause it is half as much."""
    nearness = 1 / (1 + abs(one.first - other.first) / _CLOSE)
    return nearness / 2 if are_parted(layout, one, other) else nearness


_TELLING = 3
"""Numbers below this stand beside everything."""
_CLOSE = 8.0
"""Distance in words at which a figure beside another counts half."""
