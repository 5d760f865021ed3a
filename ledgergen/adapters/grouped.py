"""Do what waits for the disk on a thread, and what came in meanwhile together.

One group is at work at a time. What is asked for while it is waits, and is the
next group: the more there is to do, the fewer waits for the disk does a piece
of it cost, and nobody waits for a group to fill.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST = 64
"""In a group; each may hold two files open."""


class Grouped(Generic[Item, Result]):
    """Hands items to `work`, many at a time, on a thread of its own. For one event loop."""

    def __init__(self, work: Callable[[list[Item]], Sequence[Result | Exception]], *, name: str) -> None:
        """`work` returns a result, or what it failed with, for each item; `name` is the thread's."""
        self._work = work
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._job: asyncio.Future[Sequence[Result | Exception]] | None = None

    async def do(self, item: Item) -> Result:
        """Have the item done, and return what `work` made of it.

        Who gives up waiting takes nothing back: what was asked for is done.
        """
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._job is None:
            self._start()
        return await future

    async def aclose(self) -> None:
        """Wait until everything that was asked for is done, and end the thread."""
        while self._job is not None:
            await asyncio.wait([self._job])
            await asyncio.sleep(0)  # its end starts the next
        self._thread.shutdown()

    def _start(self) -> None:
        group, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
        items = [item for item, _ in group]
        self._job = asyncio.get_running_loop().run_in_executor(self._thread, self._work, items)
        self._job.add_done_callback(lambda job: self._end(job, [future for _, future in group]))

    def _end(
        self, job: asyncio.Future[Sequence[Result | Exception]], futures: Sequence[asyncio.Future[Result]]
    ) -> None:
        self._job = None
        if self._waiting:
            self._start()
        failure = job.exception()
        results = [failure] * len(futures) if failure is not None else job.result()
        for future, result in zip(futures, results, strict=True):
            if future.done():  # given up
                continue
            if isinstance(result, BaseException):
                future.set_exception(result)
            else:
                future.set_result(result)
