"""What waits for the disk waits together, and nobody's failure or impatience is another's."""

from __future__ import annotations

import asyncio
import threading

import pytest

from ledgergen.adapters.grouped import Grouped


def test_what_comes_in_meanwhile_is_the_next_group() -> None:
    groups: list[list[int]] = []
    has_begun, may_go = threading.Event(), threading.Event()

    def work(items: list[int]) -> list[int | Exception]:
        has_begun.set()
        may_go.wait(10)
        groups.append(items)
        return [ValueError(f"no {item}") if item == 3 else item * 10 for item in items]

    async def trial() -> list[int | BaseException]:
        grouped = Grouped(work, name="trial")
        tasks = [asyncio.create_task(grouped.do(0))]
        await asyncio.to_thread(has_begun.wait, 10)
        tasks += [asyncio.create_task(grouped.do(number)) for number in range(1, 6)]
        await asyncio.sleep(0)
        tasks[5].cancel()
        grouped.add(6)
        may_go.set()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        await grouped.aclose()
        return results

    results = asyncio.run(trial())
    assert groups == [[0], [1, 2, 3, 4, 5, 6]]  # what nobody waits for any more is done all the same
    assert results[:3] == [0, 10, 20]
    assert str(results[3]) == "no 3"
    assert results[4] == 40
    assert isinstance(results[5], asyncio.CancelledError)


def test_closing_waits_for_all_that_was_asked_for() -> None:
    done: list[int] = []

    def work(items: list[int]) -> list[int]:
        done.extend(items)
        return items

    async def trial() -> None:
        grouped = Grouped(work, name="trial")
        tasks = [asyncio.create_task(grouped.do(number)) for number in range(200)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await grouped.aclose()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(trial())
    assert done == list(range(200))


@pytest.mark.parametrize("ends", ["by the last", "by closing"])
def test_the_first_of_a_group_waits_for_others_until_none_can_come(ends: str) -> None:
    groups: list[list[int]] = []

    def work(items: list[int]) -> list[int]:
        groups.append(items)
        return items

    async def trial(first: int) -> None:
        grouped.add(first)
        await asyncio.sleep(0)
        if ends == "by the last":
            assert await grouped.do(first + 1, is_last=True) == first + 1
        else:
            grouped.add(first + 1)
        await grouped.aclose()

    grouped = Grouped(work, name="trial", pause_s=3600)
    for first in (0, 10):  # what was closed pauses again when it is opened again
        asyncio.run(asyncio.wait_for(trial(first), 60))
    assert groups == [[0, 1], [10, 11]]


def test_a_group_that_fails_as_a_whole_fails_each_of_it() -> None:
    def work(_: list[int]) -> list[int]:
        raise OSError("disk")

    async def trial() -> None:
        grouped = Grouped(work, name="trial")
        tasks = [asyncio.create_task(grouped.do(number)) for number in range(3)]
        for task in tasks:
            with pytest.raises(OSError, match="disk"):
                await task
        await grouped.aclose()

    asyncio.run(trial())


def test_what_an_ended_loop_left_behind_stops_nobody_of_the_next() -> None:
    may_go = threading.Event()

    def work(items: list[int]) -> list[int]:
        may_go.wait(10)
        return items

    grouped = Grouped(work, name="trial")

    async def leave() -> None:
        tasks = [asyncio.create_task(grouped.do(number)) for number in range(3)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()

    async def go_on() -> int:
        task = asyncio.create_task(grouped.do(7))
        await asyncio.sleep(0)
        may_go.set()
        return await task

    asyncio.run(leave())
    assert asyncio.run(go_on()) == 7
    grouped.close()
    assert asyncio.run(grouped.do(8)) == 8  # who asks after the end starts it again
    grouped.close()
