"""Draft one film: gather evidence, write and check, save.

The effects stand here in the order they happen; every decision is the core's
(`core.drafting.flow`). Three doors, each usable alone:

- `gather_dossier`: ask the evidence sources, or say where nothing was found;
- `write_draft`: drive the flow with a completer; touches no file;
- `draft_film`: both, and the files afterwards.

Nothing is written before the last check has returned. Whatever goes wrong
earlier leaves as an exception, so that no path leads past a check to a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ledgergen.adapters.files import LedgerFiles, SavedLedger
from ledgergen.codec import report_to_json
from ledgergen.core.checking import check as check_figures
from ledgergen.core.dossiers.dossier import build_dossier
from ledgergen.core.drafting.flow import Outcome, draft_flow
from ledgergen.core.drafting.kit import Check, DraftKit
from ledgergen.errors import ModelError, NoEvidenceError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Prompt
from ledgergen.ports import Completer, EvidenceSource

OnStep: TypeAlias = Callable[[str], None]
"""Hears one short line per step: "drafting", "mending section 2"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftResult:
    """One film's draft, checked, and where it went."""

    outcome: Outcome
    """Text, report, whether it is clean, rounds and transcript."""
    dossier: Dossier
    """The evidence it was written from and checked against."""
    saved: SavedLedger
    """Where it was written."""


async def gather_dossier(film: FilmRef, *, sources: Sequence[EvidenceSource]) -> Dossier:
    """Ask every source about the film and merge what they know, first source first.

    What the caller knows of the film (`film`) fills the gaps.

    Raises:
        NoEvidenceError: no source knows a fact, or the film has no title or
            director; says where it was looked for and what to set.
        SourceError, DossierError: a source failed. It is not passed over: what
            it knows may contradict the others.
    """
    found = [part for source in sources if (part := await source.gather(film)) is not None]
    dossier = build_dossier(film, found)
    if not (dossier.facts or dossier.passages or dossier.records):
        places = "; ".join(source.name for source in sources) or "nowhere: no source is set up"
        raise NoEvidenceError(
            f"nothing is known about film {film.movie_id}",
            because=f"looked in {places}",
            fix=f"give its facts with --facts FILE, or put a dossier at facts/{film.movie_id}.yaml",
        )
    for value, what, flag in (
        (dossier.title, "title", "--film"),
        (dossier.directors, "director", "--director"),
    ):
        if not value:
            raise NoEvidenceError(
                f"the {what} of film {film.movie_id} is not known",
                because="neither the evidence nor the command names it",
                fix=f"give it with {flag}, or add it to the dossier",
            )
    return dossier


async def write_draft(
    dossier: Dossier,
    *,
    completer: Completer,
    kit: DraftKit,
    check: Check = check_figures,
    on_step: OnStep | None = None,
) -> Outcome:
    """Drive `core.drafting.flow.draft_flow` with the completer; write no file.

    Raises:
        ModelError: no readable draft was to be had.
        TemplateError: a prompt template does not render.
    """
    flow = draft_flow(dossier, kit=kit, check=check, writer=completer.name)
    try:
        prompt = next(flow)
        while True:
            if on_step is not None:
                on_step(_describe(prompt))
            try:
                reply = await completer.complete(prompt)
            except ModelError as problem:
                prompt = flow.throw(problem)
            else:
                prompt = flow.send(reply)
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome


async def draft_film(  # noqa: PLR0913 - a run names every port it uses
    film: FilmRef,
    *,
    sources: Sequence[EvidenceSource],
    completer: Completer,
    kit: DraftKit,
    files: LedgerFiles,
    check: Check = check_figures,
    force: bool = False,
    on_step: OnStep | None = None,
) -> DraftResult:
    """Draft the film and save it: clean to `ledgers/`, anything else to `review/`.

    `force` replaces a text that was changed by hand since it was written;
    without it, such a text is found before anything is paid for.

    Raises:
        NoEvidenceError, SourceError, DossierError: as `gather_dossier`.
        ModelError, TemplateError: as `write_draft`; nothing was saved.
        HandEditedError, StoreError: it could not be saved; nothing half-written is left.
    """
    if not force:
        files.refuse_edited(film.movie_id)
    dossier = await gather_dossier(film, sources=sources)
    outcome = await write_draft(dossier, completer=completer, kit=kit, check=check, on_step=on_step)
    report = report_to_json(outcome.report)
    saved = files.save(outcome.text, report, clean=outcome.is_clean, force=force)
    return DraftResult(outcome=outcome, dossier=dossier, saved=saved)


def _describe(prompt: Prompt) -> str:
    numbers = ", ".join(map(str, prompt.sections))
    if len(prompt.sections) == 4:
        return "drafting" if prompt.name == "draft" else "asking again for all sections"
    return f"mending section {numbers}" if len(prompt.sections) == 1 else f"mending sections {numbers}"
