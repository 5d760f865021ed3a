"""Draft, check, repair: the loop, as a generator without any effect.

`draft_flow` yields a `Prompt` and is sent the `Reply` to it, until it returns
an `Outcome`. A live model, a replayed record and a scripted test are three
drivers of the same loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledgergen.core.prompt import Exemplar, Templates
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Report

type Check = Callable[[str, Dossier], Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKit:
    """What every film of a run shares."""

    templates: Templates
    """From `core.prompt.parse_templates`."""
    exemplars: tuple[Exemplar, ...] = ()
    """Seed ledgers with their citations, from `core.prompt.build_exemplar`."""
    max_rounds: int = 2
    """Repairs after the first draft."""
    max_rereads: int = 1
    """How often an unreadable first reply is asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One prompt and its reply, for the record."""

    prompt: Prompt
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where a draft ended up."""

    text: str
    """The whole ledger file, front matter included."""
    report: Report
    """Figures, findings and who wrote it, offsets into `text`."""
    is_clean: bool
    """Whether it may be published as it is."""
    n_rounds: int
    """Repairs made."""
    exchanges: tuple[Exchange, ...]
