"""The parts of a team of machines, from settings: what a list's owner and a worker work with."""

from __future__ import annotations

import json
import os
import socket
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from ledgergen import __version__
from ledgergen.adapters.limits import Limits, ServerGate
from ledgergen.adapters.models.builtin import BuiltInWriter
from ledgergen.adapters.resources import find_files
from ledgergen.core.batch.setup import Setup, read_kit, write_kit
from ledgergen.core.checking import check
from ledgergen.errors import ConfigError, StoreError
from ledgergen.model.batch import FilmOutcome
from ledgergen.ports import Completer, Purse, SharedLimits
from ledgergen.runs.batch_feed import ListParts
from ledgergen.settings import Resolved
from ledgergen.wiring import STATE_DIR, is_loopback, load_seed_facts
from ledgergen.wiring_batch import OnWait, Writer, build_model, name_server, open_list_parts

try:
    from ledgergen.adapters.engine.address import Address, parse_address
    from ledgergen.adapters.engine.completions import SharedCompleter, find_reply
    from ledgergen.adapters.engine.database import Database
    from ledgergen.adapters.engine.journal import EngineJournal, EngineOverview
    from ledgergen.adapters.engine.lists import PostgresLists
    from ledgergen.adapters.engine.pool import Pool, open_pool
    from ledgergen.adapters.engine.purse import PostgresPurse
    from ledgergen.adapters.engine.queue import QueueWorker
    from ledgergen.adapters.engine.shared_limits import PostgresSharedLimits
    from ledgergen.adapters.engine.work import Task, Work
    from ledgergen.runs.engine_worker import Desk, WorkerRun
except ImportError as error:
    raise ConfigError(
        "an engine needs the extra 'postgres'",
        because=f"{error.name} is not installed",
        fix="pip install 'ledgergen[postgres]'",
    ) from error

QUEUE = f"ledgergen/{__version__}"
"""Workers draft and check as their version does, so each version has a queue of its own."""

_MAX_OFF_S = 5.0


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
    journal.lists.start(batch, _write_limits(limits))
    return journal.films.keep_setup(kit_hash, kit, setup.to_json())


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerParts:
    """What a worker works with."""

    queue: QueueWorker
    run: WorkerRun


@asynccontextmanager
async def open_worker(
    resolved: Resolved, *, concurrency: int, on_wait: OnWait, on_outcome: Callable[[FilmOutcome], None]
) -> AsyncIterator[WorkerParts]:
    """Open a worker on the engine, and close it afterwards.

    Raises:
        ConfigError, StoreError: the engine cannot be reached or used.
    """
    address = find_address(resolved)
    async with AsyncExitStack() as stack:
        database = stack.enter_context(Database(address))
        refuse_wrong_clock(database, now=time.time())
        pool = await stack.enter_async_context(open_pool(address))
        lists = PostgresLists(database, workspace=None)
        commons = _Commons(
            purse=PostgresPurse(pool, lists, find_worker=lambda: queue.id),
            shared_limits=PostgresSharedLimits(pool),
        )
        work = Work(pool)
        desks = _Desks(resolved, stack, pool=pool, commons=commons, work=work, on_wait=on_wait)
        run = WorkerRun(
            work=work,
            lists=lists,
            find_desk=desks.find,
            on_end=lambda: queue.stop(),  # noqa: PLW0108 - the queue is made below
            on_outcome=on_outcome,
        )
        queue = QueueWorker(
            pool, queue=QUEUE, concurrency=concurrency, takeover_s=database.takeover_s, handle=run.handle
        )
        yield WorkerParts(queue=queue, run=run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commons:
    purse: Purse
    shared_limits: SharedLimits


class _Desks:
    """What drafts, list by list; built when a list's first film comes, or when its run changes something."""

    def __init__(  # noqa: PLR0913 - a worker's parts
        self,
        resolved: Resolved,
        stack: AsyncExitStack,
        *,
        pool: Pool,
        commons: _Commons,
        work: Work,
        on_wait: OnWait,
    ) -> None:
        self._resolved = resolved
        self._stack = stack
        self._pool = pool
        self._commons = commons
        self._work = work
        self._on_wait = on_wait
        self._desks: dict[tuple[int, str, str], Desk] = {}

    async def find(self, task: Task) -> Desk:
        key = (task.batch, task.setup, task.limits)
        if key not in self._desks:
            setup = Setup.from_json(task.setup)
            kit = read_kit(await self._work.read_kit(setup.kit_hash), check=check)
            if key not in self._desks:  # another film of the list may have been faster
                completer = await self._open_completer(task, setup)
                self._desks[key] = Desk(completer=completer, kit=kit)
        return self._desks[key]

    async def _open_completer(self, task: Task, setup: Setup) -> Completer:
        if not setup.is_paid:
            return BuiltInWriter()
        settings = self._resolved.settings
        own = {
            "base_url": settings.base_url or setup.base_url,  # a machine may know the server by another name
            "timeout_s": setup.timeout_s,
            "max_attempts": setup.max_attempts,
        }
        resolved = replace(self._resolved, settings=settings.model_copy(update=own))
        writer = Writer(name=setup.model, price=setup.price, is_paid=True)
        gate = ServerGate(
            _read_limits(task.limits),
            commons=self._commons,
            batch=task.batch,
            server=_name_server(resolved, writer),
            price=setup.price,
            on_wait=self._on_wait,
        )
        model = build_model(resolved, writer=writer, gate=gate, on_wait=self._on_wait)
        return SharedCompleter(await self._stack.enter_async_context(model), self._pool)


def _name_server(resolved: Resolved, writer: Writer) -> str:
    """Name a server among all machines: what is local to one is no other's."""
    name = name_server(resolved, writer)
    return f"{socket.gethostname()} {name}" if is_loopback(resolved.settings.base_url) else name


def refuse_wrong_clock(database: Database, *, now: float) -> None:
    """Stop a worker whose clock (`now`, seconds since the epoch) is not the others'.

    Raises:
        ConfigError: it is off by more than `_MAX_OFF_S`.
    """
    (others,) = database.fetch_one("SELECT extract(epoch FROM clock_timestamp())::float8")
    if abs(now - others) > _MAX_OFF_S:
        raise ConfigError(
            f"this machine's clock is {abs(now - others):,.0f} seconds off the engine's",
            because="workers share the server's limits by the time that they know",
            fix="set the clock, by NTP for example",
        )


def _write_limits(limits: Limits) -> str:
    cap = limits.cap_usd
    return json.dumps(
        {
            "rpm": limits.rpm,
            "tpm": limits.tpm,
            "cap_usd": None if cap is None else str(cap),
            "patience_s": limits.patience_s,
        }
    )


def _read_limits(text: str) -> Limits:
    values = json.loads(text)
    cap = values["cap_usd"]
    return Limits(
        rpm=values["rpm"],
        tpm=values["tpm"],
        cap_usd=None if cap is None else Decimal(cap),
        patience_s=values["patience_s"],
    )
