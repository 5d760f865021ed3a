"""So many calls at once, and no more once the run is to stop.

A slot is held from the question until the reply is stored, so that a crash never
loses more replies than there are slots. It is not held while a film is prepared,
checked or saved: the moment a reply is stored, the next call goes out. For that a
run has more films at work than calls in flight (`n_films`), so that one is prepared
for every slot.

Preparing and checking take the processor for as long as a film takes, and a slot's
holder needs it for a moment only, to be sent or to be stored. So slots go first: who
is about to prepare or to check a film waits, one by one, until every holder is on the
wire (`give_way`). Where the processor is the limit, films pile up before it, and
slots would gain nothing by going first: then nobody waits.
"""

from __future__ import annotations

import asyncio
from typing import Any

from ledgergen.core.batch.sums import Tally
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.ports import Completer

_MOST_SPARE = 256
"""Films prepared ahead: each is a dossier and a prompt in memory."""
_LONGEST_STEP_S = 0.02
"""A holder that is not on the wire by then waits for something else (its turn at the
server, a server that is down), and keeps nobody back any more."""


class NotBegunError(Exception):
    """The run stops, and this film was not begun: nothing was asked for it."""


class CallSlots:
    """The calls that a run may have in flight."""

    def __init__(self, n_calls: int, *, tally: Tally) -> None:
        """Allow `n_calls` at once; `tally` shows how many there are."""
        self._n_calls = n_calls
        self._slots = asyncio.Semaphore(n_calls)
        self._turns = asyncio.Lock()
        self._n_giving_way = 0
        self._here: dict[asyncio.Task[Any] | None, asyncio.TimerHandle] = {}
        self._all_on_wire = asyncio.Event()
        self._all_on_wire.set()
        self._tally = tally
        self.stop = asyncio.Event()
        """Set it to let calls in flight finish, repairs included, and begin no other film."""
        self.n_films = n_calls + min(n_calls, _MOST_SPARE)
        """How many films to work on, so that no slot stays empty."""

    def guard(self, completer: Completer) -> Completer:
        """Return the completer behind these slots."""
        return _Guarded(completer, self)

    async def complete(self, completer: Completer, prompt: Prompt) -> Reply:
        """Wait for a slot and ask.

        Raises:
            NotBegunError: the run stops, and the prompt would begin a film.
        """
        async with self._slots:
            if self.stop.is_set() and prompt.name == "draft":
                raise NotBegunError
            self._tally.n_in_flight += 1
            self.tell(is_on_wire=False)
            try:
                reply = await completer.complete(prompt)
            finally:
                self._drop(asyncio.current_task())
                self._tally.n_in_flight -= 1
        await self.give_way()
        return reply

    async def give_way(self) -> None:
        """Let slots go first: what the caller does next keeps the processor for a while."""
        self._n_giving_way += 1
        try:
            async with self._turns:
                await asyncio.sleep(0)  # whatever else is ready
                if self._n_giving_way <= self._n_calls:
                    await self._all_on_wire.wait()
        finally:
            self._n_giving_way -= 1

    def tell(self, *, is_on_wire: bool) -> None:
        """Hear from a holder's own task that its request was sent, or that its answer has come."""
        holder = asyncio.current_task()
        self._drop(holder)
        if not is_on_wire:
            self._here[holder] = asyncio.get_running_loop().call_later(_LONGEST_STEP_S, self._drop, holder)
            self._all_on_wire.clear()

    def _drop(self, holder: asyncio.Task[Any] | None) -> None:
        timer = self._here.pop(holder, None)
        if timer is not None:
            timer.cancel()
        if not self._here:
            self._all_on_wire.set()


class _Guarded:
    def __init__(self, completer: Completer, slots: CallSlots) -> None:
        self._completer = completer
        self._slots = slots

    @property
    def name(self) -> str:
        return self._completer.name

    async def complete(self, prompt: Prompt) -> Reply:
        return await self._slots.complete(self._completer, prompt)
