"""What every film of a run shares: templates, examples, seeds, bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ledgergen.core.drafting.prompt import Exemplar, build_exemplar
from ledgergen.core.drafting.templates import Templates, parse_templates
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Report

Check: TypeAlias = Callable[[str, Dossier], Report]
"""Judges every figure of a text: `ledgergen.check`, or a stand-in in tests."""

MAX_EXEMPLARS = 3
"""Enough to show the voice more than once; more only crowds out small models' context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKit:
    """What every film of a run shares."""

    templates: Templates
    seeds: tuple[str, ...] = ()
    """Whole seed ledgers, for the rules on copying."""
    exemplars: tuple[Exemplar, ...] = ()
    """The seeds that the model is shown, with their citations."""
    max_rounds: int = 2
    """Repairs after the first draft."""
    max_rereads: int = 1
    """How often an unreadable first reply is asked for again."""


def build_kit(
    template_texts: Mapping[str, str],
    *,
    seeds: Iterable[tuple[str, Dossier]],
    check: Check,
    max_rounds: int = 2,
) -> DraftKit:
    """Make the kit of a run from the files in `prompts/` (text by file name) and the seeds.

    Each seed is its ledger and its film's dossier; `check` says what its
    figures rest on. Of many seeds, the first `MAX_EXEMPLARS` with every figure
    proven become examples; where none is, those with the fewest failures.

    Raises:
        TemplateError: a template or a seed cannot be used.
    """
    known = tuple(seeds)
    exemplars = [build_exemplar(text, dossier=d, report=check(text, d)) for text, d in known]
    exemplars.sort(key=lambda exemplar: exemplar.n_flagged)  # stable: their order decides among equals
    return DraftKit(
        templates=parse_templates(template_texts),
        seeds=tuple(text for text, _ in known),
        exemplars=tuple(exemplars[:MAX_EXEMPLARS]),
        max_rounds=max_rounds,
    )
