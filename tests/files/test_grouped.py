"""What waits for the disk waits together, and nobody's failure or impatience is another's."""

from __future__ import annotations

import asyncio
import threading

import pytest

from ledgergen.adapters.grouped import Grouped


def test_what_comes_in_meanwhile_is_the_next_group() -> None:
    groups: list[list[int]] = []
    may_go = threading.Event()

    def work(items: list[int]) -> list[int | Exception]:
        may_go.wait(10)
        groups.append(items)
        return [ValueError(f"no {item}") if item == 3 else item * 10 for item in items]

    async def trial() -> list[int | BaseException]:
        grouped = Grouped(work, name="trial")
        tasks = [asyncio.create_task(grouped.do(number)) for number in range(6)]
        await asyncio.sleep(0)
        tasks[5].cancel()
        may_go.set()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        await grouped.aclose()
        return results

    results = asyncio.run(trial())
    assert groups == [[0], [1, 2, 3, 4, 5]]  # what nobody waits for any more is done all the same
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
