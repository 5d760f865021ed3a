"""Judge many ledgers on all cores, in order, with few of them in memory at a time.

Small runs are judged in this process: starting others costs more than it
saves. A worker process that dies (a defect in compiled code, too little
memory) takes nothing with it but the ledger it was at: what was on the way is
judged again, each ledger in a process of its own, and the one that kills its
process again is reported.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from ledgergen.errors import LedgergenError
from ledgergen.runs.check_worker import Bench, Judged, Task, judge

CHUNK = 4
"""Ledgers handed over at a time: few enough for an even load."""
MAX_CHUNK = 64
"""Items of a chunk, those that need no judging among them."""
MIN_POOLED = 24
"""From how many ledgers on other processes are started."""

JudgeTask: TypeAlias = Callable[[Task, Bench], Judged]

Item = TypeVar("Item")

_bench: Bench | None = None


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Chunk(Generic[Item]):
    """Neighbors in the order of the run."""

    items: list[tuple[Item, Task | None]] = field(default_factory=list)
    future: Future[list[Judged]] | None = None

    @property
    def tasks(self) -> list[Task]:
        return [task for _, task in self.items if task is not None]


class Pool:
    """Judges a stream of tasks, each with an item that comes back beside its result, in order."""

    def __init__(self, bench: Bench, *, n_workers: int | None = None, judge_task: JudgeTask = judge) -> None:
        """Judge with `bench`; `n_workers` None takes all cores, 1 stays in this process."""
        self._bench = bench
        self._judge = judge_task
        self._n_workers = count_cores() if n_workers is None else n_workers
        self._executor: ProcessPoolExecutor | None = None

    def run(self, items: Iterator[tuple[Item, Task | None]]) -> Iterator[tuple[Item, Judged | None]]:
        """Yield each item with its result, in order; an item whose task is None passes through.

        Items are taken only as fast as they are judged.
        """
        waiting: deque[_Chunk[Item]] = deque()
        n_tasks = 0
        for chunk in _cut(items):
            n_tasks += len(chunk.tasks)
            waiting.append(chunk)
            if self._n_workers > 1 and n_tasks >= MIN_POOLED:
                for held in waiting:
                    if held.future is None and held.tasks:
                        held.future = self._submit(held.tasks)
            if len(waiting) > 4 * self._n_workers + MIN_POOLED // CHUNK:
                yield from self._finish(waiting.popleft())
        while waiting:
            yield from self._finish(waiting.popleft())

    def close(self) -> None:
        """Stop the workers; what they are at is not waited for."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def _submit(self, tasks: list[Task]) -> Future[list[Judged]] | None:
        if self._executor is None:
            self._executor = _start(self._bench, self._n_workers)
        try:
            return self._executor.submit(_judge_chunk, tasks, self._judge)
        except BrokenProcessPool:
            self.close()
            return None

    def _finish(self, chunk: _Chunk[Item]) -> Iterator[tuple[Item, Judged | None]]:
        results = iter(self._judge_all(chunk))
        for item, task in chunk.items:
            yield item, (None if task is None else next(results))

    def _judge_all(self, chunk: _Chunk[Item]) -> list[Judged]:
        if chunk.future is None:
            return [self._judge(task, self._bench) for task in chunk.tasks]
        try:
            return chunk.future.result()
        except BrokenProcessPool:
            self.close()
        return [self._judge_apart(task) for task in chunk.tasks]

    def _judge_apart(self, task: Task) -> Judged:
        with _start(self._bench, 1) as executor:
            try:
                return executor.submit(_judge_chunk, [task], self._judge).result()[0]
            except BrokenProcessPool:
                error = LedgergenError(
                    "the check of this ledger failed",
                    because="its process died, twice: a defect, or too little memory",
                    fix="report it as a defect of ledgergen, with this file",
                )
                return Judged(error=error)


def _start(bench: Bench, n_workers: int) -> ProcessPoolExecutor:
    # A fork shares what is loaded already; where there is none, a fresh process loads it again.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(n_workers, mp_context=context, initializer=_set_bench, initargs=(bench,))


def _set_bench(bench: Bench) -> None:
    global _bench  # noqa: PLW0603 - the one thing a worker process is told once
    _bench = bench
    # Ctrl-C reaches every process of the terminal; the one that started the others ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _judge_chunk(tasks: Sequence[Task], judge_task: JudgeTask) -> list[Judged]:
    assert _bench is not None
    return [judge_task(task, _bench) for task in tasks]


def _cut(items: Iterator[tuple[Item, Task | None]]) -> Iterator[_Chunk[Item]]:
    chunk: _Chunk[Item] = _Chunk()
    for item in items:
        chunk.items.append(item)
        if len(chunk.items) >= MAX_CHUNK or (item[1] is not None and len(chunk.tasks) >= CHUNK):
            yield chunk
            chunk = _Chunk()
    if chunk.items:
        yield chunk
