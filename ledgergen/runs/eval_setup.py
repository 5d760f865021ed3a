"""What the suites of an eval share, and the job that each of their cases is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from ledgergen.adapters.models.builtin import BuiltInWriter
from ledgergen.core.article.rules import check_article
from ledgergen.core.checking import check as check_figures
from ledgergen.core.drafting.flow import Outcome
from ledgergen.core.drafting.kit import Check, DraftKit
from ledgergen.core.drafting.prompt import build_draft_prompt
from ledgergen.core.evals.observation import Observation
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Prompt
from ledgergen.model.report import Report
from ledgergen.ports import Completer
from ledgergen.runs.draft import write_draft

Run = Callable[[int], Awaitable[Observation]]
"""Runs a case; the number is that of the repeat, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One case of a suite, ready to run, or the reason why it cannot be."""

    name: str
    says: str
    run: Run | None
    error: str = ""
    varies: bool = False
    """Whether a repeat may give something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What every suite of an eval shares."""

    kit: DraftKit
    seeds: tuple[tuple[str, Dossier], ...]
    """Seed ledgers with the facts they rest on."""
    films: tuple[Dossier, ...]
    """Every film with a shipped dossier."""
    live: Completer | None = None
    """The model that is asked in place of the scripts."""
    clock: Callable[[], float] | None = None
    """Measures a live model's latency."""
    check: Check = check_figures
    _written: dict[int, Outcome] = field(default_factory=dict)

    @property
    def model_name(self) -> str:
        """Who answers."""
        return self.live.name if self.live else "scripted"

    @property
    def prompt_head(self) -> str:
        """Return the messages of a prompt that all films share."""
        if not self.films:
            return ""
        messages = self.build_prompt(self.films[0]).messages[:-1]
        return "\n\n".join(f"--- {message.role} ---\n{message.content}" for message in messages)

    def build_prompt(self, dossier: Dossier) -> Prompt:
        """Build the request for a film's draft."""
        return build_draft_prompt(dossier, templates=self.kit.templates, exemplars=self.kit.exemplars)

    def check_whole(self, text: str, dossier: Dossier) -> Report:
        """Check a finished ledger: its figures, its form, its style."""
        report = self.check(text, dossier)
        findings = check_article(text, dossier=dossier, seeds=self.kit.seeds)
        return replace(report, findings=(*report.findings, *findings))

    async def write(self, dossier: Dossier) -> Outcome:
        """Have the built-in writer draft a film, once for all suites."""
        known = self._written.get(dossier.movie_id)
        if known is None:
            known = await write_draft(dossier, completer=BuiltInWriter(), kit=self.kit, check=self.check)
            self._written[dossier.movie_id] = known
        return known
