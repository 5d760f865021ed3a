"""Mend a ledger: its form, and those figures whose right value is beyond doubt.

A figure's replacement is *safe* when exactly one value contradicts it, that
value is a fact, the replacement reads back as exactly that value, and it is
rounded as the draft was: "$62 million" becomes "$55 million" where the source
says $55,000,000, and stays where it says $55,300,000. Everything else that a
verdict suggests is an unsafe fix, for somebody to ask for.

Whatever is changed is judged again before it is handed out: a replacement that
is still flagged is taken back, and a form fix that would bring in a flagged
figure is not made at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledgergen.core.article.fix import FIXABLE, fix_article
from ledgergen.core.figures.mention import Hedge, Mention
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Figure, Report, Verdict

Judge = Callable[[str], Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A mended text, and what was done to it."""

    text: str
    n_figures: int = 0
    """Figures replaced."""
    is_form_changed: bool = False


def is_safe_fix(figure: Figure) -> bool:
    """Tell whether the suggestion is the evidence's exact value at the figure's own rounding."""
    if figure.verdict is not Verdict.CONFLICT or not figure.suggestion:
        return False
    against = {s.statement.rpartition(": ")[2] for s in figure.evidence if not s.agrees}
    if len(against) != 1 or any(s.kind != "fact" or s.agrees for s in figure.evidence):
        return False
    stated, proposed, known = (_read_alone(text) for text in (figure.text, figure.suggestion, against.pop()))
    if (
        stated is None
        or proposed is None
        or known is None
        or not (stated.kind is proposed.kind is known.kind)
    ):
        return False
    if any(mention.hedge is not Hedge.NONE or mention.not_a_claim for mention in (stated, proposed, known)):
        return False
    if proposed.period is not None or known.period is not None:
        same_grain = stated.unit == proposed.unit == known.unit
        return same_grain and proposed.period == known.period
    is_exact = proposed.low == proposed.high == known.low == known.high and proposed.unit == known.unit
    return is_exact and proposed.precision == stated.precision


def _read_alone(text: str) -> Mention | None:
    """Return the one figure that a text is, or None."""
    mentions = extract_mentions(read_document(text))
    return mentions[0] if len(mentions) == 1 and mentions[0].text == text.strip() else None


def mend(
    text: str,
    *,
    judge: Judge,
    dossier: Dossier | None,
    wanted: Callable[[str, str | None], bool],
    unsafe: bool = False,
) -> Mended:
    """Return the text with every wanted fix made.

    `judge` checks a changed text; `wanted` tells by code, and for a figure by
    its id, whether a finding is open: what is ignored or waived stays as it is.
    """
    report = judge(text)
    figures = [
        figure
        for figure in report.flagged
        if figure.suggestion and wanted("", figure.id) and (unsafe or is_safe_fix(figure))
    ]
    mended, n_figures = _replace_figures(text, figures, judge)
    if not any(finding.code in FIXABLE and wanted(finding.code, None) for finding in report.findings):
        return Mended(text=mended, n_figures=n_figures)
    fixed = fix_article(mended, dossier=dossier)
    if fixed == mended or _count_flagged(judge(fixed)) - _count_flagged(judge(mended)):
        return Mended(text=mended, n_figures=n_figures)
    return Mended(text=fixed, n_figures=n_figures, is_form_changed=True)


def _replace_figures(text: str, figures: Sequence[Figure], judge: Judge) -> tuple[str, int]:
    """Put the suggestions in, and take back those that do not stand in their new sentence."""
    kept = list(figures)
    while kept:
        changed, spans = _splice(text, kept)
        flagged = {(figure.start, figure.end) for figure in judge(changed).flagged}
        good = [
            figure
            for figure, (start, end) in zip(kept, spans, strict=True)
            if not any(first < end and start < last for first, last in flagged)
        ]
        if len(good) == len(kept):
            return changed, len(kept)
        kept = good
    return text, 0


def _splice(text: str, figures: Sequence[Figure]) -> tuple[str, list[tuple[int, int]]]:
    pieces: list[str] = []
    spans = []
    position = length = 0
    for figure in sorted(figures, key=lambda f: f.start):
        before, new = text[position : figure.start], figure.suggestion or figure.text
        pieces += [before, new]
        length += len(before) + len(new)
        spans.append((length - len(new), length))
        position = figure.end
    return "".join([*pieces, text[position:]]), spans


def _count_flagged(report: Report) -> Counter[str]:
    return Counter(figure.text for figure in report.flagged)
