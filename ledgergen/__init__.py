"""ledgergen: film ledgers whose every figure is proven by evidence, or flagged.

The house, from the ground up; imports point down only (`lint-imports` holds it):

    errors, model   frozen values, one error tree
    codec, ports    canonical JSON and hashes; what runs need from the world
    core            pure: article form and rules, dossier, prompt, figure check,
                    draft-check-repair flow, built-in writer
    adapters        one outside system each: model servers, files, sources, store
    runs            effects in order: ask the ports, drive the core, save
    wiring          reads settings, builds adapters, hands them to runs
    cli             parsing arguments and printing; nothing else

The public API is small: `check` a text against a `Dossier`, get a `Report`.

    >>> from ledgergen import Dossier, check
    >>> dossier = Dossier.from_texts(["The film cost $1.9 million."])
    >>> [figure.verdict.value for figure in check("It cost $1.9 million.", dossier).figures]
    ['exact']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgergen.core.checking import check
    from ledgergen.model.dossier import Dossier, Fact, Passage, Source
    from ledgergen.model.report import Figure, Finding, Report, Severity, Support, Verdict

__version__ = "0.1.0"

__all__ = [
    "Dossier",
    "Fact",
    "Figure",
    "Finding",
    "Passage",
    "Report",
    "Severity",
    "Source",
    "Support",
    "Verdict",
    "check",
]

_HOMES = {
    "check": "ledgergen.core.checking",
    **dict.fromkeys(("Dossier", "Fact", "Passage", "Source"), "ledgergen.model.dossier"),
    **dict.fromkeys(
        ("Figure", "Finding", "Report", "Severity", "Support", "Verdict"), "ledgergen.model.report"
    ),
}


def __getattr__(name: str) -> object:
    # Resolved on first use: `ledgergen --help` must not pay for pydantic.
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
