"""Do what waits for the disk on a thread, and what came in meanwhile together.

One group is at work at a time. What is asked for while it is waits, and is the
next group: the more there is to do, the fewer waits for the disk does a piece
of it cost. The thread goes from group to group by itself, however busy the event
loop is. Where nothing hangs on when an item is done, the first of a group may be
asked to wait a little for others: a large group takes much less of the processor.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Generic, TypeAlias, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_Asked: TypeAlias = "tuple[Item, asyncio.Future[Result] | None]"

_MOST = 64
"""In a group; each may hold two files open."""


class Grouped(Generic[Item, Result]):
    """Hands items to `work`, many at a time and in their order, on a thread of its own."""

    def __init__(
        self, work: Callable[[list[Item]], Sequence[Result | Exception]], *, name: str, pause_s: float = 0
    ) -> None:
        """`work` returns a result, or what it failed with, for each item; `name` is the thread's.

        The first item of a group waits `pause_s` seconds for others.
        """
        self._work = work
        self._name = name
        self._pause_s = pause_s
        self._is_urgent = threading.Event()
        self._asked: SimpleQueue[_Asked[Item, Result] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    async def do(self, item: Item, *, is_last: bool = False) -> Result:
        """Have the item done, and return what `work` made of it.

        The last of all need not wait for others. Who gives up waiting takes
        nothing back: what was asked for is done.
        """
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._ask(item, future)
        if is_last:
            self._is_urgent.set()
        return await future

    def add(self, item: Item) -> None:
        """Have the item done; nobody hears what came of it."""
        self._ask(item, None)

    def close(self) -> None:
        """Wait until everything that was asked for is done, and end the thread. The next item starts one."""
        if self._thread is not None:
            thread, self._thread = self._thread, None
            self._is_urgent.set()
            self._asked.put(None)
            thread.join()

    async def aclose(self) -> None:
        """Do the same without stopping the event loop."""
        await asyncio.to_thread(self.close)

    def _ask(self, item: Item, future: asyncio.Future[Result] | None) -> None:
        if self._thread is None:
            self._is_urgent.clear()  # closing an idle thread left it set
            # A daemon: whoever ends without closing does not wait for it, as with a kill.
            self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()
        self._asked.put((item, future))

    def _serve(self) -> None:
        while (first := self._asked.get()) is not None:
            group: list[_Asked[Item, Result]] = [first]
            is_last = False
            if self._pause_s:
                self._is_urgent.wait(self._pause_s)
                self._is_urgent.clear()
            with suppress(Empty):
                while len(group) < _MOST and not is_last:
                    following = self._asked.get_nowait()
                    if following is None:
                        is_last = True
                    else:
                        group.append(following)
            self._do(group)
            if is_last:
                return

    def _do(self, group: Sequence[_Asked[Item, Result]]) -> None:
        results: Sequence[Result | BaseException]
        try:
            results = self._work([item for item, _ in group])
        except BaseException as problem:  # noqa: BLE001 - who asked is told, whatever it is
            results = [problem] * len(group)
        told = [(asked, result) for (_, asked), result in zip(group, results, strict=True) if asked]
        for loop in {asked.get_loop() for asked, _ in told}:
            with suppress(RuntimeError):  # the loop has ended, and with it who would hear
                loop.call_soon_threadsafe(_tell, [one for one in told if one[0].get_loop() is loop])


def _tell(told: Sequence[tuple[asyncio.Future[Result], Result | BaseException]]) -> None:
    for future, result in told:
        if future.done():  # given up
            continue
        if isinstance(result, BaseException):
            future.set_exception(result)
        else:
            future.set_result(result)
