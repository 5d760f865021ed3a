"""The parts of a batch, from settings: what `wiring` builds for one film, built once for many.

What differs from a single draft: folders are listed once, replies are stored on
a thread, every request passes a gate, and waiting is longer, because nobody
sits before it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

from ledgergen import __version__
from ledgergen.adapters.completions import RememberingCompleter, SqliteCompletions
from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.folder_index import FolderIndex
from ledgergen.adapters.grouped import Grouped
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.adapters.limits import Limits, ServerGate
from ledgergen.adapters.models.builtin import BuiltInWriter
from ledgergen.adapters.resources import find_files
from ledgergen.core.batch.plan import build_recipe
from ledgergen.core.batch.sums import Tally
from ledgergen.core.drafting.kit import DraftKit
from ledgergen.model.batch import Recipe
from ledgergen.model.film import FilmRef
from ledgergen.ports import Completer, FilmPages, Journal
from ledgergen.runs.batch.feed import ListParts
from ledgergen.runs.batch.run import BatchParts
from ledgergen.runs.batch.slots import CallSlots
from ledgergen.settings import Resolved
from ledgergen.wiring import (
    STATE_DIR,
    build_dossier_files,
    build_fetched,
    build_kit,
    open_sources,
)
from ledgergen.wiring_writer import OnWait, Writer, build_model, name_server

OpenCompleter = Callable[[SqliteCompletions], AbstractAsyncContextManager[Completer]]
"""Opens what answers prompts, over the store of what is paid for."""


def open_journal(resolved: Resolved, *, crew: str | None = None) -> SqliteJournal:
    """Open the journal beside the ledgers it tells about; `crew` names a run of several processes.

    Raises:
        StoreError: it cannot be opened.
    """
    return SqliteJournal(locate_journal(resolved), crew=crew)


def locate_journal(resolved: Resolved) -> Path:
    """Return where the journal is, or would be."""
    return resolved.settings.out_dir / STATE_DIR / "batch.sqlite"


def find_recipe(resolved: Resolved, kit: DraftKit, *, model: str) -> Recipe:
    """Name what the films of this run are drafted with."""
    paths = find_files("prompts", "*.md", workspace=resolved.workspace)
    # What rewrites single sentences in the review is no part of any draft.
    templates = {path.name: path.read_text("utf-8") for path in paths if path.name != "rewrite.md"}
    return build_recipe(kit, templates=templates, model=model, checker=f"ledgergen/{__version__}")


@asynccontextmanager
async def open_list_parts(
    resolved: Resolved, *, films: FilmPages, batch: int, model: str, offline: bool
) -> AsyncIterator[ListParts]:
    """Open what tells which films of a list to draft, and from what.

    Raises:
        TemplateError: prompts cannot serve.
    """
    kit = build_kit(resolved)
    index = FolderIndex()
    files, fetched = build_dossier_files(resolved), build_fetched(resolved)

    def find_stamp(film: FilmRef) -> str:
        return f"{files.fingerprint(film)[:24]} {fetched.fingerprint(film.movie_id)[:24]}"

    with closing(index):
        async with open_sources(resolved, offline=offline) as sources:
            yield ListParts(
                films=films,
                batch=batch,
                recipe=find_recipe(resolved, kit, model=model),
                sources=sources,
                kit=kit,
                files=LedgerFiles(resolved.settings.out_dir, index=index),
                find_stamp=find_stamp,
            )


@asynccontextmanager
async def open_batch(  # noqa: PLR0913 - each is one thing that the command decides
    resolved: Resolved,
    *,
    journal: Journal,
    batch: int,
    writer: Writer,
    limits: Limits,
    slots: CallSlots | None = None,
    offline: bool = False,
    on_wait: OnWait | None = None,
    open_completer: OpenCompleter | None = None,
) -> AsyncIterator[BatchParts]:
    """Open everything a run over a list works with, and close it afterwards.

    The completer stands behind `slots`; without them it answers one call at a
    time. `open_completer` takes the place of asking the model for one reply at
    a time.

    Raises:
        ConfigError, TemplateError: settings or prompts cannot serve.
    """
    slots = slots or CallSlots(1, tally=Tally())
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(
            open_list_parts(resolved, films=journal.films, batch=batch, model=writer.name, offline=offline)
        )
        completer: Completer = BuiltInWriter()
        find_reply = parts.find_reply
        if writer.is_paid:
            store = SqliteCompletions(resolved.workspace / STATE_DIR / "completions.sqlite")
            stack.callback(store.close)
            find_reply = store.get
            if open_completer is None:
                gate = ServerGate(
                    limits,
                    commons=journal,
                    batch=batch,
                    server=name_server(resolved, writer),
                    price=writer.price,
                    on_wait=on_wait,
                )
                model = build_model(resolved, writer=writer, gate=gate, on_wait=on_wait, on_wire=slots.tell)
                # Closed in the other order: first the connections, then the thread, then the file.
                putting = Grouped(store.put_all, name="completions")
                stack.push_async_callback(putting.aclose)
                await stack.enter_async_context(model)
                completer = RememberingCompleter(model, store, put=putting.do)
            else:
                completer = await stack.enter_async_context(open_completer(store))
        yield BatchParts(
            films=parts.films,
            batch=batch,
            recipe=parts.recipe,
            sources=parts.sources,
            kit=parts.kit,
            files=parts.files,
            find_stamp=parts.find_stamp,
            find_reply=find_reply,
            journal=journal,
            completer=slots.guard(completer),
        )
