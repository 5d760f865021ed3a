"""Prompts: from template text and evidence to the messages that are sent.

A template is a Markdown file: front matter with `name`, `version` and
`settings`, and a Jinja body that markers cut into messages:

    <!-- role: system -->
    <!-- role: user, for each example -->
    <!-- role: assistant, for each example -->
    <!-- role: user -->

The body is cut *before* it is rendered, so nothing that is filled in can open
a message of its own. Parts "for each example" are repeated together, once per
seed ledger. Templates run in Jinja's sandbox and may use no name that is not
given to them: a typo is a `TemplateError`, not an empty string.

Everything before the last message is the same for every film of a run, byte
for byte, which is what a provider's cache needs. A repair repeats the draft's
messages and adds two: what the model had answered, and what is wrong with it.
So it, too, is mostly read from the cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeAlias

import frontmatter
import jinja2
import yaml
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ledgergen.core.article.form import SECTIONS
from ledgergen.core.citations import DraftText, insert_citations
from ledgergen.core.evidence import quote_data, render_evidence
from ledgergen.core.reply import SECTION_KEYS, split_sections
from ledgergen.errors import TemplateError
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Message, Prompt, Reply
from ledgergen.model.report import Report, Verdict

CHARS_PER_TOKEN = Decimal("3.6")
"""English prose in today's vocabularies; good to some 15 %."""

MAX_ECHO_CHARS = 4_000
"""How much of an unreadable reply is shown back to the model."""

_MARKER = re.compile(
    r"^<!--[ \t]*role:[ \t]*(system|user|assistant)(,[ \t]*for each example)?[ \t]*-->[ \t]*$", re.MULTILINE
)
_SETTINGS = frozenset({"temperature", "max_tokens", "max_evidence_chars"})

Role: TypeAlias = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message of a template, before rendering."""

    role: Role
    is_repeated: bool
    """Once for each example."""
    body: jinja2.Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A prompt template, parsed."""

    name: str
    version: str
    parts: tuple[Part, ...]
    max_tokens: int
    temperature: Decimal | None
    """None leaves it to the server."""
    max_evidence_chars: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The two templates that a draft needs."""

    draft: Template
    repair: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """A seed ledger as the model is shown it."""

    movie_id: int
    evidence: str
    """Fenced: the facts and passages its figures rest on, and no others."""
    reply: str
    """The answer that would have produced it, with citations."""
    n_flagged: int
    """Figures of the seed that its dossier does not prove; they stand uncited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the evidence says where a figure failed."""

    label: str
    """Its id, or the word for evidence that cannot be cited."""
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFigure:
    """A figure to be mended."""

    text: str
    context: str
    """The sentence around it."""
    verdict: str
    reason: str
    allowed: tuple[Allowed, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A finding to be mended."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSection:
    """A section to be mended, and everything that is wrong with it."""

    number: int
    figures: tuple[FailedFigure, ...]
    findings: tuple[Complaint, ...]

    @property
    def key(self) -> str:
        """Its key in a reply."""
        return SECTION_KEYS[self.number]


def parse_templates(texts: Mapping[str, str]) -> Templates:
    """Parse `draft.md` and `repair.md`; every other text is a partial they may include.

    Raises:
        TemplateError: one is missing or malformed; names file, place and fix.
    """
    return Templates(draft=parse_template("draft.md", texts), repair=parse_template("repair.md", texts))


def parse_template(file: str, texts: Mapping[str, str]) -> Template:
    """Parse one template; `texts` holds all of them by file name.

    Raises:
        TemplateError: as `parse_templates`.
    """
    if file not in texts:
        found = ", ".join(sorted(texts)) or "nothing"
        raise _error(
            file, f"there is no such file; found {found}", "restore it, or remove the prompts folder"
        )
    try:
        post = frontmatter.loads(texts[file])
    except (yaml.YAMLError, ValueError) as problem:
        raise _error(file, f"its front matter is not YAML: {' '.join(str(problem).split())}") from None
    settings = post.metadata.get("settings") or {}
    if not isinstance(settings, dict):
        raise _error(file, f"settings is {settings!r}, not a mapping", "write settings as `key: value` lines")
    unknown = sorted(str(key) for key in settings if key not in _SETTINGS)
    if unknown:
        raise _error(file, f"{unknown[0]!r} is no setting", f"use one of {', '.join(sorted(_SETTINGS))}")
    name, version = post.metadata.get("name"), post.metadata.get("version")
    if not name or version is None:
        raise _error(file, "its front matter lacks name or version", 'add `name: …` and `version: "1"`')
    return Template(
        name=str(name),
        version=str(version),
        parts=_parse_parts(file, post.content, _build_environment(texts)),
        max_tokens=_parse_count(file, settings, "max_tokens") or 4000,
        temperature=_parse_temperature(file, settings),
        max_evidence_chars=_parse_count(file, settings, "max_evidence_chars"),
    )


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
    used = {name for ids in marks.values() for name in ids}
    return Exemplar(
        movie_id=dossier.movie_id,
        evidence=render_evidence(dossier, only=used),
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
    draft_prompt: Prompt, *, templates: Templates, draft: DraftText, failed: Sequence[FailedSection]
) -> Prompt:
    """Build the request to mend some sections of a draft.

    Raises:
        TemplateError: as `build_draft_prompt`.
    """
    said = _render_reply({section.number: section.cited for section in draft.sections})
    return _continue(
        draft_prompt,
        templates.repair,
        said=said,
        numbers=tuple(section.number for section in failed),
        context={"unreadable": "", "sections": [_with_heading(section) for section in failed]},
    )


def build_reread_prompt(draft_prompt: Prompt, *, templates: Templates, reply: Reply, because: str) -> Prompt:
    """Build the request to send an unreadable reply again, readable.

    Raises:
        TemplateError: as `build_draft_prompt`.
    """
    said = reply.text.strip()
    return _continue(
        draft_prompt,
        templates.repair,
        said=said if len(said) <= MAX_ECHO_CHARS else said[:MAX_ECHO_CHARS] + " …",
        numbers=draft_prompt.sections,
        context={"unreadable": because, "sections": _build_headings(draft_prompt.sections)},
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
                    _render(template, each, {**common, "example": exemplar})
                    for exemplar in exemplars
                    for each in repeated
                ]
        else:
            # What is about the film is given to the last message alone: no
            # template can break the shared prefix.
            names = {**common, **last} if index == len(template.parts) - 1 else common
            messages.append(_render(template, part, names))
    return tuple(messages)


def _render(template: Template, part: Part, names: Mapping[str, Any]) -> Message:
    try:
        content = part.body.render(names)
    except jinja2.TemplateNotFound as problem:
        raise _error(f"{template.name}.md", f"it includes {problem.name!r}, which does not exist") from None
    except jinja2.UndefinedError as problem:
        known = ", ".join(sorted(names)) or "none"
        because = f"in its {part.role} part, {problem.message}"
        raise _error(f"{template.name}.md", because, f"the names that part may use: {known}") from None
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as problem:
        raise _error(f"{template.name}.md", f"in its {part.role} part, {problem}") from None
    return Message(role=part.role, content=content.strip())


def _build_environment(texts: Mapping[str, str]) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader(dict(texts)),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - prompts are no HTML; data is fenced by core.evidence
        trim_blocks=False,
        keep_trailing_newline=False,
    )
    environment.filters["quoted"] = quote_data
    return environment


def _parse_parts(file: str, body: str, environment: jinja2.Environment) -> tuple[Part, ...]:
    head, *cut = _MARKER.split(body)
    if not cut:
        raise _error(file, "it has no role marker", "start it with a line `<!-- role: system -->`")
    if head.strip():
        raise _error(file, f"{head.strip()[:40]!r} stands before the first role marker")
    parts: list[Part] = []
    for role, repeated, source in zip(cut[::3], cut[1::3], cut[2::3], strict=True):
        try:
            template = environment.from_string(source.strip())
        except jinja2.TemplateSyntaxError as problem:
            line = body[: body.find(source.strip())].count("\n") + (problem.lineno or 1)
            raise _error(file, f"line {line} of its body: {problem.message}") from None
        parts.append(Part(role=role, is_repeated=bool(repeated), body=template))  # type: ignore[arg-type]
    if parts[-1].is_repeated or parts[-1].role != "user":
        raise _error(
            file, "its last part is not a user message", "end it with `<!-- role: user -->` and a text"
        )
    return tuple(parts)


def _parse_count(file: str, settings: Mapping[str, Any], key: str) -> int | None:
    value = settings.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise _error(file, f"settings.{key} is {value!r}", "give a whole number above 0")
    return value


def _parse_temperature(file: str, settings: Mapping[str, Any]) -> Decimal | None:
    value = settings.get("temperature")
    if value is None:
        return None
    try:
        temperature = Decimal(str(value))
    except InvalidOperation:
        temperature = Decimal(-1)
    if isinstance(value, bool) or not 0 <= temperature <= 2:
        raise _error(file, f"settings.temperature is {value!r}", "give a number from 0 to 2, or leave it out")
    return temperature


def _error(
    file: str, because: str, fix: str = "mend the template, or remove it to use the shipped one"
) -> TemplateError:
    return TemplateError(f"the prompt template {file!r} cannot be used", because=because, fix=fix)


def _seed_error(dossier: Dossier, because: str) -> TemplateError:
    return TemplateError(
        f"the seed ledger of film {dossier.movie_id} cannot serve as an example",
        because=because,
        fix="give it the house form (`ledgergen check` names what is wrong), or remove it from seeds/",
    )
