"""So many calls at once, and the next ones go out before what came back is looked at."""

from __future__ import annotations

import asyncio

from ledgergen.core.batch.sums import Tally
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.ports import Completer
from ledgergen.runs.batch.slots import CallSlots
from tests.batch.test_batch_limits import PROMPT


class Together:
    """Answers so many calls at the same moment."""

    name = "together"

    def __init__(self, n_calls: int, log: list[str]) -> None:
        self._barrier = asyncio.Barrier(n_calls)
        self._log = log

    async def complete(self, prompt: Prompt) -> Reply:
        del prompt
        self._log.append("asked")
        await self._barrier.wait()
        return Reply(text="", model="m", provider="p")


def test_replies_that_come_together_keep_no_call_waiting() -> None:
    log: list[str] = []

    async def draft(completer: Completer) -> None:
        await completer.complete(PROMPT)
        log.append("checked")

    async def trial() -> None:
        slots = CallSlots(8, tally=Tally())
        completer = slots.guard(Together(8, log))
        await asyncio.gather(*(draft(completer) for _ in range(slots.n_films)))

    asyncio.run(trial())
    assert log.count("asked") == log.count("checked") == 16
    assert log[:8] == ["asked"] * 8
    last_call = max(place for place, word in enumerate(log) if word == "asked")
    assert log[:last_call].count("checked") <= 2
