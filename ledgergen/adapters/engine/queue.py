"""Procrastinate's queue: jobs into it, a worker on it, and the jobs of dead workers given out again.

A job names a film of a workspace as it was sent, and nothing else. It is
deleted when it is done. What hands it to one worker, notices that a worker has
died, and hands its jobs out again is Procrastinate's: heartbeats, `get_stalled_jobs`
in a periodic task, `retry_job`.

Workers fetch only jobs of their own version of ledgergen: another one checks by
other rules.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from procrastinate import (
    App,
    BaseRetryStrategy,
    JobContext,
    PsycopgConnector,
    RetryDecision,
    SyncPsycopgConnector,
)
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.types import JSONValue
from procrastinate.worker import Worker
from psycopg import Connection
from psycopg.rows import TupleRow

from ledgergen.adapters.engine.pool import Pool
from ledgergen.adapters.engine.purse import settle_dead
from ledgergen.errors import LedgergenError

_TASK = "draft"
_TAKEOVER_PRIORITY = 1
_POLL_S = 5.0
"""New jobs are announced; jobs given out again are not."""
_LOOK_FOR_DEAD_S = 2
"""Some worker does, however many there are."""
_STEADY_S = 60.0
_MAX_FAILED = 5
"""So often in a row the queue may fail within `_STEADY_S` of a new start."""


class FilmJob(NamedTuple):
    """A film for a worker."""

    workspace: str
    movie_id: int
    seq: int
    n_begun: int
    """How often a worker has begun and not finished it."""


Handle = Callable[[FilmJob], Awaitable[None]]


class GiveBackError(Exception):
    """Raised by a handler: the job goes to another worker."""


class _GiveBack(BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        del job
        is_given_back = isinstance(exception, (GiveBackError, asyncio.CancelledError))
        return RetryDecision() if is_given_back else None


def send_jobs(
    connection: Connection[TupleRow], *, queue: str, films: Sequence[tuple[str, int, int]]
) -> list[int]:
    """Put jobs into the queue, in the caller's transaction; return their ids.

    `films` are workspace, movie id and `seq`.
    """
    if not films:
        return []
    task = App(connector=SyncPsycopgConnector()).configure_task(_TASK, queue=queue, connection=connection)
    return task.batch_defer(
        *[
            dict[str, JSONValue](workspace=workspace, movie_id=movie_id, seq=seq)
            for workspace, movie_id, seq in films
        ]
    )


class QueueWorker:
    """This process at the queue."""

    def __init__(self, pool: Pool, *, queue: str, concurrency: int, handle: Handle) -> None:
        """Work on `concurrency` jobs at once; `handle` does one, and never fails but by `GiveBackError`."""
        self._pool = pool
        self._queue = queue
        self._handle = handle
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_stopped = False
        self.last_id = 0
        self._app = App(connector=PsycopgConnector())
        self._add_tasks()
        self._worker = Worker(
            app=self._app,
            queues=[queue],
            concurrency=concurrency,
            fetch_job_polling_interval=_POLL_S,
            delete_jobs="always",
            install_signal_handlers=False,
        )

    @property
    def id(self) -> int:
        """The worker's number, while it is registered."""
        assert self._worker.worker_id is not None
        return self._worker.worker_id

    async def run(self) -> None:
        """Work until stopped; jobs that were begun are finished.

        Raises:
            StoreError: the engine went away, and stayed away.
        """
        n_failed = 0
        async with self._app.open_async(self._pool.connections):
            while not self._is_stopped:
                began = time.monotonic()
                problem = await self._work()
                n_failed = 0 if time.monotonic() - began > _STEADY_S else n_failed + 1
                if problem is not None and n_failed == _MAX_FAILED:
                    with self._pool.explain():
                        raise problem
                if not self._is_stopped:
                    await asyncio.sleep(n_failed)

    async def _work(self) -> BaseException | None:
        """Work until stopped, or until the queue cannot be used; return what ended it."""
        await self._hear_takeover()
        watch = asyncio.create_task(self._watch_name())
        try:
            await self._worker.run()  # type: ignore[no-untyped-call]
        except ConnectorException as problem:
            return problem.__cause__ or problem
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
        return None

    async def _watch_name(self) -> None:
        """Tell where the worker is; and register anew where others have taken it for dead.

        That happens to a machine that slept: its heartbeats would go on
        without an effect, and its films be taken from it for ever.
        """
        while self._worker.worker_id is None:  # noqa: ASYNC110 - theirs tells by no event
            await asyncio.sleep(0.02)
        place = f"{socket.gethostname()}:{os.getpid()}"
        await self._pool.execute(
            "INSERT INTO worker (id, place, queue) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            self.id,
            place,
            self._queue,
        )
        self.last_id = self.id
        is_known: object = True
        while is_known is not None:
            await asyncio.sleep(self._worker.update_heartbeat_interval)
            await self._hear_takeover()
            is_known = await self._pool.find_one("SELECT 1 FROM procrastinate_workers WHERE id = %s", self.id)
        self._worker.stop()  # type: ignore[no-untyped-call]

    async def _hear_takeover(self) -> float:
        """Give signs of life as often as the engine wants; return after what silence a worker is dead."""
        row = await self._pool.find_one("SELECT wanted_s, silence_s FROM takeover")
        assert row is not None
        wanted_s, silence_s = row
        self._worker.update_heartbeat_interval = wanted_s / 3
        self._worker.fetch_job_polling_interval = min(_POLL_S, wanted_s)
        self._worker.stalled_worker_timeout = silence_s
        return float(silence_s)

    def stop(self) -> None:
        """Fetch no further job."""
        self._is_stopped = True
        self._worker.stop()  # type: ignore[no-untyped-call]

    def give_back(self) -> None:
        """Leave the jobs that were begun to others, now."""
        for task in self._tasks:
            task.cancel()

    async def sign_off(self, problem: LedgergenError) -> None:
        """Say why the worker has ended, to the owners of lists."""
        told = json.dumps([problem.what, problem.because])
        await self._pool.execute("UPDATE worker SET problem = %s WHERE id = %s", told, self.last_id)

    def _add_tasks(self) -> None:
        app, queue = self._app, self._queue

        @app.task(name=_TASK, queue=queue, pass_context=True, retry=_GiveBack())
        async def draft(context: JobContext, *, workspace: str, movie_id: int, seq: int) -> None:
            job = FilmJob(workspace, movie_id, seq, context.job.attempts)
            # In a task of its own: cancelling Procrastinate's would end it before it says so to the queue.
            task = asyncio.ensure_future(self._handle(job))
            self._tasks.add(task)
            await asyncio.wait([task])
            self._tasks.discard(task)
            if task.cancelled():
                raise GiveBackError
            task.result()

        @app.periodic(cron=f"* * * * * */{_LOOK_FOR_DEAD_S}")
        @app.task(name="take over", queue=queue, queueing_lock="take over", priority=_TAKEOVER_PRIORITY)
        async def take_over(timestamp: int) -> None:
            del timestamp
            manager, silence_s = app.job_manager, await self._hear_takeover()
            for job in await manager.get_stalled_jobs(queue=queue, seconds_since_heartbeat=silence_s):
                with suppress(ConnectorException):  # its worker has just finished it
                    await manager.retry_job(job)
            await settle_dead(self._pool)
