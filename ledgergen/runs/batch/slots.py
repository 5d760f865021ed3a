"""So many calls at once, and no more once the run is to stop.

A slot is held from the question until the reply is stored, so that a crash never
loses more replies than there are slots. It is not held while a film is prepared,
checked or saved: the moment a reply is stored, the next call goes out. For that a
run has more films at work than calls in flight (`n_films`), so that one is prepared
for every slot, and lets replies go on to be checked one by one: replies that come
together would otherwise be checked together, and the calls behind them wait.
"""

from __future__ import annotations

import asyncio

from ledgergen.core.batch.sums import Tally
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.ports import Completer

_MOST_SPARE = 256
"""Films prepared ahead: each is a dossier and a prompt in memory."""


class NotBegunError(Exception):
    """The run stops, and this film was not begun: nothing was asked for it."""


class CallSlots:
    """The calls that a run may have in flight."""

    def __init__(self, n_calls: int, *, tally: Tally) -> None:
        """Allow `n_calls` at once; `tally` shows how many there are."""
        self._slots = asyncio.Semaphore(n_calls)
        self._turns = asyncio.Lock()
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
            try:
                reply = await completer.complete(prompt)
            finally:
                self._tally.n_in_flight -= 1
        async with self._turns:
            await asyncio.sleep(0)  # whatever else is ready goes first
        return reply


class _Guarded:
    def __init__(self, completer: Completer, slots: CallSlots) -> None:
        self._completer = completer
        self._slots = slots

    @property
    def name(self) -> str:
        return self._completer.name

    async def complete(self, prompt: Prompt) -> Reply:
        return await self._slots.complete(self._completer, prompt)
