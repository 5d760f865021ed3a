"""Judge ledgers that are there already (seeds, the built-in writer's), and prompts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ledgergen.core.article.parse import parse_article
from ledgergen.core.drafting.prompt import estimate_tokens, find_shared_chars
from ledgergen.core.evals.observation import Measure, Observation, Test, Turn, Unscored
from ledgergen.core.evals.style import find_distance, find_overlap, measure_style
from ledgergen.core.metrics import Share
from ledgergen.model.prompt import Prompt
from ledgergen.model.report import Report, Severity

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z*“\"])")


def observe_ledger(
    text: str, report: Report, *, seeds: tuple[str, ...], shared: Share | None = None, n_rounds: int = 0
) -> Observation:
    """Expect a ledger in form, without any flag; `shared` counts its sentences that others have too."""
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    flags = "; ".join(f"{f.text!r} {f.verdict.value}: {f.reason}" for f in report.flagged)
    said = "; ".join(f"{f.code} line {f.line}: {f.message}" for f in errors)
    tests = (
        Test(name="no flags", is_met=not report.flagged, reason=flags or "no figure is flagged"),
        Test(name="form", is_met=not errors, reason=said or "the form is kept"),
        Test(name="no repair", is_met=not n_rounds, reason=f"{n_rounds} repairs were asked for"),
    )
    measures = dict(_measure(text, report, seeds=seeds, n_errors=len(errors)))
    if shared is not None:
        measures["shared_sentences"] = shared
    return Observation(
        tests=tests,
        measures=measures,
        text=text,
        report=report,
        hashes={"text_sha256": report.text_sha256},
    )


def _measure(
    text: str, report: Report, *, seeds: tuple[str, ...], n_errors: int
) -> Iterator[tuple[str, Measure]]:
    yield "flagged", Share(hits=len(report.flagged), of=report.found)
    yield "form_errors", Decimal(n_errors)
    style, distance = measure_style(text), find_distance(text, seeds)
    yield "words", Unscored(because="there is no prose") if style is None else style.n_words
    yield "style_distance", Unscored(because="there are no seeds") if distance is None else distance
    yield "seed_overlap", find_overlap(text, seeds)


def find_repeated(texts: Mapping[int, str]) -> dict[int, Share]:
    """Count for each ledger the sentences that stand, word for word, in another one."""
    sentences = {film: _list_sentences(text) for film, text in texts.items()}
    owners = Counter(sentence for found in sentences.values() for sentence in set(found))
    return {
        film: Share(hits=sum(owners[sentence] > 1 for sentence in found), of=len(found))
        for film, found in sentences.items()
    }


def _list_sentences(text: str) -> list[str]:
    return [
        sentence
        for section in parse_article(text).sections
        for sentence in _SENTENCE.split(section)
        if sentence.strip()
    ]


def observe_prompt(prompt: Prompt, again: Prompt, *, first: Prompt) -> Observation:
    """Expect a prompt that is built twice to the same bytes and begins as the first film's does."""
    size = sum(len(message.content) for message in prompt.messages)
    is_stable = prompt.messages == again.messages
    is_shared = prompt.messages[:-1] == first.messages[:-1]
    return Observation(
        tests=(
            Test(name="stable", is_met=is_stable, reason="built twice, it must be the same"),
            Test(
                name="prefix",
                is_met=is_shared,
                reason="all messages but the last must be those of every film",
            ),
        ),
        measures={
            "cacheable": Share(hits=find_shared_chars(prompt), of=size),
            "stable": Share(hits=int(is_stable), of=1),
            "prompt_tokens": Decimal(estimate_tokens(prompt)),
        },
        turns=(Turn(asked=prompt.messages[-1].content, said=""),),
    )
