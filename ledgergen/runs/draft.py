"""Draft one film: gather evidence, write and check, save.

The effects stand here in the order they happen; every decision is the core's
(`core.flow`). Three doors, each usable alone:

- `gather_dossier`: ask the evidence sources, or say where nothing was found;
- `write_draft`: drive the flow with a completer; touches no file;
- `draft_film`: both, and the files afterwards.

Nothing is written before the last check has returned. Whatever goes wrong
earlier leaves as an exception, so that no path leads past a check to a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgergen.core.dossier import merge_dossiers
from ledgergen.core.flow import Check, DraftKit, Outcome, draft_flow
from ledgergen.errors import NoEvidenceError, ReplyError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Prompt
from ledgergen.ports import Completer, EvidenceSource

if TYPE_CHECKING:
    from ledgergen.adapters.files import LedgerFiles, Saved

type OnStep = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftResult:
    """One film's draft, checked, and where it went."""

    outcome: Outcome
    """Text, report, whether it is clean, rounds and transcript."""
    dossier: Dossier
    """The evidence it was written from and checked against."""
    saved: Saved | None
    """Where it was written; None where `files` was None."""


async def gather_dossier(film: FilmRef, *, sources: Sequence[EvidenceSource]) -> Dossier:
    """Ask every source about the film and merge what they know, first source first.

    Raises:
        NoEvidenceError: no source knows the film; says where it was looked for.
        SourceError, DossierError: a source failed. It is not passed over: what
            it knows may contradict the others.
    """
    raise NotImplementedError


async def write_draft(
    film: FilmRef,
    *,
    dossier: Dossier,
    completer: Completer,
    kit: DraftKit,
    check: Check | None = None,
    on_step: OnStep | None = None,
) -> Outcome:
    """Drive `core.flow.draft_flow` with the completer; write no file.

    `check` defaults to `ledgergen.check`. `on_step` hears one short line per
    step ("draft", "repair 1 of 2: sections 2, 4"), for a progress display.

    Raises:
        ModelError: no readable draft was to be had.
    """
    raise NotImplementedError


async def draft_film(
    film: FilmRef,
    *,
    sources: Sequence[EvidenceSource],
    completer: Completer,
    kit: DraftKit,
    files: LedgerFiles | None,
    check: Check | None = None,
    force: bool = False,
    on_step: OnStep | None = None,
) -> DraftResult:
    """Draft the film and save it: clean to `ledgers/`, anything else to `review/`.

    With `files=None` nothing is saved (`-o -`). `force` overwrites a file that
    was changed by hand since it was written.

    Raises:
        NoEvidenceError, SourceError, DossierError: as `gather_dossier`.
        ModelError: as `write_draft`; nothing was saved.
        StoreError: the draft could not be saved; nothing half-written is left.
    """
    raise NotImplementedError
