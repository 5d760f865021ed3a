"""Judge a figure against passages of prose.

A passage has no attributes and no subjects to look up: it is sentences. Its
figures are found by the same scanner that finds the text's, and a stated
figure is proven by one of them when two things hold: the value is a fair
rendering (`passages.values`), and the words around agree on what it is said
of (`passages.context`). Where no passage states it, it may follow from what
they list, compare or measure otherwise (`passages.derive`).

What is left is flagged, in one of two ways: a passage says something else in
nearly the same words, which is a conflict with a replacement to offer, or the
value stands there about something else.

    index = build_index(dossier)                    once per check
    ruling = judge(document, mention, index)        once per mention
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.mention import Kind, Mention, Ruling
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.address import is_in_address
from ledgergen.core.figures.passages.context import Fit, Surroundings, compare, survey, weigh
from ledgergen.core.figures.passages.derive import derive
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure, build_index
from ledgergen.core.figures.passages.others import is_rival
from ledgergen.core.figures.passages.question import NOWHERE
from ledgergen.core.figures.passages.reading import Reading, TextReading, read_text
from ledgergen.core.figures.passages.rivals import Fitted, Vet, find_plain_rival, find_rival
from ledgergen.core.figures.passages.rules import RULES
from ledgergen.core.figures.passages.shown import name_source, support
from ledgergen.core.figures.passages.unlike import are_unlike
from ledgergen.core.figures.passages.values import MOST_CANDIDATES, find_candidates
from ledgergen.core.figures.slips import is_mistaken, is_of_another_size
from ledgergen.core.figures.spell import spell_like
from ledgergen.core.figures.text import Document
from ledgergen.model.report import Verdict

__all__ = ["RULES", "build_index", "judge"]

PROVEN = 0.0
"""Logits from which an equal value counts as said of the same thing."""
STRICT = 1.0
"""The same, where structured facts about the subject exist and did not prove the figure."""


class Closely(NamedTuple):
    """How a figure is proven beside structured facts: by a closer reading, and never flagged."""

    bar: float
    """Logits from which it is proven."""
    vet: Vet
    """Says of an evidence figure that fits so well what a closer reading adds, or None where it parts."""
    find_near: Callable[[], Iterable[Mention]]
    """Returns the other figures that the text states nearby: what it says there, this one need not say."""


class _Best(NamedTuple):
    """The evidence figure that fits a stated one best."""

    score: float
    """Logits."""
    fitted: Fitted
    agreement: Agreement
    here: Surroundings

    @property
    def figure(self) -> PlacedFigure:
        return self.fitted.figure


CERTAIN = 3.0
"""Logits from which no better candidate is looked for."""
CONTRADICTED = 2.0
"""Logits from which another value counts as said of the very same thing."""


def judge(  # noqa: PLR0913  a figure, its passages, and how closely to read them
    document: Document,
    mention: Mention,
    index: PassageIndex | None,
    *,
    is_strict: bool = False,
    closely: Closely | None = None,
    near: Iterable[Mention] = (),
) -> Ruling | None:
    """Prove a mention by the passages, say that they contradict it, or return None where they are silent.

    `index` is `build_index(dossier)`, None where the dossier has no prose. The verdict is `exact`,
    `rounded` or `derived` where a passage proves the figure; `conflict` where one gives another value
    in nearly the same words; `unsupported` where the value stands in a passage about something else.
    None leaves the figure unproven: nothing here speaks for it.

    Set `is_strict` where structured facts were asked first and did not know the figure: the words
    around must then agree more closely, and lists and sums prove nothing. `near` are the figures beside
    this one in the text, each of which is in its own place. With `closely`, what is not
    proven is None, unless a passage has the value for one thing and another for the very thing it is said of.
    """
    text = read_text(document, index) if index else None
    if index is None or text is None:
        return None
    stated = text.place(mention)
    candidates = find_candidates(stated, text, index)
    if closely and is_strict and not candidates:
        return None
    reading = text.read(stated.sentence, index)
    best = _find_best(stated, reading, candidates, index, closely.vet if closely else None)
    least = closely.bar if closely else STRICT if is_strict else PROVEN
    if best and best.score >= least:
        rival = _find_rival(text, best, index, closely, near)
        return _rule_otherwise(mention, rival, index) if rival else _rule_proven(mention, best, index)
    if not is_strict:
        derivation = derive(stated, reading, index)
        if derivation:
            return Ruling(
                verdict=Verdict.DERIVED,
                rule=derivation.rule,
                reason=f"Recomputed from a passage: {derivation.formula}.",
                evidence=(support(derivation.sentence, index),) if derivation.sentence != NOWHERE else (),
                formula=derivation.formula,
            )
    if closely:
        return None
    # The evidence's addresses are not read as figures, so nothing there can be this one's rival.
    is_address = is_in_address(document.text, mention.start, mention.end)
    against = None if is_address else _rule_contradicted(stated, reading, index)
    return against or _rule_elsewhere(mention, best, index)


def _find_best(
    stated: PlacedFigure,
    reading: Reading,
    candidates: list[tuple[PlacedFigure, Agreement]],
    index: PassageIndex,
    vet: Vet | None,
) -> _Best | None:
    if not candidates:
        return None
    here = survey(stated, reading, index, n_same=len(candidates))
    best = None
    for figure, agreement in candidates[:MOST_CANDIDATES]:
        fit = compare(here, figure, index)
        if vet is None and are_unlike(reading.layout, stated, index, figure, fit):
            continue
        added = vet(figure, fit) if vet else 0.0
        if added is None:
            continue
        score = weigh(fit) + added
        if best is None or score > best.score:
            best = _Best(score, Fitted(figure, fit, added), agreement, here)
        if score >= CERTAIN:
            break
    return best


def _find_rival(
    text: TextReading, best: _Best, index: PassageIndex, closely: Closely | None, near: Iterable[Mention]
) -> PlacedFigure | None:
    if closely:
        beside = map(text.place, closely.find_near())
        return find_rival(best.here, best.fitted, index, vet=closely.vet, near=beside)
    own = best.here.figure
    others = (other for other in map(text.place, near) if other.sentence == own.sentence)
    return find_plain_rival(best.here, best.fitted, index, near=[o for o in others if o.first != own.first])


def _rule_proven(mention: Mention, best: _Best, index: PassageIndex) -> Ruling:
    figure, is_exact = best.figure, best.agreement is Agreement.EXACT
    said = figure.mention.text
    return Ruling(
        verdict=Verdict.EXACT if is_exact else Verdict.ROUNDED,
        rule=rules.EQUAL if is_exact else rules.ROUNDED,
        reason=f"{name_source(figure.sentence, index)} says {said}."
        if is_exact
        else f"{name_source(figure.sentence, index)} says {said}; {mention.text} is a fair rounding.",
        evidence=(support(figure.sentence, index, end=figure.end),),
    )


_MOST_RIVALS = 12


def _rule_contradicted(stated: PlacedFigure, reading: Reading, index: PassageIndex) -> Ruling | None:
    """Find a figure of the same kind in nearly the same words with another value."""
    scored = _score_rivals(stated, reading, index)
    if not scored or scored[0][0] < CONTRADICTED:
        return None
    return _rule_otherwise(stated.mention, scored[0][1], index)


def find_nearest(document: Document, mention: Mention, index: PassageIndex | None) -> Ruling | None:
    """Return the ruling on a figure that nothing supports, with what a passage most likely says of the same.

    Whoever mends the sentence needs to see that passage. Its value is offered only where the words
    around agree as closely as those of a proof must.
    """
    text = read_text(document, index) if index else None
    if index is None or text is None:
        return None
    stated = text.place(mention)
    reading = text.read(stated.sentence, index)
    scored = [
        (score, figure)
        for score, figure in _score_rivals(stated, reading, index)
        if score >= PROVEN and not is_of_another_size(mention.value, figure.mention.value)
    ]
    if not scored:
        return None
    score, figure = scored[0]
    source = name_source(figure.sentence, index)
    # Sums, and numbers of nothing in particular, stand beside others of their sort that mean something else.
    is_vague = mention.kind in {Kind.MONEY, Kind.COUNT} and not mention.noun
    is_meant = score >= STRICT and (not is_vague or is_mistaken(mention.value, figure.mention.value))
    return Ruling(
        verdict=Verdict.UNSUPPORTED,
        rule=rules.ELSEWHERE,
        reason=f"Nothing in the dossier supports {mention.text}; the likeliest passage, {source}, "
        f"says {figure.mention.text}.",
        evidence=(support(figure.sentence, index, end=figure.end, agrees=False),),
        suggestion=_suggest(mention, figure.mention) if is_meant else None,
    )


def _score_rivals(
    stated: PlacedFigure, reading: Reading, index: PassageIndex
) -> list[tuple[float, PlacedFigure]]:
    """Return the figures of the likeliest sentences that could have been meant, the likeliest first."""
    likeliest = sorted(reading.overlaps, key=lambda number: -reading.overlaps[number])[:3]
    rivals = [figure for sentence in likeliest for figure in index.find_figures(sentence)]
    here = survey(stated, reading, index, n_same=1)
    scored = [
        (weigh(fit), figure)
        for figure in rivals[:_MOST_RIVALS]
        if is_rival(stated.mention, figure.mention)
        for fit in (compare(here, figure, index),)
        if _is_about_the_same(fit)
    ]
    return sorted(scored, key=lambda item: -item[0])


def _rule_otherwise(mention: Mention, figure: PlacedFigure, index: PassageIndex) -> Ruling:
    return Ruling(
        verdict=Verdict.CONFLICT,
        rule=rules.OTHERWISE,
        reason=(
            f"The draft says {mention.text}; {name_source(figure.sentence, index)} says "
            f"{figure.mention.text} in nearly the same words."
        ),
        evidence=(support(figure.sentence, index, end=figure.end, agrees=False),),
        suggestion=_suggest(mention, figure.mention),
    )


def _suggest(stated: Mention, evidence: Mention) -> str | None:
    """Return the passage's value in the words of the sentence, or None where they have no such form."""
    is_other_unit = stated.kind is Kind.DURATION and stated.unit != evidence.unit
    if is_other_unit or (evidence.is_range and evidence.period is None):
        return evidence.text
    return spell_like(stated, evidence.period or evidence.low)


def _is_about_the_same(fit: Fit) -> bool:
    return fit.noun >= 1 or fit.copied >= 0.5 or fit.before >= 1


def _rule_elsewhere(mention: Mention, best: _Best | None, index: PassageIndex) -> Ruling | None:
    if best is None:
        return None
    figure = best.figure
    return Ruling(
        verdict=Verdict.UNSUPPORTED,
        rule=rules.ELSEWHERE,
        reason=(
            f"{name_source(figure.sentence, index)} says {figure.mention.text}, but of something else; "
            f"nothing supports {mention.text} here."
        ),
        evidence=(support(figure.sentence, index, end=figure.end, agrees=False),),
    )
