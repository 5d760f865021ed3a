"""Another wording for one sentence: what a model is asked, and what of its answer may be shown.

A suggestion is never applied by itself. It is one sentence in the place of one
sentence, with every word that an editor put there: an answer that lost one is
no answer. What the figure check says of it is shown with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledgergen.core.drafting.evidence import render_evidence
from ledgergen.core.drafting.reply import read_prose
from ledgergen.core.drafting.templates import Template, render_part
from ledgergen.core.figures.text import read_document
from ledgergen.core.review.patches import Span
from ledgergen.core.review.review import Review, ReviewedFigure, find_sentence
from ledgergen.core.review.word_diff import Stretch, diff_words
from ledgergen.errors import ReplyError, ReviewError
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Figure

_SPACE = re.compile(r"\s+")
_CITATION = re.compile(r"\s?\[(?:[fp]\d+|[a-z]+\d+)(?:\s*,\s*[a-z]+\d+)*\]")
_MAX_GROWTH, _MAX_ADDED = 3, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The sentence that is to be said otherwise."""

    span: Span
    text: str
    paragraph: str
    locked: tuple[str, ...]
    """Words of editors in it."""
    figures: tuple[Figure, ...]
    """Those in it that need a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another wording, as it is shown."""

    sentence: Sentence
    text: str
    diff: tuple[Stretch, ...]
    flagged: tuple[Figure, ...]
    """Figures of the new wording that the check does not prove."""


def find_rewritten(review: Review, figure: ReviewedFigure) -> Sentence:
    """Return the sentence around a figure.

    Raises:
        ReviewError: it stands in no section: heads are edited by hand.
    """
    if figure.figure.section is None:
        raise ReviewError(
            "only sentences of the four sections are rewritten", fix="edit the line beside the text instead"
        )
    text = review.state.text
    span = find_sentence(read_document(text), figure.figure)
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    inside = [f for f in review.open_figures if span.start <= f.figure.start < span.end]
    return Sentence(
        span=span,
        text=text[span.start : span.end],
        paragraph=text[start : end if end >= 0 else len(text)],
        locked=_find_locked(review, span),
        figures=tuple(f.figure for f in inside),
    )


def _find_locked(review: Review, span: Span) -> tuple[str, ...]:
    text, found = review.state.text, []
    for touch in sorted(review.state.touches, key=lambda touch: touch.span):
        words = text[max(touch.span.start, span.start) : min(touch.span.end, span.end)].strip()
        if words and words not in found:
            found.append(words)
    return tuple(found)


def build_rewrite_prompt(sentence: Sentence, *, template: Template, dossier: Dossier, n_asked: int) -> Prompt:
    """Build the request; `n_asked` tells one try from the next.

    Raises:
        TemplateError: the template uses a name that does not exist, or fails.
    """
    names = {
        "evidence": render_evidence(dossier, max_chars=template.max_evidence_chars),
        "sentence": sentence.text,
        "paragraph": sentence.paragraph,
        "figures": sentence.figures,
        "locked": sentence.locked,
        "n_asked": n_asked,
    }
    return Prompt(
        name=template.name,
        version=template.version,
        messages=tuple(render_part(template, part, names) for part in template.parts),
        sections=(),
        max_tokens=template.max_tokens,
        temperature=template.temperature,
        dossier=dossier,
    )


def read_rewrite(reply: Reply, sentence: Sentence) -> str:
    """Return the sentence that a model answered.

    Raises:
        ReplyError: it is no sentence, or lacks an editor's words.
        ModelError: it was cut short or filtered.
    """
    text = _CITATION.sub("", _SPACE.sub(" ", read_prose(reply))).strip()
    if len(text) > 1 and text[0] in '"“' and text[-1] in '"”' and text[0] != sentence.text[0]:
        text = text[1:-1].strip()
    if len(text) > _MAX_GROWTH * len(sentence.text) + _MAX_ADDED:
        raise _unusable(reply, f"it is {len(text):,} characters long, in place of {len(sentence.text):,}")
    missing = [words for words in sentence.locked if words not in text]
    if missing:
        raise _unusable(reply, f"it changed what an editor wrote: “{missing[0]}”")
    if text == sentence.text:
        raise _unusable(reply, "it is the sentence that stands there")
    return text


def build_suggestion(sentence: Sentence, text: str, *, figures: Sequence[Figure]) -> Suggestion:
    """Return what is shown; `figures` are those of the whole text with the new sentence in it."""
    span = Span(sentence.span.start, sentence.span.start + len(text))
    return Suggestion(
        sentence=sentence,
        text=text,
        diff=tuple(diff_words(sentence.text, text)),
        flagged=tuple(f for f in figures if f.flagged and span.start <= f.start < span.end),
    )


def _unusable(reply: Reply, because: str) -> ReplyError:
    return ReplyError(
        f"the answer of {reply.model!r} cannot be used", because=because, fix="ask again, or edit it by hand"
    )
