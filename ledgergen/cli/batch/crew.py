"""Several processes over one list, seen from the one that started them.

Members (`member`) share the journal, and with it films, money and the
server's limits; here they are started, told to stop, and their news summed up
into one tally. A member that dies is told of; the others do its films, and if
there are none, the next run does.
"""

from __future__ import annotations

import asyncio
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ledgergen.cli.batch.member import MemberJob, News, Order
from ledgergen.core.batch.sums import Tally
from ledgergen.errors import LedgergenError
from ledgergen.runs.batch.feed import Share

_MEMBER = "from ledgergen.cli.batch.member import main; main()"
"""Not `-m`: what the two send each other would be of `__main__` in one of them."""


@dataclass(slots=True)
class _Member:
    number: int
    process: subprocess.Popen[bytes]
    news: News = field(default_factory=lambda: News(tally=Tally()))


class Crew:
    """Processes that work on a list together."""

    def __init__(
        self,
        *,
        tally: Tally,
        on_wait: Callable[[str, float], None],
        say: Callable[[str], None],
    ) -> None:
        """`tally` becomes the sum of theirs; `say` hears of members that died."""
        self._tally = tally
        self._on_wait = on_wait
        self._say = say
        self._members: list[_Member] = []

    @property
    def problem(self) -> LedgergenError | None:
        """What ended the first one's work that ended before its end."""
        told = next((member.news.problem for member in self._members if member.news.problem), None)
        if told is not None:
            what, because, fix = told
            return LedgergenError(what, because=because, fix=fix)
        if self._members and not any(member.news.is_last for member in self._members):
            return LedgergenError(
                "every process of the run died",
                because="they were killed, or ran out of memory",
                fix="run the same command again: nothing is lost; fewer --processes take less memory",
            )
        return None

    @property
    def is_cancelled(self) -> bool:
        """Tell whether `batch cancel` ended their work."""
        return any(member.news.is_cancelled for member in self._members)

    async def run(self, job: MemberJob, *, n_processes: int) -> None:
        """Start the members, and wait until all of them have ended."""
        try:
            for number in range(n_processes):
                share = Share(number, n_processes)
                n_calls = job.n_calls // n_processes + (number < job.n_calls % n_processes)
                self._start(number, replace(job, share=share, n_calls=n_calls))
            await asyncio.gather(*(self._follow(member) for member in self._members))
        finally:
            for member in self._members:
                member.process.kill()  # only where this process is itself at fault
                member.process.wait()

    def order(self, order: Order) -> None:
        """Tell every member."""
        for member in self._members:
            _tell(member.process, order)

    def _start(self, number: int, job: MemberJob) -> None:
        # A session of its own: Ctrl-C at the terminal comes here, and members are told.
        process = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-c", _MEMBER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._members.append(_Member(number, process))
        _tell(process, job)

    async def _follow(self, member: _Member) -> None:
        while (news := await asyncio.to_thread(_hear, member.process)) is not None:
            member.news = news
            for reason, seconds in news.waits:
                self._on_wait(reason, seconds)
            self._sum_up()
            if news.problem is not None:
                self.order(Order.FINISH)  # what ended one's work ends it for all
        code = await asyncio.to_thread(member.process.wait)
        if not member.news.is_last:
            member.news.tally.n_in_flight = 0
            self._sum_up()
            self._say(self._tell_death(member, code))

    def _sum_up(self) -> None:
        self._tally.join(member.news.tally for member in self._members)

    def _tell_death(self, member: _Member, code: int) -> str:
        how = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended with code {code}"
        alive = [other for other in self._members if other.process.poll() is None]
        then = "the others do its films" if alive else "the next run does its films"
        return f"process {member.number + 1} of {len(self._members)} {how}: {then}"


def _tell(process: subprocess.Popen[bytes], value: object) -> None:
    assert process.stdin is not None
    with suppress(OSError):  # it is dead, and will be told of
        pickle.dump(value, process.stdin)
        process.stdin.flush()


def _hear(process: subprocess.Popen[bytes]) -> News | None:
    assert process.stdout is not None
    try:
        news: News = pickle.load(process.stdout)  # noqa: S301 - from the process that this one started
    except (EOFError, pickle.UnpicklingError, OSError):
        return None
    return news
