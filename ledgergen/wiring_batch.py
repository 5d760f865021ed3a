"""The parts of a batch, from settings: what `wiring` builds for one film, built once for many.

What differs from a single draft: folders are listed once, replies are stored on
a thread, every request passes a gate, and waiting is longer, because nobody
sits before it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from decimal import Decimal

from ledgergen import __version__
from ledgergen.adapters.completions import RememberingCompleter, SqliteCompletions
from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.folder_index import FolderIndex
from ledgergen.adapters.grouped import Grouped
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.adapters.limits import Limits, ServerGate
from ledgergen.adapters.models.builtin import NAME as BUILT_IN_NAME
from ledgergen.adapters.models.builtin import BuiltInWriter
from ledgergen.adapters.models.catalog import find_only_model
from ledgergen.adapters.models.connection import OPENAI_URL, Patience
from ledgergen.adapters.models.openai import OpenAICompleter
from ledgergen.adapters.models.prices import find_price
from ledgergen.adapters.models.profile import ProfileFile
from ledgergen.adapters.resources import find_files
from ledgergen.core.batch.plan import build_recipe
from ledgergen.core.batch.pricing import Price
from ledgergen.core.batch.sums import Tally
from ledgergen.core.drafting.kit import DraftKit
from ledgergen.errors import ConfigError
from ledgergen.model.batch import Recipe
from ledgergen.model.film import FilmRef
from ledgergen.ports import Completer, FilmPages, Journal
from ledgergen.runs.batch import BatchParts
from ledgergen.runs.batch_feed import ListParts
from ledgergen.runs.call_slots import CallSlots
from ledgergen.settings import Resolved
from ledgergen.wiring import (
    DEFAULT_MODEL,
    STATE_DIR,
    build_dossier_files,
    build_fetched,
    build_kit,
    open_sources,
    refuse_network,
    uses_model,
)

OnWait = Callable[[str, float], None]
OpenCompleter = Callable[[SqliteCompletions], AbstractAsyncContextManager[Completer]]
"""Opens what answers prompts, over the store of what is paid for."""

_MAX_ASKED_WAIT_S = 3600.0
"""A server may ask a batch to wait for an hour, and it does."""
_MIN_TRIES = 12


def open_journal(resolved: Resolved, *, crew: str | None = None) -> SqliteJournal:
    """Open the journal beside the ledgers it tells about; `crew` names a run of several processes.

    Raises:
        StoreError: it cannot be opened.
    """
    return SqliteJournal(resolved.settings.out_dir / STATE_DIR / "batch.sqlite", crew=crew)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What would draft, and what it costs."""

    name: str
    price: Price | None
    """None: not known, or nothing to pay (`is_paid`)."""
    is_paid: bool


async def find_writer(
    resolved: Resolved, *, offline: bool, price: Price | None, is_ordered: bool = False
) -> Writer:
    """Find out what drafts, without asking it for anything but its name.

    Where replies are ordered many at once, list prices are halved; `price` is as it is given.

    Raises:
        ConfigError: it needs a network that is not to be asked, or cannot be told.
        ModelUnavailableError: the server does not say what it serves.
    """
    if not uses_model(resolved):
        return Writer(name=BUILT_IN_NAME, price=None, is_paid=False)
    if offline:
        refuse_network(resolved)
    settings = resolved.settings
    name = settings.model
    if name is None:
        key = resolved.find_secret("api_key")
        name = await find_only_model(settings.base_url, api_key=key) if settings.base_url else DEFAULT_MODEL
    known = price
    if known is None and (listed := find_price(model=name, base_url=settings.base_url or OPENAI_URL)):
        known = listed.halve() if is_ordered else listed
    return Writer(name=name, price=known, is_paid=True)


def refuse_unknown_price(writer: Writer, cap_usd: Decimal | None) -> None:
    """Stop before any call where a cap could not be kept.

    Raises:
        ConfigError: the price is not known, and a cap is set.
    """
    if cap_usd is not None and writer.is_paid and writer.price is None:
        raise ConfigError(
            f"--max-cost cannot be kept: the price of {writer.name!r} is not known",
            because="no price list names this model at this server",
            fix="--price IN/OUT, in dollars a million tokens (0/0 for a server of your own)",
        )


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
                model = build_model(resolved, writer=writer, gate=gate, on_wait=on_wait)
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


def name_server(resolved: Resolved, writer: Writer) -> str:
    """Return the name that processes share a server's limits under."""
    return f"{resolved.settings.base_url or OPENAI_URL} {writer.name}"


def build_patience(resolved: Resolved) -> Patience:
    """Return how long a batch waits for a server: longer than somebody who sits before it."""
    return Patience(
        deadline_s=float(resolved.settings.timeout_s),
        max_tries=max(resolved.settings.max_attempts, _MIN_TRIES),
        max_asked_wait_s=_MAX_ASKED_WAIT_S,
    )


def build_model(
    resolved: Resolved, *, writer: Writer, gate: ServerGate, on_wait: OnWait | None
) -> OpenAICompleter:
    """Build what asks the model: patiently, for nobody sits before a batch."""
    settings = resolved.settings
    return OpenAICompleter(
        writer.name,
        api_key=resolved.find_secret("api_key"),
        base_url=settings.base_url,
        patience=build_patience(resolved),
        memory=ProfileFile(resolved.workspace / STATE_DIR / "servers.json"),
        on_wait=on_wait,
        gate=gate,
        price=writer.price,
    )
