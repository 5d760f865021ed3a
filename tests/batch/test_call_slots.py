"""So many calls at once, and the next ones go out before what came back is looked at."""

from __future__ import annotations

import asyncio
import gc

import pytest

from ledgergen.cli.batch.garbage import rare_searches
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


class Held:
    """Answers when it is told to, and says so where the slots hear it."""

    name = "held"

    def __init__(self, slots: CallSlots) -> None:
        self._slots = slots
        self.is_sent, self.is_answered = asyncio.Event(), asyncio.Event()

    async def complete(self, prompt: Prompt) -> Reply:
        del prompt
        await self.is_sent.wait()
        self._slots.tell(is_on_wire=True)
        await self.is_answered.wait()
        self._slots.tell(is_on_wire=False)
        return Reply(text="", model="m", provider="p")


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_work_waits_until_every_call_is_on_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgergen.runs.batch.slots._LONGEST_STEP_S", 60.0)

    async def trial() -> None:
        slots = CallSlots(2, tally=Tally())
        model = Held(slots)
        call = asyncio.create_task(slots.guard(model).complete(PROMPT))
        await settle()
        work = asyncio.create_task(slots.give_way())
        await settle()
        assert not work.done()
        model.is_sent.set()
        await work
        await slots.give_way()  # nor does a call on the wire keep anybody back
        model.is_answered.set()
        await call
        await slots.give_way()

    asyncio.run(trial())


def test_a_call_that_waits_for_its_turn_keeps_work_back_for_a_moment_only() -> None:
    async def trial() -> None:
        slots = CallSlots(2, tally=Tally())
        call = asyncio.create_task(slots.guard(Held(slots)).complete(PROMPT))
        await settle()
        await slots.give_way()
        assert not call.done()
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        await slots.give_way()

    asyncio.run(trial())


def test_where_work_piles_up_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgergen.runs.batch.slots._LONGEST_STEP_S", 60.0)

    async def trial() -> None:
        slots = CallSlots(2, tally=Tally())
        call = asyncio.create_task(slots.guard(Held(slots)).complete(PROMPT))
        await settle()
        work = [asyncio.create_task(slots.give_way()) for _ in range(5)]
        await settle()
        assert [task.done() for task in work] == [True, True, True, False, False]
        call.cancel()
        await asyncio.gather(call, *work, return_exceptions=True)

    asyncio.run(trial())


def test_the_search_for_garbage_is_as_it_was_after_a_run() -> None:
    before = gc.get_threshold()
    with rare_searches():
        assert gc.get_threshold()[0] > before[0]
        assert gc.get_freeze_count()
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()
