"""One of several processes that work on a list.

Not for people: `crew` starts it, gives it a `MemberJob` on standard input
and orders after that, and hears a `News` a moment on standard output (pickles,
which no one but the two of them can write to). The journal is all that members
share. The end of standard input means that the other process is gone: then what
is in flight finishes, and nothing else begins.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import BinaryIO

from ledgergen.adapters.limits import Limits
from ledgergen.cli.batch.garbage import rare_searches
from ledgergen.core.batch.sums import Tally
from ledgergen.errors import LedgergenError
from ledgergen.ports import Journal
from ledgergen.runs.batch.feed import Share
from ledgergen.runs.batch.run import BatchRun
from ledgergen.runs.batch.slots import CallSlots
from ledgergen.settings import Resolved
from ledgergen.wiring_batch import open_batch, open_journal
from ledgergen.wiring_writer import Writer

_NEWS_EVERY_S = 0.25


class Order(Enum):
    """What a member may be told to do."""

    FINISH = "let calls in flight finish, and begin no other"
    STOP = "stop now"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJob:
    """What a member is to do."""

    resolved: Resolved
    batch: int
    writer: Writer
    limits: Limits
    offline: bool
    n_calls: int
    """In flight at most."""
    share: Share
    crew: str
    """Names the run."""


@dataclass(slots=True, kw_only=True)
class News:
    """How far a member is."""

    tally: Tally
    waits: list[tuple[str, float]] = field(default_factory=list)
    """Reasons and seconds, since the last news."""
    is_last: bool = False
    problem: tuple[str, str, str] | None = None
    """What, because and fix of what ended its work."""
    is_cancelled: bool = False


def main() -> None:
    """Do the job that stands on standard input."""
    # Ctrl-C reaches every process of the terminal; this one is told by the one that started it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    job: MemberJob = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    news = News(tally=Tally())
    with suppress(BrokenPipeError):
        try:
            with open_journal(job.resolved, crew=job.crew) as journal, rare_searches():
                asyncio.run(_work(job, journal, news))
        except asyncio.CancelledError:
            pass
        except LedgergenError as problem:
            news.problem = (problem.what, problem.because, problem.fix)
        news.is_last = True
        news.tally.n_in_flight = 0
        _send(sys.stdout.buffer, news)
    # A thread still reads standard input, and an ordinary end would wait for what it holds.
    os._exit(0)


async def _work(job: MemberJob, journal: Journal, news: News) -> None:
    slots = CallSlots(job.n_calls, tally=news.tally)
    async with open_batch(
        job.resolved,
        journal=journal,
        batch=job.batch,
        writer=job.writer,
        limits=job.limits,
        slots=slots,
        offline=job.offline,
        on_wait=lambda reason, seconds: news.waits.append((reason, seconds)),
    ) as parts:
        run = BatchRun(parts=parts, tally=news.tally, slots=slots, share=job.share)
        teller = asyncio.create_task(_tell(news))
        _listen(run)
        try:
            await run.run()
        finally:
            teller.cancel()
            if run.problem is not None:
                news.problem = (run.problem.what, run.problem.because, run.problem.fix)
            news.is_cancelled = run.is_cancelled


def _listen(run: BatchRun) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None

    def listen() -> None:
        order: Order | None = Order.FINISH
        while order is not None:
            try:
                order = pickle.load(sys.stdin.buffer)  # noqa: S301 - as above
            except (EOFError, OSError):
                order = None
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(task.cancel if order is Order.STOP else run.stop.set)

    threading.Thread(target=listen, daemon=True, name="orders").start()


async def _tell(news: News) -> None:
    while True:
        await asyncio.sleep(_NEWS_EVERY_S)
        _send(sys.stdout.buffer, news)
        news.waits.clear()


def _send(stream: BinaryIO, news: News) -> None:
    pickle.dump(news, stream)
    stream.flush()
