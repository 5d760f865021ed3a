"""Prompt templates: Markdown files with front matter, cut into messages.

A template's front matter has `name`, `version` and `settings`; its body is
Jinja, and markers cut it into messages:

    <!-- role: system -->
    <!-- role: user, for each example -->
    <!-- role: assistant, for each example -->
    <!-- role: user -->

The body is cut *before* it is rendered, so nothing that is filled in can open
a message of its own. Parts "for each example" are repeated together, once per
seed ledger. Templates run in Jinja's sandbox and may use no name that is not
given to them: a typo is a `TemplateError`, not an empty string.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeAlias, cast

import frontmatter
import jinja2
import yaml
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ledgergen.core.drafting.evidence import quote_data
from ledgergen.errors import TemplateError
from ledgergen.model.prompt import Message

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


def render_part(template: Template, part: Part, names: Mapping[str, Any]) -> Message:
    """Render one message.

    Raises:
        TemplateError: it uses a name or a file that does not exist, or fails.
    """
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
        autoescape=False,  # prompts are no HTML; data is fenced by core.evidence
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
        parts.append(Part(role=cast("Role", role), is_repeated=bool(repeated), body=template))
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
