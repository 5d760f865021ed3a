"""The parts of a team of machines, from settings: what the owner of a list works with."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from ledgergen import __version__
from ledgergen.adapters.limits import Limits
from ledgergen.adapters.resources import find_files
from ledgergen.core.batch.setup import Setup, write_kit
from ledgergen.errors import ConfigError, StoreError
from ledgergen.runs.batch.feed import ListParts
from ledgergen.settings import Resolved
from ledgergen.wiring import STATE_DIR, load_seed_facts
from ledgergen.wiring_batch import open_list_parts
from ledgergen.wiring_writer import Writer

try:
    from ledgergen.adapters.engine.address import Address, parse_address
    from ledgergen.adapters.engine.completions import find_reply
    from ledgergen.adapters.engine.database import Database
    from ledgergen.adapters.engine.journal import EngineJournal, EngineOverview
except ImportError as error:
    raise ConfigError(
        "an engine needs the extra 'postgres'",
        because=f"{error.name} is not installed",
        fix="pip install 'ledgergen[postgres]'",
    ) from error

QUEUE = f"ledgergen/{__version__}"
"""Workers draft and check as their version does, so each version has a queue of its own."""


def find_address(resolved: Resolved) -> Address:
    """Return where the engine is.

    Raises:
        ConfigError: no engine is set, or its address cannot be read.
    """
    url = resolved.settings.engine
    if url is None:
        raise ConfigError(
            "no engine is set",
            because="a worker gets its films from a database that the machines share",
            fix="--engine postgresql://USER@HOST/DATABASE, or set LEDGERGEN_ENGINE",
        )
    return parse_address(url)


def open_overview(resolved: Resolved) -> EngineOverview:
    """Open what tells where all lists of the engine stand.

    Raises:
        ConfigError, StoreError: it cannot be reached or used.
    """
    return EngineOverview(Database(find_address(resolved)))


def open_engine(resolved: Resolved) -> EngineJournal:
    """Open the engine for the lists of this workspace.

    Raises:
        ConfigError, StoreError: it cannot be reached or used.
    """
    database = Database(find_address(resolved))
    workspace = find_workspace_id(resolved.settings.out_dir / STATE_DIR)
    return EngineJournal(database, workspace=workspace, queue=QUEUE)


def find_workspace_id(folder: Path) -> str:
    """Return by what the engine knows the folder that ledgers are written to, a new name the first time.

    Raises:
        StoreError: it cannot be read or written.
    """
    path = folder / "workspace-id"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside and linked, so that of two first runs both get one whole name.
        draft = folder / f".workspace-id.{os.getpid()}"
        if not path.exists():
            draft.write_text(uuid.uuid4().hex, "ascii")
            with suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"the workspace's name in {str(path)!r} cannot be read or made",
            because=str(error),
            fix="check the disk and its rights",
        ) from error


@asynccontextmanager
async def open_owner_parts(
    resolved: Resolved, *, journal: EngineJournal, batch: int, writer: Writer, offline: bool
) -> AsyncIterator[ListParts]:
    """Open what tells which films of a list to send, and with what.

    Raises:
        TemplateError: prompts cannot serve.
    """
    async with open_list_parts(
        resolved, films=journal.films, batch=batch, model=writer.name, offline=offline
    ) as parts:
        yield replace(parts, find_reply=partial(find_reply, journal.database))


def keep_setup(
    resolved: Resolved, journal: EngineJournal, *, batch: int, writer: Writer, limits: Limits
) -> int:
    """Tell the workers with what to draft a list, and how fast; return the setup's id."""
    settings = resolved.settings
    paths = find_files("prompts", "*.md", workspace=resolved.workspace)
    templates = {path.name: path.read_text("utf-8") for path in paths}
    kit_hash, kit = write_kit(templates, load_seed_facts(resolved), max_rounds=settings.max_repairs)
    setup = Setup(
        model=writer.name,
        is_paid=writer.is_paid,
        base_url=settings.base_url,
        price=writer.price,
        timeout_s=settings.timeout_s,
        max_attempts=settings.max_attempts,
        kit_hash=kit_hash,
    )
    journal.lists.start(batch, limits.to_json())
    return journal.films.keep_setup(kit_hash, kit, setup.to_json())
