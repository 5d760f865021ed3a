"""The parts of a worker on an engine, from settings and from what comes with its films.

Import `wiring_engine` before: it says what to install where that is missing.
"""

from __future__ import annotations

import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from ledgergen.adapters.engine.completions import SharedCompleter
from ledgergen.adapters.engine.crew import set_takeover
from ledgergen.adapters.engine.database import Database
from ledgergen.adapters.engine.lists import PostgresLists
from ledgergen.adapters.engine.pool import Pool, open_pool
from ledgergen.adapters.engine.purse import PostgresPurse
from ledgergen.adapters.engine.queue import QueueWorker
from ledgergen.adapters.engine.shared_limits import PostgresSharedLimits
from ledgergen.adapters.engine.work import Task, Work
from ledgergen.adapters.limits import Limits, ServerGate
from ledgergen.adapters.models.builtin import BuiltInWriter
from ledgergen.core.batch.setup import Setup, read_kit
from ledgergen.core.checking import check
from ledgergen.errors import ConfigError
from ledgergen.model.batch import FilmOutcome
from ledgergen.ports import Completer, Purse, SharedLimits
from ledgergen.runs.batch.engine_worker import Desk, WorkerRun
from ledgergen.settings import Resolved
from ledgergen.wiring import is_loopback
from ledgergen.wiring_engine import QUEUE, find_address
from ledgergen.wiring_writer import OnWait, Writer, build_model, name_server

_MAX_OFF_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerParts:
    """What a worker works with."""

    queue: QueueWorker
    run: WorkerRun


@asynccontextmanager
async def open_worker(
    resolved: Resolved,
    *,
    concurrency: int,
    takeover_s: float | None,
    on_wait: OnWait,
    on_outcome: Callable[[FilmOutcome], None],
) -> AsyncIterator[WorkerParts]:
    """Open a worker on the engine, and close it afterwards.

    `takeover_s`: after so much silence any worker of the engine counts as dead,
    from now on; None: as it was.

    Raises:
        ConfigError, StoreError: the engine cannot be reached or used.
    """
    address = find_address(resolved)
    async with AsyncExitStack() as stack:
        database = stack.enter_context(Database(address))
        refuse_wrong_clock(database, now=time.time())
        if takeover_s is not None:
            set_takeover(database, takeover_s)
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
        queue = QueueWorker(pool, queue=QUEUE, concurrency=concurrency, handle=run.handle)
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
            Limits.from_json(task.limits),
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
