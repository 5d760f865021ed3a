"""From settings to parts: builds the adapters that a run is handed.

The only place that knows both what can be configured and what there is.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ledgergen.adapters.dossiers import DossierFiles
from ledgergen.adapters.files import LedgerFiles, OutputFile
from ledgergen.adapters.models.builtin import NAME as BUILT_IN_NAME
from ledgergen.adapters.models.builtin import BuiltInWriter
from ledgergen.adapters.resources import find_files
from ledgergen.adapters.sources.at_hand import Asker, EvidenceAtHand, OpenNetwork
from ledgergen.adapters.sources.by_hand import HandFiles
from ledgergen.adapters.sources.fetched import FetchedFiles
from ledgergen.adapters.tables import TableStore
from ledgergen.core.article.parse import parse_article
from ledgergen.core.checking import check
from ledgergen.core.drafting import kit
from ledgergen.core.drafting.kit import DraftKit
from ledgergen.core.drafting.templates import Template, parse_template
from ledgergen.errors import ConfigError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.ports import Completer
from ledgergen.settings import Resolved

if TYPE_CHECKING:
    from ledgergen.runs.eval_setup import Setup

BUILT_IN = "built-in"
"""What `--model` calls the built-in writer."""

DEFAULT_MODEL = "gpt-5-mini"
"""Drafts where a key is set and neither a model nor a server is named."""

STATE_DIR = ".ledgergen"


OnWait = Callable[[str, float], None]


def build_sources(resolved: Resolved) -> tuple[EvidenceAtHand, ...]:
    """Build the evidence that is at hand, no network behind it."""
    return (_build_evidence(resolved),)


@asynccontextmanager
async def open_sources(
    resolved: Resolved, *, offline: bool = False, fresh: bool = False
) -> AsyncIterator[tuple[EvidenceAtHand, ...]]:
    """Open the evidence sources: what is at hand and, unless `offline`, the network behind it.

    Nothing of the network is loaded before a film needs it. `fresh` asks the
    services whether their cached answers still hold.
    """
    if offline:
        yield build_sources(resolved)
        return
    async with AsyncExitStack() as stack:
        opened: list[Asker] = []
        lock = asyncio.Lock()

        async def open_network() -> Asker:
            async with lock:
                if not opened:
                    opened.append(await _open_network(resolved, stack, fresh=fresh))
                return opened[0]

        yield (_build_evidence(resolved, network=open_network),)


def _build_evidence(resolved: Resolved, *, network: OpenNetwork | None = None) -> EvidenceAtHand:
    return EvidenceAtHand(
        build_dossier_files(resolved),
        fetched=build_fetched(resolved),
        tables=(build_tables(resolved),),
        network=network,
        network_name=_describe_network(resolved) if network else "and the network was not asked",
    )


def build_tables(resolved: Resolved) -> TableStore:
    """Build the store of imported tables."""
    return TableStore(resolved.workspace / STATE_DIR / "tables.sqlite")


def build_hand_files(resolved: Resolved) -> HandFiles:
    """Build where facts written by hand are kept: the workspace's facts/."""
    return HandFiles(resolved.workspace, files=build_dossier_files(resolved))


def build_fetched(resolved: Resolved) -> FetchedFiles:
    """Build where the answers of the services are kept."""
    return FetchedFiles(resolved.workspace / STATE_DIR / "facts")


def _describe_network(resolved: Resolved) -> str:
    words = ["Wikidata and Wikipedia"]
    for name, secret, variable in (
        ("TMDB", "tmdb_api_key", "TMDB_API_KEY"),
        ("OMDb", "omdb_api_key", "OMDB_API_KEY"),
    ):
        words.append(name if resolved.find_secret(secret) else f"not {name} ({variable} is not set)")
    return ", ".join(words)


async def _open_network(resolved: Resolved, stack: AsyncExitStack, *, fresh: bool) -> Asker:
    from ledgergen import __version__
    from ledgergen.adapters.sources.door import Service
    from ledgergen.adapters.sources.film_asking import Services
    from ledgergen.adapters.sources.http import Manners, ServiceClient
    from ledgergen.adapters.sources.network import NetworkSource

    settings = resolved.settings
    tmdb_key, omdb_key = resolved.find_secret("tmdb_api_key"), resolved.find_secret("omdb_api_key")
    # TMDB's keys are short and go into the query; its tokens are long and go into a header.
    is_token = tmdb_key is not None and len(tmdb_key) > 64
    services = Services(
        wikidata=Service(name="Wikidata", base_url=settings.wikidata_url),
        wikidata_query=Service(
            name="Wikidata's query service", base_url=settings.wikidata_query_url, per_second=4.0, burst=4
        ),
        wikipedia=Service(name="Wikipedia", base_url=settings.wikipedia_url),
        tmdb=Service(
            name="TMDB",
            base_url=settings.tmdb_url,
            key=tmdb_key,
            key_parameter="" if is_token else "api_key",
            per_second=30.0,
        )
        if tmdb_key
        else None,
        omdb=Service(name="OMDb", base_url=settings.omdb_url, key=omdb_key, key_parameter="apikey")
        if omdb_key
        else None,
    )
    contact = settings.contact or "no contact set"
    client = ServiceClient(
        services.list_all(),
        manners=Manners(user_agent=f"ledgergen/{__version__} ({contact})"),
        cache_dir=resolved.workspace / STATE_DIR / "cache",
        fresh=fresh,
    )
    await stack.enter_async_context(client)
    return NetworkSource(client, services, today=lambda: datetime.now(UTC).date())


def build_dossier_files(resolved: Resolved) -> DossierFiles:
    """Build the source over dossier files: given, the workspace's, shipped."""
    return DossierFiles(given=resolved.settings.facts, workspace=resolved.workspace)


def build_files(resolved: Resolved, *, output: Path | None = None) -> LedgerFiles:
    """Build where drafts go: ledgers/ and review/, or `output` for the clean one."""
    if output is None:
        return LedgerFiles(resolved.settings.out_dir)
    return OutputFile(resolved.settings.out_dir, output=None if str(output) == "-" else output)


def load_seeds(resolved: Resolved) -> tuple[str, ...]:
    """Load the seed ledgers, ours and the workspace's, exactly as they stand."""
    paths = find_files("seeds", "*.md", workspace=resolved.workspace)
    # Through bytes, for a seed's line ends are part of its form.
    return tuple(path.read_bytes().decode("utf-8") for path in paths)


def build_kit(resolved: Resolved) -> DraftKit:
    """Load the templates and the seeds, each seed with the facts it rests on.

    Raises:
        TemplateError: a template or a seed cannot serve; says which and why.
    """
    seeds = load_seed_facts(resolved)
    return kit.build_kit(
        _load_template_texts(resolved), seeds=seeds, check=check, max_rounds=resolved.settings.max_repairs
    )


def load_template(resolved: Resolved, file: str) -> Template:
    """Load one prompt template, with what it includes.

    Raises:
        TemplateError: it is missing or malformed.
    """
    return parse_template(file, _load_template_texts(resolved))


def _load_template_texts(resolved: Resolved) -> dict[str, str]:
    paths = find_files("prompts", "*.md", workspace=resolved.workspace)
    return {path.name: path.read_text("utf-8") for path in paths}


def load_seed_facts(resolved: Resolved) -> tuple[tuple[str, Dossier], ...]:
    """Load each seed with the facts it rests on; a seed without facts is left out."""
    source = DossierFiles(workspace=resolved.workspace)
    seeds = []
    for seed in load_seeds(resolved):
        movie_id = parse_article(seed).movie_id
        dossier = None if movie_id is None else source.find(FilmRef(movie_id=movie_id))
        if dossier is not None:
            seeds.append((seed, dossier))
    return tuple(seeds)


def build_eval_setup(
    resolved: Resolved, *, live: Completer | None = None, clock: Callable[[], float] | None = None
) -> Setup:
    """Load what every suite shares; without a live model, the bounds are those that cases are written for."""
    from ledgergen.runs.eval_setup import Setup

    own = build_kit(resolved)
    shipped = DossierFiles()
    films = [shipped.find(FilmRef(movie_id=movie_id)) for movie_id in shipped.list_film_ids()]
    return Setup(
        kit=own if live else replace(own, max_rounds=2),
        seeds=load_seed_facts(resolved),
        films=tuple(film for film in films if film is not None),
        live=live,
        clock=clock,
    )


def uses_model(resolved: Resolved) -> bool:
    """Tell whether a language model would draft, and not the built-in writer."""
    settings = resolved.settings
    if settings.model is not None:
        return settings.model != BUILT_IN
    return settings.base_url is not None or resolved.find_secret("api_key") is not None


@asynccontextmanager
async def open_completer(
    resolved: Resolved, *, offline: bool = False, on_wait: OnWait | None = None, remember: bool = True
) -> AsyncIterator[Completer]:
    """Open what drafts: the configured language model, else the built-in writer.

    With `remember`, a request that was paid for once is answered from the
    store; without, every request goes to the model.

    Raises:
        ConfigError: the model would need a network and `offline` is set, or it
            cannot be told which model is meant.
    """
    if not uses_model(resolved):
        yield BuiltInWriter()
        return
    settings = resolved.settings
    if offline:
        refuse_network(resolved)
    from ledgergen.adapters.completions import RememberingCompleter, SqliteCompletions
    from ledgergen.adapters.models.catalog import find_only_model
    from ledgergen.adapters.models.connection import Patience
    from ledgergen.adapters.models.openai import OpenAICompleter
    from ledgergen.adapters.models.profile import ProfileFile

    key = resolved.find_secret("api_key")
    name = settings.model
    if name is None:
        name = await find_only_model(settings.base_url, api_key=key) if settings.base_url else DEFAULT_MODEL
    state = resolved.workspace / STATE_DIR
    store = SqliteCompletions(state / "completions.sqlite")
    completer = OpenAICompleter(
        name,
        api_key=key,
        base_url=settings.base_url,
        patience=Patience(deadline_s=float(settings.timeout_s), max_tries=settings.max_attempts),
        memory=ProfileFile(state / "servers.json"),
        on_wait=on_wait,
    )
    try:
        async with completer:
            yield RememberingCompleter(completer, store) if remember else completer
    finally:
        store.close()


def refuse_network(resolved: Resolved) -> None:
    """Refuse a model that is not on this machine.

    Raises:
        ConfigError: the configured model needs a network.
    """
    settings = resolved.settings
    if not is_loopback(settings.base_url):
        raise ConfigError(
            f"--offline, and the model {settings.model or DEFAULT_MODEL!r} needs a network",
            because=f"model is set by {resolved.origins['model']}",
            fix=f"pass --model {BUILT_IN}, or drop --offline",
        )


def describe_writer(resolved: Resolved) -> str:
    """Say in words what would draft."""
    settings = resolved.settings
    if not uses_model(resolved):
        return f"the {BUILT_IN_NAME} (no model, server or key is configured)"
    return f"{settings.model or DEFAULT_MODEL} at {settings.base_url or 'OpenAI'}"


def is_loopback(base_url: str | None) -> bool:
    """Tell whether a server is on this machine."""
    host = urlsplit(base_url or "").hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
