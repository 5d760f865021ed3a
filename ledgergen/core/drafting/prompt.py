"""Prompts: from template text and evidence to the messages that are sent.

Templates are `core.drafting.templates`; what is filled into them is fenced by
`core.drafting.evidence`. The names they may use:

    draft.md    sections (key, heading) everywhere; example (evidence, reply) in
                parts "for each example"; evidence in the last part
    repair.md   sections (key, figures, findings), unreadable (why, or empty),
                n_left (rounds after this one); the filter `quoted` for data

Everything before the last message is the same for every film of a run, byte
for byte, which is what a provider's cache needs. A repair repeats the draft's
messages and adds two: what the model had answered, and what is wrong with it.
So it, too, is mostly read from the cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledgergen.core.article.form import SECTIONS
from ledgergen.core.drafting.citations import DraftText, insert_citations
from ledgergen.core.drafting.evidence import quote_data, render_evidence
from ledgergen.core.drafting.failures import FailedSection
from ledgergen.core.drafting.reply import SECTION_KEYS, split_sections
from ledgergen.core.drafting.templates import Template, Templates, render_part
from ledgergen.errors import TemplateError
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Message, Prompt, Reply
from ledgergen.model.report import Report, Verdict

CHARS_PER_TOKEN = Decimal("3.6")
"""English prose in today's vocabularies; good to some 15 %."""

MAX_ECHO_CHARS = 4_000
"""How much of an unreadable reply is shown back to the model."""

MAX_EXAMPLE_CHARS = 8_000
"""Of the evidence shown with one example; beyond it, passages are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """A seed ledger as the model is shown it."""

    movie_id: int
    evidence: str
    """Its whole dossier, fenced: in the form of a request, with what it left unsaid."""
    reply: str
    """The answer that would have produced it, with citations."""
    n_flagged: int
    """Figures of the seed that its dossier does not prove; they stand uncited."""


def build_exemplar(text: str, *, dossier: Dossier, report: Report) -> Exemplar:
    """Make an example of a seed ledger: the report of its check says what each figure rests on.

    Raises:
        TemplateError: the text does not have the four house headings.
    """
    try:
        spans = split_sections(text)
    except ValueError as problem:
        raise _seed_error(dossier, str(problem)) from None
    if len(spans) != len(SECTIONS):
        raise _seed_error(dossier, f"it has {len(spans)} of the {len(SECTIONS)} house headings")
    known = {fact.id for fact in dossier.facts} | {passage.id for passage in dossier.passages}
    marks: dict[int, tuple[str, ...]] = {}
    for figure in report.figures:
        ids = tuple(dict.fromkeys(s.id for s in figure.evidence if s.agrees and s.id in known))
        if ids and not figure.flagged and figure.verdict is not Verdict.NOT_A_CLAIM:
            marks[figure.end] = ids
    bodies: dict[int, str] = {}
    for number, (start, end) in sorted(spans.items()):
        inside = [(place - start, ids) for place, ids in marks.items() if start < place <= end]
        bodies[number] = insert_citations(text[start:end], inside).strip()
    return Exemplar(
        movie_id=dossier.movie_id,
        evidence=render_evidence(dossier, max_chars=MAX_EXAMPLE_CHARS),
        reply=_render_reply(bodies),
        n_flagged=len(report.flagged),
    )


def build_draft_prompt(dossier: Dossier, *, templates: Templates, exemplars: Sequence[Exemplar]) -> Prompt:
    """Build the request for a whole ledger. Only its last message depends on the film.

    Raises:
        TemplateError: the template uses a name that does not exist, or fails.
    """
    template = templates.draft
    common = {"sections": _build_headings(tuple(SECTION_KEYS))}
    evidence = render_evidence(dossier, max_chars=template.max_evidence_chars)
    return Prompt(
        name=template.name,
        version=template.version,
        messages=_render_messages(template, common, exemplars, {"evidence": evidence}),
        sections=tuple(SECTION_KEYS),
        max_tokens=template.max_tokens,
        temperature=template.temperature,
        dossier=dossier,
    )


def build_repair_prompt(
    draft_prompt: Prompt,
    *,
    templates: Templates,
    draft: DraftText,
    failed: Sequence[FailedSection],
    n_left: int,
) -> Prompt:
    """Build the request to mend some sections of a draft; `n_left` more may follow it.

    The number makes each round another request, so that a stored reply to one
    is not taken for the answer to the next.

    Raises:
        TemplateError: as `build_draft_prompt`.
    """
    said = _render_reply({section.number: section.cited for section in draft.sections})
    return _continue(
        draft_prompt,
        templates.repair,
        said=said,
        numbers=tuple(section.number for section in failed),
        context={
            "unreadable": "",
            "n_left": n_left,
            "sections": [_with_heading(section) for section in failed],
        },
    )


def build_reread_prompt(draft_prompt: Prompt, *, templates: Templates, reply: Reply, because: str) -> Prompt:
    """Build the request to send an unreadable reply again, readable.

    Raises:
        TemplateError: as `build_draft_prompt`.
    """
    said = reply.text.encode("utf-8", "replace").decode().strip()  # no lone surrogates on the wire
    return _continue(
        draft_prompt,
        templates.repair,
        said=said if len(said) <= MAX_ECHO_CHARS else said[:MAX_ECHO_CHARS] + " …",
        numbers=draft_prompt.sections,
        context={"unreadable": because, "n_left": 0, "sections": _build_headings(draft_prompt.sections)},
    )


def estimate_tokens(prompt: Prompt) -> int:
    """Estimate the tokens of a request before it is sent; the server's usage is the truth."""
    return int(sum(len(message.content) for message in prompt.messages) / CHARS_PER_TOKEN) + 1


def find_shared_chars(prompt: Prompt) -> int:
    """Count the characters before the film's own message: what all films of a run share."""
    return sum(len(message.content) for message in prompt.messages[:-1])


def _continue(
    first: Prompt, template: Template, *, said: str, numbers: tuple[int, ...], context: Mapping[str, Any]
) -> Prompt:
    added = _render_messages(template, {}, (), context)
    return Prompt(
        name=template.name,
        version=template.version,
        messages=(*first.messages, Message(role="assistant", content=said), *added),
        sections=numbers,
        max_tokens=template.max_tokens,
        temperature=template.temperature,
        dossier=first.dossier,
    )


def _build_headings(numbers: Iterable[int]) -> list[dict[str, str]]:
    forms = {section.number: section for section in SECTIONS}
    return [{"key": forms[n].key, "heading": forms[n].words} for n in numbers]


def _with_heading(section: FailedSection) -> dict[str, Any]:
    return {"key": section.key, "figures": section.figures, "findings": section.findings}


def _render_reply(bodies: Mapping[int, str]) -> str:
    # Shown to the model as its own words: plain JSON, as it is asked to write it.
    lines = [f"{quote_data(SECTION_KEYS[number])}: {quote_data(body)}" for number, body in bodies.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _render_messages(
    template: Template,
    common: Mapping[str, Any],
    exemplars: Sequence[Exemplar],
    last: Mapping[str, Any],
) -> tuple[Message, ...]:
    messages: list[Message] = []
    repeated = [part for part in template.parts if part.is_repeated]
    for index, part in enumerate(template.parts):
        if part.is_repeated:
            if part is repeated[0]:
                messages += [
                    render_part(template, each, {**common, "example": exemplar})
                    for exemplar in exemplars
                    for each in repeated
                ]
        else:
            # What is about the film is given to the last message alone: no
            # template can break the shared prefix.
            names = {**common, **last} if index == len(template.parts) - 1 else common
            messages.append(render_part(template, part, names))
    return tuple(messages)


def _seed_error(dossier: Dossier, because: str) -> TemplateError:
    return TemplateError(
        f"the seed ledger of film {dossier.movie_id} cannot serve as an example",
        because=because,
        fix="give it the house form (`ledgergen check` names what is wrong), or remove it from seeds/",
    )
