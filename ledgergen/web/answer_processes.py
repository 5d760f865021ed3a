"""Processes that answer for ledgers, each for its own, beside the one that is asked.

Python runs one thread at a time, so that a process serves as much as one core can. What
editors ask for all day, a ledger's page, a decision, an edit (`web.direct`), is therefore
answered in processes beside. A ledger is answered for by the same one always, which need
not look up or work out again what it knows of it: the text, the last check, and what a
change leaves as it was. One that has nothing to do makes pages that wait for another.

The serving process speaks HTTP, guards the door, and does all the rest. It answers for
ledgers, too, where no process does: while they start, and whenever one could not, for
whatever reason, or died over it; one that does not answer any more is killed. A decision
is then taken as one that is sent again (`core.review.repeats`), for nobody knows how far
it came. So whatever becomes of a process, nobody sees it on a page.

A process is a bare interpreter that reads questions from its standard input and ends
with it: none outlives the service, however that ends.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count
from operator import itemgetter
from typing import Any, NamedTuple

from ledgergen.adapters.turns import Rank
from ledgergen.web.frames import pack_frame, read_frame

_START = "import sys; sys.path[:] = {path!r}; from ledgergen.web.answering import work; work()"
_DUE_S = {Rank.DECIDING: 0.0, Rank.SHOWING: 0.2}
"""Whoever opens a page lets those who decide go first, as long as that."""
_AHEAD = 3
"""Questions that a process has at a time: the next one lies there when it is done with one."""
_AGAIN_S, _AT_MOST_S = 1, 60
"""How long to wait before one that has ended is started anew; longer with every one that never began."""
_END_S = 5
_PATIENCE_S = 30
"""A process that has not answered by then hangs: a check takes a hundredth of a second."""
_NUMBERS = count()


class Question(NamedTuple):
    """A request for a direct route."""

    route: str
    """Its method and path, as in `web.rules`."""
    scope: dict[str, Any]
    sent: dict[str, str]
    """Its query or form."""
    is_lent: bool = False
    """It is about a ledger that another process answers for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a request."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes
    waited_ms: Sequence[float]
    """How long each check took that it had to wait for."""


class UnansweredError(Exception):
    """A process was asked and has not answered; nobody knows how far it came, but it is at it no more."""


class AnswerProcesses:
    """The processes that answer for ledgers; for one event loop."""

    def __init__(self, setting: object, *, n_processes: int) -> None:
        """Have `n_processes` of them, each given `setting` to begin with (`web.answering`)."""
        self._processes: list[_AnswerProcess] = []
        for _ in range(n_processes):
            self._processes.append(_AnswerProcess(pack_frame(setting), neighbors=self._processes))

    @property
    def pids(self) -> tuple[int, ...]:
        """Those that can answer."""
        return tuple(process.pid for process in self._processes if process.is_ready)

    def start(self) -> None:
        """Start them; nobody waits until they can answer."""
        for process in self._processes:
            process.start()

    async def ask(self, movie_id: int, question: Question, *, rank: Rank) -> Answer | None:
        """Return the answer to a question about a film's ledger; None where nobody is there to answer it.

        Raises:
            UnansweredError: it was asked, and has not answered.
        """
        process = self._processes[movie_id % len(self._processes)]
        return await process.ask(question, rank) if process.is_ready else None

    async def close(self) -> None:
        """End them."""
        await asyncio.gather(*(process.close() for process in self._processes))


class _Waiting(NamedTuple):
    """A question that waits for a process; the least is due first."""

    due: float
    number: int
    rank: Rank
    question: Question
    answer: asyncio.Future[Answer]


class _AnswerProcess:
    """One process, kept up."""

    def __init__(self, setting: bytes, *, neighbors: Sequence[_AnswerProcess]) -> None:
        """Begin with a `setting`; it makes pages of its `neighbors`' ledgers when it has nothing to do."""
        self._setting = setting
        self._neighbors = neighbors
        self._task: asyncio.Task[None] | None = None
        self._questions: asyncio.StreamWriter | None = None
        self._waiting: list[_Waiting] = []
        self._asked: deque[asyncio.Future[Answer]] = deque()
        self._patience_s: float = _PATIENCE_S
        self._alarm: asyncio.TimerHandle | None = None
        self.pid = 0
        """Its number; 0 until it has begun."""

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be asked."""
        return self._questions is not None

    @property
    def load(self) -> int:
        """How many wait for an answer of it."""
        return len(self._waiting) + len(self._asked)

    def start(self) -> None:
        """Start it, and have it started anew whenever it has ended."""
        self._task = asyncio.create_task(self._keep_up())

    async def ask(self, question: Question, rank: Rank) -> Answer:
        """Return its answer, or that of a neighbor.

        Raises:
            UnansweredError: as for all of them.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        due = loop.time() + _DUE_S[rank]
        heappush(self._waiting, _Waiting(due, next(_NUMBERS), rank, question, answer))
        for process in (self, *self._neighbors):
            process.go_on()
        return await answer

    def go_on(self) -> None:
        """Ask what is due first, as long as it has room for it."""
        while self._questions is not None and len(self._asked) < _AHEAD:
            waiting = self._take_next()
            if waiting is None:
                return
            self._asked.append(waiting.answer)
            self._questions.write(pack_frame(waiting.question))
            if len(self._asked) == 1:
                self._watch()

    def _watch(self) -> None:
        """Kill the process if the next answer that is due takes too long."""
        if self._alarm is not None:
            self._alarm.cancel()
        loop = asyncio.get_running_loop()
        self._alarm = loop.call_later(self._patience_s, self._kill) if self._asked else None

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def _take_next(self) -> _Waiting | None:
        if self._waiting:
            return heappop(self._waiting)
        if self._asked:
            return None
        lent = [(each, process) for process in self._neighbors for each in process.list_pages()]
        if not lent:
            return None
        first, owner = min(lent, key=itemgetter(0))
        owner.lend(first)
        return first._replace(question=first.question._replace(is_lent=True))

    def list_pages(self) -> Iterator[_Waiting]:
        """Return the pages that wait for it."""
        return (each for each in self._waiting if each.rank is Rank.SHOWING)

    def lend(self, page: _Waiting) -> None:
        """Let another make a page."""
        self._waiting.remove(page)
        heapify(self._waiting)

    async def _keep_up(self) -> None:
        wait_s = _AGAIN_S
        while True:
            self.pid = 0
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                await self._work()
            wait_s = _AGAIN_S if self.pid else min(2 * wait_s, _AT_MOST_S)
            await asyncio.sleep(wait_s)

    async def _work(self) -> None:
        """Have a process, as long as it works."""
        program = _START.format(path=sys.path)
        # Of a group of its own: Ctrl-C is for the service, which ends it by itself.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, stdin=PIPE, stdout=PIPE, process_group=0
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(self._setting)
            await read_frame(process.stdout)
            self.pid, self._questions = process.pid, process.stdin
            while True:
                answer = await read_frame(process.stdout)
                _hand_over(answer, self._asked.popleft())
                self._watch()
                self.go_on()
        finally:
            self._questions = None
            if self._alarm is not None:
                self._alarm.cancel()
            await _end(process)
            # Not before: a process that still worked could store what is about to be done again.
            self._give_up()

    def _give_up(self) -> None:
        """Tell whoever waits that no answer will come."""
        unanswered = [*self._asked, *(each.answer for each in self._waiting)]
        self._asked.clear()
        self._waiting.clear()
        for future in unanswered:
            _hand_over(None, future)

    async def close(self) -> None:
        """End it."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task


def _hand_over(answer: object, future: asyncio.Future[Answer]) -> None:
    if future.done():  # whoever asked has gone
        return
    if isinstance(answer, Answer):
        future.set_result(answer)
    else:
        future.set_exception(UnansweredError())


async def _end(process: Process) -> None:
    """End a process: its input ends, and so does it."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), _END_S)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
