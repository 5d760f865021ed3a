"""The notations by name: the one table that the command line reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ledgergen.core.formats.concise import Concise
from ledgergen.core.formats.format import Format
from ledgergen.core.formats.full import Full
from ledgergen.core.formats.github import GitHub
from ledgergen.core.formats.json_lines import Json, JsonLines
from ledgergen.core.formats.junit import JUnit
from ledgergen.core.formats.markdown import Markdown
from ledgergen.core.formats.sarif import Sarif


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a notation may want to know of the run."""

    config: Mapping[str, object] = field(default_factory=dict)
    has_baseline: bool = False


FORMATS: Mapping[str, Callable[[Context], Format]] = MappingProxyType(
    {
        "full": lambda _: Full(),
        "concise": lambda _: Concise(),
        "json": lambda context: Json(config=context.config),
        "jsonl": lambda _: JsonLines(),
        "sarif": lambda context: Sarif(has_baseline=context.has_baseline),
        "github": lambda _: GitHub(),
        "junit": lambda _: JUnit(),
        "markdown": lambda _: Markdown(),
    }
)
